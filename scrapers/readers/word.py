"""The reader of text documents (DOCX).

Belongs here: paragraphs, lists and tables of the document's body. Does not belong here: headers, footers, comments and
deleted text, which are no part of what the document says.
"""

import re

from lxml.etree import _Element

from schemas.documents import Block, Cell, Heading, ListItem, Locator, Paragraph, ReadDocument, Table
from scrapers.exceptions import ReadingError
from scrapers.readers.detection import DOCX
from scrapers.readers.limits import DEFAULT_LIMITS, Limits
from scrapers.readers.packages import open_package, part_root
from scrapers.readers.wording import normalise

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
HEADING_STYLE = re.compile(r"(?:heading|berschrift|titre)\s*([1-9])$", re.IGNORECASE)
BOLD_LEVEL = 7
LONGEST_BOLD_HEADING = 120
OFF = frozenset({"0", "false", "off"})


def read_word(content: bytes, *, address: str | None = None, limits: Limits = DEFAULT_LIMITS) -> ReadDocument:
    """Read a DOCX file: headings by style or bold type, list items, paragraphs (one a line) and tables.

    Raises:
        LimitExceededError: the file is too large.
        ReadingError: the file is damaged.
    """
    with open_package(content, limits) as package:
        root = part_root(package, "word/document.xml")
    body = None if root is None else root.find(f"{WORD}body")
    if body is None:
        raise ReadingError("the file is damaged (no document body): fetch it again")
    blocks: list[Block] = []
    cells_left = limits.cells
    tables = paragraphs = 0
    for element in body.iter(f"{WORD}p", f"{WORD}tbl"):
        if len(blocks) >= limits.blocks or cells_left <= 0:
            break
        if in_table(element, body):
            continue
        if element.tag == f"{WORD}tbl":
            tables += 1
            cells = table_cells(element, Locator(element_path=f"table {tables}"), limits.columns)[:cells_left]
            cells_left -= len(cells)
            if any(cell.text for cell in cells):
                blocks.append(Table(tuple(cells), Locator(element_path=f"table {tables}")))
        else:
            paragraphs += 1
            blocks.extend(paragraph_blocks(element, Locator(element_path=f"paragraph {paragraphs}"), limits))
    warnings = ("cut at the limit of blocks or cells",) if len(blocks) >= limits.blocks or cells_left <= 0 else ()
    title = next((block.text for block in blocks if isinstance(block, Heading) and block.level == 1), None)
    return ReadDocument(tuple(blocks[: limits.blocks]), DOCX, "word", title, address, warnings=warnings)


def in_table(element: _Element, body: _Element) -> bool:
    """Tell whether an element stands within a table, whose cells hold its text."""
    return any(ancestor.tag == f"{WORD}tbl" for ancestor in element.iterancestors() if ancestor is not body)


def paragraph_blocks(paragraph: _Element, locator: Locator, limits: Limits) -> list[Block]:
    """Return the blocks of one paragraph: one for each of its lines."""
    lines = [line[: limits.characters_per_block] for line in lines_of(paragraph)]
    lines = [line for line in lines if any(character.isalnum() for character in line)]
    properties = paragraph.find(f"{WORD}pPr")
    level = heading_level(properties)
    if level is not None:
        return [Heading(" ".join(lines), level, locator)] if lines else []
    depth = None if properties is None else properties.find(f"{WORD}numPr")
    if depth is not None:
        nesting = depth.find(f"{WORD}ilvl")
        value = "0" if nesting is None else nesting.get(f"{WORD}val") or "0"
        return [ListItem(line, 1 + (int(value) if value.isdigit() else 0), locator) for line in lines]
    if len(lines) == 1 and is_bold(paragraph) and len(lines[0]) <= LONGEST_BOLD_HEADING and not lines[0].endswith("."):
        return [Heading(lines[0], BOLD_LEVEL, locator)]
    return [Paragraph(line, locator) for line in lines]


def heading_level(properties: _Element | None) -> int | None:
    """Return the level that a paragraph's style gives it as a heading, or None."""
    style = None if properties is None else properties.find(f"{WORD}pStyle")
    if style is None:
        return None
    name = style.get(f"{WORD}val") or ""
    if name.lower() == "title":
        return 1
    found = HEADING_STYLE.search(name)
    return int(found[1]) if found else None


def lines_of(element: _Element) -> list[str]:
    """Return the visible text below an element, cut at line breaks and ends of paragraphs."""
    pieces: list[str] = []
    for run in element.iter(f"{WORD}r", f"{WORD}p"):
        if run.tag == f"{WORD}p":
            pieces.append("\n")
        elif not is_hidden(run):
            pieces.extend(run_pieces(run))
    return [parted(line) for line in "".join(pieces).split("\n")]


def parted(line: str) -> str:
    """Return a line with a bar where tabulators part it into columns; those at its ends only move it."""
    return " | ".join(text for piece in line.split("\t") if (text := normalise(piece)))


def run_pieces(run: _Element) -> list[str]:
    """Return the text of one run; deleted text has an element of its own and is left out."""
    pieces = []
    for child in run:
        if child.tag == f"{WORD}t":
            pieces.append(child.text or "")
        elif child.tag == f"{WORD}tab":
            pieces.append("\t")
        elif child.tag in {f"{WORD}br", f"{WORD}cr"}:
            pieces.append("\n")
        elif child.tag == f"{WORD}noBreakHyphen":
            pieces.append("-")
    return pieces


def is_hidden(run: _Element) -> bool:
    """Tell whether a run is formatted as hidden text."""
    mark = run.find(f"{WORD}rPr/{WORD}vanish")
    return mark is not None and mark.get(f"{WORD}val") not in OFF


def is_bold(paragraph: _Element) -> bool:
    """Tell whether all runs of a paragraph that hold text are bold."""
    runs = [run for run in paragraph.iter(f"{WORD}r") if "".join(run_pieces(run)).strip()]
    marks = [run.find(f"{WORD}rPr/{WORD}b") for run in runs]
    return bool(marks) and all(mark is not None and mark.get(f"{WORD}val") not in OFF for mark in marks)


def table_cells(table: _Element, locator: Locator, columns: int) -> list[Cell]:
    """Return the cells of a table, cells that are merged sideways or downwards as spans."""
    cells: list[Cell] = []
    above: dict[int, int] = {}
    for number, row in enumerate(table.iterchildren(f"{WORD}tr")):
        column = 0
        for element in row.iter(f"{WORD}tc"):
            if element.getparent() is not row and in_inner_table(element, table):
                continue
            width = min(span_of(element), max(1, columns - column))
            merge = element.find(f"{WORD}tcPr/{WORD}vMerge")
            if merge is not None and merge.get(f"{WORD}val") != "restart" and column in above:
                index = above[column]
                upper = cells[index]
                cells[index] = Cell(
                    upper.text,
                    upper.row,
                    upper.column,
                    locator,
                    number - upper.row + 1,
                    upper.column_span,
                    upper.is_header,
                )
            elif column < columns:
                text = "\n".join(line for line in lines_of(element) if line)
                above[column] = len(cells)
                cells.append(
                    Cell(text, number, column, locator, 1, width, row.find(f"{WORD}trPr/{WORD}tblHeader") is not None)
                )
            column += width
    return cells


def in_inner_table(cell: _Element, table: _Element) -> bool:
    """Tell whether a cell belongs to a table within the table."""
    inner = next(cell.iterancestors(f"{WORD}tbl"), None)
    return inner is not table


def span_of(cell: _Element) -> int:
    """Return how many grid columns a cell covers."""
    span = cell.find(f"{WORD}tcPr/{WORD}gridSpan")
    value = "1" if span is None else (span.get(f"{WORD}val") or "1")[:5]
    return max(1, int(value)) if value.isascii() and value.isdigit() else 1
