"""Pictures and scans: recognised where the extra is installed, honestly unread where it is not."""

import io

import pytest
from PIL import Image, ImageDraw, ImageFont

from schemas.documents import Heading, Paragraph
from scrapers.exceptions import LimitExceededError, ReadingError
from scrapers.readers import image
from scrapers.readers.image import read_image
from scrapers.readers.limits import Limits
from scrapers.readers.pdf import reader
from scrapers.readers.pdf.reader import read_pdf
from scrapers.readers.pdf.recognition import recogniser


def picture(kind: str) -> bytes:
    drawn = Image.new("RGB", (1000, 500), "white")
    pen = ImageDraw.Draw(drawn)
    font = ImageFont.load_default(32)
    for place, text in enumerate(["Pediatrics", "Alder Valley Hospital", "Birch Hill Medical Center"]):
        pen.text((60, 60 + 70 * place), text, fill="black", font=font)
    target = io.BytesIO()
    drawn.save(target, kind)
    return target.getvalue()


def test_picture_is_recognised() -> None:
    pytest.importorskip("rapidocr")
    read = read_image(picture("PNG"))

    text = " ".join(block.text for block in read.blocks if isinstance(block, Heading | Paragraph))
    assert "Alder Valley Hospital" in text
    assert read.media_type == "image/png"
    assert read.reader == "image+ocr"


def test_scanned_pdf_is_recognised() -> None:
    pytest.importorskip("rapidocr")
    read = read_pdf(picture("PDF"))

    assert "Birch Hill Medical Center" in " ".join(getattr(block, "text", "") for block in read.blocks)
    assert read.reader == "pdf+ocr"
    assert read.unread is None


def test_without_the_extra_both_say_that_they_are_unread(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "recogniser", lambda: None)
    monkeypatch.setattr(image, "recogniser", lambda: None)

    for read in (read_pdf(picture("PDF")), read_image(picture("PNG"))):
        assert read.blocks == ()
        assert read.unread is not None
        assert "ocr" in read.unread


def test_too_many_pixels_are_refused_before_unpacking() -> None:
    with pytest.raises(LimitExceededError, match="pixels"):
        read_image(picture("PNG"), limits=Limits(pixels=1000))


@pytest.mark.parametrize("content", [b"", b"no picture", picture("PNG")[:200]])
def test_damaged_pictures_are_errors(content: bytes) -> None:
    with pytest.raises(ReadingError):
        read_image(content)


def test_the_recogniser_is_made_once() -> None:
    assert recogniser() is recogniser()
