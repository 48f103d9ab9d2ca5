"""Expectations: what a school's file says must be found, what was found, and how that changed since the edition before.

Belongs here: counting and comparing. Does not belong here: the form of an expectation (schemas/registry.py), who is alerted.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Literal

from pydantic import BaseModel, ConfigDict

from pipelines.layers import Layers
from pipelines.previous import PreviousEdition
from pipelines.stages import current_readings
from schemas.registry import Expectation
from schemas.tables import MeasureRow, PlacementRow

Kind = Literal["placements", "measures"]


class Expected(BaseModel):
    """One minimum of a school's file beside what was found, and what the edition before held; None where it held no such school."""

    model_config = ConfigDict(frozen=True)

    school_slug: str
    class_year: int | None
    kind: Kind
    minimum: int
    found: int
    before: int | None

    @property
    def is_met(self) -> bool:
        """Whether as much was found as the file asks for."""
        return self.found >= self.minimum

    @property
    def told(self) -> str:
        """One line for a person."""
        year = self.class_year or "any class"
        change = "" if self.before is None else f"; the edition before held {self.before}"
        return f"{self.school_slug}: {self.found} {self.kind} of {year}, its file expects {self.minimum}{change}"


def expectations_of(layers: Layers, slug: str, previous: PreviousEdition | None = None) -> Iterator[Expected]:
    """Every expectation of a school's file with what its documents hold now, and what the edition before held."""
    expectations = layers.schools[slug].expectations
    if not expectations:
        return
    readings = current_readings(layers, slug)
    now: dict[Kind, list[Mapping[str, object]]] = {
        "placements": [one.model_dump() for reading in readings for one in reading.extraction.placements],
        "measures": [one.model_dump() for reading in readings for one in reading.extraction.measures],
    }
    before = _before(slug, previous)
    for expected in expectations:
        for kind, minimum in _minima(expected):
            held = None if before is None else _of_year(before[kind], expected.class_year)
            yield Expected(
                school_slug=slug,
                class_year=expected.class_year,
                kind=kind,
                minimum=minimum,
                found=_of_year(now[kind], expected.class_year),
                before=held,
            )


def expectations_unmet(layers: Layers, slug: str, previous: PreviousEdition | None = None) -> Iterator[str]:
    """One line for each expectation of a school's file that its documents do not meet."""
    yield from (one.told for one in expectations_of(layers, slug, previous) if not one.is_met)


def _minima(expected: Expectation) -> Iterator[tuple[Kind, int]]:
    if expected.minimum_placements:
        yield "placements", expected.minimum_placements
    if expected.minimum_measures:
        yield "measures", expected.minimum_measures


def _before(slug: str, previous: PreviousEdition | None) -> dict[Kind, list[Mapping[str, object]]] | None:
    if previous is None or slug not in previous.states:
        return None
    rows = previous.rows_of(frozenset({slug}))
    return {"placements": list(rows[PlacementRow]), "measures": list(rows[MeasureRow])}


def _of_year(findings: Iterable[Mapping[str, object]], year: int | None) -> int:
    return sum(
        year is None or str(year) in (str(finding.get("class_year", "")), str(finding.get("period", "")))
        for finding in findings
    )
