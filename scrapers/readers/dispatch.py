"""One door to all readers: bytes in, blocks out.

Belongs here: which reader takes which media type. Does not belong here: how a format is read, what the blocks mean.
"""

from collections.abc import Callable
from importlib import import_module
from typing import cast

from schemas.documents import ReadDocument
from scrapers.exceptions import LimitExceededError, UnreadableError
from scrapers.readers import detection
from scrapers.readers.limits import DEFAULT_LIMITS, Limits

READERS = {
    detection.HTML: "scrapers.readers.html.reader:read_html",
    detection.PDF: "scrapers.readers.pdf.reader:read_pdf",
    detection.XLSX: "scrapers.readers.sheet:read_workbook",
    detection.XLSB: "scrapers.readers.sheet:read_workbook",
    detection.XLS: "scrapers.readers.sheet:read_workbook",
    detection.ODS: "scrapers.readers.sheet:read_workbook",
    detection.DOCX: "scrapers.readers.word:read_word",
    detection.PPTX: "scrapers.readers.slides:read_slides",
    detection.CSV: "scrapers.readers.delimited:read_delimited",
    detection.TSV: "scrapers.readers.delimited:read_delimited",
    detection.JSON: "scrapers.readers.objects:read_objects",
    detection.PLAIN: "scrapers.readers.plain:read_plain",
}
"""Reader of each media type as module:function; imported on first use, because some take long to import."""
IMAGE_READER = "scrapers.readers.image:read_image"
WITH_DECLARED_TYPE = frozenset({detection.HTML, detection.CSV, detection.TSV, detection.PLAIN})
"""Types whose reader asks the Content-Type header for the character encoding."""


def read(
    content: bytes, *, declared_type: str | None = None, address: str | None = None, limits: Limits = DEFAULT_LIMITS
) -> ReadDocument:
    """Read a document of any supported kind.

    Args:
        content: the body as fetched, transfer encodings removed.
        declared_type: the Content-Type header, with its parameters.
        address: where the document came from.
        limits: bounds on the document; time and memory are held by the process pool, not here.

    Raises:
        LimitExceededError: the document breaks a limit.
        UnreadableError: no reader takes this media type, or the file holds nothing readable.
        ReadingError: the bytes are damaged.
    """
    if len(content) > limits.bytes_per_document:
        raise LimitExceededError(
            f"the document has {len(content):,} bytes, the limit is {limits.bytes_per_document:,}: raise the limit"
        )
    media_type = detection.detect_media_type(content, declared=declared_type, address=address)
    name = IMAGE_READER if media_type.startswith("image/") else READERS.get(media_type)
    if name is None:
        raise UnreadableError(f"no reader takes the media type {media_type}: look at the document by hand")
    reader = load(name)
    if media_type in WITH_DECLARED_TYPE:
        return reader(content, declared_type=declared_type, address=address, limits=limits)
    return reader(content, address=address, limits=limits)


def load(name: str) -> Callable[..., ReadDocument]:
    """Import a reader by its module:function name."""
    module, _, function = name.partition(":")
    return cast("Callable[..., ReadDocument]", getattr(import_module(module), function))
