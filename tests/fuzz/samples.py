"""Small whole documents of every format that is read, to be changed by the fuzzer.

Belongs here: finding and building samples. Does not belong here: changing them (mutations.py).
"""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
from fpdf import FPDF
from PIL import Image

from tests.unit.readers.test_office import paragraph, presentation, shape, slide, word

GOLD = Path(__file__).parents[1] / "gold"
LONGEST = 45_000
KINDS = {"html": "*/*.html", "pdf": "lists/*.pdf", "csv": "lists/*.csv", "xlsx": "lists/*.xlsx"}
ROWS = (
    ("Specialty", "Institution", "Count"),
    ("Urology", "Invented Hospital-NY", "3"),
    ("Surgery", "Elsewhere-CA", "12%"),
)
OPEN_DOCUMENT = "urn:oasis:names:tc:opendocument:xmlns"


def samples() -> dict[str, list[bytes]]:
    """Return samples by format: short gold documents, and built ones of formats that the gold set does not hold."""
    found = {
        kind: [path.read_bytes() for path in sorted(GOLD.glob(pattern)) if path.stat().st_size <= LONGEST]
        for kind, pattern in KINDS.items()
    }
    found["xlsx"].append(workbook())
    found["pdf"].append(plain_pdf())
    found["docx"] = [word_document()]
    found["pptx"] = [presentation(slide(shape("97% matched") + shape("Outcomes", kind="title")), slide(shape("Two")))]
    found["ods"] = [open_sheet()]
    found["xls"] = [path.read_bytes() for path in sorted(Path(__file__).parent.glob("seeds/*.xls"))]
    found["image"] = [picture(kind) for kind in ("PNG", "JPEG", "GIF", "TIFF", "BMP", "WEBP")]
    found["json"] = [b'{"@type": "Dataset", "rows": [{"specialty": "Urology", "count": 3, "rate": 97.5}]}']
    return {kind: kept for kind, kept in found.items() if kept}


def workbook() -> bytes:
    """Return a workbook with a merged title, a hidden column, a formula and a percentage."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["Match results"])
    for row in ROWS:
        sheet.append(row)
    sheet["C5"], sheet["D2"] = "=SUM(C2:C4)", 0.985
    sheet["D2"].number_format = "0.0%"
    sheet.merge_cells("A1:C1")
    sheet.column_dimensions["B"].hidden = True
    return saved(book.save)


def plain_pdf() -> bytes:
    """Return a PDF of one ruled table whose streams are not compressed, so that changes reach what is drawn."""
    pdf = FPDF(unit="pt", format="letter")
    pdf.set_compression(False)
    pdf.add_page()
    pdf.set_font("Helvetica", size=10)
    for place, row in enumerate(ROWS):
        for column, text in enumerate(row):
            pdf.text(60 + 140 * column, 80 + 15 * place, text)
            pdf.rect(56 + 140 * column, 69 + 15 * place, 140, 15)
    return bytes(pdf.output())


def word_document() -> bytes:
    """Return a text document with headings, items, a table with merged cells and a text box."""
    cells = "".join(f'<w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>{paragraph(text)}</w:tc>' for text in ROWS[1])
    table = (
        f"<w:tbl><w:tr>{cells}</w:tr><w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr>{paragraph('x')}</w:tc></w:tr></w:tbl>"
    )
    return word(paragraph("Match 2024", '<w:pStyle w:val="Heading1"/>') + paragraph("97%", "<w:numPr/>") + table)


def open_sheet() -> bytes:
    """Return a small OpenDocument spreadsheet with repeated and spanned cells."""
    cell = '<table:table-cell office:value-type="string"{}><text:p>{}</text:p></table:table-cell>'
    rows = "".join(
        f"<table:table-row>{''.join(cell.format('', text) for text in row)}</table:table-row>" for row in ROWS
    )
    title = cell.format(' table:number-columns-spanned="3" table:number-columns-repeated="2"', "Class of 2024")
    content = (
        f'<office:document-content xmlns:office="{OPEN_DOCUMENT}:office:1.0" xmlns:table="{OPEN_DOCUMENT}:table:1.0"'
        f' xmlns:text="{OPEN_DOCUMENT}:text:1.0"><office:body><office:spreadsheet><table:table table:name="One">'
        f'<table:table-row table:number-rows-repeated="2">{title}</table:table-row>{rows}'
        "</table:table></office:spreadsheet></office:body></office:document-content>"
    )

    def write(target: io.BytesIO) -> None:
        with zipfile.ZipFile(target, "w") as archive:
            archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
            archive.writestr("content.xml", content)

    return saved(write)


def picture(kind: str) -> bytes:
    """Return a small picture."""
    drawn = Image.new("RGB", (60, 40), "white")
    return saved(lambda target: drawn.save(target, kind))


def saved(save: Callable[[io.BytesIO], object]) -> bytes:
    """Return what is saved into a file."""
    target = io.BytesIO()
    save(target)
    return target.getvalue()
