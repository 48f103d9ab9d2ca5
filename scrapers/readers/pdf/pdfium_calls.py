"""PDFium's functions called many times in one go: addresses as plain integers, results straight into arrays.

Belongs here: the prototypes and the loop over them. Does not belong here: what is asked for, and what it means.
The bindings of pypdfium2 make an object of every argument and every result, which costs more than the call itself.
"""

import ctypes
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from itertools import repeat
from typing import Any

import numpy as np
import numpy.typing as npt
import pypdfium2.raw as pdfium

Call = Callable[..., Any]
ADDRESS = ctypes.c_void_p
NUMBER = ctypes.c_int


def prototype(function: Any, result: Any, *arguments: Any) -> Call:
    """Return a function of the library that takes and returns plain integers."""
    return ctypes.CFUNCTYPE(result, *arguments)(address_of(function))


def address_of(handle: Any) -> int:
    """Return the address that a handle or function of the bindings stands for, 0 for none."""
    return ctypes.cast(handle, ADDRESS).value or 0


character_box = prototype(pdfium.FPDFText_GetLooseCharBox, NUMBER, ADDRESS, NUMBER, ADDRESS)
character_origin = prototype(pdfium.FPDFText_GetCharOrigin, NUMBER, ADDRESS, NUMBER, ADDRESS, ADDRESS)
character_matrix = prototype(pdfium.FPDFText_GetMatrix, NUMBER, ADDRESS, NUMBER, ADDRESS)
character_object = prototype(pdfium.FPDFText_GetTextObject, ADDRESS, ADDRESS, NUMBER)
object_font_size = prototype(pdfium.FPDFTextObj_GetFontSize, NUMBER, ADDRESS, ADDRESS)
object_font = prototype(pdfium.FPDFTextObj_GetFont, ADDRESS, ADDRESS)
object_render_mode = prototype(pdfium.FPDFTextObj_GetTextRenderMode, NUMBER, ADDRESS)
object_fill = prototype(pdfium.FPDFPageObj_GetFillColor, NUMBER, ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS)
object_bounds = prototype(pdfium.FPDFPageObj_GetBounds, NUMBER, ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS)
object_kind = prototype(pdfium.FPDFPageObj_GetType, NUMBER, ADDRESS)
page_object = prototype(pdfium.FPDFPage_GetObject, ADDRESS, ADDRESS, NUMBER)
form_object = prototype(pdfium.FPDFFormObj_GetObject, ADDRESS, ADDRESS, NUMBER)
path_segment_count = prototype(pdfium.FPDFPath_CountSegments, NUMBER, ADDRESS)
path_segment = prototype(pdfium.FPDFPath_GetPathSegment, ADDRESS, ADDRESS, NUMBER)
segment_kind = prototype(pdfium.FPDFPathSegment_GetType, NUMBER, ADDRESS)
segment_point = prototype(pdfium.FPDFPathSegment_GetPoint, NUMBER, ADDRESS, ADDRESS, ADDRESS)
object_matrix = prototype(pdfium.FPDFPageObj_GetMatrix, NUMBER, ADDRESS, ADDRESS)
page_object_count = prototype(pdfium.FPDFPage_CountObjects, NUMBER, ADDRESS)
form_object_count = prototype(pdfium.FPDFFormObj_CountObjects, NUMBER, ADDRESS)
path_draw_mode = prototype(pdfium.FPDFPath_GetDrawMode, NUMBER, ADDRESS, ADDRESS, ADDRESS)


def of_each(function: Call, objects: Iterable[int]) -> list[int]:
    """Return what a function says of each object; a null address is 0."""
    return [result or 0 for result in map(function, objects)]


def of_indices(function: Call, handle: int, indices: Iterable[int]) -> list[int]:
    """Return what a function says of each index within what the handle stands for; a null address is 0."""
    return [result or 0 for result in map(function, repeat(handle), indices)]


def fill(
    function: Call, count: int, *leading: Iterable[int], kind: npt.DTypeLike, width: int, scattered: bool = False
) -> npt.NDArray[Any]:
    """Call a function once for each row of a new array and let it write there.

    Args:
        function: takes one of each leading argument, then where to write.
        count: how many rows.
        leading: arguments before the target, one iterable each.
        kind: type of the numbers that the function writes.
        width: how many numbers it writes.
        scattered: whether it wants an address for each number rather than one for all.

    Returns:
        The numbers, one row for each call; rows of failed calls hold zeros.
    """
    target = np.zeros((count, width), kind)
    start, size = target.ctypes.data, target.itemsize
    step = width * size
    places: Sequence[range] = [
        range(start + part * size, start + part * size + count * step, step)
        for part in range(width if scattered else 1)
    ]
    deque(map(function, *leading, *places), maxlen=0)
    return target
