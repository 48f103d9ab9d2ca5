"""Numbers with labels, and rows made of generic elements.

Belongs here: patterns of sibling elements that stand for a figure or a table. Does not belong here: HTML tables.
"""

import re

from lxml.etree import _Element

from scrapers.readers.html.inline import text_of
from scrapers.readers.html.markup import INLINE, SILENT, child_paths, children_of, has_text
from scrapers.readers.html.tables import SourceRow

LONGEST_TILE = 150
LONGEST_VALUE = 40
LONGEST_CELL = 80
CONTAINERS = frozenset({"div", "li", "section", "article", "figure", "a", "dl", "td"})
NO_PARTS = frozenset({"table", "ul", "ol", "form"})
YEAR = re.compile(r"(?:19|20)\d\d")
VALUE = re.compile(
    r"(?:(?:about|over|nearly|almost|more than|up to|top)\s+)?[~<>≤≥$#]?\s*\d[\d,]*(?:\.\d+)?\s*(?:%|percent|\+|k\b|m\b)?\s*\+?\**"
    r"(?:\s*(?:/|of|out of|in|to|-|–)\s*\d[\d,]*(?:\.\d+)?\s*%?)?\**(?:\s+[A-Za-z]{3,15})?",
    re.IGNORECASE,
)
UNIT = re.compile(r"%|\+|percent|%\s*\+", re.IGNORECASE)
GRID_STYLE = re.compile(r"grid-template-columns\s*:\s*([^;]{1,200})", re.IGNORECASE)
REPEATED_TRACKS = re.compile(r"\s*repeat\(\s*(\d{1,2})\s*,[^()]*(?:\([^()]*\)[^()]*)?\)\s*$")
LETTERS = re.compile(r"[^\W\d_]{2}")
LIST_TILE_NAMES = re.compile(r"stat|number|count|fact|figure|metric|kpi|tile|highlight", re.IGNORECASE)


def tile_of(element: _Element) -> tuple[str, str] | None:
    """Return value and label where an element holds one number and its label and nothing else.

    The two stand in elements of their own or on lines of their own; a number within a sentence is no tile.
    """
    if element.tag not in CONTAINERS or not len(element) or holds_more(element) or has_text(element, LONGEST_TILE * 2):
        return None
    if element.tag == "li" and not is_wrapper(element) and not LIST_TILE_NAMES.search(element.get("class") or ""):
        return None
    parts = parts_of(element)
    if parts is None or not 2 <= len(parts) <= 3 or sum(map(len, parts)) > LONGEST_TILE:
        return None
    values = [part for part in parts if is_value(part)]
    labels = [part for part in parts if part not in values]
    if len(values) != 1 or not labels or not any(LETTERS.search(label) for label in labels):
        return None
    if parts.index(values[0]) not in {0, len(parts) - 1}:
        return None
    return values[0], " ".join(labels)


def holds_more(element: _Element) -> bool:
    """Tell whether an element holds text of its own, a list or a table, and so is no tile; a sign behind a number is no text."""
    if element.text and element.text.strip():
        return True
    return any(
        child.tag in NO_PARTS or not (child.tail is None or child.tail.isspace() or UNIT.fullmatch(child.tail.strip()))
        for child in children_of(element)
    )


def parts_of(element: _Element, depth: int = 0) -> list[str] | None:
    """Return the texts of an element's parts; None where it holds text of its own beside them, or other content."""
    if element.text and element.text.strip():
        return None
    parts: list[str] = []
    for child in element:
        if child.tag in SILENT or child.tag in {"br", "hr"}:
            if child.tail and child.tail.strip():
                return None
            continue
        if child.tag in NO_PARTS:
            return None
        nested = parts_of(child, depth + 1) if depth < 4 and is_wrapper(child) else None
        if nested is None:
            text = text_of(child)
            nested = [text] if text else []
        parts.extend(nested)
        if not join_unit(parts, child.tail or "") or len(parts) > 3:
            return None
    return parts


def join_unit(parts: list[str], behind: str) -> bool:
    """Write a sign that stands in a part of its own, or bare behind a part, to the number before it; tell whether no other text stands there."""
    if len(parts) > 1 and UNIT.fullmatch(parts[-1]):
        behind = f"{parts.pop()}{behind}"
    sign = behind.strip()
    if not sign:
        return True
    if not parts or UNIT.fullmatch(sign) is None:
        return False
    parts[-1] += sign
    return True


def is_wrapper(element: _Element) -> bool:
    """Tell whether an element only wraps further block elements (inline pieces of one number belong together)."""
    return element.tag in CONTAINERS and any(child.tag not in INLINE and child.tag != "br" for child in element)


def has_own_text(element: _Element) -> bool:
    """Tell whether an element holds text directly, beside its children."""
    if element.text and element.text.strip():
        return True
    return any(child.tail and child.tail.strip() for child in element)


def rows_of(container: _Element, path: str) -> list[SourceRow] | None:
    """Return the rows of a container that is a table in all but its tags, or None.

    Either its style lays its children out as a grid of so many columns, or its children are alike and each hold the same
    number, three or more, of short parts. Cards with headings, pictures or links are no rows.
    """
    if has_own_text(container):
        return None
    columns = grid_columns(container)
    if columns:
        return grid_rows(container, path, columns)
    filled = (child for child in container if len(child) and has_text(child, 1))
    first = next(filled, None)
    if first is None or len(first) < 3 or first.tag not in {"div", "li", "p", "section"}:
        return None
    rows = [first, *filled]
    if len(rows) < 2 or not all(
        child.tag == first.tag and len(child) == len(first) and is_row(child) for child in rows
    ):
        return None
    places = dict(child_paths(container, path))
    return [SourceRow(child, places[child], in_head=False) for child in rows]


def grid_columns(container: _Element) -> int:
    """Return how many columns an element's style gives its children, 0 where it says nothing of the kind."""
    found = GRID_STYLE.search(container.get("style") or "")
    if found is None:
        return 0
    repeated = REPEATED_TRACKS.match(found[1])
    return int(repeated[1]) if repeated else len(found[1].split())


def grid_rows(container: _Element, path: str, columns: int) -> list[SourceRow] | None:
    """Cut the children of a grid into rows; None where they do not fill it or are no short texts."""
    cells = list(container)
    if columns < 2 or len(cells) < 2 * columns or len(cells) % columns or not is_row(container):
        return None
    return [SourceRow(cells[start : start + columns], path, in_head=False) for start in range(0, len(cells), columns)]


def is_row(element: _Element) -> bool:
    """Tell whether all children of an element are short pieces of text without structure."""
    if has_own_text(element):
        return False
    for child in element:
        if child.tag not in {"span", "div", "b", "strong", "em", "small"}:
            return False
        if any(node.tag not in INLINE or node.tag == "a" for node in child.iterdescendants()):
            return False
        if has_text(child, LONGEST_CELL + 1):
            return False
    return True


def is_value(text: str) -> bool:
    """Tell whether a text is one figure, with its unit or base at most; a bare year dates something instead."""
    return len(text) <= LONGEST_VALUE and VALUE.fullmatch(text) is not None and YEAR.fullmatch(text) is None


def lines_tile(texts: list[str]) -> tuple[str, str] | None:
    """Return value and label where the lines of one element are a figure and, above or below it, its short label."""
    if not 2 <= len(texts) <= 3 or sum(map(len, texts)) > LONGEST_TILE:
        return None
    values = [text for text in texts if is_value(text)]
    labels = [text for text in texts if text not in values]
    if len(values) != 1 or texts[0] != values[0] or not any(LETTERS.search(label) for label in labels):
        return None
    return values[0], " ".join(labels)
