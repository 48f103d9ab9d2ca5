"""Tables that are no tables: lines of a list set side by side in a grid.

Belongs here: telling them, and turning them back into lines. Does not belong here: reading lines (lines.py).
"""

from collections.abc import Iterator

from schemas.documents import Cell, ListItem, Table
from scrapers.extractors.lexicon import LIKELY, specialty_likeness
from scrapers.extractors.passages import Passage
from scrapers.extractors.placements.columns import like_institution, share_of
from scrapers.extractors.placements.combined import parse_combined
from scrapers.extractors.placements.line_kinds import COUNTED_FIRST
from scrapers.extractors.placements.marks import bare, split_count
from scrapers.extractors.placements.records import Names

ALIKE = 0.75
"""Share of a column's cells that must be lines of a list."""


def is_laid_out_lines(table: Table, names: Names) -> bool:
    """Tell whether every column of a table holds the same things: institutions, or both parts of a position."""
    if not table.cells or any(cell.is_header and cell.row == 0 for cell in table.cells):
        return False
    columns = [[line_in(cell, names) for cell in column] for column in columns_of(table)]
    if len(columns) == 1:
        return share_of(columns[0], is_line) >= ALIKE
    return all(
        share_of(column, is_line) >= ALIKE and share_of(column, is_specialty) <= 1 - ALIKE / 2 for column in columns
    ) and all(share_of(column, holds_program) >= 0.5 for column in columns)


def columns_of(table: Table) -> list[list[Cell]]:
    """Return the filled cells by column, from left to right and downwards."""
    columns: dict[int, list[Cell]] = {}
    for cell in sorted(table.cells, key=lambda cell: (cell.column, cell.row)):
        if cell.text.strip():
            columns.setdefault(cell.column, []).append(cell)
    return list(columns.values())


def line_in(cell: Cell, names: Names) -> str:
    """Return a cell as one line: its own lines with commas between them, those that name a person left out."""
    lines = [" ".join(line.split()).strip(" ,") for line in cell.text.split("\n")]
    kept = [line for line in lines if line and not names.is_name(line)]
    return ", ".join(kept) if any(specialty_likeness(bare(line)) >= LIKELY for line in kept) else " ".join(kept)


def is_count_grid(table: Table) -> bool:
    """Tell whether every cell of a table without header is a specialty with its count."""
    cells = [cell.text for cell in table.cells if cell.text.strip()]
    return len(columns_of(table)) > 1 and share_of(cells, is_counted_specialty) >= ALIKE


def is_counted_specialty(text: str) -> bool:
    """Tell whether a cell holds a specialty and the number of its people, in either order."""
    plain, count = split_count(bare(" ".join(text.split())), allow_bare=True)
    first = COUNTED_FIRST.match(plain)
    return specialty_likeness(first[2] if first else plain) >= LIKELY and (count is not None or first is not None)


def lines_of(passage: Passage, table: Table, names: Names) -> Iterator[Passage]:
    """Yield the cells of a table as lines, column by column; all keep the place of the table in the outline."""
    for column in columns_of(table):
        for cell in column:
            yield Passage(passage.index, ListItem(line_in(cell, names), 1, cell.locator), passage.headings)


def is_line(text: str) -> bool:
    """Tell whether a cell is a line of a list: an institution, a specialty or both."""
    return holds_program(text) or is_specialty(text)


def is_specialty(text: str) -> bool:
    """Tell whether a cell is a specialty."""
    return specialty_likeness(split_count(bare(text))[0]) >= LIKELY


def holds_program(text: str) -> bool:
    """Tell whether a cell is an institution, or holds one beside a specialty."""
    return like_institution(text) or parse_combined(text) is not None
