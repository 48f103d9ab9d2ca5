"""Views of the sample edition: every figure can be seen in its document, and no name of a person can."""

import io
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from PIL import Image
from sqlmodel import SQLModel

from pipelines.layers import Layers
from pipelines.settings import Settings
from pipelines.steps.publish.edition import rows_of_edition
from pipelines.views import NO_ROOM, SHOWN_FIRST, write_views
from schemas.documents import LocatorFields
from schemas.tables import DocumentRow, MeasureRow, PlacementRow, StatementRow
from schemas.view_tables import VIEWS_NAME
from schemas.views import place_key
from schemas.vocabulary import Collection
from scrapers.archive import Archive
from scrapers.readers.pdf.pdfium_backend import PdfiumBackend
from scrapers.readers.pdf.reader import open_document
from tests.conftest import ROOT, Built

pytestmark = pytest.mark.crawl
SURNAMES = {line.split()[1] for line in (ROOT / "sample" / "planted_names.txt").read_text().splitlines()}
PICTURES = ("application/pdf", "image/")


@pytest.fixture(scope="module")
def views(sample_edition: Built) -> Iterator[sqlite3.Connection]:
    address = f"{(sample_edition.edition / VIEWS_NAME).as_uri()}?mode=ro"
    with closing(sqlite3.connect(address, uri=True)) as connection:
        yield connection


def test_every_finding_can_be_seen(sample_edition: Built, views: sqlite3.Connection) -> None:
    pages = set(views.execute("SELECT document_id, page FROM pages"))
    places = set(views.execute("SELECT document_id, place FROM places"))
    kinds = {
        row["document_id"]: str(row["media_type"]) for row in rows_of_edition(sample_edition.edition, DocumentRow)
    }
    for table in (PlacementRow, MeasureRow, StatementRow):
        for row in rows_of_edition(sample_edition.edition, table):
            document = row["document_id"]
            if kinds[str(document)].startswith(PICTURES):
                assert (document, row["page"]) in pages
            else:
                place = LocatorFields.model_validate({name: row[name] for name in LocatorFields.model_fields})
                assert (document, place_key(place)) in places


def test_pictures_are_bounded_and_lines_are_not(
    sample_edition: Built, views: sqlite3.Connection, tmp_path: Path
) -> None:
    bound = 250_000
    layers = Layers(Settings(work=sample_edition.work, view_bytes=bound), Collection.sample)
    shown: tuple[type[SQLModel], ...] = (DocumentRow, *SHOWN_FIRST)
    tables = {table: rows_of_edition(sample_edition.edition, table) for table in shown}
    write_views(layers, tmp_path, tables)
    with closing(sqlite3.connect(tmp_path / VIEWS_NAME)) as bounded:
        (kept,) = bounded.execute("SELECT sum(length(picture)) FROM pages").fetchone()
        reasons = dict(bounded.execute("SELECT reason, count(*) FROM unseen GROUP BY reason"))
        lines = bounded.execute("SELECT * FROM lines ORDER BY document_id, number").fetchall()
    assert 0 < kept <= bound
    assert reasons[NO_ROOM] >= 1
    assert lines == views.execute("SELECT * FROM lines ORDER BY document_id, number").fetchall()


def test_no_line_names_anybody(views: sqlite3.Connection) -> None:
    lines = [text for (text,) in views.execute("SELECT text FROM lines")]
    assert len(lines) > 1000
    assert not [line for line in lines if any(surname in line for surname in SURNAMES)]


def test_names_on_pictures_are_black(sample_edition: Built, views: sqlite3.Connection) -> None:
    contents = {}
    archive = Archive(sample_edition.work / "sample" / "archive")
    for capture in archive.captures():
        contents[capture.sha256] = capture
    checked = 0
    for row in rows_of_edition(sample_edition.edition, DocumentRow):
        if row["media_type"] != "application/pdf":
            continue
        document = open_document(archive.content(contents[str(row["sha256"])]))
        try:
            found = views.execute("SELECT page, width, picture FROM pages WHERE document_id = ?", [row["document_id"]])
            for number, width, picture in found:
                shown = Image.open(io.BytesIO(picture)).convert("L")
                for word in PdfiumBackend(document).page(number - 1).words:
                    if word.text.strip(",.") in SURNAMES:
                        scale = shown.width / width
                        box = [round(side * scale) for side in (word.x0, word.top, word.x1, word.bottom)]
                        piece = shown.crop((box[0], box[1], box[2], box[3]))
                        assert sum(piece.histogram()[:40]) > 0.95 * piece.width * piece.height, word.text[:2]
                        checked += 1
        finally:
            document.close()
    assert checked > 50, "some lists of the sample name graduates"
