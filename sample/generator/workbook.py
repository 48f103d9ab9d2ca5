"""Workbooks and comma-separated files, with fixed dates inside.

Belongs here: writing sheets so that the bytes never change. Does not belong here: the rows.
"""

import csv
import io
import re
import zipfile
from collections.abc import Mapping, Sequence

from openpyxl import Workbook
from openpyxl.styles import Font, PatternFill

FIXED_TIME = (2026, 6, 1, 12, 0, 0)
FIXED_STAMP = b"2026-06-01T12:00:00Z"


def workbook(
    sheets: Mapping[str, tuple[str, Sequence[str], Sequence[Sequence[object]]]],
    widths: Sequence[int],
) -> bytes:
    """Return a workbook: sheet name to title line, header row and rows."""
    book = Workbook()
    book.remove(book.active)
    for name, (title, head, rows) in sheets.items():
        sheet = book.create_sheet(name)
        sheet.append([title])
        sheet["A1"].font = Font(bold=True, size=14)
        sheet.append([])
        sheet.append(list(head))
        for cell in sheet[3]:
            cell.font = Font(bold=True)
            cell.fill = PatternFill("solid", fgColor="DDE6EE")
        for row in rows:
            sheet.append(list(row))
        for number, width in enumerate(widths):
            sheet.column_dimensions["ABCDEFGHIJ"[number]].width = width
        sheet.freeze_panes = "A4"
    book.properties.creator = "MatchWatch sample"
    draft = io.BytesIO()
    book.save(draft)
    return _without_time(draft.getvalue())


def _without_time(content: bytes) -> bytes:
    """Rewrite the package uncompressed, with one fixed time everywhere."""
    result = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(result, "w", zipfile.ZIP_STORED) as target:
        for name in sorted(source.namelist()):
            part = source.read(name)
            if name == "docProps/core.xml":
                part = re.sub(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", FIXED_STAMP, part)
            target.writestr(zipfile.ZipInfo(name, FIXED_TIME), part)
    return result.getvalue()


def comma_separated(head: Sequence[str], rows: Sequence[Sequence[object]]) -> bytes:
    """Return a CSV file in UTF-8 with a byte-order mark, as spreadsheets export it."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(head)
    writer.writerows(rows)
    return text.getvalue().encode("utf-8-sig")
