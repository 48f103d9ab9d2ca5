"""Rows whose cells hold nothing but text, read off the serialised table rather than element by element.

Belongs here: which rows are so plain, and their texts. Does not belong here: placing cells, rows of any other kind (tables.py).
"""

import re
from dataclasses import dataclass
from html import unescape

from lxml import etree
from lxml.etree import _Element

from scrapers.readers.html.markup import clean
from scrapers.readers.wording import LONGEST_WORD

EMPTY = re.compile(r"<(t[dhr])(?: [^>]*)?/>")
ATTRIBUTES = re.compile(r"<(t[dhr]) [^>]*>")
ROW = re.compile(r"<tr>(<t[dh]>[^<]*+(?:</t[dh]><t[dh]>[^<]*+)*+)</t[dh]></tr>|<tr>")
"""A row; its cells but for the last closing tag where they hold nothing but text."""
KIND = re.compile(r"<t([dh])>")
BETWEEN = "</td><td>"
SPECIAL = ("span=", " role=")
"""Attributes by which a cell is more, or something else, than one place of the grid."""
HIDING = ("hidden", "none")
"""Words without one of which no row is hidden."""
PlainRow = tuple[list[str], list[bool]]
"""The texts of a row's cells, and which of them are header cells; the latter is empty where none is."""


@dataclass(slots=True)
class PlainRows:
    """The rows of a table, None for each that is not plain; may_hide tells whether some row could be hidden."""

    rows: list[PlainRow | None]
    may_hide: bool


def plain_rows(table: _Element, amount: int) -> PlainRows:
    """Return the plain ones of a table's own rows, of which there are so many; none where rows of other tables stand among them.

    The serialiser escapes whatever in texts and attributes could be taken for markup; what scripts hold adds to the rows counted.
    """
    serialised = etree.tostring(table, encoding="utf-8", xml_declaration=False, with_tail=False)
    markup = b" ".join(serialised.split()).decode("utf-8", "replace").replace("> ", ">").replace(" <", "<")
    may_hide = any(word in markup for word in HIDING)
    if markup.count("<tr") != amount:
        return PlainRows([None] * amount, may_hide)
    bare = without_attributes(markup)
    may_need_cleaning = "&" in bare or not bare.isascii()
    rows = [plain_row(cells, may_need_cleaning=may_need_cleaning) if cells else None for cells in ROW.findall(bare)]
    if any(name in markup for name in SPECIAL):
        whole = markup.split("<tr")[1:]
        rows = [None if any(map(row.__contains__, SPECIAL)) else plain for row, plain in zip(whole, rows, strict=True)]
    return PlainRows(rows, may_hide)


def without_attributes(markup: str) -> str:
    """Return the markup of a table with bare tags of rows and cells, each of them opened and closed."""
    if "/>" in markup:
        markup = EMPTY.sub(r"<\1></\1>", markup)
    return ATTRIBUTES.sub(r"<\1>", markup)


def plain_row(cells: str, *, may_need_cleaning: bool) -> PlainRow:
    """Return the texts of cells, and which of them are header cells, from the bare markup of a plain row."""
    is_header = []
    if "<th>" in cells:
        is_header = [kind == "h" for kind in KIND.findall(cells)]
        cells = cells.replace("<th>", "<td>").replace("</th>", "</td>")
    texts = cells[4:].split(BETWEEN)
    if (may_need_cleaning and ("&" in cells or not cells.isascii())) or len(cells) > LONGEST_WORD:
        texts = [clean(unescape(text)) for text in texts]
    return texts, is_header
