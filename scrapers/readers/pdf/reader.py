"""PDF files to blocks.

Belongs here: opening, limits, which pages need recognition, warnings. Does not belong here: layout (layout.py), meaning.
"""

import time

import pypdfium2

from schemas.documents import ReadDocument
from scrapers.exceptions import LimitExceededError, ReadingError, UnreadableError
from scrapers.garbage_collection import collection_paused
from scrapers.readers.limits import DEFAULT_LIMITS, Limits
from scrapers.readers.pdf.alternatives import Alternatives
from scrapers.readers.pdf.layout import Choices, Layout
from scrapers.readers.pdf.legibility import is_legible
from scrapers.readers.pdf.orientation import upright
from scrapers.readers.pdf.page_model import Page
from scrapers.readers.pdf.pdfium_backend import PdfiumBackend
from scrapers.readers.pdf.pdfplumber_backend import load_pages
from scrapers.readers.pdf.recognition import Recogniser, recognise, recogniser

MEDIA_TYPE = "application/pdf"
ENCRYPTION = b"/Encrypt"
"""Name in the trailer of every encrypted file, never compressed itself."""
SHARE_OF_TIME = 0.8
"""Share of the time limit after which no further page is begun."""
RECOGNITION_SCALE = 200 / 72
LONGEST_SIDE = 2_600
"""Most pixels of a rendered page's longer side."""
FEWEST_WORDS = 4
"""A page with a picture on it and fewer words than these needs recognition."""
PICTURE_SHARE = 0.35


def read_pdf(content: bytes, *, address: str | None = None, limits: Limits = DEFAULT_LIMITS) -> ReadDocument:
    """Read a PDF file as far as it goes.

    Args:
        content: the file.
        address: where it came from; copied to the result.
        limits: bounds; pages beyond the limit of pages or time are cut with a warning.

    Returns:
        Blocks in reading order and other readings, boxes in points from the top left corner of the displayed page.
        A table that goes on over pages is one Table whose cells name their own pages; repeated header rows are dropped.
        Pages of pictures, and pages whose text layer gives wrong letters, are recognised where the extra is installed;
        where it is not, such a document has no blocks and says so in unread.

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
        source = PdfSource(document, content, limits)
        pages = source.pages()
    finally:
        document.close()
    with collection_paused():
        layout = Layout([upright(page) for page in pages])
        blocks = layout.blocks(Choices())
    return ReadDocument(
        blocks=blocks,
        media_type=MEDIA_TYPE,
        reader=source.reader,
        address=address,
        page_count=source.count,
        unread=source.unread,
        warnings=tuple(source.warnings),
        alternatives=Alternatives(layout) if pages else (),
    )


def open_document(content: bytes) -> pypdfium2.PdfDocument:
    """Open a PDF; an empty user password is tried by PDFium itself.

    On some damaged files PDFium leaves the reason of an earlier failure standing: only an encrypted file wants a password.
    """
    try:
        return pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower() and ENCRYPTION in content:
            raise UnreadableError("the PDF asks for a password: ask its publisher for an open copy") from error
        raise ReadingError("the PDF is damaged or cut short: fetch it again") from error


class PdfSource:
    """Pages of one open document, from its text layer or by recognition."""

    def __init__(self, document: pypdfium2.PdfDocument, content: bytes, limits: Limits) -> None:
        self.document, self.content, self.limits = document, content, limits
        self.deadline = time.monotonic() + SHARE_OF_TIME * limits.seconds
        self.count = len(document)
        self.warnings: list[str] = []
        self.unread: str | None = None
        self.reader = "pdf"

    def pages(self) -> list[Page]:
        """Return the models of the pages that could be read.

        Raises:
            ReadingError: there is no page, or none can be loaded.
        """
        if self.count == 0:
            raise ReadingError("the PDF has no pages: fetch it again, or look at it by hand")
        if self.count > self.limits.pages:
            self.warnings.append(
                f"pages {self.limits.pages + 1} to {self.count} were cut: the limit is {self.limits.pages} pages"
            )
        pages = self.load(min(self.count, self.limits.pages))
        if not pages:
            raise ReadingError("no page of the PDF could be loaded: fetch it again, or look at it by hand")
        pictures = [page for page in pages if len(page.words) < FEWEST_WORDS and page.image_share > PICTURE_SHARE]
        broken = [] if is_legible(pages) else self.reread(pages)
        wanted = {page.number: page for page in [*pictures, *broken]}
        if wanted:
            return self.recognised(pages, wanted, broken=bool(broken))
        if not any(page.words for page in pages):
            self.unread = "no page holds text or a picture of text: look at it by hand"
        return pages

    def load(self, count: int) -> list[Page]:
        """Return page models; a page that cannot be loaded is skipped with a warning, as are all after the deadline."""
        backend = PdfiumBackend(self.document)
        pages: list[Page] = []
        with collection_paused():
            for index in range(count):
                if time.monotonic() > self.deadline:
                    self.warnings.append(f"pages {index + 1} to {count} were cut: the time limit was near")
                    break
                try:
                    pages.append(backend.page(index))
                except pypdfium2.PdfiumError:
                    self.warnings.append(f"page {index + 1} could not be read: the file is damaged there")
        return pages

    def reread(self, pages: list[Page]) -> list[Page]:
        """Try the other back-end on an illegible text layer; return the pages that stay illegible."""
        numbers = [page.number for page in pages]
        try:
            again = load_pages(self.content, numbers[:3])
            if not any(page.words for page in again) or not is_legible(again):
                return pages
            pages[:] = load_pages(self.content, numbers)
        except Exception:  # noqa: BLE001  # pdfminer raises whatever a damaged file leads it into
            return pages
        return []

    def recognised(self, pages: list[Page], wanted: dict[int, Page], *, broken: bool) -> list[Page]:
        """Return the pages with those wanted replaced by what recognition finds on them."""
        reason = "the text layer gives wrong letters" if broken else "pages are pictures without text"
        engine = recogniser()
        if engine is None:
            rest = [page for page in pages if page.number not in wanted]
            if not any(page.words for page in rest):
                self.unread = f"{reason}: install the extra 'ocr' to have them recognised"
            else:
                self.warnings.append(f"{len(wanted)} pages were not read, {reason}: install the extra 'ocr'")
            return rest
        has_text = any(page.words for page in pages if page.number not in wanted)
        self.reader = "pdf+ocr on some pages" if has_text else "pdf+ocr"
        result: list[Page] = []
        longest = 0.0
        for page in pages:
            started = time.monotonic()
            if page.number not in wanted:
                result.append(page)
            elif started + longest > self.deadline:
                self.warnings.append(f"page {page.number} was not recognised: the time limit was near")
            else:
                result.append(self.recognise(page, engine))
                longest = max(longest, time.monotonic() - started)
        if not any(page.words for page in result):
            self.unread = f"{reason}, and recognition found no text"
        return result

    def recognise(self, page: Page, engine: Recogniser) -> Page:
        """Render one page and recognise it."""
        scale = min(RECOGNITION_SCALE, LONGEST_SIDE / max(page.width, page.height, 1))
        loaded = self.document[page.number - 1]
        try:
            picture = loaded.render(scale=scale).to_pil()
        finally:
            loaded.close()
        return recognise(picture, page.number, scale, engine)
