"""Lines of documents without pages: what stands around a finding on a web page, in a workbook or a text file.

Belongs here: blocks as lines, which line a place stands for. Does not belong here: names of people (extractors/people),
pictures of pages (pages.py).
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

from schemas.documents import Cell, Heading, ListItem, Located, Table, Tile
from schemas.views import DocumentView, LineView, Wanted, place_key
from scrapers.extractors.passages import Passage, text_of
from scrapers.extractors.people import MARK, People

AROUND = 4
"""Lines kept on each side of a line that is asked for."""
LONGEST_LINE = 1_200
MOST_LINES = 20_000
HEADING, FIRST_ROW, ROW = "heading", "first row", "row"
CELLS = " | "
"""What parts the cells of a row."""
WORD = re.compile(r"\w+")
ENOUGH_WORDS = 0.6
"""Share of a quotation's words that a line must hold to be taken for its place where the place itself is not found."""


@dataclass(slots=True)
class Line:
    """One line with the places that lead to it."""

    kind: str
    text: str
    places: list[Located] = field(default_factory=list)


def lines_view(passages: Sequence[Passage], people: People, wanted: Sequence[Wanted]) -> DocumentView:
    """The lines around the wanted places, names of people replaced by a mark."""
    lines = list(lines_of(passages, people))[:MOST_LINES]
    index = LineIndex(lines)
    places = {place_key(one.place): number for one in wanted if (number := index.find(one)) is not None}
    kept = sorted({number for found in places.values() for number in kept_with(found, lines)})
    shown = [
        LineView(number=number, kind=lines[number].kind, text=shortened(lines[number].text))
        for number in kept
        if 0 <= number < len(lines)
    ]
    missed = len({place_key(one.place) for one in wanted}) - len(places)
    reason = f"{missed} places could not be found again in the archived document" if missed else None
    return DocumentView(lines=tuple(shown), places=places, unseen=reason)


def kept_with(number: int, lines: Sequence[Line]) -> Iterator[int]:
    """Yield the numbers of the lines around one, of the heading that it stands under, and of the first row of its table."""
    yield from range(number - AROUND, number + AROUND + 1)
    above = range(number, -1, -1)
    if lines[number].kind == ROW:
        yield from islice((before for before in above if lines[before].kind == FIRST_ROW), 1)
    yield from islice((before for before in above if lines[before].kind == HEADING), 1)


def lines_of(passages: Iterable[Passage], people: People) -> Iterator[Line]:
    """Yield every heading, paragraph, item, tile and table row with words; its names are removed."""
    for passage in passages:
        block = passage.block
        if isinstance(block, Table):
            yield from rows_of(block, people)
        elif text := nameless(text_of(block), people):
            yield Line(kind_of(block), text, [block.locator])


def rows_of(table: Table, people: People) -> Iterator[Line]:
    """Yield the rows of a table; cells of columns that hold names are marks."""
    if table.caption:
        yield Line(HEADING, nameless(table.caption, people), [])
    hidden = name_columns(table, people)
    rows: dict[int, list[Cell]] = defaultdict(list)
    for cell in table.cells:
        rows[cell.row].append(cell)
    for number, cells in sorted(rows.items()):
        ordered = sorted(cells, key=lambda cell: cell.column)
        texts = [
            MARK if number > 0 and cell.column in hidden and cell.text.strip() else nameless(cell.text, people)
            for cell in ordered
        ]
        if any(texts):
            yield Line(ROW if number else FIRST_ROW, CELLS.join(texts), [cell.locator for cell in ordered])


def name_columns(table: Table, people: People) -> set[int]:
    """Columns of a table that hold names of people, told by their head and their cells."""
    grid = table.grid()
    if len(grid) < 2:
        return set()
    columns = zip(*grid, strict=True)
    return {number for number, (head, *cells) in enumerate(columns) if people.is_name_column(head, cells)}


def nameless(text: str, people: People) -> str:
    """The words on one line, a name of a person replaced by a mark."""
    flat = " ".join(text.split())
    return MARK if flat and people.is_name(flat) else people.clean(flat)


def kind_of(block: Heading | ListItem | Tile | object) -> str:
    """What a reader is told a line is."""
    return {Heading: HEADING, ListItem: "item", Tile: "tile"}.get(type(block), "text")


def shortened(text: str) -> str:
    """A line of bounded length, cut between words."""
    return text if len(text) <= LONGEST_LINE else text[:LONGEST_LINE].rpartition(" ")[0] + " …"


class LineIndex:
    """Finds the line of a place, by the place itself or by the words that were kept of it."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self._words = [words_of(line.text) for line in lines]
        self._by_place: dict[str, list[int]] = defaultdict(list)
        for number, line in enumerate(lines):
            for key in {key for place in line.places for key in keys_of_line(place)}:
                self._by_place[key].append(number)

    def find(self, wanted: Wanted) -> int | None:
        """Number of the line, None where neither place nor words lead to one."""
        near = next((self._by_place[key] for key in keys_wanted(wanted.place) if key in self._by_place), [])
        asked = words_of(wanted.quote or "")
        if len(near) == 1 or (near and not asked):
            return near[0]
        candidates: Sequence[int] = near or range(len(self._words))
        best = max(candidates, key=lambda number: len(asked & self._words[number]), default=None)
        if best is None or not asked or (not near and len(asked & self._words[best]) < ENOUGH_WORDS * len(asked)):
            return None
        return best


def words_of(text: str) -> frozenset[str]:
    """The words of a text, letters folded."""
    return frozenset(WORD.findall(text.casefold()))


def keys_of_line(place: Located) -> Iterator[str]:
    """Yield the keys under which a line is found: its place, the element around it, its row."""
    yield place_key(place)
    if place.element_path:
        yield f"in {place.element_path.rpartition('/')[0]}"
    if place.cell:
        yield row_key(place)


def keys_wanted(place: Located) -> Iterator[str]:
    """Yield the keys by which a place is looked up, the closest first: itself, what stands in it, the row that it stands in."""
    yield place_key(place)
    if place.element_path:
        yield f"in {place.element_path}"
        around, _, last = place.element_path.rpartition("/")
        if last.startswith(("td", "th")):
            yield around
    if place.cell:
        yield row_key(place)


def row_key(place: Located) -> str:
    """The row of a sheet that a cell, or the first cell of a range, stands in."""
    first = (place.cell or "").partition(":")[0]
    return f"row {place.sheet or ''}!{first.lstrip('ABCDEFGHIJKLMNOPQRSTUVWXYZ$')}"
