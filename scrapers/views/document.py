"""One document to its view: read anew from its bytes, as it was read for its findings.

Belongs here: which kind of view a document has. Does not belong here: drawing (pages.py), lines (lines.py), the pool.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from schemas.documents import ReadDocument
from schemas.views import DocumentView, PageView, Wanted
from scrapers.exceptions import ReadingError
from scrapers.extractors.extraction import best_reading
from scrapers.extractors.people import People
from scrapers.readers import detection
from scrapers.readers.dispatch import read
from scrapers.readers.image import PIXELS_PER_POINT, open_picture
from scrapers.readers.limits import DEFAULT_LIMITS, Limits
from scrapers.readers.pdf.alternatives import Alternatives
from scrapers.readers.pdf.layout import Choices, Layout
from scrapers.readers.pdf.legibility import is_legible
from scrapers.readers.pdf.orientation import upright
from scrapers.readers.pdf.page_model import Page
from scrapers.readers.pdf.reader import FEWEST_WORDS, MEDIA_TYPE, PdfSource, open_document
from scrapers.views import pages
from scrapers.views.lines import lines_view

PAGES_SHOWN = 12
"""Most pages of one document that are drawn."""
NOT_SHOWN = "{} of its pages with findings are shown"


@dataclass(frozen=True, slots=True)
class ViewJob:
    """One document to show; key names it and is never looked into."""

    key: str
    content: bytes
    wanted: tuple[Wanted, ...]
    declared_type: str | None = None
    address: str | None = None


def view_of(job: ViewJob, limits: Limits = DEFAULT_LIMITS) -> DocumentView:
    """What may be seen of a document. Bytes that cannot be read give a view that says why; no input makes it raise."""
    try:
        media_type = detection.detect_media_type(job.content, declared=job.declared_type, address=job.address)
        if media_type == MEDIA_TYPE:
            return pdf_view(job, limits)
        if media_type.startswith("image/"):
            return picture_view(job, limits)
        document = read(job.content, declared_type=job.declared_type, address=job.address, limits=limits)
        reading = best_reading(document)
        return lines_view(reading.passages, reading.people, job.wanted)
    except ReadingError as error:
        return DocumentView(unseen=" ".join(str(error).split())[:300])


def pdf_view(job: ViewJob, limits: Limits) -> DocumentView:
    """Pictures of the pages of a PDF on which something was found; pages whose words are pictures too are blurred."""
    document = open_document(job.content)
    try:
        source = PdfSource(document, job.content, limits)
        models = source.load(min(source.count, limits.pages))
        legible = is_legible(models)
        people = people_of(models, job) if legible else People()
        shown = []
        for model, wanted in asked_pages(models, job.wanted):
            picture, untold = pages.rendered(document, model)
            if legible and len(model.words) >= FEWEST_WORDS:
                shown.append(pages.page_view(picture, model, people, wanted, untold))
            else:
                shown.append(pages.blurred_view(picture, model.number, (model.width, model.height)))
    finally:
        document.close()
    return _of_pages(shown, job.wanted)


def picture_view(job: ViewJob, limits: Limits) -> DocumentView:
    """A picture, blurred: names in it cannot be told."""
    picture, _ = open_picture(job.content, limits)
    size = picture.width / PIXELS_PER_POINT, picture.height / PIXELS_PER_POINT
    picture.thumbnail((pages.LONGEST_SIDE, pages.LONGEST_SIDE))
    asked = any(one.place.page and one.place.box for one in job.wanted)
    return _of_pages([pages.blurred_view(picture, 1, size)] if asked else [], job.wanted)


def people_of(models: Sequence[Page], job: ViewJob) -> People:
    """The people of a document of pages, as its findings were told from them."""
    layout = Layout([upright(model) for model in models])
    document = ReadDocument(
        blocks=layout.blocks(Choices()),
        media_type=MEDIA_TYPE,
        reader="pdf",
        address=job.address,
        page_count=len(models),
        alternatives=Alternatives(layout) if models else (),
    )
    return best_reading(document).people


def asked_pages(models: Sequence[Page], wanted: Sequence[Wanted]) -> Iterator[tuple[Page, list[Wanted]]]:
    """Yield as many pages as are shown, those first that are asked for first, each with what is asked for on it."""
    by_number = {model.number: model for model in models}
    placed: dict[int, list[Wanted]] = {}
    for one in wanted:
        if one.place.page in by_number and one.place.box:
            placed.setdefault(one.place.page, []).append(one)
    for number, found in list(placed.items())[:PAGES_SHOWN]:
        yield by_number[number], found


def _of_pages(shown: list[PageView], wanted: Sequence[Wanted]) -> DocumentView:
    asked = {one.place.page for one in wanted if one.place.page}
    cut = NOT_SHOWN.format(len(shown)) if len(asked) > len(shown) else None
    return DocumentView(pages=tuple(shown), unseen=cut)
