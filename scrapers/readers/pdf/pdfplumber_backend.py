"""Words, rules and areas of a page through pdfplumber: the reference back-end, and the fallback for odd fonts.

Belongs here: pdfplumber's objects to the page model. Does not belong here: layout.
"""

import io
from typing import Any

import pdfplumber

from scrapers.readers.pdf.page_model import DOWN, LEFT, RIGHT, UP, Area, Box, Page, Style, Word

THIN = 2.6
SHORTEST_RULE = 4.0
BOLD = ("bold", "black", "heavy", "demi", "cmbx")
ITALIC = ("italic", "oblique", "slanted", "cmti", "cmsl")


def load_pages(content: bytes, numbers: list[int]) -> list[Page]:
    """Return page models of the pages with these numbers, counted from 1; each page is closed after use.

    Raises:
        pdfminer.pdfexceptions.PDFException: pdfminer cannot read the file.
    """
    pages: list[Page] = []
    with pdfplumber.open(io.BytesIO(content), unicode_norm=None) as document:
        for number in numbers:
            page = document.pages[number - 1]
            try:
                pages.append(page_model(page, number))
            finally:
                page.close()
    return pages


def page_model(page: Any, number: int) -> Page:
    """Make the page model of one pdfplumber page."""
    left, top = float(page.bbox[0]), float(page.bbox[1])
    model = Page(number, float(page.width), float(page.height))
    words = page.extract_words(
        x_tolerance=1.5,
        y_tolerance=2,
        keep_blank_chars=False,
        return_chars=True,
        char_dir_rotated=None,
    )
    for word in words:
        placed = word_of(word, left, top)
        if placed:
            model.words.append(placed)
    for shape in [*page.lines, *page.rects, *page.curves]:
        add_shape(shape, left, top, model)
    area = sum(float(image["width"]) * float(image["height"]) for image in page.images)
    model.image_share = min(1.0, area / max(1.0, model.width * model.height))
    return model


def word_of(word: dict[str, Any], left: float, top: float) -> Word | None:
    """Make a word; None where it is slanted."""
    first = word["chars"][0]
    a, b, _, _, _, f = first["matrix"]
    if abs(a) > 20 * abs(b):
        direction = RIGHT if a > 0 else LEFT
    elif abs(b) > 20 * abs(a):
        direction = UP if b > 0 else DOWN
    else:
        return None
    name = str(first["fontname"]).rpartition("+")[2].lower()
    style = Style(
        size=round(float(first["size"]), 1),
        bold=any(mark in name for mark in BOLD),
        italic=any(mark in name for mark in ITALIC),
        colour=colour(first.get("non_stroking_color")) or 0,
    )
    box = Box(word["x0"] - left, word["top"] - top, word["x1"] - left, word["bottom"] - top)
    baseline = box.bottom - 0.21 * style.size
    if direction == RIGHT and f:
        baseline = min(max(baseline, box.top), box.bottom)
    elif direction == DOWN:
        baseline = box.x0 + 0.21 * style.size
    elif direction == UP:
        baseline = box.x1 - 0.21 * style.size
    return Word(str(word["text"]), *box, baseline, style, direction)


def add_shape(shape: dict[str, Any], left: float, top: float, model: Page) -> None:
    """Add a line, rectangle or curve as a rule or an area."""
    box = Box(
        float(shape["x0"]) - left, float(shape["top"]) - top, float(shape["x1"]) - left, float(shape["bottom"]) - top
    )
    fill = colour(shape.get("non_stroking_color")) if shape.get("fill") else None
    if fill is None and not shape.get("stroke"):
        return
    if min(box.width, box.height) <= THIN:
        if max(box.width, box.height) >= SHORTEST_RULE and (shape.get("stroke") or fill != 0xFFFFFF):
            model.rules.append(box)
    else:
        model.areas.append(Area(box, fill, bool(shape.get("stroke"))))


def colour(value: object) -> int | None:
    """Return a colour of PDF's grey, RGB or CMYK numbers as 0xRRGGBB; None where it is a pattern or absent."""
    if isinstance(value, int | float):
        value = (value,)
    if not isinstance(value, list | tuple) or not all(isinstance(part, int | float) for part in value):
        return None
    parts = [min(1.0, max(0.0, float(part))) for part in value]
    if len(parts) == 1:
        parts = parts * 3
    elif len(parts) == 4:
        parts = [(1 - part) * (1 - parts[3]) for part in parts[:3]]
    if len(parts) != 3:
        return None
    red, green, blue = (round(255 * part) for part in parts)
    return red << 16 | green << 8 | blue
