"""Small facts about elements: kinds of tags, names, paths, plain text.

Belongs here: what can be told of one element alone. Does not belong here: whether it is page furniture, how it is read.
"""

import re
from functools import lru_cache
from typing import cast

from lxml import etree
from lxml.etree import _Element

from scrapers.readers.wording import normalise, repair

HEADINGS = {f"h{level}": level for level in range(1, 7)}
INLINE = frozenset(
    [
        "a",
        "abbr",
        "acronym",
        "b",
        "bdi",
        "bdo",
        "big",
        "cite",
        "code",
        "data",
        "del",
        "dfn",
        "em",
        "font",
        "i",
        "ins",
        "kbd",
        "label",
        "mark",
        "nobr",
        "q",
        "rp",
        "rt",
        "ruby",
        "s",
        "samp",
        "small",
        "span",
        "strike",
        "strong",
        "sub",
        "sup",
        "time",
        "tt",
        "u",
        "var",
        "wbr",
        "output",
        "meter",
        "progress",
        "o:p",
    ]
)
BLOCKS = frozenset(
    [
        "p",
        "div",
        "li",
        "ul",
        "ol",
        "dl",
        "dt",
        "dd",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "section",
        "article",
        "blockquote",
        "center",
        "pre",
        "table",
        "tr",
        "td",
        "th",
        "tbody",
        "thead",
        "tfoot",
        "caption",
        "address",
        "figure",
        "figcaption",
        "details",
        "summary",
        "header",
        "footer",
        "main",
        "aside",
        "nav",
        "fieldset",
        "form",
    ]
)
EMPHASIS = frozenset({"b", "strong", "u", "big"})
SILENT = frozenset(
    [
        "script",
        "style",
        "template",
        "svg",
        "canvas",
        "iframe",
        "object",
        "embed",
        "audio",
        "video",
        "head",
        "meta",
        "link",
        "title",
        "select",
        "option",
        "optgroup",
        "textarea",
        "input",
        "datalist",
        "map",
        "area",
        "applet",
        "frame",
        "frameset",
        "noframes",
        "param",
        "source",
        "track",
        "img",
        "picture",
        "math",
        "base",
        "col",
        "colgroup",
    ]
)
BREAK = "\u2028"
"""Stands for a line break within collected text; normalise() takes it for white space."""
WORDS = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+")
HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
BOLD_STYLE = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
LARGE_STYLE = re.compile(
    r"font-size\s*:\s*(?:x-large|xx-large|larger|large|1[3-9](?:\.\d+)?pt|[2-9]\d(?:\.\d+)?pt|1[89](?:\.\d+)?px"
    r"|[2-9]\d(?:\.\d+)?px|1\.[2-9]\d*r?em|[2-9](?:\.\d+)?r?em|1[2-9]\d%|[2-9]\d\d%)",
    re.IGNORECASE,
)
PLAIN_STYLE = re.compile(
    r"font-weight\s*:\s*(?:normal|[1-4]00)|font-size\s*:\s*(?:small|[0-9](?:\.\d+)?pt|1[0-4]px)", re.IGNORECASE
)
POSITION_STYLE = re.compile(r"(?<![\w-])(left|top)\s*:\s*(-?\d{1,6}(?:\.\d+)?)(px|pt|%|em)?", re.IGNORECASE)
LARGE_FONTS = frozenset({"4", "5", "6", "7", "+1", "+2", "+3", "+4"})
SCREEN_READER_ONLY = re.compile(
    r"(?<![\w-])(?:sr-only|visually-?hidden|screen-reader(?:-text|-only)?|show-for-sr|element-invisible|visuallyhidden"
    r"|a11y-hidden|assistive-text|hidden-visually)(?![\w])"
)
MAXIMUM_PATH = 560


@lru_cache(maxsize=8192)
def name_tokens(names: str) -> tuple[tuple[str, ...], ...]:
    """Split class names and identifiers into lower-case words, one tuple a name: siteFooter-inner -> (site, footer, inner)."""
    return tuple(tuple(word.lower() for word in WORDS.findall(name)) for name in names.split())


def names_of(element: _Element) -> str:
    """Return an element's class names and identifier in one string; empty where it has none."""
    return f"{element.get('class') or ''} {element.get('id') or ''}".strip()


def children_of(element: _Element) -> list[_Element]:
    """Return the element children; a slice takes a fraction of the time of an iterator where they are few."""
    children: list[_Element] = element[:]  # type: ignore[index, assignment]  # the stubs know no slices
    return children


def child_paths(element: _Element, path: str) -> list[tuple[_Element, str]]:
    """Return the element children with their paths, numbered where siblings share a tag."""
    children = children_of(element)
    if len(children) == 1:
        return [(children[0], f"{path}/{children[0].tag}")]
    totals: dict[str, int] = {}
    for child in children:
        totals[child.tag] = totals.get(child.tag, 0) + 1
    seen: dict[str, int] = {}
    result = []
    for child in children:
        tag = child.tag
        if totals[tag] > 1:
            seen[tag] = number = seen.get(tag, 0) + 1
            result.append((child, f"{path}/{tag}[{number}]"))
        else:
            result.append((child, f"{path}/{tag}"))
    return result


def short_path(path: str) -> str:
    """Return a path that fits a locator: the head of an over-long one is left out."""
    if len(path) <= MAXIMUM_PATH:
        return path
    tail = path[-MAXIMUM_PATH:]
    return f"/{tail[tail.find('/') :]}"


def is_hidden(element: _Element) -> bool:
    """Tell whether the markup itself hides an element."""
    hidden = element.get("hidden")
    if hidden is not None and hidden.lower() not in {"false", "until-found"}:
        return True
    style = element.get("style")
    return bool(style and HIDDEN_STYLE.search(style))


def is_screen_reader_only(element: _Element) -> bool:
    """Tell whether an element's class takes it off the screen."""
    names = element.get("class")
    return bool(names and SCREEN_READER_ONLY.search(names))


def is_unseen(element: _Element) -> bool:
    """Tell whether nothing of an element is seen on the page: its kind shows no text, or the markup hides it."""
    return element.tag in SILENT or (bool(element.keys()) and (is_hidden(element) or is_screen_reader_only(element)))


def holds_blocks(element: _Element) -> bool:
    """Tell whether an inline element wraps block elements, as a link around a card does."""
    return len(element) > 0 and any(inner.tag in BLOCKS for inner in element.iterdescendants())


def select(expression: etree.XPath, element: _Element) -> list[_Element]:
    """Return the elements that a compiled path finds."""
    return cast("list[_Element]", expression(element))


def all_text(element: _Element) -> str:
    """Return all text below an element as it stands in the markup."""
    return etree.tostring(element, encoding="unicode", method="text", with_tail=False)


def text_length(element: _Element, most: int) -> int:
    """Return how many characters of text stand below an element, white space around its pieces left out; counting ends at most."""
    seen = len((element.text or "").strip())
    if not len(element):
        return min(most, seen)
    for inner in element.iterdescendants():
        if seen >= most:
            return most
        text, tail = inner.text, inner.tail
        if text:
            seen += len(text.strip())
        if tail:
            seen += len(tail.strip())
    return min(most, seen)


def has_text(element: _Element, amount: int) -> bool:
    """Tell whether at least so many characters of text stand below an element; looks no further than it has to."""
    return text_length(element, amount) >= amount


def clean(text: str) -> str:
    """Repair damaged encodings, then normalise white space (a damaged non-breaking space is both)."""
    return normalise(repair(text))
