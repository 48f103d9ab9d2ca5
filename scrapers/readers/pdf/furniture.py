"""Running heads and feet: lines that come again on page after page.

Belongs here: finding them and taking them out. Does not belong here: repeated header rows of tables (tables.py).
"""

import re
from collections import defaultdict

from scrapers.readers.pdf.lines import Line

PAGE_NUMBER = re.compile(r"(?<!\d)\d{1,3}(?!\d)")
ONLY_NUMBER = re.compile(r"\W*(?:page|slide|p\.)?\s*#?\s*(?:(?:of|/|-)\s*#)?\W*", re.IGNORECASE)
DEPTH = 3
"""Lines from the top and from the foot of each page that are compared."""


def take_out(pages: list[list[Line]]) -> tuple[dict[int, list[Line]], list[Line]]:
    """Remove running heads and feet from the lines of each page.

    Returns the heads by index of the page on which they first stand or change, and the distinct feet.
    """
    heads: dict[int, list[Line]] = {}
    feet: dict[str, Line] = {}
    repeated = find_repeated(pages)
    shown: set[str] = set()
    for index, lines in enumerate(pages):
        current: list[Line] = []
        for line in outer(lines):
            key = (mask(line), round(line.baseline / 4))
            if not any((key[0], key[1] + step) in repeated for step in (-1, 0, 1)):
                continue
            if is_table_header(line, lines):
                continue
            lines.remove(line)
            if ONLY_NUMBER.fullmatch(key[0]):
                continue
            if line.baseline < line.page.height / 2:
                current.append(line)
            else:
                feet.setdefault(key[0], line)
        texts = {mask(line) for line in current}
        if texts and texts != shown:
            heads[index] = [line for line in current if mask(line) not in shown]
            shown = texts
    return heads, list(feet.values())


def find_repeated(pages: list[list[Line]]) -> set[tuple[str, int]]:
    """Return masked text and height of the outer lines that stand on enough pages."""
    places: dict[tuple[str, int], set[int]] = defaultdict(set)
    for index, lines in enumerate(pages):
        for line in outer(lines):
            places[mask(line), round(line.baseline / 4)].add(index)
    needed = 2 if len(pages) < 8 else 3
    return {key for key, indices in places.items() if len(indices) >= needed}


def outer(lines: list[Line]) -> list[Line]:
    """Return the first and last lines of a page."""
    if len(lines) <= 2 * DEPTH:
        return list(lines)
    return lines[:DEPTH] + lines[-DEPTH:]


def mask(line: Line) -> str:
    """Return the text with numbers that may count pages masked; years stay."""
    return PAGE_NUMBER.sub("#", line.text)


def is_table_header(line: Line, lines: list[Line]) -> bool:
    """Tell whether the segments of a line stand over segments of the lines after it, as column titles do."""
    position = lines.index(line)
    below = [segment for later in lines[position + 1 : position + 5] for segment in later.segments]
    if len(line.segments) < 2 or not below or line.baseline > line.page.height / 2:
        return False
    aligned = sum(
        any(
            abs(segment.box.x0 - other.box.x0) < 3
            or abs(segment.box.x1 - other.box.x1) < 3
            or abs(segment.box.x0 + segment.box.x1 - other.box.x0 - other.box.x1) < 6
            for other in below
        )
        for segment in line.segments
    )
    near = lines[position + 1].baseline - line.baseline < 3.5 * line.size
    return near and aligned >= max(2, 0.6 * len(line.segments))
