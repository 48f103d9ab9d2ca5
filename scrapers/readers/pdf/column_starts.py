"""Column starts: columns told by where words and segments begin, though the strip before them is not white or has no width.

Belongs here: such columns, and what runs over a place. Does not belong here: white strips, regions (columns.py).
"""

from collections import Counter
from itertools import pairwise

from scrapers.readers.pdf.lines import Line

TOLERANCE = 0.03
"""Share of lines that may cross a gutter: one over-wide name must not close it."""
COMMON_START = 0.35
"""Share of lines that must start a segment at one place to make it a column."""
TIGHT_START = 0.8
"""Share of lines that must start a word at one place to make it a column close to the one before."""
FEWEST_TIGHT = 8
OVERRUN = 0.25
"""Share of lines whose words may run past the start of such a column."""
TOLD_BY_STARTS = 1
"""Points up to which a gutter is no white strip: it tells where the words of a column begin."""
Gutter = tuple[float, float]


def with_starts(gutters: list[Gutter], lines: list[Line]) -> list[Gutter]:
    """Add the columns whose start many lines share although overlong texts of the column before run into them."""
    found = list(gutters)
    starts = Counter(
        round(then.box.x0)
        for line in lines
        for this, then in pairwise(line.segments)
        if not any(this.box.x0 < low and high < then.box.x0 + 1 for low, high in gutters)
    )
    for start, _ in starts.most_common(20):
        support = starts[start] + starts[start - 1] + starts[start + 1]
        if support < COMMON_START * len(lines):
            break
        if any(low - 2 <= start <= high + 3 for low, high in found):
            continue
        over = sum(words_cross(line, start) for line in lines)
        if over <= OVERRUN * len(lines):
            found.append((start - 1.5, start - 0.5))
    return sorted(found)


def with_tight_starts(gutters: list[Gutter], lines: list[Line]) -> list[Gutter]:
    """Add columns of a table of several that stand as close to the one before as words do, told by nearly all lines that start a word there.

    Such a gutter has no width.
    """
    if len(gutters) < 2 or len(lines) < FEWEST_TIGHT:
        return gutters
    inner = Counter(
        round(word.x0)
        for line in lines
        for segment in line.segments
        for word in segment.words[1:]
        if not any(low - 2 <= word.x0 <= high + 3 for low, high in gutters)
    )
    found = list(gutters)
    for start, _ in inner.most_common(5):
        support = inner[start] + inner[start - 1] + inner[start + 1]
        if support < TIGHT_START * len(lines):
            break
        is_new = not any(low - 2 <= start <= high + 3 for low, high in found)
        if is_new and sum(words_cross(line, start) for line in lines) <= TOLERANCE * len(lines):
            found.append((start - 0.5, start - 0.5))
    return sorted(found)


def words_cross(line: Line, place: float) -> bool:
    """Tell whether a word that begins well before a place runs past it."""
    return any(word.x0 < place - 1.5 and word.x1 > place + 1 for segment in line.segments for word in segment.words)
