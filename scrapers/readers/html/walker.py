"""The walk through a page: elements to blocks in reading order.

Belongs here: block structure. Does not belong here: which elements are furniture, tables, tiles, or inline text.
"""

from collections.abc import Callable
from typing import ClassVar

from lxml.etree import _Element

from schemas.documents import Block, Tile
from scrapers.readers.html import layers, tables, tiles
from scrapers.readers.html.collector import DEEP_LEVEL, Collector
from scrapers.readers.html.furniture import is_furniture
from scrapers.readers.html.inline import collect, text_of, weight_of
from scrapers.readers.html.labels import LONGEST_LABEL, Labels
from scrapers.readers.html.lines import holds_items
from scrapers.readers.html.markup import BLOCKS, HEADINGS, INLINE, SILENT, all_text, child_paths, holds_blocks
from scrapers.readers.html.survey import Survey
from scrapers.readers.limits import Limits

CONTROLS = ("input", "select", "textarea")
TILE_TAGS = frozenset({"div", "section", "article", "figure", "a", "li", "td"})


class Walker(Collector):
    """Walks one page and collects its blocks."""

    def __init__(self, labels: Labels, survey: Survey, limits: Limits, main: _Element | None) -> None:
        super().__init__(limits)
        self.labels = labels
        self.survey = survey
        self.main = main
        self.list_level = 0
        self.identifiers: set[str] = set()

    def read(self, start: _Element, path: str) -> list[Block]:
        """Read everything below an element and return its blocks."""
        self.path = path
        self.walk(start, path, in_main=start is self.main)
        return self.finish()

    def walk(self, element: _Element, path: str, *, depth: int = 0, in_main: bool = False) -> None:
        """Read the children of a block element in order."""
        running = self.running
        outer = running.weight
        if element.get("style"):
            running.weight = weight_of(element, outer)
        running.add(element.text)
        parted = holds_items(element)
        for child, place in child_paths(element, path):
            self.visit(child, self.anchored(child, place), depth=depth + 1, in_main=in_main)
            if parted:
                self.flush()
            running.add(child.tail)
        self.flush()
        running.weight = outer

    def anchored(self, element: _Element, path: str) -> str:
        """Start a path anew at an element with an identifier that no earlier element has."""
        identifier = element.get("id")
        if (
            not identifier
            or identifier in self.identifiers
            or len(identifier) > 60
            or not identifier.replace("-", "_").isidentifier()
        ):
            return path
        self.identifiers.add(identifier)
        return f'//{element.tag}[@id="{identifier}"]'

    def visit(self, element: _Element, path: str, *, depth: int, in_main: bool) -> None:
        """Read one element; its tail is the caller's."""
        tag = element.tag
        if tag in SILENT or len(self.blocks) >= self.limits.blocks:
            return
        in_main = in_main or element is self.main or tag == "article"
        if tag == "br":
            self.running.line_break()
            return
        if tag in INLINE and not holds_blocks(element):
            self.read_inline(element)
            return
        self.flush()
        if is_furniture(element, self.labels, self.survey, in_main=in_main, has_main=self.main is not None):
            return
        self.path = path
        if depth > self.limits.nesting:
            self.read_flat(element)
            return
        self.read_block(element, path, depth=depth, in_main=in_main)
        self.flush()
        self.path = path.rpartition("/")[0]

    def read_inline(self, element: _Element) -> None:
        """Read an inline element as running text, or as the tab or tile it stands for."""
        if element.get("role") == "tab":
            return
        if element.tag == "label" and (element.get("for") or next(element.iter(*CONTROLS), None) is not None):
            self.read_control_label(element)
            return
        collect(element, self.running)

    def read_control_label(self, element: _Element) -> None:
        """Read the label of a switch as the heading of the panel right behind it; labels of other controls say nothing."""
        self.flush()
        control, panel = element.getprevious(), element.getnext()
        if (
            control is not None
            and control.get("type") in {"radio", "checkbox"}
            and panel is not None
            and panel.tag in BLOCKS
        ):
            self.add_label(text_of(element), self.path)

    def read_block(self, element: _Element, path: str, *, depth: int, in_main: bool) -> None:
        """Read a block element by its kind."""
        label = self.labels.of(element)
        if label:
            self.add_label(label, path)
        tag = element.tag
        structure = self.STRUCTURES.get(tag)
        if structure is not None:
            structure(self, element, path, depth=depth, in_main=in_main)
        elif tag in HEADINGS:
            self.add_heading(element, HEADINGS[tag], path)
        elif tag == "summary":
            self.add_label(text_of(element), path)
        elif tag == "button":
            self.read_button(element, path)
        elif tag == "pre":
            self.read_preformatted(element)
        elif not self.read_pattern(element, path):
            self.walk(element, path, depth=depth, in_main=in_main)

    def read_pattern(self, element: _Element, path: str) -> bool:
        """Read an element that stands for a tile or a table though its tags do not say so; tell whether it did."""
        role = element.get("role")
        if role in {"table", "grid", "treegrid"}:
            return self.add_rows(tables.aria_rows(element, path), path)
        if role == "heading":
            level = element.get("aria-level") or "3"
            self.add_heading(element, int(level) if level.isdigit() else 3, path)
            return True
        if element.tag not in TILE_TAGS or not len(element) or (element.text or "").strip():
            return False
        tile = tiles.tile_of(element)
        if tile is not None:
            self.blocks.append(Tile(tile[0], tile[1], self.locator(path)))
            return True
        columns = layers.layer_columns(element)
        if columns is not None:
            self.add_columns(columns, path)
            return True
        rows = tiles.rows_of(element, path)
        return rows is not None and self.add_rows(rows, path)

    def add_rows(self, rows: list[tables.SourceRow], path: str) -> bool:
        """Add a table made of rows that are no table elements."""
        if not rows:
            return False
        table, was_cut = tables.build_table(rows, path, self.limits, self.limits.cells - self.cells)
        self.add_table(table, was_cut=was_cut)
        return True

    def read_table(self, element: _Element, path: str, *, depth: int, in_main: bool) -> None:
        """Read a table as data, or dissolve one that only lays out the page."""
        source = list(tables.source_rows(element, path))
        if not tables.is_data_table(element, source):
            caption = element.find("caption")
            if caption is not None:
                self.add_heading(caption, DEEP_LEVEL, path)
                element.remove(caption)
            self.walk(element, path, depth=depth, in_main=in_main)
            return
        table, was_cut = tables.read_table(element, source, path, self.limits, self.limits.cells - self.cells)
        self.add_table(table, was_cut=was_cut)

    def read_list(self, element: _Element, path: str, *, depth: int, in_main: bool) -> None:
        """Read a list; lists within lists stand one level lower."""
        if element.get("role") == "tablist":
            return
        rows = tiles.rows_of(element, path)
        if rows is not None and self.add_rows(rows, path):
            return
        self.list_level += 1
        self.walk(element, path, depth=depth, in_main=in_main)
        self.flush()
        self.list_level -= 1

    def read_item(self, element: _Element, path: str, *, depth: int, in_main: bool) -> None:
        """Read a list item: its own text is one block, lists within it follow."""
        if self.read_pattern(element, path):
            return
        outer, self.item_level = self.item_level, max(1, self.list_level)
        self.walk(element, path, depth=depth, in_main=in_main)
        self.flush()
        self.item_level = outer

    def read_definitions(self, element: _Element, path: str, *, depth: int, in_main: bool) -> None:
        """Read a definition list: a number with its term is a tile, short text an item, longer content goes under its term."""
        pairs = list(element.iter("dt", "dd"))
        position = 0
        places = dict(child_paths(element, path))
        while position < len(pairs):
            term = pairs[position]
            details = []
            following = position + 1
            while following < len(pairs) and pairs[following].tag == "dd" and term.tag == "dt":
                details.append(pairs[following])
                following += 1
            self.add_definition(term, details, places.get(term, path), depth=depth, in_main=in_main)
            position = following

    def add_definition(self, term: _Element, details: list[_Element], path: str, *, depth: int, in_main: bool) -> None:
        """Add one term with its details."""
        name = text_of(term)
        texts = [", ".join(text_of(detail, breaks=True).split("\n")) for detail in details]
        if len(details) == 1 and tiles.is_value(texts[0]) and name and not tiles.is_value(name):
            self.blocks.append(Tile(texts[0], name, self.locator(path)))
        elif len(details) == 1 and tiles.is_value(name) and texts[0] and len(texts[0]) <= LONGEST_LABEL:
            self.blocks.append(Tile(name, texts[0], self.locator(path)))
        elif len(details) == 1 and len(texts[0]) <= LONGEST_LABEL and not holds_blocks(details[0]):
            self.add_text(f"{name}: {texts[0]}".strip(": "), path, level=max(1, self.list_level + 1))
        else:
            self.add_label(name, path)
            for detail in details or ([] if term.tag == "dt" else [term]):
                self.path = path
                self.walk(detail, path, depth=depth, in_main=in_main)
                self.flush()

    def read_button(self, element: _Element, path: str) -> None:
        """Read a button that opens a panel as the panel's heading; other buttons say nothing."""
        opens = (
            element.get("aria-expanded")
            or element.get("aria-controls")
            or element.get("data-toggle")
            or element.get("data-bs-toggle")
        )
        if opens and element.get("role") != "tab":
            self.add_label(text_of(element), path)

    def read_preformatted(self, element: _Element) -> None:
        """Read text whose line ends count."""
        for line in all_text(element).splitlines():
            self.running.add(line)
            self.running.line_break()

    def read_flat(self, element: _Element) -> None:
        """Read what is nested too deep as running text, block by block."""
        self.cut.add("nesting")
        for piece in element.itertext():
            self.running.add(str(piece))
            self.running.line_break()
        self.flush()

    STRUCTURES: ClassVar[dict[str, Callable[..., None]]] = {
        "table": read_table,
        "ul": read_list,
        "ol": read_list,
        "dir": read_list,
        "li": read_item,
        "dl": read_definitions,
    }
