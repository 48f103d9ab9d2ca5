"""Flags on time: a gap inside a series, figures out of date, results taken down.

Belongs here: selective_years, stale, disclosure_removed. Does not belong here: what falls due when (rules/calendar.py).
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from pipelines.steps.assess.evidence import Grounds
from pipelines.steps.assess.flags.absence import is_present
from pipelines.steps.assess.flags.raising import Raised
from pipelines.steps.assess.pictures import Family, figures_of
from pipelines.steps.assess.view import SchoolView
from rules.calendar import class_due, end_year_of, exam_due
from rules.published import EXAM_RESULTS, RATES, Finding, Published, is_pooled, year_of
from schemas.resolution import ResolvedMeasure
from schemas.vocabulary import Exam, ReadingOutcome

YEARS_OF_A_SERIES = 6
LEAST_SERIES = 3
KINDS = ("match list", "counts by specialty", "match or placement rate", "exam results")


def selective_years(view: SchoolView) -> Iterator[Raised]:
    """A class or cycle that is left out between others of one published series, and is found nowhere else."""
    for name, rows, known in _series(view):
        years = sorted({year for row in rows if (year := year_of(row)) is not None})
        recent = [year for year in years if year > years[-1] - YEARS_OF_A_SERIES]
        if len(recent) < LEAST_SERIES:
            continue
        gap = [year for year in range(recent[0] + 1, recent[-1]) if year not in years and year not in known]
        if gap:
            missing, there = ", ".join(map(str, gap)), ", ".join(map(str, recent))
            yield Raised(
                "selective_years",
                f"The series of {name} gives {there} and leaves out {missing}, which was found on no other page.",
                Grounds(findings=[row for row in rows if year_of(row) in recent]),
                name,
                "exam.history" if isinstance(rows[0], ResolvedMeasure) and rows[0].exam else "rate.history",
            )


def stale(view: SchoolView) -> Iterator[Raised]:
    """Match or exam results of which the newest is older than the latest class or cycle due."""
    for family in Family:
        figures = figures_of(view.published, family)
        if not figures or not is_present(view, family, lenient=True):
            continue
        late = [_days_late(view, finding) for finding in figures]
        if all(late) and (days := min(one for one in late if one)):
            newest = max(figures, key=lambda one: year_of(one) or 0)
            yield Raised(
                "stale",
                f"The newest {family.value} result is of {year_of(newest)}; figures of a later class or cycle were due.",
                Grounds(findings=[one for one in figures if year_of(one) == year_of(newest)]),
                f"{family.value} results",
                "match.list" if family is Family.match else "exam.first",
                lenient=days[1] > 0,
                days_late_strict=days[0],
                days_late_lenient=days[1] or None,
            )


def disclosure_removed(view: SchoolView) -> Iterator[Raised]:
    """A kind of result whose newest class or cycle was taken down, with nothing newer in its place."""
    before, now = _kinds(view.earlier), _kinds(view.published)
    listed_now = now[KINDS[0]]
    now[KINDS[1]] = [*now[KINDS[1]], *listed_now]
    for kind in KINDS:
        years_before = [year for finding in before[kind] if (year := year_of(finding))]
        years_now = [year for finding in now[kind] if (year := year_of(finding))]
        if years_before and max(years_before) > max(years_now, default=0) and not _may_be_misread(view, before[kind]):
            gone = sorted(set(years_before) - set(years_now), reverse=True)
            named = ", ".join(map(str, gone))
            yield Raised(
                "disclosure_removed",
                f"An earlier capture of the school's pages held a {kind} for {named}; it is there no longer.",
                Grounds(findings=[one for one in before[kind] if year_of(one) in gone]),
                kind,
                "match.list" if kind in KINDS[:2] else "rate.published" if kind == KINDS[2] else "exam.first",
            )


def _may_be_misread(view: SchoolView, findings: Iterable[Finding]) -> bool:
    """Whether what stands at the same address now holds rows that were not understood."""
    addresses = {
        (one.final_address or one.address)
        for finding in findings
        if (one := view.earlier.documents.get(finding.document_id))
    }
    return any(
        (one.leftover_count or one.reading is not ReadingOutcome.read)
        and (one.final_address or one.address) in addresses
        for one in view.published.documents.values()
    )


def _series(view: SchoolView) -> Iterator[tuple[str, Sequence[Finding], set[int]]]:
    """Series that a school shows: the same figure in one document, and its lists; with the years known from elsewhere."""
    grouped: dict[tuple[object, ...], list[ResolvedMeasure]] = defaultdict(list)
    for row in view.published.measures_named(*RATES, *EXAM_RESULTS):
        if row.period and not is_pooled(row.period):
            grouped[row.document_id, row.measure, row.exam, row.attempt, row.stage, row.denominator].append(row)
    for rows in grouped.values():
        first = rows[0]
        same = [row for row in view.published.measures if row.measure is first.measure and row.exam is first.exam]
        exam = f"{first.exam.value} " if first.exam else ""
        yield f"{exam}{first.measure.value}", rows, _covered(same)
    listed = [one.rows[0] for one in view.published.classes if one.is_list]
    told = [one.placements[0] for one in view.published.classes if one.tells_specialties]
    if listed:
        yield "match lists", listed, _covered([*listed, *told])


def _covered(findings: Iterable[Finding]) -> set[int]:
    """Years that figures speak of, pooled years each."""
    years: set[int] = set()
    for finding in findings:
        end = year_of(finding)
        if end is None:
            continue
        period = finding.period if isinstance(finding, ResolvedMeasure) else None
        first = int(period[:4]) if period and is_pooled(period) else end
        years.update(range(first, end + 1))
    return years


def _days_late(view: SchoolView, finding: Finding) -> tuple[int, int] | None:
    """Days past the due day of what followed a finding, strictly and with grace; None where nothing newer is due, or no year is stated."""
    year = year_of(finding)
    if year is None:
        return None
    exam = finding.exam if isinstance(finding, ResolvedMeasure) else None
    following = exam_due(exam, year + 1) if isinstance(exam, Exam) else class_due(year + 1)
    days = following.days_late(view.day, lenient=False)
    return (days, following.days_late(view.day, lenient=True)) if days else None


def _kinds(published: Published) -> dict[str, list[Finding]]:
    """What is published, by kind."""
    lists: list[Finding] = [row for one in published.classes if one.is_list for row in one.rows]
    counted = [one for one in published.classes if one.tells_specialties and not one.is_list]
    counts: list[Finding] = [row for one in counted for row in one.by_specialty]
    rates = [row for row in published.rates if end_year_of(row.period)]
    return dict(zip(KINDS, (lists, counts, list[Finding](rates), list[Finding](published.exam_results)), strict=True))
