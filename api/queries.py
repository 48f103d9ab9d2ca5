"""Queries: one edition's rows as plain values, page by page.

Belongs here: filters, order, totals and companions of the lists; all values are bound, never written into the SQL.
Does not belong here: HTTP, sums for the pages (summaries.py).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

import sqlalchemy
from rapidfuzz import fuzz, process, utils
from sqlalchemy import Column, ColumnElement, Connection, Enum, String, func, literal, select, type_coerce

from api.paging import Cursor, write_cursor
from api.parameters import EditionParameters, ListParameters
from api.problems import bad_request, not_found
from api.resources import (
    CRAWLS,
    DOCUMENTS,
    EVIDENCE,
    FLAGS,
    MEASURES,
    PLACEMENTS,
    SCHOOL_STATES,
    SCHOOLS,
    STATEMENTS,
    Companion,
    Resource,
)
from schemas.public import DocumentReference, Fault
from schemas.vocabulary import Severity

Item = dict[str, Any]
Conditions = Sequence[ColumnElement[bool]]

SEARCHED_COLUMNS = ("name", "short_name", "slug", "city")
NEAR_LIMIT = 5
NEAR_CUTOFF = 60
NOT_FILTERS = frozenset({*ListParameters.model_fields, "sort", "q"})


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a list, the number of all matching rows, and where the next page begins."""

    items: list[Item]
    total: int
    next_place: str | None


def conditions_of(table: sqlalchemy.Table, parameters: EditionParameters) -> list[ColumnElement[bool]]:
    """What the parameters demand of a table's rows, or of the school that a row is about."""
    found: list[ColumnElement[bool]] = []
    about: list[ColumnElement[bool]] = []
    for name in type(parameters).model_fields:
        value = getattr(parameters, name)
        if name in NOT_FILTERS or value is None or value == []:
            continue
        column_name = name.removesuffix("_from").removesuffix("_to")
        if column_name in table.c:
            found.append(_condition(table.c[column_name], name, value))
        else:
            about.append(_condition(SCHOOLS.table.c[column_name], name, value))
    if about:
        found.append(table.c.school_slug.in_(select(SCHOOLS.table.c.slug).where(*about)))
    words = getattr(parameters, "q", None)
    return found + [_contains(table, word) for word in (words or "").split()]


def list_page(connection: Connection, resource: Resource, parameters: ListParameters, conditions: Conditions) -> Page:
    """One page of a list.

    Raises:
        ProblemError: 422 where `after` belongs to a list in another order.
    """
    names, descending = _order(resource, parameters.order)
    places = [_sortable(resource.table.c[name]) for name in names]
    statement = select(*_plain(resource.table)).where(*conditions)
    if parameters.place is not None:
        _check_place(parameters.place, parameters.order, len(places))
        last_place = sqlalchemy.tuple_(*(literal(value) for value in parameters.place.values))
        here = sqlalchemy.tuple_(*places)
        statement = statement.where(here < last_place if descending else here > last_place)
    statement = statement.order_by(*(place.desc() if descending else place for place in places))
    rows = fetch(connection, statement.add_columns(*_labelled(places)).limit(parameters.limit + 1))
    total = connection.scalar(select(func.count()).select_from(resource.table).where(*conditions)) or 0
    full = rows[: parameters.limit]
    last = [full[-1][f"place_{number}"] for number in range(len(places))] if len(rows) > parameters.limit else None
    for row in full:
        for number in range(len(places)):
            del row[f"place_{number}"]
    add_companions(connection, resource, full)
    return Page(full, total, write_cursor(Cursor(order=parameters.order, values=last)) if last else None)


def all_rows(connection: Connection, resource: Resource, *conditions: ColumnElement[bool], limit: int) -> list[Item]:
    """Rows of a list in its own order, with their companions, at most `limit`."""
    statement = select(*_plain(resource.table)).where(*conditions)
    order = [_sortable(resource.table.c[name]) for name in resource.order]
    rows = fetch(connection, statement.order_by(*order).limit(limit))
    add_companions(connection, resource, rows)
    return rows


def one_row(connection: Connection, resource: Resource, key: str) -> Item:
    """The row with this key, with its companions.

    Raises:
        ProblemError: 404 where there is none; for a school it names schools with a like slug or name.
    """
    if resource is SCHOOLS:
        require_school(connection, key)
    column = resource.table.c[resource.key[0]]
    rows = all_rows(connection, resource, column == key, limit=1)
    if not rows:
        raise not_found(resource.noun, key)
    return rows[0]


def require_school(connection: Connection, slug: str) -> None:
    """See that a school exists.

    Raises:
        ProblemError: 404 naming schools with a like slug or name.
    """
    if connection.scalar(select(func.count()).where(SCHOOLS.table.c.slug == slug)):
        return
    names = {
        row.slug: f"{row.slug} {row.short_name}"
        for row in connection.execute(select(SCHOOLS.table.c.slug, SCHOOLS.table.c.short_name))
    }
    found = process.extract(
        slug,
        names,
        scorer=fuzz.WRatio,
        processor=utils.default_process,
        limit=NEAR_LIMIT,
        score_cutoff=NEAR_CUTOFF,
    )
    raise not_found("school", slug, [near for _, _, near in found])


def fetch(connection: Connection, statement: sqlalchemy.Select[*tuple[Any, ...]]) -> list[Item]:
    """Rows as dictionaries of plain values; times of an edition are UTC."""
    result = connection.execute(statement)
    names = list(result.keys())
    timed = [
        column["name"] for column in statement.column_descriptions if isinstance(column["type"], sqlalchemy.DateTime)
    ]
    rows = [dict(zip(names, row, strict=True)) for row in result.all()]
    for name in timed:
        for row in rows:
            if isinstance(row[name], datetime):
                row[name] = row[name].replace(tzinfo=UTC)
    return rows


def add_companions(connection: Connection, resource: Resource, rows: list[Item]) -> None:
    """Add to each row what its resource carries besides its columns."""
    if resource.companion is Companion.document:
        _add_documents(connection, rows)
    elif resource.companion is Companion.evidence:
        _add_evidence(connection, resource.key[0], rows)
    elif resource.companion is Companion.evidence_count:
        subjects = _counts(connection, EVIDENCE.table.c.subject_id, [row[resource.key[0]] for row in rows])
        for row in rows:
            row["evidence_count"] = subjects.get(row[resource.key[0]], 0)
    elif resource.companion is Companion.school:
        _add_school(connection, rows)


def _condition(column: Column[Any], name: str, value: object) -> ColumnElement[bool]:
    if isinstance(value, list):
        return column.in_(value)
    if name.endswith("_from"):
        return column >= value
    return column <= value if name.endswith("_to") else column == value


def _contains(table: sqlalchemy.Table, word: str) -> ColumnElement[bool]:
    return sqlalchemy.or_(*(table.c[name].icontains(word, autoescape=True) for name in SEARCHED_COLUMNS))


def _order(resource: Resource, order: str) -> tuple[tuple[str, ...], bool]:
    if not order:
        return resource.order, False
    return (order.removeprefix("-"), *resource.key), order.startswith("-")


@lru_cache
def _sortable(column: Column[Any]) -> ColumnElement[Any]:
    """A column that compares: coded words as text, a missing value before all others."""
    text = isinstance(column.type, Enum | String)
    plain = type_coerce(column, String) if text else column
    if not column.nullable:
        return plain
    return func.coalesce(plain, literal("") if text else literal(-1.0e300))


def _labelled(places: Iterable[ColumnElement[Any]]) -> list[ColumnElement[Any]]:
    return [place.label(f"place_{number}") for number, place in enumerate(places)]


def _check_place(place: Cursor, order: str, width: int) -> None:
    if place.order != order or len(place.values) != width:
        message = "belongs to a list in another order; keep sort as it was"
        raise bad_request([Fault(parameter="after", place="query", message=message)])


@lru_cache
def _plain(table: sqlalchemy.Table, *names: str) -> tuple[ColumnElement[Any], ...]:
    """Coded columns as their words: making an enumeration's member of each costs more than the query."""
    return tuple(
        type_coerce(column, String).label(column.name) if isinstance(column.type, Enum) else column
        for column in (table.c[name] for name in names or table.c.keys())
    )


def _add_documents(connection: Connection, rows: list[Item]) -> None:
    keys = {row["document_id"] for row in rows if row["document_id"]}
    table = DOCUMENTS.table
    found = (
        fetch(connection, select(*_plain(table, *DocumentReference.model_fields)).where(table.c.document_id.in_(keys)))
        if keys
        else []
    )
    documents = {document["document_id"]: document for document in found}
    for row in rows:
        row["document"] = documents.get(row["document_id"])


def _add_evidence(connection: Connection, key: str, rows: list[Item]) -> None:
    by_subject: dict[str, list[Item]] = {row[key]: [] for row in rows}
    table = EVIDENCE.table
    statement = select(*_plain(table)).where(table.c.subject_id.in_(by_subject)).order_by(table.c.evidence_id)
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
    rows = fetch(connection, select(*_plain(table)).where(table.c.school_slug.in_(slugs)))
    return {row["school_slug"]: row for row in rows}


def _counts(
    connection: Connection, column: Column[Any], values: Iterable[str], *conditions: ColumnElement[bool]
) -> Mapping[str, int]:
    statement = select(column, func.count()).where(column.in_(list(values)), *conditions).group_by(column)
    return {row[0]: row[1] for row in connection.execute(statement)}
