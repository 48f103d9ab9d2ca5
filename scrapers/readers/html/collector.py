"""Collected blocks of a page: what becomes of running text, headings, labels and tables.

Belongs here: adding one block within limits. Does not belong here: going through the markup (walker.py).
"""

import re

from lxml.etree import _Element

from schemas.documents import Block, Heading, ListItem, Locator, Paragraph, Table, Tile
from scrapers.readers.html import tiles
from scrapers.readers.html.inline import LETTER_OR_DIGIT, Line, RunningText, text_of
from scrapers.readers.html.labels import LONGEST_LABEL
from scrapers.readers.html.lines import joined, looks_like_heading, without_escaped_tags
from scrapers.readers.html.markup import short_path
from scrapers.readers.limits import Limits

BOLD = 2
DEEP_LEVEL = 7
"""Level of headings that the markup does not call headings: it stands below h6."""
COPYRIGHT = re.compile(r"(?:©|\(c\)|copyright\b)[^.]{0,40}\d{4}", re.IGNORECASE)


class Collector:
    """Collects the blocks of one page in reading order."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.blocks: list[Block] = []
        self.cells = 0
        self.cut: set[str] = set()
        self.running = RunningText()
        self.path = ""
        self.item_level = 0
        self.heading_level = 1
        self.slanted: set[int] = set()

    def finish(self) -> list[Block]:
        """Return the blocks; a slanted line right before a table or a list is its heading."""
        self.flush()
        for index in self.slanted:
            following = self.blocks[index + 1 : index + 2]
            block = self.blocks[index] if index < len(self.blocks) else None
            if isinstance(block, Paragraph) and following and isinstance(following[0], Table | ListItem):
                self.blocks[index] = Heading(block.text, DEEP_LEVEL + 1, block.locator)
        return self.blocks

    def add_table(self, table: Table, *, was_cut: bool) -> None:
        """Add a table unless it holds no text at all."""
        if was_cut:
            self.cut.add("cells or columns")
        if any(cell.text for cell in table.cells):
            self.cells += len(table.cells)
            self.blocks.append(table)

    def add_columns(self, columns: list[list[str]], path: str) -> None:
        """Add the columns of a text layer; a figure over its captions is a tile."""
        for column in columns:
            if len(column) > 1 and tiles.is_value(column[0]) and not any(map(tiles.is_value, column[1:])):
                self.blocks.append(Tile(column[0], " ".join(column[1:]), self.locator(path)))
                continue
            for text in column:
                self.add_text(text, path, level=0)

    def add_heading(self, element: _Element, level: int, path: str) -> None:
        """Add a heading from an element; one that holds only a counter or nothing is left out."""
        text = text_of(element)
        if text:
            self.heading_level = level
            self.blocks.append(Heading(text[: self.limits.characters_per_block], level, self.locator(path)))

    def add_label(self, text: str, path: str) -> None:
        """Add the label of a panel as a heading below the current one, unless it was just said."""
        if not text or len(text) > LONGEST_LABEL:
            return
        last = self.blocks[-1] if self.blocks else None
        if isinstance(last, Heading) and last.text == text:
            return
        self.blocks.append(Heading(text, min(self.heading_level + 1, 6), self.locator(path)))

    def flush(self) -> None:
        """Turn the running text collected so far into blocks."""
        if not self.running.pieces:
            self.running.boundary = None
            return
        groups = self.running.take()
        if not groups:
            return
        tile = (
            tiles.lines_tile([line.text for line in groups[0]]) if len(groups) == 1 and not self.item_level else None
        )
        if tile is not None:
            self.blocks.append(Tile(tile[0], tile[1], self.locator(self.path)))
            return
        for group in groups:
            for line in joined(group):
                self.add_line(line)

    def add_line(self, line: Line) -> None:
        """Add one line of running text as the block it looks like."""
        if self.item_level:
            self.add_text(line.text, self.path, level=self.item_level)
        elif line.weight == BOLD and looks_like_heading(line.text):
            self.blocks.append(Heading(line.text, DEEP_LEVEL, self.locator(self.path)))
        elif not COPYRIGHT.match(line.text):
            if line.weight and looks_like_heading(line.text):
                self.slanted.add(len(self.blocks))
            self.add_text(line.text, self.path, level=0)

    def add_text(self, text: str, path: str, *, level: int) -> None:
        """Add a paragraph, or an item of a list where a level is given."""
        if not LETTER_OR_DIGIT.search(text):
            return
        if len(text) > self.limits.characters_per_block:
            self.cut.add("characters per block")
            text = text[: self.limits.characters_per_block]
        locator = self.locator(path)
        for part in without_escaped_tags(text):
            self.blocks.append(ListItem(part, level, locator) if level else Paragraph(part, locator))

    def locator(self, path: str) -> Locator:
        """Return the locator of a path."""
        return Locator(None, None, None, None, short_path(path))
