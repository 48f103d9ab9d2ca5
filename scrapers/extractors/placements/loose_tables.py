"""Tables that are no tables: lines of a list set side by side in a grid.

Belongs here: telling them, and turning them back into lines. Does not belong here: reading lines (lines.py).
"""

from collections.abc import Iterator

from schemas.documents import Cell, ListItem, Table
from scrapers.extractors.lexicon import LIKELY, specialty_likeness
from scrapers.extractors.passages import Passage
from scrapers.extractors.placements.columns import like_institution, share_of
from scrapers.extractors.placements.combined import parse_combined
from scrapers.extractors.placements.marks import bare, split_count

ALIKE = 0.75
"""Share of a column's cells that must be lines of a list."""


def is_laid_out_lines(table: Table) -> bool:
    """Tell whether every column of a table holds the same things: institutions, or both parts of a position."""
    if not table.cells or any(cell.is_header and cell.row == 0 for cell in table.cells):
        return False
    columns = [[cell.text for cell in column] for column in columns_of(table)]
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


def lines_of(passage: Passage, table: Table) -> Iterator[Passage]:
    """Yield the cells of a table as lines, column by column; all keep the place of the table in the outline."""
    for column in columns_of(table):
        for cell in column:
            yield Passage(passage.index, ListItem(" ".join(cell.text.split()), 1, cell.locator), passage.headings)


def is_line(text: str) -> bool:
    """Tell whether a cell is a line of a list: an institution, a specialty or both."""
    return holds_program(text) or is_specialty(text)


def is_specialty(text: str) -> bool:
    """Tell whether a cell is a specialty."""
    return specialty_likeness(split_count(bare(text))[0]) >= LIKELY


def holds_program(text: str) -> bool:
    """Tell whether a cell is an institution, or holds one beside a specialty."""
    return like_institution(text) or parse_combined(text) is not None
