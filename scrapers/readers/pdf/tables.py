"""Rows of tables without full rules: lines with gutters, grouped to rows.

Belongs here: wrapped cells, separators, header rows, heading rows within a table. Does not belong here: full grids
(grids.py), gutters (columns.py).
"""

from bisect import bisect
from collections.abc import Iterator
from itertools import pairwise
from statistics import median

from scrapers.readers.pdf.columns import Region, pitch, split_lines
from scrapers.readers.pdf.drafts import Draft, DraftCell, Row
from scrapers.readers.pdf.emphasis import emphasis
from scrapers.readers.pdf.joining import join
from scrapers.readers.pdf.lines import Line, Segment
from scrapers.readers.pdf.page_model import Page, Style, union

FEWEST_STEPS = 8
TIGHT, LOOSE = 1.1, 1.25
"""Times the closest distance of two lines up to which lines are in one row, and from which they are in two."""
ALL_STEPS = 0.95
Piece = tuple[int, int, Segment]
Pieces = list[Piece]
Body = tuple[Style, bool]


def led_table(lines: list[Line]) -> Draft:
    """Make a table of lines whose columns are joined by leader dots: the cells are what stands between the dots."""
    width = max(len(line.segments) for line in lines)
    rows = [
        Row(
            [
                DraftCell(segment.text, column, segment.box)
                for column, segment in enumerate(line.segments)
                if segment.text
            ],
            line.page,
        )
        for line in lines
    ]
    return Draft(rows, [], width)


def unruled_table(region: Region, body: Body) -> Draft:
    """Make a table of a region with gutters."""
    lines = region.lines
    width = len(region.gutters) + 1
    split = split_lines(region)
    bands = [is_band(pieces, line, body) for pieces, line in zip(split, lines, strict=True)]
    groups = list(headers_apart(group(lines, split, bands, width), split, body))
    rows: list[Row] = []
    for indices in groups:
        cells = cells_of([split[index] for index in indices])
        band = len(indices) == 1 and bands[indices[0]]
        if band:
            cells = [DraftCell(join(cell.text for cell in cells), 0, union([cell.box for cell in cells]), width)]
        rows.append(Row(cells, lines[indices[0]].page, band=band))
    mark_headers(rows, groups, split, body, lines)
    return Draft(rows, list(region.gutters), width)


def is_band(pieces: Pieces, line: Line, body: Body) -> bool:
    """Tell whether a line is a heading within the table: alone on its line, at the left, and set apart."""
    if len(pieces) != 1 or pieces[0][0] != 0:
        return False
    return emphasis(line.segments[0], body).strong


def cells_of(lines: list[Pieces]) -> list[DraftCell]:
    """Join the pieces of a row's lines column by column."""
    columns: dict[int, list[Piece]] = {}
    for pieces in lines:
        for piece in pieces:
            columns.setdefault(piece[0], []).append(piece)
    return [
        DraftCell(
            join(segment.text for _, _, segment in parts),
            column,
            union([segment.box for _, _, segment in parts]),
            max(span for _, span, _ in parts),
        )
        for column, parts in sorted(columns.items())
    ]


def group(lines: list[Line], split: list[Pieces], bands: list[bool], width: int) -> list[list[int]]:
    """Group line indices to rows: by separators where they are drawn, else by what each line fills."""
    separators = find_separators(lines[0].page, lines)
    if len(separators) > 0.45 * len(lines) or is_separated(separators, lines, split, width):
        return by_separators(lines, separators)
    if groups := by_leading(lines, split, bands, width):
        return groups
    key = key_column(lines, split, bands, width)
    return by_filling(lines, split, bands, key, width)


def headers_apart(groups: list[list[int]], split: list[Pieces], body: Body) -> Iterator[list[int]]:
    """Part header lines from the row that stands between the same separators: stripes may leave both of them white."""
    for indices in groups:
        if len(indices) == 1:
            yield indices
            continue
        strong = [[emphasis(segment, body).strong for _, _, segment in split[index]] for index in indices]
        heads = next((place for place, pieces in enumerate(strong) if not all(pieces)), 0)
        if heads and len(split[indices[0]]) > 1 and not any(any(pieces) for pieces in strong[heads:]):
            yield indices[:heads]
            yield indices[heads:]
        else:
            yield indices


def is_separated(separators: list[float], lines: list[Line], split: list[Pieces], width: int) -> bool:
    """Tell whether few separators still part all rows: between any two there is one line that fills every column."""
    if len(separators) < 4 or len(separators) < 0.2 * len(lines):
        return False
    counts: dict[int, int] = {}
    for line, pieces in zip(lines, split, strict=True):
        place = bisect(separators, line.baseline - 0.3 * line.size)
        counts[place] = counts.get(place, 0) + (len(pieces) >= 0.6 * width)
    return max(counts.values()) <= 1


def find_separators(page: Page, lines: list[Line]) -> list[float]:
    """Return the heights of wide rules and edges of bands among the lines, each once."""
    left, right = min(line.box.x0 for line in lines), max(line.box.x1 for line in lines)
    top, bottom = lines[0].baseline, lines[-1].baseline
    heights: dict[int, list[tuple[float, float, float]]] = {}
    for rule in page.rules:
        if rule.width > rule.height and top < rule.top < bottom:
            heights.setdefault(round(rule.top / 2), []).append((rule.x0, rule.x1, (rule.top + rule.bottom) / 2))
    for area in page.areas:
        if area.fill is None or area.box.height > 0.2 * page.height:
            continue
        for height in (area.box.top, area.box.bottom):
            if top < height < bottom:
                heights.setdefault(round(height / 2), []).append((area.box.x0, area.box.x1, height))
    found = [
        median(height for _, _, height in parts)
        for parts in heights.values()
        if max(end for _, end, _ in parts) - min(start for start, _, _ in parts) > 0.8 * (right - left)
        and sum(end - start for start, end, _ in parts) > 0.7 * (right - left)
    ]
    apart: list[float] = []
    for height in sorted(found):
        if not apart or height - apart[-1] > 3:
            apart.append(height)
    return apart


def by_separators(lines: list[Line], separators: list[float]) -> list[list[int]]:
    """Group lines that stand between the same separators."""
    groups: dict[int, list[int]] = {}
    for index, line in enumerate(lines):
        groups.setdefault(bisect(separators, line.baseline - 0.3 * line.size), []).append(index)
    return list(groups.values())


def by_leading(lines: list[Line], split: list[Pieces], bands: list[bool], width: int) -> list[list[int]]:
    """Group lines whose distances are of two kinds, those of lines within a row and those between rows; none where they are not.

    Only there a line that fills few columns is known to be a row of its own and not the rest of a wrapped cell.
    """
    steps = [
        then.baseline - this.baseline
        for place, (this, then) in enumerate(pairwise(lines))
        if not (bands[place] or bands[place + 1])
    ]
    if len(steps) < FEWEST_STEPS:
        return []
    tight = min(steps)
    inner = [step for step in steps if step <= TIGHT * tight]
    outer = [step for step in steps if step >= LOOSE * tight]
    size = median(line.size for line in lines)
    if not 0.9 * size <= tight <= 1.45 * size or len(inner) + len(outer) < ALL_STEPS * len(steps) or len(inner) < 2:
        return []
    edge = (TIGHT + LOOSE) / 2 * tight
    groups = [[0]]
    for place, (this, then) in enumerate(pairwise(lines)):
        is_apart = then.baseline - this.baseline > edge or bands[place] or bands[place + 1]
        groups.append([place + 1]) if is_apart else groups[-1].append(place + 1)
    lone = sum(len(split[group[0]]) <= max(1, width // 2) for group in groups if not bands[group[0]])
    first = sum(len(split[group[0]]) == max(len(split[index]) for index in group) for group in groups)
    return groups if lone and first >= ALL_STEPS * len(groups) else []


def key_column(lines: list[Line], split: list[Pieces], bands: list[bool], width: int) -> int:
    """Return the column that most lines fill with a text of its own, the leftmost of equals.

    What stands alone on its line, or on one of few pieces close to its neighbour, is mostly the rest of a wrapped cell.
    """
    filled = [0] * width
    for pieces, band in zip(split, bands, strict=True):
        if not band:
            for column in {column for column, _, _ in pieces}:
                filled[column] += 1
    wraps = [0] * width
    close = 0.75 * pitch(lines)
    for index, (pieces, band) in enumerate(zip(split, bands, strict=True)):
        neighbours = lines[max(0, index - 1) : index] + lines[index + 1 : index + 2]
        is_tight = any(abs(lines[index].baseline - other.baseline) < close for other in neighbours)
        if not band and (len(pieces) == 1 or (is_tight and len(pieces) < width)):
            for column in {column for column, _, _ in pieces}:
                wraps[column] += 1
    scores = [count - 2 * alone for count, alone in zip(filled, wraps, strict=True)]
    best = max(scores)
    return next(column for column, score in enumerate(scores) if score >= best - 0.03 * abs(best))


def by_filling(lines: list[Line], split: list[Pieces], bands: list[bool], key: int, width: int) -> list[list[int]]:
    """Group lines without the key column with the nearer neighbour that has it."""
    usual = pitch(lines)
    groups: list[list[int]] = []
    waiting: list[int] = []
    for index, pieces in enumerate(split):
        line = lines[index]
        if bands[index] or any(column == key for column, _, _ in pieces) or len(pieces) > max(1, width // 2):
            groups.append([*waiting, index])
            waiting = []
            continue
        above = line.baseline - lines[index - 1].baseline if index else 1e9
        below = lines[index + 1].baseline - line.baseline if index + 1 < len(lines) else 1e9
        if waiting or (below < 0.9 * above and below < 1.2 * usual and not bands[index + 1]):
            waiting.append(index)
        elif groups and above < 1.6 * usual and not bands[index - 1]:
            groups[-1].append(index)
        else:
            groups.append([index])
    if waiting:
        groups.append(waiting)
    return groups


def mark_headers(rows: list[Row], groups: list[list[int]], split: list[Pieces], body: Body, lines: list[Line]) -> None:
    """Mark the leading rows whose every cell is set apart from the rows below, and rows above a first full-width rule."""
    for row, indices in zip(rows[:4], groups, strict=False):
        segments = [segment for index in indices for _, _, segment in split[index]]
        below = [segment for index in range(indices[-1] + 1, len(lines)) for _, _, segment in split[index]][:60]
        if row.band and not (len(rows) > 1 and rows[0] is row and is_spanning_title(segments, lines)):
            if rows[0] is row:
                continue
            break
        if not below or not all(emphasis(segment, body).strong or is_distinct(segment, below) for segment in segments):
            break
        row.is_header, row.band = True, False


def is_spanning_title(segments: list[Segment], lines: list[Line]) -> bool:
    """Tell whether a lone heading of the first row stands right over the middle of the table, as a group title does."""
    left = min(line.box.x0 for line in lines)
    return bool(segments) and segments[0].box.x0 > left + 60


def is_distinct(segment: Segment, below: list[Segment]) -> bool:
    """Tell whether no segment further down has the style of this one."""
    style = segment.style
    return all(
        (other.style.bold, other.style.colour, other.style.italic) != (style.bold, style.colour, style.italic)
        for other in below
    )
