"""How much of its class a list holds, and whether shares of it may stand for the class.

Belongs here: the verdict on one list. Does not belong here: the choice of the list (lists.py), the shares (shares.py).
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipelines.steps.derive.class_list import ClassList, View
from pipelines.steps.derive.heads import CLASS_COUNTS, WITH_POSITION, ClassHeads, HeadCount
from pipelines.steps.derive.parts import may_be_parts
from pipelines.steps.derive.records import joined, plural
from pipelines.steps.derive.sources import Sources
from pipelines.steps.derive.tying import Tie
from schemas.vocabulary import MeasureName

NEARLY_WHOLE = 0.95
"""Share of a class or of its participants from which a list may stand for it: the rest may have no position."""
WORDS = {
    MeasureName.matched: "stated as matched",
    MeasureName.placed: "stated as placed",
    MeasureName.participants: "stated as participants",
    MeasureName.class_size: "stated as the class",
}


@dataclass(frozen=True, slots=True)
class Coverage:
    """What a list lacks.

    Attributes:
        missing: the most people who may be absent from it, if its rows pair as often as they can; None where that cannot be
            said.
        absent: people who are absent however its rows pair; None likewise.
        not_whole: why no share of it may be given for the class; None where one may.
        caution: what a reader must know when one is given.
    """

    missing: int | None
    absent: int | None
    not_whole: str | None = None
    caution: str | None = None


def coverage_of(used: ClassList, heads: ClassHeads, sources: Sources, others: Sequence[ClassList] = ()) -> Coverage:
    """Hold a list against the stated head counts of its class, and against its other lists."""
    told = None if used.tally.labelled or used.view is View.institutions else UNTOLD
    found = _unchecked(used, sources) if used.tie is Tie.none else _against(used, heads, sources)
    if used.tie is not Tie.ties:
        found = _beside_parts(found, may_be_parts(used, others, sources))
    leftovers = sum(sources[one].leftover_count for one in used.document_ids) if used.tie is not Tie.ties else 0
    if leftovers and found.missing is not None:
        text = f"{plural(leftovers, 'row')} of the document could not be read"
        found = Coverage(
            max(found.missing, leftovers),
            max(found.absent or 0, leftovers),
            found.not_whole,
            joined(found.caution, text),
        )
    return replace(found, caution=joined(found.caution, _origin(used, sources), told))


UNTOLD = "the list does not tell preliminary from categorical positions"


def _beside_parts(found: Coverage, parts: Sequence[ClassList]) -> Coverage:
    """What holds where other lists of the class name other people, and nobody knows whether all are parts of one list."""
    if not parts:
        return found
    people = sum(one.tally.positions for one in parts)
    names = " and ".join(document for one in parts for document in one.document_ids)
    reason = (
        f"document {names} lists {plural(people, 'other position')}; whether both are parts of one list is not told"
    )
    missing = people if found.missing is None else max(found.missing, people)
    return Coverage(missing, found.absent or 0, joined(found.not_whole, reason), found.caution)


def stated_total(heads: ClassHeads) -> tuple[MeasureName, HeadCount] | None:
    """Return the head count that a list is held against: people with a position, else participants, else the class."""
    placed = [(name, count) for name in CLASS_COUNTS if name in WITH_POSITION for count in heads.of(name)]
    if placed:
        return max(placed, key=lambda item: item[1].value)
    return next(
        ((name, found) for name in CLASS_COUNTS if (found := heads.largest(name)) is not None),
        None,
    )


def _origin(used: ClassList, sources: Sources) -> str | None:
    if not _is_own(used, sources):
        return "published by others, not in the school's own release"
    if _is_excerpt(used, sources):
        return "keyed in by hand from a page"
    return "recognised in a picture" if any(sources[one].by_recognition for one in used.document_ids) else None


def _is_own(used: ClassList, sources: Sources) -> bool:
    return all(sources.own(one) for one in used.document_ids)


def _is_excerpt(used: ClassList, sources: Sources) -> bool:
    return any(sources.excerpt(one) for one in used.document_ids)


def _standing_for_class(used: ClassList, sources: Sources) -> bool:
    return _is_own(used, sources) and not _is_excerpt(used, sources) and used.substantial


def _unchecked(used: ClassList, sources: Sources) -> Coverage:
    if _is_excerpt(used, sources):
        reason = "the list was keyed in from the beginning of a page, and no stated head count shows that it is whole"
        return Coverage(None, None, reason)
    if not _is_own(used, sources):
        return Coverage(
            None, None, "the list was published by others, and no stated head count shows that it is whole"
        )
    if not used.substantial:
        reason = f"only {plural(used.tally.positions, 'position')} named: examples or the busiest fields, not a class"
        return Coverage(None, None, reason)
    return Coverage(0, 0, caution="no head count is stated to hold the list against; the share is of those listed")


def _against(used: ClassList, heads: ClassHeads, sources: Sources) -> Coverage:
    total = stated_total(heads)
    if total is None:
        return _unchecked(used, sources)
    name, count = total
    without = 0 if name in WITH_POSITION else used.tally.no_position
    low, high = used.tally.persons_low + without, used.tally.persons_high + without
    missing, absent = max(0, count.value - low), max(0, count.value - high)
    if used.tie is Tie.ties:
        return Coverage(missing, absent)
    standing = _standing_for_class(used, sources)
    if low > count.value:
        text = f"the list holds more people ({low}) than the {count.value} {WORDS[name]}"
        return Coverage(missing, absent, None if standing else text, text)
    text = f"the list holds {_range(low, high)} of the {count.value} {WORDS[name]}"
    if standing and name not in WITH_POSITION and high >= NEARLY_WHOLE * count.value:
        caution = f"{text}; the others may be unmatched, not seeking or left out"
        return Coverage(missing, absent, caution=caution)
    return Coverage(missing, absent, text)


def _range(low: int, high: int) -> str:
    return str(low) if low == high else f"{low} to {high}"
