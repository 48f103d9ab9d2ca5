"""Running text: inline elements to lines.

Belongs here: joining pieces of text without gluing or splitting words, line breaks, footnote marks, emphasis.
Does not belong here: block structure (walker.py).
"""

import re
from dataclasses import dataclass, field

from lxml.etree import _Element

from scrapers.readers.html.markup import (
    BLOCKS,
    BOLD_STYLE,
    BREAK,
    EMPHASIS,
    LARGE_FONTS,
    LARGE_STYLE,
    PLAIN_STYLE,
    all_text,
    children_of,
    clean,
    holds_blocks,
    is_unseen,
)

NOTE_MARK = re.compile(r"\s*[\[(]?\d{1,2}(?:\s*,\s*\d{1,2})*[\])]?\s*")
LETTER_OR_DIGIT = re.compile(r"[^\W_]")
ORDINAL = re.compile(r"(?:st|nd|rd|th)\b", re.IGNORECASE)
KEPT_TOGETHER = frozenset(
    {"b", "strong", "i", "em", "u", "font", "sup", "sub", "wbr", "mark", "big", "bdi", "bdo", "abbr"}
)
"""Inline elements that often start or end inside a word or a number."""
COUNTER_NAMES = ("counter", "odometer", "count-up", "countup", "number")
COUNTER_TARGETS = (
    "data-to-value",
    "data-count",
    "data-target",
    "data-to",
    "data-end",
    "data-stop",
    "data-value",
    "data-number",
)
NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
RAISED = frozenset({"sup", "sub"})
DEEPEST = 100
"""Nesting of inline elements below which text is taken as it stands."""
PLACEHOLDER = re.compile(r"\s*0*(?:\.0+)?\s*")


@dataclass(slots=True)
class Line:
    """One line of running text; weight tells how all its words are emphasised: 0 plain, 1 slanted, 2 bold or large."""

    text: str
    weight: int


@dataclass(slots=True)
class RunningText:
    """Collects pieces of text up to the next block boundary."""

    pieces: list[tuple[str, int]] = field(default_factory=list)
    weight: int = 0
    boundary: str | None = None

    def add(self, text: str | None) -> None:
        """Add text as it stands in the markup; white space before the first piece says nothing."""
        if not text or (not self.pieces and text.isspace() and text.isascii()):
            return
        if self.boundary is not None and self.pieces:
            last = self.pieces[-1][0]
            if last and needs_space(last[-1], text, self.boundary):
                text = f" {text}"
        self.boundary = None
        self.pieces.append((text, self.weight))

    def mark_boundary(self, tag: str, kind: str) -> None:
        """Note that an inline element starts or ends here; words meeting there may have to be kept apart."""
        if tag in KEPT_TOGETHER:
            return
        meeting = self.boundary in {"end", "between", "links"} and kind == "start"
        self.boundary = ("links" if tag == "a" else "between") if meeting else kind

    def line_break(self) -> None:
        """Note a line break made on purpose."""
        self.boundary = None
        self.pieces.append((BREAK, 0))

    def take(self) -> list[list[Line]]:
        """Return the collected text as groups of lines and start anew; a blank line parts groups."""
        pieces, self.pieces, self.boundary = self.pieces, [], None
        if len(pieces) == 1:
            text, weight = pieces[0]
            words = clean(text)
            return [[Line(words, weight if LETTER_OR_DIGIT.search(text) else 0)]] if words else []
        if not any([text.strip() for text, _ in pieces]):  # noqa: C419  # a list is faster for a few pieces
            return []
        groups: list[list[Line]] = []
        current: list[Line] = []
        for line in split_lines(pieces):
            if line.text:
                current.append(line)
            elif current:
                groups.append(current)
                current = []
        if current:
            groups.append(current)
        return groups

    def words(self) -> str:
        """Return the collected text, one line for each that holds any, whatever their emphasis."""
        lines: list[list[str]] = [[]]
        for text, _ in self.pieces:
            if text == BREAK:
                lines.append([])
            else:
                lines[-1].append(text)
        return "\n".join(filter(None, [clean("".join(line)) for line in lines]))


def needs_space(last: str, text: str, boundary: str) -> bool:
    """Tell whether words that meet at the edge of an inline element are words of their own.

    A digit beside a letter, and a small letter before a capital, were apart on the page; two digits only where one element
    ends and the next starts; ordinal endings stay with their number.
    """
    first = text[0]
    if first.isspace() or last.isspace():
        return False
    if boundary == "links":
        return last.isalnum() and first.isalnum()
    if last.isdigit() and first.isdigit():
        return boundary == "between"
    if last.isdigit() and first.isalpha():
        return ORDINAL.match(text) is None
    if (last in "%)" or last.isalpha()) and first.isdigit():
        return True
    if last in "%)" and first.isalpha():
        return True
    return last.isalpha() and first.isalpha() and (last.islower() and first.isupper() and boundary == "between")


def split_lines(pieces: list[tuple[str, int]]) -> list[Line]:
    """Cut collected pieces at their line breaks; a line weighs as much as its lightest words."""
    lines: list[Line] = []
    texts: list[str] = []
    weights: list[int] = []
    for text, weight in [*pieces, (BREAK, 0)]:
        if text == BREAK:
            lines.append(Line(clean("".join(texts)), min(weights, default=0)))
            texts, weights = [], []
            continue
        texts.append(text)
        if LETTER_OR_DIGIT.search(text):
            weights.append(weight)
    return lines


def collect(element: _Element, running: RunningText, *, breaks: bool = True, depth: int = 0) -> None:
    """Add the text of an inline element and its inline descendants; its tail is the caller's."""
    if not is_unseen(element):
        collect_seen(element, running, breaks=breaks, depth=depth)


def collect_seen(element: _Element, running: RunningText, *, breaks: bool, depth: int = 0) -> None:
    """Add the text of an inline element that is seen."""
    tag = element.tag
    if tag == "br":
        separate(running, breaks=breaks)
        return
    if tag in RAISED and is_note_mark(element):
        return
    outer = running.weight
    running.mark_boundary(tag, "start")
    value = counter_value(element)
    if value is not None:
        running.add(value)
        return
    running.weight = weight_of(element, outer)
    if depth < DEEPEST:
        running.add(element.text)
        for child in children_of(element):
            collect(child, running, breaks=breaks, depth=depth + 1)
            running.add(child.tail)
    else:
        running.add(all_text(element))
    running.mark_boundary(tag, "end")
    running.weight = outer


def is_note_mark(element: _Element) -> bool:
    """Tell whether a raised or lowered number points to a footnote: it would glue to the number or word before it."""
    text = all_text(element)
    return bool(text) and NOTE_MARK.fullmatch(text) is not None


def weight_of(element: _Element, outer: int = 0) -> int:
    """Return how strongly an element emphasises its words: 0 not, 1 slanted, 2 bold or larger type; outer is inherited."""
    tag = element.tag
    if tag in EMPHASIS:
        return 2
    style = element.get("style")
    if style:
        if BOLD_STYLE.search(style) or LARGE_STYLE.search(style):
            return 2
        if PLAIN_STYLE.search(style):
            return 0
    if tag == "font" and (element.get("size") or "") in LARGE_FONTS:
        return 2
    return max(outer, 1) if tag in {"i", "em"} else outer


def counter_value(element: _Element) -> str | None:
    """Return the number an animated counter runs up to; empty where only its starting zero is in the markup."""
    names = element.get("class")
    if not names or len(element) or not any(name in names.lower() for name in COUNTER_NAMES):
        return None
    if not PLACEHOLDER.fullmatch(element.text or ""):
        return None
    for attribute in COUNTER_TARGETS:
        target = (element.get(attribute) or "").strip()
        if NUMBER.fullmatch(target):
            return target
    animated = any(str(name).startswith("data-") for name in element.keys())  # noqa: SIM118  # lxml elements are no mappings
    return "" if animated or not (element.text or "").strip() else None


def text_of(element: _Element, *, breaks: bool = False) -> str:
    """Return the running text of an element on one line, hidden parts and footnote marks left out."""
    value = counter_value(element)
    if value is not None:
        return value
    children = children_of(element)
    if not children:
        return clean(element.text or "")
    running = RunningText()
    running.add(element.text)
    for child in children:
        collect_any(child, running, breaks=breaks)
        running.add(child.tail)
    return running.words()


def collect_any(element: _Element, running: RunningText, *, breaks: bool, depth: int = 0) -> None:
    """Add the text of an element that may hold blocks; blocks are kept apart by a line break or a space."""
    if is_unseen(element):
        return
    if element.tag in BLOCKS:
        separate(running, breaks=breaks)
        collect_parts(element, running, breaks=breaks, depth=depth)
        separate(running, breaks=breaks)
    elif holds_blocks(element):
        collect_parts(element, running, breaks=breaks, depth=depth)
    else:
        collect_seen(element, running, breaks=breaks)


def collect_parts(element: _Element, running: RunningText, *, breaks: bool, depth: int) -> None:
    """Add the text of everything within an element that may hold blocks."""
    if depth == DEEPEST:
        running.add(all_text(element))
        return
    running.add(element.text)
    for child in children_of(element):
        collect_any(child, running, breaks=breaks, depth=depth + 1)
        running.add(child.tail)


def separate(running: RunningText, *, breaks: bool) -> None:
    """Put a line break or a space between blocks."""
    if breaks:
        running.line_break()
    else:
        running.add(" ")
