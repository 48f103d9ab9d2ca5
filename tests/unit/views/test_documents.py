"""Views of documents: the words that a finding rests on can be seen, names of people cannot, whatever the bytes."""

import io
from collections.abc import Sequence

import hypothesis.strategies as st
import pytest
from fpdf import FPDF
from hypothesis import given, settings
from PIL import Image, ImageChops, ImageDraw

from schemas.documents import Located, LocatorFields
from schemas.views import DocumentView, PageView, Wanted, place_key
from scrapers.extractors.extraction import extract
from scrapers.readers.dispatch import read
from scrapers.views.document import PAGES_SHOWN, ViewJob, view_of
from scrapers.views.pages import COVER
from tests.unit.cli.test_explain import NAMES, PAGE

ROWS = (
    ("Student", "Specialty", "Program"),
    ("Odile Brandt", "Pediatrics", "Mayo Clinic-MN"),
    ("Idris Kane", "Urology", "Duke Univ Med Ctr-NC"),
    ("Aoife Byrne", "Internal Medicine", "Henry Ford Hospital-MI"),
    ("Marek Dorrance", "Neurology", "Yale New Haven Hospital-CT"),
)
COLUMNS = (60.0, 260.0, 420.0)


def list_pdf(orientation: str = "portrait", pages: int = 1, picture: Image.Image | None = None) -> bytes:
    """A match list with a column of names; the size of its pages is written once for the file."""
    pdf = FPDF(orientation=orientation, unit="pt", format="letter")
    for _ in range(pages):
        pdf.add_page()
        pdf.set_font("Helvetica", size=11)
        pdf.text(60, 60, "Match List, Class of 2021")
        for line, row in enumerate(ROWS):
            for x, text in zip(COLUMNS, row, strict=True):
                pdf.text(x, 100 + 20 * line, text)
        if picture is not None:
            pdf.image(picture, x=60, y=300, w=picture.width, h=picture.height)
    return bytes(pdf.output())


def asked(content: bytes, address: str | None = None) -> tuple[Wanted, ...]:
    """What is found in a document, as places that a reader asks for."""
    found = extract(read(content, address=address))
    return tuple(Wanted(item, item.quote) for item in (*found.measures, *found.statements, *found.placements))


def seen(content: bytes) -> tuple[DocumentView, tuple[Wanted, ...]]:
    wanted = asked(content)
    return view_of(ViewJob("one", content, wanted)), wanted


def picture_of(page: PageView) -> Image.Image:
    return Image.open(io.BytesIO(page.picture)).convert("L")


def darkness(page: PageView, x0: float, top: float, x1: float, bottom: float) -> float:
    """Share of a box, given in points, that is black."""
    picture = picture_of(page)
    scale = picture.width / page.width
    piece = picture.crop((round(x0 * scale), round(top * scale), round(x1 * scale), round(bottom * scale)))
    return sum(piece.histogram()[:40]) / (piece.width * piece.height)


@pytest.mark.parametrize("orientation", ["portrait", "landscape"])
def test_names_on_a_page_are_black_and_findings_are_not(orientation: str) -> None:
    view, wanted = seen(list_pdf(orientation))
    (page,) = view.pages
    assert (page.width > page.height) is (orientation == "landscape")
    for line in range(1, len(ROWS)):
        baseline = 100 + 20 * line
        assert darkness(page, 60, baseline - 8, 105, baseline + 1) > 0.95
    assert len(wanted) == len(ROWS) - 1
    for one in wanted:
        x0, top, x1, bottom = (float(side) for side in (one.place.box or "").split(","))
        assert x0 > 200
        assert 0.02 < darkness(page, x0, top, x1, bottom) < 0.5, "letters, and no bar"
    assert page.names >= 2 * (len(ROWS) - 1)
    assert not page.partly


def test_a_picture_on_a_page_is_covered() -> None:
    portrait = Image.new("RGB", (200, 120), (40, 90, 160))
    ImageDraw.Draw(portrait).text((10, 50), "Odile Brandt, MD", fill=(255, 255, 255))
    (page,) = seen(list_pdf(picture=portrait))[0].pages
    assert page.partly
    shown = Image.open(io.BytesIO(page.picture)).convert("RGB")
    scale = shown.width / page.width
    piece = shown.crop((round(64 * scale), round(304 * scale), round(256 * scale), round(416 * scale)))
    for band, expected in zip(piece.split(), COVER, strict=True):
        assert all(count == 0 for tone, count in enumerate(band.histogram()) if abs(tone - expected) > 12)


def scan() -> Image.Image:
    picture = Image.new("RGB", (850, 1100), (255, 255, 255))
    pen = ImageDraw.Draw(picture)
    for line, row in enumerate(ROWS):
        pen.text((60, 100 + 60 * line), " | ".join(row), fill=(0, 0, 0), font_size=30)
    return picture


def test_scanned_pages_are_blurred_beyond_reading() -> None:
    pdf = FPDF(unit="pt", format="letter")
    pdf.add_page()
    pdf.image(scan(), x=0, y=0, w=612, h=792)
    held = io.BytesIO()
    scan().save(held, "PNG")
    wanted = (Wanted(LocatorFields(page=1, box="60,90,400,120"), "Urology | Duke Univ Med Ctr-NC"),)
    for content, width in ((bytes(pdf.output()), 612), (held.getvalue(), 637.5)):
        (page,) = view_of(ViewJob("one", content, wanted)).pages
        assert page.partly
        assert abs(page.width - width) < 1
        shown = picture_of(page)
        steps = ImageChops.difference(shown, ImageChops.offset(shown, 1, 0)).crop((1, 0, *shown.size))
        assert sum(steps.histogram()[30:]) == 0, "letters would be steps from white to black"


def test_slanted_words_are_covered() -> None:
    pdf = FPDF(unit="pt", format="letter")
    pdf.add_page()
    pdf.set_font("Helvetica", size=11)
    for line, row in enumerate(ROWS):
        pdf.text(60, 100 + 20 * line, " | ".join(row[1:]))
    with pdf.rotation(30, 300, 400):
        pdf.text(300, 400, "Odile Brandt matched at her first choice")
    content = bytes(pdf.output())
    (page,) = view_of(ViewJob("one", content, (Wanted(LocatorFields(page=1, box="60,90,200,100"), None),))).pages
    assert darkness(page, 300, 280, 480, 402) == 0
    assert page.partly


def test_only_some_pages_of_a_long_document_are_drawn_those_asked_for_first() -> None:
    content = list_pdf(pages=PAGES_SHOWN + 3)
    wanted = sorted(asked(content), key=lambda one: -(one.place.page or 0))
    view = view_of(ViewJob("long", content, tuple(wanted)))
    assert [page.page for page in view.pages] == list(range(PAGES_SHOWN + 3, 3, -1))
    assert view.unseen is not None


def text_at(view: DocumentView, place: Located) -> str:
    number = view.places[place_key(place)]
    return next(line.text for line in view.lines if line.number == number)


def test_lines_around_a_finding_on_a_web_page() -> None:
    view, wanted = seen(PAGE.encode())
    for one in wanted:
        words = text_at(view, one.place)
        assert one.quote
        assert set(one.quote.replace("|", " ").split()) <= set(words.replace("|", " ").split())
    told = " ".join(line.text for line in view.lines)
    assert not [name for name in NAMES if name in told]
    assert "[name] | Urology | Duke Univ Med Ctr-NC" in told
    assert "Student | Specialty | Program" in told


def test_lines_of_a_table_file() -> None:
    content = "\n".join(",".join(row) for row in ROWS).encode()
    wanted = asked(content, "https://med.oakhollow.example/match-2021.csv")
    view = view_of(ViewJob("one", content, wanted, address="https://med.oakhollow.example/match-2021.csv"))
    assert len(wanted) == len(ROWS) - 1
    assert [text_at(view, one.place).split(" | ")[1] for one in wanted] == [row[1] for row in ROWS[1:]]
    assert not [name for name in NAMES if name in str(view.lines)]


def test_a_place_that_moved_is_found_by_its_words_or_told() -> None:
    moved = Wanted(
        LocatorFields(element_path="/html/body/p[99]"), "Of the 120 seniors who took part, 97 percent matched."
    )
    gone = Wanted(LocatorFields(element_path="/html/body/p[98]"), "Nothing of this stands there any more.")
    view = view_of(ViewJob("one", PAGE.encode(), (moved, gone)))
    assert text_at(view, moved.place).startswith("Of the 120 seniors")
    assert place_key(gone.place) not in view.places
    assert view.unseen is not None
    assert "1 place" in view.unseen


PIECES: Sequence[bytes] = (
    b"%PDF-1.7\n",
    b"\x89PNG\r\n\x1a\n",
    b"PK\x03\x04",
    b"<table><tr><td>",
    b"obj<</Type/Page>>",
    b"\x00",
    b"Urology",
)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(PIECES) | st.binary(max_size=40), max_size=12).map(b"".join))
def test_no_bytes_make_it_raise(content: bytes) -> None:
    wanted = (Wanted(LocatorFields(page=1, box="0,0,10,10"), "Urology"),)
    view = view_of(ViewJob("one", content, wanted))
    assert view.pages or view.lines or view.unseen
