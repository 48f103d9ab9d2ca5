"""Wrapping: which lines go on with the line above them, and which begin an entry or a paragraph.

Belongs here: room at the ends of lines, indents, gaps, lines around one middle. Does not belong here: headings, blocks (flow.py).
"""

import re
from collections import Counter
from itertools import pairwise

from scrapers.readers.pdf.lines import BULLETS, Line

OPEN_END = re.compile(r"(?:[\w.]-|[,(&/–]|\b(?:of|and|the|at|for|in|de))$", re.IGNORECASE)
BULLET = re.compile(rf"^(?:[{re.escape(''.join(sorted(BULLETS)))}]|[–—-]\s)\s*")
SUFFIX_END = re.compile(r"(?:[\w)]-|,\s?)[A-Z]{2}(?:\s*\(\d+\))?$")
"""The end of an entry with its state."""
GAP = 1.15
"""How many times the closest distance of two lines makes a gap between paragraphs."""
FEWEST_PARAGRAPHS = 4
SHORT = 0.08
"""Share of the width by which the last line of most paragraphs is shorter than the one above it."""
HALF = 0.5
FULL = 0.9
"""Share of lines within paragraphs that must be full."""
FEWEST_DEEPER = 4
FEWEST_CENTRED = 6
CENTRED = 0.8
"""Share of lines with one middle from which a column is centred."""
MIDDLE = 2
"""Points by which twice the middles of such lines may differ."""
FREE = 0.4
"""Share of deeper lines whose first word had room in the line above from which a deeper line is no sign of wrapping."""


def centred_ends(lines: list[Line]) -> list[float] | None:
    """Return where each line could have ended at the most, where lines are set around one middle; None where they are not."""
    middles = Counter(round(line.box.x0 + line.box.x1) // MIDDLE for line in lines)
    (place, most), *_ = middles.most_common(1)
    near = most + middles[place - 1] + middles[place + 1]
    starts = Counter(round(line.box.x0) for line in lines)
    if len(lines) < FEWEST_CENTRED or near < CENTRED * len(lines) or max(starts.values()) > HALF * len(lines):
        return None
    widest = max(line.box.x1 - line.box.x0 for line in lines)
    return [line.box.x0 + widest for line in lines]


def paragraph_ends(lines: list[Line], right: float) -> frozenset[int] | None:
    """Return the lines after which one entry or paragraph ends; None where gaps do not part the lines into such.

    Within a paragraph each line but the last was full: the next word had no room; most last lines are short. Entries
    mostly have the same number of lines; where one has more, so many of its lines were full.
    """
    pairs = list(pairwise(lines))
    steps = [then.baseline - this.baseline if then.page is this.page else 0.0 for this, then in pairs]
    tight = min((step for step in steps if step > 0), default=0.0)
    ends = frozenset(index for index, step in enumerate(steps) if not 0 < step <= GAP * tight)
    starts = [0, *(index + 1 for index in sorted(ends))]
    blocks = [range(start, end) for start, end in pairwise([*starts, len(lines)])]
    several = [block for block in blocks if len(block) > 1]
    if len(several) < FEWEST_PARAGRAPHS or any(len(line.segments) > 1 for line in lines):
        return None
    width = right - min(line.box.x0 for line in lines)
    full = frozenset(
        index
        for index, (before, line) in enumerate(pairs)
        if index not in ends and not has_room(before, line, before.box.x0 + width)
    )
    return ends if are_paragraphs(lines, several, full) else entry_ends(blocks, ends, full)


def are_paragraphs(lines: list[Line], blocks: list[range], full: frozenset[int]) -> bool:
    """Tell whether blocks of lines are paragraphs: full lines, and a short one at the end of most."""
    width = max(line.box.x1 for line in lines) - min(line.box.x0 for line in lines)
    short = sum(lines[block[-1]].box.x1 < lines[block[-2]].box.x1 - SHORT * width for block in blocks)
    inner = [index for block in blocks for index in block[:-1]]
    whole = sum(SUFFIX_END.search(lines[index].text) is not None for index in inner)
    filled = sum(index in full for index in inner)
    return short >= HALF * len(blocks) and filled >= FULL * len(inner) and whole <= (1 - FULL) * len(inner)


def entry_ends(blocks: list[range], ends: frozenset[int], full: frozenset[int]) -> frozenset[int] | None:
    """Return the ends of the lines of entries that mostly have as many lines; what more lines an entry has are wrapped."""
    usual, most = Counter(len(block) for block in blocks).most_common(1)[0]
    longer = [block for block in blocks if len(block) > usual]
    if usual < 2 or most < HALF * len(blocks) or not longer or most + len(longer) < FULL * len(blocks):
        return None
    wrapped = {index for block in longer for index in block[:-1] if index in full}
    told = sum(len(wrapped & set(block[:-1])) == len(block) - usual for block in longer)
    if told < FULL * len(longer):
        return None
    last = blocks[-1][-1]
    return frozenset(index for index in range(last) if index in ends or index not in wrapped)


def indents_entries(lines: list[Line], right: float) -> bool:
    """Tell whether lines are set deeper than the one above as entries of their own: many of those above had room for more."""
    deeper = [
        (before, line)
        for before, line in pairwise(lines)
        if line.page is before.page and 0.4 * line.size < line.box.x0 - before.box.x0 < 4 * line.size
    ]
    return len(deeper) > FEWEST_DEEPER and sum(has_room(*pair, right) for pair in deeper) > FREE * len(deeper)


def is_wrapped(
    first: Line, before: Line, line: Line, right: float, starts: Counter[int], *, strong: bool, deeper_is_wrapped: bool
) -> bool:
    """Tell whether a line goes on with the passage of the line before it.

    It does where its first word had no room at the end of the line before, and its indent, first letter or the end of the
    line before speak for it.
    """
    size = line.size
    if not follows(before, line):
        return False
    if strong and abs(line.box.x0 - first.box.x0) < 1 and OPEN_END.search(before.text):
        return True
    if before.text.count("(") > before.text.count(")") and line.text.count(")") > line.text.count("("):
        return True
    if has_room(before, line, right):
        return False
    hanging = deeper_is_wrapped and line.box.x0 - first.box.x0 > 0.4 * size
    level = abs(line.box.x0 - before.box.x0) < 0.4 * size and before is not first
    if strong:
        return hanging or level or abs(line.box.x0 - first.box.x0) < 1
    if hanging or level:
        return hanging or starts[round(line.box.x0)] < 0.6 * sum(starts.values()) or is_open(before.text, line.text)
    return is_open(before.text, line.text)


def follows(before: Line, line: Line) -> bool:
    """Tell whether a line stands close under another and may go on with it."""
    if line.page is not before.page or not 0 < line.baseline - before.baseline < 1.75 * line.size:
        return False
    return not BULLET.match(line.text) and len(before.segments) == 1 and not before.led


def has_room(before: Line, line: Line, right: float) -> bool:
    """Tell whether the first word of a line had room at the end of the line before."""
    word = line.segments[0].words[0]
    return word.x1 - word.x0 + 0.2 * line.size < right - before.box.x1 - 0.5


def is_open(before: str, after: str) -> bool:
    """Tell whether a line end and the next line's start read as one."""
    return (
        bool(OPEN_END.search(before))
        or after[0].islower()
        or after[0] in "(&"
        or before.count("(") > before.count(")")
    )
