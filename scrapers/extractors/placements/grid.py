"""A table as rows under a header: header rows found, bands told from rows, repeated headers and blank rows dropped.

Belongs here: the form of a table. Does not belong here: what its columns hold (columns.py), what its rows say (rows.py).
"""

from dataclasses import dataclass, field

from schemas.documents import Cell, Locator, Table
from scrapers.extractors import vocabulary_words as words
from scrapers.extractors.lexicon import tokens_of
from scrapers.extractors.placements.columns import (
    NONE_MARKS,
    header_role,
    is_percent,
    like_institution,
    like_specialty,
)
from scrapers.extractors.placements.marks import counted
from scrapers.extractors.placements.records import joined
from scrapers.extractors.years import mentions_in, strongest

MOST_HEADER_ROWS = 3
WIDEST = 60
BAND_SHARE = 0.6
MIXED = 2
SAMPLE_ROWS = 40


@dataclass(slots=True)
class GridRow:
    """One printed row: its cells by column, merged cells filled; band holds its words where it is one heading."""

    cells: dict[int, Cell]
    band: str | None = None
    own: set[int] = field(default_factory=set)

    def text(self, column: int) -> str:
        """Return the words of a column, empty where there is no cell."""
        cell = self.cells.get(column)
        return " ".join(cell.text.split()) if cell else ""

    def printed(self, column: int) -> str:
        """Return the words of a column with their line breaks."""
        cell = self.cells.get(column)
        return cell.text if cell else ""

    def locator(self) -> Locator:
        """Return the place of the row."""
        return joined(cell.locator for _, cell in sorted(self.cells.items()))


@dataclass(slots=True)
class GridView:
    """A table: the header of each column, and the rows beneath in order."""

    headers: list[str]
    rows: list[GridRow]
    width: int

    def column(self, index: int) -> list[str]:
        """Return the cells of a column, bands left out; a merged cell counts in each of its rows."""
        return [row.text(index) for row in self.rows if row.band is None]


def view_of(table: Table) -> GridView | None:
    """Look at a table as rows under a header; None where it is too wide or empty."""
    rows = rows_of(table)
    width = max((column + 1 for row in rows for column in row.cells), default=0)
    if not rows or width > WIDEST:
        return None
    titles = 0
    while titles < len(rows) - 1 and rows[titles].band is not None and not heads_rows(rows[titles].band or ""):
        titles += 1
    count = header_count(rows[titles:], width)
    head = rows[titles : titles + count]
    headers = [joined_header(head, column) for column in range(width)]
    body = [row for row in rows[:titles] if row.band is not None]
    repeated = {texts(row, width) for row in head}
    body += [row for row in rows[titles + count :] if row.band is not None or texts(row, width) not in repeated]
    return GridView(headers, body, width)


def rows_of(table: Table) -> list[GridRow]:
    """Return the rows of a table with merged cells filled in; blank rows are dropped."""
    by_row: dict[int, GridRow] = {}
    width = max((cell.column + cell.column_span for cell in table.cells), default=0)
    for cell in table.cells:
        if not cell.text.strip():
            continue
        for place in range(cell.row, cell.row + cell.row_span):
            found = by_row.setdefault(place, GridRow({}))
            if place == cell.row:
                found.own.add(cell.column)
            found.cells[cell.column] = cell
    for cell in table.cells:
        if cell.text.strip() and cell.column_span > 1:
            for place in range(cell.row, cell.row + cell.row_span):
                for column in range(cell.column + 1, cell.column + cell.column_span):
                    by_row[place].cells.setdefault(column, cell)
    rows = [by_row[place] for place in sorted(by_row) if by_row[place].own]
    for row in rows:
        row.band = band_of(row, width)
    return rows


def band_of(row: GridRow, width: int) -> str | None:
    """Return the words of a row that is one heading over the rows beneath, else None."""
    cells = {id(cell): cell for cell in row.cells.values()}
    if len(cells) != 1 or width < 2:
        return None
    (cell,) = cells.values()
    if cell.row_span > 1:
        return None
    wide = cell.column_span >= max(2, BAND_SHARE * width)
    first = cell.column == 0 or cell.is_header
    return " ".join(cell.text.split()) if wide or first else None


def heads_rows(band: str) -> bool:
    """Tell whether a band at the top already heads rows (a specialty, an institution) and is no title."""
    return like_specialty(band) or like_institution(band)


def header_count(rows: list[GridRow], width: int) -> int:
    """Return how many rows from the top are header rows: down to the last that names columns, before any data."""
    count = 0
    for place, row in enumerate(rows[: min(MOST_HEADER_ROWS, len(rows) - 1)]):
        if row.band is not None or (
            place and count == place and not (spans_columns(rows[place - 1]) or all_marked(row))
        ):
            break
        if is_header(row, width) or stands_over_numbers(row, rows[place + 1 :], width):
            count = place + 1
        elif holds_data(row, width):
            break
    return count


def holds_data(row: GridRow, width: int) -> bool:
    """Tell whether a row holds specialties, institutions or numbers that are no years."""
    cells = [row.text(column) for column in range(width) if row.text(column)]
    return any(is_data(cell) or (like_institution(cell) and not names_column(cell)) for cell in cells)


def is_data(cell: str) -> bool:
    """Tell whether a cell is a specialty, a share or a number, and so no header."""
    if like_specialty(cell) and not names_column(cell):
        return True
    return is_figure(cell)


def all_marked(row: GridRow) -> bool:
    """Tell whether the document itself marks every cell of a row as a header."""
    return bool(row.cells) and all(cell.is_header for cell in row.cells.values())


def spans_columns(row: GridRow) -> bool:
    """Tell whether a header row groups columns, so that another header row follows."""
    return any(cell.column_span > 1 for cell in row.cells.values())


def is_header(row: GridRow, width: int) -> bool:
    """Tell whether a row names columns: by its mark, or because its cells are names of columns and no data."""
    cells = [row.text(column) for column in range(width) if row.text(column)]
    if all_marked(row):
        return True
    data = sum(map(is_data, cells))
    named = sum(names_column(cell) or is_year_label(cell) for cell in cells)
    return data == 0 and named * 2 >= len(cells) and named > 0


def stands_over_numbers(row: GridRow, below: list[GridRow], width: int) -> bool:
    """Tell whether the words of a row stand over columns of numbers and none of its cells is a number itself."""
    cells = {column: row.text(column) for column in range(width) if row.text(column)}
    if len(cells) < MIXED or any(is_figure(cell) for cell in cells.values()):
        return False
    sample = [other for other in below[:SAMPLE_ROWS] if other.band is None]
    columns = [[text for other in sample if (text := other.text(column))] for column in cells]
    return any(len(texts) > 1 and all(is_figure(text) for text in texts) for texts in columns)


def is_figure(cell: str) -> bool:
    """Tell whether a cell is a count or a share, and no year that heads a column."""
    return (counted(cell) is not None or is_percent(cell)) and not is_year_label(cell)


def names_column(cell: str) -> bool:
    """Tell whether a cell is the name of a column and not itself a hospital or specialty."""
    return header_role(cell) is not None and set(tokens_of(cell)) <= words.HEADER


def is_year_label(text: str) -> bool:
    """Tell whether a cell names one year and little else."""
    return len(text) <= 24 and strongest(mentions_in(text)) is not None


def joined_header(rows: list[GridRow], column: int) -> str:
    """Return the words of all header rows over one column, each once."""
    words = [row.text(column) for row in rows if row.text(column).casefold() not in NONE_MARKS]
    return " ".join(dict.fromkeys(words))


def texts(row: GridRow, width: int) -> tuple[str, ...]:
    """Return the words of a row, for comparison."""
    return tuple(row.text(column).casefold() for column in range(width))
