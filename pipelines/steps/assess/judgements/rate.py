"""Criteria on match and placement rates: one function each.

Belongs here: rate.*. Does not belong here: whether two rates may be set side by side (flags/figures.py).
"""

from collections.abc import Callable, Iterable, Sequence

from pipelines.steps.assess.judgements.match import NEEDED_CLASSES, no_class_yet
from pipelines.steps.assess.judgements.verdicts import Verdict, absent, met, older, partly
from pipelines.steps.assess.view import SchoolView
from rules.calendar import end_year_of
from rules.published import is_pooled, states
from schemas.resolution import ResolvedMeasure
from schemas.vocabulary import Denominator, MeasureName, Qualifier, Stage, Unit

SHOWS_THE_REST = frozenset({MeasureName.unmatched, MeasureName.soap_share})
EVERYBODY = 100


def rate_published(view: SchoolView) -> Verdict:
    """An exact match or placement rate of the latest class."""
    exact = [row for row in view.published.rates if row.qualifier is Qualifier.exact and not is_pooled(row.period)]
    if exact:
        return _newest(view, exact, "Match or placement rate")
    verdict = _newest(view, view.published.rates, "Match or placement rate")
    if view.published.rates:
        rounded = "only rounded, or pooled over several classes"
        return partly(
            f"Match or placement rate: {rounded}.", view.published.rates, due=verdict.due, found=verdict.found
        )
    counts = _counted_rates(view)
    if counts:
        reason = "No rate is printed, but the numbers from which it follows are."
        return partly(reason, counts, due=verdict.due, found=counts[0].period)
    return verdict


def rate_basis(view: SchoolView) -> Verdict:
    """The newest rate says whom it is a share of."""
    return _newest_says(view, has_basis, "Whom the rate is a share of")


def rate_stage(view: SchoolView) -> Verdict:
    """The newest rate says whether it is before or after SOAP."""
    return _newest_says(view, has_stage, "Whether the rate is taken before or after SOAP")


def rate_unmatched(view: SchoolView) -> Verdict:
    """The unmatched, unplaced or SOAP number or share is stated, or follows from what is stated."""
    years = sorted({year for row in view.published.measures if (year := end_year_of(row.period))}, reverse=True)
    for year in years:
        found = _shows_unmatched(view, year)
        if found:
            return _dated(view, found, year, "Unmatched, unplaced or SOAP number")
    due = view.class_due()
    if due is None:
        return no_class_yet(view)
    return absent("Unmatched, unplaced or SOAP number: not stated, and it does not follow.", due=due.period)


def rate_history(view: SchoolView) -> Verdict:
    """The same rate for at least three of the last five classes."""
    recent = view.recent_classes()
    due = view.class_due()
    if due is None and not view.published.rates:
        return no_class_yet(view)
    period = due.period if due else None
    series = max(series_of(view.published.rates).values(), key=lambda rows: len(_years(rows, recent)), default=[])
    covered = _years(series, recent)
    needed = min(NEEDED_CLASSES, len(recent))
    named = ", ".join(map(str, covered))
    if covered and len(covered) >= needed:
        rows = [row for row in series if end_year_of(row.period) in covered]
        return met(f"The same rate is given for the classes of {named}.", rows, due=period, found=str(covered[0]))
    if view.published.rates:
        reason = f"Of the last {len(recent)} classes the same rate is given for {named or 'none'}; {needed} were looked for."
        return partly(reason, series or view.published.rates, due=period, found=str(covered[0]) if covered else None)
    return absent("No match or placement rate was found for any class.", due=period)


def rate_national(view: SchoolView) -> Verdict:
    """A national figure of the same measure and stage stands beside the rate of the latest class."""
    return _newest_says(view, has_like_national, "National figure of the same kind")


def has_like_national(row: ResolvedMeasure) -> bool:
    """Whether a national figure of the same kind stands beside a rate."""
    return row.national_value is not None and row.unlike_national is None


def has_basis(row: ResolvedMeasure) -> bool:
    """Whether a rate says whom it is a share of, in words or as a number."""
    return row.denominator not in (None, Denominator.unstated) or row.denominator_n is not None


def has_stage(row: ResolvedMeasure) -> bool:
    """Whether a rate says at which moment it is taken."""
    return row.stage not in (None, Stage.unstated)


def series_of(rates: Iterable[ResolvedMeasure]) -> dict[tuple[object, ...], list[ResolvedMeasure]]:
    """Rates that are the same thing for different classes: equal measure, stage and denominator."""
    found: dict[tuple[object, ...], list[ResolvedMeasure]] = {}
    for row in rates:
        if not is_pooled(row.period):
            found.setdefault((row.measure, row.stage, row.denominator), []).append(row)
    return found


def _newest(view: SchoolView, rates: Sequence[ResolvedMeasure], what: str) -> Verdict:
    due = view.class_due()
    if not rates:
        return absent(f"{what}: none was found.", due=due.period) if due else no_class_yet(view)
    year = end_year_of(rates[0].period)
    same = [row for row in rates if end_year_of(row.period) == year]
    if year is None:
        return partly(f"{what}: found without the class it is of.", same, due=due.period if due else None)
    return _dated(view, same, year, what)


def _dated(view: SchoolView, rows: Sequence[ResolvedMeasure], year: int, what: str) -> Verdict:
    due = view.class_due()
    period = due.period if due else None
    if due and year < due.end_year:
        return older(what, rows, due=period, found=str(year))
    return met(f"{what}: public for the class of {year}.", rows, due=period, found=str(year))


def _newest_says(view: SchoolView, says: Callable[[ResolvedMeasure], bool], what: str) -> Verdict:
    """Whether the rates of the newest class say something, or those of an earlier class do."""
    rates = view.published.rates
    verdict = _newest(view, rates, what)
    if not rates:
        return verdict
    newest = end_year_of(rates[0].period)
    telling = [row for row in rates if says(row)]
    if any(end_year_of(row.period) == newest for row in telling):
        found = [row for row in telling if end_year_of(row.period) == newest]
        due = view.class_due()
        if newest is None or (due and newest < due.end_year):
            return older(what, found, due=due.period if due else None, found=rates[0].period)
        return met(f"{what}: stated for the class of {newest}.", found, due=verdict.due, found=str(newest))
    if telling:
        return partly(f"{what}: stated only for an earlier class.", telling, due=verdict.due, found=telling[0].period)
    return absent(f"{what}: the newest rate does not say.", due=verdict.due, findings=rates[:2])


def _counted_rates(view: SchoolView) -> list[ResolvedMeasure]:
    """Counts of the matched or placed and of those who took part, for the newest class that has both."""
    above = view.published.measures_named(MeasureName.matched, MeasureName.placed, unit=Unit.count)
    below = view.published.measures_named(MeasureName.participants, MeasureName.class_size, unit=Unit.count)
    years = {end_year_of(row.period) for row in above} & {end_year_of(row.period) for row in below}
    newest = max((year for year in years if year), default=None)
    return [row for row in (*above, *below) if newest and states(row, newest)]


def _shows_unmatched(view: SchoolView, year: int) -> list[ResolvedMeasure]:
    """What tells, for one class, how many did not match or were placed late."""
    of_class = [row for row in view.published.measures if states(row, year)]
    direct = [row for row in of_class if row.measure in SHOWS_THE_REST]
    if direct:
        return direct
    rates = [row for row in of_class if row in view.published.rates and row.qualifier is Qualifier.exact]
    stages = {row.stage for row in rates}
    if {Stage.before_soap, Stage.after_soap} <= stages or {Stage.before_soap, Stage.overall} <= stages:
        return rates
    counted = [row for row in rates if row.numerator_n is not None and row.denominator_n is not None]
    everybody = [row for row in rates if row.value == EVERYBODY and has_basis(row)]
    if counted or everybody:
        return counted or everybody
    return [row for row in _counted_rates(view) if states(row, year)]


def _years(rows: Iterable[ResolvedMeasure], recent: Sequence[int]) -> list[int]:
    ends = {end_year_of(row.period) for row in rows}
    return [year for year in recent if year in ends]
