"""The lists of a class, and the one that is used: several are added up only where they are parts of one (parts.py).

Belongs here: telling lists apart, and choosing. Does not belong here: counting people (persons.py), shares.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from pipelines.steps.derive.class_list import ClassList, View
from pipelines.steps.derive.heads import NO_HEADS, ClassHeads
from pipelines.steps.derive.parts import joined_lists
from pipelines.steps.derive.persons import row_of, tally
from pipelines.steps.derive.records import plural
from pipelines.steps.derive.sources import Sources
from pipelines.steps.derive.tying import Tie, tie_of
from schemas.resolution import ResolvedPlacement

NEARLY_ALL = 0.9
SAME_ROWS = 0.8
LEAST_SECTION = 10
Keys = Counter[tuple[str | None, str | None, int]]


class Purpose(StrEnum):
    """What a list is wanted for."""

    specialty = "specialty"
    destination = "destination"


VIEWS: Mapping[Purpose, tuple[View, ...]] = {
    Purpose.specialty: (View.rows, View.specialties),
    Purpose.destination: (View.rows, View.institutions),
}


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
    """Return the lists of every class year: one for each document and view, and those put together from parts."""
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
            found.setdefault(year, []).append(ClassList(year, (document_id,), view, rows, counted, tie))
    return {year: [*lists, *joined_lists(lists, heads.get(year, NO_HEADS), sources)] for year, lists in found.items()}


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
    standing = min(_standing(document_id, sources) for document_id in used.document_ids)
    return ((0.25, 0.3, 0.35), (0.45, 0.5, 0.55), (0.6, 0.75, 0.9))[standing][checked]


def _standing(document_id: str, sources: Sources) -> int:
    if not sources.own(document_id):
        return 0
    return 1 if sources.excerpt(document_id) else 2


def _rank(one: ClassList, longest: int, sources: Sources) -> tuple[object, ...]:
    fetched = [sources[document_id].fetched_at for document_id in one.document_ids]
    return (
        confidence_of(one, sources),
        one.tally.positions >= NEARLY_ALL * longest,
        one.view is View.rows,
        one.tally.positions,
        min(time.isoformat() if time else "" for time in fetched),
        one.document_ids,
    )


def _why(used: ClassList, others: Sequence[ClassList]) -> str:
    chosen = f"{_named(used)} of {_documents(used)} is used"
    beside = [other for other in others if not set(other.document_ids) <= set(used.document_ids) or not used.joined_by]
    if not beside:
        return chosen
    return f"{chosen}; never added to it: " + ", ".join(_beside(used, other) for other in beside)


def _documents(one: ClassList) -> str:
    if not one.joined_by:
        return f"document {one.document_ids[0]}"
    return f"documents {' and '.join(one.document_ids)}, put together as parts of one list ({one.joined_by}),"


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
    is_same = set(other.document_ids) & set(used.document_ids)
    where = "same document" if is_same else f"document {' and '.join(other.document_ids)}"
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
