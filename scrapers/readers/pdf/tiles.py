"""Number tiles: a large number with a small label under, above or beside it.

Belongs here: pairing numbers with labels by place and size. Does not belong here: what is counted.
"""

import re

from schemas.documents import Tile
from scrapers.readers.pdf.joining import join
from scrapers.readers.pdf.lines import Line, Segment
from scrapers.readers.pdf.page_model import Box, union

VALUE = re.compile(r"[~≈<>]?\$?\d[\d,.]*\s?[%+]?(?:\s?/\s?\d+)?")
FEWEST = 3


def find_tiles(lines: list[Line]) -> tuple[list[Tile], set[int]]:
    """Return the tiles of a page and the identities of the segments that they use up."""
    segments = [segment for line in lines for segment in line.segments if segment.text]
    numbers = [segment for segment in segments if VALUE.fullmatch(segment.text)]
    if len(numbers) < FEWEST:
        return [], set()
    others = [segment for segment in segments if not VALUE.fullmatch(segment.text)]
    tiles: list[Tile] = []
    used: set[int] = set()
    for number in numbers:
        label = find_label(number, others, used)
        if label:
            box = union([number.box, *(segment.box for segment in label)])
            tiles.append(Tile(number.text, join(segment.text for segment in label), number.page.locate(box)))
            used |= {id(number), *(id(segment) for segment in label)}
    return (tiles, used) if len(tiles) >= FEWEST else ([], set())


def find_label(number: Segment, others: list[Segment], used: set[int]) -> list[Segment]:
    """Return the label's lines: below the number, else above it, within the same drawn area where there is one."""
    frame = frame_of(number)
    size = number.style.size
    near = [
        segment
        for segment in others
        if id(segment) not in used
        and size > 1.35 * segment.style.size
        and overlaps(number.box, segment.box)
        and (frame is None or inside(segment.box, frame))
    ]
    below = chain([segment for segment in near if segment.baseline > number.baseline], number.baseline, size)
    if below:
        return below
    return [segment for segment in near if 0 < number.box.top - segment.box.bottom + 0.4 * size < 0.9 * size][-1:]


def chain(segments: list[Segment], baseline: float, size: float) -> list[Segment]:
    """Return segments that follow each other closely downwards."""
    result: list[Segment] = []
    reach = 1.6 * size
    for segment in sorted(segments, key=lambda segment: segment.baseline):
        if segment.baseline - baseline > reach or (result and segment.style.size != result[0].style.size):
            break
        result.append(segment)
        baseline, reach = segment.baseline, 1.5 * segment.style.size
    return result


def overlaps(number: Box, label: Box) -> bool:
    """Tell whether number and label stand in one column: centred on each other or starting together."""
    centred = abs(number.x0 + number.x1 - label.x0 - label.x1) / 2 < 0.35 * max(number.width, label.width)
    return centred or abs(number.x0 - label.x0) < 0.3 * max(number.height, label.height)


def frame_of(number: Segment) -> Box | None:
    """Return the smallest drawn area around a number, None where only the page's background is."""
    page = number.page
    around = [
        area.box
        for area in page.areas
        if inside(number.box, area.box) and area.box.width * area.box.height < 0.25 * page.width * page.height
    ]
    return min(around, key=lambda box: box.width * box.height, default=None)


def inside(inner: Box, outer: Box) -> bool:
    """Tell whether the middle of a box lies in another."""
    x, y = (inner.x0 + inner.x1) / 2, (inner.top + inner.bottom) / 2
    return outer.x0 - 1 <= x <= outer.x1 + 1 and outer.top - 1 <= y <= outer.bottom + 1
