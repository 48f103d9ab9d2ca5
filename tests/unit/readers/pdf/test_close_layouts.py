"""Columns as close as words, stripes of single cells, centred lines, rows told by their leading, and lone header lines."""

from fpdf import FPDF

from schemas.documents import Block, Paragraph, Table
from scrapers.readers.pdf.page_model import Box, stripe_widths
from scrapers.readers.pdf.reader import read_pdf
from tests.unit.readers.pdf.sheets import INSTITUTIONS, SPECIALTIES, blank, write

CITIES = ("Albany", "Akron", "Fresno", "Austin", "Easton", "Duluth", "Macon", "Bangor")
SHORT = (
    "Alder Clinic",
    "Birch Clinic",
    "Cedar Clinic",
    "Dogwood Inn",
    "Elm Hospital",
    "Fir Hospital",
    "Gum Hospital",
    "Hazel Inn",
)


def blocks_of(pdf: FPDF) -> tuple[Block, ...]:
    return read_pdf(bytes(pdf.output())).blocks


def tables_in(pdf: FPDF) -> list[list[list[str]]]:
    return [[list(row) for row in block.grid()] for block in blocks_of(pdf) if isinstance(block, Table)]


def test_a_column_as_close_as_the_next_word_is_a_column() -> None:
    pdf = blank()
    rows = [(SPECIALTIES[row % 4], SHORT[row % 8], CITIES[row % 8], "2024") for row in range(16)]
    for place, (specialty, hospital, city, year) in enumerate(rows):
        end = 300 - pdf.get_string_width(hospital)
        for start, text in ((60, specialty), (end, hospital), (300 + pdf.get_string_width(" "), city), (420, year)):
            write(pdf, start, 80 + 14 * place, text)
    (grid,) = tables_in(pdf)
    assert [tuple(row) for row in grid] == rows


def test_areas_that_adjoin_at_one_height_are_one_stripe() -> None:
    cells = [Box(60, 80, 200, 92), Box(201, 80, 400, 92), Box(401, 80, 560, 92)]
    apart = [Box(60, 110, 100, 122), Box(300, 110, 340, 122)]
    assert sorted(stripe_widths([*cells, *apart])) == [40, 40, sum(box.width for box in cells)]


def test_lines_around_one_middle_are_entries_each_unless_they_were_full() -> None:
    pdf = blank()
    long = [f"{name.partition('-')[0]} and the Clinics of its County" for name in INSTITUTIONS]
    names = [name for pair in zip(long, SHORT, strict=True) for name in pair]
    for row, text in enumerate(names):
        write(pdf, 306 - pdf.get_string_width(text) / 2, 80 + 13 * row, text)
    assert [block.text for block in blocks_of(pdf) if isinstance(block, Paragraph)] == names


def test_leading_tells_wrapped_cells_from_rows_that_fill_few_columns() -> None:
    pdf = blank()
    for start, text in zip((60, 220, 460), ("Specialty", "Institution", "State"), strict=True):
        write(pdf, start, 70, text, bold=True)
    y, expected = 96.0, []
    for row in range(9):
        write(pdf, 220, y, SHORT[row % 8])
        if row % 3 != 2:
            write(pdf, 60, y, SPECIALTIES[row % 4])
            write(pdf, 460, y, "NY")
        expected.append(SHORT[row % 8])
        if row % 4 == 0:
            y += 11
            write(pdf, 220, y, "and Health System")
            expected[-1] += " and Health System"
        y += 20
    (grid,) = tables_in(pdf)
    assert [row[1] for row in grid[1:]] == expected


def test_a_line_that_is_set_apart_in_every_column_heads_a_table() -> None:
    pdf = blank()
    rows = [(SPECIALTIES[row % 4], f"· {SHORT[row]}", f"· {CITIES[row]}, NY") for row in range(8)]
    for place, row in enumerate([("Specialty", "Program", "Place"), *rows]):
        for start, text in zip((60, 220, 420), row, strict=True):
            write(pdf, start, 80 + 13 * place, text, bold=place == 0)
    (grid,) = tables_in(pdf)
    assert [row[0] for row in grid] == ["Specialty", *(row[0] for row in rows)]
