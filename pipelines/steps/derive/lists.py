"""The lists of a class, and the one that is used: lists of one class in several documents are never added up.

Belongs here: telling lists apart, and choosing. Does not belong here: counting people (persons.py), shares.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from pipelines.steps.derive.heads import NO_HEADS, ClassHeads
from pipelines.steps.derive.persons import Row, Tally, row_of, tally
from pipelines.steps.derive.records import plural
from pipelines.steps.derive.sources import Sources
from pipelines.steps.derive.tying import Tie, tie_of
from schemas.resolution import ResolvedPlacement

LEAST_ROWS = 20
"""Rows from which a list of specialty and institution may be a class; fewer are examples."""
LEAST_SPECIALTIES = 10
"""Specialties from which counts by specialty may be a class; fewer are the busiest fields."""
NEARLY_ALL = 0.9
SAME_ROWS = 0.8
LEAST_SECTION = 10
Keys = Counter[tuple[str | None, str | None, int]]


class View(StrEnum):
    """What the rows of a list name."""

    rows = "rows"
    specialties = "specialties"
    institutions = "institutions"


class Purpose(StrEnum):
    """What a list is wanted for."""

    specialty = "specialty"
    destination = "destination"


VIEWS: Mapping[Purpose, tuple[View, ...]] = {
    Purpose.specialty: (View.rows, View.specialties),
    Purpose.destination: (View.rows, View.institutions),
}


@dataclass(frozen=True, slots=True)
class ClassList:
    """One list of one class in one document."""

    class_year: int
    document_id: str
    view: View
    rows: tuple[Row, ...]
    tally: Tally
    tie: Tie

    @property
    def substantial(self) -> bool:
        """Whether the list can be that of a class by its form alone."""
        if self.tie is Tie.ties:
            return True
        if self.view is View.specialties:
            return len({row.placement.specialty for row in self.rows}) >= LEAST_SPECIALTIES
        return self.tally.positions >= LEAST_ROWS

    @property
    def finding_ids(self) -> tuple[str, ...]:
        """Identifiers of its rows."""
        return tuple(sorted(row.finding_id for row in self.rows))


@dataclass(frozen=True, slots=True)
class ChosenList:
    """The list used for one purpose, and what the others say."""

    used: ClassList
    others: tuple[ClassList, ...]
    confidence: float
    why: str


def class_lists(
    placements: Iterable[ResolvedPlacement], heads: Mapping[int, ClassHeads], sources: Sources
) -> dict[int, list[ClassList]]:
    """Return the lists of every class year: one for each document and view."""
    groups: dict[tuple[int, str], list[ResolvedPlacement]] = {}
    for placement in sorted(placements, key=lambda one: one.finding_id):
        if placement.class_year is not None and placement.count > 0 and (placement.specialty or placement.program):
            groups.setdefault((placement.class_year, placement.document_id), []).append(placement)
    found: dict[int, list[ClassList]] = {}
    for (year, document_id), group in sorted(groups.items()):
        for view, members in _views(group).items():
            rows = tuple(row_of(placement) for placement in _without_repeats(members))
            counted = tally(rows)
            tie = tie_of(counted, heads.get(year, NO_HEADS), excerpt=sources.excerpt(document_id))
            found.setdefault(year, []).append(ClassList(year, document_id, view, rows, counted, tie))
    return found


def choose(lists: Sequence[ClassList], purpose: Purpose, sources: Sources) -> ChosenList | None:
    """Choose the list of a class by rule.

    In this order: a list by its form before examples; the school's own release before others, fetched before
    transcribed; one that ties out to a stated head count; one with nearly as many rows as the longest; rows with
    specialty and institution before counts; the longer; the newer.
    """
    fitting = [one for one in lists if one.view in VIEWS[purpose]]
    if not fitting:
        return None
    longest = max(one.tally.positions for one in fitting if one.substantial or not any(o.substantial for o in fitting))
    ordered = sorted(fitting, key=lambda one: _rank(one, longest, sources), reverse=True)
    used, others = ordered[0], tuple(ordered[1:])
    return ChosenList(used, others, confidence_of(used, sources), _why(used, others))


def confidence_of(used: ClassList, sources: Sources) -> float:
    """How well a list supports what is computed from it; follows the first steps of the choice, so that it never falls with more documents."""
    checked = {Tie.none: 0, Tie.differs: 1, Tie.ties: 2}[used.tie]
    if not used.substantial:
        return (0.05, 0.1, 0.15)[checked]
    standing = _standing(used, sources)
    return ((0.25, 0.3, 0.35), (0.45, 0.5, 0.55), (0.6, 0.75, 0.9))[standing][checked]


def _standing(one: ClassList, sources: Sources) -> int:
    if not sources.own(one.document_id):
        return 0
    return 1 if sources.excerpt(one.document_id) else 2


def _rank(one: ClassList, longest: int, sources: Sources) -> tuple[object, ...]:
    document = sources[one.document_id]
    return (
        confidence_of(one, sources),
        one.tally.positions >= NEARLY_ALL * longest,
        one.view is View.rows,
        one.tally.positions,
        document.fetched_at.isoformat() if document.fetched_at else "",
        one.document_id,
    )


def _why(used: ClassList, others: Sequence[ClassList]) -> str:
    chosen = f"{_named(used)} of document {used.document_id} is used"
    if not others:
        return chosen
    return f"{chosen}; never added to it: " + ", ".join(_beside(used, other) for other in others)


def _named(one: ClassList) -> str:
    words = {
        View.rows: "the list of " + plural(one.tally.positions, "position"),
        View.specialties: f"the count by specialty ({plural(one.tally.positions, 'position')})",
        View.institutions: f"the count by institution ({plural(one.tally.positions, 'position')})",
    }
    return words[one.view]


def _beside(used: ClassList, other: ClassList) -> str:
    positions = other.tally.positions
    if positions == used.tally.positions:
        verdict = "the same total"
    elif other.tally.persons_low <= used.tally.persons_high and used.tally.persons_low <= other.tally.persons_high:
        verdict = f"{positions}, which may be the same people"
    elif positions < NEARLY_ALL * used.tally.positions:
        verdict = f"only {positions}"
    else:
        verdict = f"contradicts with {positions}"
    where = "same document" if other.document_id == used.document_id else f"document {other.document_id}"
    return f"{where}, {other.view} ({verdict})"


def _views(group: Sequence[ResolvedPlacement]) -> dict[View, list[ResolvedPlacement]]:
    """Tell rows from counts by specialty and counts by institution of the same people.

    Single rows that lack one half belong to the list of rows where that is the greater part.
    """
    both = [one for one in group if one.specialty and one.program]
    halves = {
        View.specialties: [one for one in group if not one.program],
        View.institutions: [one for one in group if not one.specialty],
    }
    views = {view: half for view, half in halves.items() if half}
    for view, half in halves.items():
        if half and len(half) < len(both) and all(one.count == 1 for one in half):
            both += views.pop(view)
    return ({View.rows: both} if both else {}) | views


def _without_repeats(members: Sequence[ResolvedPlacement]) -> list[ResolvedPlacement]:
    """Leave out sheets of a workbook that list again what another sheet lists."""
    sheets: dict[str, list[ResolvedPlacement]] = {}
    for one in members:
        sheets.setdefault(one.sheet or "", []).append(one)
    kept: list[tuple[str, Keys]] = []
    for name, rows in sorted(sheets.items(), key=lambda item: (-len(item[1]), item[0])):
        keys: Keys = Counter((one.specialty, one.program, one.count) for one in rows)
        repeated = len(rows) >= LEAST_SECTION and any(_overlap(keys, other) >= SAME_ROWS for _, other in kept)
        if not repeated:
            kept.append((name, keys))
    names = {name for name, _ in kept}
    return [one for one in members if (one.sheet or "") in names]


def _overlap(keys: Keys, other: Keys) -> float:
    return (keys & other).total() / keys.total()
