"""Optical character recognition of page pictures, where the optional extra is installed.

Belongs here: picture to words of the page model, straightened. Does not belong here: which pages need it (reader.py).
"""

import importlib.util
import math
from functools import cache
from statistics import median
from typing import Any, Protocol

from PIL import Image

from scrapers.readers.pdf.page_model import RIGHT, Page, Style, Word

HEIGHT_TO_SIZE = 0.8
"""Font size of a recognised line, as a share of its box."""
SAME_SIZE = 0.25
"""Lines whose height differs from the usual one by less than this share count as set in the same size."""
LOWEST_CONFIDENCE = 0.5
Corners = list[tuple[float, float]]


class Recogniser(Protocol):
    """What finds lines of text in a picture."""

    def lines(self, picture: Image.Image) -> list[tuple[Corners, str]]:
        """Return the four corners (pixels, clockwise from the top left) and the text of each line."""


class RapidRecogniser:
    """RapidOCR with the models that its wheel brings."""

    def __init__(self) -> None:
        from rapidocr import RapidOCR  # noqa: PLC0415  optional extra, slow to import

        self.engine: Any = RapidOCR(params={"Global.log_level": "critical"})

    def lines(self, picture: Image.Image) -> list[tuple[Corners, str]]:
        """Return the lines that were recognised with some confidence.

        Raises:
            MemoryError: the engine asked for more memory than the process may have.
        """
        import numpy  # noqa: ICN001, PLC0415  comes with the optional extra

        try:
            found = self.engine(numpy.asarray(picture.convert("RGB"))[:, :, ::-1])
        except Exception as error:
            if "bad_alloc" in str(error):  # the engine's own type of error holds the allocator's
                raise MemoryError(str(error)) from error
            raise
        if found.boxes is None or found.txts is None:
            return []
        return [
            ([(float(x), float(y)) for x, y in corners], text)
            for corners, text, confidence in zip(found.boxes, found.txts, found.scores, strict=True)
            if confidence >= LOWEST_CONFIDENCE and text.strip()
        ]


@cache
def recogniser() -> Recogniser | None:
    """Return the installed recogniser, None where the extra is absent."""
    if importlib.util.find_spec("rapidocr") is None or importlib.util.find_spec("onnxruntime") is None:
        return None
    return RapidRecogniser()


def recognise(picture: Image.Image, number: int, scale: float, engine: Recogniser) -> Page:
    """Return the page model of a picture.

    Args:
        picture: the rendered or scanned page.
        number: page number from 1.
        scale: pixels a point.
        engine: what recognises.
    """
    found = engine.lines(picture)
    colours = [ink(picture, corners) for corners, _ in found]
    lines = [([(x / scale, y / scale) for x, y in corners], text) for corners, text in found]
    page = Page(number, picture.width / scale, picture.height / scale, image_share=1.0)
    if not lines:
        return page
    angle = skew(lines)
    lines = [([rotate(point, -angle) for point in corners], text) for corners, text in lines]
    usual = median(height(corners) for corners, _ in lines)
    for (corners, text), colour in zip(lines, colours, strict=True):
        tall = height(corners)
        size = (usual if abs(tall - usual) < SAME_SIZE * usual else tall) * HEIGHT_TO_SIZE
        page.words += words(corners, text, Style(round(size, 1), bold=False, italic=False, colour=colour))
    return page


def skew(lines: list[tuple[Corners, str]]) -> float:
    """Return the usual slope of the lines' upper edges, in radians; long lines only."""
    slopes = [
        math.atan2(corners[1][1] - corners[0][1], corners[1][0] - corners[0][0])
        for corners, text in lines
        if len(text) > 8
    ]
    usual = median(slopes) if slopes else 0.0
    return usual if abs(usual) < math.radians(15) else 0.0


def rotate(point: tuple[float, float], angle: float) -> tuple[float, float]:
    """Turn a point about the page's corner."""
    x, y = point
    return x * math.cos(angle) - y * math.sin(angle), x * math.sin(angle) + y * math.cos(angle)


def height(corners: Corners) -> float:
    """Return the height of a recognised line."""
    return (corners[3][1] - corners[0][1] + corners[2][1] - corners[1][1]) / 2


def words(corners: Corners, text: str, style: Style) -> list[Word]:
    """Cut a recognised line into words, widths in proportion to their letters."""
    x0, x1 = min(corner[0] for corner in corners), max(corner[0] for corner in corners)
    middle = sum(corner[1] for corner in corners) / 4
    top, bottom = middle - style.size * 0.6, middle + style.size * 0.6
    each = (x1 - x0) / max(1, len(text))
    result: list[Word] = []
    position = 0
    for part in text.split(" "):
        if part:
            start = x0 + position * each
            end = x0 + (position + len(part)) * each
            result.append(Word(part, start, top, end, bottom, middle + 0.3 * style.size, style, RIGHT))
        position += len(part) + 1
    return result


def ink(picture: Image.Image, corners: Corners) -> int:
    """Return the colour of a line's letters: of its few main colours the one least like the background."""
    across, down = [corner[0] for corner in corners], [corner[1] for corner in corners]
    piece = picture.crop((int(min(across)), int(min(down)), int(max(across)) + 1, int(max(down)) + 1)).convert("RGB")
    few = piece.quantize(5).convert("RGB")
    counted = few.getcolors(8) or []
    colours = [(count, value) for count, value in counted if isinstance(value, tuple)]
    if not colours:
        return 0
    _, background = max(colours)
    fewest = 0.03 * piece.width * piece.height
    _, letters = max(
        colours,
        key=lambda pair: sum(abs(a - b) for a, b in zip(pair[1], background, strict=True)) if pair[0] > fewest else -1,
    )
    red, green, blue = (int(part) for part in letters)
    return red << 16 | green << 8 | blue
