"""Number lines: a figure set as a paragraph of its own over the line that labels it, as on cards of results.

Belongs here: joining the two, so that they are read as one. Does not belong here: cards that a reader already tells as
tiles, what figure and label mean (figure).
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from schemas.documents import Heading, Paragraph, Tile
from scrapers.extractors.numbers import numbers_in
from scrapers.extractors.passages import Passage

ALONE = re.compile(r"\W*\d[\d,]*(?:\.\d+)?\s*(?:%|percent)?\W*", re.IGNORECASE)
BRACKETS = re.compile(r"\([^()]*\)")
LONGEST_LABEL = 120


def with_labelled_numbers(passages: Sequence[Passage]) -> list[Passage]:
    """Return the passages with each number right under a heading joined to the line below it; that line is left empty.

    A number under a line of words may belong to that line, so only one that opens its section is joined.
    """
    found = list(passages)
    for above, number, label in zip(passages, passages[1:], passages[2:], strict=False):
        if not isinstance(above.block, Heading) or not is_labelled(number, label):
            continue
        value, words = number.block, label.block
        if isinstance(value, Paragraph) and isinstance(words, Paragraph):
            found[number.index] = replace(number, block=Tile(value.text, words.text, value.locator))
            found[label.index] = replace(label, block=replace(words, text=""))
    return found


def is_labelled(number: Passage, label: Passage) -> bool:
    """Tell whether a paragraph is a number alone and the next one words without a figure of their own."""
    if not isinstance(number.block, Paragraph) or not isinstance(label.block, Paragraph):
        return False
    if number.headings != label.headings or ALONE.fullmatch(number.block.text) is None:
        return False
    words = BRACKETS.sub(" ", label.block.text)
    return len(words) <= LONGEST_LABEL and not any(
        number.is_whole or number.is_percent for number in numbers_in(words)
    )
