"""Habits of browsers that print pages and of layout programs: spaced letters, bare headers, entries wrapped without an indent."""

from fpdf import FPDF

from schemas.documents import Heading, Paragraph, Table
from scrapers.extractors.extraction import extract
from scrapers.readers.pdf.reader import read_pdf
from tests.unit.readers.pdf.sheets import INSTITUTIONS, SPECIALTIES, blank, write

PLACES = (
    "Albany, NY",
    "Akron, OH",
    "San Diego, CA",
    "El Paso, TX",
    "Erie, PA",
    "Duluth, MN",
    "Macon, GA",
    "Bangor, ME",
)


def write_spaced(pdf: FPDF, x: float, y: float, text: str) -> None:
    """Write a text whose letters are set apart, as style sheets do."""
    for letter in text:
        if letter != " ":
            write(pdf, x, y, letter, bold=True)
        x += pdf.get_string_width(letter) + 4


def test_spaced_letters_are_words_again() -> None:
    pdf = blank()
    write_spaced(pdf, 60, 60, "INTERNAL MEDICINE")
    for row, name in enumerate(INSTITUTIONS):
        write(pdf, 60, 75 + 13 * row, name)
    heading, *lines = read_pdf(bytes(pdf.output())).blocks
    assert isinstance(heading, Heading)
    assert heading.text == "INTERNAL MEDICINE"
    assert [line.text for line in lines if isinstance(line, Paragraph)] == list(INSTITUTIONS)


def test_years_centred_over_narrow_columns_head_each_their_own() -> None:
    pdf = blank()
    starts = (298, 334, 370, 406)
    write(pdf, 90, 60, "Specialty", bold=True, size=12)
    for place, year in enumerate(("2021", "2022", "2023", "2024")):
        write(pdf, 291 + 36 * place, 60, year, bold=True, size=12)
    for row, name in enumerate(SPECIALTIES * 3):
        write(pdf, 60, 75 + 13 * row, name)
        for place, start in enumerate(starts):
            write(pdf, start, 75 + 13 * row, str(row + place + 1))
    (table,) = [block for block in read_pdf(bytes(pdf.output())).blocks if isinstance(block, Table)]
    assert table.grid()[0][-4:] == ["2021", "2022", "2023", "2024"]


def test_a_header_without_rules_heads_the_grid_beneath() -> None:
    pdf = blank()
    starts, ends = (60, 200, 420), (200, 420, 560)
    for start, text in zip(starts, ("Specialty", "Preliminary year", "Advanced program"), strict=True):
        write(pdf, start + 4, 72, text, bold=True)
    for row in range(6):
        for start, end, text in zip(
            starts, ends, (SPECIALTIES[row % 4], INSTITUTIONS[row], INSTITUTIONS[row + 1]), strict=True
        ):
            write(pdf, start + 4, 90 + 15 * row, text)
            pdf.rect(start, 79 + 15 * row, end - start, 15)
    (table,) = [block for block in read_pdf(bytes(pdf.output())).blocks if isinstance(block, Table)]
    assert table.grid()[0] == ["Specialty", "Preliminary year", "Advanced program"]
    assert all(cell.is_header for cell in table.cells if cell.row == 0)


def test_an_entry_that_wraps_before_its_state_is_one_line() -> None:
    pdf = blank()
    write(pdf, 60, 50, "Pediatrics", bold=True)
    y = 65
    for name, place in zip(INSTITUTIONS, PLACES, strict=True):
        name = name.rpartition("-")[0]
        if place.startswith("San Diego"):
            write(pdf, 60, y, f"{name} and Its Partners, San")
            write(pdf, 60, y + 12, "Diego, CA")
            y += 12
        else:
            write(pdf, 60, y, f"{name}, {place}")
        y += 16
    lines = [block.text for block in read_pdf(bytes(pdf.output())).blocks if isinstance(block, Paragraph)]
    assert "Cedar Coast Clinic and Its Partners, San Diego, CA" in lines
    assert len(lines) == len(INSTITUTIONS)


def test_places_in_bold_under_their_hospitals_are_no_headings() -> None:
    pdf = blank()
    write(pdf, 60, 50, "Match list, Class of 2024", bold=True, size=16)
    y = 75
    for index, (name, place) in enumerate(zip(INSTITUTIONS, PLACES, strict=True)):
        if index % 4 == 0:
            write(pdf, 60, y + 4, SPECIALTIES[index // 4], bold=True, size=12)
            y += 18
        write(pdf, 60, y, name.rpartition("-")[0])
        write(pdf, 60, y + 12, place, bold=True)
        y += 30
    found = extract(read_pdf(bytes(pdf.output()))).placements
    assert {(item.specialty, item.program, item.state) for item in found} == {
        (SPECIALTIES[index // 4], name.rpartition("-")[0], place[-2:])
        for index, (name, place) in enumerate(zip(INSTITUTIONS, PLACES, strict=True))
    }


def test_where_the_first_reading_finds_nothing_others_are_tried() -> None:
    """Cards in three columns look like a table; read one after the other they are people with their positions."""
    pdf = blank(9)
    write(pdf, 40, 40, "Match Day 2024", bold=True, size=16)
    for index, (name, place) in enumerate(zip(INSTITUTIONS * 3, PLACES * 3, strict=True)):
        x, y = 40 + 180 * (index % 3), 70 + 60 * (index // 3)
        for line, text in enumerate((SPECIALTIES[index % 4], name.rpartition("-")[0], place)):
            write(pdf, x, y + 12 * line, text, size=9)
    found = extract(read_pdf(bytes(pdf.output()))).placements
    assert sum(item.count for item in found) == 24
    assert {item.specialty for item in found} == set(SPECIALTIES)
