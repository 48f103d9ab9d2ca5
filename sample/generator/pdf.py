"""Match lists and reports as PDF, in the layouts that schools use.

Belongs here: setting rows on pages with fixed dates, so that the bytes never change. Does not belong here: the rows.
"""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime

from fpdf import FPDF
from fpdf.enums import TableBordersLayout, XPos, YPos
from fpdf.fonts import FontFace

MADE_ON = datetime(2026, 6, 1, 12, 0, tzinfo=UTC)
MARGIN = 15.0
LINE = 4.6


class _Document(FPDF):
    """A document with a running foot, uncompressed, with fixed dates."""

    def __init__(self, title: str, foot: str, *, landscape: bool = False) -> None:
        super().__init__(orientation="L" if landscape else "P", format="letter")
        self._foot = foot
        self.set_compression(False)
        self.set_creation_date(MADE_ON)
        self.set_producer("MatchWatch sample")
        self.set_title(title)
        self.set_margins(MARGIN, MARGIN)
        self.set_auto_page_break(True, margin=18)
        self.add_page()

    def footer(self) -> None:
        """Print the foot and the page number; a document without a foot has neither."""
        if not self._foot:
            return
        self.set_y(-14)
        self.set_font("Helvetica", size=7)
        self.cell(0, 4, self._foot, align="L")
        self.set_x(-40)
        self.cell(25, 4, f"Page {self.page_no()}", align="R")

    def line_of_text(self, text: str, height: float = LINE) -> None:
        """Print one line and go to the next."""
        self.cell(0, height, text, new_x=XPos.LMARGIN, new_y=YPos.NEXT)

    def titled(self, title: str, notes: Sequence[str]) -> None:
        """Print the title and, beneath it, notes in small type."""
        self.set_font("Helvetica", "B", 15)
        self.line_of_text(title, 9)
        self.set_font("Helvetica", size=9)
        for note in notes:
            self.multi_cell(0, 4.4, note, new_x=XPos.LMARGIN, new_y=YPos.NEXT)
        self.ln(3)

    def to_bytes(self) -> bytes:
        """Return the finished file."""
        return bytes(self.output())


def ruled_table(
    title: str,
    notes: Sequence[str],
    head: Sequence[str],
    rows: Sequence[Sequence[str]],
    foot: str,
    widths: Sequence[int],
    *,
    ruled: bool = True,
) -> bytes:
    """Return a table with a header row on every page; with ruled False only horizontal lines are drawn."""
    document = _Document(title, foot)
    document.titled(title, notes)
    document.set_font("Helvetica", size=8)
    with document.table(
        col_widths=tuple(widths),
        headings_style=FontFace(emphasis="BOLD", fill_color=(226, 232, 240)),
        borders_layout=TableBordersLayout.ALL if ruled else TableBordersLayout.HORIZONTAL_LINES,
        line_height=LINE,
        text_align="LEFT",
    ) as grid:
        grid.row(list(head))
        for row in rows:
            grid.row(list(row))
    return document.to_bytes()


def headings_in_two_columns(
    title: str, notes: Sequence[str], groups: Sequence[tuple[str, Sequence[str]]], foot: str
) -> bytes:
    """Return bold headings with lines beneath them, flowing down two columns."""
    document = _Document(title, foot)
    document.titled(title, notes)
    top = document.get_y()
    column_width = (document.epw - 8) / 2
    column = 0
    document.set_auto_page_break(False)
    for name, lines in groups:
        pending: list[tuple[str, str]] = [("B", name), *(("", line) for line in lines)]
        for number, (style, text) in enumerate(pending):
            keep_with_next = LINE * 3 if number == 0 else LINE
            if document.get_y() + keep_with_next > document.h - 18:
                column += 1
                if column == 2:
                    document.add_page()
                    column, top = 0, MARGIN
                document.set_y(top)
            document.set_x(MARGIN + column * (column_width + 8))
            document.set_font("Helvetica", style, 9 if style else 8)
            document.cell(column_width, LINE, text, new_x=XPos.LMARGIN, new_y=YPos.NEXT)
        document.ln(1.6)
    return document.to_bytes()


def aligned_columns(
    title: str,
    notes: Sequence[str],
    head: Sequence[str],
    rows: Sequence[Sequence[str]],
    foot: str,
    widths: Sequence[float],
) -> bytes:
    """Return columns without any rule, on landscape pages, with the header row once a page."""
    document = _Document(title, foot, landscape=True)
    document.titled(title, notes)
    document.set_auto_page_break(False)

    def print_row(cells: Sequence[str], style: str) -> None:
        document.set_font("Times", style, 9)
        for text, width in zip(cells, widths, strict=True):
            document.cell(width, LINE, text)
        document.ln(LINE)

    print_row(head, "B")
    for row in rows:
        if document.get_y() + LINE > document.h - 18:
            document.add_page()
            print_row(head, "B")
        print_row(row, "")
    return document.to_bytes()


def prose(title: str, sections: Sequence[tuple[str, Sequence[str]]], foot: str) -> bytes:
    """Return headings with paragraphs beneath them."""
    document = _Document(title, foot)
    document.titled(title, ())
    for name, texts in sections:
        document.set_font("Helvetica", "B", 11)
        document.line_of_text(name, 7)
        document.set_font("Times", size=11)
        for text in texts:
            document.multi_cell(0, 5.4, text, new_x=XPos.LMARGIN, new_y=YPos.NEXT)
            document.ln(1.5)
    return document.to_bytes()


def full_page_image(title: str, draw: Callable[[], bytes]) -> bytes:
    """Return one page that holds nothing but a picture: a scan, or a flyer exported as an image."""
    document = _Document(title, "")
    document.set_auto_page_break(False)
    document.image(draw(), x=0, y=0, w=document.w)
    return document.to_bytes()
