"""A class's list that is spread over several documents: put together where it can be told that they are its parts.

Belongs here: telling parts of one list from the same list told again, and from lists of which nobody knows. Does not belong
here: which list is used in the end (lists.py), what follows where nobody knows (coverage.py).
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise
from urllib.parse import unquote, urlsplit

from pipelines.steps.derive.class_list import ClassList, View
from pipelines.steps.derive.heads import ClassHeads
from pipelines.steps.derive.persons import Row, tally
from pipelines.steps.derive.sources import Sources
from pipelines.steps.derive.tying import Tie, tie_of

LETTERS = re.compile(r"(?<![a-z])([a-z])[\s_-]*(?:[-–—_]|to|through|thru)[\s_-]*([a-z])(?![a-z])", re.IGNORECASE)
NUMBERED = re.compile(r"\b(?:part|pt|section|page)[\s_.-]*(\d)[\s_.-]*(?:of|/)[\s_.-]*(\d)\b", re.IGNORECASE)
SAME_PEOPLE, NEARLY_ALL_KNOWN = 0.5, 0.9
"""Share of the shorter list's rows from which two lists are one list told twice; share of rows whose state must be known."""
MOST_PARTS = 6
LEAST_KINDS = 2
"""Specialties or states that each part must hold before parts are told by them alone."""
BY_MARKS, BY_TOTAL = "their titles or addresses number the parts", "together they hold just the people stated"
BY_SPECIALTY, BY_STATE = "no specialty stands in two of them", "no state stands in two of them"


def joined_lists(lists: Sequence[ClassList], heads: ClassHeads, sources: Sources) -> list[ClassList]:
    """Return a list for every set of the school's own documents that are told to be parts of one list."""
    found: list[ClassList] = []
    for view in View:
        own = [one for one in lists if one.view is view and sources.own(one.document_ids[0])]
        own = sorted(own, key=lambda one: (-one.tally.positions, one.document_ids))[:MOST_PARTS]
        for count in range(2, len(own) + 1):
            for some in combinations(own, count):
                joined = _joined(some, heads, sources)
                found.extend((joined,) if joined else ())
    return found


def may_be_parts(used: ClassList, others: Sequence[ClassList], sources: Sources) -> list[ClassList]:
    """Return lists of other people than the one used, of which nobody knows whether they are parts of the same list."""
    if used.view is not View.rows or not _placed(used) or not sources.own(used.document_ids[0]):
        return []
    return [
        other
        for other in others
        if other.view is View.rows
        and not other.joined_by
        and sources.own(other.document_ids[0])
        and not set(other.document_ids) & set(used.document_ids)
        and _placed(other)
        and _shared(used, other) < SAME_PEOPLE
    ]


def _joined(lists: Sequence[ClassList], heads: ClassHeads, sources: Sources) -> ClassList | None:
    if any(_shared(one, other) >= SAME_PEOPLE for one, other in combinations(lists, 2)):
        return None
    rows = tuple(row for one in lists for row in one.rows)
    documents = tuple(sorted(one.document_ids[0] for one in lists))
    counted = tally(rows)
    tie = tie_of(counted, heads, excerpt=any(sources.excerpt(one) for one in documents))
    how = next(_told(lists, tie, sources), None)
    return ClassList(lists[0].class_year, documents, lists[0].view, rows, counted, tie, how) if how else None


def _told(lists: Sequence[ClassList], tie: Tie, sources: Sources) -> Iterator[str]:
    """Yield the grounds on which the lists are parts of one list, the best first."""
    marks = [
        f"{sources[one.document_ids[0]].title or ''} {_path(sources[one.document_ids[0]].address)}" for one in lists
    ]
    if _follow_one_another(marks) or _numbered_through(marks):
        yield BY_MARKS
    if tie is Tie.ties and all(one.tie is not Tie.ties for one in lists):
        yield BY_TOTAL
    if _disjoint([{row.specialty for row in one.rows} for one in lists]):
        yield BY_SPECIALTY
    states = [[row.placement.resolved_state for row in one.rows] for one in lists]
    known = all(sum(map(bool, of_one)) >= NEARLY_ALL_KNOWN * len(of_one) for of_one in states)
    if known and _disjoint([set(of_one) - {None} for of_one in states]):
        yield BY_STATE


def _path(address: str | None) -> str:
    return unquote(urlsplit(address).path) if address else ""


def _follow_one_another(marks: Sequence[str]) -> bool:
    """Whether each document names a stretch of the alphabet, and the stretches are the whole of it."""
    stretches: list[set[tuple[str, str]]] = [
        {(start, end) for start, end in LETTERS.findall(mark.casefold()) if start < end} for mark in marks
    ]
    found = sorted(set[tuple[str, str]]().union(*stretches) - stretches[0].intersection(*stretches[1:]))
    if len(found) != len(marks) or not all(stretches) or found[0][0] != "a" or found[-1][1] != "z":
        return False
    return all(ord(later[0]) == ord(earlier[1]) + 1 for earlier, later in pairwise(found))


def _numbered_through(marks: Sequence[str]) -> bool:
    """Whether the documents are called part 1 of 2, part 2 of 2 and so on, and none is missing."""
    found = sorted({pair for mark in marks for pair in NUMBERED.findall(mark)})
    count = str(len(marks))
    return found == [(str(number), count) for number in range(1, len(marks) + 1)]


def _disjoint(kinds: Sequence[set[str | None]]) -> bool:
    """Whether each list holds several kinds and no two share one; a row of unknown kind leaves it open."""
    return all(len(one) >= LEAST_KINDS and None not in one for one in kinds) and all(
        one.isdisjoint(other) for one, other in combinations(kinds, 2)
    )


def _shared(one: ClassList, other: ClassList) -> float:
    """Share of the shorter list's people who stand on the longer one too, by specialty and hospital."""
    counts = [Counter(dict.fromkeys(map(_key, of.rows), 0)) for of in (one, other)]
    for counter, of in zip(counts, (one, other), strict=True):
        for row in of.rows:
            counter[_key(row)] += row.count
    return (counts[0] & counts[1]).total() / max(1, min(counter.total() for counter in counts))


def _key(row: Row) -> tuple[str | None, str | None]:
    placement = row.placement
    return placement.specialty_slug or placement.specialty, placement.institution_slug or placement.program


def _placed(one: ClassList) -> bool:
    """Whether the hospitals of most rows are known, so that the same people would be recognised."""
    known = sum(row.placement.institution_slug is not None for row in one.rows)
    return one.substantial and known >= NEARLY_ALL_KNOWN * len(one.rows)
