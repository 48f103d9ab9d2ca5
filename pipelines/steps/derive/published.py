"""Stated figures as outcomes: every figure that the documents print stays a record of its own.

Belongs here: one record for each figure on its own basis, however many documents print it. Does not belong here:
what is computed from lists, whether the figure can be right (checks.py).
"""

from collections.abc import Iterable, Sequence

from pipelines.steps.derive.national import Nation, beside, recalled
from pipelines.steps.derive.records import changed, joined, plural
from pipelines.steps.derive.sources import Sources
from rules.intervals import WILSON, half_step, wilson
from schemas.identifiers import identifier
from schemas.outcomes import Outcome
from schemas.registry import School
from schemas.resolution import ResolvedMeasure
from schemas.vocabulary import Attempt, Basis, Denominator, MeasureName, Qualifier, Stage, Unit

RATES = frozenset({MeasureName.match_rate, MeasureName.placement_rate})
EXAMS = frozenset({MeasureName.exam_pass_rate, MeasureName.exam_mean_score})
SHARE_UNITS = frozenset({Unit.percent, Unit.score})
AS_STATED, AS_TRANSCRIBED, AS_REPORTED = "as_stated", "as_transcribed", "as_reported_by_others"
CAUTIONS = {
    AS_TRANSCRIBED: "keyed in by hand from the beginning of the page, below which a definition may stand",
    AS_REPORTED: "reported by others, not in the school's own release",
}


def published_outcomes(
    school: School, measures: Iterable[ResolvedMeasure], sources: Sources, nation: Nation
) -> list[Outcome]:
    """Return a record for each stated figure; the same figure in several documents is one record.

    Figures that differ in value, stage, denominator, exam, attempt, cycle, specialty, years allowed or in whom they
    count are never merged.
    """
    groups: dict[tuple[object, ...], list[ResolvedMeasure]] = {}
    for measure in sorted(measures, key=lambda one: one.finding_id):
        groups.setdefault(_figure(measure), []).append(measure)
    return [_outcome(school, key, group, sources, nation) for key, group in groups.items()]


def _figure(measure: ResolvedMeasure) -> tuple[object, ...]:
    return (
        measure.measure,
        measure.period,
        measure.specialty_slug or measure.specialty,
        measure.exam,
        _attempt(measure),
        _stage(measure),
        _denominator(measure),
        measure.years,
        measure.value,
        measure.unit,
        measure.qualifier,
        measure.numerator_n,
        measure.denominator_n,
        measure.note,
    )


def _outcome(
    school: School, key: tuple[object, ...], group: Sequence[ResolvedMeasure], sources: Sources, nation: Nation
) -> Outcome:
    first = group[0]
    method = _method(group, sources)
    numerator, implied = first.numerator_n, implied_numerator(first)
    interval = wilson(implied, first.denominator_n) if implied is not None and first.denominator_n else None
    outcome = Outcome(
        outcome_id=identifier(school.slug, Basis.published, *key),
        school_slug=school.slug,
        name=first.measure,
        period=first.period,
        specialty_slug=first.specialty_slug,
        exam=first.exam,
        attempt=_attempt(first),
        stage=_stage(first),
        denominator_kind=_denominator(first),
        years=first.years,
        value=first.value,
        unit=first.unit,
        qualifier=first.qualifier,
        numerator=numerator,
        denominator=first.denominator_n,
        interval_low=interval.low if interval else None,
        interval_high=interval.high if interval else None,
        interval_method=WILSON if interval else None,
        basis=Basis.published,
        method=method,
        confidence=round(max(sources.support(one.document_id, one) for one in group), 3),
        note=first.note,
        finding_ids=tuple(sorted(one.finding_id for one in group)),
    )
    compared = changed(outcome, **beside(outcome, school.degree, nation))
    note = joined(first.note, _specialty(first), _places(group), _implied(first, implied))
    return changed(compared, note=note, caution=joined(CAUTIONS.get(method), recalled(compared)))


def implied_numerator(measure: ResolvedMeasure) -> int | None:
    """Return the printed numerator, or the only whole number whose share of the denominator rounds to the value."""
    if measure.numerator_n is not None or not measure.denominator_n:
        return measure.numerator_n
    if measure.unit is not Unit.percent or measure.qualifier is not Qualifier.exact:
        return None
    near = round(measure.value * measure.denominator_n / 100)
    fitting = [
        count
        for count in range(max(near - 2, 0), min(near + 2, measure.denominator_n) + 1)
        if abs(100 * count / measure.denominator_n - measure.value) <= half_step(measure.value) + 1e-9
    ]
    return fitting[0] if len(fitting) == 1 else None


def _method(group: Sequence[ResolvedMeasure], sources: Sources) -> str:
    own = [one for one in group if sources.own(one.document_id)]
    if not own:
        return AS_REPORTED
    return AS_TRANSCRIBED if all(sources.excerpt(one.document_id) for one in own) else AS_STATED


def _stage(measure: ResolvedMeasure) -> Stage | None:
    return (measure.stage or Stage.unstated) if measure.measure in RATES else measure.stage


def _attempt(measure: ResolvedMeasure) -> Attempt | None:
    return (measure.attempt or Attempt.unstated) if measure.measure in EXAMS else measure.attempt


def _denominator(measure: ResolvedMeasure) -> Denominator | None:
    return (measure.denominator or Denominator.unstated) if measure.unit in SHARE_UNITS else measure.denominator


def _specialty(measure: ResolvedMeasure) -> str | None:
    return f"printed as {measure.specialty}" if measure.specialty else None


def _places(group: Sequence[ResolvedMeasure]) -> str | None:
    documents = len({one.document_id for one in group})
    return f"printed in {plural(documents, 'document')}" if documents > 1 else None


def _implied(measure: ResolvedMeasure, implied: int | None) -> str | None:
    if measure.numerator_n is not None or implied is None:
        return None
    return f"{implied} of {measure.denominator_n} follows from the printed share and is used for the interval only"
