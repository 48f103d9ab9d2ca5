"""Cells that run into the next column of codes: "Obstetrics-Gynecology/Osteopathic 2170220C0" in one piece.

Belongs here: telling by the shape of the next column's cells where such a cell ends. Does not belong here: geometry, meaning.
"""

import re
from collections import Counter
from dataclasses import replace
from itertools import pairwise

from scrapers.readers.pdf.drafts import Draft, DraftCell
from scrapers.readers.pdf.page_model import Box

SHARE = 0.8
FEWEST_CELLS = 3
LETTER, DIGIT = re.compile(r"[A-Za-z]"), re.compile(r"\d")


def shape_of(text: str) -> str:
    """Return a text with every digit as 9 and every letter as A."""
    return DIGIT.sub("9", LETTER.sub("A", text))


def part_overruns(draft: Draft) -> Draft:
    """Part cells over two columns whose end has the shape that nearly all cells of the second column share."""
    shapes = {column: shape for column in range(1, draft.width) if (shape := shared_shape(draft, column))}
    if not shapes:
        return draft
    rows = [row if row.band else replace(row, cells=part_row(row.cells, shapes)) for row in draft.rows]
    return Draft(rows, draft.edges, draft.width, draft.caption)


def part_row(cells: list[DraftCell], shapes: dict[int, str]) -> list[DraftCell]:
    """Return the cells of a row, each that reaches into an empty column of codes parted."""
    taken = {cell.column for cell in cells if cell.text}
    return [part for cell in cells for part in (parted(cell, shapes) if cell.column + 1 not in taken else [cell])]


def shared_shape(draft: Draft, column: int) -> str | None:
    """Return the shape of a column of codes: one word with a digit, the same in nearly all cells."""
    cells = [
        cell.text
        for row in draft.rows
        for cell in row.cells
        if cell.column == column and cell.column_span == 1 and DIGIT.search(cell.text)
    ]
    if len(cells) < FEWEST_CELLS:
        return None
    shape, count = Counter(map(shape_of, cells)).most_common(1)[0]
    return shape if count >= SHARE * len(cells) and " " not in shape and len(shape) > 3 else None


def parted(cell: DraftCell, shapes: dict[int, str]) -> list[DraftCell]:
    """Return a cell, or the two that it holds."""
    shape = shapes.get(cell.column + 1)
    if (
        cell.column_span > 2
        or shape is None
        or shape_of(cell.text)[-len(shape) :] != shape
        or len(cell.text) <= len(shape)
    ):
        return [cell]
    cut = cell.box.x1 - cell.box.width * len(shape) / len(cell.text)
    texts = cell.text[: -len(shape)].rstrip(), cell.text[-len(shape) :]
    boxes = [
        Box(start, cell.box.top, end, cell.box.bottom) for start, end in pairwise((cell.box.x0, cut, cell.box.x1))
    ]
    return [
        replace(cell, text=text, box=box, column=cell.column + place, column_span=1)
        for place, (text, box) in enumerate(zip(texts, boxes, strict=True))
    ]
