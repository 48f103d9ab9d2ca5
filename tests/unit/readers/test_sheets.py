"""The readers of workbooks and delimited text."""

import datetime as dt
import io
import zipfile
from collections.abc import Callable

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.worksheet.worksheet import Worksheet

from schemas.documents import Heading, ReadDocument, Table
from scrapers.exceptions import LimitExceededError, ReadingError
from scrapers.readers.delimited import read_delimited
from scrapers.readers.limits import Limits
from scrapers.readers.sheet import read_workbook
from scrapers.readers.workbook_layout import column_letters, column_number


def workbook(
    fill: Callable[[Worksheet], None], *, further: Callable[[openpyxl.Workbook], None] | None = None
) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Class of 2024"
    fill(sheet)
    if further is not None:
        further(book)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def rows(sheet: Worksheet) -> None:
    for row in (["Specialty", "Count", "Share"], ["Urology", 3, 0.25], ["Surgery", 9, 0.75]):
        sheet.append(row)


def tables(document: ReadDocument) -> list[list[list[str]]]:
    return [block.grid() for block in document.blocks if isinstance(block, Table)]


def headings(document: ReadDocument) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, Heading)]


def test_a_sheet_is_a_heading_its_title_lines_and_a_table() -> None:
    def fill(sheet: Worksheet) -> None:
        sheet["A1"] = "Example College of Medicine"
        sheet.merge_cells("A1:C1")
        sheet.append([])
        rows(sheet)

    document = read_workbook(workbook(fill))
    assert headings(document) == ["Class of 2024", "Example College of Medicine"]
    assert tables(document) == [[["Specialty", "Count", "Share"], ["Urology", "3", "0.25"], ["Surgery", "9", "0.75"]]]
    (table,) = [block for block in document.blocks if isinstance(block, Table)]
    assert (table.locator.sheet, table.locator.cell) == ("Class of 2024", "A3:C5")
    assert table.cells[3].locator.cell == "A4"


def test_hidden_sheets_rows_and_columns_stay_out() -> None:
    def fill(sheet: Worksheet) -> None:
        sheet.append(["Last name", "Specialty", "Count"])
        sheet.append(["Brindlewood", "Urology", 3])
        sheet.append(["Quillfeather", "Surgery", 9])
        sheet.column_dimensions["A"].hidden = True
        sheet.row_dimensions[2].hidden = True

    def further(book: openpyxl.Workbook) -> None:
        secret = book.create_sheet("Names")
        secret.append(["Ombrelune", "Urology"])
        secret.sheet_state = "hidden"

    document = read_workbook(workbook(fill, further=further))
    assert headings(document) == ["Class of 2024"]
    assert tables(document) == [[["Specialty", "Count"], ["Surgery", "9"]]]


def test_a_merged_title_over_a_hidden_column_still_shows() -> None:
    def fill(sheet: Worksheet) -> None:
        sheet["A1"] = "Match results"
        sheet.merge_cells("A1:C1")
        sheet.append(["Name", "Specialty", "Count"])
        sheet.append(["Brindlewood", "Urology", 3])
        sheet.column_dimensions["A"].hidden = True

    assert headings(read_workbook(workbook(fill))) == ["Class of 2024", "Match results"]


def test_values_are_given_as_printed() -> None:
    def fill(sheet: Worksheet) -> None:
        sheet.append(["rate", 0.9855, 0.5, dt.date(2024, 3, 15), True, 12.0, 580.25])
        sheet["B1"].number_format = "0.0%"
        sheet["C1"].number_format = "0%"
        sheet.append(["x"] * 7)

    ((first, _),) = tables(read_workbook(workbook(fill)))
    assert first == ["rate", "98.6%", "50%", "2024-03-15", "TRUE", "12", "580.25"]


def test_merged_cells_span_the_grid() -> None:
    def fill(sheet: Worksheet) -> None:
        sheet.append(["Class", "Placed", None])
        sheet.append([None, "ACGME", "Military"])
        sheet.append([2023, 350, 13])
        sheet.merge_cells("B1:C1")
        sheet.merge_cells("A1:A2")

    (grid,) = tables(read_workbook(workbook(fill)))
    assert grid == [["Class", "Placed", "Placed"], ["Class", "ACGME", "Military"], ["2023", "350", "13"]]


def test_blank_rows_part_tables_in_the_alternative_reading() -> None:
    def fill(sheet: Worksheet) -> None:
        rows(sheet)
        sheet.append([])
        sheet.append(["Exam results"])
        sheet.append(["Level", "Rate"])
        sheet.append(["Level 1", "97%"])

    document = read_workbook(workbook(fill))
    assert len(tables(document)) == 1
    (alternative,) = document.alternatives
    assert [block.grid() for block in alternative if isinstance(block, Table)] == [
        [["Specialty", "Count", "Share"], ["Urology", "3", "0.25"], ["Surgery", "9", "0.75"]],
        [["Level", "Rate"], ["Level 1", "97%"]],
    ]


def test_damaged_and_oversized_workbooks_are_typed_errors() -> None:
    whole = workbook(rows)
    for damaged in (
        whole[: len(whole) // 2],
        b"PK\x03\x04" + b"\x00" * 200,
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600,
    ):
        with pytest.raises(ReadingError):
            read_workbook(damaged)
    with pytest.raises(LimitExceededError, match="unpacks"):
        read_workbook(whole, limits=Limits(unpacked_bytes=100))

    def fill(sheet: Worksheet) -> None:
        sheet["A1"] = "x"
        sheet["XFD1048576"] = "stray"

    with pytest.raises(LimitExceededError, match="stray"):
        read_workbook(workbook(fill))


def test_broken_parts_of_a_workbook_are_typed_errors() -> None:
    whole = zipfile.ZipFile(io.BytesIO(workbook(rows)))
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as changed:
        for name in whole.namelist():
            changed.writestr(name, b"<broken" if name.startswith("xl/worksheets/") else whole.read(name))
    with pytest.raises(ReadingError, match="damaged"):
        read_workbook(stream.getvalue())


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_delimited_text_in_any_dialect(delimiter: str, encoding: str, line_end: str) -> None:
    lines = [
        ["Specialty", "Program", "City"],
        ["Urology", "Hôpital Example, North; East", "Ponce"],
        ["Surgery", 'The "B" Hospital', ""],
    ]
    text = line_end.join(delimiter.join('"' + field.replace('"', '""') + '"' for field in line) for line in lines)
    declared = "text/csv; charset=windows-1252" if encoding == "cp1252" else None
    assert tables(read_delimited(text.encode(encoding), declared_type=declared)) == [lines]


def test_title_lines_and_the_separator_line_of_delimited_text() -> None:
    document = read_delimited(b"sep=;\nClass of 2024\nSpecialty;Count\nUrology;3\n")
    assert headings(document) == ["Class of 2024"]
    assert tables(document) == [[["Specialty", "Count"], ["Urology", "3"]]]


@given(st.binary(max_size=200))
def test_no_bytes_stop_the_delimited_reader(content: bytes) -> None:
    assert isinstance(read_delimited(content), ReadDocument)


def test_an_unclosed_quote_does_not_swallow_the_file() -> None:
    content = b'Specialty,Program\nUrology,"Hospital A\nSurgery,Hospital B\n'
    text = " ".join(cell for grid in tables(read_delimited(content)) for row in grid for cell in row)
    assert "Hospital B" in text


@given(st.integers(0, 16_383))
def test_column_letters_and_numbers_agree(number: int) -> None:
    assert column_number(column_letters(number)) == number
