"""Links: what a web page or a sitemap points to, with the words that stand around each link.

Belongs here: reading links, titles and visible words out of HTML and sitemap XML. Does not belong here: how promising a
link is (frontier.py), whether it may be followed (scope.py, robots.py).
"""

import gzip
import io
import re
from dataclasses import dataclass, field
from functools import lru_cache

import lxml.etree
import lxml.html
from charset_normalizer import from_bytes

from scrapers.addresses import canonical_address, origin_of
from scrapers.classify import PageText
from scrapers.exceptions import AddressRefusedError
from scrapers.page_shells import is_shell
from scrapers.shared_documents import file_address

MAXIMUM_LINKS = 3000
MAXIMUM_WORDS = 20_000
MAXIMUM_SITEMAP_BYTES = 50 * 1024 * 1024
ANCHOR_LENGTH = 300
CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w-]+)", re.IGNORECASE)
REFRESH = re.compile(r"^\s*[\d.]+\s*[;,]\s*url\s*=\s*[\"']?([^\"'>]+)", re.IGNORECASE)
ONCLICK = re.compile(r"(?:location(?:\.href)?\s*=|window\.open\(|location\.assign\()\s*[\"']([^\"']+)")
HIDDEN = {"script", "style", "noscript", "template", "svg", "head"}
EMBEDDED = {"iframe": "src", "embed": "src", "object": "data", "img": "src"}
NAVIGATION = frozenset({"nav", "header", "footer"})
REMEMBERED = 50_000
HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6", "caption", "legend", "summary", "dt", "strong"}


@dataclass(frozen=True, slots=True)
class Link:
    """One link. kind is a, area, iframe, embed, object, img, option, onclick or refresh; heading is the last one that stands before it."""

    address: str
    text: str
    heading: str = ""
    kind: str = "a"
    nofollow: bool = False
    in_navigation: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """What a crawl needs of a web page."""

    text: PageText
    headings: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()
    nofollow: bool = False
    refused: int = field(default=0)


NO_PAGE = Page(PageText("", "", (), asks_password=False))
"""What stands for the page of a document that is no web page."""


def read_page(body: bytes, address: str, content_type: str | None = None) -> Page:
    """Read the links and words of a web page; a page that is no HTML at all has none."""
    encoding = _encoding(body, content_type)
    try:
        parser = lxml.html.HTMLParser(encoding=encoding, huge_tree=False)
        document = lxml.html.document_fromstring(body, parser=parser)
    except (lxml.etree.LxmlError, ValueError, LookupError):
        return NO_PAGE
    base = _base(document, address)
    walker = _Walker(base)
    walker.walk(document)
    title = _squeeze(document.findtext(".//title") or "")
    heading = next((text for tag, text in walker.headings if tag == "h1"), "")
    passwords = document.xpath("//input[translate(@type,'PASWORD','pasword')='password']")
    robots = " ".join(
        meta.get("content", "") for meta in document.iter("meta") if meta.get("name", "").lower() == "robots"
    ).lower()
    words = tuple(" ".join(walker.words).lower().split())[:MAXIMUM_WORDS]
    return Page(
        PageText(title, heading, words, asks_password=bool(passwords), is_shell=is_shell(document, len(words))),
        tuple(text for tag, text in walker.headings if tag in ("h1", "h2", "h3")),
        tuple(walker.links[:MAXIMUM_LINKS]),
        nofollow="nofollow" in robots or "none" in robots.split(","),
        refused=walker.refused,
    )


class _Walker:
    """Walks a document once, in reading order, and remembers the last heading."""

    def __init__(self, base: str) -> None:
        self.links: list[Link] = []
        self.words: list[str] = []
        self.headings: list[tuple[str, str]] = []
        self.refused = 0
        self._base = base
        self._origin = origin_of(base)
        self._heading = ""
        self._open_navigation = 0

    def walk(self, document: lxml.html.HtmlElement) -> None:
        """Collect links, headings and words."""
        for event, element in lxml.etree.iterwalk(document, events=("start", "end")):
            if event == "end":
                if element.tag in NAVIGATION:
                    self._open_navigation -= 1
                parent = element.getparent()
                if element.tail and parent is not None and parent.tag not in HIDDEN:
                    self.words.append(element.tail)
            elif isinstance(element.tag, str):
                if element.tag in NAVIGATION:
                    self._open_navigation += 1
                if element.tag not in HIDDEN and element.text:
                    self.words.append(element.text)
                if element.tag in HEADINGS:
                    self._take_heading(element.tag, element)
                self._take_links(element.tag, element)

    def _take_links(self, tag: str, element: lxml.html.HtmlElement) -> None:
        """Collect what an element points to: by its own attribute, by a script on it, or by a refresh."""
        scripted = ONCLICK.search(element.get("onclick") or "")
        if scripted:
            self._take(scripted[1], _anchor_text(element), "onclick", element)
        if tag in ("a", "area") and element.get("href"):
            self._take(element.get("href"), _anchor_text(element), tag, element)
        elif tag in EMBEDDED and element.get(EMBEDDED[tag]):
            label = element.get("alt") or element.get("title") or element.get("aria-label") or ""
            self._take(element.get(EMBEDDED[tag]), _squeeze(label), tag, element)
        elif tag == "option" and (element.get("value") or "").startswith(("/", "http")):
            self._take(element.get("value"), _squeeze(element.text or ""), tag, element)
        elif tag == "meta" and element.get("http-equiv", "").lower() == "refresh":
            found = REFRESH.match(element.get("content", ""))
            if found:
                self._take(found[1], "", "refresh", element)

    def _take_heading(self, tag: str, element: lxml.html.HtmlElement) -> None:
        text = _squeeze(element.text_content())
        if text and (tag != "strong" or len(text) > 8):
            self._heading = text[:ANCHOR_LENGTH]
            self.headings.append((tag, self._heading))

    def _take(self, href: str, text: str, kind: str, element: lxml.html.HtmlElement) -> None:
        if href.strip().lower().startswith(("#", "mailto:", "tel:", "javascript:", "data:")):
            return
        try:
            address = _address_of(href, self._origin if href.startswith("/") else self._base)
        except AddressRefusedError:
            self.refused += 1
            return
        in_navigation = bool(self._open_navigation)
        nofollow = "nofollow" in (element.get("rel") or "").lower().split()
        heading = "" if in_navigation else self._heading
        self.links.append(Link(address, text[:ANCHOR_LENGTH], heading, kind, nofollow, in_navigation))


def read_sitemap(body: bytes) -> tuple[list[str], list[str]]:
    """Read a sitemap, gzipped or not, XML or plain text: the addresses of further sitemaps, and those of pages."""
    if body[:2] == b"\x1f\x8b":
        try:
            with gzip.GzipFile(fileobj=io.BytesIO(body)) as file:
                body = file.read(MAXIMUM_SITEMAP_BYTES)
        except (OSError, EOFError):
            return [], []
    head = body[:512].lstrip(b"\xef\xbb\xbf \t\r\n")
    if not head.startswith(b"<"):
        lines = body.decode("utf-8", errors="replace").split()
        return [], _canonical([line for line in lines if line.startswith(("http://", "https://"))])
    sitemaps: list[str] = []
    pages: list[str] = []
    parser = lxml.etree.XMLParser(resolve_entities=False, no_network=True, recover=True, huge_tree=False)
    try:
        root = lxml.etree.fromstring(body, parser=parser)
    except (lxml.etree.LxmlError, ValueError):
        return [], []
    for element in root.iter() if root is not None else ():
        parent = element.getparent()
        if not isinstance(element.tag, str) or lxml.etree.QName(element).localname != "loc" or parent is None:
            continue
        target = sitemaps if lxml.etree.QName(parent).localname == "sitemap" else pages
        target.append((element.text or "").strip())
    return _canonical(sitemaps), _canonical(pages)


@lru_cache(maxsize=REMEMBERED)
def _address_of(href: str, base: str) -> str:
    """The canonical address that a link leads to; remembered, because the menus of a site stand on all its pages."""
    return canonical_address(file_address(canonical_address(href, base=base)))


def _canonical(addresses: list[str]) -> list[str]:
    kept: list[str] = []
    for address in addresses:
        try:
            kept.append(canonical_address(address))
        except AddressRefusedError:
            continue
    return list(dict.fromkeys(kept))


def _encoding(body: bytes, content_type: str | None) -> str:
    declared = CHARSET.search(content_type or "") or CHARSET.search(body[:2048].decode("latin-1"))
    if declared:
        try:
            "".encode(declared[1])
        except LookupError:
            pass
        else:
            return declared[1]
    try:
        body[:65536].decode("utf-8")
    except UnicodeDecodeError as error:
        if error.start < len(body[:65536]) - 4:
            best = from_bytes(body[:65536]).best()
            return best.encoding if best else "cp1252"
    return "utf-8"


def _base(document: lxml.html.HtmlElement, address: str) -> str:
    for element in document.iter("base"):
        if element.get("href"):
            try:
                return canonical_address(element.get("href"), base=address)
            except AddressRefusedError:
                break
    return address


def _anchor_text(element: lxml.html.HtmlElement) -> str:
    text = _squeeze(element.text_content())
    if not text:
        labels = [
            element.get("aria-label"),
            element.get("title"),
            *(image.get("alt") for image in element.iter("img")),
        ]
        text = _squeeze(next((label for label in labels if label), "") or "")
    return text


def _squeeze(text: str) -> str:
    return " ".join(text.split())
