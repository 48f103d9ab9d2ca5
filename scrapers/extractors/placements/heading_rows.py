"""Rows of a narrow table that are headings though they fill its columns: "Pediatrics | 12" over institutions.

Belongs here: telling such rows. Does not belong here: headings that stand alone in their row (grid.py), what they say (bands.py).
"""

from dataclasses import replace
from itertools import pairwise

from schemas.documents import Cell
from scrapers.extractors.lexicon import is_known_institution
from scrapers.extractors.placements.columns import NONE_MARKS, like_institution, like_specialty
from scrapers.extractors.placements.grid import GridRow, GridView
from scrapers.extractors.placements.marks import as_number, is_total

ENTRIES = 0.8
"""Share of the other rows that must open with an institution."""
OVER_ENTRIES = 0.8
"""Share of such headings that must stand right over an entry."""


def with_heading_rows(view: GridView) -> GridView:
    """Return a view in which rows of a specialty and a number, over rows of institutions, are headings with their count."""
    view = with_first_heading(view)
    plain = [row for row in view.rows if row.band is None or row.own == {0}]
    heads = [row for row in plain if is_heading(row, view.width)]
    others = [row for row in plain if not is_heading(row, view.width) and not is_total(row.text(0))]
    if not any(row.band is None for row in heads) or len(others) < len(heads):
        return view
    if sum(opens_with_institution(row, view.width) for row in others) < ENTRIES * len(others):
        return view
    followed = sum(not is_heading(then, view.width) for this, then in pairwise(plain) if this in heads)
    if followed < OVER_ENTRIES * len(heads):
        return view
    rows = [replace(row, band=heading_words(row, view.width)) if row in heads else row for row in view.rows]
    return replace(view, rows=rows)


def with_first_heading(view: GridView) -> GridView:
    """Return a view whose header, where it is such a heading itself, is its first row: it was set apart as the others are."""
    first, *rest = view.headers
    if not like_specialty(first) or not any(as_number(cell) is not None for cell in rest):
        return view
    cells = {column: Cell(text, 0, column, view.rows[0].locator()) for column, text in enumerate(view.headers) if text}
    return replace(view, headers=[""] * view.width, rows=[GridRow(cells, own=set(cells)), *view.rows])


def is_heading(row: GridRow, width: int) -> bool:
    """Tell whether a row opens with a specialty and holds nothing else but numbers."""
    rest = [row.text(column) for column in range(1, width)]
    return (
        like_specialty(row.text(0))
        and not is_known_institution(row.text(0))
        and all(cell.casefold() in NONE_MARKS or as_number(cell) is not None or cell == row.text(0) for cell in rest)
    )


def opens_with_institution(row: GridRow, width: int) -> bool:
    """Tell whether a row opens with an institution and tells no specialty of its own."""
    return like_institution(row.text(0)) and not any(like_specialty(row.text(column)) for column in range(1, width))


def heading_words(row: GridRow, width: int) -> str:
    """Return the words of a heading row with the number beside them in brackets."""
    number = next((n for column in range(1, width) if (n := as_number(row.text(column))) is not None), None)
    return row.text(0) if number is None else f"{row.text(0)} ({number})"
