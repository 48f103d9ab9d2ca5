"""Headings that are no headings: a column of figures with their labels, set large; places, set apart under their hospital.

Belongs here: turning such runs into lines before anything is read. Does not belong here: the outline (passages.py).
"""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from schemas.documents import Block, Heading, ListItem, Paragraph
from scrapers.extractors.gazetteer import split_place

FIGURE = re.compile(r"^\d{1,3}(?:\.\d+)?\s?%?\s+\S")
"""A figure and its label, as on a poster; a year is no figure."""
FEWEST = 3
FEWEST_PLACES = 6
FOLLOWING = 0.9
"""Share of places that must stand right after a line, which is their hospital's."""
PLACES = 0.4
"""Share of all headings that are places from which they head nothing: a list by state or city has its entries beneath."""


def demoted(blocks: Sequence[Block]) -> Iterator[Block]:
    """Yield blocks; several headings in a row that each open with a figure come as paragraphs, as do many cities with a state."""
    blocks = _without_places(blocks)
    for is_figure, group in groupby(
        blocks, key=lambda block: isinstance(block, Heading) and bool(FIGURE.match(block.text))
    ):
        run = list(group)
        for block in run:
            if is_figure and len(run) >= FEWEST and isinstance(block, Heading):
                yield Paragraph(block.text, block.locator)
            else:
                yield block


def _without_places(blocks: Sequence[Block]) -> Sequence[Block]:
    """Return blocks with cities set apart as paragraphs, where each follows a line of its own and most are followed by one."""
    headings = [block for block in blocks if isinstance(block, Heading)]
    places = [
        index
        for index, block in enumerate(blocks)
        if isinstance(block, Heading) and all(split_place(block.text)) and "," in block.text
    ]
    follow_lines = sum(index > 0 and isinstance(blocks[index - 1], Paragraph | ListItem) for index in places)
    if len(places) < max(FEWEST_PLACES, PLACES * len(headings)) or follow_lines < FOLLOWING * len(places):
        return blocks
    chosen = frozenset(places)
    return [
        Paragraph(block.text, block.locator) if index in chosen and isinstance(block, Heading) else block
        for index, block in enumerate(blocks)
    ]
