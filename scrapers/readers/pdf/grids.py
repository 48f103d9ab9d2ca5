"""Tables drawn with rules in both directions: their cells are what the rules enclose.

Belongs here: rules to cells, merged cells, words to cells. Does not belong here: half-ruled tables (tables.py).
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from itertools import pairwise
from operator import attrgetter

from scrapers.readers.pdf.drafts import Draft, DraftCell, Row
from scrapers.readers.pdf.emphasis import emphasis
from scrapers.readers.pdf.joining import join
from scrapers.readers.pdf.lines import Line, baselines, segment_of
from scrapers.readers.pdf.page_model import Box, Page, Style, Word, union

TOLERANCE = 2.5
HEADER_DISTANCE = 1.2
"""Distance, in font sizes, up to which a line stands right over a grid."""
MOST_CROSSINGS = 1_000_000
MOST_UNITS = 40_000
MOST_LINES = 3.2
"""Lines of text a row from which on rules enclose parts of a page and no cells."""
Edge = tuple[float, float, float]
"""Position of a rule across its length, start and end along it."""


def find_grids(page: Page, body: tuple[Style, bool]) -> list[tuple[Box, Draft]]:
    """Return the page's full grids with the boxes that they cover; words in them belong to no other block."""
    level, upright = edges(page)
    if len(level) < 2 or len(upright) < 3 or len(level) * len(upright) > MOST_CROSSINGS:
        return []
    return [
        (grid.box, grid.draft(page, body))
        for grid in (Grid(part_level, part_upright) for part_level, part_upright in components(level, upright))
        if grid.is_table(page)
    ]


def edges(page: Page) -> tuple[list[Edge], list[Edge]]:
    """Return horizontal and vertical edges from rules and outlined areas."""
    level: list[Edge] = []
    upright: list[Edge] = []
    for rule in page.rules:
        if rule.width >= rule.height:
            level.append(((rule.top + rule.bottom) / 2, rule.x0, rule.x1))
        if rule.height >= rule.width:
            upright.append(((rule.x0 + rule.x1) / 2, rule.top, rule.bottom))
    for area in page.areas:
        box = area.box
        if area.outlined:
            level += [(box.top, box.x0, box.x1), (box.bottom, box.x0, box.x1)]
            upright += [(box.x0, box.top, box.bottom), (box.x1, box.top, box.bottom)]
    return merged(level), merged(upright)


def merged(found: list[Edge]) -> list[Edge]:
    """Snap edges to common positions and join those that touch."""
    found.sort()
    snapped: dict[float, list[tuple[float, float]]] = defaultdict(list)
    position = None
    for place, start, end in found:
        if position is None or place - position > TOLERANCE:
            position = place
        snapped[position].append((start, end))
    result: list[Edge] = []
    for place, parts in snapped.items():
        parts.sort()
        start, end = parts[0]
        for next_start, next_end in parts[1:]:
            if next_start <= end + TOLERANCE:
                end = max(end, next_end)
            else:
                result.append((place, start, end))
                start, end = next_start, next_end
        result.append((place, start, end))
    return result


def components(level: list[Edge], upright: list[Edge]) -> list[tuple[list[Edge], list[Edge]]]:
    """Group edges that meet."""
    parents = list(range(len(level) + len(upright)))

    def root(item: int) -> int:
        while parents[item] != item:
            parents[item] = parents[parents[item]]
            item = parents[item]
        return item

    for index, (y, x0, x1) in enumerate(level):
        for other, (x, top, bottom) in enumerate(upright, len(level)):
            if x0 - TOLERANCE <= x <= x1 + TOLERANCE and top - TOLERANCE <= y <= bottom + TOLERANCE:
                parents[root(other)] = root(index)
    groups: dict[int, tuple[list[Edge], list[Edge]]] = defaultdict(lambda: ([], []))
    for index, edge in enumerate(level):
        groups[root(index)][0].append(edge)
    for index, edge in enumerate(upright, len(level)):
        groups[root(index)][1].append(edge)
    return [parts for parts in groups.values() if len(parts[0]) >= 2 and len(parts[1]) >= 3]


class Grid:
    """One group of rules that meet; its units are the smallest rectangles between all positions."""

    def __init__(self, level: list[Edge], upright: list[Edge]) -> None:
        self.level, self.upright = level, upright
        self.ys = positions(level)
        self.xs = positions(upright)
        self.box = Box(self.xs[0], self.ys[0], self.xs[-1], self.ys[-1])
        self.rows, self.columns = len(self.ys) - 1, len(self.xs) - 1

    def is_table(self, page: Page) -> bool:
        """Tell whether it has several columns and rows, and about as many rows as any column has lines of text."""
        if self.columns < 2 or self.rows < 2 or self.rows * self.columns > MOST_UNITS:
            return False
        inside = self.inside(page.words)
        if not inside:
            return False
        most = MOST_LINES * self.rows + 2
        if len(baselines(inside)) <= most:
            return True
        columns: list[list[Word]] = [[] for _ in range(self.columns)]
        for word in inside:
            columns[min(bisect_right(self.xs, (word.x0 + word.x1) / 2) - 1, self.columns - 1)].append(word)
        return all(len(baselines(column)) <= most for column in columns if column)

    def inside(self, words: list[Word]) -> list[Word]:
        """Return the words whose middle lies within."""
        left, top, right, bottom = (2 * side for side in self.box)
        return [word for word in words if left < word.x0 + word.x1 < right and top < word.top + word.bottom < bottom]

    def spans(self) -> dict[tuple[int, int], tuple[int, int, int, int]]:
        """Return for each unit the range of rows and columns of the cell it belongs to."""
        right = defaultdict(list)
        for x, top, bottom in self.upright:
            right[nearest(self.xs, x)].append((top, bottom))
        below = defaultdict(list)
        for y, x0, x1 in self.level:
            below[nearest(self.ys, y)].append((x0, x1))
        parents = {(row, column): (row, column) for row in range(self.rows) for column in range(self.columns)}

        def root(unit: tuple[int, int]) -> tuple[int, int]:
            while parents[unit] != unit:
                parents[unit] = parents[parents[unit]]
                unit = parents[unit]
            return unit

        middles_down = [(top + bottom) / 2 for top, bottom in pairwise(self.ys)]
        middles_across = [(x0 + x1) / 2 for x0, x1 in pairwise(self.xs)]
        for row in range(self.rows):
            for column in range(self.columns):
                if column + 1 < self.columns and not covered(right[column + 1], middles_down[row]):
                    parents[root((row, column + 1))] = root((row, column))
                if row + 1 < self.rows and not covered(below[row + 1], middles_across[column]):
                    parents[root((row + 1, column))] = root((row, column))
        ranges: dict[tuple[int, int], tuple[int, int, int, int]] = {}
        for unit in parents:
            home = root(unit)
            low_row, high_row, low_column, high_column = ranges.get(home, (*unit[:1], *unit[:1], *unit[1:], *unit[1:]))
            ranges[home] = (
                min(low_row, unit[0]),
                max(high_row, unit[0]),
                min(low_column, unit[1]),
                max(high_column, unit[1]),
            )
        return {unit: ranges[root(unit)] for unit in parents}

    def draft(self, page: Page, body: tuple[Style, bool]) -> Draft:
        """Make the table: words go to the cell in which their middle lies."""
        spans = self.spans()
        words: dict[tuple[int, int, int, int], list[Word]] = {place: [] for place in spans.values()}
        for word in self.inside(page.words):
            row = min(bisect_right(self.ys, (word.top + word.bottom) / 2) - 1, self.rows - 1)
            column = min(bisect_right(self.xs, (word.x0 + word.x1) / 2) - 1, self.columns - 1)
            words[spans[max(row, 0), max(column, 0)]].append(word)
        rows = [Row([], page) for _ in range(self.rows)]
        strong = [True] * self.rows
        for (top, bottom, left, right), inside in sorted(words.items()):
            box = Box(self.xs[left], self.ys[top], self.xs[right + 1], self.ys[bottom + 1])
            lines = [segment_of(sorted(line, key=attrgetter("x0")), page) for line in baselines(inside)]
            text = join(line.text for line in lines)
            if lines:
                box = union([line.box for line in lines])
                strong[top] &= all(emphasis(line, body).strong for line in lines)
            rows[top].cells.append(DraftCell(text, left, box, right - left + 1, bottom - top + 1))
        self.mark(rows, strong)
        kept = [row for row in rows if any(cell.text or cell.row_span > 1 for cell in row.cells) or not row.cells]
        return Draft(kept, [(x, x) for x in self.xs], self.columns)

    def mark(self, rows: list[Row], strong: list[bool]) -> None:
        """Mark leading header rows, and rows that are one heading over the full width."""
        leading = True
        for row, stands_out in zip(rows, strong, strict=True):
            filled = [cell for cell in row.cells if cell.text]
            full = len(row.cells) == 1 and row.cells[0].column_span == self.columns
            if full and filled and self.columns > 1:
                row.band = True
            elif leading and stands_out and filled:
                row.is_header = True
            elif filled:
                leading = False


def header_over(lines: list[Line], box: Box, draft: Draft) -> Line | None:
    """Return the line right over a grid whose pieces stand over its columns, and make it the first row; None where there is none.

    Header cells are often left without rules.
    """
    head = max(
        (line for line in lines if line.box.bottom <= box.top + TOLERANCE),
        key=lambda line: line.baseline,
        default=None,
    )
    if head is None or box.top - head.box.bottom > HEADER_DISTANCE * head.size or not draft.rows:
        return None
    edges = [start for start, _ in draft.edges]
    places = [bisect_right(edges, (piece.box.x0 + piece.box.x1) / 2) - 1 for piece in head.segments]
    is_over = all(0 <= place < draft.width for place in places) and len(set(places)) == len(places)
    if not is_over or len(places) < max(2, 0.6 * draft.width) or draft.rows[0].is_header or draft.rows[0].band:
        return None
    cells = [DraftCell(piece.text, place, piece.box) for place, piece in zip(places, head.segments, strict=True)]
    draft.rows.insert(0, Row(cells, draft.rows[0].page, is_header=True))
    return head


def positions(found: list[Edge]) -> list[float]:
    """Return the distinct positions of edges in order."""
    return sorted({place for place, _, _ in found})


def nearest(values: list[float], value: float) -> int:
    """Return the index of the value in a sorted list that holds it."""
    return bisect_left(values, value)


def covered(parts: list[tuple[float, float]], place: float) -> bool:
    """Tell whether one of the parts of an edge runs past a place."""
    return any(start <= place <= end for start, end in parts)
