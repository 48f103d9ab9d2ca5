"""What the readers of tables and lines hand on: groups of placements with the place each came from.

Belongs here: making placements and leftovers, joining locators. Does not belong here: understanding rows.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

from schemas.documents import Locator
from schemas.findings import Leftover, Placement
from schemas.vocabulary import Position
from scrapers.extractors.gazetteer import Place, split_location
from scrapers.extractors.lexicon import is_known_institution, position_in
from scrapers.extractors.placements.marks import bare, split_count
from scrapers.extractors.placements.scope import Scope

LONGEST = 300
QUOTE = 600
NO_PLACE = re.compile(r"(?:multiple|various|several|many)\b", re.IGNORECASE)
"""Words that name no single place: such a row is no placement."""
DASH = re.compile(r"\s+[-–—]\s+")
"""Sets off a state that belongs to the name, where the row tells the state beside it."""


class Names(Protocol):
    """What is needed to keep names of people out of findings."""

    def clean(self, text: str) -> str:
        """Return a text without names of people."""

    def is_name(self, text: str) -> bool:
        """Tell whether a text is the name of a person."""

    def is_name_column(self, header: str, cells: Sequence[str]) -> bool:
        """Tell whether a column holds names of people."""


class GroupKind(StrEnum):
    """What the placements of a group count."""

    rows = "rows"
    by_specialty = "by_specialty"
    by_institution = "by_institution"


@dataclass(slots=True)
class Group:
    """Placements read from one table or one run of lines; sums are printed totals beside what the rows add up to."""

    kind: GroupKind
    placements: list[Placement] = field(default_factory=list)
    leftovers: list[Leftover] = field(default_factory=list)
    passages: set[int] = field(default_factory=set)
    sums: list[tuple[int, int]] = field(default_factory=list)
    scope: Scope = Scope.match


@dataclass(frozen=True, slots=True)
class Entry:
    """The words of one placement before they are cut into their parts."""

    specialty: str | None = None
    program: str | None = None
    city: str | None = None
    state: str | None = None
    position: Position | None = None
    count: int | None = None
    year: int | None = None


def placement(entry: Entry, locator: Locator, quote: str, rule: str, confidence: float = 1.0) -> Placement | None:
    """Make a placement of an entry; None where neither specialty nor program is left or nobody is counted."""
    specialty, program, city, state, count = entry.specialty, entry.program, entry.city, entry.state, entry.count
    if specialty is not None:
        specialty, marked = split_count(bare(specialty)) if program is None else (bare(specialty), None)
        specialty = specialty.rstrip(" :")
        count = count if count is not None else marked
    if program is not None:
        program, marked = split_count(bare(program))
        place = split_location(program)
        if place.city and not place.state and is_known_institution(program):
            place = Place(program, None, None)
        is_told_twice = state is not None and place.city is None and DASH.match(program, len(place.program))
        if (place.state and not is_told_twice) or not (city or state):
            program = place.program
        city, state = city or place.city, place.state if state is None else state
        if NO_PLACE.match(program):
            return None
        count = count if count is not None else marked
    if not (specialty or program) or count == 0 or len(specialty or "") > LONGEST or len(program or "") > LONGEST:
        return None
    return Placement(
        **locator._asdict(),
        class_year=entry.year,
        specialty=specialty or None,
        program=program or None,
        city=city[:120] if city else None,
        state=state,
        position=entry.position or (position_in(specialty) if specialty else None),
        count=min(1 if count is None else count, 5000),
        quote=quote[:QUOTE] or None,
        rule=rule,
        confidence=round(confidence, 3),
    )


def leftover(locator: Locator, kind: str, reason: str) -> Leftover:
    """Make a leftover; its words are not kept."""
    return Leftover.model_validate({**locator._asdict(), "kind": kind, "reason": reason})


def joined(locators: Iterable[Locator]) -> Locator:
    """Return one locator for the cells of a row: the box around them, the range of cells, the path that they share."""
    found = list(locators)
    first, last = found[0], found[-1]
    same_page = [locator for locator in found if locator.page == first.page and locator.box]
    whole = first
    if len(same_page) > 1:
        whole = whole._replace(box=around([locator.box or "" for locator in same_page]))
    if first.cell and last.cell and first.cell != last.cell:
        whole = whole._replace(cell=f"{first.cell.split(':')[0]}:{last.cell.split(':')[-1]}"[:40])
    if first.element_path and last.element_path and first.element_path != last.element_path:
        whole = whole._replace(element_path=shared_path(first.element_path, last.element_path))
    return whole


def around(boxes: Sequence[str]) -> str:
    """Return the smallest box around several."""
    sides = [tuple(float(side) for side in box.split(",")) for box in boxes]
    low = [min(box[index] for box in sides) for index in (0, 1)]
    high = [max(box[index] for box in sides) for index in (2, 3)]
    return ",".join(f"{side:g}" for side in [*low, *high])


def shared_path(first: str, last: str) -> str:
    """Return the part of two element paths that is the same."""
    parts = []
    for mine, other in zip(first.split("/"), last.split("/"), strict=False):
        if mine != other:
            break
        parts.append(mine)
    return "/".join(parts) or first
