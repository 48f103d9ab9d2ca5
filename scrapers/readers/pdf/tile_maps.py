"""Maps of small equal boxes, each with a short label: a picture, whose labels are no lines of text.

Belongs here: finding the labels, so that they do not cut up the text beside the map. Does not belong here: number tiles
(tiles.py), what the labels mean.
"""

from collections import defaultdict

from schemas.documents import Paragraph
from scrapers.readers.pdf.lines import Line, Segment
from scrapers.readers.pdf.page_model import Box, Page, union

FEWEST = 12
LARGEST = 0.12
"""Largest side of a box, as a share of the page's width."""
LONGEST_LABEL = 3


def find_map(page: Page, lines: list[Line]) -> tuple[Paragraph, set[int], float] | None:
    """Return the labels of a map as one paragraph, the ids of their segments and the height where it begins."""
    short = [segment for line in lines for segment in line.segments if len(segment.text) <= LONGEST_LABEL]
    short = [segment for segment in short if segment.text.isalpha() and segment.text.isupper()]
    if len(short) < FEWEST:
        return None
    for boxes in equal_boxes(page).values():
        if len(boxes) < FEWEST:
            continue
        labels = [segment for segment in short if any(holds(box, segment) for box in boxes)]
        if len(labels) >= FEWEST:
            box = union([segment.box for segment in labels])
            words = " ".join(segment.text for segment in labels)
            return Paragraph(words, page.locate(box)), {id(segment) for segment in labels}, box.top
    return None


def equal_boxes(page: Page) -> dict[tuple[int, int], list[Box]]:
    """Return small filled boxes that are nearly square, by their size."""
    found: dict[tuple[int, int], list[Box]] = defaultdict(list)
    for area in page.areas:
        width, height = area.box.width, area.box.height
        if area.fill is not None and 0 < width <= LARGEST * page.width and 0.6 <= height / width <= 1.7:
            found[round(width), round(height)].append(area.box)
    return found


def holds(box: Box, segment: Segment) -> bool:
    """Tell whether a segment stands in a box."""
    x, y = (segment.box.x0 + segment.box.x1) / 2, (segment.box.top + segment.box.bottom) / 2
    return box.x0 <= x <= box.x1 and box.top <= y <= box.bottom
