"""Year on year: what changed between two classes or cycles that follow each other.

Belongs here: differences of figures on one basis. Does not belong here: several classes pooled (track_record.py).
"""

from collections.abc import Iterable, Iterator

from pipelines.steps.derive.destinations import HOME_SHARE, STATE_SHARE, STRICT_SHARE
from pipelines.steps.derive.records import derived, joined
from pipelines.steps.derive.sources import span
from rules.intervals import BOTH_WILSON, difference, rounded
from schemas.outcomes import Outcome
from schemas.vocabulary import Attempt, Basis, Denominator, MeasureName, Qualifier, Stage, Unit

STATED = frozenset(
    {
        MeasureName.match_rate,
        MeasureName.placement_rate,
        MeasureName.exam_pass_rate,
        MeasureName.exam_mean_score,
        MeasureName.graduation_rate,
    }
)
COMPUTED = frozenset(
    {
        HOME_SHARE,
        STRICT_SHARE,
        STATE_SHARE,
        "primary_care_share",
        "primary_care_with_obgyn_share",
        "competitive_share",
        "competitive_dopen_share",
    }
)


def changes(outcomes: Iterable[Outcome]) -> Iterator[Outcome]:
    """Yield the change between consecutive periods of every series whose basis is stated and the same.

    A period with several figures has none that could be compared; a gap is not bridged.
    """
    series: dict[tuple[object, ...], dict[tuple[int, int], list[Outcome]]] = {}
    for outcome in outcomes:
        years = span(outcome.period)
        if years is not None and years[1] - years[0] <= 1 and _has_basis(outcome):
            series.setdefault(_basis(outcome), {}).setdefault(years, []).append(outcome)
    for periods in series.values():
        for (first, last), later in sorted(periods.items()):
            earlier = periods.get((first - 1, last - 1), [])
            if len(earlier) == len(later) == 1:
                yield _change(earlier[0], later[0])


def _basis(outcome: Outcome) -> tuple[object, ...]:
    return (
        outcome.name,
        outcome.basis,
        outcome.exam,
        outcome.attempt,
        outcome.stage,
        outcome.denominator_kind,
        outcome.years,
        outcome.unit,
    )


def _has_basis(outcome: Outcome) -> bool:
    if outcome.value is None or outcome.specialty_slug or outcome.qualifier is not Qualifier.exact:
        return False
    if outcome.basis is Basis.derived:
        return outcome.name in COMPUTED
    if outcome.name not in STATED or outcome.stage is Stage.unstated or outcome.attempt is Attempt.unstated:
        return False
    return outcome.exam is not None or outcome.denominator_kind is not Denominator.unstated


def _change(earlier: Outcome, later: Outcome) -> Outcome:
    value = rounded((later.value or 0.0) - (earlier.value or 0.0))
    interval = None
    counts = (earlier.numerator, earlier.denominator, later.numerator, later.denominator)
    if later.unit is Unit.percent and None not in counts:
        interval = difference((counts[0] or 0, counts[1] or 0), (counts[2] or 0, counts[3] or 0))
    return derived(
        later.school_slug,
        name=f"{later.name}_change",
        period=later.period,
        exam=later.exam,
        attempt=later.attempt,
        stage=later.stage,
        denominator_kind=later.denominator_kind,
        years=later.years,
        value=value,
        unit=later.unit,
        denominator=later.denominator,
        interval_low=interval.low if interval else None,
        interval_high=interval.high if interval else None,
        interval_method=BOTH_WILSON if interval else None,
        method="year_on_year",
        caution=joined(earlier.caution, later.caution),
        note=f"from {earlier.value:g} in {earlier.period} to {later.value:g} in {later.period}"
        + ("" if interval else "; no interval, for want of counts"),
        confidence=min(earlier.confidence or 0.0, later.confidence or 0.0),
        finding_ids=tuple(sorted({*earlier.finding_ids, *later.finding_ids})),
    )
