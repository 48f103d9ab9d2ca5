"""Numbers with labels, and rows made of generic elements.

Belongs here: patterns of sibling elements that stand for a figure or a table. Does not belong here: HTML tables.
"""

import re

from lxml.etree import _Element

from scrapers.readers.html.inline import collect, counter_value, RunningText, text_of
from scrapers.readers.html.markup import INLINE, SILENT, child_paths
from scrapers.readers.html.tables import SourceRow

LONGEST_TILE = 220
LONGEST_VALUE = 40
LONGEST_CELL = 80
CONTAINERS = frozenset({"div", "li", "section", "article", "figure", "a", "dl", "span"})
VALUE = re.compile(
    r"(?:(?:about|over|nearly|almost|more than|up to|top)\s+)?[~<>≤≥$#]?\s*\d[\d,]*(?:\.\d+)?\s*(?:%|percent|\+|k\b|m\b)?\s*\+?\**"
    r"(?:\s*(?:/|of|out of|to|-|–)\s*\d[\d,]*(?:\.\d+)?\s*%?)?\**(?:\s+[A-Za-z]{3,15})?",
    re.IGNORECASE,
)
LETTERS = re.compile(r"[^\W\d_]{2}")
LIST_TILE_NAMES = re.compile(r"stat|number|count|fact|figure|metric|kpi|tile|highlight", re.IGNORECASE)


def tile_of(element: _Element) -> tuple[str, str] | None:
    """Return value and label where an element holds one number and its label and nothing else.

    The two stand in elements of their own or on lines of their own; a number within a sentence is no tile.
    """
    if element.tag not in CONTAINERS or not len(element):
        return None
    if sum(map(len, element.itertext())) > LONGEST_TILE * 2:
        return None
    if element.tag in {"li", "span"} and not LIST_TILE_NAMES.search(element.get("class") or ""):
        return None
    parts = parts_of(element)
    if parts is None or not 2 <= len(parts) <= 3 or sum(map(len, parts)) > LONGEST_TILE:
        return None
    values = [part for part in parts if len(part) <= LONGEST_VALUE and VALUE.fullmatch(part)]
    labels = [part for part in parts if part not in values]
    if len(values) != 1 or not labels or not any(LETTERS.search(label) for label in labels):
        return None
    if parts.index(values[0]) not in {0, len(parts) - 1}:
        return None
    return values[0], " ".join(labels)


def parts_of(element: _Element, depth: int = 0) -> list[str] | None:
    """Return the texts of an element's parts; None where it holds text of its own beside them, or other content."""
    if has_own_text(element):
        return None
    parts: list[str] = []
    for child in element:
        if not isinstance(child.tag, str) or child.tag in SILENT or child.tag in {"br", "hr"}:
            continue
        if child.tag in {"table", "ul", "ol", "form", "p"} and child.tag != "p":
            return None
        nested = parts_of(child, depth + 1) if depth < 4 and is_wrapper(child) else None
        if nested is None:
            text = text_of(child)
            nested = [text] if text else []
        parts.extend(nested)
        if len(parts) > 3:
            return None
    return parts


def is_wrapper(element: _Element) -> bool:
    """Tell whether an element only wraps further block elements (inline pieces of one number belong together)."""
    return element.tag in CONTAINERS and any(
        isinstance(child.tag, str) and child.tag not in INLINE and child.tag != "br" for child in element
    )


def has_own_text(element: _Element) -> bool:
    """Tell whether an element holds text directly, beside its children."""
    if element.text and element.text.strip():
        return True
    return any(child.tail and child.tail.strip() for child in element)


def empty_counter(element: _Element) -> bool:
    """Tell whether an element's number is filled in by a script and absent from the markup."""
    return any(
        counter_value(node) == ""
        for node in element.iterdescendants("span", "div", "p", "strong", "b", "h2", "h3", "h4")
    )


def rows_of(container: _Element, path: str) -> list[SourceRow] | None:
    """Return the rows of a container whose children are alike and each hold the same number of short parts.

    Rows of two parts need a text in the first of every row; three or more parts make a table anyway. Cards with headings,
    pictures or links are no rows.
    """
    children = child_paths(container, path)
    filled = [(child, place) for child, place in children if len(child) and "".join(child.itertext()).strip()]
    if len(filled) < 2 or has_own_text(container):
        return None
    first = filled[0][0]
    width = len(first)
    if width < 3 or first.tag not in {"div", "li", "p", "section"}:
        return None
    rows = []
    for child, place in filled:
        if child.tag != first.tag or len(child) != width or not is_row(child):
            return None
        rows.append(SourceRow(list(child), place, in_head=False))
    return rows


def is_row(element: _Element) -> bool:
    """Tell whether all children of an element are short pieces of text without structure."""
    if has_own_text(element):
        return False
    for child in element:
        if child.tag not in {"span", "div", "b", "strong", "em", "small"}:
            return False
        if any(node.tag not in INLINE or node.tag == "a" for node in child.iterdescendants()):
            return False
        if sum(map(len, child.itertext())) > LONGEST_CELL:
            return False
    return True


def inline_text(element: _Element) -> str:
    """Return an inline element's text on one line."""
    running = RunningText()
    collect(element, running, breaks=False)
    return " ".join(line.text for group in running.take() for line in group)
