"""How text objects of a page are set: size, weight, slant, colour and reading direction, through PDFium.

Belongs here: fonts and matrices to styles. Does not belong here: words (pdfium_backend.py), what a style means.
"""

import ctypes
import math
import re
from collections.abc import Sequence
from itertools import repeat
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pypdfium2.raw as pdfium

from scrapers.readers.pdf import pdfium_calls as calls
from scrapers.readers.pdf.page_model import DOWN, LEFT, RIGHT, UP, Style
from scrapers.readers.pdf.placing import Placing

BOLD_NAMES = re.compile(r"bold|black|heavy|demi|\bcmbx|\bcmssbx|-bd|medium$", re.IGNORECASE)
ITALIC_NAMES = re.compile(r"italic|oblique|slanted|\bcmti|\bcmsl", re.IGNORECASE)
SLANT_TOLERANCE = math.radians(4)
SLANTED = -1
"""Direction of text that is neither level nor upright: watermarks, mostly."""
HEIGHT_IN_SIZES = 1.15
"""Usual height of a character's box, in font sizes."""


class Setting(NamedTuple):
    """Style and reading direction of a text object."""

    style: Style
    direction: int


class Traits(NamedTuple):
    """What PDFium says of one text object; height is that of a character's box in points, across its reading direction."""

    font_size: float
    matrix: tuple[float, ...]
    font: int
    render_mode: int
    fill: tuple[int, ...]
    height: float


class Styles:
    """Finds the settings of the text objects of one page; equal traits are worked out once."""

    def __init__(self, text_page: int, placing: Placing) -> None:
        self.text_page = text_page
        self.placing = placing
        self.settings: dict[Traits, Setting] = {}
        self.fonts: dict[int, tuple[bool, bool]] = {}

    def of(self, indices: Sequence[int], boxes: npt.NDArray[np.float64]) -> list[Setting]:
        """Return the settings of characters.

        Args:
            indices: places of the characters on the page.
            boxes: their boxes as displayed, one row each.
        """
        objects = calls.of_indices(calls.character_object, self.text_page, indices)
        places = dict(zip(reversed(objects), range(len(objects) - 1, -1, -1), strict=True))
        lone = places.pop(0, None)
        chosen = list(places.values())
        found = self.of_objects(list(places), [indices[place] for place in chosen], boxes[chosen])
        if lone is not None:
            height = float(boxes[lone, 3] - boxes[lone, 1])
            found[0] = Setting(Style(height / HEIGHT_IN_SIZES, bold=False, italic=False, colour=0), RIGHT)
        return list(map(found.__getitem__, objects))

    def of_objects(
        self, objects: Sequence[int], indices: Sequence[int], boxes: npt.NDArray[np.float64]
    ) -> dict[int, Setting]:
        """Return the settings of text objects, given the place and the box of a character of each."""
        count = len(objects)
        matrices = calls.fill(
            calls.character_matrix, count, repeat(self.text_page), indices, kind=np.float32, width=6
        )[:, :4]
        sizes = calls.fill(calls.object_font_size, count, objects, kind=np.float32, width=1)
        fills = calls.fill(calls.object_fill, count, objects, kind=np.uint32, width=4, scattered=True)
        dx, dy = self.placing.direction(matrices[:, 0], matrices[:, 1])
        width, tall = boxes[:, 2] - boxes[:, 0], boxes[:, 3] - boxes[:, 1]
        heights = np.where(abs(dx) >= abs(dy), tall, width).round(2)
        rows = zip(
            sizes[:, 0].tolist(),
            map(tuple, matrices.tolist()),
            calls.of_each(calls.object_font, objects),
            calls.of_each(calls.object_render_mode, objects),
            map(tuple, fills[:, :3].tolist()),
            heights.tolist(),
            strict=True,
        )
        traits = list(map(Traits._make, rows))
        for kind in set(traits).difference(self.settings):
            self.settings[kind] = self.measured(kind)
        return dict(zip(objects, map(self.settings.__getitem__, traits), strict=True))

    def measured(self, traits: Traits) -> Setting:
        """Work out size, weight, slant, colour and direction."""
        a, b, c, d = traits.matrix
        size = abs(traits.font_size) * math.hypot(c, d)
        dx, dy = self.placing.direction(a, b)
        angle = math.atan2(dy, dx)
        quarter = round(angle / (math.pi / 2))
        slanted = abs(angle - quarter * math.pi / 2) > SLANT_TOLERANCE
        direction = SLANTED if slanted else (RIGHT, DOWN, LEFT, UP)[quarter % 4]
        if traits.height > 0 and not 0.6 < traits.height / max(size, 0.01) < 2.5:
            size = traits.height / HEIGHT_IN_SIZES
        bold, italic = self.font(traits.font)
        bold = bold or traits.render_mode == pdfium.FPDF_TEXTRENDERMODE_FILL_STROKE
        red, green, blue = traits.fill
        return Setting(Style(round(size, 1), bold, italic, red << 16 | green << 8 | blue), direction)

    def font(self, address: int) -> tuple[bool, bool]:
        """Return whether a font is bold and whether it is slanted."""
        known = self.fonts.get(address)
        if known is None:
            font = ctypes.cast(address, pdfium.FPDF_FONT)
            buffer = ctypes.create_string_buffer(200)
            pdfium.FPDFFont_GetBaseFontName(font, buffer, 200)
            name = buffer.value.decode("latin-1").rpartition("+")[2]
            bold = bool(BOLD_NAMES.search(name)) or 600 <= pdfium.FPDFFont_GetWeight(font) <= 1000
            known = self.fonts[address] = (bold, bool(ITALIC_NAMES.search(name)))
        return known
