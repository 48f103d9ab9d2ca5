"""The reader of workbooks: XLSX, XLSB, XLS and ODS.

Belongs here: visible sheets to headings, paragraphs and tables. Does not belong here: layout parts (workbook_layout.py),
delimited text (delimited.py), what a column means.
"""

import datetime as dt
import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from python_calamine import CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

from schemas.documents import Block, Cell, Heading, Locator, Paragraph, ReadDocument, Table
from scrapers.exceptions import LimitExceededError, ReadingError, UnreadableError
from scrapers.readers.detection import detect_media_type
from scrapers.readers.limits import DEFAULT_LIMITS, Limits
from scrapers.readers.wording import normalise
from scrapers.readers.workbook_layout import SheetLayout, column_letters, workbook_layouts

Value = int | float | str | bool | dt.time | dt.date | dt.datetime | dt.timedelta
SHEET_LEVEL = 2
TITLE_LEVEL = 3
LONGEST_TITLE = 150


def read_workbook(content: bytes, *, address: str | None = None, limits: Limits = DEFAULT_LIMITS) -> ReadDocument:
    """Read a workbook: each visible sheet is a heading, its title lines, and one table of its visible cells.

    Hidden sheets are left out of every format, hidden rows and columns of XLSX and ODS; percentages are given as printed
    (98.5%). Where blank rows part a sheet, an alternative reading gives each part a table of its own.

    Raises:
        LimitExceededError: the file or one of its sheets is too large.
        UnreadableError: the file is protected by a password.
        ReadingError: the file is damaged.
    """
    if len(content) > limits.bytes_per_document:
        raise LimitExceededError(
            f"the workbook has {len(content):,} bytes, the limit is {limits.bytes_per_document:,}: raise the limit"
        )
    layouts = workbook_layouts(content, limits)
    workbook = open_workbook(content)
    blocks: list[Block] = []
    parted: list[Block] = []
    warnings = (
        [] if layouts else ["hidden rows and columns and percent formats of this kind of workbook are not told apart"]
    )
    cells_left = limits.cells
    for metadata in workbook.sheets_metadata[: limits.pages]:
        if metadata.typ != SheetTypeEnum.WorkSheet or metadata.visible != SheetVisibleEnum.Visible:
            continue
        sheet = SheetReader(metadata.name, layouts.get(metadata.name, SheetLayout()), limits.columns, cells_left)
        sheet.load(workbook)
        if sheet.was_cut:
            warnings.append(f"cut at the limit of cells or columns, in sheet {metadata.name}")
        cells_left = max(0, cells_left - sum(len(row) for row in sheet.rows))
        blocks.extend(sheet.blocks(parted=False))
        parted.extend(sheet.blocks(parted=True))
    return ReadDocument(
        tuple(blocks),
        detect_media_type(content, address=address),
        "workbook",
        address=address,
        warnings=tuple(warnings),
        alternatives=(tuple(parted),) if len(parted) != len(blocks) else (),
    )


def open_workbook(content: bytes) -> CalamineWorkbook:
    """Open a workbook, every failure typed."""
    with damage_told():
        return CalamineWorkbook.from_filelike(io.BytesIO(content))


@contextmanager
def damage_told() -> Iterator[None]:
    """Turn whatever calamine raises on a damaged workbook into typed errors.

    It panics on some, and a panic is no Exception to Python; the interpreter's own exits are let through.

    Raises:
        UnreadableError: the file is protected by a password.
        ReadingError: it is damaged.
    """
    try:
        yield
    except PasswordError as error:
        raise UnreadableError("the workbook is protected by a password: look at it by hand") from error
    except (MemoryError, KeyboardInterrupt, SystemExit, GeneratorExit):
        raise
    except BaseException as error:
        raise ReadingError(f"the workbook is damaged ({type(error).__name__}): fetch it again") from error


class SheetReader:
    """Reads one sheet into blocks."""

    def __init__(self, name: str, layout: SheetLayout, columns: int, cells_left: int) -> None:
        self.name = name[:120]
        self.full_name = name
        self.layout = layout
        self.columns = columns
        self.cells_left = cells_left
        self.was_cut = False
        self.rows: list[list[Cell]] = []
        self.blank_before: set[int] = set()

    def load(self, workbook: CalamineWorkbook) -> None:
        """Take over the visible cells of the sheet.

        Raises:
            ReadingError: the sheet is damaged.
        """
        with damage_told():
            sheet = workbook.get_sheet_by_name(self.full_name)
            values = sheet.to_python(skip_empty_area=False)
            merged = sheet.merged_cell_ranges or []
        width = max((len(row) for row in values), default=0)
        shown = [column for column in range(width) if column not in self.layout.hidden_columns]
        if len(shown) > self.columns:
            self.was_cut = True
        spans = {self.visible_start(start, end): end for start, end in merged if start != end}
        for start, end in merged:
            moved = self.visible_start(start, end)
            if moved != start and end[0] < len(values) and end[1] < width:
                values[moved[0]][moved[1]] = values[start[0]][start[1]]
        self.place(values, shown[: self.columns], spans)

    def visible_start(self, start: tuple[int, int], end: tuple[int, int]) -> tuple[int, int]:
        """Return the first visible place of a merged area: its text shows there when its own first place is hidden."""
        rows = (row for row in range(start[0], end[0] + 1) if row not in self.layout.hidden_rows)
        columns = (column for column in range(start[1], end[1] + 1) if column not in self.layout.hidden_columns)
        return next(rows, start[0]), next(columns, start[1])

    def place(
        self,
        values: Sequence[Sequence[Value]],
        shown: list[int],
        spans: dict[tuple[int, int], tuple[int, int]],
    ) -> None:
        """Put the visible cells on a grid without gaps; blank rows are left out but remembered."""
        places = {column: place for place, column in enumerate(shown)}
        visible = [row for row in range(len(values)) if row not in self.layout.hidden_rows]
        filled = [row for row in visible if any(values[row][column] != "" for column in shown)]
        positions = {row: place for place, row in enumerate(filled)}
        order = {row: place for place, row in enumerate(visible)}
        previous = -1
        for row in filled:
            if self.rows and order[row] > order[previous] + 1:
                self.blank_before.add(positions[row])
            previous = row
            cells = []
            for column in shown:
                text = self.text(values[row][column], (row, column))
                if not text:
                    continue
                end_row, end_column = spans.get((row, column), (row, column))
                cells.append(
                    Cell(
                        text,
                        positions[row],
                        places[column],
                        Locator(sheet=self.name, cell=f"{column_letters(column)}{row + 1}"),
                        max(
                            1, sum(row <= other <= end_row for other in filled[positions[row] : positions[row] + 500])
                        ),
                        max(1, sum(column <= other <= end_column for other in shown)),
                    )
                )
            self.cells_left -= len(cells)
            if self.cells_left < 0:
                self.was_cut = True
                return
            self.rows.append(cells)

    def text(self, value: Value, place: tuple[int, int]) -> str:
        """Return a value as the sheet shows it, as far as its format is known."""
        if isinstance(value, str):
            return normalise(value)
        if isinstance(value, bool):
            return str(value).upper()
        if isinstance(value, int | float):
            decimals = self.layout.percent.get(place)
            if decimals is not None:
                return f"{value * 100:.{decimals}f}%"
            return str(int(value)) if value == int(value) else f"{value:.10g}"
        if isinstance(value, dt.datetime) and value.time() == dt.time():
            return value.date().isoformat()
        return str(value)

    def blocks(self, *, parted: bool) -> list[Block]:
        """Return the sheet's heading, the lines above its table, and the table, or a table for every part."""
        blocks: list[Block] = [Heading(normalise(self.name), SHEET_LEVEL, Locator(sheet=self.name))]
        parts: list[list[list[Cell]]] = []
        for number, row in enumerate(self.rows):
            if not parts or (parted and number in self.blank_before):
                parts.append([])
            parts[-1].append(row)
        for part in parts:
            self.add_part(part, blocks)
        return blocks if len(blocks) > 1 else []

    def add_part(self, rows: list[list[Cell]], blocks: list[Block]) -> None:
        """Add one part: leading rows of a single cell are its title, the rest is its table."""
        start = 0
        while start < len(rows) and len(rows[start]) == 1:
            start += 1
        if start == len(rows) or start > 12:
            start = 0 if start < len(rows) else start
        for row in rows[:start]:
            cell = row[0]
            short = len(cell.text) <= LONGEST_TITLE and not cell.text.endswith(".")
            blocks.append(
                Heading(cell.text, TITLE_LEVEL, cell.locator) if short else Paragraph(cell.text, cell.locator)
            )
        if start == len(rows):
            return
        first = rows[start][0].row
        cells = tuple(
            Cell(cell.text, cell.row - first, cell.column, cell.locator, cell.row_span, cell.column_span)
            for row in rows[start:]
            for cell in row
        )
        last = rows[-1][0].row
        bounded = tuple(
            cell
            if cell.row + cell.row_span <= last - first + 1
            else Cell(cell.text, cell.row, cell.column, cell.locator, last - first + 1 - cell.row, cell.column_span)
            for cell in cells
        )
        area = f"{rows[start][0].locator.cell}:{rows[-1][-1].locator.cell}"
        blocks.append(Table(bounded, Locator(sheet=self.name, cell=area)))
