"""Lines of a list as they were meant: names broken over two lines joined, two names on one line parted.

Belongs here: what the words themselves show of a broken line. Does not belong here: geometry (readers).
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from schemas.documents import Heading, ListItem, Paragraph
from scrapers.extractors import vocabulary_words as words
from scrapers.extractors.gazetteer import split_location, state_codes, suffix_state
from scrapers.extractors.lexicon import (
    LIKELY,
    institution_likeness,
    specialty_likeness,
    tokens_of,
)
from scrapers.extractors.passages import Passage
from scrapers.extractors.placements.enumerations import listed
from scrapers.extractors.placements.marks import BULLET, ORDINAL, bare, split_count

SHORT = 90
OPEN_END = re.compile(r"[/&,–—-]$|\b(?:of|and|the|at|in|for)$", re.IGNORECASE)
UNIVERSITY_HOSPITAL = re.compile(r"^University\s+(?:Hospitals?|Medical\s+Center)\b", re.IGNORECASE)
"""A whole name, though made of words with which others go on."""
COMPLETE = re.compile(
    r"\b(?:hospitals?|cent(?:er|re)s?|clinics?|health\w*|system|university|school|college|medicine)\b", re.IGNORECASE
)
"""Words of a name that needs nothing more, so that a name on the next line is another one."""
NUMBERED = re.compile(
    r"^\W*(?:(?:student|graduate|no\.?)\s*)?#?\(?(\d{1,6})\)?(?:\s*[-–—:.)]\s*|\s+)(?=[A-Za-z])", re.IGNORECASE
)
FEWEST_NUMBERED = 5
RUNNING = 0.8
INNER_SUFFIX = re.compile(r"(?:[‐‑-]|,\s)([A-Z]{2})(?:\s*\(\d{1,2}\)|\s+x\d)?\s+(?=[A-Z])")


def mended(passages: Sequence[Passage]) -> Iterator[Passage]:
    """Yield the passages with broken lines joined and run-together lines parted."""
    held: Passage | None = None
    for passage in unnumbered(passages):
        if held is not None and (joined := join(held, passage)) is not None:
            held = joined
            continue
        if held is not None:
            yield from parted(held)
        held = passage
    if held is not None:
        yield from parted(held)


def unnumbered(passages: Sequence[Passage]) -> list[Passage]:
    """Return the passages without the running numbers at the start of their lines; numbers that do not run on count people."""
    found = list(passages)
    numbered = [
        (place, match)
        for place, passage in enumerate(passages)
        if isinstance(passage.block, Paragraph | ListItem) and (match := NUMBERED.match(passage.block.text))
    ]
    runs_on = sum(int(second[1]) == int(first[1]) + 1 for (_, first), (_, second) in pairwise(numbered))
    if len(numbered) < FEWEST_NUMBERED or runs_on < RUNNING * (len(numbered) - 1):
        return found
    for place, match in numbered:
        block = passages[place].block
        if isinstance(block, Paragraph | ListItem):
            found[place] = replace(passages[place], block=replace(block, text=block.text[match.end() :]))
    return found


def join(first: Passage, second: Passage) -> Passage | None:
    """Return two lines as one where the second goes on from the first, else None."""
    one, two = first.block, second.block
    if not isinstance(one, Paragraph | ListItem) or not isinstance(two, Heading | Paragraph | ListItem):
        return None
    if (
        first.headings != second.headings
        or BULLET.match(two.text)
        or ORDINAL.match(two.text)
        or (type(one) is not type(two) and not is_open(one.text) and not closes(one.text, two.text))
    ):
        return None
    is_joined = is_open(one.text) or goes_on(one.text, two.text) or closes(one.text, two.text)
    if max(len(one.text), len(two.text)) > SHORT or not is_joined:
        return None
    glue = "" if one.text.rstrip().endswith("/") or re.search(r"\w[-‐‑]$", one.text.rstrip()) else " "
    return replace(first, block=replace(one, text=f"{one.text.rstrip()}{glue}{two.text.lstrip()}"))


def closes(first: str, second: str) -> bool:
    """Tell whether a line closes the bracket that the one before it left open."""
    return first.count("(") > first.count(")") and second.count(")") > second.count("(")


def is_open(text: str) -> bool:
    """Tell whether a line of a list ends in the middle of a name."""
    plain = text.rstrip()
    is_state = plain.endswith(" IN") and not plain.isupper()
    return bool(OPEN_END.search(plain)) and not is_state and institution_likeness(text) >= LIKELY


def goes_on(first: str, second: str) -> bool:
    """Tell whether a line consists of words that no name begins with, after a line that may lack its end."""
    plain = split_count(bare(second))[0]
    place = split_location(plain)
    state = suffix_state(plain)
    tokens = tokens_of(plain[:-3] if state else place.program)
    if not tokens or not set(tokens) <= words.GENERIC or specialty_likeness(plain) >= LIKELY:
        return False
    whole = UNIVERSITY_HOSPITAL.match(plain) and COMPLETE.search(first)
    return not whole and split_location(bare(first)).state is None and institution_likeness(first) >= 0.6


def parted(passage: Passage) -> Iterator[Passage]:
    """Yield a line, or its two halves where a state suffix in its middle shows that it holds two institutions."""
    block = passage.block
    if isinstance(block, Paragraph | ListItem) and len(texts := listed(block.text)) > 1:
        yield from (replace(passage, block=replace(block, text=text)) for text in texts)
        return
    if isinstance(block, Paragraph | ListItem) and len(block.text) <= 2 * SHORT:
        for match in INNER_SUFFIX.finditer(block.text):
            head, rest = block.text[: match.end()].strip(), block.text[match.end() :].strip()
            whole = match[1] in state_codes() and split_location(rest).state and institution_likeness(rest) >= LIKELY
            if (
                whole
                and institution_likeness(split_location(head).program) >= LIKELY
                and split_location(rest).program
                and len(tokens_of(rest)) > 2
            ):
                yield replace(passage, block=replace(block, text=head))
                yield from parted(replace(passage, block=replace(block, text=rest)))
                return
    yield passage
