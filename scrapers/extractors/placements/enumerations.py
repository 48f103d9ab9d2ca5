"""Several names in one line or cell: "Surgery: A (OH); B; C", "Mayo Clinic: Neurology, Psychiatry (2)".

Belongs here: telling such enumerations and giving each name its own line. Does not belong here: sentences (prose).
"""

import re

from schemas.vocabulary import Position
from scrapers.extractors.gazetteer import split_location, split_place
from scrapers.extractors.lexicon import (
    LIKELY,
    institution_likeness,
    is_known_specialty,
    position_in,
    specialty_likeness,
    specialty_prefix,
    tokens_of,
)
from scrapers.extractors.placements.marks import bare, split_count
from scrapers.extractors.vocabulary_words import GENERIC

LONGEST = 4000
MOST_WORDS = 24
FEWEST_SHARE = 0.75
HEADED = re.compile(r"^(?P<head>[^:;]{3,120}?)\s*(?::|\s[-–—]\s)\s*(?P<rest>\S.*)$", re.DOTALL)
HEAD_COUNT = re.compile(r"(?<=\w)\s*[(\[]\s*(?:n\s*=\s*)?\d{1,3}\s*[)\]]\s*:\s")
"""A number in brackets before a colon: how many are enumerated after it."""
SEMICOLON = re.compile(r";")
LINE_ENDS = re.compile(r"[;\n]")
PAIR_ENDS = tuple(map(re.compile, (r"\s+/\s+", r"\s*[/+|]\s*", r"\s+&\s+", r"\s+(?:and|then|followed by)\s+")))
"""What may stand between a first year and the residency after it, in both cells alike."""
SUFFIX_ENDS = re.compile(r"(?<=[A-Za-z)]-[A-Z]{2})\s+(?=[A-Z][a-z])")
"""A state suffix before another name, where a line break between two institutions was lost."""
PLURAL = re.compile(r"\b(?:specialties|fields|disciplines|programs|residencies)\b", re.IGNORECASE)


def listed(text: str) -> list[str]:
    """Return a line for each position that a line enumerates; the line itself where it enumerates none."""
    if len(text) > LONGEST:
        return [text]
    if counted := counted_specialties(text):
        return counted
    if not re.search(r"[;:]|\s[-–—]\s", text):
        return [text]
    return under_specialty(text) or under_institution(text) or [text]


def counted_specialties(text: str) -> list[str]:
    """Return the pieces of 'SPECIALTY (2), SPECIALTY (1)': several specialties, each with its count."""
    pieces = [piece.strip() for piece in re.split(r"(?<=[)\]])\s*[,;]\s*", text) if piece.strip()]
    cut = [split_count(bare(piece)) for piece in pieces]
    if len(pieces) < 2 or not all(count and specialty_likeness(name) >= LIKELY for name, count in cut):
        return []
    return pieces


def under_specialty(text: str) -> list[str]:
    """Return the lines of 'SPECIALTY (5): INSTITUTION; INSTITUTION', or of institutions with semicolons between them."""
    text = HEAD_COUNT.sub(": ", text, count=1)
    pieces = [piece.strip() for piece in text.split(";") if piece.strip()]
    if len(pieces) < 2 or (any(split_place(pieces[-1])) and not is_program(pieces[-1])):
        return []
    found = specialty_prefix(pieces[0])
    programs = [found[1] if found else pieces[0], *pieces[1:]]
    if sum(is_program(piece) for piece in programs) < FEWEST_SHARE * len(programs):
        return []
    if any(specialty_prefix(piece) for piece in pieces[1:]):
        return pieces
    return [f"{found[0]}: {piece}" for piece in programs] if found else programs


def is_program(text: str) -> bool:
    """Tell whether a piece is the name of an institution."""
    return institution_likeness(split_location(split_count(bare(text))[0]).program) >= LIKELY


def under_institution(text: str) -> list[str]:
    """Return the lines of 'INSTITUTION: SPECIALTY, SPECIALTY (2)'."""
    match = HEADED.match(text)
    if match is None or not is_program(match["head"]) or specialty_likeness(match["head"]) >= LIKELY:
        return []
    pieces = []
    for piece in re.split(r"\s*[;,]\s*", match["rest"]):
        whole = is_known_specialty(split_count(bare(piece))[0])
        pieces += [part.strip() for part in ([piece] if whole else re.split(r"\s+and\s+", piece)) if part.strip()]
    cut = [split_count(bare(piece)) for piece in pieces]
    if len(pieces) < 2 or any(specialty_likeness(name) < LIKELY for name, _ in cut):
        return []
    return [f"{name} – {match['head'].strip()}" + (f" ({count})" if count else "") for name, count in cut]


def specialties_in(text: str, header: str) -> list[str]:
    """Return the specialties that one cell enumerates: announced by its header, parted by semicolons, or run together."""
    pieces = re.split(r"\s*;\s*", text.strip(" ;"))
    if len(pieces) < 2 and PLURAL.search(header):
        pieces = re.split(r"\s*[,;]\s*", text.strip(" ;,"))
    if len(pieces) > 1 and all(specialty_likeness(split_count(bare(piece))[0]) >= LIKELY for piece in pieces):
        return pieces
    return run_together(text) or [text]


def run_together(text: str) -> list[str]:
    """Return the known specialties of which a text consists, one after the other without a sign; none where it is one."""
    words = text.split()
    if not 2 <= len(words) <= MOST_WORDS or is_known_specialty(text):
        return []
    found: list[str] = []
    while words:
        length = next((n for n in range(len(words), 0, -1) if is_known_specialty(" ".join(words[:n]))), 0)
        if not length:
            return []
        found.append(" ".join(words[:length]))
        words = words[length:]
    return found if len(found) > 1 else []


def programs_in(text: str, *, by_line: bool) -> list[str]:
    """Return the institutions that one cell enumerates.

    Args:
        text: the cell with its line breaks.
        by_line: whether line breaks alone part institutions; semicolons always do.
    """
    ends = (LINE_ENDS, SUFFIX_ENDS) if by_line else (SEMICOLON,)
    for pattern in ends:
        pieces = [" ".join(piece.split()) for piece in pattern.split(text) if piece.strip()]
        if len(pieces) > 1 and all(is_program(piece) and not set(tokens_of(piece)) <= GENERIC for piece in pieces):
            return pieces
    return [" ".join(text.split())]


def line_pairs(specialty: str, program: str) -> list[tuple[str, str]]:
    """Return specialty and institution line by line, where both cells print as many lines or parts; else nothing."""
    by_line = pairs_between(LINE_ENDS, specialty, program)
    if by_line or position_in(specialty) not in {Position.preliminary, Position.transitional}:
        return by_line
    return next((pairs for ends in PAIR_ENDS if (pairs := pairs_between(ends, specialty, program))), [])


def pairs_between(ends: re.Pattern[str], specialty: str, program: str) -> list[tuple[str, str]]:
    """Return specialties and institutions parted by the same signs, where all are what they should be."""
    names, programs = (
        [" ".join(part.split()) for part in ends.split(text) if part.strip()] for text in (specialty, program)
    )
    if len(names) < 2 or len(names) != len(programs) or not all(specialty_likeness(name) >= LIKELY for name in names):
        return []
    return list(zip(names, programs, strict=True)) if all(map(is_program, programs)) else []
