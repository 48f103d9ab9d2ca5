"""From a PDF page's own coordinates to the page as displayed.

Belongs here: crop box and /Rotate. Does not belong here: text drawn sideways on the displayed page (orientation.py).
"""

from typing import TypeVar

import numpy as np
import numpy.typing as npt

from scrapers.readers.pdf.page_model import Box

Numbers = npt.NDArray[np.float64]
Coordinate = TypeVar("Coordinate", float, Numbers)


class Placing:
    """Maps points of PDF user space (origin bottom left) to points from the displayed page's top left corner."""

    def __init__(self, crop: tuple[float, float, float, float], rotation: int) -> None:
        """Take the crop box as left, bottom, right, top and the /Rotate angle in degrees clockwise."""
        self.left, self.bottom, self.right, self.top = crop
        self.rotation = rotation % 360
        width, height = self.right - self.left, self.top - self.bottom
        self.width, self.height = (height, width) if self.rotation in {90, 270} else (width, height)

    def point(self, x: Coordinate, y: Coordinate) -> tuple[Coordinate, Coordinate]:
        """Return a point as displayed, or many points given as arrays."""
        if self.rotation == 0:
            return x - self.left, self.top - y
        if self.rotation == 90:
            return y - self.bottom, x - self.left
        if self.rotation == 180:
            return self.right - x, y - self.bottom
        return self.top - y, self.right - x

    def box(self, left: float, bottom: float, right: float, top: float) -> Box:
        """Return a box as displayed."""
        x0, y0 = self.point(left, bottom)
        x1, y1 = self.point(right, top)
        if self.rotation == 0:
            return Box(x0, y1, x1, y0)
        return Box(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))

    def boxes(self, left: Numbers, bottom: Numbers, right: Numbers, top: Numbers) -> Numbers:
        """Return many boxes as displayed, one row each."""
        x0, y0 = self.point(left, bottom)
        x1, y1 = self.point(right, top)
        if self.rotation == 0:
            return np.column_stack([x0, y1, x1, y0])
        return np.column_stack([np.minimum(x0, x1), np.minimum(y0, y1), np.maximum(x0, x1), np.maximum(y0, y1)])

    def direction(self, dx: Coordinate, dy: Coordinate) -> tuple[Coordinate, Coordinate]:
        """Return a direction as displayed, or many given as arrays; y is counted downwards."""
        return {0: (dx, -dy), 90: (dy, dx), 180: (-dx, dy), 270: (-dy, -dx)}[self.rotation]
