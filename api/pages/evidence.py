"""Contents of the pages that lead from a figure to its source: a figure in its document, an outcome with all it rests on.

Belongs here: which rows these pages need. Does not belong here: HTTP, layout, how views are found (api/evidence_views.py).
"""

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, select

from api import evidence_views
from api.editions import OpenEdition
from api.pages.contents import Values
from api.queries import all_rows, one_row
from api.resources import ASSESSMENTS, CRITERIA, EVIDENCE, FLAGS, OUTCOMES, SCHOOLS, Resource
from api.rows import Item, fetch, plain_columns
from schemas.vocabulary import EvidenceSubject

TABLE_KINDS = ("first row", "row", "gap row")
AROUND_BOX, LEAST_CLOSE_UP = 36.0, 280.0
"""Points around the box that a close-up shows, and its least width."""
CLOSE_UP_SHARE = 0.5
SHOWN_ROWS = 60
"""Records of one kind that a page lists."""
SUBJECTS: dict[EvidenceSubject, Resource] = {
    EvidenceSubject.outcome: OUTCOMES,
    EvidenceSubject.assessment: ASSESSMENTS,
    EvidenceSubject.flag: FLAGS,
}


def in_document(edition: OpenEdition, key: str) -> Values:
    """A figure in its document, and what rests on it."""
    view = evidence_views.view_of(edition, key)
    with edition.engine.connect() as connection:
        return {
            "view": view,
            "box": _box(view),
            "close_up": _close_up(view),
            "passages": list(_passages(view["lines"])),
            "school": one_row(connection, SCHOOLS, view["school_slug"]),
            "rests": _rests_on(connection, view),
        }


def outcome(edition: OpenEdition, outcome_id: str) -> Values:
    """One outcome, its figures and the places they stand in."""
    with edition.engine.connect() as connection:
        found = one_row(connection, OUTCOMES, outcome_id)
        evidence = all_rows(connection, EVIDENCE, EVIDENCE.table.c.subject_id == outcome_id, limit=SHOWN_ROWS)
        return {
            "outcome": found,
            "school": one_row(connection, SCHOOLS, found["school_slug"]),
            "evidence": evidence,
            "documents": _documents(evidence),
        }


def _documents(evidence: list[Item]) -> list[Item]:
    by_id = {row["document_id"]: row["document"] for row in evidence if row["document"]}
    return list(by_id.values())


def _box(view: Item) -> dict[str, float] | None:
    """The box on the page as x, y, width and height in points, a little wider than the words."""
    if not view["box"] or not view["page_view"]:
        return None
    x0, top, x1, bottom = (float(side) for side in view["box"].split(","))
    return {"x": x0 - 3, "y": top - 3, "width": x1 - x0 + 6, "height": bottom - top + 6}


def _close_up(view: Item) -> str | None:
    """The part of the page around the box, as the view box of a drawing; None where it is nearly the whole page, or blurred."""
    box, page = _box(view), view["page_view"]
    if box is None or view["document"]["by_recognition"]:
        return None
    width = min(page["width"], max(box["width"] + 2 * AROUND_BOX, LEAST_CLOSE_UP))
    height = min(page["height"], box["height"] + 2 * AROUND_BOX)
    if height > CLOSE_UP_SHARE * page["height"]:
        return None
    left = min(max(0.0, box["x"] + box["width"] / 2 - width / 2), page["width"] - width)
    top = min(max(0.0, box["y"] + box["height"] / 2 - height / 2), page["height"] - height)
    return f"{left:g} {top:g} {width:g} {height:g}"


def _passages(lines: list[Item]) -> Iterator[Values]:
    """Lines as a page shows them: rows of a table together, a mark where lines are left out."""
    for is_table, group in groupby(_with_gaps(lines), key=lambda line: line["kind"] in TABLE_KINDS):
        found = list(group)
        if is_table:
            yield {"kind": "table", "rows": [{**line, "cells": line["text"].split(" | ")} for line in found]}
        else:
            yield from found


def _with_gaps(lines: list[Item]) -> Iterator[Item]:
    """Lines with a mark before each that does not follow the one before; within a table the mark is a row."""
    for before, line in zip([None, *lines], lines, strict=False):
        if before is not None and line["number"] > before["number"] + 1:
            within = line["kind"] == "row" and before["kind"] in TABLE_KINDS
            yield {"kind": "gap row" if within else "gap", "text": "…", "is_place": False}
        yield line


def _rests_on(connection: Connection, view: Item) -> Values:
    """Outcomes, criteria and flags that rest on this finding, by kind, each kind bounded."""
    table = EVIDENCE.table
    finding = view["finding"]["finding_id"] if view["finding"] else None
    condition = table.c.finding_id == finding if finding else table.c.evidence_id == view["key"]
    subjects = fetch(
        connection,
        select(*plain_columns(table, "subject", "subject_id"))
        .where(table.c.school_slug == view["school_slug"], condition)
        .distinct(),
    )
    found: dict[str, Any] = {}
    for kind, resource in SUBJECTS.items():
        keys = [row["subject_id"] for row in subjects if row["subject"] == kind]
        key = resource.table.c[resource.key[0]]
        columns = plain_columns(resource.table)
        rows = fetch(connection, select(*columns).where(key.in_(keys)).limit(SHOWN_ROWS)) if keys else []
        found[kind.value] = rows
    criteria = {row["criterion_id"]: row for row in all_rows(connection, CRITERIA, limit=100)}
    return {**found, "criteria": criteria}
