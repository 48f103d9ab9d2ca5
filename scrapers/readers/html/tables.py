"""Tables of data: which tables are that, and their cells on a grid.

Belongs here: HTML tables, ARIA tables, rows made of generic elements. Does not belong here: what a column means.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lxml.etree import _Element

from schemas.documents import Cell, Locator, Table
from scrapers.readers.html.inline import text_of
from scrapers.readers.html.markup import EMPHASIS, SILENT, all_text, clean, is_hidden, short_path
from scrapers.readers.html.plain_rows import PlainRow, plain_rows
from scrapers.readers.limits import Limits

SECTIONS = frozenset({"thead", "tbody", "tfoot"})
BLOCKS_IN_LAYOUT = ("h1", "h2", "h3", "form", "main", "article", "nav")
RUNNING_TEXT_CELL = 300
"""Average characters a cell above which a table without header cells lays out text."""
NEW = tuple.__new__
ROLE_ROWS = frozenset({"row"})
HEADER_ROLES = frozenset({"columnheader", "rowheader"})
ROLE_CELLS = frozenset({"cell", "gridcell", "columnheader", "rowheader"})


@dataclass(slots=True)
class SourceRow:
    """One row of the markup: its cell elements or the element around them, its path, whether it stands in the table's head."""

    cells: Sequence[_Element] | _Element
    path: str
    in_head: bool


def source_rows(table: _Element, path: str) -> Iterator[SourceRow]:
    """Yield the rows of a table element itself, not those of tables within it."""
    counts: dict[str, int] = {}
    loose = 0
    for child in table:
        tag = child.tag
        if tag == "tr":
            loose += 1
            yield SourceRow(child, f"{path}/tr[{loose}]", in_head=False)
        elif tag in SECTIONS:
            counts[tag] = counts.get(tag, 0) + 1
            section = f"{path}/{tag}[{counts[tag]}]"
            for number, row in enumerate(child.iterchildren("tr"), start=1):
                yield SourceRow(row, f"{section}/tr[{number}]", in_head=tag == "thead")


def is_data_table(table: _Element, source: list[SourceRow]) -> bool:
    """Tell whether a table holds data rather than laying out a page.

    A table says so by caption, head or header cells; without them it must hold no other table and no headings, have two
    rows and two columns at least, and short cells.
    """
    if table.get("role") in {"presentation", "none"}:
        return False
    rows = [row.cells for row in source if len(row.cells)]
    if not rows:
        return False
    header_cells = sum(1 for _ in table.iterdescendants("th"))
    nested = next(table.iterdescendants("table"), None) is not None
    declared = header_cells > 0 or next(table.iterchildren("thead", "caption"), None) is not None
    if nested:
        return header_cells > 1 and len(rows) > 1 and next(table.iterdescendants("h1", "h2", "h3"), None) is None
    if declared:
        return len(rows) > 1 or (len(rows[0]) > 1 and header_cells < len(rows[0]))
    wide_rows = sum(len(row) > 1 for row in rows)
    if len(rows) < 2 or wide_rows < 2:
        return False
    if next(table.iterdescendants(*BLOCKS_IN_LAYOUT), None) is not None:
        return False
    cells = sum(len(row) for row in rows)
    return len(all_text(table)) <= RUNNING_TEXT_CELL * cells


def read_table(
    table: _Element, source: list[SourceRow], path: str, limits: Limits, cells_left: int
) -> tuple[Table, bool]:
    """Return the cells of a data table, and whether limits cut it."""
    plain = plain_rows(table, len(source))
    rows = [
        (row, texts)
        for row, texts in zip(source, plain.rows, strict=True)
        if (texts or len(row.cells)) and not (plain.may_hide and hidden_row(row))
    ]
    caption = next(table.iterchildren("caption"), None)
    builder = Grid(limits.columns, cells_left)
    bold_head = (
        bool(rows)
        and not any(cell.tag == "th" for row, _ in rows[:3] for cell in row.cells)
        and emphasised(rows[0][0])
    )
    for row, texts in rows:
        is_head = row.in_head or bold_head
        bold_head = False
        if texts is not None and builder.add_plain_row(texts, row.path, header=is_head):
            continue
        if builder.is_full:
            builder.was_cut = True
            break
        builder.add_row(row.cells, row.path, header=is_head)
    text = text_of(caption) if caption is not None else ""
    return builder.table(path, text or None), builder.was_cut


def hidden_row(row: SourceRow) -> bool:
    """Tell whether the markup hides a whole row."""
    parent = row.cells[0].getparent()
    return parent is not None and is_hidden(parent)


def emphasised(row: SourceRow) -> bool:
    """Tell whether every cell of a row that holds text holds it in bold."""
    filled = [cell for cell in row.cells if all_text(cell).strip()]
    return len(filled) > 1 and all(wholly_bold(cell) for cell in filled)


def wholly_bold(cell: _Element) -> bool:
    """Tell whether all text of a cell stands in bold elements."""
    bold = sum(
        len(all_text(child).strip())
        for child in cell.iterdescendants(*EMPHASIS)
        if (parent := child.getparent()) is not None and parent.tag not in EMPHASIS
    )
    return bold > 0 and bold >= len(all_text(cell).strip())


class Grid:
    """Places cells on a grid, spans taken into account, within limits."""

    def __init__(self, columns: int, cells_left: int) -> None:
        self.columns = columns
        self.cells_left = cells_left
        self.cells: list[Cell] = []
        self.row = 0
        self.pending: dict[int, int] = {}
        self.was_cut = False
        self.reaches_down = False

    @property
    def is_full(self) -> bool:
        """Whether no further cell is allowed."""
        return len(self.cells) >= self.cells_left

    def add_row(self, elements: Sequence[_Element] | _Element, path: str, *, header: bool) -> None:
        """Place the cells of one row; they share the row's locator."""
        column = 0
        occupied = self.pending
        self.pending = {place: rows - 1 for place, rows in occupied.items() if rows > 1}
        locator = Locator(None, None, None, None, short_path(path))
        for element in elements:
            tag = element.tag
            if tag in SILENT or tag == "form":
                continue
            while column in occupied:
                column += 1
            if column >= self.columns or self.is_full:
                self.was_cut = True
                break
            width, height, is_header = 1, 1, header or tag == "th"
            if element.keys():
                width, height = spans(element, self.columns - column)
                is_header = is_header or element.get("role") in HEADER_ROLES
            text = cell_text(element, header=is_header)
            self.cells.append(Cell(text, self.row, column, locator, height, width, is_header))
            if height > 1:
                self.reaches_down = True
                for covered in range(column, column + width):
                    self.pending[covered] = height - 1
            column += width
        self.row += 1

    def add_plain_row(self, plain: PlainRow, path: str, *, header: bool) -> bool:
        """Place a row of cells of text, the most frequent kind, in one pass; False where spans or limits stand in its way."""
        texts, is_header = plain
        row, cells = self.row, self.cells
        if self.pending or len(texts) > self.columns or len(cells) + len(texts) > self.cells_left:
            return False
        # Named tuples made directly: their own constructor would take most of the time of a large table.
        locator = NEW(Locator, (None, None, None, None, short_path(path)))
        if is_header and not header:
            marked = zip(texts, is_header, strict=True)
            cells += [
                NEW(Cell, (text, row, column, locator, 1, 1, head)) for column, (text, head) in enumerate(marked)
            ]
        else:
            cells += [NEW(Cell, (text, row, column, locator, 1, 1, header)) for column, text in enumerate(texts)]
        self.row = row + 1
        return True

    def table(self, path: str, caption: str | None) -> Table:
        """Return what was placed; spans that reach below the last row are cut."""
        cells = self.cells
        if self.reaches_down:
            cells = [cell._replace(row_span=min(cell.row_span, self.row - cell.row)) for cell in cells]
        return Table(tuple(cells), Locator(element_path=short_path(path)), caption)


def spans(element: _Element, columns_left: int) -> tuple[int, int]:
    """Return column and row span of a cell, unusable values as 1."""
    width, height = element.get("colspan"), element.get("rowspan")
    return (
        min(whole_number(width), columns_left) if width else 1,
        min(whole_number(height), 65_534) if height else 1,
    )


def whole_number(value: str) -> int:
    """Return a span as a browser reads it: at least 1."""
    digits = value.strip()[:5]
    return max(1, int(digits)) if digits.isascii() and digits.isdigit() else 1


def cell_text(element: _Element, *, header: bool) -> str:
    """Return the text of a cell.

    Header cells are one line. In other cells items of a list, paragraphs, and three lines or more made by line breaks are
    kept apart by newlines, because they are rows within the row.
    """
    if not len(element):
        return clean(element.text) if element.text else ""
    if header or not has_rows(element):
        return text_of(element)
    return text_of(element, breaks=True)


def has_rows(element: _Element) -> bool:
    """Tell whether a cell holds several lines on purpose."""
    breaks = 0
    rows = 0
    for inner in element.iterdescendants("li", "p", "div", "br"):
        if inner.tag == "br":
            breaks += 1
        else:
            rows += 1
        if rows > 1 or breaks > 1:
            return True
    return False


def aria_rows(container: _Element, path: str) -> list[SourceRow]:
    """Return the rows of an element that calls itself a table or grid by its role."""
    rows = []
    for number, row in enumerate(with_role(container, ROLE_ROWS), start=1):
        cells = list(with_role(row, ROLE_CELLS))
        if cells:
            heads = all(cell.get("role") == "columnheader" for cell in cells)
            rows.append(SourceRow(cells, f"{path}//*[@role='row'][{number}]", in_head=heads))
    return rows


def with_role(container: _Element, roles: frozenset[str]) -> Iterator[_Element]:
    """Yield the outermost elements of some roles below an element: those within them belong to tables within its cells."""
    waiting = list(container.iterchildren(reversed=True))
    while waiting:
        element = waiting.pop()
        if element.get("role") in roles:
            yield element
        else:
            waiting.extend(element.iterchildren(reversed=True))


def build_table(rows: list[SourceRow], path: str, limits: Limits, cells_left: int) -> tuple[Table, bool]:
    """Return a table from rows that are no table elements, and whether limits cut it."""
    builder = Grid(limits.columns, cells_left)
    for row in rows:
        if builder.is_full:
            builder.was_cut = True
            break
        builder.add_row(row.cells, row.path, header=row.in_head)
    return builder.table(path, None), builder.was_cut
