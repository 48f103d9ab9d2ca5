"""Words, rules and areas of a page through PDFium: the fast back-end.

Belongs here: calls of PDFium's raw interface and their pitfalls. Does not belong here: layout, limits on time.
PDFium is not safe under threads, not even with one document each: use one process per document.
"""

import ctypes
import math
import re
from collections.abc import Iterator

import pypdfium2
import pypdfium2.raw as pdfium

from scrapers.readers.pdf.page_model import DOWN, LEFT, RIGHT, UP, Box, Page, Style, Word
from scrapers.readers.pdf.pdfium_paths import find_paths
from scrapers.readers.pdf.placing import Placing

WORD = re.compile("[^\\s\ufffe\x00-\x20\xa0]+[\ufffe\x02]?")
"""A run without white space; PDFium writes U+FFFE (in older releases U+0002) for a hyphen at a line's end."""
LINE_END_HYPHENS = "\ufffe\x02"
BOLD_NAMES = re.compile(r"bold|black|heavy|demi|\bcmbx|\bcmssbx|-bd|medium$", re.IGNORECASE)
ITALIC_NAMES = re.compile(r"italic|oblique|slanted|\bcmti|\bcmsl", re.IGNORECASE)
SLANT_TOLERANCE = math.radians(4)
MOST_CHARACTERS = 60_000
"""Characters of one page that are read; more is no page for a reader's eye."""


def widest(text: str) -> float:
    """Return how wide a word can be, in font sizes; a wider run is of several words that PDFium put no space between."""
    return len(text) * (0.75 if text.isdigit() else 1.05) + 0.1


class PdfiumBackend:
    """Reads single pages of one opened document."""

    name = "pdfium"

    def __init__(self, document: pypdfium2.PdfDocument) -> None:
        self.document = document

    def page(self, index: int) -> Page:
        """Return the page model of the page with this index, counted from 0.

        Raises:
            pypdfium2.PdfiumError: the page cannot be loaded.
        """
        loaded = self.document[index]
        try:
            placing = Placing(loaded.get_bbox(), loaded.get_rotation())
            page = Page(index + 1, placing.width, placing.height)
            find_paths(loaded, placing, page)
            text_page = loaded.get_textpage()
            try:
                PageWords(text_page, placing, page).collect()
            finally:
                text_page.close()
        finally:
            loaded.close()
        return page


class PageWords:
    """Collects the words of one page: two character boxes a word, one style a text object."""

    def __init__(self, text_page: pypdfium2.PdfTextPage, placing: Placing, page: Page) -> None:
        self.raw = text_page.raw
        self.placing = placing
        self.target = page
        self.styles: dict[int, tuple[Style, int | None]] = {}
        self.fonts: dict[int, tuple[bool, bool]] = {}
        self.rectangle = pdfium.FS_RECTF()
        self.matrix = pdfium.FS_MATRIX()
        self.numbers = [ctypes.c_double(), ctypes.c_double()]
        self.colours = [ctypes.c_uint() for _ in range(4)]
        self.size = ctypes.c_float()

    def collect(self) -> None:
        """Append the page's words to the page model, in drawing order."""
        text = self.text()
        self.target.undecodable = sum(text.count(mark) for mark in "\ufffd\uffff")
        for match in WORD.finditer(text):
            self.add(match.group(), match.start(), match.end())

    def text(self) -> str:
        """Return one character for each character index, so that indices of both agree."""
        count = min(pdfium.FPDFText_CountChars(self.raw), MOST_CHARACTERS)
        if count <= 0:
            return ""
        buffer = (ctypes.c_ushort * (count + 1))()
        written = pdfium.FPDFText_GetText(self.raw, 0, count, buffer) - 1
        text = bytes(buffer)[: 2 * count].decode("utf-16-le", "replace")
        if written == count and len(text) == count:
            return text
        codes = (pdfium.FPDFText_GetUnicode(self.raw, index) for index in range(count))
        return "".join(chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else " " for code in codes)

    def add(self, text: str, start: int, end: int) -> None:
        """Add the characters start to end as one word, or as several where they stand apart."""
        style, direction = self.style(start)
        if direction is None:
            return
        first, last = self.box(start), self.box(end - 1)
        whole = Box(
            min(first.x0, last.x0), min(first.top, last.top), max(first.x1, last.x1), max(first.bottom, last.bottom)
        )
        along, across = (whole.width, whole.height) if direction in {RIGHT, LEFT} else (whole.height, whole.width)
        if end - start > 1 and (across > 2.2 * style.size or along > widest(text) * style.size):
            for part_start, part_end in self.split(start, end, direction, style.size):
                if part_end - part_start < end - start:
                    self.add(text[part_start - start : part_end - start], part_start, part_end)
            return
        if style.size < 1 or whole.x1 < 0 or whole.x0 > self.placing.width or whole.bottom < 0:
            return
        if whole.top > self.placing.height:
            return
        if text[-1] in LINE_END_HYPHENS:
            text = text[:-1] + "-"
        self.target.words.append(Word(text, *whole, self.baseline(start, direction), style, direction))

    def split(self, start: int, end: int, direction: int, size: float) -> Iterator[tuple[int, int]]:
        """Yield the parts of a run whose characters stand apart or on different lines."""
        part_start = start
        before = self.box(start)
        for index in range(start + 1, end):
            box = self.box(index)
            if direction in {RIGHT, LEFT}:
                apart = abs(box.top - before.top) > 0.6 * size or not -size < box.x0 - before.x1 < 0.6 * size
            else:
                apart = abs(box.x0 - before.x0) > 0.6 * size or abs(box.top - before.top) > 2 * size
            if apart:
                yield part_start, index
                part_start = index
            before = box
        yield part_start, end

    def box(self, index: int) -> Box:
        """Return the box of one character, as high as its font, on the page as displayed."""
        pdfium.FPDFText_GetLooseCharBox(self.raw, index, self.rectangle)
        area = self.rectangle
        return self.placing.box(area.left, area.bottom, area.right, area.top)

    def baseline(self, index: int, direction: int) -> float:
        """Return the height on which a character stands, or its distance from the left for sideways text."""
        x, y = self.numbers
        pdfium.FPDFText_GetCharOrigin(self.raw, index, x, y)
        shown_x, shown_y = self.placing.point(x.value, y.value)
        return shown_y if direction in {RIGHT, LEFT} else shown_x

    def style(self, index: int) -> tuple[Style, int | None]:
        """Return style and direction of the text object of a character; direction None where it is slanted."""
        text_object = pdfium.FPDFText_GetTextObject(self.raw, index)
        address = ctypes.cast(text_object, ctypes.c_void_p).value or 0
        known = self.styles.get(address)
        if known is None:
            known = self.styles[address] = self.measure(text_object, index)
        return known

    def measure(self, text_object: object, index: int) -> tuple[Style, int | None]:
        """Ask PDFium for size, weight, slant, colour and direction."""
        matrix = self.matrix
        if not pdfium.FPDFText_GetMatrix(self.raw, index, matrix):
            return Style(self.box(index).height / 1.15, bold=False, italic=False, colour=0), RIGHT
        pdfium.FPDFTextObj_GetFontSize(text_object, self.size)
        size = abs(self.size.value) * math.hypot(matrix.c, matrix.d)
        dx, dy = self.placing.direction(matrix.a, matrix.b)
        angle = math.atan2(dy, dx)
        quarter = round(angle / (math.pi / 2))
        slanted = abs(angle - quarter * math.pi / 2) > SLANT_TOLERANCE
        direction = None if slanted else (RIGHT, DOWN, LEFT, UP)[quarter % 4]
        box = self.box(index)
        height = box.height if direction in {RIGHT, LEFT} else box.width
        if height > 0 and not 0.6 < height / max(size, 0.01) < 2.5:
            size = height / 1.15
        bold, italic = self.font(text_object)
        if pdfium.FPDFTextObj_GetTextRenderMode(text_object) == pdfium.FPDF_TEXTRENDERMODE_FILL_STROKE:
            bold = True
        red, green, blue, alpha = self.colours
        pdfium.FPDFPageObj_GetFillColor(text_object, red, green, blue, alpha)
        colour = red.value << 16 | green.value << 8 | blue.value
        return Style(round(size, 1), bold, italic, colour), direction

    def font(self, text_object: object) -> tuple[bool, bool]:
        """Return whether the font of a text object is bold and whether it is slanted."""
        font = pdfium.FPDFTextObj_GetFont(text_object)
        address = ctypes.cast(font, ctypes.c_void_p).value or 0
        known = self.fonts.get(address)
        if known is None:
            buffer = ctypes.create_string_buffer(200)
            pdfium.FPDFFont_GetBaseFontName(font, buffer, 200)
            name = buffer.value.decode("latin-1").rpartition("+")[2]
            weight = pdfium.FPDFFont_GetWeight(font)
            bold = bool(BOLD_NAMES.search(name)) or 600 <= weight <= 1000
            known = self.fonts[address] = (bold, bool(ITALIC_NAMES.search(name)))
        return known
