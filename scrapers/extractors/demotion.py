"""Headings that are no headings: a column of figures with their labels, set large.

Belongs here: turning such runs into lines before anything is read. Does not belong here: the outline (passages.py).
"""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from schemas.documents import Block, Heading, Paragraph

FIGURE = re.compile(r"^\d{1,3}(?:\.\d+)?\s?%?\s+\S")
"""A figure and its label, as on a poster; a year is no figure."""
FEWEST = 3


def demoted(blocks: Sequence[Block]) -> Iterator[Block]:
    """Yield blocks; several headings in a row that each open with a figure come as paragraphs."""
    for is_figure, group in groupby(
        blocks, key=lambda block: isinstance(block, Heading) and bool(FIGURE.match(block.text))
    ):
        run = list(group)
        for block in run:
            if is_figure and len(run) >= FEWEST and isinstance(block, Heading):
                yield Paragraph(block.text, block.locator)
            else:
                yield block
