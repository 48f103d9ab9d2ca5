"""The views of an edition: for every document with findings, what a reader may see of it, in one file of the edition.

Belongs here: which documents and places are shown, what was made before, the bounds, the file. Does not belong
here: how a document is read or drawn (scrapers/views), when an edition is published.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path

import sqlalchemy
from pydantic import ValidationError
from sqlmodel import SQLModel

from pipelines.layers import Layers
from pipelines.steps.publish.database import Tables, Values
from pipelines.stores import write_at_once
from schemas.documents import Capture, LocatorFields
from schemas.identifiers import identifier
from schemas.tables import DocumentRow, EvidenceRow, MeasureRow, PlacementRow, StatementRow
from schemas.view_tables import LINES, METADATA, PAGES, PLACES, UNSEEN, VIEWS_NAME
from schemas.views import DocumentView, Wanted, place_key
from schemas.vocabulary import DocumentKind
from scrapers.exceptions import ArchiveError
from scrapers.processes import each_in_processes
from scrapers.readers.limits import DEFAULT_LIMITS
from scrapers.reading import READER_VERSION
from scrapers.views import document as documents
from scrapers.views.document import ViewJob

SHOWN_FIRST: tuple[type[SQLModel], ...] = (MeasureRow, StatementRow, EvidenceRow, PlacementRow)
"""Tables whose rows are to be seen in their document; where not all pages are drawn, those of the first tables are."""
PLACE_FIELDS = tuple(LocatorFields.model_fields)
NOT_ARCHIVED = "the archive does not hold it"
NO_ROOM = "the pictures of this edition have reached their bound"
FAILED = "it could not be drawn within the bounds of time and memory"


def write_views(layers: Layers, folder: Path, tables: Tables) -> None:
    """Write the views of an edition into its folder; a document that cannot be shown costs no other its view.

    Raises:
        ArchiveError: the archive's index is damaged.
        StoreError: the disk is full.
    """
    wanted = wanted_places(tables)
    crawled = [row for row in tables.get(DocumentRow, ()) if row["kind"] == DocumentKind.crawled]
    captures = _captures(layers, [row for row in crawled if row["document_id"] in wanted])
    engine = sqlalchemy.create_engine(f"sqlite:///{folder / VIEWS_NAME}")
    METADATA.create_all(engine)
    room = layers.settings.view_bytes
    with engine.begin() as connection:
        for document_id, view in _views(layers, captures, wanted):
            size = sum(len(page.picture) for page in view.pages)
            view, size = (view, size) if size <= room else (DocumentView(unseen=NO_ROOM), 0)
            room -= size
            _insert(connection, document_id, view)
        for row in crawled:
            if row["document_id"] in wanted and row["document_id"] not in captures:
                _insert(connection, str(row["document_id"]), DocumentView(unseen=NOT_ARCHIVED))
    engine.dispose()


def wanted_places(tables: Tables) -> dict[str, tuple[Wanted, ...]]:
    """The places of each document that records of the edition rest on, each once, the weightiest first."""
    found: dict[str, dict[tuple[str, str | None], Wanted]] = defaultdict(dict)
    for table in SHOWN_FIRST:
        for row in tables.get(table, ()):
            place = LocatorFields.model_validate({name: row.get(name) for name in PLACE_FIELDS})
            document, key = row.get("document_id"), place_key(place)
            if document and key:
                found[str(document)].setdefault((key, place.box), Wanted(place, _text(row.get("quote"))))
    return {document: tuple(places.values()) for document, places in found.items()}


def _text(value: object) -> str | None:
    return str(value) if value else None


def _captures(layers: Layers, rows: Iterable[Values]) -> dict[str, Capture]:
    """The capture that each document is of."""
    by_content: dict[tuple[str, str], list[Capture]] = defaultdict(list)
    for capture in layers.archive.captures():
        by_content[capture.school_slug, capture.sha256].append(capture)
    found = {}
    for row in rows:
        same = by_content.get((str(row["school_slug"]), str(row["sha256"])), [])
        address = row["final_address"] or row["address"]
        at_address = [capture for capture in same if (capture.final_address or capture.address) == address]
        if same:
            found[str(row["document_id"])] = (at_address or same)[-1]
    return found


def _views(
    layers: Layers, captures: Mapping[str, Capture], wanted: Mapping[str, tuple[Wanted, ...]]
) -> Iterator[tuple[str, DocumentView]]:
    """Yield the view of every document: those made before first, then the others as they are ready."""
    unmade: dict[str, Path] = {}
    for document_id, capture in captures.items():
        path = layers.folder / "views" / f"{_key(capture, wanted[document_id])}.json"
        known = _known(path)
        if known is None:
            unmade[document_id] = path
        else:
            yield document_id, known
    jobs = ((key, (_job(layers, key, captures[key], wanted[key]),)) for key in unmade)
    for document_id, future in each_in_processes(
        jobs, documents.view_of, workers=layers.settings.workers, limits=DEFAULT_LIMITS, preload=[documents.__name__]
    ):
        view = None if future.exception() else future.result()
        if view is not None:
            write_at_once(unmade[document_id], view.model_dump_json().encode())
        yield document_id, view or DocumentView(unseen=FAILED)


def _job(layers: Layers, document_id: str, capture: Capture, wanted: tuple[Wanted, ...]) -> ViewJob:
    try:
        content = layers.archive.content(capture)
    except ArchiveError:
        content = b""
    return ViewJob(document_id, content, wanted, capture.content_type, capture.final_address or capture.address)


def _key(capture: Capture, wanted: tuple[Wanted, ...]) -> str:
    """What a view depends on: the bytes, how they are read and drawn, and what is asked for."""
    places = [f"{place_key(one.place)} {one.place.box} {one.quote}" for one in wanted]
    return f"{capture.sha256[:16]}-{identifier(_version(), capture.content_type, capture.address, *places)}"


@cache
def _version() -> str:
    folder = Path(documents.__file__).parent
    sources = [*sorted(folder.glob("*.py")), folder.parent / "page_images.py"]
    digest = hashlib.sha256(READER_VERSION.encode())
    for path in sources:
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _known(path: Path) -> DocumentView | None:
    try:
        return DocumentView.model_validate_json(path.read_bytes())
    except (OSError, ValidationError):
        return None


def _insert(connection: sqlalchemy.Connection, document_id: str, view: DocumentView) -> None:
    of_document = {"document_id": document_id}
    rows: dict[sqlalchemy.Table, list[dict[str, object]]] = {
        PAGES: [{**of_document, **page.model_dump()} for page in view.pages],
        LINES: [{**of_document, **line.model_dump()} for line in view.lines],
        PLACES: [{**of_document, "place": place, "number": number} for place, number in view.places.items()],
        UNSEEN: [{**of_document, "reason": view.unseen}] if view.unseen else [],
    }
    for table, found in rows.items():
        if found:
            connection.execute(sqlalchemy.insert(table), found)
