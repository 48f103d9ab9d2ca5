"""What stands below the elements of a page: links and how long they are, the page's main content, tables.

Belongs here: facts that are asked for at every level of a page and gathered once. Does not belong here: what follows from
them (furniture.py).
"""

from itertools import islice

from lxml.etree import _Element

from scrapers.readers.html.markup import text_length

CONTENT_ELEMENTS = ("main", "h1", "article")
LONGEST_ANCHOR = 1_000
MOST_LINKS = 3_000


class Survey:
    """Facts about elements together with what stands below them."""

    def __init__(self, root: _Element) -> None:
        content: list[_Element] = []
        tables: list[_Element] = []
        for element in root.iter("table", *CONTENT_ELEMENTS):
            (tables if element.tag == "table" else content).append(element)
        self.content = with_holders(content)
        self.tables = with_holders(tables)
        self.anchors: dict[_Element, int] = {}

    def links(self, element: _Element) -> list[int]:
        """Return how many characters each link of an element holds, itself included; counting ends at MOST_LINKS."""
        return [self.anchor_length(anchor) for anchor in islice(element.iter("a"), MOST_LINKS)]

    def anchor_length(self, anchor: _Element) -> int:
        """Return how many characters of text a link holds; counting ends at LONGEST_ANCHOR."""
        length = self.anchors.get(anchor)
        if length is None:
            length = self.anchors[anchor] = text_length(anchor, LONGEST_ANCHOR)
        return length


def with_holders(elements: list[_Element]) -> set[_Element]:
    """Return elements and all elements around them."""
    holders: set[_Element] = set()
    for element in elements:
        holder: _Element | None = element
        while holder is not None and holder not in holders:
            holders.add(holder)
            holder = holder.getparent()
    return holders
