"""Spaced letters: words whose letters are set apart for looks, put together again.

Belongs here: telling "C L A S S  O F" from words of one letter. Does not belong here: lines and segments (lines.py).
"""

from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from scrapers.readers.pdf.page_model import Word

FEWEST = 4
"""Single letters in a row from which they are one word or several, and no initials."""
KERNED = 2
"""Letters of a pair whose kerning closes the gap that was set between them."""
WIDEST = 1.0
"""Gap, in font sizes, up to which letters belong together."""
WORD_GAP = 0.18
"""How much wider, in font sizes, than between its letters the gap between two words is at least."""


def closed_up(words: list[Word]) -> list[Word]:
    """Return the words of one baseline, from left to right, with runs of spaced letters joined to words."""
    if sum(len(word.text) == 1 for word in words) < FEWEST:
        return words
    result: list[Word] = []
    run: list[Word] = []
    for word in words:
        if run and not _goes_on(run[-1], word):
            result += _joined(run)
            run = []
        run.append(word)
    return result + _joined(run)


def _goes_on(before: Word, word: Word) -> bool:
    short = len(before.text) <= KERNED and len(word.text) <= KERNED
    return short and before.style == word.style and word.x0 - before.x1 <= WIDEST * word.style.size


def _joined(run: Sequence[Word]) -> list[Word]:
    """The run as words, cut at its wider gaps; a short run, or one of numbers and signs, stays as it is."""
    letters = sum(len(word.text) == 1 and word.text.isalpha() for word in run)
    if len(run) < FEWEST or letters < max(FEWEST - 1, 0.6 * len(run)):
        return list(run)
    usual = median(then.x0 - this.x1 for this, then in pairwise(run))
    made = [run[0]]
    for this, then in pairwise(run):
        if then.x0 - this.x1 > usual + WORD_GAP * then.style.size:
            made.append(then)
        else:
            made[-1] = made[-1]._replace(
                text=made[-1].text + then.text,
                x1=then.x1,
                top=min(made[-1].top, then.top),
                bottom=max(made[-1].bottom, then.bottom),
            )
    return made
