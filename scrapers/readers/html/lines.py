"""Lines of running text: which belong together, which are headings in all but name.

Belongs here: judging lines by their looks. Does not belong here: collecting them (inline.py).
"""

import re

from lxml.etree import _Element

from scrapers.readers.html.inline import Line

LONGEST_HEADING = 120
ENDS_SENTENCE = (".", "!", "?", ":", ";", "…", '."', ".”", "!”")
LABEL_WITH_VALUE = re.compile(r":\s*\S")
FEWEST_ITEMS = 4
ITEM = re.compile(r"[A-Z0-9#(–—-]")
STYLED = re.compile(r"grid|flex|table|columns?\b", re.IGNORECASE)
"""Names of classes and styles of blocks whose children stand apart."""
WRAPPED_SHARE = 0.25
ESCAPED_TAG = re.compile(
    r"</?(?:p|div|span|br|strong|em|b|i|u|a|ul|ol|li|h[1-6]|section|article|blockquote)(?:\s[^<>]{0,200})?/?>",
    re.IGNORECASE,
)
ESCAPED_BLOCK = re.compile(
    r"</?(?:p|div|br|ul|ol|li|h[1-6]|section|article|blockquote)(?:\s[^<>]{0,200})?/?>", re.IGNORECASE
)


def holds_items(element: _Element) -> bool:
    """Tell whether a block holds nothing but spans that a style sheet sets apart: items of a grid, and no running text.

    They meet without a space between them, and each begins as an item does.
    """
    if len(element) < FEWEST_ITEMS or element[0].tag != "span" or (element.text or "").strip():
        return False
    meeting = 0
    for child in element:
        words = child.text or ""
        if child.tag != "span" or (child.tail or "").strip() or words != words.strip():
            return False
        meeting += not child.tail
        if words and not ITEM.match(words):
            return False
    return meeting >= len(element) - 1 or STYLED.search(element.get("class") or element.get("style") or "") is not None


def joined(group: list[Line]) -> list[Line]:
    """Join lines that an editor wrapped by hand within sentences; lines that stand for items stay apart."""
    if len(group) < 2:
        return group
    if is_wrapped_prose(group):
        return [Line(" ".join(line.text for line in group), min(line.weight for line in group))]
    result = [group[0]]
    for line in group[1:]:
        previous = result[-1]
        if continues(previous, line):
            result[-1] = Line(f"{previous.text} {line.text}", min(previous.weight, line.weight))
        else:
            result.append(line)
    return result


def is_wrapped_prose(group: list[Line]) -> bool:
    """Tell whether a group of lines is one paragraph: it starts with a capital, and some lines start in mid-sentence."""
    if len(group) < 3 or group[0].text[:1].islower():
        return False
    following = group[1:]
    small = sum(line.text[:1].islower() for line in following)
    ended = sum(line.text.endswith(ENDS_SENTENCE) for line in group[:-1])
    return small >= max(1, WRAPPED_SHARE * len(following)) and ended < len(group) / 2


def continues(previous: Line, line: Line) -> bool:
    """Tell whether a line goes on with the sentence of the line before."""
    if previous.weight != line.weight or not line.text[:1].islower() or previous.text[:1].islower():
        return False
    return len(previous.text) > 20 and not previous.text.endswith(ENDS_SENTENCE)


def looks_like_heading(text: str) -> bool:
    """Tell whether an emphasised line names what follows rather than saying something itself."""
    if len(text) > LONGEST_HEADING or text.endswith((".", "!", ";", ",")):
        return False
    return LABEL_WITH_VALUE.search(text) is None and any(character.isalnum() for character in text)


def without_escaped_tags(text: str) -> list[str]:
    """Return the lines of a text in which an editor's tags were escaped and so printed; other text as it is."""
    if "<" not in text or not ESCAPED_TAG.search(text):
        return [text]
    parts = (" ".join(ESCAPED_TAG.sub(" ", part).split()) for part in ESCAPED_BLOCK.split(text))
    return [part for part in parts if part]
