"""What a workbook shows and how, beyond its values: hidden rows and columns, percent formats, the extent of its sheets.

Belongs here: the parts of XLSX and ODS files that python-calamine leaves out. Does not belong here: cell values (sheet.py).
"""

import posixpath
import re
import zipfile
from dataclasses import dataclass, field

from lxml.etree import _Element

from scrapers.exceptions import LimitExceededError
from scrapers.readers.limits import Limits
from scrapers.readers.packages import open_package, part_root

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
STRICT = "{http://purl.oclc.org/ooxml/spreadsheetml/main}"
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
STRICT_RELATION = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TRUE = frozenset({"1", "true", "on"})
BUILT_IN_PERCENT = {9: 0, 10: 2}
PERCENT_FORMAT = re.compile(r"0(?:\.(0+))?[^;%]{0,5}%")
REFERENCE = re.compile(r"([A-Z]{1,3})(\d{1,7})")
EMPTY_SHARE = 20
"""How many times the cell limit a sheet's rectangle may measure; beyond it a stray cell would fill the memory."""
MOST_REPEATED = 100_000


@dataclass(slots=True)
class SheetLayout:
    """Layout of one sheet; rows and columns count from 0, percent gives the printed decimals of a cell's percentage."""

    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    percent: dict[tuple[int, int], int] = field(default_factory=dict)


def workbook_layouts(content: bytes, limits: Limits) -> dict[str, SheetLayout]:
    """Return the layout of each sheet by its name; empty for workbooks that are neither XLSX nor ODS.

    Raises:
        LimitExceededError: a sheet's cells lie too far apart.
        ReadingError: the file is damaged.
    """
    if not content.startswith(b"PK"):
        return {}
    with open_package(content, limits) as package:
        if "xl/workbook.xml" in package.namelist():
            return spreadsheet_layouts(package, limits)
        if "content.xml" in package.namelist():
            return open_document_layouts(package)
    return {}


def spreadsheet_layouts(package: zipfile.ZipFile, limits: Limits) -> dict[str, SheetLayout]:
    """Read the layouts of an XLSX file."""
    workbook = part_root(package, "xl/workbook.xml")
    relations = part_root(package, "xl/_rels/workbook.xml.rels")
    if workbook is None or relations is None:
        return {}
    targets = {relation.get("Id"): relation.get("Target") or "" for relation in relations}
    percent_styles = percent_decimals(package)
    layouts = {}
    for sheet in workbook.iter(f"{MAIN}sheet", f"{STRICT}sheet"):
        target = targets.get(sheet.get(RELATION) or sheet.get(STRICT_RELATION), "")
        name = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join("xl", target))
        root = part_root(package, name)
        if root is not None:
            layouts[sheet.get("name") or ""] = sheet_layout(root, percent_styles, limits)
    return layouts


def percent_decimals(package: zipfile.ZipFile) -> dict[str, int]:
    """Return the printed decimals of every cell style that shows percentages, by the style's number."""
    styles = part_root(package, "xl/styles.xml")
    if styles is None:
        return {}
    formats = dict(BUILT_IN_PERCENT)
    for element in styles.iter(f"{MAIN}numFmt", f"{STRICT}numFmt"):
        found = PERCENT_FORMAT.search(element.get("formatCode") or "")
        if found:
            formats[number_of(element.get("numFmtId"))] = len(found[1] or "")
    decimals = {}
    cell_styles = next(styles.iter(f"{MAIN}cellXfs", f"{STRICT}cellXfs"), None)
    for index, style in enumerate(() if cell_styles is None else cell_styles):
        number = number_of(style.get("numFmtId"))
        if number in formats:
            decimals[str(index)] = formats[number]
    return decimals


def number_of(text: str | None) -> int:
    """Return a whole number, or -1 where the text is none."""
    return int(text) if text and text.isascii() and text.isdigit() else -1


def sheet_layout(root: _Element, percent_styles: dict[str, int], limits: Limits) -> SheetLayout:
    """Read the layout of one sheet of an XLSX file."""
    layout = SheetLayout()
    rows = columns = 0
    for column in root.iter(f"{MAIN}col", f"{STRICT}col"):
        if column.get("hidden") in TRUE:
            first, last = number_of(column.get("min")), min(number_of(column.get("max")), 16_384)
            layout.hidden_columns.update(range(first - 1, last))
    for row in root.iter(f"{MAIN}row", f"{STRICT}row"):
        if row.get("hidden") in TRUE:
            layout.hidden_rows.add(number_of(row.get("r")) - 1)
        for cell in row:
            place = REFERENCE.fullmatch(cell.get("r") or "")
            if place is None:
                continue
            at = (int(place[2]) - 1, column_number(place[1]))
            rows, columns = max(rows, at[0] + 1), max(columns, at[1] + 1)
            decimals = percent_styles.get(cell.get("s") or "")
            if decimals is not None:
                layout.percent[at] = decimals
    if rows * columns > EMPTY_SHARE * limits.cells:
        raise LimitExceededError(
            f"a sheet spans {rows:,} rows by {columns:,} columns, more than {EMPTY_SHARE * limits.cells:,} cells: "
            "raise the limit or clear its stray cells"
        )
    return layout


def column_number(letters: str) -> int:
    """Return a column's number from 0: A is 0, AA is 26."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


def column_letters(number: int) -> str:
    """Return a column's letters: 0 is A, 26 is AA."""
    letters = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def open_document_layouts(package: zipfile.ZipFile) -> dict[str, SheetLayout]:
    """Read the layouts of an ODS file."""
    root = part_root(package, "content.xml")
    layouts = {}
    for table in () if root is None else root.iter(f"{TABLE}table"):
        layout = SheetLayout()
        column = 0
        for element in table.iter(f"{TABLE}table-column"):
            repeated = max(1, min(number_of(element.get(f"{TABLE}number-columns-repeated")), MOST_REPEATED))
            if element.get(f"{TABLE}visibility") in {"collapse", "filter"}:
                layout.hidden_columns.update(range(column, column + repeated))
            column += repeated
        read_open_document_rows(table, layout)
        layouts[table.get(f"{TABLE}name") or ""] = layout
    return layouts


def read_open_document_rows(table: _Element, layout: SheetLayout) -> None:
    """Note hidden rows and percentages of one ODS sheet."""
    number = 0
    for row in table.iter(f"{TABLE}table-row"):
        repeated = max(1, min(number_of(row.get(f"{TABLE}number-rows-repeated")), MOST_REPEATED))
        if row.get(f"{TABLE}visibility") in {"collapse", "filter"}:
            layout.hidden_rows.update(range(number, number + repeated))
        column = 0
        for cell in row:
            if cell.get(f"{OFFICE}value-type") == "percentage":
                layout.percent[number, column] = 2
            column += max(1, min(number_of(cell.get(f"{TABLE}number-columns-repeated")), MOST_REPEATED))
        number += repeated
