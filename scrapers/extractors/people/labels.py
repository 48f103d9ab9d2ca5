"""Names of people that stand alone: in a cell, on a line, or before the rest of a line.

Belongs here: single short strings and columns of them. Does not belong here: sentences (mentions.py).
"""

import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from scrapers.extractors.people import mentions
from scrapers.extractors.people import vocabulary as words

NAME_HEADER = re.compile(
    r"^(?:(?:(?:medical\s+|md\s+|do\s+)?(?:students?|graduates?|residents?|candidates?|physicians?|doctors?|alumn\w+|seniors?|members?"
    r"|applicants?|participants?|fellows?|grads?|classmates?|interns?|persons?|people|names?)|last|first|middle|given|family|sur|full|preferred|maiden|legal|nick)"
    r"['’]?s?[\s/,-]*(?:names?|initial|initials|m\.?i\.?)?|name\s+of\s+(?:the\s+)?(?:student|graduate|resident|physician)s?|m\.?i\.?|(?:fore|sur)names?)"
    r"\s*(?:\(.{0,30}\)|[,/&]\s*(?:first|last|name|m\.?i\.?|degree|credentials?).{0,20}|last.{0,12}|first.{0,12})?\s*[:#]?$",
    re.IGNORECASE,
)
"""Heads of columns that hold people; what stands in the cells must agree."""
TRAILING = re.compile(
    rf"[\s,]*(?:\(?\s*(?:{mentions.DEGREE}|MS\s?-?(?:4|IV)|OMS\s?-?(?:4|IV)|class of)?\s*['’‘]?(?:\d{{2}}|\d{{4}})\s*\)?|,\s*{mentions.DEGREE}|\(\s*{mentions.DEGREE}\s*\)|\s{mentions.DEGREE})$"
)
"""Degree and class year after a name."""
LEADING = re.compile(
    rf"^\s*(?:[•·*–—-]|\d{{1,3}}[.)])?\s*(?:(?:{'|'.join(words.TITLES)}|student doctor)\.?\s+)?", re.IGNORECASE
)
LAST_FIRST = re.compile(
    rf"^((?:(?:{mentions.PARTICLE})\s+){{0,2}}{mentions.RUN.pattern}),\s*({mentions.RUN.pattern}|{mentions.INITIAL})$"
)
SEPARATOR = re.compile(r"\s*(?:[|;:\t]|\s[-–—]{1,2}\s|\.{3,}|…|\s{3,}|\s(?=\()|,\s)\s*")
COLUMN_END = re.compile(r"\s*(?:\||\t|\.{3,}|…|\s{3,}|:\s)\s*")
"""What parts columns on one line and stands in no name."""
LONGEST_NAME = 60
SHARE_OF_COLUMN = 0.7
"""Share of the cells that must read like full names where no head says so."""
SHARE_UNDER_HEADER = 0.6
DISTINCT = 0.8
FEWEST_CELLS = 3
SAMPLE = 40
"""Cells of a long column that are looked at, evenly spread."""


def bare_name(text: str) -> str:
    """Return a label without list mark, title, degree and class year."""
    text = LEADING.sub("", text.strip(), count=1)
    for _ in range(3):
        shorter = TRAILING.sub("", text)
        if shorter == text:
            break
        text = shorter
    return text.strip(" ,;:*†‡")


def has_name_shape(text: str) -> bool:
    """Whether a whole string is built like a full name and holds no word that names have not."""
    text = bare_name(text)
    if not 3 < len(text) <= LONGEST_NAME or " " not in text or any(character.isdigit() for character in text):
        return False
    halves = LAST_FIRST.match(text)
    if halves is None and not mentions.RUN.fullmatch(text):
        return False
    name = words.words_of(text)
    if any(mentions.is_never(piece) for piece in text.replace(",", " ").split()):
        return False
    full = [word for word in name if len(word) > 1 and word not in words.PARTICLES and word not in words.SUFFIXES]
    if halves is not None and (is_state(halves[2]) or is_full_name_at_body(halves[1], halves[2])):
        return False
    return len(name) >= 2 and 1 <= len(full) <= 5


def is_full_name_at_body(before: str, after: str) -> bool:
    """Whether a comma parts a full name from a known institution, and no last name from a first."""
    return len(words.words_of(before)) > 1 and tuple(words.words_of(after)) in words.institution_names()


def is_state(text: str) -> bool:
    """Whether a string names a state, in full or short: 'N.H.', 'Pa.', 'Ohio'."""
    return text.strip(" .").casefold() in words.STATES or "".join(words.words_of(text)) in words.STATES


def reads_like_name(text: str, ordinary: AbstractSet[str] = frozenset()) -> bool:
    """Whether a whole string, standing alone, is a full name rather than a place or a body nobody has heard of."""
    if not has_name_shape(text):
        return False
    bare = bare_name(text)
    name = words.words_of(bare)
    forms = {tuple(name), tuple(words.words_of(text)), tuple(words.words_of(text.split(",", maxsplit=1)[0]))}
    if forms & words.institution_names():
        return False
    if mentions.is_protected(name):
        return bool(TRAILING.search(text.strip())) and bare != text.strip()
    if LAST_FIRST.match(bare):
        return True
    full = [word for word in name if len(word) > 1 and word not in words.PARTICLES]
    has_initial = any(len(word) == 1 for word in name[1:])
    if any(words.ABSTRACT.fullmatch(word) for word in full) or any(
        mentions.is_acronym(piece, first=True) for piece in mixed(bare)
    ):
        return False
    unfamiliar = [word for word in full if word not in words.institution_words() and word not in ordinary]
    return has_initial or bool(unfamiliar)


def is_last_first(text: str) -> bool:
    """Whether a whole string is built like a last and a first name with a comma between."""
    return LAST_FIRST.match(bare_name(text)) is not None and reads_like_name(text)


def mixed(text: str) -> list[str]:
    """Words of a string that is not in capitals as a whole; only there capitals are worth a look."""
    return [] if text.isupper() else text.split()


def first_segment(text: str) -> tuple[str, str]:
    """Split a line into what stands before its first separator and the rest; 'Last, First' stays together."""
    front, *rest = COLUMN_END.split(text.strip(), maxsplit=1)
    if rest and LAST_FIRST.match(bare_name(front)) and has_name_shape(front):
        return front, rest[0]
    pieces = SEPARATOR.split(text.strip(), maxsplit=2)
    if len(pieces) > 2 and "," in text[: len(pieces[0]) + 2]:
        both = f"{pieces[0]}, {pieces[1]}"
        if LAST_FIRST.match(both) and len(words.words_of(pieces[0])) == 1 and has_name_shape(both):
            return both, pieces[2]
    if len(pieces) == 1:
        return "", text
    return pieces[0], text.strip()[len(pieces[0]) :]


def is_name_column(header: str, cells: Sequence[str]) -> bool:
    """Whether a column of a table holds names of people, by its head and by what stands in its cells."""
    filled = [cell.strip() for cell in cells if cell.strip()]
    headed = NAME_HEADER.match(header.strip()) is not None
    if not filled:
        return headed and "name" in header.casefold()
    if not headed and (len(filled) < FEWEST_CELLS or len(set(filled)) <= DISTINCT * len(filled)):
        return False
    sample = filled[:: max(1, len(filled) // SAMPLE)]
    if headed:
        return sum(could_be_part_of_name(cell) for cell in sample) >= SHARE_UNDER_HEADER * len(sample)
    return sum(reads_like_name(cell) for cell in sample) >= SHARE_OF_COLUMN * len(sample)


def could_be_part_of_name(cell: str) -> bool:
    """Whether a cell under a name's head can be one: a full name, a first or a last name, an initial, or hidden letters."""
    bare = bare_name(cell)
    if any(character.isdigit() for character in bare) or len(bare) > LONGEST_NAME:
        return False
    name = words.words_of(bare)
    return (
        bool(name)
        and not all(word in words.never_names() - words.ALSO_IN_NAMES for word in name)
        and not any(word in words.PLACES_AND_BODIES - words.ALSO_IN_NAMES for word in name)
    )
