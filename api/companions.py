"""Companions: what rows of a list carry besides their columns, fetched for a whole page at once.

Belongs here: documents of findings, evidence, counts. Does not belong here: which rows a page holds (queries.py), what
schools reply (replies.py).
"""

from collections.abc import Iterable, Mapping
from typing import Any

import sqlalchemy
from sqlalchemy import Column, ColumnElement, Connection, bindparam, distinct, func, select

from api.keeping import made_once
from api.replies import add_replies, add_steps
from api.resources import (
    CRAWLS,
    DOCUMENTS,
    EVIDENCE,
    FLAGS,
    MEASURES,
    PLACEMENTS,
    SCHOOL_STATES,
    STATEMENTS,
    Companion,
    Resource,
)
from api.rows import Item, Prepared, fetch, plain_columns, prepare
from schemas.public import DocumentReference
from schemas.vocabulary import Severity


def add_companions(connection: Connection, resource: Resource, rows: list[Item]) -> None:
    """Add to each row what its resource carries besides its columns."""
    if resource.companion is Companion.document:
        _add_documents(connection, rows)
    elif resource.companion is Companion.captures:
        _add_documents(connection, rows, "before_document", "after_document")
    elif resource.companion is Companion.evidence:
        _add_evidence(connection, resource.key[0], rows)
        add_replies(connection, rows)
    elif resource.companion is Companion.steps:
        add_steps(connection, rows)
    elif resource.companion is Companion.evidence_count:
        subjects = _counts(connection, EVIDENCE.table.c.subject_id, [row[resource.key[0]] for row in rows])
        for row in rows:
            row["evidence_count"] = subjects.get(row[resource.key[0]], 0)
    elif resource.companion is Companion.school:
        _add_school(connection, rows)
    elif resource.companion is Companion.placements_by_specialty:
        _add_placements(connection, PLACEMENTS.table.c.specialty_slug, rows)
    elif resource.companion is Companion.placements_by_institution:
        _add_placements(connection, PLACEMENTS.table.c.institution_slug, rows)


def _add_documents(connection: Connection, rows: list[Item], *names: str) -> None:
    names = names or ("document",)
    keys = sorted({row[f"{name}_id"] for row in rows for name in names if row[f"{name}_id"]})
    documents: dict[str, Item] = {}
    if keys:
        values = {f"key_{number}": key for number, key in enumerate(keys)}
        dialect = connection.dialect
        documents_by_key = made_once(("documents", dialect.name, len(keys)), lambda: _documents(dialect, len(keys)))
        found = documents_by_key.items(connection, values)
        documents = {document["document_id"]: document for document in found}
    for row in rows:
        for name in names:
            row[name] = documents.get(row[f"{name}_id"])


def _documents(dialect: sqlalchemy.Dialect, number: int) -> Prepared:
    table = DOCUMENTS.table
    keys = [bindparam(f"key_{place}", type_=sqlalchemy.String()) for place in range(number)]
    columns = plain_columns(table, *DocumentReference.model_fields)
    return prepare(select(*columns).where(table.c.document_id.in_(keys)), dialect)


def _add_evidence(connection: Connection, key: str, rows: list[Item]) -> None:
    by_subject: dict[str, list[Item]] = {row[key]: [] for row in rows}
    table = EVIDENCE.table
    words_first = (table.c.quote.is_(None), table.c.document_id.is_(None), table.c.evidence_id)
    statement = select(*plain_columns(table)).where(table.c.subject_id.in_(by_subject)).order_by(*words_first)
    found = fetch(connection, statement) if by_subject else []
    _add_documents(connection, found)
    for evidence in found:
        by_subject[evidence["subject_id"]].append(evidence)
    for row in rows:
        row["evidence"] = by_subject[row[key]]


def _add_school(connection: Connection, rows: list[Item]) -> None:
    slugs = [row["slug"] for row in rows]
    counted = {
        name: _counts(connection, resource.table.c.school_slug, slugs)
        for name, resource in (
            ("documents", DOCUMENTS),
            ("placements", PLACEMENTS),
            ("measures", MEASURES),
            ("statements", STATEMENTS),
        )
    }
    for name, severity in (("red_flags", Severity.red), ("yellow_flags", Severity.yellow), ("notes", Severity.note)):
        counted[name] = _counts(connection, FLAGS.table.c.school_slug, slugs, FLAGS.table.c.severity == severity)
    states = _by_school(connection, SCHOOL_STATES, slugs)
    searches = _by_school(connection, CRAWLS, slugs)
    for row in rows:
        slug = row["slug"]
        row["state_of_data"] = states.get(slug)
        row["search"] = searches.get(slug)
        row["counts"] = {name: counts.get(slug, 0) for name, counts in counted.items()}


def _by_school(connection: Connection, table: sqlalchemy.Table, slugs: list[str]) -> dict[str, Item]:
    rows = fetch(connection, select(*plain_columns(table)).where(table.c.school_slug.in_(slugs)))
    return {row["school_slug"]: row for row in rows}


def _counts(
    connection: Connection, column: Column[Any], values: Iterable[str], *conditions: ColumnElement[bool]
) -> Mapping[str, int]:
    statement = select(column, func.count()).where(column.in_(list(values)), *conditions).group_by(column)
    return {row[0]: row[1] for row in connection.execute(statement)}


def _add_placements(connection: Connection, column: Column[Any], rows: list[Item]) -> None:
    table = PLACEMENTS.table
    statement = (
        select(
            column.label("slug"),
            func.count(distinct(table.c.school_slug)).label("schools"),
            func.count().label("rows"),
            func.min(table.c.class_year).label("first_class_year"),
            func.max(table.c.class_year).label("last_class_year"),
        )
        .where(column.in_([row["slug"] for row in rows]))
        .group_by(column)
    )
    found = {row.pop("slug"): row for row in fetch(connection, statement)}
    none = {"schools": 0, "rows": 0, "first_class_year": None, "last_class_year": None}
    for row in rows:
        row["placements"] = found.get(row["slug"], none)
