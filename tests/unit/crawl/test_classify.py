"""What answers and pages are, from their bytes and words."""

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.vocabulary import VisitOutcome
from scrapers.classify import (
    PageText,
    is_login_address,
    likeness,
    media_type_of,
    sketch_of,
    verdict_of_page,
    verdict_of_status,
)

MENU = tuple(f"menu{number}" for number in range(300))


def package(name: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as file:
        file.writestr(name, "x")
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("body", "declared", "path", "media_type"),
    [
        (b"%PDF-1.7 x", "text/html", "/a", "application/pdf"),
        (b"\r\n\r\n%PDF-1.4 late header", "application/octet-stream", "/a.pdf", "application/pdf"),
        (b"<!DOCTYPE html><p>x", "application/pdf", "/a.pdf", "text/html"),
        (b"<html>x", "text/plain", "/a", "text/html"),
        (b"hello <b>there</b>", "text/html", "/a", "text/html"),
        (b"\x89PNG\r\n\x1a\n", "image/png", "/a.png", "image/png"),
        (b"a,b\n1,2\n", "text/plain", "/list.csv", "text/csv"),
        (b"a,b\n1,2\n", "text/csv", "/list", "text/csv"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1x", "application/vnd.ms-excel", "/a.xls", "application/x-ole-storage"),
        (package("xl/workbook.xml"), "application/zip", "/a.xlsx",
         "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        (package("word/document.xml"), None, "/a", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        (package("program.exe"), "application/zip", "/a.zip", None),
        (b"PK\x03\x04 torn", "application/zip", "/a.zip", None),
        (b"\x00\x01\x02\x03", "application/octet-stream", "/a.bin", None),
        (b"p{color:red}", "text/css", "/a.css", None),
    ],
)  # fmt: skip
def test_media_types_come_from_the_bytes(body: bytes, declared: str | None, path: str, media_type: str | None) -> None:
    assert media_type_of(body, declared, path) == media_type


@given(st.binary(max_size=200), st.sampled_from([None, "text/html", "application/pdf", "video/mp4"]))
def test_any_bytes_have_a_type_or_none(body: bytes, declared: str | None) -> None:
    media_type_of(body, declared, "/a")


@pytest.mark.parametrize(
    ("status", "outcome"),
    [
        (200, None),
        (206, None),
        (401, VisitOutcome.login_required),
        (403, VisitOutcome.login_required),
        (404, VisitOutcome.client_error),
        (500, VisitOutcome.server_error),
        (999, VisitOutcome.failed_otherwise),
    ],
)
def test_statuses(status: int, outcome: VisitOutcome | None) -> None:
    verdict = verdict_of_status(status, {}, b"")
    assert (verdict.outcome if verdict else None) is outcome


def test_checks_for_humans_are_told_from_refusals() -> None:
    verdict = verdict_of_status(403, {}, b"<title>Just a moment...</title>")
    assert verdict is not None
    assert verdict.outcome is VisitOutcome.bot_challenge


@pytest.mark.parametrize(
    "address",
    ["https://login.school.example/", "https://school.example/login?next=/x", "https://idp.school.example/idp/profile/SAML2",
     "https://school.example/cas/login", "https://school.example/user/sign-in/", "https://sso.school.example/x"],
)  # fmt: skip
def test_login_addresses(address: str) -> None:
    assert is_login_address(address)


@pytest.mark.parametrize(
    "address",
    ["https://school.example/case-studies", "https://school.example/blog-in-brief", "https://school.example/author/x"],
)
def test_addresses_that_only_sound_like_logins(address: str) -> None:
    assert not is_login_address(address)


def outcome(
    title: str, words: tuple[str, ...], *, heading: str = "", asks: bool = False, absence: str | None = None
) -> object:
    verdict = verdict_of_page(PageText(title, heading, words, asks), "http://a.example/m", absence, is_start=False)
    return verdict.outcome if verdict else None


def test_a_login_box_in_the_header_of_a_long_page_is_no_login_page() -> None:
    assert outcome("Match results", MENU, asks=True) is None
    assert outcome("Sign in", MENU, asks=True) is VisitOutcome.login_required
    assert outcome("Portal", ("user", "word"), asks=True) is VisitOutcome.login_required


@pytest.mark.parametrize(
    "title", ["Page not found", "404", "Error 404 - School", "The page you requested could not be found", "Not Found",
              "This page no longer exists", "Sorry, we can't find that"],
)  # fmt: skip
def test_pages_that_say_they_are_not_there(title: str) -> None:
    assert outcome(title, MENU) is VisitOutcome.soft_404


@pytest.mark.parametrize(
    "title", ["Class of 2404", "Match results", "Lost and found", "404 graduates matched in 2024"]
)
def test_pages_that_are_there(title: str) -> None:
    assert outcome(title, MENU) is None


def test_pages_that_share_menus_are_not_taken_for_the_page_of_a_missing_address() -> None:
    absent = sketch_of(PageText("School", "Welcome", MENU, asks_password=False))
    assert outcome("School", MENU, heading="Welcome", absence=absent) is VisitOutcome.soft_404
    assert outcome("School", (*MENU, "no", "such", "page"), heading="Welcome", absence=absent) is VisitOutcome.soft_404
    assert outcome("Match results", (*MENU, "surgery", "4"), heading="Match", absence=absent) is None
    rows = tuple(f"row{number}" for number in range(400))
    assert outcome("School", (*MENU, *rows), heading="Welcome", absence=absent) is None


@given(st.lists(st.text(max_size=8), max_size=60))
def test_a_page_is_like_itself(words: list[str]) -> None:
    sketch = sketch_of(PageText("t", "h", tuple(words), asks_password=False))
    assert likeness(sketch, sketch) == (1.0 if sketch else 0.0)
    assert likeness(sketch, "") == 0.0


def read(title: str, words: str) -> VisitOutcome | None:
    page = PageText(title, title, tuple(words.lower().split()), asks_password=False)
    verdict = verdict_of_page(page, "https://a.example/", None, is_start=True)
    return verdict.outcome if verdict else None


@pytest.mark.parametrize(
    "words", ["This domain is for sale", "The domain school.example may be for sale", "Buy this domain", "This domain has expired.",
              "Parked free, courtesy of a registrar"],
)  # fmt: skip
def test_parked_domains(words: str) -> None:
    assert read("school.example", words) is VisitOutcome.failed_otherwise


@pytest.mark.parametrize(
    "words", ["Our medicine domain is strong", "Cars parked in lot B", "Each domain is assessed", "House for sale"]
)
def test_pages_that_only_sound_parked(words: str) -> None:
    assert read("College of Medicine", words) is None
