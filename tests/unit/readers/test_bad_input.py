"""Documents built or broken to exhaust or mislead a reader: each ends in a typed error or in bounded work, never in a hang.

Belongs here: the table of bad input, run through the process pool as in production. Does not belong here: wrong layouts.
"""

import contextlib
import io
import zipfile
from collections.abc import Callable

import pypdfium2
import pytest
from fpdf import FPDF
from openpyxl.worksheet.worksheet import Worksheet

from schemas.documents import ReadDocument, Table
from schemas.findings import Extraction
from scrapers.exceptions import ReadingError, UnreadableError
from scrapers.readers.dispatch import read
from scrapers.readers.limits import Limits
from scrapers.reading import ReadingJob, read_many
from tests.unit.readers.test_office import package, paragraph, word
from tests.unit.readers.test_sheets import rows, workbook

LIMITS = Limits(bytes_per_document=8_000_000, unpacked_bytes=50_000_000, seconds=60.0, cells=20_000)
COMPOUND_HEAD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def pdf(pages: int = 1, text: str = "Urology") -> FPDF:
    made = FPDF(unit="pt", format="letter")
    made.set_compression(False)
    for _ in range(pages):
        made.add_page()
        made.set_font("Helvetica", size=10)
        made.text(60, 80, text)
    return made


def locked_pdf() -> bytes:
    made = pdf()
    made.set_encryption("owner", "closed")
    return bytes(made.output())


def pages_pdf(count: int) -> bytes:
    document, target = pypdfium2.PdfDocument.new(), io.BytesIO()
    for _ in range(count):
        document.new_page(200, 200)
    document.save(target)
    return target.getvalue()


def objects_pdf(contents: dict[int, bytes]) -> bytes:
    """Return a PDF of numbered objects without a cross-reference table, as a damaged file has none."""
    body = b"".join(b"%d 0 obj\n%s\nendobj\n" % (number, content) for number, content in contents.items())
    return b"%PDF-1.7\n" + body + b"trailer << /Root 1 0 R >>\n%%EOF"


def stream(content: bytes, keys: bytes = b"") -> bytes:
    return b"<< %s /Length %d >>\nstream\n%s\nendstream" % (keys, len(content), content)


def page_pdf(content: bytes, resources: bytes, further: dict[int, bytes]) -> bytes:
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R /Resources << %s >> >>" % resources
    tree = {1: b"<< /Type /Catalog /Pages 2 0 R >>", 2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>", 3: page}
    return objects_pdf({**tree, 4: stream(content), **further})


def forms_within_forms() -> bytes:
    """Return a page whose form draws the next form many times over, and that the one after it."""
    last = 8
    forms = {
        number: stream(
            b"/F Do " * 12 if number < last else b"0 0 9 9 re f",
            b"/Type /XObject /Subtype /Form /BBox [0 0 600 800] /Resources << /XObject << /F %d 0 R >> >>"
            % (number + 1),
        )
        for number in range(5, last + 1)
    }
    return page_pdf(b"/F Do", b"/XObject << /F 5 0 R >>", forms)


def bomb(name: str, size: int) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.writestr(name, bytes(size))
    return target.getvalue()


def lying_package() -> bytes:
    """Return a zipped text document that gives its part a tenth of its true size."""
    honest = word(paragraph("Urology") * 2_000)
    with zipfile.ZipFile(io.BytesIO(honest)) as archive:
        size = archive.getinfo("word/document.xml").file_size
    return honest.replace(size.to_bytes(4, "little"), (size // 10).to_bytes(4, "little"))


def entities() -> bytes:
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    return package({"word/document.xml": f'<!DOCTYPE d [<!ENTITY l0 "lol">{laughs}]><d>&l9;</d>'})


def html(body: str) -> bytes:
    return f"<html><body><h1>Match list of the class of 2024</h1>{body}</body></html>".encode()


REFUSED: dict[str, tuple[Callable[[], bytes], str]] = {
    "truncated PDF": (lambda: bytes(pdf(3).output())[:900], "damaged"),
    "PDF of garbage": (lambda: b"%PDF-1.7\n" + bytes(range(256)) * 40, "damaged"),
    "PDF with a password": (locked_pdf, "password"),
    "PDF without pages": (lambda: pages_pdf(0), "damaged"),
    "PDF whose page tree is a ring": (
        lambda: objects_pdf(
            {1: b"<< /Type /Catalog /Pages 2 0 R >>", 2: b"<< /Type /Pages /Kids [2 0 R] /Count 9 >>"}
        ),
        "page",
    ),
    "PDF that is too long": (lambda: bytes(pdf().output()) + bytes(9_000_000), "bytes"),
    "workbook bomb": (lambda: bomb("xl/worksheets/sheet1.xml", 60_000_000), "unpacks"),
    "text document bomb": (lambda: bomb("word/document.xml", 60_000_000), "unpacks"),
    "text document that lies of its size": (lying_package, "damaged"),
    "text document of entities": (entities, "damaged"),
    "workbook with a password": (
        lambda: COMPOUND_HEAD + bytes(1000) + "EncryptedPackage".encode("utf-16-le") + bytes(3000),
        "encrypted",
    ),
    "page that is too long": (lambda: html("x" * 9_000_000), "bytes"),
    "program": (lambda: b"\x7fELF" + bytes(4000), "no reader"),
}
"""Bad documents and a word of the error that names what is wrong with each."""

BOUNDED: dict[str, Callable[[], bytes]] = {
    "PDF of 10,000 pages": lambda: pages_pdf(10_000),
    "PDF without its font": lambda: page_pdf(b"BT /F9 10 Tf 60 700 Td (Urology) Tj ET", b"", {}),
    "PDF of forms within forms": forms_within_forms,
    "PDF of one word 50,000 times in one place": lambda: page_pdf(
        b"BT /F1 10 Tf 60 700 Td " + b"(Urology ) Tj " * 6_000 + b"ET",
        b"/Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >>",
        {},
    ),
    "PDF of 20,000 rules": lambda: page_pdf(
        b"".join(b"%d %d 5 1 re f " % (n % 600, n // 30) for n in range(20_000)), b"", {}
    ),
    "page of 100,000 nested boxes": lambda: html("<div>" * 100_000 + "Urology"),
    "page of 100,000 nested bold elements": lambda: html("<b>" * 100_000 + "Urology"),
    "page of 5,000 nested tables": lambda: html("<table><tr><td>" * 5_000 + "Urology"),
    "page of spans without bounds": lambda: html(
        "<table>" + "<tr><td colspan=1000000000 rowspan=1000000000>Urology<td>3</tr>" * 500 + "</table>"
    ),
    "page of 300,000 cells": lambda: html("<table>" + ("<tr>" + "<td>3" * 100) * 3_000 + "</table>"),
    "page of bait for patterns": lambda: html(
        "".join(
            f"<p>{text}</p>"
            for text in (
                "a" * 40_000,
                "1," * 20_000,
                "( " * 15_000,
                "University of " * 3_000,
                " - " * 15_000,
                "9" * 40_000,
                "Urology (" * 4_000,
                "2024 " * 8_000,
                "\u00a0" * 40_000 + "x",
            )
        )
    ),
    "page full of zeros": lambda: html("Urology\x00 3 \x00<table><tr><td>\x00</table>" * 2_000),
    "comma-separated quotes": lambda: b'"' * 300_001 + b",\n" * 5_000,
    "one line of a million commas": lambda: b"," * 1_000_000,
}


def results(documents: dict[str, Callable[[], bytes]]) -> dict[str, Extraction]:
    jobs = (ReadingJob(name, build(), "text/html") for name, build in documents.items())
    return {result.key: result.extraction for result in read_many(jobs, workers=2, limits=LIMITS)}


@pytest.fixture(scope="module")
def outcomes() -> dict[str, Extraction]:
    return results({**{name: build for name, (build, _) in REFUSED.items()}, **BOUNDED})


@pytest.mark.parametrize("name", REFUSED)
def test_bad_documents_are_refused_with_their_reason(outcomes: dict[str, Extraction], name: str) -> None:
    told = outcomes[name].error or outcomes[name].unread or ""
    assert REFUSED[name][1] in told


@pytest.mark.parametrize("name", BOUNDED)
def test_the_work_on_costly_documents_is_bounded(outcomes: dict[str, Extraction], name: str) -> None:
    assert outcomes[name].error is None


def tables(document: ReadDocument) -> list[Table]:
    return [block for block in document.blocks if isinstance(block, Table)]


def test_spans_without_bounds_take_no_more_than_the_limit_of_columns() -> None:
    document = read(BOUNDED["page of spans without bounds"](), limits=LIMITS)
    assert all(cell.column + cell.column_span <= LIMITS.columns for table in tables(document) for cell in table.cells)
    assert all(cell.row + cell.row_span <= 500 for table in tables(document) for cell in table.cells)


def test_cells_beyond_the_limit_are_cut_with_a_warning() -> None:
    document = read(BOUNDED["page of 300,000 cells"](), limits=LIMITS)
    assert sum(len(table.cells) for table in tables(document)) == LIMITS.cells
    assert any("cells" in warning for warning in document.warnings)


@pytest.mark.parametrize("declared", ["text/html", "application/pdf", "text/csv; charset=utf-16", "image/png", "x/y"])
def test_bytes_tell_more_than_a_declared_type(declared: str) -> None:
    assert read(workbook(rows), declared_type=declared, address="https://school.example/list.pdf").reader == "workbook"
    assert read(bytes(pdf().output()), declared_type=declared).reader == "pdf"
    assert read(html("<p>Urology</p>"), declared_type=declared).reader == "html"


def test_a_damaged_file_after_one_with_a_password_asks_for_none() -> None:
    with pytest.raises(UnreadableError, match="password"):
        read(locked_pdf())
    with pytest.raises(ReadingError, match="damaged"):
        read(pages_pdf(0))


def test_formulas_give_their_stored_values_and_never_run() -> None:
    def fill(sheet: Worksheet) -> None:
        sheet.append(["Specialty", "Count"])
        sheet.append(["Urology", '=WEBSERVICE("http://127.0.0.1/")'])
        sheet.append(["=1+1", 3])

    texts = [cell.text for table in tables(read(workbook(fill))) for cell in table.cells]
    assert "3" in texts
    assert not any("WEBSERVICE" in text or "=" in text for text in texts)


@pytest.mark.parametrize("content", [b"", b"\x00" * 5000, b"\xff\xfe" * 300, b"\xef\xbb\xbf", b"PK\x03\x04", b"%PDF-"])
def test_next_to_nothing_is_a_typed_error_or_an_empty_document(content: bytes) -> None:
    with contextlib.suppress(ReadingError):
        assert read(content).blocks == ()
