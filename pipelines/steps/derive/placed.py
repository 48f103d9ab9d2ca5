"""How many people and positions a list holds, how many it accounts for, and who holds only a first year.

Belongs here: counts of one list and their bounds. Does not belong here: rates that the school states (stated_counts.py).
"""

from collections.abc import Iterator, Sequence
from typing import Any

from pipelines.steps.derive.coverage import WORDS
from pipelines.steps.derive.heads import CLASS_COUNTS, KIND_OF_SHARE, WITH_POSITION, HeadCount
from pipelines.steps.derive.persons import Row, RowKind, Tally
from pipelines.steps.derive.records import derived, joined
from pipelines.steps.derive.shares import ClassBasis
from pipelines.steps.derive.tying import Tie
from rules.intervals import down, percent, up
from schemas.outcomes import Outcome
from schemas.vocabulary import MeasureName, Position, Unit

UNSHOWN = "the list shows neither ophthalmology nor urology, which match elsewhere: a first year may belong to a position there"
UNMARKED = "the list marks no preliminary or transitional position"
OMITTED = "the list names advanced positions and no first year to go before them: it leaves first years out"


def placed_outcomes(basis: ClassBasis) -> Iterator[Outcome]:
    """Yield positions, people, people with a first year only, and what the list accounts for.

    A head count of less than half of the people listed counts something else than the class.
    """
    counted = basis.chosen.used.tally
    yield _count(
        basis,
        "placement_rows",
        "placement_rows",
        value=counted.positions,
        note=joined(basis.chosen.why, _by_kind(counted)),
    )
    yield _persons(basis, counted)
    yield _first_year_only(basis, counted)
    for name in CLASS_COUNTS:
        stated = basis.heads.largest(name)
        if stated is not None and 2 * stated.value >= max(counted.persons_low, 1):
            yield _accounted(basis, counted, name, stated)


def persons(basis: ClassBasis, counted: Tally) -> int | None:
    """Return the people with a position: the stated head count where the list allows it, else by the rule of pairing."""
    if counted.undecidable:
        return counted.persons_low if counted.persons_low == counted.persons_high else None
    stated = _stated_persons(basis, counted)
    return counted.persons if stated is None else stated.value


def _stated_persons(basis: ClassBasis, counted: Tally) -> HeadCount | None:
    for name in CLASS_COUNTS:
        one = basis.heads.one(name) if name in WITH_POSITION else None
        if one is not None and max(counted.final, counted.persons_low) <= one.value <= counted.persons_high:
            return one
    return None


def _persons(basis: ClassBasis, counted: Tally) -> Outcome:
    value = persons(basis, counted)
    stated = None if counted.undecidable else _stated_persons(basis, counted)
    how = "as many as the school states, which the list allows" if stated else "first years paired by rule"
    return _count(
        basis,
        "persons_listed",
        "persons_from_positions",
        value=value,
        low=counted.persons_low,
        high=counted.persons_high,
        reason=counted.undecidable if value is None else None,
        note=how if counted.first_year and value is not None else None,
    )


def _first_year_only(basis: ClassBasis, counted: Tally) -> Outcome:
    value = persons(basis, counted)
    marked = counted.first_year or counted.labelled
    omitted = counted.advanced and not counted.first_year and basis.chosen.used.tie is not Tie.ties
    reason = counted.undecidable or (UNMARKED if not marked else OMITTED if omitted else None)
    missing, absent = basis.coverage.missing, basis.coverage.absent if not omitted or basis.heads.counts else None
    low = 0 if missing is None else max(0, counted.only_low - missing)
    unshown = UNSHOWN if counted.first_year and not counted.early_matches else None
    return _count(
        basis,
        "preliminary_only",
        "preliminary_only",
        value=None if reason or value is None else value - counted.final,
        low=low,
        high=None if absent is None else counted.only_high + absent,
        reason=reason,
        caution=unshown,
        note="people with a preliminary or transitional year and no position to follow it on the list",
        rests_on=[row for row in basis.rows if row.kind is not RowKind.final or row.position is Position.advanced],
    )


def _accounted(basis: ClassBasis, counted: Tally, name: MeasureName, stated: HeadCount) -> Outcome:
    without = 0 if name in WITH_POSITION else counted.no_position
    value = persons(basis, counted)
    people = None if value is None else value + without
    return derived(
        basis.school.slug,
        name=f"persons_accounted_of_{name}_share",
        period=str(basis.class_year),
        denominator_kind=KIND_OF_SHARE[name],
        unit=Unit.percent,
        method="persons_accounted",
        value=None if people is None else percent(people, stated.value),
        numerator=people,
        denominator=stated.value,
        **_bounds(counted.persons_low + without, counted.persons_high + without, stated.value),
        not_computable=counted.undecidable if people is None else None,
        caution=joined(basis.coverage.caution, _over(people, name, stated), _several(basis, name)),
        note=f"people on the list (persons_listed) of {stated.value} {WORDS[name]}",
        confidence=basis.chosen.confidence,
        finding_ids=stated.finding_ids,
    )


def _bounds(low: int, high: int, whole: int) -> dict[str, Any]:
    if low == high:
        return dict.fromkeys(("lower_bound", "upper_bound"), percent(low, whole))
    return {"lower_bound": down(100 * low / whole), "upper_bound": up(100 * high / whole)}


def _over(people: int | None, name: MeasureName, stated: HeadCount) -> str | None:
    if people is None or people <= stated.value:
        return None
    if name in WITH_POSITION:
        return "the list holds more people than that count: it may leave SOAP, early or military places out"
    return "cannot be: the list holds more people than are stated; two definitions, or an error in one of them"


def _several(basis: ClassBasis, name: MeasureName) -> str | None:
    values = [count.value for count in basis.heads.of(name)]
    return f"several head counts are stated: {', '.join(map(str, values))}" if len(values) > 1 else None


def _by_kind(counted: Tally) -> str:
    parts = {
        "final": counted.final,
        "preliminary or transitional": counted.first_year,
        "of either kind in one count": counted.merged,
        "without a position": counted.no_position,
    }
    return ", ".join(f"{number} {words}" for words, number in parts.items() if number)


def _count(
    basis: ClassBasis,
    name: str,
    method: str,
    *,
    value: int | None,
    low: int | None = None,
    high: int | None = None,
    reason: str | None = None,
    caution: str | None = None,
    note: str | None = None,
    rests_on: Sequence[Row] = (),
) -> Outcome:
    rows = rests_on or basis.rows
    return derived(
        basis.school.slug,
        name=name,
        period=str(basis.class_year),
        unit=Unit.count,
        method=method,
        value=None if value is None or reason else float(value),
        lower_bound=None if low is None else float(low),
        upper_bound=None if high is None else float(high),
        not_computable=reason,
        caution=joined(basis.coverage.caution or basis.coverage.not_whole, caution),
        note=note,
        confidence=basis.chosen.confidence,
        finding_ids=tuple(sorted(row.finding_id for row in rows)),
    )
