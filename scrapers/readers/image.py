"""Pictures of pages to blocks, by optical character recognition.

Belongs here: the picture file and its limits. Does not belong here: recognition (pdf/recognition.py), layout (pdf/layout.py).
"""

import io
import warnings

from PIL import Image, UnidentifiedImageError

from schemas.documents import ReadDocument
from scrapers.exceptions import LimitExceededError, ReadingError
from scrapers.readers.limits import DEFAULT_LIMITS, Limits
from scrapers.readers.pdf.alternatives import Alternatives
from scrapers.readers.pdf.layout import Choices, Layout
from scrapers.readers.pdf.recognition import recognise, recogniser

PIXELS_PER_POINT = 96 / 72
LONGEST_SIDE = 4_000


def read_image(content: bytes, *, address: str | None = None, limits: Limits = DEFAULT_LIMITS) -> ReadDocument:
    """Read the text in a picture, where the extra for recognition is installed.

    Args:
        content: a PNG, JPEG, GIF, WebP, TIFF or BMP file.
        address: where it came from; copied to the result.
        limits: bounds on bytes and pixels.

    Returns:
        Blocks and other readings as of a PDF page, boxes in points of 96 pixels an inch; no blocks, and the reason in unread,
        where nothing was recognised.

    Raises:
        LimitExceededError: the picture has more bytes or pixels than the limit.
        ReadingError: the bytes are no picture or a damaged one.
    """
    if len(content) > limits.bytes_per_document:
        raise LimitExceededError(
            f"the picture has {len(content):,} bytes, the limit is {limits.bytes_per_document:,}: raise the limit"
        )
    picture, media_type = open_picture(content, limits)
    engine = recogniser()
    if engine is None:
        reason = "the document is a picture: install the extra 'ocr' to have it recognised"
        return ReadDocument((), media_type, "image", address=address, page_count=1, unread=reason)
    scale = PIXELS_PER_POINT
    if max(picture.size) > LONGEST_SIDE:
        scale *= LONGEST_SIDE / max(picture.size)
        picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    page = recognise(picture, 1, scale, engine)
    layout = Layout([page])
    return ReadDocument(
        blocks=layout.blocks(Choices()),
        media_type=media_type,
        reader="image+ocr",
        address=address,
        page_count=1,
        unread=None if page.words else "recognition found no text in the picture",
        alternatives=Alternatives(layout),
    )


def open_picture(content: bytes, limits: Limits) -> tuple[Image.Image, str]:
    """Return the unpacked picture and its media type; its size is checked before it is unpacked."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            picture = Image.open(io.BytesIO(content))
            width, height = picture.size
            if width * height > limits.pixels:
                raise LimitExceededError(
                    f"the picture has {width:,} x {height:,} pixels, the limit is {limits.pixels:,}: raise the limit"
                )
            return picture.convert("RGB"), Image.MIME.get(picture.format or "", "image/unknown")
    except Image.DecompressionBombError as error:
        raise LimitExceededError("the picture unpacks to too many pixels: look at it by hand") from error
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError) as error:
        raise ReadingError("the picture is damaged or of an unknown kind: fetch it again") from error
