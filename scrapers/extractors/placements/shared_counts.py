"""Counts that several fields share without 'each': does every field have the count, or all of them together?

Belongs here: deciding by the style of the sentences and by the head count that a document prints. Does not belong here:
finding counts (sentences).
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from scrapers.extractors.placements.sentences import Counted

FEWEST_FOR_SUM = 3
"""Counts below which a sum says nothing."""


def decided(counted: Sequence[Counted], headcounts: Iterable[int]) -> list[Counted]:
    """Return counts with every shared one settled: 'each' is marked, a total over several fields is left out."""
    open_ones = [item for item in counted if is_open(item)]
    if not open_ones:
        return list(counted)
    has_style = any(item.pair.count.value < len(item.pair.targets) for item in open_ones)
    each = has_style or sums_to(counted, set(headcounts))
    settled = []
    for item in counted:
        if not is_open(item):
            settled.append(item)
        elif each or item.pair.count.value < len(item.pair.targets):
            settled.append(replace(item, pair=replace(item.pair, is_each=True)))
    return settled


def is_open(item: Counted) -> bool:
    """Tell whether one count stands for several names without saying how."""
    return len(item.pair.targets) > 1 and not item.pair.is_each


def sums_to(counted: Sequence[Counted], headcounts: set[int]) -> bool:
    """Tell whether the fields add up to a printed head count if every shared count is read as 'each', and only then."""
    fields = [item for item in counted if item.pair.targets[0].kind == "specialty" and item.year is None]
    if len(fields) < FEWEST_FOR_SUM:
        return False
    as_each = sum(item.pair.count.value * len(item.pair.targets) for item in fields)
    as_total = sum(item.pair.count.value * (len(item.pair.targets) if item.pair.is_each else 1) for item in fields)
    return as_each in headcounts and as_total not in headcounts
