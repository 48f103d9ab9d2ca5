"""Small PDF files drawn for the tests of the PDF reader."""

from fpdf import FPDF

INSTITUTIONS = (
    "Alder Valley Hospital-NY",
    "Birch Hill Medical Center-OH",
    "Cedar Coast Clinic-CA",
    "Dogwood County Hospital-TX",
    "Elmwood General Hospital-PA",
    "Fir Lake Medical Center-MN",
    "Gum Tree Health System-GA",
    "Hazel Point Hospital-ME",
)
SPECIALTIES = ("Anesthesiology", "Dermatology", "Family Medicine", "Pediatrics")


def rows(count: int) -> list[tuple[str, str, str]]:
    """Return rows of specialty, institution and a serial number."""
    return [
        (SPECIALTIES[index * len(SPECIALTIES) // count], INSTITUTIONS[index % len(INSTITUTIONS)], str(index + 100))
        for index in range(count)
    ]


def blank(size: float = 10) -> FPDF:
    """Return a document with one empty letter page."""
    pdf = FPDF(unit="pt", format="letter")
    pdf.set_auto_page_break(False)
    pdf.add_page()
    pdf.set_font("Helvetica", size=size)
    return pdf


def write(pdf: FPDF, x: float, y: float, text: str, *, bold: bool = False, size: float = 10) -> None:
    """Write a text with its baseline at y points from the top."""
    pdf.set_font("Helvetica", "B" if bold else "", size)
    pdf.text(x, y, text)


def table(count: int, *, ruled: bool, lines_per_page: int = 40, head: str | None = None) -> bytes:
    """Return a table of three columns over as many pages as it needs; the header row comes on each."""
    pdf = blank()
    starts = (60.0, 200.0, 420.0)
    ends = (200.0, 420.0, 500.0)
    body = rows(count)
    for first in range(0, count, lines_per_page):
        if first:
            pdf.add_page()
        if head:
            write(pdf, 60, 40, head)
        shown = [("Specialty", "Institution", "Number"), *body[first : first + lines_per_page]]
        for place, row in enumerate(shown):
            y = 80 + 15 * place
            for start, end, text in zip(starts, ends, row, strict=True):
                write(pdf, start + 4, y, text, bold=place == 0)
                if ruled:
                    pdf.rect(start, y - 11, end - start, 15)
    return bytes(pdf.output())


def columns(blocks: list[tuple[str, list[str]]], *, per_column: int, count: int = 2) -> bytes:
    """Return headings with lines that run down one column and on in the next."""
    pdf = blank()
    write(pdf, 60, 50, "Invented College Match List 2024", bold=True, size=16)
    printed = [
        (text, bold)
        for heading, lines in blocks
        for text, bold in [(heading, True), *((line, False) for line in lines)]
    ]
    for index, (text, bold) in enumerate(printed):
        column, place = divmod(index, per_column)
        assert column < count
        write(pdf, 60 + 260 * column, 90 + 13 * place, text, bold=bold)
    return bytes(pdf.output())
