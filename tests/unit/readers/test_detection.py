"""Media type detection and the door to all readers."""

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrapers.exceptions import LimitExceededError, UnreadableError
from scrapers.readers import detection
from scrapers.readers.detection import detect_media_type
from scrapers.readers.dispatch import IMAGE_READER, READERS, read
from scrapers.readers.limits import Limits


def archive(*names: str, mimetype: str | None = None) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        if mimetype is not None:
            package.writestr("mimetype", mimetype)
        for name in names:
            package.writestr(name, b"<x/>")
    return stream.getvalue()


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"%PDF-1.7\n...", detection.PDF),
        (b"\n\xef\xbb\xbfjunk %PDF-1.4", detection.PDF),
        (b"<!DOCTYPE html><html>", detection.HTML),
        (b"\xef\xbb\xbf  <html lang=en>", detection.HTML),
        (b"<!-- c --><div>x</div>", detection.HTML),
        (b'<?xml version="1.0"?><!DOCTYPE html><html xmlns="http://www.w3.org/1999/xhtml">', detection.HTML),
        ("<html>".encode("utf-16"), detection.HTML),
        (b'<?xml version="1.0"?><urlset/>', detection.XML),
        (archive("xl/workbook.xml"), detection.XLSX),
        (archive("xl/workbook.bin"), detection.XLSB),
        (archive("word/document.xml"), detection.DOCX),
        (archive("ppt/presentation.xml"), detection.PPTX),
        (archive(mimetype=detection.ODS), detection.ODS),
        (archive("a.txt"), "application/zip"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "Workbook".encode("utf-16-le"), detection.XLS),
        (b"\x89PNG\r\n\x1a\n" + b"\x00" * 50, "image/png"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + b"\x00" * 50, "image/jpeg"),
        (b"{\\rtf1 x}", "application/rtf"),
        (b"Specialty,Count\n", detection.PLAIN),
        (b"", detection.PLAIN),
    ],
)
def test_the_bytes_decide(content: bytes, expected: str) -> None:
    assert detect_media_type(content) == expected
    if expected != detection.PLAIN:
        assert detect_media_type(content, declared="text/csv", address="https://www.example/list.csv") == expected


@pytest.mark.parametrize(
    ("declared", "address", "expected"),
    [
        ("text/csv; charset=utf-8", None, detection.CSV),
        ("text/plain", "https://www.example/match.csv?v=2", detection.CSV),
        ("application/vnd.ms-excel", "https://www.example/export", detection.CSV),
        (None, "https://www.example/match.TSV", detection.TSV),
        ("text/html", "https://www.example/", detection.HTML),
        (None, None, detection.PLAIN),
    ],
)
def test_declaration_and_ending_tell_kinds_of_text_apart(
    declared: str | None, address: str | None, expected: str
) -> None:
    assert detect_media_type(b"Urology,3\nSurgery,9\n", declared=declared, address=address) == expected


@given(st.binary(max_size=200), st.text(max_size=30), st.text(max_size=30))
def test_nothing_stops_detection(content: bytes, declared: str, address: str) -> None:
    assert "/" in detect_media_type(content, declared=declared, address=address)


def test_each_type_goes_to_its_reader() -> None:
    assert read(b"<html><body><p>Outcomes</p>").reader == "html"
    assert read(b"a,b\n1,2\n", declared_type="text/csv").reader == "delimited"
    assert read(b"Urology: 3\n").reader == "plain"
    assert {name.partition(":")[0].rpartition(".")[0] for name in [*READERS.values(), IMAGE_READER]} <= {
        "scrapers.readers",
        "scrapers.readers.html",
        "scrapers.readers.pdf",
    }


def test_unknown_types_and_broken_limits_are_typed_errors() -> None:
    with pytest.raises(UnreadableError, match="application/zip"):
        read(archive("a.txt"))
    with pytest.raises(LimitExceededError, match="limit"):
        read(b"x" * 20, limits=Limits(bytes_per_document=10))
