"""Placements of a whole document joined: what is printed twice is counted once.

Belongs here: summaries beside the full list, tables printed twice, counts told again. Does not belong here: reading.
"""

from collections import Counter
from collections.abc import Iterable, Sequence

from schemas.findings import Placement
from scrapers.extractors.lexicon import tokens_of
from scrapers.extractors.placements.records import Group, GroupKind

FEWEST_ROWS = 8
"""Rows from which a list of positions can stand for the counts beside it."""
COVERED = 0.6
"""Share of counted people whose rows must be listed for the counts to be a summary of the list."""
Key = tuple[object, ...]


def merged(groups: Sequence[Group], told: Sequence[Placement]) -> list[Placement]:
    """Join the placements of tables and lines with those told in text.

    Args:
        groups: groups in the order in which they are printed.
        told: placements found in sentences and lines that belong to no group.

    Returns:
        Placements in order; counts that only sum up listed rows are left out, as are figures told a second time.
    """
    kept = list(printed_once(groups))
    rows = Counter[int | None]()
    for group in kept:
        if group.kind is GroupKind.rows:
            for item in group.placements:
                rows[item.class_year] += item.count
    placements: list[Placement] = []
    seen: set[Key] = set()
    for group in kept:
        if group.kind is GroupKind.rows:
            placements += group.placements
        else:
            placements += new_counts(unlisted(group.placements, rows), seen)
    counts = unlisted([item for item in told if not (item.specialty and item.program)], rows)
    single = [item for item in told if item.specialty and item.program]
    return placements + list(new_counts(counts, seen)) + list(unknown(single, placements))


def printed_once(groups: Iterable[Group]) -> Iterable[Group]:
    """Yield groups, a list left out that a page prints a second time."""
    seen: set[frozenset[tuple[Key, int]]] = set()
    for group in groups:
        content = frozenset(Counter(key_of(item) for item in group.placements).items())
        if len(group.placements) > 2 and content in seen:
            continue
        seen.add(content)
        yield group


def unlisted(counts: Sequence[Placement], rows: Counter[int | None]) -> list[Placement]:
    """Return counts of the years whose people are not listed one by one."""
    totals = Counter[int | None]()
    for item in counts:
        totals[item.class_year] += item.count
    return [item for item in counts if rows[item.class_year] < max(FEWEST_ROWS, COVERED * totals[item.class_year])]


def new_counts(counts: Iterable[Placement], seen: set[Key]) -> Iterable[Placement]:
    """Yield counts that were not told before, and remember them."""
    fresh = [item for item in counts if (*key_of(item), item.count) not in seen]
    seen.update((*key_of(item), item.count) for item in fresh)
    return fresh


def unknown(single: Iterable[Placement], listed: Sequence[Placement]) -> Iterable[Placement]:
    """Yield placements told in text whose specialty and program no list holds."""
    known = {key_of(item) for item in listed}
    return [item for item in single if key_of(item) not in known]


def key_of(item: Placement) -> Key:
    """Return what makes two placements the same statement, the count left out."""
    return item.class_year, tokens_of(item.specialty or ""), tokens_of(item.program or ""), item.position
