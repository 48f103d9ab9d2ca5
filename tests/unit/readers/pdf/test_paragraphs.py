"""Entries of a list set as small paragraphs: gaps part them, full lines within do not."""

from schemas.documents import Heading, Paragraph
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
