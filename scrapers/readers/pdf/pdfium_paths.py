"""Rules, drawn areas and images of a page through PDFium.

Belongs here: the walk over page objects. Does not belong here: which rules make a grid.
"""

import ctypes
from collections.abc import Iterator

import pypdfium2
import pypdfium2.raw as pdfium

from scrapers.readers.pdf.page_model import Area, Box, Page
from scrapers.readers.pdf.placing import Placing

MOST_OBJECTS = 30_000
MOST_SEGMENTS = 4_000
THIN = 2.6
"""A drawn rectangle up to this many points high or wide counts as a rule."""
SHORTEST_RULE = 4.0
Matrix = tuple[float, float, float, float, float, float]
IDENTITY: Matrix = (1, 0, 0, 1, 0, 0)


def find_paths(loaded: pypdfium2.PdfPage, placing: Placing, page: Page) -> None:
    """Fill in the rules, the areas and the image share of the page."""
    image_area = 0.0
    for page_object, kind, matrix in walk(loaded):
        if kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            box = placing.box(*bounds(page_object, matrix))
            image_area += max(0.0, box.width) * max(0.0, box.height)
        else:
            add_path(page_object, matrix, placing, page)
    page.image_share = min(1.0, image_area / max(1.0, page.width * page.height))


def walk(loaded: pypdfium2.PdfPage) -> Iterator[tuple[object, int, Matrix]]:
    """Yield paths and images of the page, those within form objects with the form's matrix."""
    raw = loaded.raw
    taken = 0
    for index in range(min(pdfium.FPDFPage_CountObjects(raw), MOST_OBJECTS)):
        page_object = pdfium.FPDFPage_GetObject(raw, index)
        for found in unpack(page_object, IDENTITY, 0):
            taken += 1
            if taken > MOST_OBJECTS:
                return
            yield found


def unpack(page_object: object, matrix: Matrix, depth: int) -> Iterator[tuple[object, int, Matrix]]:
    """Yield the object itself, or for a form the paths and images within it."""
    kind = pdfium.FPDFPageObj_GetType(page_object)
    if kind in {pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_IMAGE}:
        yield page_object, kind, matrix
    elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < 4:
        inner = multiply(own_matrix(page_object), matrix)
        for index in range(min(pdfium.FPDFFormObj_CountObjects(page_object), MOST_OBJECTS)):
            yield from unpack(pdfium.FPDFFormObj_GetObject(page_object, index), inner, depth + 1)


def own_matrix(page_object: object) -> Matrix:
    """Return the matrix that a page object carries."""
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(page_object, matrix)
    return (matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f)


def multiply(first: Matrix, second: Matrix) -> Matrix:
    """Return the matrix that applies first, then second."""
    a, b, c, d, e, f = first
    g, h, i, j, k, m = second
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m)


def apply(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    """Return the point after the matrix."""
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def bounds(page_object: object, matrix: Matrix) -> tuple[float, float, float, float]:
    """Return left, bottom, right, top of an object in user space."""
    numbers = [ctypes.c_float() for _ in range(4)]
    pdfium.FPDFPageObj_GetBounds(page_object, *numbers)
    left, bottom, right, top = (number.value for number in numbers)
    if matrix == IDENTITY:
        return left, bottom, right, top
    corners = [apply(matrix, x, y) for x in (left, right) for y in (bottom, top)]
    across, up = [corner[0] for corner in corners], [corner[1] for corner in corners]
    return min(across), min(up), max(across), max(up)


def add_path(path: object, matrix: Matrix, placing: Placing, page: Page) -> None:
    """Add a path's parts as rules or areas."""
    segments = pdfium.FPDFPath_CountSegments(path)
    mode, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(path, mode, stroke)
    if segments < 2 or segments > MOST_SEGMENTS or not (mode.value or stroke.value):
        return
    fill = fill_colour(path) if mode.value else None
    if fill is None and not stroke.value:
        return
    boxes = (
        [bounds(path, matrix)] if segments <= 6 else list(parts(path, segments, multiply(own_matrix(path), matrix)))
    )
    for corners in boxes:
        box = placing.box(*corners)
        if min(box.width, box.height) <= THIN:
            if max(box.width, box.height) >= SHORTEST_RULE and fill != 0xFFFFFF:
                page.rules.append(box)
        else:
            page.areas.append(Area(box, fill, bool(stroke.value)))


def fill_colour(path: object) -> int | None:
    """Return the fill colour, None where it is transparent."""
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    pdfium.FPDFPageObj_GetFillColor(path, red, green, blue, alpha)
    if alpha.value == 0:
        return None
    return red.value << 16 | green.value << 8 | blue.value


def parts(path: object, segments: int, matrix: Matrix) -> Iterator[tuple[float, float, float, float]]:
    """Yield left, bottom, right, top of each part that a path draws after lifting the pen."""
    x, y = ctypes.c_float(), ctypes.c_float()
    points: list[tuple[float, float]] = []
    for index in range(segments):
        segment = pdfium.FPDFPath_GetPathSegment(path, index)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        if pdfium.FPDFPathSegment_GetType(segment) == pdfium.FPDF_SEGMENT_MOVETO:
            if len(points) > 1:
                yield enclosing(points)
            points = []
        points.append(apply(matrix, x.value, y.value))
    if len(points) > 1:
        yield enclosing(points)


def enclosing(points: list[tuple[float, float]]) -> Box:
    """Return left, bottom, right, top around points."""
    across, up = [point[0] for point in points], [point[1] for point in points]
    return Box(min(across), min(up), max(across), max(up))
