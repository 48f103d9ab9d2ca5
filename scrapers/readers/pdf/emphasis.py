"""How a line stands out from the body text: size, weight, colour, capitals, band, underline.

Belongs here: measuring emphasis without regard to meaning. Does not belong here: blocks.
"""

from collections import Counter
from typing import NamedTuple

from scrapers.readers.pdf.lines import Line, Segment
from scrapers.readers.pdf.page_model import Page, Style


class Emphasis(NamedTuple):
    """What sets a segment apart; fields in the order in which they make a heading higher."""

    larger: float
    band: bool
    bold: bool
    coloured: bool
    capitals: bool
    underlined: bool

    @property
    def strong(self) -> bool:
        """Whether any of them does."""
        return self.larger > 0 or self.band or self.bold or self.coloured or self.capitals or self.underlined


def body_style(lines: list[Line]) -> tuple[Style, bool]:
    """Return the style in which most of the text is set, and whether it is in capitals."""
    weights: Counter[tuple[Style, bool]] = Counter()
    for line in lines:
        for segment in line.segments:
            weights[segment.style, is_capitals(segment.text)] += min(len(segment.text), 60) + 20
    if not weights:
        return Style(10, bold=False, italic=False, colour=0), False
    best, weight = weights.most_common(1)[0]
    if best[0].bold:
        plain = [(style, count) for style, count in weights.most_common(6) if not style[0].bold]
        if plain and plain[0][1] > 0.5 * weight and plain[0][0][0].size >= 0.85 * best[0].size:
            best = plain[0][0]
    return best


def emphasis(segment: Segment, body: tuple[Style, bool]) -> Emphasis:
    """Measure how a segment stands out from the body style."""
    style, (usual, usual_capitals) = segment.style, body
    larger = style.size - usual.size if style.size > usual.size * 1.08 + 0.2 else 0.0
    return Emphasis(
        larger=round(larger),
        band=is_banded(segment),
        bold=style.bold and not usual.bold,
        coloured=chroma(style.colour) > 60 and abs(chroma(style.colour) - chroma(usual.colour)) > 60,
        capitals=is_capitals(segment.text) and not usual_capitals and style.size >= 0.9 * usual.size,
        underlined=is_underlined(segment),
    )


def is_capitals(text: str) -> bool:
    """Tell whether a text is written in capitals; short codes are not."""
    letters = [character for character in text if character.isalpha()]
    return len(letters) >= 4 and not any(character.islower() for character in letters)


def chroma(colour: int) -> int:
    """Return how far a colour is from grey, 0 to 255."""
    parts = (colour >> 16 & 255, colour >> 8 & 255, colour & 255)
    return max(parts) - min(parts)


def is_banded(segment: Segment) -> bool:
    """Tell whether a filled band of about the line's height lies behind the segment while its neighbours have none."""
    box = segment.box
    middle = (box.top + box.bottom) / 2
    for area in segment.page.areas:
        band = area.box
        if area.fill is None or area.fill == 0xFFFFFF or band.height > 3 * max(box.height, 4):
            continue
        if band.top < middle < band.bottom and band.x0 <= box.x0 + 1 and band.x1 >= box.x1 - 1:
            return band.width > 4 and not is_striped(segment.page)
    return False


def is_striped(page: Page) -> bool:
    """Tell whether bands fill the page as zebra stripes do, so that a band marks nothing."""
    wide = [area for area in page.areas if area.fill not in {None, 0xFFFFFF} and area.box.width > 0.4 * page.width]
    return len(wide) > 8


def is_underlined(segment: Segment) -> bool:
    """Tell whether a rule of about the segment's width runs just under its letters."""
    if not segment.page.rules:
        return False
    x0, x1 = segment.box.x0, segment.box.x1
    highest, lowest = segment.baseline - 1, segment.baseline + 0.35 * segment.style.size
    return any(
        highest < top < lowest and abs(left - x0) < 4 and abs(right - x1) < 6 and bottom - top < 3
        for left, top, right, bottom in segment.page.rules
    )
