"""Entries of a list set as small paragraphs: gaps part them, full lines within do not."""

from schemas.documents import Heading, ListItem, Paragraph
from scrapers.readers.pdf.reader import read_pdf
from tests.unit.readers.pdf.sheets import blank, write

ENTRIES = (
    ("Anesthesiology (2): Advocate Christ Hospital;", "Boston Medical Center, Boston, MA"),
    ("Pediatrics (3): Cooper University Hospital; San", "Jose Medical Center; Tampa General"),
    ("Psychiatry (1): Denver Health, Denver, CO",),
    ("Urology (2): Henry Ford Hospital; Mount Sinai", "Morningside Hospital, New York"),
    ("Neurology (2): Rush University, Chicago; George", "Washington University, Washington"),
)


def texts(entries: tuple[tuple[str, ...], ...], deeper: float = 0) -> list[str]:
    pdf, y = blank(9), 40.0
    for lines in entries:
        for place, line in enumerate(lines):
            write(pdf, 30 + (deeper if place else 0), y, line)
            y += 11
        y += 6
    return [block.text for block in read_pdf(bytes(pdf.output())).blocks if isinstance(block, Heading | Paragraph)]


def test_full_lines_between_gaps_are_one_paragraph() -> None:
    assert texts(ENTRIES) == [" ".join(lines) for lines in ENTRIES]


def test_deeper_lines_under_short_ones_are_entries_of_their_own() -> None:
    people = ("Ashworthy, Rohan", "Lindqvist, Emily", "Quillfeather, Mateo", "Oyelaran, Tobias", "Li, Bo", "Kim, Will")
    lines = [(name, "University of Colorado Hospital, Aurora, CO") for name in people]
    lines[2] = ("Featherstonehaugh-Quillfeather, Bartholomew J.", "Denver Health, Denver, CO")
    assert texts(tuple(lines), deeper=8) == [text for pair in lines for text in pair]


def test_a_longer_entry_among_entries_of_two_lines_is_wrapped() -> None:
    entries: list[tuple[str, ...]] = [("Pediatrics", "Denver Health, Denver, CO")] * 5
    entries[2] = ("Pediatrics", "Saint Louis University School of Medicine,", "Saint Louis, MO")
    told = texts(tuple(entries))
    assert told[4:6] == ["Pediatrics", "Saint Louis University School of Medicine, Saint Louis, MO"]
    assert len(told) == 10


def test_columns_of_items_and_of_places_are_read_one_after_the_other() -> None:
    for mark in ("\x95 ", ""):
        pdf = blank(9)
        for place in range(12):
            write(pdf, 30, 40 + 14 * place, f"{mark}Alder Hospital {place + 10}, Boston, MA")
            write(pdf, 300, 40 + 14 * place, f"{mark}Birch Clinic {place + 30}, Akron, OH")
        blocks = read_pdf(bytes(pdf.output())).blocks
        found = [block.text for block in blocks if isinstance(block, ListItem | Paragraph)]
        assert [text.split(",")[0] for text in found[:2]] == ["Alder Hospital 10", "Alder Hospital 11"]
        assert len(found) == 24
