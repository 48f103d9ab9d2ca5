"""Running lines to headings, paragraphs and list items.

Belongs here: wrapped lines, bullets, heading levels, continued headings. Does not belong here: columns and tables.
"""

import re
from collections import Counter
from dataclasses import dataclass, field
from itertools import pairwise

import us

from schemas.documents import Block, Heading, ListItem, Paragraph
from scrapers.readers.pdf.emphasis import Emphasis, emphasis
from scrapers.readers.pdf.joining import join
from scrapers.readers.pdf.lines import BULLETS, Line
from scrapers.readers.pdf.page_model import Style, union

CONTINUED = re.compile(r"[\s,–—-]*[(\[]?\s*\bcont(?:inued|inues|['’]d|d)?\b\.?\s*[)\]]?\s*$", re.IGNORECASE)
OPEN_END = re.compile(r"(?:[\w.]-|[,(&/–]|\b(?:of|and|the|at|for|in|de))$", re.IGNORECASE)
BULLET = re.compile(rf"^(?:[{re.escape(''.join(sorted(BULLETS)))}]|[–—-]\s)\s*")
STATES = "|".join(re.escape(state.name) for state in us.STATES_AND_TERRITORIES)
ENTRY_END = re.compile(rf"(?:^|[,\s])(?:[A-Z]{{2}}|D\.?C\.?|{STATES})\W{{0,2}}(?:\s*\(\d+\))?$")
"""The end of an entry of a list whose entries end with their state: ", TX", ", New Mexico (2)"."""
ENTRIES = 0.5
"""Share of lines with such ends from which a line without one is not the end of its entry."""
NUMBER = re.compile(r"[\d,.%()\s-]+")
SUFFIX_END = re.compile(r"(?:[\w)]-|,\s?)[A-Z]{2}(?:\s*\(\d+\))?$")
"""The end of an entry with its state."""
GAP = 1.15
"""How many times the closest distance of two lines makes a gap between paragraphs."""
FEWEST_PARAGRAPHS = 4
SHORT = 0.08
"""Share of the width by which the last line of most paragraphs is shorter than the one above it."""
HALF = 0.5
FULL = 0.9
"""Share of lines within paragraphs that must be full."""
FEWEST_DEEPER = 4
FEWEST_CENTRED = 6
CENTRED = 0.8
"""Share of lines with one middle from which a column is centred."""
MIDDLE = 2
"""Points by which twice the middles of such lines may differ."""
FREE = 0.4
"""Share of deeper lines whose first word had room in the line above from which a deeper line is no sign of wrapping."""


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


def centred_ends(lines: list[Line]) -> list[float] | None:
    """Return where each line could have ended at the most, where lines are set around one middle; None where they are not."""
    middles = Counter(round(line.box.x0 + line.box.x1) // MIDDLE for line in lines)
    (place, most), *_ = middles.most_common(1)
    near = most + middles[place - 1] + middles[place + 1]
    starts = Counter(round(line.box.x0) for line in lines)
    if len(lines) < FEWEST_CENTRED or near < CENTRED * len(lines) or max(starts.values()) > HALF * len(lines):
        return None
    widest = max(line.box.x1 - line.box.x0 for line in lines)
    return [line.box.x0 + widest for line in lines]


def paragraph_ends(lines: list[Line], right: float) -> frozenset[int] | None:
    """Return the lines after which one entry or paragraph ends; None where gaps do not part the lines into such.

    Within a paragraph each line but the last was full: the next word had no room; most last lines are short. Entries
    mostly have the same number of lines; where one has more, so many of its lines were full.
    """
    pairs = list(pairwise(lines))
    steps = [then.baseline - this.baseline if then.page is this.page else 0.0 for this, then in pairs]
    tight = min((step for step in steps if step > 0), default=0.0)
    ends = frozenset(index for index, step in enumerate(steps) if not 0 < step <= GAP * tight)
    starts = [0, *(index + 1 for index in sorted(ends))]
    blocks = [range(start, end) for start, end in pairwise([*starts, len(lines)])]
    several = [block for block in blocks if len(block) > 1]
    if len(several) < FEWEST_PARAGRAPHS or any(len(line.segments) > 1 for line in lines):
        return None
    width = right - min(line.box.x0 for line in lines)
    full = frozenset(
        index
        for index, (before, line) in enumerate(pairs)
        if index not in ends and not has_room(before, line, before.box.x0 + width)
    )
    return ends if are_paragraphs(lines, several, full) else entry_ends(blocks, ends, full)


def are_paragraphs(lines: list[Line], blocks: list[range], full: frozenset[int]) -> bool:
    """Tell whether blocks of lines are paragraphs: full lines, and a short one at the end of most."""
    width = max(line.box.x1 for line in lines) - min(line.box.x0 for line in lines)
    short = sum(lines[block[-1]].box.x1 < lines[block[-2]].box.x1 - SHORT * width for block in blocks)
    inner = [index for block in blocks for index in block[:-1]]
    whole = sum(SUFFIX_END.search(lines[index].text) is not None for index in inner)
    filled = sum(index in full for index in inner)
    return short >= HALF * len(blocks) and filled >= FULL * len(inner) and whole <= (1 - FULL) * len(inner)


def entry_ends(blocks: list[range], ends: frozenset[int], full: frozenset[int]) -> frozenset[int] | None:
    """Return the ends of the lines of entries that mostly have as many lines; what more lines an entry has are wrapped."""
    usual, most = Counter(len(block) for block in blocks).most_common(1)[0]
    longer = [block for block in blocks if len(block) > usual]
    if usual < 2 or most < HALF * len(blocks) or not longer or most + len(longer) < FULL * len(blocks):
        return None
    wrapped = {index for block in longer for index in block[:-1] if index in full}
    told = sum(len(wrapped & set(block[:-1])) == len(block) - usual for block in longer)
    if told < FULL * len(longer):
        return None
    last = blocks[-1][-1]
    return frozenset(index for index in range(last) if index in ends or index not in wrapped)


def indents_entries(lines: list[Line], right: float) -> bool:
    """Tell whether lines are set deeper than the one above as entries of their own: many of those above had room for more."""
    deeper = [
        (before, line)
        for before, line in pairwise(lines)
        if line.page is before.page and 0.4 * line.size < line.box.x0 - before.box.x0 < 4 * line.size
    ]
    return len(deeper) > FEWEST_DEEPER and sum(has_room(*pair, right) for pair in deeper) > FREE * len(deeper)


def is_wrapped(
    first: Line, before: Line, line: Line, right: float, starts: Counter[int], *, strong: bool, deeper_is_wrapped: bool
) -> bool:
    """Tell whether a line goes on with the passage of the line before it.

    It does where its first word had no room at the end of the line before, and its indent, first letter or the end of the
    line before speak for it.
    """
    size = line.size
    if not follows(before, line):
        return False
    if strong and abs(line.box.x0 - first.box.x0) < 1 and OPEN_END.search(before.text):
        return True
    if before.text.count("(") > before.text.count(")") and line.text.count(")") > line.text.count("("):
        return True
    if has_room(before, line, right):
        return False
    hanging = deeper_is_wrapped and line.box.x0 - first.box.x0 > 0.4 * size
    level = abs(line.box.x0 - before.box.x0) < 0.4 * size and before is not first
    if strong:
        return hanging or level or abs(line.box.x0 - first.box.x0) < 1
    if hanging or level:
        return hanging or starts[round(line.box.x0)] < 0.6 * sum(starts.values()) or is_open(before.text, line.text)
    return is_open(before.text, line.text)


def follows(before: Line, line: Line) -> bool:
    """Tell whether a line stands close under another and may go on with it."""
    if line.page is not before.page or not 0 < line.baseline - before.baseline < 1.75 * line.size:
        return False
    return not BULLET.match(line.text) and len(before.segments) == 1 and not before.led


def has_room(before: Line, line: Line, right: float) -> bool:
    """Tell whether the first word of a line had room at the end of the line before."""
    word = line.segments[0].words[0]
    return word.x1 - word.x0 + 0.2 * line.size < right - before.box.x1 - 0.5


def is_open(before: str, after: str) -> bool:
    """Tell whether a line end and the next line's start read as one."""
    return (
        bool(OPEN_END.search(before))
        or after[0].islower()
        or after[0] in "(&"
        or before.count("(") > before.count(")")
    )


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
