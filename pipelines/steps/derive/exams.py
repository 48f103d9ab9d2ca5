"""How far a stated figure lies from the national figure of the same cycle, population and basis.

Belongs here: the distance of one figure, in points. Does not belong here: which national figure is like (national.py).
"""

from collections.abc import Iterable, Iterator

from pipelines.steps.derive.national import EXAM_KEYS, Nation
from pipelines.steps.derive.records import derived, joined
from rules.intervals import rounded
from schemas.outcomes import Outcome
from schemas.registry import NationalBaseline
from schemas.vocabulary import MeasureName, Qualifier, Unit

POINTS = {Unit.percent: "percentage points", Unit.score: "exam points"}


def distances(outcomes: Iterable[Outcome], nation: Nation) -> Iterator[Outcome]:
    """Yield the distance of every exact figure that has a national figure beside it; above it is positive."""
    for outcome in outcomes:
        if outcome.national_value is None or outcome.value is None or outcome.qualifier is not Qualifier.exact:
            continue
        yield _distance(outcome, outcome.value, outcome.national_value, nation)


def _distance(outcome: Outcome, value: float, national: float, nation: Nation) -> Outcome:
    ends = outcome.interval_low, outcome.interval_high
    low, high = (None if end is None else rounded(end - national) for end in ends)
    return derived(
        outcome.school_slug,
        outcome.outcome_id,
        name=f"{outcome.name}_distance",
        period=outcome.period,
        exam=outcome.exam,
        attempt=outcome.attempt,
        stage=outcome.stage,
        denominator_kind=outcome.denominator_kind,
        value=rounded(value - national),
        unit=outcome.unit,
        numerator=outcome.numerator,
        denominator=outcome.denominator,
        interval_low=low,
        interval_high=high,
        interval_method=outcome.interval_method,
        method="national_distance",
        national_value=national,
        national_year=outcome.national_year,
        national_population=outcome.national_population,
        national_source=outcome.national_source,
        caution=outcome.caution,
        note=joined(
            f"{POINTS[outcome.unit]} above the national figure; below it is negative", _in_deviations(outcome, nation)
        ),
        confidence=outcome.confidence,
        finding_ids=outcome.finding_ids,
    )


def _in_deviations(outcome: Outcome, nation: Nation) -> str | None:
    """Put a distance of means in standard deviations of the people examined, where that is known."""
    if outcome.name != MeasureName.exam_mean_score or outcome.exam not in EXAM_KEYS or outcome.exam is None:
        return None
    found = nation.whole(
        outcome.national_year or "", f"{EXAM_KEYS[outcome.exam]}_sd", [outcome.national_population or ""]
    )
    if not isinstance(found, NationalBaseline) or outcome.value is None or outcome.national_value is None:
        return None
    deviations = (outcome.value - outcome.national_value) / found.value
    return f"{deviations:+.2f} national standard deviations ({found.value:g} points)"
