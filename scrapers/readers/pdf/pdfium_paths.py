"""Rules, drawn areas and images of a page through PDFium.

Belongs here: the walk over page objects. Does not belong here: which rules make a grid.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
import pypdfium2
import pypdfium2.raw as pdfium

from scrapers.readers.pdf import pdfium_calls as calls
from scrapers.readers.pdf.page_model import WHITE, Area, Box, Page
from scrapers.readers.pdf.placing import Placing

MOST_OBJECTS = 30_000
MOST_SEGMENTS = 4_000
DEEPEST_FORM = 4
THIN = 2.6
"""A drawn rectangle up to this many points high or wide counts as a rule."""
SHORTEST_RULE = 4.0
RECTANGLE_SEGMENTS = 6
"""Segments up to which a path is one line or rectangle; longer ones may draw many."""
Matrix = tuple[float, float, float, float, float, float]
Corners = tuple[float, float, float, float]
"""Left, bottom, right, top in the page's own space."""
IDENTITY: Matrix = (1, 0, 0, 1, 0, 0)


class Drawn(NamedTuple):
    """Addresses of the paths and images of a page or form, and the matrix under which they stand."""

    paths: list[int]
    images: list[int]
    matrix: Matrix


def find_paths(loaded: pypdfium2.PdfPage, placing: Placing, page: Page) -> None:
    """Fill in the rules, the areas and the image share of the page."""
    image_area = 0.0
    left = MOST_OBJECTS
    for drawn in walk(calls.address_of(loaded.raw)):
        for corners in bounds(drawn.images[:left], drawn.matrix):
            box = placing.box(*corners)
            image_area += max(0.0, box.width) * max(0.0, box.height)
        add_paths(drawn.paths[:left], drawn.matrix, placing, page)
        left -= len(drawn.paths) + len(drawn.images)
        if left <= 0:
            break
    page.image_share = min(1.0, image_area / max(1.0, page.width * page.height))


def walk(page: int) -> Iterator[Drawn]:
    """Yield what is drawn on the page itself, then what is drawn within its form objects."""
    count = min(calls.page_object_count(page), MOST_OBJECTS)
    yield from unpack(calls.of_indices(calls.page_object, page, range(count)), IDENTITY, 0)


def unpack(objects: Sequence[int], matrix: Matrix, depth: int) -> Iterator[Drawn]:
    """Yield the paths and images among objects, then those within the forms among them."""
    by_kind: dict[int, list[int]] = {}
    for address, kind in zip(objects, calls.of_each(calls.object_kind, objects), strict=True):
        by_kind.setdefault(kind, []).append(address)
    paths, images = by_kind.get(pdfium.FPDF_PAGEOBJ_PATH, []), by_kind.get(pdfium.FPDF_PAGEOBJ_IMAGE, [])
    if paths or images:
        yield Drawn(paths, images, matrix)
    forms = by_kind.get(pdfium.FPDF_PAGEOBJ_FORM, []) if depth < DEEPEST_FORM else []
    for form, own in zip(forms, matrices(forms), strict=True):
        count = min(calls.form_object_count(form), MOST_OBJECTS)
        inner = calls.of_indices(calls.form_object, form, range(count))
        yield from unpack(inner, multiply(own, matrix), depth + 1)


def matrices(objects: Sequence[int]) -> list[Matrix]:
    """Return the matrices that page objects carry."""
    found = calls.fill(calls.object_matrix, len(objects), objects, kind=np.float32, width=6)
    return [(a, b, c, d, e, f) for a, b, c, d, e, f in found.tolist()]


def multiply(first: Matrix, second: Matrix) -> Matrix:
    """Return the matrix that applies first, then second."""
    a, b, c, d, e, f = first
    g, h, i, j, k, m = second
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m)


def apply(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    """Return the point after the matrix."""
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def bounds(objects: Sequence[int], matrix: Matrix) -> list[Corners]:
    """Return the corners of objects."""
    found = calls.fill(calls.object_bounds, len(objects), objects, kind=np.float32, width=4, scattered=True).tolist()
    if matrix == IDENTITY:
        return [(left, bottom, right, top) for left, bottom, right, top in found]
    return [
        enclosing([apply(matrix, x, y) for x in (left, right) for y in (bottom, top)])
        for left, bottom, right, top in found
    ]


def add_paths(paths: Sequence[int], matrix: Matrix, placing: Placing, page: Page) -> None:
    """Add the parts of paths as rules or areas."""
    counts = calls.of_each(calls.path_segment_count, paths)
    modes = calls.fill(calls.path_draw_mode, len(paths), paths, kind=np.int32, width=2, scattered=True)
    fills = calls.fill(calls.object_fill, len(paths), paths, kind=np.uint32, width=4, scattered=True)
    rows = zip(paths, counts, modes.tolist(), fills.tolist(), bounds(paths, matrix), strict=True)
    for path, count, (filled, stroked), (red, green, blue, alpha), corners in rows:
        fill = red << 16 | green << 8 | blue if filled and alpha else None
        if not 1 < count <= MOST_SEGMENTS or (fill is None and not stroked):
            continue
        for part in [corners] if count <= RECTANGLE_SEGMENTS else parts(path, count, matrix):
            add_part(placing.box(*part), fill, page, stroked=bool(stroked))


def add_part(box: Box, fill: int | None, page: Page, *, stroked: bool) -> None:
    """Add one part of a path: what is thin is a rule."""
    if min(box.width, box.height) > THIN:
        page.areas.append(Area(box, fill, stroked))
    elif max(box.width, box.height) >= SHORTEST_RULE and fill != WHITE:
        page.rules.append(box)


def parts(path: int, count: int, matrix: Matrix) -> Iterator[Corners]:
    """Yield the corners of each part that a path draws after lifting the pen."""
    (own,) = matrices([path])
    segments = calls.of_indices(calls.path_segment, path, range(count))
    kinds = calls.of_each(calls.segment_kind, segments)
    spots = calls.fill(calls.segment_point, count, segments, kind=np.float32, width=2, scattered=True).tolist()
    whole = multiply(own, matrix)
    points: list[tuple[float, float]] = []
    for kind, (x, y) in zip(kinds, spots, strict=True):
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            if len(points) > 1:
                yield enclosing(points)
            points = []
        points.append(apply(whole, x, y))
    if len(points) > 1:
        yield enclosing(points)


def enclosing(points: Sequence[tuple[float, float]]) -> Corners:
    """Return the corners around points."""
    across, up = [point[0] for point in points], [point[1] for point in points]
    return min(across), min(up), max(across), max(up)
