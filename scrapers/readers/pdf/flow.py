"""Running lines to headings, paragraphs and list items.

Belongs here: bullets, heading levels, continued headings. Does not belong here: which lines are wrapped (wrapping.py), columns
and tables.
"""

import re
from collections import Counter
from dataclasses import dataclass, field
from itertools import pairwise

import us

from schemas.documents import Block, Heading, ListItem, Paragraph
from scrapers.readers.pdf.emphasis import Emphasis, emphasis
from scrapers.readers.pdf.joining import join
from scrapers.readers.pdf.lines import Line
from scrapers.readers.pdf.page_model import Style, union
from scrapers.readers.pdf.wrapping import (
    BULLET,
    FEWEST_DEEPER,
    HALF,
    centred_ends,
    follows,
    has_room,
    indents_entries,
    is_wrapped,
    paragraph_ends,
)

CONTINUED = re.compile(r"[\s,–—-]*[(\[]?\s*\bcont(?:inued|inues|['’]d|d)?\b\.?\s*[)\]]?\s*$", re.IGNORECASE)
STATES = "|".join(re.escape(state.name) for state in us.STATES_AND_TERRITORIES)
ENTRY_END = re.compile(rf"(?:^|[,\s])(?:[A-Z]{{2}}|D\.?C\.?|{STATES})\W{{0,2}}(?:\s*\(\d+\))?$")
"""The end of an entry of a list whose entries end with their state: ", TX", ", New Mexico (2)"."""
ENTRIES = 0.5
"""Share of lines with such ends from which a line without one is not the end of its entry."""
NUMBER = re.compile(r"[\d,.%()\s-]+")


@dataclass(slots=True)
class Passage:
    """Lines that make one block together."""

    lines: list[Line]
    emphasis: Emphasis
    text: str = ""

    def __post_init__(self) -> None:
        """Join the lines."""
        self.text = join(line.text for line in self.lines)


@dataclass(slots=True)
class Flow:
    """Turns columns of lines into blocks; keeps what the document's headings look like and which have been met."""

    body: tuple[Style, bool]
    ranks: dict[Emphasis, int] = field(default_factory=dict)
    met: set[str] = field(default_factory=set)
    by_indent: bool = False
    plainly_set: bool = False

    def learn(self, columns: list[list[Line]]) -> None:
        """Rank all kinds of emphasis in the document's running lines; the strongest becomes level 1."""
        kinds = {self.line_emphasis(line) for lines in columns for line in lines}
        strong = sorted((kind for kind in kinds if kind.strong), reverse=True)
        self.ranks = {kind: level for level, kind in enumerate(strong, 1)}
        total = sum(len(lines) for lines in columns)
        set_apart = sum(self.line_emphasis(line).strong for lines in columns for line in lines[2:])
        self.plainly_set = total > 12 and set_apart < 0.03 * total

    def line_emphasis(self, line: Line) -> Emphasis:
        """Return what sets the whole line apart, judged by its first segment."""
        kinds = [emphasis(segment, self.body) for segment in line.segments]
        if len(kinds) == 1 or all(kind.strong for kind in kinds):
            return kinds[0]
        return Emphasis(0, band=False, bold=False, coloured=False, capitals=False, underlined=False)

    def blocks(self, lines: list[Line]) -> list[Block]:
        """Return the blocks of one column."""
        passages = self.passages(lines)
        heads: frozenset[int] = frozenset()
        if self.by_indent or self.plainly_set:
            heads = heading_indents(passages) or heading_gaps(passages)
        return [self.block(passage, placed_head=index in heads) for index, passage in enumerate(passages)]

    def passages(self, lines: list[Line]) -> list[Passage]:
        """Join the lines that belong together."""
        if not lines:
            return []
        right = max(line.box.x1 for line in lines)
        starts = Counter(round(line.box.x0) for line in lines)
        kinds = [self.line_emphasis(line) for line in lines]
        ends = [ENTRY_END.search(line.text) is not None for line in lines]
        end_alike = sum(ends) >= ENTRIES * sum(not kind.strong for kind in kinds)
        plain = Counter(round(line.box.x0) for line, kind in zip(lines, kinds, strict=True) if not kind.strong)
        ended = Counter(round(line.box.x0) for line, end in zip(lines, ends, strict=True) if end)
        parted = paragraph_ends(lines, right)
        ends_at = centred_ends(lines)
        deeper_is_wrapped = ends_at is None and not indents_entries(lines, right)
        groups = [[0]]
        for index in range(1, len(lines)):
            before, line = lines[index - 1], lines[index]
            edge = right if ends_at is None else ends_at[index - 1]
            if parted is not None:
                groups.append([index]) if index - 1 in parted else groups[-1].append(index)
                continue
            same = kinds[index - 1].strong == kinds[index].strong and before.size == line.size
            level = ended[round(line.box.x0)] >= ENTRIES * plain[round(line.box.x0)] > FEWEST_DEEPER * ENTRIES
            level = level and abs(line.box.x0 - before.box.x0) < 1
            is_open_entry = (
                ((end_alike and deeper_is_wrapped) or level) and not ends[index - 1] and not kinds[index].strong
            )
            if same and (
                is_wrapped(
                    lines[groups[-1][0]],
                    before,
                    line,
                    edge,
                    starts,
                    strong=kinds[index].strong,
                    deeper_is_wrapped=deeper_is_wrapped,
                )
                or (is_open_entry and follows(before, line) and not has_room(before, line, edge))
            ):
                groups[-1].append(index)
            else:
                groups.append([index])
        return [Passage([lines[index] for index in group], kinds[group[0]]) for group in groups]

    def block(self, passage: Passage, *, placed_head: bool) -> Block:
        """Make a heading, a list item or a paragraph."""
        page = passage.lines[0].page
        locator = page.locate(union([line.box for line in passage.lines if line.page is page]))
        text = passage.text
        if (passage.emphasis.strong and not NUMBER.fullmatch(text)) or placed_head:
            level = self.ranks.get(passage.emphasis, len(self.ranks) + 1)
            return Heading(self.plain(text), level, locator)
        bullet = BULLET.match(text)
        if bullet:
            return ListItem(text[bullet.end() :], 1, locator)
        return Paragraph(text, locator)

    def plain(self, text: str) -> str:
        """Take the mark of continuation off a heading that has been met before."""
        short = CONTINUED.sub("", text)
        if short and short != text and short.casefold() in self.met:
            return short
        self.met.add(text.casefold())
        return text


def heading_indents(passages: list[Passage]) -> frozenset[int]:
    """Return the passages that stand further left than the lines that follow them, where most lines are indented."""
    starts = [passage.lines[0].box.x0 for passage in passages]
    if len(starts) < 3:
        return frozenset()
    outer = min(starts)
    deeper = [start > outer + 4 for start in starts]
    common = Counter(round(start - outer) for start, is_deeper in zip(starts, deeper, strict=True) if is_deeper)
    if sum(deeper) < 0.5 * len(deeper) or max(common.values()) < HALF * sum(deeper):
        return frozenset()
    return frozenset(index for index, (this, then) in enumerate(pairwise(deeper)) if not this and then)


def heading_gaps(passages: list[Passage]) -> frozenset[int]:
    """Return the single lines after a gap that are closely followed by more, where several groups are parted so."""
    steps = [
        then.lines[0].baseline - this.lines[-1].baseline if this.lines[0].page is then.lines[0].page else 1e9
        for this, then in pairwise(passages)
    ]
    if len(steps) < 6:
        return frozenset()
    usual = sorted(steps)[len(steps) // 3]
    found = frozenset(
        index
        for index, passage in enumerate(passages[:-1])
        if (index == 0 or steps[index - 1] > 1.3 * usual)
        and steps[index] < 1.25 * usual
        and len(passage.text) < 70
        and not passage.text.endswith((".", ",", ";"))
    )
    return found if len(found) >= 3 else frozenset()
