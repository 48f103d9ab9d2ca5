"""The reader of delimited text: CSV in any dialect, TSV.

Belongs here: finding delimiter and encoding, rows to a table. Does not belong here: workbooks (sheet.py), column meaning.
"""

import csv
import io
from collections import Counter
from collections.abc import Iterator

from schemas.documents import Block, Cell, Heading, Locator, ReadDocument, Table
from scrapers.exceptions import LimitExceededError
from scrapers.readers.decoding import decode
from scrapers.readers.limits import DEFAULT_LIMITS, Limits
from scrapers.readers.wording import normalise, repair
from scrapers.readers.workbook_layout import column_letters

DELIMITERS = (",", ";", "\t", "|")
SAMPLE_ROWS = 60
TITLE_LEVEL = 3
LONGEST_FIELD = 1_000_000


def read_delimited(
    content: bytes, *, declared_type: str | None = None, address: str | None = None, limits: Limits = DEFAULT_LIMITS
) -> ReadDocument:
    """Read delimited text: leading lines of one field are headings, all further rows one table.

    Raises:
        LimitExceededError: the file is too large.
    """
    if len(content) > limits.bytes_per_document:
        raise LimitExceededError(
            f"the file has {len(content):,} bytes, the limit is {limits.bytes_per_document:,}: raise the limit"
        )
    text = decode(content, declared_type=declared_type).replace("\x00", "")
    first_line, _, rest = text.partition("\n")
    if first_line.strip().lower().startswith("sep=") and len(first_line.strip()) == 5:
        delimiter, text = first_line.strip()[4], rest
    else:
        delimiter = delimiter_of(text)
    blocks: list[Block] = []
    warnings: list[str] = []
    cells: list[Cell] = []
    first_row = 0
    for number, fields in rows_of(text, delimiter):
        filled = [(column, value) for column, value in enumerate(fields[: limits.columns]) if value]
        if not cells and len(filled) == 1:
            blocks.append(Heading(filled[0][1], TITLE_LEVEL, Locator(cell=f"{column_letters(filled[0][0])}{number}")))
            continue
        if len(cells) + len(filled) > limits.cells:
            warnings.append(f"cut at the limit of {limits.cells:,} cells, in row {number}")
            break
        if filled and not cells:
            first_row = number
        cells.extend(
            Cell(value, number - first_row, column, Locator(cell=f"{column_letters(column)}{number}"))
            for column, value in filled
        )
    if cells:
        blocks.append(Table(tuple(cells), Locator(cell=f"{cells[0].locator.cell}:{cells[-1].locator.cell}")))
    return ReadDocument(tuple(blocks), "text/csv", "delimited", address=address, warnings=tuple(warnings))


def rows_of(text: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows that hold anything, numbered from 1 over all rows; after a fault of quoting lines are split plainly."""
    csv.field_size_limit(LONGEST_FIELD)
    number = 0
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        for fields in reader:
            number += 1
            if any(cleaned := [normalise(repair(field)) for field in fields]):
                yield number, cleaned
    except csv.Error:
        for line in text.splitlines()[reader.line_num :]:
            number += 1
            if any(cleaned := [normalise(repair(field)) for field in line.split(delimiter)]):
                yield number, cleaned


def delimiter_of(text: str) -> str:
    """Return the delimiter that cuts most rows into the same number of fields, more than one."""
    best, best_score = ",", 0.0
    sample = text[:200_000]
    for delimiter in DELIMITERS:
        try:
            rows = csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter)
            widths = [len(fields) for fields, _ in zip(rows, range(SAMPLE_ROWS), strict=False) if fields]
        except csv.Error:
            continue
        counted = Counter(width for width in widths if width > 1)
        if not counted:
            continue
        width, frequency = counted.most_common(1)[0]
        score = frequency / len(widths) + min(width, 20) / 1000
        if score > best_score:
            best, best_score = delimiter, score
    return best
