"""Text layers: pieces of text that the page places by coordinates, in no useful order of markup.

Belongs here: putting such pieces in reading order. Does not belong here: other layout by style (tiles.py).
"""

from dataclasses import dataclass

from lxml.etree import _Element

from scrapers.readers.html.inline import text_of
from scrapers.readers.html.markup import POSITION_STYLE

LEAST_PIECES = 3
SAME_COLUMN = 6.0
SAME_LINE = 4.0


@dataclass(frozen=True, slots=True)
class Piece:
    """One placed piece of text; left and top in the page's own unit."""

    left: float
    top: float
    text: str


def layer_columns(element: _Element) -> list[list[str]] | None:
    """Return the texts of a layer, column by column; None where an element is no layer.

    Pieces that share their left edge form a column, as captions under a figure do. Where most pieces stand at an edge of
    their own the layer holds words or half lines: then lines are put together and form one column.
    """
    if len(element) < LEAST_PIECES or (element.text and element.text.strip()):
        return None
    pieces = []
    for child in element:
        piece = placed(child)
        if piece is None:
            return None
        if piece.text:
            pieces.append(piece)
    pieces.sort(key=lambda piece: (piece.left, piece.top))
    columns: list[list[Piece]] = []
    for piece in pieces:
        if columns and piece.left - columns[-1][0].left <= SAME_COLUMN:
            columns[-1].append(piece)
        else:
            columns.append([piece])
    if len(columns) * 2 > len(pieces):
        return [lines_of(pieces)]
    return [[piece.text for piece in sorted(column, key=lambda piece: piece.top)] for column in columns]


def placed(element: _Element) -> Piece | None:
    """Return a child with its coordinates, or None where its style gives none."""
    style = element.get("style")
    if not style:
        return None
    found = {name.lower(): float(number) for name, number, _ in POSITION_STYLE.findall(style)}
    if "left" not in found or "top" not in found:
        return None
    return Piece(found["left"], found["top"], text_of(element))


def lines_of(pieces: list[Piece]) -> list[str]:
    """Join pieces that stand at one height, from the top down."""
    lines: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda piece: (piece.top, piece.left)):
        if lines and piece.top - lines[-1][0].top <= SAME_LINE:
            lines[-1].append(piece)
        else:
            lines.append([piece])
    return [" ".join(piece.text for piece in sorted(line, key=lambda piece: piece.left)) for line in lines]
