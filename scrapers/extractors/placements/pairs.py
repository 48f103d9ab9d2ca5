"""Two positions in one cell: "Preliminary Medicine: X / Advanced: Y".

Belongs here: cutting such cells. Does not belong here: pairs in two columns (rows.py).
"""

import re
from functools import lru_cache
from typing import NamedTuple

from schemas.vocabulary import Position
from scrapers.extractors import vocabulary_words as words
from scrapers.extractors.lexicon import LIKELY, position_in, specialty_likeness, tokens_of

BOUNDARY = re.compile(r"^|(?<=[/;|,+&])\s*|\s[-–—]\s+|\s{2,}|(?<=\))\s+|\b(?:and|then)\s+")
LONGEST_LABEL = 48
POSTGRADUATE = re.compile(r"^\(?PG(?:Y)?[\s-]?(\d)(?:\s*[-–+]\s*\d?)?\)?$", re.IGNORECASE)
FIRST_YEAR = re.compile(r"^(?:first|1st|intern(?:ship)?|pgy[\s-]?1|prelim(?:inary)?|transitional)\b.*$", re.IGNORECASE)
ADVANCED = re.compile(
    r"^(?:advanced?|adv\.?|categorical|residency|pgy[\s-]?2\+?|second|2nd)(?:\s+(?:program|position|year|residency|training))?$",
    re.IGNORECASE,
)


class Part(NamedTuple):
    """One of several positions in a cell: its label as printed, whether the label is a specialty, and the rest."""

    label: str
    names_specialty: bool
    position: Position | None
    rest: str


@lru_cache(maxsize=20_000)
def parts_of(text: str) -> tuple[Part, ...]:
    """Cut a cell at labels such as 'Preliminary Medicine:' and 'Advanced:'; empty where it has no such label."""
    cuts = [cut for colon in re.finditer(r":\s*", text) if (cut := label_before(text, colon.start(), colon.end()))]
    if not cuts or cuts[0][0] != 0:
        return ()
    parts = []
    for place, (start, colon, end) in enumerate(cuts):
        stop = cuts[place + 1][0] if place + 1 < len(cuts) else len(text)
        label, rest = text[start:colon].strip(), text[end:stop].strip(" /;|,+&-–—")
        if rest:
            names_specialty = specialty_likeness(label) >= LIKELY and not ADVANCED.match(label)
            parts.append(Part(label, names_specialty, position_of(label), rest))
    return tuple(parts)


def label_before(text: str, colon: int, end: int) -> tuple[int, int, int] | None:
    """Return start, colon and end of the longest label that ends at a colon, or None."""
    low = max(0, colon - LONGEST_LABEL)
    for boundary in BOUNDARY.finditer(text, low, colon):
        if (
            boundary.end() < colon
            and (boundary.end() == 0 or boundary.start() > 0)
            and is_label(text[boundary.end() : colon])
        ):
            return boundary.end(), colon, end
    return None


def is_label(text: str) -> bool:
    """Tell whether the words before a colon name a kind of position or a specialty."""
    if specialty_likeness(text) >= LIKELY or POSTGRADUATE.match(text) or ADVANCED.match(text):
        return True
    return position_in(text) is not None and set(tokens_of(text)) <= words.MODIFIERS | words.HEADER


def position_of(label: str) -> Position | None:
    """Return the kind of position that a label names."""
    found = position_in(label)
    if found is not None:
        return found
    year = POSTGRADUATE.match(label)
    if year and int(year[1]) > 1:
        return Position.advanced
    return None


def is_first_year(label: str) -> bool:
    """Tell whether a label or the header of a column stands for a first year before another position."""
    return bool(FIRST_YEAR.match(label.strip())) or position_in(label) in {Position.preliminary, Position.transitional}


def is_advanced(label: str) -> bool:
    """Tell whether a label or the header of a column stands for the position after a first year."""
    return bool(ADVANCED.match(label.strip())) or position_in(label) is Position.advanced
