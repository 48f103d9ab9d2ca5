"""Head counts that the documents state for a class: its size, its participants, its matched and placed.

Belongs here: gathering them by class year, from counts and from the bases of rates. Does not belong here: whether a list
agrees with them (coverage.py).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pipelines.steps.derive.sources import class_year
from schemas.resolution import ResolvedMeasure
from schemas.vocabulary import Denominator, MeasureName, Qualifier, Unit

CLASS_COUNTS = (MeasureName.matched, MeasureName.placed, MeasureName.participants, MeasureName.class_size)
"""Head counts that a list can be held against, those of people with a position first."""
WITH_POSITION = frozenset({MeasureName.matched, MeasureName.placed})
BASES: Mapping[Denominator, MeasureName] = {
    Denominator.participants: MeasureName.participants,
    Denominator.graduating_class: MeasureName.class_size,
}
KIND_OF_SHARE: Mapping[MeasureName, Denominator] = {
    MeasureName.matched: Denominator.matched,
    MeasureName.placed: Denominator.matched,
    MeasureName.participants: Denominator.participants,
    MeasureName.class_size: Denominator.graduating_class,
}
POOLED = "pooled"


@dataclass(frozen=True, slots=True, order=True)
class HeadCount:
    """One stated number of people, with the findings that state it."""

    value: int
    finding_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ClassHeads:
    """All head counts stated for one class."""

    counts: Mapping[MeasureName, tuple[HeadCount, ...]]

    def of(self, name: MeasureName) -> tuple[HeadCount, ...]:
        """Return the values stated for one head count, the smallest first."""
        return self.counts.get(name, ())

    def largest(self, name: MeasureName) -> HeadCount | None:
        """Return the largest value stated, which bounds must allow for."""
        return max(self.of(name), default=None)

    def one(self, name: MeasureName) -> HeadCount | None:
        """Return the value where all documents agree on one."""
        found = self.of(name)
        return found[0] if len(found) == 1 else None


NO_HEADS = ClassHeads({})


def class_heads(measures: Iterable[ResolvedMeasure]) -> dict[int, ClassHeads]:
    """Return the head counts of every class year; pooled and rounded figures are none."""
    found: dict[int, dict[MeasureName, dict[int, set[str]]]] = {}
    for measure in measures:
        year = class_year(measure.period)
        if year is None or (measure.note or "").startswith(POOLED):
            continue
        for name, value in _stated(measure):
            found.setdefault(year, {}).setdefault(name, {}).setdefault(value, set()).add(measure.finding_id)
    return {
        year: ClassHeads(
            {
                name: tuple(HeadCount(value, tuple(sorted(ids))) for value, ids in sorted(values.items()))
                for name, values in counts.items()
            }
        )
        for year, counts in found.items()
    }


def _stated(measure: ResolvedMeasure) -> Iterable[tuple[MeasureName, int]]:
    if measure.unit is Unit.count and measure.qualifier is Qualifier.exact and measure.value == int(measure.value):
        yield measure.measure, int(measure.value)
    rate = measure.measure in (MeasureName.match_rate, MeasureName.placement_rate)
    name = BASES.get(measure.denominator) if rate and measure.denominator else None
    if name is not None and measure.denominator_n:
        yield name, measure.denominator_n
