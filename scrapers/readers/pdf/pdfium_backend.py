"""Words, rules and areas of a page through PDFium: the fast back-end.

Belongs here: what is asked of PDFium's text pages, and their pitfalls. Does not belong here: how fonts and matrices make
a style (pdfium_styles.py), layout, limits on time.
PDFium is not safe under threads, not even with one document each: use one process per document.
"""

import ctypes
import re
from collections.abc import Sequence
from itertools import pairwise, repeat
from operator import attrgetter

import numpy as np
import numpy.typing as npt
import pypdfium2
import pypdfium2.raw as pdfium

from scrapers.readers.pdf import pdfium_calls as calls
from scrapers.readers.pdf.page_model import DOWN, LEFT, RIGHT, UP, Page, Word
from scrapers.readers.pdf.pdfium_paths import find_paths
from scrapers.readers.pdf.pdfium_styles import SLANTED, Styles
from scrapers.readers.pdf.placing import Placing

WORD = re.compile("[^\\s\ufffe\x00-\x20\xa0]+[\ufffe\x02]?")
"""A run without white space; PDFium writes U+FFFE (in older releases U+0002) for a hyphen at a line's end."""
LINE_END_HYPHENS = re.compile("[\ufffe\x02]")
NARROW = 0.75
"""Widest digit, in font sizes; a word of letters that is no wider for each of them needs no second look."""
MOST_CHARACTERS = 60_000
"""Characters of one page that are read; more is no page for a reader's eye."""
SIZE = attrgetter("size")
Span = tuple[int, int]
Numbers = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]


def widest(text: str) -> float:
    """Return how wide a word can be, in font sizes; a wider run is of several words that PDFium put no space between."""
    return len(text) * (NARROW if text.isdigit() else 1.05) + 0.1


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
                words = PageWords(text_page, placing)
                page.words = words.collected()
                page.undecodable = sum(words.text.count(mark) for mark in "\ufffd\uffff")
            finally:
                text_page.close()
        finally:
            loaded.close()
        return page


class PageWords:
    """Collects the words of one page: two character boxes a word, one style a text object.

    Everything is asked for all words at once and worked on in arrays; only words that look like several run together
    are looked at character by character.
    """

    def __init__(self, text_page: pypdfium2.PdfTextPage, placing: Placing) -> None:
        self.handle = calls.address_of(text_page.raw)
        self.placing = placing
        self.styles = Styles(self.handle, placing)
        self.text = self.characters(text_page)

    def characters(self, text_page: pypdfium2.PdfTextPage) -> str:
        """Return one character for each character index, so that indices of both agree."""
        raw = text_page.raw
        count = min(pdfium.FPDFText_CountChars(raw), MOST_CHARACTERS)
        if count <= 0:
            return ""
        buffer = (ctypes.c_ushort * (count + 1))()
        written = pdfium.FPDFText_GetText(raw, 0, count, buffer) - 1
        text = bytes(buffer)[: 2 * count].decode("utf-16-le", "replace")
        if written == count and len(text) == count:
            return text
        codes = (pdfium.FPDFText_GetUnicode(raw, index) for index in range(count))
        return "".join(chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else " " for code in codes)

    def collected(self) -> list[Word]:
        """Return the page's words in drawing order."""
        return self.words([match.span() for match in WORD.finditer(self.text)])

    def words(self, spans: Sequence[Span]) -> list[Word]:
        """Return the words that stretches of characters make; what stands apart within one becomes words of its own."""
        if not spans:
            return []
        starts = [start for start, _ in spans]
        firsts = self.boxes(starts)
        boxes = enclosing(firsts, self.boxes([end - 1 for _, end in spans]))
        settings = self.styles.of(starts, firsts)
        styles, directions = [style for style, _ in settings], [direction for _, direction in settings]
        sizes, facing = np.fromiter(map(SIZE, styles), float, len(spans)), np.array(directions)
        texts = [self.text[start:end] for start, end in spans]
        if LINE_END_HYPHENS.search(self.text):
            texts = [LINE_END_HYPHENS.sub("-", text) for text in texts]
        made = map(
            Word._make,
            zip(texts, *boxes.T.tolist(), self.baselines(starts, facing), styles, directions, strict=True),
        )
        wanted = self.is_shown(boxes) & (sizes >= 1) & (facing != SLANTED)
        doubtful = is_doubtful(spans, boxes, sizes, facing)
        if wanted.all() and not doubtful.any():
            return list(made)
        result: list[Word] = []
        for word, span, is_wanted, is_doubted in zip(made, spans, wanted.tolist(), doubtful.tolist(), strict=True):
            parts = self.parted(word, span) if is_doubted else []
            if parts:
                result += self.words(parts)
            elif is_wanted:
                result.append(word)
        return result

    def parted(self, word: Word, span: Span) -> list[Span]:
        """Return the parts of a word whose characters stand apart or on different lines; none where it is one word."""
        sideways = word.direction not in {RIGHT, LEFT}
        along, across = word.x1 - word.x0, word.bottom - word.top
        if sideways:
            along, across = across, along
        size = word.style.size
        if across <= 2.2 * size and along <= widest(word.text) * size:
            return []
        boxes = self.boxes(range(*span))
        before, after = boxes[:-1], boxes[1:]
        if sideways:
            apart = (abs(after[:, 0] - before[:, 0]) > 0.6 * size) | (abs(after[:, 1] - before[:, 1]) > 2 * size)
        else:
            gaps = after[:, 0] - before[:, 2]
            apart = (abs(after[:, 1] - before[:, 1]) > 0.6 * size) | (gaps <= -size) | (gaps >= 0.6 * size)
        cuts = [span[0], *(np.flatnonzero(apart) + span[0] + 1).tolist(), span[1]]
        return list(pairwise(cuts)) if len(cuts) > 2 else []

    def boxes(self, indices: Sequence[int]) -> Numbers:
        """Return the boxes of characters, as high as their fonts, on the page as displayed."""
        found = calls.fill(
            calls.character_box, len(indices), repeat(self.handle), indices, kind=np.float32, width=4
        ).astype(np.float64)
        left, top, right, bottom = found.T
        return self.placing.boxes(left, bottom, right, top)

    def baselines(self, indices: Sequence[int], facing: npt.NDArray[np.int_]) -> list[float]:
        """Return the heights on which characters stand, for sideways text their distances from the left."""
        found = calls.fill(
            calls.character_origin,
            len(indices),
            repeat(self.handle),
            indices,
            kind=np.float64,
            width=2,
            scattered=True,
        )
        across, down = self.placing.point(found[:, 0], found[:, 1])
        heights: list[float] = np.where((facing == DOWN) | (facing == UP), across, down).tolist()
        return heights

    def is_shown(self, boxes: Numbers) -> Flags:
        """Tell for each box whether any of it is on the displayed page."""
        x0, top, x1, bottom = boxes.T
        shown: Flags = (x1 >= 0) & (x0 <= self.placing.width) & (bottom >= 0) & (top <= self.placing.height)
        return shown


def enclosing(first: Numbers, second: Numbers) -> Numbers:
    """Return for each row the smallest box around both boxes."""
    return np.hstack([np.minimum(first[:, :2], second[:, :2]), np.maximum(first[:, 2:], second[:, 2:])])


def is_doubtful(spans: Sequence[Span], boxes: Numbers, sizes: Numbers, facing: npt.NDArray[np.int_]) -> Flags:
    """Tell for each word whether it is so wide or high that it may be several."""
    lengths = np.array([end - start for start, end in spans])
    width, height = boxes[:, 2] - boxes[:, 0], boxes[:, 3] - boxes[:, 1]
    sideways = (facing == DOWN) | (facing == UP)
    along, across = np.where(sideways, height, width), np.where(sideways, width, height)
    large = (across > 2.2 * sizes) | (along > (NARROW * lengths + 0.1) * sizes)
    doubtful: Flags = large & (lengths > 1) & (facing != SLANTED)
    return doubtful
