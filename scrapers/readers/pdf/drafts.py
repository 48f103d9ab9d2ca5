"""Drafts of tables: rows gathered over pages until a Table block is made of them.

Belongs here: continuing a table over pages, dropping repeated header rows, laying half tables under each other.
Does not belong here: where rows come from (grids.py, tables.py).
"""

import re
from dataclasses import dataclass, field

from schemas.documents import Cell, Table
from scrapers.readers.pdf.page_model import Box, Page, union

EDGE_TOLERANCE = 4.0


@dataclass(slots=True)
class DraftCell:
    """A cell of a draft row: its columns, its height in rows and its words."""

    text: str
    column: int
    box: Box
    column_span: int = 1
    row_span: int = 1


@dataclass(slots=True)
class Row:
    """One row on one page; band marks a row that is one heading over the rows after it."""

    cells: list[DraftCell]
    page: Page
    is_header: bool = False
    band: bool = False

    def texts(self) -> list[str]:
        """Return the texts of the filled cells."""
        return [cell.text.casefold() for cell in self.cells if cell.text]


@dataclass(slots=True)
class Draft:
    """A table in the making; edges are the white strips or rules between columns, from left to right, in points."""

    rows: list[Row]
    edges: list[tuple[float, float]]
    width: int
    caption: str | None = field(default=None)

    def continues(self, later: "Draft") -> bool:
        """Tell whether a table further on has the same columns and no other header of its own."""
        if later.width != self.width or len(later.edges) != len(self.edges):
            return False
        pairs = zip(self.edges, later.edges, strict=True)
        if any(max(mine[0], other[0]) > min(mine[1], other[1]) + EDGE_TOLERANCE for mine, other in pairs):
            return False
        mine, other = self.headers(), later.headers()
        return not other or mine == other

    def headers(self) -> list[list[str]]:
        """Return the texts of the leading header rows."""
        return [row.texts() for row in self.rows[: self.header_count()]]

    def header_count(self) -> int:
        """Return how many rows from the top are header rows."""
        return next((index for index, row in enumerate(self.rows) if not row.is_header), len(self.rows))

    def extend(self, later: "Draft") -> None:
        """Append the rows of a table that continues this one, without its repeated header."""
        skipped = later.header_count()
        rows = later.rows[skipped:]
        first = self.rows[0].texts() if self.rows else []
        rows = [row for index, row in enumerate(rows) if index or row.texts() != first or not first]
        fill_over_break(self.rows, rows)
        self.rows += rows

    def table(self) -> Table:
        """Make the block; a cell's locator names its own page."""
        rows = self.rows
        width = self.width
        cells = [
            Cell(
                cell.text,
                index,
                cell.column,
                row.page.locate(cell.box),
                min(cell.row_span, len(rows) - index),
                max(1, min(cell.column_span, width - cell.column)),
                row.is_header or row.band,
            )
            for index, row in enumerate(rows)
            for cell in row.cells
            if cell.text
        ]
        page = rows[0].page
        boxes = [cell.box for row in rows if row.page is page for cell in row.cells]
        return Table(tuple(cells), page.locate(union(boxes)), self.caption)


def fill_over_break(before: list[Row], after: list[Row]) -> None:
    """Let a merged cell cut by a page break keep its text on both pages."""
    if not before or not after:
        return
    for cell in after[0].cells:
        if cell.text or cell.row_span < 2:
            continue
        above = next((c for row in reversed(before) for c in row.cells if c.column == cell.column), None)
        if above is not None and above.text and above.row_span > 1:
            cell.text = above.text
    for row in reversed(before):
        last = next((cell for cell in row.cells if not cell.text and cell.row_span > 1), None)
        if last is not None:
            below = next((cell for cell in after[0].cells if cell.column == last.column and cell.text), None)
            if below is not None and below.row_span > 1:
                last.text = below.text
            return


def stack_halves(draft: Draft) -> Draft:
    """Lay tables printed side by side under each other, where the header repeats itself from left to right."""
    head = next((row for row in draft.rows if row.is_header), draft.rows[0] if draft.rows else None)
    if head is None or len(head.cells) != draft.width or draft.width < 2:
        return draft
    texts = [re.sub(r"\s+", " ", cell.text.casefold()) for cell in sorted(head.cells, key=lambda cell: cell.column)]
    for part in range(1, draft.width // 2 + 1):
        count = draft.width // part
        if draft.width % part == 0 and count > 1 and texts == texts[:part] * count and all(texts):
            return stacked(draft, head, part, count)
    return draft


def stacked(draft: Draft, head: Row, part: int, count: int) -> Draft:
    """Return the draft with each part's rows after those of the part to its left, page by page."""
    rows: list[Row] = []
    position = draft.rows.index(head)
    rows += [row for row in draft.rows[:position] if row.band]
    rows.append(Row([cell for cell in head.cells if cell.column < part], head.page, is_header=True))
    body = [row for row in draft.rows[position + 1 :] if row.texts() != head.texts()]
    pages = list(dict.fromkeys(id(row.page) for row in body))
    for page in pages:
        for index in range(count):
            low, high = index * part, (index + 1) * part
            for row in body:
                cells = [cell for cell in row.cells if low <= cell.column < high and cell.text]
                if id(row.page) == page and cells:
                    moved = [
                        DraftCell(cell.text, cell.column - low, cell.box, cell.column_span, cell.row_span)
                        for cell in cells
                    ]
                    rows.append(Row(moved, row.page, is_header=row.is_header, band=row.band and len(cells) == 1))
    return Draft(rows, draft.edges, part, draft.caption)
