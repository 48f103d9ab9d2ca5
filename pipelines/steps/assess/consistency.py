"""Figures held against each other: what disagrees, and what cannot be.

Belongs here: arithmetic on figures that crawled pages of the school print. Does not belong here: flags, severity.
Only figures on one stated basis are compared; a page that prints several values for one thing (campuses, cohorts) is left
out, because nothing says which of them is meant.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rules.calendar import COMLEX_1_WITHOUT_SCORES, STEP_1_WITHOUT_SCORES, end_year_of
from rules.published import FIRST_YEAR_ONLY, RATES, Finding, Published, is_pooled, position_of, states
from schemas.resolution import ResolvedMeasure
from schemas.vocabulary import Attempt, DocumentKind, Exam, MeasureName, Qualifier, Stage, Unit

ROUNDING = 0.5
"""Half of the last printed place: figures within it are equal."""
WHOLE_PERCENT = 1.0
"""A share printed without decimals may have been cut instead of rounded."""
FULL = 100.0
MOST_PERCENT = 150.0
"""Above this a share is more likely misread than printed."""
YEARS_OF_STUDY = 3
"""Years between the first exam and graduation: a class year that may be meant instead of the year of testing."""
SHARES = RATES | {MeasureName.exam_pass_rate, MeasureName.graduation_rate}
"""Shares that are held against the numbers printed with them."""
COMPARED = RATES | {MeasureName.exam_pass_rate, MeasureName.graduation_rate, MeasureName.participants}


@dataclass(frozen=True, slots=True)
class Fault:
    """Figures that disagree or cannot be, and what they are about."""

    subject: str
    explanation: str
    findings: tuple[Finding, ...]


def disagreements(published: Published) -> list[Fault]:
    """Figures for one thing that differ, and parts that do not add up."""
    measures = crawled_measures(published)
    found = [*_differing(measures), *_wrong_shares(measures), *_falling_rates(measures), *_more_than_total(published)]
    return _once(found)


def impossibilities(published: Published) -> list[Fault]:
    """Figures that cannot be, whatever they mean."""
    measures = crawled_measures(published)
    return _once([*_scores_that_ended(measures), *_over_the_whole(measures), *_more_than_took_part(measures)])


def crawled_measures(published: Published) -> list[ResolvedMeasure]:
    """Measures of pages that were fetched: a transcription shows the beginning of a page as it once stood."""
    return [row for row in published.measures if published.documents[row.document_id].kind is DocumentKind.crawled]


def decimals(value: float) -> int:
    """Decimals that a figure is printed with."""
    _, _, digits = f"{value:g}".partition(".")
    return len(digits)


def agree(first: float, second: float) -> bool:
    """Whether two printed figures are the same, the coarser one rounded."""
    places = min(decimals(first), decimals(second))
    return abs(first - second) <= ROUNDING * float(10.0**-places) + 1e-9


def _differing(measures: Iterable[ResolvedMeasure]) -> Iterator[Fault]:
    groups: dict[tuple[object, ...], dict[str, list[ResolvedMeasure]]] = defaultdict(lambda: defaultdict(list))
    for row in measures:
        if row.measure in COMPARED and row.qualifier is Qualifier.exact and row.period and _basis_is_stated(row):
            key = (row.measure, row.period, row.unit, row.exam, row.attempt, row.stage, row.denominator, row.years)
            groups[key][row.document_id].append(row)
    for by_document in groups.values():
        clear = [rows[0] for rows in by_document.values() if all(agree(one.value, rows[0].value) for one in rows)]
        low, high = min(clear, key=_value, default=None), max(clear, key=_value, default=None)
        if low and high and not agree(low.value, high.value):
            explanation = f"{_name(low)} is given as {low.value:g}{_sign(low)} on one page and as {high.value:g}{_sign(high)} on another."
            yield Fault(f"{_code(low)} {low.period}", explanation, (low, high))


def _basis_is_stated(row: ResolvedMeasure) -> bool:
    if row.measure in RATES:
        return row.stage not in (None, Stage.unstated)
    if row.measure is MeasureName.exam_pass_rate:
        return row.exam is not None and row.attempt not in (None, Attempt.unstated)
    return row.measure is not MeasureName.graduation_rate or row.years is not None


def _wrong_shares(measures: Iterable[ResolvedMeasure]) -> Iterator[Fault]:
    for row in measures:
        if row.measure not in SHARES or row.unit is not Unit.percent or row.qualifier is not Qualifier.exact:
            continue
        if not _are_printed(row):
            continue
        if not row.numerator_n or not row.denominator_n or row.numerator_n > row.denominator_n or row.value > FULL:
            continue
        share = FULL * row.numerator_n / row.denominator_n
        places = decimals(row.value)
        tolerance = WHOLE_PERCENT if places == 0 else 1.5 * 10**-places
        if abs(share - row.value) > tolerance:
            explanation = f"{_name(row)} is given as {row.value:g} %, but {row.numerator_n} of {row.denominator_n} is {share:.1f} %."
            yield Fault(f"{_code(row)} {row.period or ''}".strip(), explanation, (row,))


def _are_printed(row: ResolvedMeasure) -> bool:
    """Whether both numbers of a share stand in its own words, so that they were not taken from elsewhere on the page."""
    printed = set(re.findall(r"\d+", (row.quote or "").replace(",", "")))
    return {str(row.numerator_n), str(row.denominator_n)} <= printed


def _falling_rates(measures: Iterable[ResolvedMeasure]) -> Iterator[Fault]:
    """A rate after SOAP below the one before it, among the same people."""
    rates: dict[tuple[object, ...], dict[Stage, list[ResolvedMeasure]]] = defaultdict(lambda: defaultdict(list))
    for row in measures:
        if row.measure in RATES and row.period and row.stage and row.qualifier is Qualifier.exact:
            rates[row.measure, row.period, row.denominator][row.stage].append(row)
    for by_stage in rates.values():
        before, after = by_stage[Stage.before_soap], by_stage[Stage.after_soap]
        if before and after and min(map(_value, before)) > max(map(_value, after)) + WHOLE_PERCENT:
            first, second = min(before, key=_value), max(after, key=_value)
            explanation = (
                f"{_name(first)} is {first.value:g} % before SOAP and {second.value:g} % after it; SOAP only adds."
            )
            yield Fault(f"{_code(first)} {first.period}", explanation, (first, second))


def _more_than_total(published: Published) -> Iterator[Fault]:
    """Counts by specialty in one document that add up to more people than the class is stated to have."""
    for one in published.classes:
        if one.class_year is None or one.document.kind is not DocumentKind.crawled:
            continue
        counts = [row for row in one.placements if row.specialty and not row.program]
        total = sum(row.count for row in counts if position_of(row) not in FIRST_YEAR_ONLY)
        heads = published.heads(one.class_year)
        bound = max(heads.values(), default=0)
        if total > bound > 0 and {MeasureName.placed, MeasureName.class_size} & heads.keys():
            stated = tuple(row for row in published.measures if row.measure in heads and states(row, one.class_year))
            explanation = f"Counts by specialty for the class of {one.class_year} add up to {total}; at most {bound} people are stated."
            yield Fault(f"specialties {one.class_year}", explanation, (*counts[:2], *stated[:3]))


def _scores_that_ended(measures: Iterable[ResolvedMeasure]) -> Iterator[Fault]:
    """Mean scores of an exam that had become pass or fail, whichever way the year is read."""
    ended = {Exam.step_1: STEP_1_WITHOUT_SCORES, Exam.comlex_1: COMLEX_1_WITHOUT_SCORES}
    for exam, day in ended.items():
        rows = [row for row in measures if row.measure is MeasureName.exam_mean_score and row.exam is exam]
        late = [row for row in rows if _starts_after(row.period, day.year)]
        if late:
            name = "Step 1" if exam is Exam.step_1 else "COMLEX Level 1"
            periods = ", ".join(sorted({row.period or "" for row in late}))
            explanation = (
                f"A mean score of {name} is given for {periods}; tests since {day:%B} {day.year} have no score, "
                "only pass or fail."
            )
            yield Fault(f"{exam.value} mean score", explanation, tuple(late))


def _starts_after(period: str | None, year: int) -> bool:
    """Whether a period lies after a year both as years of testing and as the year of graduation."""
    end = end_year_of(period)
    if end is None or period is None or is_pooled(period):
        return False
    return end > year + 1 if "-" in period else end >= year + YEARS_OF_STUDY


def _over_the_whole(measures: Iterable[ResolvedMeasure]) -> Iterator[Fault]:
    for row in measures:
        if row.unit is Unit.percent and FULL < row.value <= MOST_PERCENT:
            explanation = f"{_name(row)} is given as {row.value:g} %: a share cannot be more than 100 %."
            yield Fault(f"{_code(row)} {row.period or ''}".strip(), explanation, (row,))


def _more_than_took_part(measures: Iterable[ResolvedMeasure]) -> Iterator[Fault]:
    counts: dict[tuple[str, str], dict[MeasureName, list[ResolvedMeasure]]] = defaultdict(lambda: defaultdict(list))
    for row in measures:
        if row.numerator_n is not None and row.denominator_n is not None and row.numerator_n > row.denominator_n:
            explanation = f"{_name(row)} counts {row.numerator_n} of {row.denominator_n} people."
            yield Fault(f"{_code(row)} {row.period or ''}".strip(), explanation, (row,))
        if row.unit is Unit.count and row.period and row.qualifier is Qualifier.exact:
            counts[row.document_id, row.period][row.measure].append(row)
    for (_, period), by_name in counts.items():
        matched, took_part = by_name[MeasureName.matched], by_name[MeasureName.participants]
        if matched and took_part and min(map(_value, matched)) > max(map(_value, took_part)):
            first, second = min(matched, key=_value), max(took_part, key=_value)
            explanation = f"{first.value:g} matched of {second.value:g} who took part, class of {period}."
            yield Fault(f"matched {period}", explanation, (first, second))


def _once(faults: Iterable[Fault]) -> list[Fault]:
    """Join faults on one subject."""
    joined: dict[str, Fault] = {}
    for fault in faults:
        known = joined.get(fault.subject)
        if known is None:
            joined[fault.subject] = fault
        elif fault.explanation not in known.explanation:
            joined[fault.subject] = Fault(
                fault.subject, f"{known.explanation} {fault.explanation}", (*known.findings, *fault.findings)
            )
    return list(joined.values())


def _value(row: ResolvedMeasure) -> float:
    return row.value


def _sign(row: ResolvedMeasure) -> str:
    return " %" if row.unit is Unit.percent else ""


def _code(row: ResolvedMeasure) -> str:
    return f"{row.exam.value} {row.measure.value}" if row.exam else row.measure.value


def _name(row: ResolvedMeasure) -> str:
    """A figure by its name in words, with exam and period."""
    words = row.measure.value.replace("_", " ")
    exam = f"{row.exam.value.replace('_', ' ').title().replace(' Ck', ' CK').replace('Ce', 'CE')} " if row.exam else ""
    of = f" of {row.period}" if row.period else ""
    name = f"{exam}{words}{of}"
    return name[0].upper() + name[1:]
