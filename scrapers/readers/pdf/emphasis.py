"""How a line stands out from the body text: size, weight, colour, capitals, band, underline.

Belongs here: measuring emphasis without regard to meaning. Does not belong here: blocks.
"""

from bisect import bisect_right
from collections import Counter
from functools import lru_cache
from operator import attrgetter
from typing import NamedTuple

from scrapers.readers.pdf.lines import Line, Segment
from scrapers.readers.pdf.page_model import Style

FEWEST_CAPITALS = 4
HEIGHT = attrgetter("top")


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
    usual, usual_capitals = body
    larger, bold, coloured, as_large = differences(segment.style, usual)
    return Emphasis(
        larger,
        is_banded(segment),
        bold,
        coloured,
        as_large and not usual_capitals and is_capitals(segment.text),
        is_underlined(segment),
    )


@lru_cache(maxsize=512)
def differences(style: Style, usual: Style) -> tuple[float, bool, bool, bool]:
    """Return by how much a style is larger than the usual one, and whether it is bolder, coloured, about as large."""
    return (
        round(style.size - usual.size) if style.size > usual.size * 1.08 + 0.2 else 0.0,
        style.bold and not usual.bold,
        chroma(style.colour) > 60 and abs(chroma(style.colour) - chroma(usual.colour)) > 60,
        style.size >= 0.9 * usual.size,
    )


def is_capitals(text: str) -> bool:
    """Tell whether a text is written in capitals; short codes are not."""
    return text.isupper() and sum(map(str.isalpha, text)) >= FEWEST_CAPITALS


def chroma(colour: int) -> int:
    """Return how far a colour is from grey, 0 to 255."""
    parts = (colour >> 16 & 255, colour >> 8 & 255, colour & 255)
    return max(parts) - min(parts)


def is_banded(segment: Segment) -> bool:
    """Tell whether a filled band of about the line's height lies behind the segment while its neighbours have none."""
    bands = segment.page.bands
    if not bands:
        return False
    x0, top, x1, bottom = segment.box
    middle, highest = (top + bottom) / 2, 3 * max(bottom - top, 4)
    for left, upper, right, lower in bands:
        if upper < middle < lower and left <= x0 + 1 and right >= x1 - 1 and lower - upper <= highest:
            return right - left > 4
    return False


def is_underlined(segment: Segment) -> bool:
    """Tell whether a rule of about the segment's width runs just under its letters."""
    rules = segment.page.thin_rules
    if not rules:
        return False
    x0, x1 = segment.box.x0, segment.box.x1
    highest, lowest = segment.baseline - 1, segment.baseline + 0.35 * segment.style.size
    for left, top, right, _ in rules[bisect_right(rules, highest, key=HEIGHT) :]:
        if top >= lowest:
            return False
        if abs(left - x0) < 4 and abs(right - x1) < 6:
            return True
    return False
