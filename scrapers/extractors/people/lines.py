"""Names of people at fixed places of many lines: alone on a line, at its start, in brackets at its end, at its end.

Belongs here: lines that vouch for each other. Does not belong here: single strings (labels.py), sentences (mentions.py).
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from enum import Enum

from schemas.documents import Heading, ListItem, Paragraph
from scrapers.extractors.passages import Passage
from scrapers.extractors.people import labels, mentions
from scrapers.extractors.people import vocabulary as words

LONGEST_LINE = 300
FEWEST = 4
"""Lines that it takes to vouch for each other."""
DISTINCT = 0.9
PROTECTED = 0.3
"""Share of institutions' names from which on a row of strings is no row of people."""
BRACKETS = re.compile(r"[(\[]([^()\[\]]{4,60})[)\]]\s*$")
LAST = re.compile(r"(?:,|;|\||:|\s[-–—]{1,2})\s+([^,;|:]{4,60})$")


class Where(Enum):
    """Place of a name in a line."""

    whole = "whole"
    first = "first"
    bracketed = "bracketed"
    last = "last"


TOGETHER = (Where.first, Where.whole)
"""Places at which lines under several headings vouch for each other."""
HALF = 0.5
"""Share of whole lines under several headings that must read like names by themselves."""
SHARE = {Where.whole: 0.2, Where.first: 0.5, Where.bracketed: 0.5, Where.last: 0.5}
"""Share of the lines that must have a name at the place."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A string that is built like a name, and the rest of its line."""

    text: str
    rest: str


def names_in_lines(passages: Sequence[Passage], ordinary: AbstractSet[str]) -> Iterator[tuple[tuple[str, ...], bool]]:
    """Yield the words of each name, and whether its place is so clear that each word of it is a name by itself."""
    groups: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for passage in passages:
        if isinstance(passage.block, (Paragraph, ListItem, Heading)) and len(passage.block.text) < LONGEST_LINE:
            groups[passage.heading_texts].append(passage.block.text)
    for lines, places in [*((lines, tuple(Where)) for lines in groups.values()), *under_headings(groups)]:
        for where in places:
            found = [candidate for line in lines if (candidate := candidate_at(where, line))]
            vouched = vouch(found, len(lines), where)
            if places is TOGETHER and where is Where.whole:
                vouched = vouched and sum(labels.reads_like_name(each.text, ordinary) for each in found) >= HALF * len(
                    found
                )
            for candidate in found:
                if (vouched and not is_protected(candidate.text)) or stands_alone(candidate, where, ordinary):
                    yield tuple(words.words_of(labels.bare_name(candidate.text))), vouched or where is Where.first


def under_headings(
    groups: Mapping[tuple[str, ...], Sequence[str]],
) -> Iterator[tuple[Sequence[str], tuple[Where, ...]]]:
    """Yield the lines under several headings of one level together: a list with few lines under each heading."""
    together: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for headings, lines in groups.items():
        together[headings[1:]] += lines
    yield from ((lines, TOGETHER) for lines in together.values())


def candidate_at(where: Where, line: str) -> Candidate | None:
    """Return what stands at a place of a line if it is built like a name."""
    rest = ""
    if where is Where.whole:
        text = line
    elif where is Where.first:
        text, rest = labels.first_segment(line)
        if not rest.strip():
            return None
    else:
        match = (BRACKETS if where is Where.bracketed else LAST).search(line)
        if match is None:
            return None
        text, rest = match[1], line[: match.start()]
    return Candidate(text, rest) if labels.has_name_shape(text) else None


def vouch(found: Sequence[Candidate], lines: int, where: Where) -> bool:
    """Whether many lines have different names at one place: then all of them are names."""
    distinct = {candidate.text for candidate in found}
    if len(distinct) < FEWEST or len(distinct) < DISTINCT * len(found) or len(found) < SHARE[where] * lines:
        return False
    return sum(is_protected(text) for text in distinct) < PROTECTED * len(distinct)


def is_protected(text: str) -> bool:
    """Whether a string holds part of a known institution's or city's name."""
    return mentions.is_protected(words.words_of(labels.bare_name(text)))


def stands_alone(candidate: Candidate, where: Where, ordinary: AbstractSet[str]) -> bool:
    """Whether a string is a name without other lines to vouch for it: alone, or before a specialty or an institution."""
    if not labels.reads_like_name(candidate.text, ordinary):
        return False
    if where is Where.whole:
        return True
    following = words.words_of(candidate.rest)
    return where is not Where.last and any(
        word in words.specialty_words() or word in words.PLACES_AND_BODIES for word in following
    )
