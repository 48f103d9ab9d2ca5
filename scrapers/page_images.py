"""Pictures of a document's pages, with what was found marked on them and names of people blacked out.

Belongs here: rendering a page of a PDF, drawing boxes. Does not belong here: what is found (extractors), the command.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

import pypdfium2
from PIL import Image, ImageDraw

from schemas.documents import Located
from schemas.findings import Extraction
from scrapers.exceptions import ReadingError, UnreadableError
from scrapers.extractors.passages import passages_of
from scrapers.extractors.people import People
from scrapers.readers.limits import DEFAULT_LIMITS
from scrapers.readers.pdf.layout import Choices, Layout
from scrapers.readers.pdf.orientation import upright
from scrapers.readers.pdf.page_model import Box, Page, Word
from scrapers.readers.pdf.reader import PdfSource, open_document

SCALE = 2.0
"""Pixels a point: 144 dots an inch."""
LONGEST_SIDE = 4_000
COLOURS = {
    "placements": (30, 90, 200),
    "measures": (0, 130, 60),
    "statements": (200, 100, 0),
    "leftovers": (200, 0, 60),
}
"""Colour of each kind of finding; leftovers are what was not understood."""
COLUMN_GAP = 2.0
"""A gap this many times the size of the letters parts two columns of one line."""
MARGIN = 1.5
"""Points by which boxes are widened on every side: letters may reach over the box of their word."""


@dataclass(frozen=True, slots=True)
class PageImage:
    """A drawn page: its number, how many findings of each kind are marked on it, how many names are blacked out."""

    picture: Image.Image
    page: int
    marked: dict[str, int]
    names: int


def page_image(content: bytes, extraction: Extraction, page: int | None = None) -> PageImage:
    """Draw one page of a PDF with the boxes of its findings.

    Args:
        content: the file.
        extraction: what was found in it.
        page: number from 1; the first page with findings unless told otherwise.

    Raises:
        ReadingError: the file is no PDF that can be opened, or has no such page.
        UnreadableError: the page holds no words that names could be told by, so that it cannot be shown.
    """
    number = page or first_page(extraction)
    document = open_document(content)
    try:
        if not 1 <= number <= len(document):
            raise ReadingError(f"the document has {len(document)} pages, not {number}: choose one of them")
        pages = PdfSource(document, content, DEFAULT_LIMITS).pages()
        model = next((item for item in pages if item.number == number), None)
        if model is None or not model.words:
            raise UnreadableError(
                f"page {number} holds no words, so names on it cannot be told and blacked out: look at the file itself"
            )
        blocks = Layout([upright(item) for item in pages]).blocks(Choices())
        return drawn(document, model, extraction, People.for_document(passages_of(blocks)))
    finally:
        document.close()


def drawn(document: pypdfium2.PdfDocument, model: Page, extraction: Extraction, people: People) -> PageImage:
    """Render the page and draw on it."""
    scale = min(SCALE, LONGEST_SIDE / max(model.width, model.height, 1))
    loaded = document[model.number - 1]
    try:
        picture = loaded.render(scale=scale).to_pil().convert("RGB")
    finally:
        loaded.close()
    pen = ImageDraw.Draw(picture)
    marked = {}
    for kind, colour in COLOURS.items():
        boxes = {box for item in getattr(extraction, kind) if item.page == model.number and (box := box_of(item))}
        for box in boxes:
            pen.rectangle(scaled(widened(box), scale), outline=colour, width=max(1, round(scale)))
        marked[kind] = sum(item.page == model.number for item in getattr(extraction, kind))
    names = set(name_boxes(model, people))
    for box in names:
        pen.rectangle(scaled(widened(box), scale), fill=(0, 0, 0))
    return PageImage(picture, model.number, marked, len(names))


def first_page(extraction: Extraction) -> int:
    """Number of the first page on which something was found, 1 where nothing was."""
    found = [*extraction.placements, *extraction.measures, *extraction.statements, *extraction.leftovers]
    return min((item.page for item in found if item.page), default=1)


def box_of(item: Located) -> Box | None:
    """Box of a finding, None where it has none."""
    sides = [float(side) for side in item.box.split(",")] if item.box else []
    return Box(*sides) if len(sides) == 4 else None


def scaled(box: Box, scale: float) -> tuple[float, float, float, float]:
    """A box in pixels, its corners in order."""
    x0, x1 = sorted((box.x0 * scale, box.x1 * scale))
    top, bottom = sorted((box.top * scale, box.bottom * scale))
    return x0, top, x1, bottom


def widened(box: Box) -> Box:
    """A box with a margin."""
    return Box(box.x0 - MARGIN, box.top - 2 * MARGIN, box.x1 + MARGIN, box.bottom + 2 * MARGIN)


def name_boxes(model: Page, people: People) -> Iterator[Box]:
    """Yield the boxes of the words that name people, and of the cells that hold nothing else, on the page as displayed."""
    for place in people.places:
        if place.page == model.number and (box := box_of(place)):
            yield box
    for page in (model, upright(model)):
        for line in lines(page.words):
            for word in names_in(line, people):
                place = page.locate(Box(word.x0, word.top, word.x1, word.bottom))
                if box := box_of(place):
                    yield box


def lines(words: Iterable[Word]) -> Iterator[list[Word]]:
    """Yield the words of each printed line from left to right."""
    ordered = sorted(words, key=lambda word: (round(word.baseline / 2), word.x0))
    for _, line in groupby(ordered, key=lambda word: round(word.baseline / 2)):
        yield list(line)


def names_in(line: list[Word], people: People) -> list[Word]:
    """Return the words of a line that are part of a person's name."""
    text, starts = "", []
    for previous, word in zip([None, *line], line, strict=False):
        if previous is not None:
            text += " | " if word.x0 - previous.x1 > COLUMN_GAP * word.style.size else " "
        starts.append(len(text))
        text += word.text
    spans = people.spans(text)
    return [
        word
        for word, start in zip(line, starts, strict=True)
        if any(first < start + len(word.text) and start < last for first, last in spans)
    ]
