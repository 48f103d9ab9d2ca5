"""Gutters: vertical strips that the lines of a region leave white, and the regions of a page that share them.

Belongs here: cutting a page into regions and a region into columns. Does not belong here: whether columns are those of a
table or of a newspaper (layout.py), rows (tables.py).
"""

import re
from bisect import insort
from collections import Counter
from dataclasses import dataclass, field
from itertools import pairwise, takewhile
from statistics import median

from scrapers.readers.pdf.column_starts import (
    TOLD_BY_STARTS,
    TOLERANCE,
    Gutter,
    with_starts,
    with_tight_starts,
    words_cross,
)
from scrapers.readers.pdf.lines import Line, Segment, line_of, segment_of
from scrapers.readers.pdf.page_model import Box, Word

NARROWEST = 0.35
"""Narrowest gutter, in font sizes."""
FEWEST_SHARE = 0.2
"""Share of segments that must stand on either side of a strip between columns at different heights."""
FEWEST_ALIGNED = 6
"""Segments from which a short last column is told by their common start."""
FIGURE = re.compile(r"\(?\d[\d.,]*%?\)?")


@dataclass(slots=True)
class Region:
    """Lines of one page that share gutters; without gutters it is one column.

    newspaper is set once it is known whether columns are read one after the other, split once the lines are cut at the gutters.
    """

    lines: list[Line]
    gutters: list[Gutter] = field(default_factory=list)
    newspaper: bool | None = None
    split: list[list[tuple[int, int, Segment]]] | None = None


def find_gutters(lines: list[Line]) -> list[Gutter]:
    """Return the white strips between the segments of the lines that have several."""
    several = [line for line in lines if len(line.segments) > 1]
    if len(several) < 2 or len(several) < 0.12 * len(lines):
        return unaligned_gutters(lines)
    crossings = max(int(TOLERANCE * len(several)), 0)
    narrowest = NARROWEST * median(line.size for line in several)
    events: list[tuple[float, int]] = []
    usual = median(len(line.segments) for line in several)
    for line in several:
        odd = len(several) > 7 and len(line.segments) < usual
        for segment in line.segments:
            if odd:
                for word in segment.words:
                    events += [(word.x0, 1), (word.x1, -1)]
            else:
                events += [(segment.box.x0, 1), (segment.box.x1, -1)]
    events.sort()
    gutters: list[Gutter] = []
    depth, start = 0, None
    for x, step in events:
        depth += step
        if step < 0 and depth <= crossings and start is None:
            start = x
        elif depth > crossings and start is not None:
            if x - start >= narrowest:
                gutters.append((start, x))
            start = None
    supported = [gutter for gutter in gutters if is_supported(gutter, several)]
    found = with_starts(supported, several)
    return with_tight_starts(found, several) if found else unaligned_gutters(lines)


def unaligned_gutters(lines: list[Line]) -> list[Gutter]:
    """Return the white strips between columns whose lines stand at different heights."""
    boxes = sorted((segment.box for line in lines for segment in line.segments), key=lambda box: box.x0)
    if len(boxes) < 8:
        return []
    crossings = max(1, int(TOLERANCE * len(boxes)))
    widest = median(line.size for line in lines)
    best: Gutter | None = None
    ends: list[float] = []
    for index, box in enumerate(boxes):
        left = len(ends) - crossings
        right = len(boxes) - index
        enough = right >= FEWEST_SHARE * len(boxes) or (right >= FEWEST_ALIGNED and begins_column(boxes[index:]))
        if index >= FEWEST_SHARE * len(boxes) and enough:
            start = ends[left - 1]
            if box.x0 - start > widest:
                widest, best = box.x0 - start, (start, box.x0)
        insort(ends, box.x1)
    if best is None:
        return []
    middle = (best[0] + best[1]) / 2
    left_boxes = [box for box in boxes if box.x1 <= middle]
    right_boxes = [box for box in boxes if box.x0 >= middle]
    if not left_boxes or not right_boxes:
        return []
    shared = min(max(box.bottom for box in left_boxes), max(box.bottom for box in right_boxes)) - max(
        min(box.top for box in left_boxes), min(box.top for box in right_boxes)
    )
    return [best] if shared > 0.4 * min(boxes_height(left_boxes), boxes_height(right_boxes)) else []


def begins_column(boxes: list[Box]) -> bool:
    """Tell whether boxes ordered from the left start at one place, as the lines of a short last column do."""
    starts = Counter(round(box.x0) for box in boxes)
    (place, most), *_ = starts.most_common(1)
    near = most + starts[place - 1] + starts[place + 1]
    return boxes[0].x0 >= place - 14 and near >= 0.5 * len(boxes)


def boxes_height(boxes: list[Box]) -> float:
    """Return the height from the top of the highest to the bottom of the lowest box."""
    return max(box.bottom for box in boxes) - min(box.top for box in boxes)


def words_span(line: Line, gutter: Gutter) -> bool:
    """Tell whether a word reaches over the whole right half of a gutter, so that the gutter cannot part this line."""
    return words_cross(line, (gutter[0] + gutter[1]) / 2) and words_cross(line, gutter[1])


def is_supported(gutter: Gutter, lines: list[Line]) -> bool:
    """Tell whether enough lines have a segment on both sides, so that it is no accident of a few."""
    middle = (gutter[0] + gutter[1]) / 2
    both = sum(line.segments[0].box.x1 <= middle <= line.segments[-1].box.x0 for line in lines)
    return both >= max(2, 0.1 * len(lines))


def pitch(lines: list[Line]) -> float:
    """Return the usual distance between baselines."""
    steps = [later.baseline - line.baseline for line, later in pairwise(lines)]
    return median(steps) if steps else 12.0


def crosses(line: Line, gutters: list[Gutter]) -> bool:
    """Tell whether a segment of the line runs over the middle of a gutter."""
    middles = [(start + end) / 2 for start, end in gutters]
    return any(segment.box.x0 < middle < segment.box.x1 for segment in line.segments for middle in middles)


def partition(lines: list[Line], depth: int = 0) -> list[Region]:
    """Cut the lines of a page into regions from top to bottom."""
    if not lines:
        return []
    whole = find_gutters(lines)
    if depth < 6:
        for position in breaks(lines)[:3]:
            upper, lower = lines[:position], lines[position:]
            if max(len(find_gutters(upper)), len(find_gutters(lower))) > len(whole):
                return partition(upper, depth + 1) + partition(lower, depth + 1)
    if not whole:
        return [Region(lines)]
    first, last = body(lines, whole)
    regions = [*([Region(lines[:first])] if first else []), Region(lines[first:last], whole)]
    return regions + (partition(lines[last:], depth + 1) if last < len(lines) else [])


def breaks(lines: list[Line]) -> list[int]:
    """Return the places of wide vertical gaps, widest first."""
    usual = pitch(lines)
    gaps = [(lines[index].baseline - lines[index - 1].baseline, index) for index in range(1, len(lines))]
    return [index for gap, index in sorted(gaps, reverse=True) if gap > 1.6 * usual]


def body(lines: list[Line], gutters: list[Gutter]) -> tuple[int, int]:
    """Return the range of lines left after titles above and notes below are peeled off."""
    usual, size = pitch(lines), median(line.size for line in lines)
    first, last = 0, len(lines)
    while first < last - 2 and len(lines[first].segments) == 1:
        gap = lines[first + 1].baseline - lines[first].baseline
        if not (crosses(lines[first], gutters) or lines[first].size > 1.12 * size or gap > 1.5 * usual):
            break
        first += 1
    while last > first + 2 and len(lines[last - 1].segments) == 1:
        gap = lines[last - 1].baseline - lines[last - 2].baseline
        if not (crosses(lines[last - 1], gutters) or gap > 1.7 * usual):
            break
        last -= 1
    return first, last


def split_lines(region: Region) -> list[list[tuple[int, int, Segment]]]:
    """Return for each line of a region its segments with their columns; they are found once."""
    if region.split is None:
        region.split = [into_columns(line, region.gutters) for line in region.lines]
    return region.split


def into_columns(line: Line, gutters: list[Gutter]) -> list[tuple[int, int, Segment]]:
    """Return the line's segments with first column and number of columns covered; words are cut at gutters they jump."""
    result: list[tuple[int, int, Segment]] = []
    for segment in line.segments:
        for piece in cut_at_gutters(segment, gutters):
            first, inside = columns_of(piece, gutters)
            if result and result[-1][0] == first and result[-1][1] == inside - first + 1 == 1:
                result[-1] = (first, 1, segment_of(result[-1][2].words + piece.words, line.page))
            else:
                result.append((first, inside - first + 1, piece))
    return result


def columns_of(piece: Segment, gutters: list[Gutter]) -> tuple[int, int]:
    """Return the first and the last column that a piece covers; a lone number, as a year over digits, is in that of its middle."""
    if len(piece.words) == 1 and piece.text.isdigit():
        column = sum(piece.box.x0 + piece.box.x1 > start + end for start, end in gutters)
        return column, column
    first = reach = 0
    for start, end in gutters:
        first += piece.box.x0 > (start + end) / 2 - 0.01
        reach += piece.box.x1 > end + 0.5
    return first, max(first, reach)


def cut_at_gutters(segment: Segment, gutters: list[Gutter]) -> list[Segment]:
    """Cut a segment where one of its words ends before a gutter and the next begins at its end."""
    if len(segment.words) == 1:
        return [segment]
    left, right, second = segment.box.x0, segment.box.x1, segment.words[1].x0
    near = [
        (start, end)
        for start, end in gutters
        if start <= right and (start + end >= 2 * left or end - 1.2 >= left or end + 1.2 > second)
    ]
    if not near:
        return [segment]
    pieces = [[segment.words[0]]]
    figures = list(takewhile(lambda word: FIGURE.fullmatch(word.text), reversed(segment.words)))
    for before, word in pairwise(segment.words):
        gap = word.x0 - before.x1
        wide, none = gap > 0.45 * word.style.size, gap < 0.12 * word.style.size
        if any(
            (wide and before.x1 <= (start + end) / 2 <= word.x0)
            or ((none or end - start <= TOLD_BY_STARTS) and abs(word.x0 - end) < 1.2)
            or (before.text.isdigit() and word.text.isdigit() and parts(before, word, (start + end) / 2))
            or (word in figures and word.x0 > end - 1.2 >= before.x0)
            for start, end in near
        ):
            pieces.append([word])
        else:
            pieces[-1].append(word)
    return [segment_of(piece, segment.page) for piece in pieces] if len(pieces) > 1 else [segment]


def parts(before: Word, word: Word, place: float) -> bool:
    """Tell whether the middles of two words lie on either side of a place, as those of years over narrow columns do."""
    return before.x0 + before.x1 < 2 * place < word.x0 + word.x1


def column_lines(region: Region) -> list[list[Line]]:
    """Return the lines of each column, for text that runs down one column and then the next."""
    columns: list[list[Line]] = [[] for _ in range(len(region.gutters) + 1)]
    for line, pieces in zip(region.lines, split_lines(region), strict=True):
        parts: dict[int, list[Segment]] = {}
        for first, _, segment in pieces:
            parts.setdefault(first, []).append(segment)
        for column, segments in parts.items():
            columns[column].append(line_of(segments, led=line.led))
    return columns


def extent(lines: list[Line]) -> Box:
    """Return the box around lines."""
    return Box(
        min(line.box.x0 for line in lines),
        min(line.box.top for line in lines),
        max(line.box.x1 for line in lines),
        max(line.box.bottom for line in lines),
    )
