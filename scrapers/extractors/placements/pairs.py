"""Two positions in one cell: "Preliminary Medicine: X / Advanced: Y".

Belongs here: cutting such cells. Does not belong here: pairs in two columns (rows.py).
"""

import re
from functools import lru_cache
from typing import NamedTuple

from schemas.vocabulary import Position
from scrapers.extractors.lexicon import LIKELY, position_in, specialty_likeness

LABEL = re.compile(r"(?:^|[/;|,]\s*|\s[-–—+&]\s*|\s{2,}|\band\s+|\bthen\s+)(?=\S)([A-Z][^:;|]{0,48}?)\s*:\s*")
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
    if ":" not in text:
        return ()
    cuts = [(match.start(), match.start(1), match.end(), match[1].strip()) for match in LABEL.finditer(text)]
    cuts = [cut for cut in cuts if is_label(cut[3])]
    if not cuts or cuts[0][0] != 0:
        return ()
    parts = []
    for place, (_, _, end, label) in enumerate(cuts):
        stop = cuts[place + 1][0] if place + 1 < len(cuts) else len(text)
        rest = text[end:stop].strip(" /;|,+&-–—")
        if rest:
            parts.append(
                Part(
                    label, specialty_likeness(label) >= LIKELY and not ADVANCED.match(label), position_of(label), rest
                )
            )
    return tuple(parts)


def is_label(text: str) -> bool:
    """Tell whether the words before a colon name a kind of position or a specialty."""
    return bool(
        specialty_likeness(text) >= LIKELY or position_in(text) or POSTGRADUATE.match(text) or ADVANCED.match(text)
    )


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
