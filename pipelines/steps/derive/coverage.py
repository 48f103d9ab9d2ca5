"""How much of its class a list holds, and whether shares of it may stand for the class.

Belongs here: the verdict on one list. Does not belong here: the choice of the list (lists.py), the shares (shares.py).
"""

from dataclasses import dataclass, replace

from pipelines.steps.derive.heads import CLASS_COUNTS, WITH_POSITION, ClassHeads, HeadCount
from pipelines.steps.derive.lists import ClassList, View
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


def coverage_of(used: ClassList, heads: ClassHeads, sources: Sources) -> Coverage:
    """Hold a list against the stated head counts of its class."""
    told = None if used.tally.labelled or used.view is View.institutions else UNTOLD
    found = _unchecked(used, sources) if used.tie is Tie.none else _against(used, heads, sources)
    leftovers = sources[used.document_id].leftover_count if used.tie is not Tie.ties else 0
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
    if not sources.own(used.document_id):
        return "published by others, not in the school's own release"
    if sources.excerpt(used.document_id):
        return "keyed in by hand from a page"
    return "recognised in a picture" if sources[used.document_id].by_recognition else None


def _standing_for_class(used: ClassList, sources: Sources) -> bool:
    return sources.own(used.document_id) and not sources.excerpt(used.document_id) and used.substantial


def _unchecked(used: ClassList, sources: Sources) -> Coverage:
    if sources.excerpt(used.document_id):
        reason = "the list was keyed in from the beginning of a page, and no stated head count shows that it is whole"
        return Coverage(None, None, reason)
    if not sources.own(used.document_id):
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
