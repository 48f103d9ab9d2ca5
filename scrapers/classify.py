"""Classification: what an answer or a failure means for the search.

Belongs here: telling a page from a login form, a bot check, a page that says it is not there, an empty or foreign file.
Does not belong here: which links a page holds (links.py), what is retried (spiders/site_walk.py).
"""

import hashlib
import io
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus

from schemas.vocabulary import VisitOutcome

SHELL_WORDS = 5
SHORT_PAGE_WORDS = 250
SKETCH_SIZE = 128
SAME_PAGE = 0.9
LOGIN_ADDRESS = re.compile(
    r"(^|[/.])(log[-_]?in|sign[-_]?in|log[-_]?on|sso|shibboleth|idp|cas|adfs|wayf|oauth2?|saml2?|authenticate?|auth|"
    r"account/login|wp-login\.php|login\.aspx)([/.?]|$)",
    re.IGNORECASE,
)
LOGIN_WORDS = re.compile(r"\b(log ?in|sign ?in|log ?on|single sign-?on|password|net ?id)\b", re.IGNORECASE)
NOT_FOUND_TITLE = re.compile(
    r"\b(page|file|document|content|site|resource)\b.{0,40}\b(not (be )?found|cannot be found|can.t be found|could not be found|"
    r"(is )?no longer (exists?|available|here)|does not exist|is missing|has (been )?(moved|removed))|"
    r"^\W*(error\W*)?404\s*($|[-–:|.!])|\b404\b.{0,20}\b(error|not found)\b|^\W*(oops|sorry)\b.{0,60}\b(find|found|exist)|^\W*not found\W*$",
    re.IGNORECASE,
)
CHALLENGE = re.compile(
    r"just a moment\.\.\.|checking your browser|verify (that )?you are (a )?human|are you a robot|cf-chl|_incapsula_resource|"
    r"px-captcha|captcha-delivery|datadome|request unsuccessful\. incapsula|access denied.{0,400}reference\W{0,3}#|"
    r"please enable (javascript|js) and (cookies|disable)|awswafintegration|unusual traffic",
    re.IGNORECASE | re.DOTALL,
)
PARKED = re.compile(
    r"\b(this|the) domain (name )?([\w.-]+ )?(is|may be|has|has been|was) (for sale|parked|expired|registered (at|by|with)|pending renewal)|"
    r"\bbuy this domain\b|\bdomain (is )?parked\b|\bparked (free|domain)\b|\bmake an offer on this domain\b",
    re.IGNORECASE,
)
FOREIGN_TYPES = ("video/", "audio/", "font/", "text/css", "text/javascript", "application/javascript", "text/calendar")
OFFICE = {
    "word/": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xl/": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "ppt/": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
}
SIGNATURES = {
    b"%PDF-": "application/pdf",
    b"\x89PNG\r\n": "image/png",
    b"\xff\xd8\xff": "image/jpeg",
    b"GIF8": "image/gif",
    b"II*\x00": "image/tiff",
    b"MM\x00*": "image/tiff",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1": "application/x-ole-storage",
    b"{\\rtf": "application/rtf",
}
TEXT_SUFFIXES = {
    ".csv": "text/csv",
    ".tsv": "text/tab-separated-values",
    ".txt": "text/plain",
    ".json": "application/json",
}
HTML_START = re.compile(rb"<\s*(!doctype html|html|head|body|title|meta|script|div|p|h1|table)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class PageText:
    """What classification needs of a web page: title, first heading, visible words, and whether a password is asked for.

    is_shell says that the page is empty until the scripts of a browser fill it.
    """

    title: str
    heading: str
    words: tuple[str, ...]
    asks_password: bool
    is_shell: bool = False


@dataclass(frozen=True, slots=True)
class Verdict:
    """What an answer is worth, and the reason in words."""

    outcome: VisitOutcome
    detail: str | None = None


def media_type_of(body: bytes, declared: str | None, path: str) -> str | None:
    """The media type of a body, from its first bytes; None if it is nothing that a reader could take."""
    head = body[:1024].lstrip(b"\xef\xbb\xbf \t\r\n")
    for signature, media_type in SIGNATURES.items():
        if b"%PDF-" in body[:1024] or body.startswith(signature):
            return "application/pdf" if b"%PDF-" in body[:1024] else media_type
    if body[:4] == b"RIFF" and body[8:12] == b"WEBP":
        return "image/webp"
    if body[:4] == b"PK\x03\x04":
        return _office_type(body)
    if HTML_START.search(head) or (declared in ("text/html", "application/xhtml+xml") and b"\x00" not in head):
        return "text/html"
    if head.startswith((b"<?xml", b"<urlset", b"<sitemapindex")):
        return "image/svg+xml" if b"<svg" in head else "application/xml"
    if b"\x00" in head or (declared or "").startswith(FOREIGN_TYPES):
        return None
    suffix = "." + path.rsplit(".", 1)[-1].lower()
    return TEXT_SUFFIXES.get(suffix) or (declared if declared in TEXT_SUFFIXES.values() else "text/plain")


def _office_type(body: bytes) -> str | None:
    try:
        with zipfile.ZipFile(io.BytesIO(body)) as package:
            names = package.namelist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        return None
    for prefix, media_type in OFFICE.items():
        if any(name.startswith(prefix) for name in names):
            return media_type
    return "application/vnd.oasis.opendocument.spreadsheet" if "content.xml" in names else None


def is_login_address(address: str) -> bool:
    """Whether an address looks like a login page or an identity provider."""
    return LOGIN_ADDRESS.search(address.split("//", 1)[-1].split("?", 1)[0]) is not None


def verdict_of_status(status: int, headers: Mapping[str, str], body: bytes) -> Verdict | None:
    """Judge an answer by its status; None if the status is a success. headers have lower-case names."""
    if headers.get("cf-mitigated") == "challenge":
        return Verdict(VisitOutcome.bot_challenge, "the host asks for proof of a human")
    guarded = status in (HTTPStatus.FORBIDDEN, HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE)
    if guarded and CHALLENGE.search(body[:50_000].decode("utf-8", errors="replace")):
        return Verdict(VisitOutcome.bot_challenge, f"the host answered {status} with a check for humans")
    if status in (HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN, HTTPStatus.PROXY_AUTHENTICATION_REQUIRED):
        return Verdict(VisitOutcome.login_required, f"the host answered {status}")
    if status // 100 == 4:
        return Verdict(VisitOutcome.client_error, f"the host answered {status}")
    if status // 100 == 5:
        return Verdict(VisitOutcome.server_error, f"the host answered {status}")
    if status // 100 != 2:
        return Verdict(VisitOutcome.failed_otherwise, f"the host answered {status}")
    return None


def verdict_of_page(page: PageText, address: str, absence: str | None, *, is_start: bool) -> Verdict | None:
    """Judge a web page that came with success; None if it is a page like any other.

    absence is the sketch of the host's answer for a page that does not exist; start pages are not compared with it.
    """
    short = len(page.words) < SHORT_PAGE_WORDS
    if short and CHALLENGE.search(f"{page.title} {' '.join(page.words)}"):
        return Verdict(VisitOutcome.bot_challenge, "the page asks for proof of a human")
    if short and PARKED.search(f"{page.title} {page.heading} {' '.join(page.words)}"):
        return Verdict(VisitOutcome.failed_otherwise, "the domain is parked or for sale: it is the school's no more")
    named = f"{page.title} {page.heading}"
    if page.asks_password and (
        is_login_address(address) or LOGIN_WORDS.search(named) or len(page.words) < SHORT_PAGE_WORDS // 2
    ):
        return Verdict(VisitOutcome.login_required, "the page is a login form")
    if page.is_shell:
        return Verdict(VisitOutcome.needs_browser, "the page is empty until scripts fill it: it needs a browser")
    if not is_start and (NOT_FOUND_TITLE.search(page.title) or NOT_FOUND_TITLE.search(page.heading)):
        return Verdict(VisitOutcome.soft_404, "the page says that it is not there")
    if not is_start and absence and likeness(sketch_of(page), absence) >= SAME_PAGE:
        return Verdict(VisitOutcome.soft_404, "the same page as for an address that does not exist")
    return None


def sketch_of(page: PageText) -> str:
    """A short fingerprint of a page's title and words that can be compared and not read back; empty for bare shells."""
    if len(page.words) < SHELL_WORDS:
        return ""
    runs = {" ".join(page.words[start : start + 3]) for start in range(max(1, len(page.words) - 2))}
    return ",".join([_hash(f"{page.title}\n{page.heading}"), *sorted(_hash(run) for run in runs)[:SKETCH_SIZE]])


def likeness(one: str, other: str) -> float:
    """Share of words that two sketched pages have in common, from 0 to 1; 0 if their titles differ.

    Pages of one site share most of their words (menus, footers), so the title must agree as well.
    """
    first_title, *first_words = one.split(",")
    other_title, *other_words = other.split(",")
    first, second = set(first_words), set(other_words)
    if first_title != other_title or not first or not second:
        return 0.0
    lowest = set(sorted(first | second)[:SKETCH_SIZE])
    return len(lowest & first & second) / len(lowest)


def _hash(text: str) -> str:
    return hashlib.blake2b(text.encode(), digest_size=6).hexdigest()
