"""Whether stated figures can be, and whether they agree: a failed check is written on the figure, never repaired.

Belongs here: checks of stated figures, one by one, against each other and from year to year. Does not belong here: flags
(pipelines/steps/assess), lists against head counts (coverage.py, placed.py).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from pipelines.steps.derive.heads import NO_HEADS, ClassHeads
from pipelines.steps.derive.records import add_caution
from pipelines.steps.derive.sources import class_year, span
from rules.intervals import half_step
from schemas.outcomes import Outcome
from schemas.registry import School
from schemas.vocabulary import Exam, MeasureName, Qualifier, Unit

SCORE_RANGE: Mapping[Exam, tuple[int, int]] = {
    Exam.step_1: (1, 300),
    Exam.step_2_ck: (1, 300),
    Exam.step_3: (1, 300),
    Exam.comlex_1: (9, 999),
    Exam.comlex_2_ce: (9, 999),
    Exam.comlex_3: (9, 999),
}
LAST_MEAN: Mapping[Exam, tuple[int, str]] = {
    Exam.step_1: (2022, "Step 1 has no scores for tests from 26 January 2022 on"),
    Exam.comlex_1: (2022, "COMLEX Level 1 has no scores for tests from 10 May 2022 on"),
}
"""Last year in which tests with scores were held, and what to say of a mean after it."""
LAST_HELD: Mapping[Exam, tuple[int, str]] = {
    Exam.step_2_cs: (2020, "Step 2 CS was last held in March 2020"),
    Exam.comlex_2_pe: (2020, "COMLEX Level 2-PE was suspended in 2020 and not held again"),
}
PARTS: Sequence[tuple[MeasureName, MeasureName]] = (
    (MeasureName.matched, MeasureName.participants),
    (MeasureName.unmatched, MeasureName.participants),
    (MeasureName.participants, MeasureName.class_size),
    (MeasureName.matched, MeasureName.class_size),
    (MeasureName.placed, MeasureName.class_size),
    (MeasureName.not_seeking, MeasureName.class_size),
    (MeasureName.home_institution, MeasureName.class_size),
    (MeasureName.in_state, MeasureName.class_size),
    (MeasureName.primary_care, MeasureName.class_size),
    (MeasureName.military, MeasureName.class_size),
    (MeasureName.home_institution, MeasureName.matched),
    (MeasureName.in_state, MeasureName.matched),
    (MeasureName.primary_care, MeasureName.matched),
)
"""Counts of which the first is a part of the second."""
WHOLES: Mapping[MeasureName, MeasureName] = {
    MeasureName.primary_care_share: MeasureName.primary_care,
    MeasureName.in_state_share: MeasureName.in_state,
    MeasureName.home_institution_share: MeasureName.home_institution,
    MeasureName.military_share: MeasureName.military,
}
SHARE_BASES = (MeasureName.class_size, MeasureName.participants, MeasureName.matched, MeasureName.placed)
LEAST_JUMP = 15.0
LEAST_JUMP_OF_SCALE = 0.06
JUMP_OF_CLASS = 0.3
LEAST_CLASS_JUMP = 15
YEARS_OF_STUDY = 4


def checked(
    outcomes: Sequence[Outcome], school: School, heads: Mapping[int, ClassHeads], entered: Mapping[int, int]
) -> list[Outcome]:
    """Return the stated figures with a caution for each check that fails.

    Args:
        outcomes: the stated figures of one school.
        school: its file, for the year of its first graduates.
        heads: the head counts stated of each class.
        entered: people who entered in a year, where a document says so.
    """
    beside = _by_subject(outcomes)
    return [
        add_caution(
            outcome,
            [
                *_impossible(outcome),
                *_arithmetic(outcome, heads),
                *_parts(outcome, heads),
                *_history(outcome, school, entered),
                *_contradicted(outcome, beside[_subject(outcome)]),
                *_jump(outcome, beside),
                *_far_from_nation(outcome),
            ],
        )
        for outcome in outcomes
    ]


def _impossible(outcome: Outcome) -> Iterator[str]:
    value, years = outcome.value, span(outcome.period)
    if value is None:
        return
    if outcome.unit is Unit.percent and not 0 <= value <= 100:
        yield "cannot be: a share lies between 0 and 100"
    if outcome.numerator is not None and outcome.denominator is not None and outcome.numerator > outcome.denominator:
        yield f"cannot be: {outcome.numerator} of {outcome.denominator}"
    if outcome.exam is None or years is None:
        return
    if outcome.name == MeasureName.exam_mean_score:
        low, high = SCORE_RANGE.get(outcome.exam, (0, 1000))
        if not low <= value <= high:
            yield f"cannot be: scores of this exam lie between {low} and {high}"
        last, text = LAST_MEAN.get(outcome.exam, (years[0], ""))
        if years[0] > last or (outcome.exam is Exam.comlex_1 and years == (last, last + 1)):
            yield f"cannot be: {text}"
    last, text = LAST_HELD.get(outcome.exam, (years[0], ""))
    if years[0] > last:
        yield f"cannot be: {text}"


def _arithmetic(outcome: Outcome, heads: Mapping[int, ClassHeads]) -> Iterator[str]:
    """Hold a printed share against its printed counts."""
    if outcome.unit is not Unit.percent or outcome.value is None or outcome.qualifier is not Qualifier.exact:
        return
    counted, people = outcome.numerator, outcome.denominator
    if counted is not None and people:
        share = 100 * counted / people
        if abs(share - outcome.value) > _rounding(outcome.value):
            yield f"does not add up: {counted} of {people} is {share:.1f} %"
        return
    year = class_year(outcome.period)
    if counted is None or year is None:
        return
    stated = heads.get(year, NO_HEADS)
    bases = [count.value for name in SHARE_BASES for count in stated.of(name) if count.value]
    if bases and all(abs(100 * counted / base - outcome.value) > _rounding(outcome.value) for base in bases):
        likely = "; ".join(f"{counted} of {base} is {100 * counted / base:.1f} %" for base in sorted(set(bases)))
        yield f"does not add up with any head count stated of the class: {likely}"


def _rounding(value: float) -> float:
    """Pages cut as often as they round: a whole step is allowed."""
    return 2 * half_step(value)


def _parts(outcome: Outcome, heads: Mapping[int, ClassHeads]) -> Iterator[str]:
    """Hold a count against the counts that it is a part of; every stated value of those must be exceeded."""
    year = class_year(outcome.period)
    if (
        outcome.unit is not Unit.count
        or outcome.value is None
        or year is None
        or outcome.qualifier is not Qualifier.exact
    ):
        return
    stated = heads.get(year, NO_HEADS)
    for part, whole in PARTS:
        largest = stated.largest(whole)
        if outcome.name == part and largest is not None and outcome.value > largest.value:
            yield f"cannot be: more {_words(part)} ({outcome.value:g}) than {_words(whole)} ({largest.value})"
    sums = stated.one(MeasureName.matched), stated.one(MeasureName.unmatched), stated.one(MeasureName.participants)
    if outcome.name == MeasureName.participants and all(sums):
        matched, without, people = (count.value for count in sums if count is not None)
        if matched + without > people:
            yield f"does not add up: {matched} matched and {without} unmatched are more than {people} participants"


def _words(name: MeasureName) -> str:
    return {"class_size": "in the class", "home_institution": "at home", "in_state": "in the state"}.get(
        name, name.replace("_", " ")
    )


def _history(outcome: Outcome, school: School, entered: Mapping[int, int]) -> Iterator[str]:
    """Hold a class against the school's first graduates and the people who entered four years before."""
    year = class_year(outcome.period)
    if (
        year is None
        or outcome.exam is not None
        or outcome.name in (MeasureName.graduation_rate, MeasureName.attrition_rate)
    ):
        return
    if school.first_class_graduated and year < school.first_class_graduated:
        yield f"cannot be: the registry says that the first class graduated in {school.first_class_graduated}"
    size = entered.get(year - YEARS_OF_STUDY)
    counted = outcome.name in (MeasureName.class_size, MeasureName.participants, MeasureName.matched)
    if counted and size and outcome.value is not None and outcome.value > size * (1 + JUMP_OF_CLASS):
        yield f"not plausible: {size} entered in {year - YEARS_OF_STUDY}"


def _subject(outcome: Outcome) -> tuple[object, ...]:
    return (
        outcome.name,
        outcome.period,
        outcome.specialty_slug or (outcome.note if outcome.name == MeasureName.specialty_share else None),
        outcome.exam,
        outcome.attempt,
        outcome.stage,
        outcome.denominator_kind,
        outcome.years,
    )


def _by_subject(outcomes: Iterable[Outcome]) -> dict[tuple[object, ...], list[Outcome]]:
    found: dict[tuple[object, ...], list[Outcome]] = {}
    for outcome in outcomes:
        found.setdefault(_subject(outcome), []).append(outcome)
    return found


def _contradicted(outcome: Outcome, others: Sequence[Outcome]) -> Iterator[str]:
    """Name other values stated for the same thing; whether they count the same people is for a reader to judge."""
    if outcome.period is None or outcome.qualifier is not Qualifier.exact:
        return
    values = sorted(
        {
            other.value
            for other in others
            if other.value is not None and other.qualifier is Qualifier.exact and other.value != outcome.value
        }
    )
    if values:
        yield f"also stated as {', '.join(f'{value:g}' for value in values)}: another definition, or a contradiction"


def _jump(outcome: Outcome, beside: Mapping[tuple[object, ...], Sequence[Outcome]]) -> Iterator[str]:
    """Hold a figure against the one of the period before."""
    years = span(outcome.period)
    if years is None or years[1] - years[0] > 1 or outcome.value is None or outcome.specialty_slug:
        return
    before = f"{years[0] - 1}" if years[0] == years[1] else f"{years[0] - 1}-{years[1] - 1}"
    name, _, *rest = _subject(outcome)
    earlier = beside.get((name, before, *rest), ())
    if len(earlier) != 1 or earlier[0].value is None:
        return
    change = abs(outcome.value - earlier[0].value)
    if outcome.unit is Unit.count:
        counted = outcome.name in (
            MeasureName.class_size,
            MeasureName.participants,
            MeasureName.matched,
            MeasureName.placed,
        )
        wild = counted and change > max(LEAST_CLASS_JUMP, JUMP_OF_CLASS * earlier[0].value)
    else:
        wild = change > (
            LEAST_JUMP if outcome.exam is None or outcome.unit is Unit.percent else _score_jump(outcome.exam)
        )
    if wild:
        yield f"check it: {earlier[0].value:g} in {before}"


def _far_from_nation(outcome: Outcome) -> Iterator[str]:
    if outcome.value is None or outcome.national_value is None or outcome.unit is not Unit.percent:
        return
    if abs(outcome.value - outcome.national_value) > LEAST_JUMP:
        yield f"check it: more than {LEAST_JUMP:g} points from the national figure"


def _score_jump(exam: Exam) -> float:
    return LEAST_JUMP_OF_SCALE * SCORE_RANGE.get(exam, (0, 1000))[1]
