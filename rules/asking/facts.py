"""Public figures in plain words, each with its year, its basis and its source: cited, so that nobody asks for them.

Belongs here: sentences about what is published. Does not belong here: questions (questions.py).
"""

from collections.abc import Iterator

from rules.asking.subject import AskSubject
from rules.calendar import end_year_of
from rules.published import people
from schemas.disclosure import AskClaim
from schemas.resolution import ResolvedMeasure
from schemas.vocabulary import Attempt, Denominator, Exam, MeasureName, Qualifier, Stage, Unit

EXAM_WORDS = {
    Exam.step_1: "Step 1",
    Exam.step_2_ck: "Step 2",
    Exam.comlex_1: "Level 1",
    Exam.comlex_2_ce: "Level 2",
    Exam.comlex_3: "Level 3",
}
WHOM: dict[Denominator | None, str] = {
    Denominator.participants: "of those who took part",
    Denominator.graduating_class: "of the class",
    Denominator.seeking: "of those who looked for a place",
    Denominator.applicants: "of those who applied",
}
WHEN: dict[Stage | None, str] = {
    Stage.before_soap: "before SOAP",
    Stage.after_soap: "after SOAP",
    Stage.overall: "by any route",
}
ABOUT = {
    Qualifier.exact: "",
    Qualifier.at_least: "at least ",
    Qualifier.about: "about ",
    Qualifier.at_most: "at most ",
}
MOST_RATES = 2
MOST_CLASSES = 3


def public_facts(subject: AskSubject) -> tuple[AskClaim, ...]:
    """What is public now, newest first, in the order exam, match, destinations."""
    return (*exam_facts(subject), *match_facts(subject), *destination_facts(subject), *size_facts(subject))


def exam_facts(subject: AskSubject) -> tuple[AskClaim, ...]:
    """The newest first-try pass rate, or mean score, of each exam."""
    return tuple(_each_exam(subject))


def match_facts(subject: AskSubject) -> tuple[AskClaim, ...]:
    """The newest rates, and the counts of the reader's specialty."""
    return (*_rates(subject), *_specialty(subject))


def destination_facts(subject: AskSubject) -> tuple[AskClaim, ...]:
    """The newest list, and how many went to the reader's state."""
    return (*_lists(subject), *_state(subject))


def size_facts(subject: AskSubject) -> tuple[AskClaim, ...]:
    """Class size and graduation."""
    published, found = subject.published, []
    sizes = published.newest_first(published.measures_named(MeasureName.class_size, unit=Unit.count))
    if sizes and sizes[0].period:
        found.append(subject.claim(f"The class of {sizes[0].period} has {sizes[0].value:g} students.", sizes[0]))
    rates = published.newest_first(published.measures_named(MeasureName.graduation_rate, unit=Unit.percent))
    if rates and rates[0].period:
        years = f" in {rates[0].years} years" if rates[0].years else ""
        text = f"{_percent(rates[0])} of the class of {rates[0].period} finished{years}."
        found.append(subject.claim(text, rates[0]))
    return tuple(found)


def _each_exam(subject: AskSubject) -> Iterator[AskClaim]:
    for exam, name in EXAM_WORDS.items():
        rows = [row for row in subject.published.exam_results if row.exam is exam and row.period]
        firsts = [row for row in rows if row.measure is MeasureName.exam_pass_rate and row.attempt is Attempt.first]
        means = [row for row in rows if row.measure is MeasureName.exam_mean_score]
        if firsts:
            row = firsts[0]
            text = f"{_percent(row)} passed {name} on the first try in {row.period}{_nation(row, ' %')}."
            yield subject.claim(text, row)
        elif means:
            row = means[0]
            yield subject.claim(f"The mean on {name} was {row.value:g} in {row.period}{_nation(row, '')}.", row)


def _rates(subject: AskSubject) -> Iterator[AskClaim]:
    rates = subject.published.rates
    newest = [row for row in rates if end_year_of(row.period) == end_year_of(rates[0].period)]
    told: set[tuple[object, ...]] = set()
    for row in newest:
        if (row.measure, row.stage) in told or len(told) == MOST_RATES:
            continue
        told.add((row.measure, row.stage))
        verb = "matched" if row.measure is MeasureName.match_rate else "found a place"
        whom = WHOM.get(row.denominator, "(of whom, the school does not say)")
        when = WHEN.get(row.stage, "(before or after SOAP, it does not say)")
        like = "" if row.unlike_national else _nation(row, " %")
        of = f", class of {row.period}" if row.period else ""
        yield subject.claim(f"{_percent(row)} {whom} {verb} {when}{of}{like}.", row)


def _specialty(subject: AskSubject) -> Iterator[AskClaim]:
    if subject.specialty is None:
        return
    for year, rows in sorted(subject.placements_in().items(), reverse=True)[:MOST_CLASSES]:
        if rows:
            yield subject.claim(
                f"{_number(people(rows))} of the class of {year} went into {subject.field_name}.", rows[0]
            )


def _lists(subject: AskSubject) -> Iterator[AskClaim]:
    for one in subject.published.classes:
        if one.is_list and one.class_year is not None:
            yield subject.claim(f"The match list of the class of {one.class_year} is public.", one.rows[0])
            return


def _state(subject: AskSubject) -> Iterator[AskClaim]:
    if subject.home_state is None:
        return
    found = False
    for year, rows in sorted(subject.placements_near().items(), reverse=True)[:MOST_CLASSES]:
        if rows:
            found = True
            yield subject.claim(
                f"{_number(people(rows))} of the class of {year} went to {subject.state_name}.", rows[0]
            )
    if not found and subject.home_state == subject.school.state:
        stays = subject.published.newest_first(
            subject.published.measures_named(MeasureName.in_state, MeasureName.in_state_share)
        )
        for row in stays[:1]:
            figure = _percent(row) if row.unit is Unit.percent else f"{row.value:g}"
            yield subject.claim(f"{figure} of the class of {row.period} stayed in the state.", row)


def _number(count: int) -> str:
    return "One" if count == 1 else f"{count:,}"


def _percent(row: ResolvedMeasure) -> str:
    words = f"{ABOUT[row.qualifier]}{row.value:g} %"
    return words[0].upper() + words[1:]


def _nation(row: ResolvedMeasure, sign: str) -> str:
    return "" if row.national_value is None else f" (nation: {row.national_value:g}{sign})"
