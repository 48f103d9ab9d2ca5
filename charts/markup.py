"""Markup: pygal's drawing as SVG that a page with a strict content policy may hold.

Only elements and attributes that draw are kept: no scripts, style sheets, style attributes, ids or addresses. Classes get a prefix, so
that the styles of the page around do not meet them, and a series' number becomes its tone. The legend runs over the whole width.

Belongs here: what is kept of a drawing, the legend. Does not belong here: drawing, colours.
"""

import re
from collections.abc import Sequence

from lxml import etree

from charts.shapes import Series

PREFIX = "chart"
DRAWING = frozenset({"g", "rect", "path", "circle", "text"})
ATTRIBUTES = frozenset({"x", "y", "width", "height", "cx", "cy", "r", "d", "transform"})
CLASSES = frozenset({"axis", "x", "y", "line", "series", "no_data"})
UNDRAWN = frozenset({"tooltip-overlay", "tooltip", "titles", "background"})
NUMBER = re.compile(r"-?\d+\.\d+")

LETTER_WIDTH = 7.2
"""Units of width that one letter takes in a wide font at the size of static/chart.css."""
LEGEND_LINE = 22
LEGEND_BOX = 12
LEGEND_GAP = 18


def cleaned(drawn: etree._Element, series: Sequence[Series], label: str, *, beside: bool = False) -> str:
    """The drawing as markup for a page, with a legend where there are several series, and a label in words.

    beside says that numbers stand beside their bars, not in them.
    """
    _, _, width, height = (float(part) for part in drawn.get("viewBox", "0 0 0 0").split())
    picture = etree.Element(
        "svg", {"class": f"{PREFIX} {PREFIX}-beside" if beside else PREFIX, "role": "img", "aria-label": label}
    )
    _copy_children(drawn, picture, series)
    if len(series) > 1:
        height = _legend(picture, series, width, height)
    picture.set("viewBox", f"0 0 {width:g} {height:g}")
    return etree.tostring(picture, encoding="unicode")


def _copy_children(given: etree._Element, made: etree._Element, series: Sequence[Series]) -> None:
    for child in given:
        words = (child.get("class") or "").split()
        if child.tag not in DRAWING or UNDRAWN.intersection(words) or _is_empty(child):
            continue
        if "bar" in words:
            _copy_bar(child, made)
            continue
        copy = etree.SubElement(made, child.tag, _attributes(child, words, series))
        copy.text = child.text
        told = _told(child)
        if told:
            etree.SubElement(copy, "title").text = told
        _copy_children(child, copy, series)


def _copy_bar(given: etree._Element, made: etree._Element) -> None:
    """Without what pygal wraps around a bar: a picture of many stays light."""
    for bar in given.iter("rect"):
        etree.SubElement(etree.SubElement(made, "rect", _attributes(bar, (), ())), "title").text = _told(given)


def _is_empty(element: etree._Element) -> bool:
    """Whether nothing of it can be seen: a bar without length, a label without letters."""
    if element.tag == "text":
        return not (element.text or "").strip() and len(element) == 0
    bar = element.find("rect") if element.tag == "g" and element.get("class") == "bar" else None
    return bar is not None and not {"width", "height"} <= set(bar.attrib)


def _attributes(element: etree._Element, words: Sequence[str], series: Sequence[Series]) -> dict[str, str]:
    kept = {
        name: NUMBER.sub(lambda found: f"{float(found[0]):.1f}".removesuffix(".0"), str(value))
        for name, value in element.attrib.items()
        if name in ATTRIBUTES
    }
    named = [f"{PREFIX}-{word}" for word in words if word in CLASSES]
    named += [f"tone-{series[int(word.removeprefix('color-'))].tone}" for word in words if word.startswith("color-")]
    if any("value" in (child.get("class") or "").split() for child in element.findall("text")):
        named.append(f"{PREFIX}-values")
    return {**kept, "class": " ".join(named)} if named else kept


def _told(element: etree._Element) -> str:
    """What a bar or a dot stands for, shown where a pointer rests on it."""
    found = {child.get("class"): child.text for child in element if child.tag == "desc"}
    return ": ".join(part for part in (found.get("x_label"), found.get("value")) if part)


def _legend(picture: etree._Element, series: Sequence[Series], width: float, top: float) -> float:
    """Write the names of the series below the drawing, line by line; the height of all."""
    across, line = 0.0, top + LEGEND_LINE / 2
    for one in series:
        room = LEGEND_BOX + LEGEND_GAP + LETTER_WIDTH * len(one.name)
        if across and across + room > width:
            across, line = 0.0, line + LEGEND_LINE
        entry = etree.SubElement(picture, "g", {"class": f"tone-{one.tone}"})
        size = str(LEGEND_BOX)
        etree.SubElement(entry, "rect", {"x": f"{across:g}", "y": f"{line:g}", "width": size, "height": size})
        place = {"x": f"{across + LEGEND_BOX + 5:g}", "y": f"{line + LEGEND_BOX - 1:g}", "class": f"{PREFIX}-legend"}
        etree.SubElement(entry, "text", place).text = one.name
        across += room
    return line + LEGEND_LINE
