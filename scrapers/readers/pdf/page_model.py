"""The page model that all layout work rests on: words, rules and boxes of one page.

Belongs here: what stands where on a page, in points from the top left corner as displayed. Does not belong here: how a
back-end finds it, what rows, columns and headings it makes.
"""

from dataclasses import dataclass, field
from functools import cached_property
from operator import attrgetter
from typing import NamedTuple

from schemas.documents import Locator

RIGHT, DOWN, LEFT, UP = range(4)
"""Reading directions of words, in quarter turns clockwise from the usual one."""

WHITE = 0xFFFFFF
WIDE_BAND = 0.4
"""Share of the page's width from which a coloured area counts as a stripe."""
MOST_WIDE_BANDS = 8
ADJOINING = 3
"""Points between the areas of two cells of one stripe."""
THIN_RULE = 3
"""Points below which the height of a rule may be that of an underline."""


class Style(NamedTuple):
    """How a word is set: size in points, weight, slant, and fill colour as one number 0xRRGGBB."""

    size: float
    bold: bool
    italic: bool
    colour: int


class Box(NamedTuple):
    """A rectangle, in points from the top left corner."""

    x0: float
    top: float
    x1: float
    bottom: float

    @property
    def width(self) -> float:
        """Width in points."""
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        """Height in points."""
        return self.bottom - self.top


class Word(NamedTuple):
    """A run of characters without white space; baseline is where its letters stand, in points from the top."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    baseline: float
    style: Style
    direction: int = RIGHT


class Area(NamedTuple):
    """A drawn rectangle: its fill colour (None where it has none) and whether its outline is drawn."""

    box: Box
    fill: int | None
    outlined: bool


@dataclass
class Page:
    """One page: words, thin rules and drawn areas; turns says how often it was turned clockwise after display.

    Rules and areas stay as they are once the page is laid out; only words may be dropped.
    """

    number: int
    width: float
    height: float
    words: list[Word] = field(default_factory=list)
    rules: list[Box] = field(default_factory=list)
    areas: list[Area] = field(default_factory=list)
    image_share: float = 0.0
    undecodable: int = 0
    turns: int = 0

    @cached_property
    def bands(self) -> list[Box]:
        """Coloured areas that may set text apart; none where they fill the page as zebra stripes do."""
        filled = [area.box for area in self.areas if area.fill not in {None, WHITE}]
        wide = sum(width > WIDE_BAND * self.width for width in stripe_widths(filled))
        return filled if wide <= MOST_WIDE_BANDS else []

    @cached_property
    def thin_rules(self) -> list[Box]:
        """Level rules by height, for underlines."""
        return sorted((rule for rule in self.rules if rule.height < THIN_RULE), key=attrgetter("top"))

    def locate(self, box: Box) -> Locator:
        """Return the locator of a box of this page, turned back to the page as displayed."""
        x0, top, x1, bottom = box
        if self.turns == DOWN:
            x0, top, x1, bottom = self.height - bottom, x0, self.height - top, x1
        elif self.turns == LEFT:
            x0, top, x1, bottom = self.width - x1, self.height - bottom, self.width - x0, self.height - top
        elif self.turns == UP:
            x0, top, x1, bottom = top, self.width - x1, bottom, self.width - x0
        return Locator(self.number, f"{x0:.0f},{top:.0f},{x1:.0f},{bottom:.0f}")


def stripe_widths(boxes: list[Box]) -> list[float]:
    """Return the widths of areas, those that adjoin each other at one height taken together: cells are filled one by one."""
    widths: list[float] = []
    last: Box | None = None
    for box in sorted(boxes, key=lambda box: (round(box.top), round(box.bottom), box.x0)):
        same = last is not None and round(last.top) == round(box.top) and round(last.bottom) == round(box.bottom)
        if same and last is not None and abs(box.x0 - last.x1) < ADJOINING:
            widths[-1] += box.width
        else:
            widths.append(box.width)
        last = box
    return widths


def union(boxes: list[Box]) -> Box:
    """Return the smallest box around all boxes; the list must not be empty."""
    if len(boxes) == 1:
        return boxes[0]
    starts, tops, ends, bottoms = zip(*boxes, strict=True)
    return Box(min(starts), min(tops), max(ends), max(bottoms))
