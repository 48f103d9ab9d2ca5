"""Evidence views: one record with what may be seen of its document, from the views file of an edition.

Belongs here: finding the record by its identifier, its page or its lines. Does not belong here: how views are made, layout.
"""

import sqlite3
from contextlib import closing
from typing import Any

import sqlalchemy
from sqlalchemy import Connection, func, select
from sqlalchemy.dialects import sqlite

from api.editions import OpenEdition
from api.problems import not_found
from api.queries import all_rows, one_row
from api.resources import DOCUMENTS, EVIDENCE, MEASURES, PLACEMENTS, STATEMENTS, Resource
from api.rows import Item
from schemas.documents import LocatorFields
from schemas.view_tables import LINES, PAGES, PLACES, UNSEEN, VIEWS_NAME
from schemas.views import place_key

AROUND = 3
"""Lines shown on each side of the one that a record stands in."""
FINDINGS: tuple[Resource, ...] = (MEASURES, STATEMENTS, PLACEMENTS)
PLACE_FIELDS = tuple(LocatorFields.model_fields)


def view_of(edition: OpenEdition, key: str) -> Item:
    """A finding or a piece of evidence with its document and what may be seen of it; the form is EvidenceViewAnswer.

    Raises:
        ProblemError: 404 where the edition holds no such record.
    """
    with edition.engine.connect() as connection:
        kind, record, finding = _record(connection, key)
        document_id = record["document_id"]
        document = one_row(connection, DOCUMENTS, document_id) if document_id else None
    place = LocatorFields(**{name: record[name] for name in PLACE_FIELDS})
    return {
        "key": key,
        "kind": kind,
        "school_slug": record["school_slug"],
        **place.model_dump(),
        "quote": record["quote"],
        "note": record.get("note"),
        "rule": finding["rule"] if finding else None,
        "confidence": finding["confidence"] if finding else None,
        "finding": finding,
        "document": document,
        **_seen(edition, document_id, place),
    }


def picture(edition: OpenEdition, document_id: str, page: int) -> bytes:
    """The picture of a page.

    Raises:
        ProblemError: 404 where the edition holds none.
    """
    wanted = select(PAGES.c.picture).where(PAGES.c.document_id == document_id, PAGES.c.page == page)
    found = _rows(edition, wanted)
    if not found:
        raise not_found("picture", f"{document_id}-{page}")
    return bytes(found[0]["picture"])


def _record(connection: Connection, key: str) -> tuple[str, Item, Item | None]:
    """What kind of record it is, the record, and the finding that it is or names."""
    for resource in FINDINGS:
        if found := _finding(connection, resource, key):
            return resource.noun, found, found
    evidence = one_row(connection, EVIDENCE, key)
    named = evidence["finding_id"]
    findings = [_finding(connection, resource, named) for resource in FINDINGS] if named else []
    return EVIDENCE.noun, evidence, next((found for found in findings if found), None)


def _finding(connection: Connection, resource: Resource, key: str) -> Item | None:
    return next(iter(all_rows(connection, resource, resource.table.c.finding_id == key, limit=1)), None)


def _seen(edition: OpenEdition, document_id: str | None, place: LocatorFields) -> Item:
    nothing: Item = {"page_view": None, "lines": [], "unseen": None}
    if document_id is None:
        return nothing
    if not (edition.folder / VIEWS_NAME).is_file():
        return {**nothing, "unseen": "this edition holds no pictures of documents"}
    columns = [PAGES.c[name] for name in ("page", "width", "height", "names", "partly")]
    of_document = PAGES.c.document_id == document_id
    page = _rows(edition, select(*columns).where(of_document, PAGES.c.page == place.page)) if place.page else []
    reasons = _rows(edition, select(UNSEEN.c.reason).where(UNSEEN.c.document_id == document_id))
    address = f"/downloads/{edition.record.edition_id}/pages/{document_id}-{place.page}.webp"
    lines = _lines(edition, document_id, place)
    is_seen = bool(page or lines)
    return {
        "page_view": {**page[0], "picture": address} if page else None,
        "lines": lines,
        "unseen": None if is_seen else reasons[0]["reason"] if reasons else "no view of this place was made",
    }


def _lines(edition: OpenEdition, document_id: str, place: LocatorFields) -> list[Item]:
    of_place = (PLACES.c.document_id == document_id, PLACES.c.place == place_key(place))
    found = _rows(edition, select(PLACES.c.number).where(*of_place))
    if not found:
        return []
    number = found[0]["number"]
    of_document, kind = LINES.c.document_id == document_id, LINES.c.kind
    above = [
        select(func.max(LINES.c.number)).where(of_document, kind == name, LINES.c.number <= number).scalar_subquery()
        for name in ("heading", "first row")
    ]
    columns = (LINES.c.number, kind, LINES.c.text)
    around = LINES.c.number.between(number - AROUND, number + AROUND)
    wanted = select(*columns).where(of_document, sqlalchemy.or_(around, LINES.c.number.in_(above)))
    rows = _rows(edition, wanted.order_by(LINES.c.number))
    is_row = any(row["number"] == number and row["kind"] == "row" for row in rows)
    kept = [row for row in rows if is_row or row["kind"] != "first row" or row["number"] >= number - AROUND]
    return [{**row, "is_place": row["number"] == number} for row in kept]


def _rows(edition: OpenEdition, statement: sqlalchemy.Select[*tuple[Any, ...]]) -> list[Item]:
    """Rows of the views file; none where it is missing or damaged, for no figure rests on it."""
    compiled = statement.compile(dialect=sqlite.dialect(), compile_kwargs={"render_postcompile": True})
    address = f"{(edition.folder / VIEWS_NAME).absolute().as_uri()}?mode=ro&immutable=1"
    try:
        with closing(sqlite3.connect(address, uri=True)) as connection:
            connection.row_factory = sqlite3.Row
            values = [compiled.params[name] for name in compiled.positiontup or ()]
            return [dict(row) for row in connection.execute(str(compiled), values)]
    except sqlite3.DatabaseError:
        return []
