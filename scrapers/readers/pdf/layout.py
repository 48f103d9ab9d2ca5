"""Pages to blocks: which part of a page is grid, table, newspaper columns, tiles or running lines.

Belongs here: the choice of strategy and the reading order. Does not belong here: each strategy's own work.
"""

from dataclasses import dataclass, field

from schemas.documents import Block, Heading, Table
from scrapers.readers.pdf import columns, furniture
from scrapers.readers.pdf.columns import Region
from scrapers.readers.pdf.drafts import Draft, stack_halves
from scrapers.readers.pdf.emphasis import body_style
from scrapers.readers.pdf.flow import Flow
from scrapers.readers.pdf.grids import find_grids, header_over
from scrapers.readers.pdf.lines import Line, find_lines, line_of, once
from scrapers.readers.pdf.newspaper import is_newspaper
from scrapers.readers.pdf.number_columns import part_numbers
from scrapers.readers.pdf.overruns import part_overruns
from scrapers.readers.pdf.page_model import Box, Page, Style
from scrapers.readers.pdf.tables import led_table, unruled_table
from scrapers.readers.pdf.tile_maps import find_map
from scrapers.readers.pdf.tiles import find_tiles

FEWEST_LINES = 8
"""Lines from which a region's own columns become the pattern for the regions after it."""


@dataclass(frozen=True, slots=True)
class Choices:
    """How to decide where the page itself leaves it open."""

    flip_columns: bool = False
    by_indent: bool = False
    ignore_rules: bool = False
    ignore_columns: bool = False


@dataclass(slots=True)
class Part:
    """A piece of the document in reading order: a table draft, a run of lines, or finished blocks."""

    draft: Draft | None = None
    lines: list[Line] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)


class Layout:
    """Lays out one document; pages are upright and free of other directions."""

    def __init__(self, pages: list[Page]) -> None:
        self.pages = pages
        for page in pages:
            page.words = once(page.words)
        self.lines = [find_lines(page) for page in pages]
        self.body: tuple[Style, bool] = body_style([line for lines in self.lines for line in lines])

    def blocks(self, choices: Choices) -> tuple[Block, ...]:
        """Return the document's blocks under these choices."""
        grids = [[] if choices.ignore_rules else find_grids(page, self.body) for page in self.pages]
        kept = [list(lines) for lines in self.lines]
        for index, found_grids in enumerate(grids):
            for box, draft in found_grids:
                kept[index] = outside(kept[index], box)
                head = header_over(kept[index], box, draft)
                if head is not None:
                    kept[index].remove(head)
        heads, feet = furniture.take_out(kept)
        parts: list[Part] = []
        before: Region | None = None
        for index, lines in enumerate(kept):
            if index in heads:
                parts.append(Part(blocks=[running_head(line) for line in heads[index]]))
            found, before = self.page_parts(grids[index], lines, choices, before)
            parts += found
        parts += [Part(lines=[line]) for line in feet]
        return self.assemble(parts, choices)

    def page_parts(
        self, grids: list[tuple[Box, Draft]], lines: list[Line], choices: Choices, before: Region | None
    ) -> tuple[list[Part], Region | None]:
        """Return the parts of one page from top to bottom."""
        placed = [(box.top, Part(draft=draft)) for box, draft in grids]
        tiles, used = find_tiles(lines)
        if tiles:
            lines = without(lines, used)
            placed.append(
                (min(float((tile.locator.box or "0,0").split(",")[1]) for tile in tiles), Part(blocks=list(tiles)))
            )
        found_map = find_map(lines[0].page, lines) if lines else None
        if found_map is not None:
            labels, used, top = found_map
            lines = without(lines, used)
            placed.append((top, Part(blocks=[labels])))
        for stretch in stretches(lines, [top for top, _ in placed]):
            regions = [Region(stretch)] if choices.ignore_columns else columns.partition(stretch)
            for region in regions:
                region = like(before, region)
                if region.gutters:
                    if region.newspaper is None:
                        region.newspaper = is_newspaper(region, self.body)
                    if (
                        before is None
                        or len(region.lines) >= FEWEST_LINES
                        or len(region.gutters) >= len(before.gutters)
                    ):
                        before = region
                top = region.lines[0].box.top
                placed += [(top, part) for part in self.region_parts(region, choices)]
        return [part for _, part in sorted(placed, key=lambda pair: pair[0])], before

    def region_parts(self, region: Region, choices: Choices) -> list[Part]:
        """Return the parts of one region: a table, or columns one after the other."""
        if not region.gutters:
            led = sum(line.led for line in region.lines)
            if led > 0.3 * len(region.lines) and led > 1:
                return led_parts(region.lines)
            return [Part(lines=region.lines)]
        newspaper = is_newspaper(region, self.body) if region.newspaper is None else region.newspaper
        if newspaper != choices.flip_columns:
            parts = []
            for lines in columns.column_lines(region):
                for inner in columns.partition(lines):
                    parts += self.region_parts(inner, Choices()) if inner.gutters else [Part(lines=inner.lines)]
            return parts
        return [Part(draft=unruled_table(region, self.body))]

    def assemble(self, parts: list[Part], choices: Choices) -> tuple[Block, ...]:
        """Join tables that go on over pages and make blocks of everything."""
        joined: list[Part] = []
        for part in parts:
            last = next((other for other in reversed(joined) if not is_aside(other)), None)
            if part.draft and last and last.draft and last.draft.continues(part.draft):
                last.draft.extend(part.draft)
            else:
                joined.append(part)
        flow = Flow(self.body, by_indent=choices.by_indent)
        flow.learn([part.lines for part in joined if part.lines])
        blocks: list[Block] = []
        for part in joined:
            blocks += part.blocks
            if part.lines:
                blocks += flow.blocks(part.lines)
            if part.draft and part.draft.rows:
                blocks.append(table_block(part.draft))
        return tuple(blocks)


def running_head(line: Line) -> Heading:
    """Make a heading of a running head; its year or title holds for all that follows."""
    return Heading(line.text, 1, line.page.locate(line.box))


def is_aside(part: Part) -> bool:
    """Tell whether a part is empty, so that a table may go on after it."""
    return not (part.draft or part.lines or part.blocks)


def table_block(draft: Draft) -> Table:
    """Make the table block, what ran together parted and half tables stacked."""
    return stack_halves(part_numbers(part_overruns(draft))).table()


def led_parts(lines: list[Line]) -> list[Part]:
    """Part lines with leader dots from lines without, in order."""
    parts: list[Part] = []
    run: list[Line] = []
    for line in lines:
        if run and run[-1].led != line.led:
            parts.append(Part(draft=led_table(run)) if run[-1].led else Part(lines=run))
            run = []
        run.append(line)
    parts.append(Part(draft=led_table(run)) if run[-1].led else Part(lines=run))
    return parts


def outside(lines: list[Line], box: Box) -> list[Line]:
    """Return the lines without the segments that lie in a box."""
    used = {
        id(segment)
        for line in lines
        for segment in line.segments
        if box.top < (segment.box.top + segment.box.bottom) / 2 < box.bottom
        and box.x0 - 2 < (segment.box.x0 + segment.box.x1) / 2 < box.x1 + 2
    }
    return without(lines, used)


def without(lines: list[Line], used: set[int]) -> list[Line]:
    """Return the lines without these segments."""
    result = []
    for line in lines:
        rest = [segment for segment in line.segments if id(segment) not in used]
        if len(rest) == len(line.segments):
            result.append(line)
        elif rest:
            result.append(line_of(rest, led=line.led))
    return result


def stretches(lines: list[Line], tops: list[float]) -> list[list[Line]]:
    """Cut lines where a grid or a group of tiles stands between them."""
    groups: dict[int, list[Line]] = {}
    for line in lines:
        groups.setdefault(sum(top < line.baseline for top in tops), []).append(line)
    return list(groups.values())


def like(before: Region | None, region: Region) -> Region:
    """Give a region the gutters of the one before it where both agree, so that a page's accidents cut no column."""
    if before is None:
        return region
    old = before.gutters
    shared = [
        (max(start, other_start), min(end, other_end))
        for start, end in old
        for other_start, other_end in region.gutters
        if min(end, other_end) - max(start, other_start) > 0.5
    ]
    if old and len(shared) == len(old):
        return Region(region.lines, shared, before.newspaper)
    several = [line for line in region.lines if len(line.segments) > 1]
    crossing = sum(any(columns.words_span(line, gutter) for gutter in old) for line in several)
    if old and 2 * len(several) >= len(region.lines) and crossing <= 0.05 * len(region.lines):
        return Region(region.lines, old, before.newspaper)
    return region
