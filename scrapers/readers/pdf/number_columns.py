"""Columns of numbers that stand so close that they were read as one: "8 4*" under "Quota Matched".

Belongs here: telling such columns by their cells, and parting them. Does not belong here: geometry (columns.py).
"""

import re
from collections import Counter
from dataclasses import replace

from scrapers.readers.pdf.drafts import Draft, DraftCell
from scrapers.readers.pdf.page_model import Box

NUMBER = r"(?:[<>~$]?\d[\d,]*(?:\.\d+)?%?|-{1,2}|[–—]|n/?a|\.)(?:\s?[*†‡§])?"
RUN = re.compile(rf"{NUMBER}(?:\s+{NUMBER})+", re.IGNORECASE)
ONE = re.compile(NUMBER, re.IGNORECASE)
YEAR = re.compile(r"(?:19|20)\d\d")
SHARE = 0.9


def part_numbers(draft: Draft) -> Draft:
    """Part every column whose cells hold the same number of numbers, under a header of as many words."""
    counts = {column: parts for column in range(draft.width) if (parts := parts_of(draft, column)) > 1}
    if not counts:
        return draft
    starts: list[int] = []
    width = 0
    for column in range(draft.width):
        starts.append(width)
        width += counts.get(column, 1)
    rows = [
        replace(row, cells=[new for cell in row.cells for new in placed(cell, counts, [*starts, width])])
        for row in draft.rows
    ]
    return Draft(rows, draft.edges, width, draft.caption)


def parts_of(draft: Draft, column: int) -> int:
    """Return how many numbers each cell of a column holds; 1 where cells differ or no header bears it out."""
    cells = [
        cell.text
        for row in draft.rows
        if not row.band
        for cell in row.cells
        if cell.column == column and cell.column_span == 1
    ]
    runs = [len(ONE.findall(text)) for text in cells if is_run(text)]
    if not runs:
        return 1
    parts, count = Counter(runs).most_common(1)[0]
    others = [text for text in cells if not is_run(text)]
    headed = any(len(text.split()) == parts and not any(map(str.isdigit, text)) for text in others)
    lone = sum(bool(ONE.fullmatch(text)) and not YEAR.fullmatch(text) for text in others)
    return parts if headed and count >= SHARE * (len(runs) + lone) else 1


def is_run(text: str) -> bool:
    """Tell whether a cell holds several numbers and not the years of a header."""
    return bool(RUN.fullmatch(text)) and not all(YEAR.fullmatch(part) for part in text.split())


def placed(cell: DraftCell, counts: dict[int, int], starts: list[int]) -> list[DraftCell]:
    """Return a cell at its new columns, parted where it holds one word or number for each."""
    parts = counts.get(cell.column, 1)
    first, last = starts[cell.column], starts[min(cell.column + cell.column_span, len(starts) - 1)]
    texts = [match[0] for match in ONE.finditer(cell.text)] if is_run(cell.text) else cell.text.split()
    if parts == 1 or cell.column_span > 1 or len(texts) != parts:
        return [replace(cell, column=first, column_span=last - first)]
    each = cell.box.width / parts
    return [
        replace(
            cell,
            text=text,
            column=first + place,
            box=Box(cell.box.x0 + each * place, cell.box.top, cell.box.x0 + each * (place + 1), cell.box.bottom),
        )
        for place, text in enumerate(texts)
    ]
