"""The reader of presentations (PPTX).

Belongs here: titles, text and tables of visible slides, in their order. Does not belong here: speaker notes, charts.
"""

import posixpath
import zipfile

from lxml.etree import _Element

from schemas.documents import Block, Cell, Heading, ListItem, Locator, Paragraph, ReadDocument, Table
from scrapers.exceptions import ReadingError
from scrapers.readers.detection import PPTX
from scrapers.readers.limits import DEFAULT_LIMITS, Limits
from scrapers.readers.packages import open_package, part_root
from scrapers.readers.wording import normalise

DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
SLIDE = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
TITLE_LEVEL = 2
TITLES = frozenset({"title", "ctrTitle"})
OFF = frozenset({"0", "false"})


def read_slides(content: bytes, *, address: str | None = None, limits: Limits = DEFAULT_LIMITS) -> ReadDocument:
    """Read a PPTX file slide by slide; hidden slides are left out.

    Raises:
        LimitExceededError: the file is too large.
        ReadingError: the file is damaged.
    """
    blocks: list[Block] = []
    with open_package(content, limits) as package:
        names = slide_names(package)
        for number, name in enumerate(names[: limits.pages], start=1):
            root = part_root(package, name)
            if root is not None and root.get("show") not in OFF:
                blocks.extend(slide_blocks(root, Locator(page=number), limits))
    cut = len(names) > limits.pages or len(blocks) > limits.blocks
    return ReadDocument(
        tuple(blocks[: limits.blocks]),
        PPTX,
        "slides",
        address=address,
        page_count=len(names),
        warnings=("cut at the limit of pages or blocks",) if cut else (),
    )


def slide_names(package: zipfile.ZipFile) -> list[str]:
    """Return the parts of the slides in the order of the presentation.

    Raises:
        ReadingError: the presentation lists no slides.
    """
    presentation = part_root(package, "ppt/presentation.xml")
    relations = part_root(package, "ppt/_rels/presentation.xml.rels")
    if presentation is None or relations is None:
        raise ReadingError("the file is damaged (no list of slides): fetch it again")
    targets = {relation.get("Id"): relation.get("Target") or "" for relation in relations}
    entries = presentation.iter(f"{SLIDE}sldId")
    return [
        posixpath.normpath(posixpath.join("/ppt", targets.get(entry.get(RELATION), ""))).lstrip("/")
        for entry in entries
    ]


def slide_blocks(root: _Element, locator: Locator, limits: Limits) -> list[Block]:
    """Return the blocks of one slide: its title first, then shapes and tables as they follow each other."""
    titles: list[Block] = []
    others: list[Block] = []
    for shape in root.iter(f"{SLIDE}sp", f"{DRAWING}tbl"):
        if shape.tag == f"{DRAWING}tbl":
            cells = table_cells(shape, locator, limits)
            if any(cell.text for cell in cells):
                others.append(Table(cells, locator))
            continue
        placeholder = shape.find(f"{SLIDE}nvSpPr/{SLIDE}nvPr/{SLIDE}ph")
        lines = shape_lines(shape)
        if placeholder is not None and placeholder.get("type") in TITLES:
            text = " ".join(line for _, line in lines)
            titles += [Heading(text, TITLE_LEVEL, locator)] if text else []
        elif placeholder is not None and placeholder.get("type") in {"ftr", "sldNum", "dt"}:
            continue
        else:
            others += [ListItem(line, level, locator) if level else Paragraph(line, locator) for level, line in lines]
    return titles + others


def shape_lines(shape: _Element) -> list[tuple[int, str]]:
    """Return the paragraphs of a shape with their list level, 0 for the outermost."""
    lines = []
    for paragraph in shape.iter(f"{DRAWING}p"):
        properties = paragraph.find(f"{DRAWING}pPr")
        level = "0" if properties is None else properties.get("lvl") or "0"
        for text in paragraph_text(paragraph).split("\n"):
            line = normalise(text)
            if any(character.isalnum() for character in line):
                lines.append((int(level) if level.isdigit() else 0, line))
    return lines


def paragraph_text(paragraph: _Element) -> str:
    """Return the text of a paragraph with its line breaks."""
    nodes = paragraph.iter(f"{DRAWING}t", f"{DRAWING}br")
    return "".join("\n" if node.tag == f"{DRAWING}br" else node.text or "" for node in nodes)


def table_cells(table: _Element, locator: Locator, limits: Limits) -> tuple[Cell, ...]:
    """Return the cells of a table; places covered by a merged cell are left to its span."""
    rows = list(table.iterchildren(f"{DRAWING}tr"))
    cells: list[Cell] = []
    for number, row in enumerate(rows):
        for column, element in enumerate(list(row.iterchildren(f"{DRAWING}tc"))[: limits.columns]):
            if element.get("hMerge") in {"1", "true"} or element.get("vMerge") in {"1", "true"}:
                continue
            text = "\n".join(line for _, line in shape_lines(element))
            height = min(whole(element.get("rowSpan")), len(rows) - number)
            width = min(whole(element.get("gridSpan")), limits.columns - column)
            cells.append(Cell(text, number, column, locator, height, width))
            if len(cells) >= limits.cells:
                return tuple(cells)
    return tuple(cells)


def whole(value: str | None) -> int:
    """Return a span, 1 where none is given."""
    return max(1, int(value[:5])) if value and value.isascii() and value.isdigit() else 1
