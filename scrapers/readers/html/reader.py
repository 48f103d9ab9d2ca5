"""The reader of web pages.

Belongs here: parsing, the main part of a page, assembling the document. Does not belong here: the walk (walker.py).
"""

import re

from lxml import etree
from lxml.etree import _Element

from schemas.documents import Block, ReadDocument, Table, Tile
from scrapers.exceptions import LimitExceededError, ReadingError
from scrapers.garbage_collection import collection_paused
from scrapers.readers.decoding import decode
from scrapers.readers.html.labels import find_labels
from scrapers.readers.html.markup import all_text, clean, has_text, select
from scrapers.readers.html.structured import structured_blocks
from scrapers.readers.html.survey import Survey
from scrapers.readers.html.walker import Walker
from scrapers.readers.limits import DEFAULT_LIMITS, Limits

MEDIA_TYPE = "text/html"
MAIN_ROLES = etree.XPath("/descendant::*/@role[. = 'main']/..")
MAIN_MARK = re.compile(rb"role\s*=\s*[\"']?\s*main")
"""Without this in its markup, in small letters, no page has an element of that role."""
METADATA = frozenset({"title", "meta", "link", "script", "style", "base", "noscript", "template", "object"})
"""What may stand in the head of a page."""
LEAST_MAIN_TEXT = 150
LEAST_PAGE_TEXT = 80
CONTROLS = bytes((*range(9), 11, *range(14, 32), 127))
BLANKED = bytes.maketrans(CONTROLS, b" " * len(CONTROLS))
XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,400}\?>")
NEEDS_SCRIPTS = "the page shows nothing until its scripts have run: look at it by hand"


def read_html(
    content: bytes, *, declared_type: str | None = None, address: str | None = None, limits: Limits = DEFAULT_LIMITS
) -> ReadDocument:
    """Read a web page into blocks in reading order, menus and other furniture left out.

    Args:
        content: body of the page.
        declared_type: Content-Type header, for its charset.
        address: where the page came from.
        limits: bounds on bytes, blocks, cells, nesting.

    Raises:
        LimitExceededError: the page is too large.
        ReadingError: the bytes hold no markup that can be parsed.
    """
    if len(content) > limits.bytes_per_document:
        raise LimitExceededError(
            f"the page has {len(content):,} bytes, the limit is {limits.bytes_per_document:,}: raise the limit"
        )
    text = decode(content, declared_type=declared_type, markup=True)
    with collection_paused():
        return read_markup(text, address, limits)


def read_markup(text: str, address: str | None, limits: Limits) -> ReadDocument:
    """Read the characters of a web page into blocks."""
    markup = cleaned(text)
    root = parse(markup)
    if root is None:
        return ReadDocument(blocks=(), media_type=MEDIA_TYPE, reader="html", address=address)
    markup = markup.lower()
    body = next(root.iterchildren("body"), None)
    walker = Walker(find_labels(root, markup), Survey(root), limits, main_part(root, markup))
    start = root if body is None else body
    blocks = walker.read(start, "/html" if body is None else "/html/body")
    if amount_of_text(blocks) < LEAST_PAGE_TEXT:
        blocks = blocks + structured_blocks(root)
    warnings = [f"cut at the limit of {name}" for name in sorted(walker.cut)]
    if len(blocks) >= limits.blocks:
        warnings.append(f"cut at the limit of {limits.blocks:,} blocks")
    return ReadDocument(
        blocks=tuple(blocks[: limits.blocks]),
        media_type=MEDIA_TYPE,
        reader="html",
        title=title_of(root),
        address=address,
        unread=NEEDS_SCRIPTS if not blocks and next(root.iter("script"), None) is not None else None,
        warnings=tuple(warnings),
    )


def cleaned(text: str) -> bytes:
    """Return markup without what would end or mislead the parser: control characters, a declaration of another encoding."""
    declaration = XML_DECLARATION.match(text)
    markup = text[declaration.end() :] if declaration else text
    return markup.encode("utf-8", "replace").translate(BLANKED)


def parse(markup: bytes) -> _Element | None:
    """Parse markup however broken it is; None where it holds no element.

    Raises:
        ReadingError: the parser gives up.
    """
    parser = etree.HTMLParser(
        encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True, no_network=True, recover=True
    )
    try:
        root: _Element | None = etree.fromstring(markup, parser)
    except etree.XMLSyntaxError as error:
        if not markup.strip() or "empty" in str(error).lower():
            return None
        raise ReadingError(f"the markup cannot be parsed ({error.msg}): look at the page by hand") from error
    if root is not None:
        mend_head(root)
    return root


def mend_head(root: _Element) -> None:
    """Move content out of the head: the parser leaves an element there that it does not know, where no tag ends the head."""
    head = next(root.iterchildren("head"), None)
    stray = None if head is None else next((child for child in head if child.tag not in METADATA), None)
    if stray is None:
        return
    strays = [stray, *stray.itersiblings()]
    body = next(root.iterchildren("body"), None)
    if body is None:
        body = etree.SubElement(root, "body")
    for place, child in enumerate(strays):
        body.insert(place, child)


def main_part(root: _Element, markup: bytes) -> _Element | None:
    """Return the element that a page marks as its main part, if it holds a fair amount of text."""
    candidates = [*root.iter("main")] or (select(MAIN_ROLES, root) if MAIN_MARK.search(markup) else [])
    return next((candidate for candidate in candidates if has_text(candidate, LEAST_MAIN_TEXT)), None)


def title_of(root: _Element) -> str | None:
    """Return the page's title element as text, or None."""
    title = next(root.iter("title"), None)
    return (clean(all_text(title))[:500] or None) if title is not None else None


def amount_of_text(blocks: list[Block]) -> int:
    """Return how many characters of text blocks hold; a table or tile counts as enough."""
    total = 0
    for block in blocks:
        if isinstance(block, Table | Tile):
            return LEAST_PAGE_TEXT
        total += len(block.text)
    return total
