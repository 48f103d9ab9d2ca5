"""Governing words: what stands over a block and tells what its figures are about.

Belongs here: lead-ins, opening lines, items above nested items, lines that only date what follows, footnotes. Does not
belong here: what the words mean (prose, tables).
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from schemas.documents import Block, Heading, ListItem, Paragraph, Table
from scrapers.extractors.passages import Passage, text_of
from scrapers.extractors.periods import periods_in

OPENING_LINES = 2
LONG_OPENING = 900
"""Letters beyond which a paragraph without figures explains more than it labels."""
LONGEST_DATE = 30
LONGEST_NOTE = 600
MARKS = "*†‡§"
NOTE = re.compile(rf"^\s*(?P<mark>[{MARKS}]{{1,3}})\s*(?P<text>\S.*)$", re.DOTALL)
MARKED = re.compile(rf"(?<=[\w)%!?.,:;])\s?(?P<mark>[{MARKS}]{{1,3}})(?![\w*])")


def is_period_line(text: str) -> bool:
    """Tell whether a line names periods and nothing else."""
    return bool(periods_in(text)) and len(re.findall(r"[A-Za-z]{2,}", text)) <= 3


def footnotes_of(passages: Sequence[Passage]) -> dict[str, str]:
    """Return the footnotes of a document by their marks; a mark that explains several things explains none."""
    found: dict[str, str] = {}
    several: set[str] = set()
    for passage in passages:
        if isinstance(passage.block, Paragraph | ListItem) and (note := NOTE.match(passage.block.text)):
            if note["mark"] in found:
                several.add(note["mark"])
            found[note["mark"]] = note["text"][:LONGEST_NOTE]
    return {mark: text for mark, text in found.items() if mark not in several}


@dataclass(slots=True)
class Governing:
    """What the blocks read so far leave for those that follow."""

    footnotes: dict[str, str] = field(default_factory=dict)
    lead: str | None = None
    dated: str | None = None
    parents: dict[int, str] = field(default_factory=dict)
    opening: list[tuple[tuple[Heading, ...], str]] = field(default_factory=list)

    def start_section(self) -> None:
        """Forget what governed the section before."""
        self.lead, self.dated, self.parents = None, None, {}

    def over_table(self, passage: Passage) -> list[str]:
        """Return the words that govern a table, the nearest first."""
        return [*([self.lead] if self.lead else []), *self._dated(), *self._over(passage)]

    def over_text(self, passage: Passage) -> list[str]:
        """Return the words that govern a block of text, the nearest first, and remember an item for those below it."""
        notes = list(self.notes(text_of(passage.block)))
        above = self._parent_words(passage.block)
        return [*notes, *above, *([self.lead] if self.lead else []), *self._dated(), *self._over(passage)]

    def notes(self, text: str) -> Iterator[str]:
        """Yield the footnotes that a text refers to."""
        if NOTE.match(text):
            return
        for mark in dict.fromkeys(match["mark"] for match in MARKED.finditer(text)):
            if mark in self.footnotes:
                yield self.footnotes[mark]

    def remember(self, passage: Passage, *, has_figures: bool) -> None:
        """Keep what a block of text leaves for those that follow."""
        block, text = passage.block, text_of(passage.block)
        if len(text) <= LONGEST_DATE and is_period_line(text):
            self.dated = text
        if isinstance(block, Paragraph):
            self.lead = text if text.rstrip().endswith(":") else None if has_figures else self.lead
            self.parents = {}
            if not has_figures and len(text) < LONG_OPENING and not NOTE.match(text):
                self.opening.append((passage.headings, text))

    def _dated(self) -> list[str]:
        return [self.dated] if self.dated else []

    def _over(self, passage: Passage) -> list[str]:
        """The headings over a passage, innermost first, each after the lines without figures that open its section."""
        over: list[str] = []
        for depth in range(len(passage.headings), -1, -1):
            section = passage.headings[:depth]
            over += [text for headings, text in reversed(self.opening) if headings == section][:OPENING_LINES]
            if section:
                over.append(section[-1].text)
        return over

    def _parent_words(self, block: Block) -> list[str]:
        """The items that a nested list item stands under, innermost first."""
        if not isinstance(block, ListItem):
            return []
        for level in [level for level in self.parents if level >= block.level]:
            del self.parents[level]
        above = [self.parents[level] for level in sorted(self.parents, reverse=True)]
        self.parents[block.level] = block.text
        return above


def table_notes(table: Table, governing: Governing) -> dict[str, list[str]]:
    """Return the footnotes that headers and labels of a table refer to, by the text that carries the mark."""
    return {cell.text: notes for cell in table.cells if (notes := list(governing.notes(cell.text)))}
