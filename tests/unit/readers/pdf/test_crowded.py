"""Crowded PDF tables: numbers that stand close, codes that names run into, short last columns, broken words."""

import pytest

from schemas.documents import Heading, Paragraph, Table
from scrapers.readers.pdf.joining import join
from scrapers.readers.pdf.reader import read_pdf
from tests.unit.readers.pdf.sheets import blank, columns, write

SPECIALTIES = (
    "Anesthesiology",
    "Dermatology",
    "Family Medicine",
    "Internal Medicine",
    "Neurology",
    "Pediatrics",
    "Psychiatry",
    "Surgery",
    "Urology",
)
YEARS = ("2020", "2019", "2018")


def results(long_name: str) -> bytes:
    """Return a table of codes and pairs of numbers whose header words leave no room between them."""
    pdf = blank(9)
    write(pdf, 30, 40, "Program Results", bold=True, size=14)
    for place, year in enumerate(YEARS):
        write(pdf, 262 + 72 * place, 70, year, size=9)
        write(pdf, 240 + 72 * place, 80, "Quota", size=9)
        write(pdf, 267 + 72 * place, 80, "Matched", size=9)
    write(pdf, 30, 80, "Springfield", size=9)
    write(pdf, 175, 80, "Code", size=9)
    for row, name in enumerate((*SPECIALTIES, long_name)):
        y = 95 + 11 * row
        write(pdf, 30, y, name, size=9)
        write(pdf, 172, y, f"10{row}7040C0", size=9)
        for place in range(len(YEARS)):
            write(pdf, 250 + 72 * place, y, str(row + 1), size=9)
            write(pdf, 282 + 72 * place, y, f"{row}*" if place else "--", size=9)
    return bytes(pdf.output())


@pytest.mark.parametrize("long_name", ["Transitional", "Obstetrics-Gynecology/Osteopathi"])
def test_every_number_and_code_has_a_column_of_its_own(long_name: str) -> None:
    (table,) = [block for block in read_pdf(results(long_name)).blocks if isinstance(block, Table)]
    body = [row for row in table.grid() if any("040C0" in cell for cell in row)]
    expected = [
        [
            name,
            f"10{row}7040C0",
            *[cell for place in range(3) for cell in (str(row + 1), f"{row}*" if place else "--")],
        ]
        for row, name in enumerate((*SPECIALTIES, long_name))
    ]
    assert [[cell.replace(" ", "") for cell in row] for row in body] == [
        [cell.replace(" ", "") for cell in row] for row in expected
    ]


def test_a_short_last_column_is_read_after_the_first() -> None:
    blocks = [(name, [f"{name} Hospital {letter}" for letter in "ABCD"]) for name in SPECIALTIES]
    found = [
        block.text
        for block in read_pdf(columns(blocks, per_column=37)).blocks
        if isinstance(block, Heading | Paragraph)
    ]
    assert found[1:] == [line for name, lines in blocks for line in (name, *lines)]


def test_a_table_of_numbers_is_a_table_though_cells_are_bold() -> None:
    pdf = blank()
    for row in range(20):
        write(pdf, 60, 80 + 14 * row, f"Country {chr(65 + row)}", bold=row % 4 == 0)
        for column in range(6):
            write(pdf, 200 + 50 * column, 80 + 14 * row, str(90 + (row * column) % 10), bold=row % 3 == 0)
    (table,) = [block for block in read_pdf(bytes(pdf.output())).blocks if isinstance(block, Table)]
    assert len(table.grid()) == 20
    assert len(table.grid()[0]) == 7


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (["Obstetrics-Gynecolo", "gy"], "Obstetrics-Gynecology"),
        (["University", "of Iowa"], "University of Iowa"),
        (["Hospital of", "the", "City"], "Hospital of the City"),
        (["Reha-", "bilitation"], "Rehabilitation"),
        (["Johns Hopkins/", "Bayview"], "Johns Hopkins/Bayview"),
    ],
)
def test_broken_words_are_joined(lines: list[str], text: str) -> None:
    assert join(lines) == text


def test_labels_of_a_tile_map_do_not_cut_the_lines_beside_it() -> None:
    pdf = blank()
    states = ["WA", "OR", "CA", "NV", "ID", "UT", "AZ", "MT", "WY", "CO", "NM", "ND", "SD", "NE", "KS", "OK"]
    for place, state in enumerate(states):
        x, y = 60 + 30 * (place % 4), 100 + 30 * (place // 4)
        pdf.set_fill_color(180, 200, 230)
        pdf.rect(x, y, 26, 26, style="F")
        write(pdf, x + 6, y + 17, state)
    lines = [
        f"{name} Medical Center and Hospitals" for name in ("Alder", "Birch", "Cedar", "Dogwood", "Elmwood", "Fir")
    ]
    for place, line in enumerate(lines):
        write(pdf, 260, 110 + 17 * place, line)
    texts = [block.text for block in read_pdf(bytes(pdf.output())).blocks if isinstance(block, Heading | Paragraph)]
    assert [text for text in texts if text in lines] == lines
    assert " ".join(states) in texts
