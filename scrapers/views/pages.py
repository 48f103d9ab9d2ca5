"""Pictures of pages for readers: names blacked out, and covered or blurred whatever names cannot be told in.

Words of a text layer are checked for names and blacked out. Pictures and slanted words on a page are covered; of words printed
over a picture those are shown that a finding quotes. A page that is a picture as a whole is blurred until no letter can be read:
recognising its words again would take long, and a name that recognition misreads would be missed.

Belongs here: drawing. Does not belong here: how names are told (extractors/people), boxes of findings (drawn by the page that
shows the picture).
"""

import io
import re
from collections.abc import Iterator, Sequence
from itertools import groupby

import pypdfium2
import pypdfium2.raw as pdfium
from PIL import Image, ImageDraw

from schemas.views import PageView, Wanted
from scrapers.exceptions import UnreadableError
from scrapers.extractors.people import People
from scrapers.page_images import box_of, lines, name_boxes, scaled, widened
from scrapers.readers.pdf.page_model import Box, Page, Word, union
from scrapers.readers.pdf.placing import Placing

SCALE = 1.5
"""Pixels a point: 108 dots an inch."""
LONGEST_SIDE = 1_800
QUALITY = 62
COVER = (226, 229, 231)
SLANT = 0.06
"""Slope from which on words count as slanted: a little less than the reader takes for level."""
BLURRED_COLUMNS = 24
"""Patches of colour across a blurred page: some 25 points each on a letter page, wider than headlines' letters."""
LEAST_PICTURE = 6.0
"""Points; smaller pictures are marks of lists and rules."""
EDGE = 1.5
"""Points by which shown words are widened: recognition tells where a word ends by its number of letters."""
TOKEN = re.compile(r"\w+")


def page_view(
    picture: Image.Image, model: Page, people: People, wanted: Sequence[Wanted], covered: Sequence[Box]
) -> PageView:
    """Black out and cover what may not be seen.

    Args:
        picture: the page as displayed, of any size; it is drawn upon.
        model: its words.
        people: the people of the document.
        wanted: findings on this page.
        covered: boxes in which names cannot be told.
    """
    scale = picture.width / max(model.width, 1)
    whole = picture.copy()
    pen = ImageDraw.Draw(picture)
    for box in covered:
        pen.rectangle(scaled(box, scale), fill=COVER)
    names = set(name_boxes(model, people))
    for box in quoted_words(model, wanted, names, covered):
        left, top, right, bottom = (round(side) for side in scaled(box, scale))
        picture.paste(whole.crop((left, top, right, bottom)), (left, top))
    for box in names:
        pen.rectangle(scaled(widened(box), scale), fill=(0, 0, 0))
    return PageView(
        page=model.number,
        width=model.width,
        height=model.height,
        names=len(names),
        partly=bool(covered),
        picture=packed(picture),
    )


def blurred_view(picture: Image.Image, number: int, size: tuple[float, float]) -> PageView:
    """A page of which only the layout can be made out; size is its width and height in points."""
    rows = max(1, round(BLURRED_COLUMNS * picture.height / max(1, picture.width)))
    vague = picture.convert("RGB").resize((BLURRED_COLUMNS, rows), Image.Resampling.BOX)
    blurred = vague.resize(picture.size, Image.Resampling.BILINEAR)
    return PageView(page=number, width=size[0], height=size[1], names=0, partly=True, picture=packed(blurred))


def packed(picture: Image.Image) -> bytes:
    """A picture as the bytes of a file."""
    held = io.BytesIO()
    picture.save(held, "WEBP", quality=QUALITY, method=4)
    return held.getvalue()


def rendered(document: pypdfium2.PdfDocument, model: Page) -> tuple[Image.Image, list[Box]]:
    """A page of a PDF as displayed, without notes and forms laid over it, and the boxes in which names cannot be told.

    Raises:
        UnreadableError: the page is displayed in another size than its words were placed in, so that names would stay visible.
    """
    loaded = document[model.number - 1]
    try:
        width, height = loaded.get_size()
        if abs(width - model.width) > 1 or abs(height - model.height) > 1:
            raise UnreadableError(f"page {model.number} is displayed in another size than it was read in")
        scale = min(SCALE, LONGEST_SIDE / max(model.width, model.height, 1))
        picture = loaded.render(scale=scale, draw_annots=False, may_draw_forms=False).to_pil().convert("RGB")
        boxes = list(untold_boxes(loaded))
    finally:
        loaded.close()
    return picture, [box for box in boxes if box.width > LEAST_PICTURE and box.height > LEAST_PICTURE]


def untold_boxes(loaded: pypdfium2.PdfPage) -> Iterator[Box]:
    """Yield the boxes of pictures and of slanted words on a page as displayed, those within forms too."""
    placing = Placing(loaded.get_bbox(), loaded.get_rotation())
    for found in loaded.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_TEXT]):
        if found.type == pdfium.FPDF_PAGEOBJ_TEXT and not is_slanted(found):
            continue
        corners, form = found.get_bounds(), found.container
        while form is not None:
            corners, form = form.get_matrix().on_rect(*corners), form.container
        yield placing.box(*corners)


def is_slanted(text: pypdfium2.PdfObject) -> bool:
    """Whether a line of words runs neither along the page nor across it: such words are not read."""
    matrix = text.get_matrix()
    along, across = abs(matrix.a), abs(matrix.b)
    return bool(min(along, across) > SLANT * max(along, across))


def quoted_words(model: Page, wanted: Sequence[Wanted], names: set[Box], covered: Sequence[Box]) -> Iterator[Box]:
    """Yield boxes of words in covered parts that a finding at that place quotes and that are no name, side by side as one."""
    for one in wanted:
        area = box_of(one.place)
        quoted = set(TOKEN.findall((one.quote or "").casefold()))
        if area is None or not quoted:
            continue
        for line in lines(word for word in model.words if overlaps(box_of_word(word), area)):
            shown = [may_be_shown(word, quoted, names, covered) for word in line]
            for is_shown, run in groupby(zip(line, shown, strict=True), key=lambda pair: pair[1]):
                if is_shown:
                    whole = union([box_of_word(word) for word, _ in run])
                    yield Box(whole.x0 - EDGE, whole.top, whole.x1 + EDGE, whole.bottom)


def may_be_shown(word: Word, quoted: set[str], names: set[Box], covered: Sequence[Box]) -> bool:
    """Whether a word in a covered part is quoted, and no name."""
    box = box_of_word(word)
    if not set(TOKEN.findall(word.text.casefold())) <= quoted or any(overlaps(box, name) for name in names):
        return False
    return any(overlaps(box, part) for part in covered)


def box_of_word(word: Word) -> Box:
    """The box around a word."""
    return Box(word.x0, word.top, word.x1, word.bottom)


def overlaps(one: Box, other: Box) -> bool:
    """Whether two boxes share more than an edge."""
    return (
        min(one.x1, other.x1) - max(one.x0, other.x0) > 1
        and min(one.bottom, other.bottom) - max(one.top, other.top) > 1
    )
