"""PDF files to blocks.

Belongs here: opening, limits, the choice of back-end, warnings. Does not belong here: layout (layout.py), meaning.
"""

from collections.abc import Iterator, Sequence
from typing import overload

import pypdfium2

from schemas.documents import Block, ReadDocument
from scrapers.exceptions import LimitExceededError, ReadingError, UnreadableError
from scrapers.readers.limits import DEFAULT_LIMITS, Limits
from scrapers.readers.pdf.layout import Choices, Layout
from scrapers.readers.pdf.orientation import upright
from scrapers.readers.pdf.page_model import Page
from scrapers.readers.pdf.pdfium_backend import PdfiumBackend

MEDIA_TYPE = "application/pdf"
OTHER_CHOICES = (
    Choices(flip_columns=True),
    Choices(by_indent=True),
    Choices(ignore_rules=True),
    Choices(ignore_columns=True),
)
"""Further readings in the order in which they are worth trying."""


class Alternatives(Sequence[tuple[Block, ...]]):
    """Other readings of one document, each made when it is asked for and then kept."""

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self.made: dict[int, tuple[Block, ...]] = {}

    def __len__(self) -> int:
        return len(OTHER_CHOICES)

    @overload
    def __getitem__(self, index: int) -> tuple[Block, ...]: ...
    @overload
    def __getitem__(self, index: slice) -> list[tuple[Block, ...]]: ...
    def __getitem__(self, index: int | slice) -> tuple[Block, ...] | list[tuple[Block, ...]]:
        if isinstance(index, slice):
            return [self[position] for position in range(len(self))[index]]
        place = range(len(self))[index]
        if place not in self.made:
            self.made[place] = self.layout.blocks(OTHER_CHOICES[place])
        return self.made[place]


def read_pdf(content: bytes, *, address: str | None = None, limits: Limits = DEFAULT_LIMITS) -> ReadDocument:
    """Read a PDF file as far as it goes.

    Args:
        content: the file.
        address: where it came from; copied to the result.
        limits: bounds; pages beyond the limit are cut with a warning.

    Returns:
        Blocks in reading order and other readings, boxes in points from the top left corner of the displayed page.
        A table that goes on over pages is one Table whose cells name their own pages; repeated header rows are dropped.

    Raises:
        LimitExceededError: the file has more bytes than the limit.
        UnreadableError: the file needs a password.
        ReadingError: the file is damaged or has no pages.
    """
    if len(content) > limits.bytes_per_document:
        raise LimitExceededError(
            f"the PDF has {len(content):,} bytes, the limit is {limits.bytes_per_document:,}: raise the limit"
        )
    document = open_document(content)
    try:
        count = len(document)
        if count == 0:
            raise ReadingError("the PDF has no pages: fetch it again, or look at it by hand")
        warnings: list[str] = []
        if count > limits.pages:
            warnings.append(f"pages {limits.pages + 1} to {count} were cut: the limit is {limits.pages} pages")
        pages = list(load_pages(document, min(count, limits.pages), warnings))
    finally:
        document.close()
    if not pages:
        raise ReadingError("no page of the PDF could be loaded: fetch it again, or look at it by hand")
    layout = Layout([upright(page) for page in pages])
    unread = None
    if not any(page.words for page in pages):
        unread = "the PDF holds pictures of pages without text: install the extra 'ocr' to have them read"
    return ReadDocument(
        blocks=layout.blocks(Choices()),
        media_type=MEDIA_TYPE,
        reader="pdf",
        address=address,
        page_count=count,
        unread=unread,
        warnings=tuple(warnings),
        alternatives=Alternatives(layout),
    )


def open_document(content: bytes) -> pypdfium2.PdfDocument:
    """Open a PDF; an empty user password is tried by PDFium itself."""
    try:
        return pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise UnreadableError("the PDF asks for a password: ask its publisher for an open copy") from error
        raise ReadingError("the PDF is damaged or cut short: fetch it again") from error


def load_pages(document: pypdfium2.PdfDocument, count: int, warnings: list[str]) -> Iterator[Page]:
    """Yield page models; a page that cannot be loaded is skipped with a warning."""
    backend = PdfiumBackend(document)
    for index in range(count):
        try:
            yield backend.page(index)
        except pypdfium2.PdfiumError:
            warnings.append(f"page {index + 1} could not be read: the file is damaged there")
