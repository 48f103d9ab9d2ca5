"""Queries: one edition's rows as plain values, page by page.

Belongs here: filters, order, totals and companions of the lists; all values are bound, never written into the SQL.
Does not belong here: HTTP, sums for the pages (summaries.py).
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import sqlalchemy
from rapidfuzz import fuzz, process, utils
from sqlalchemy import Column, ColumnElement, Connection, Enum, String, func, literal, select, type_coerce

from api.companions import add_companions
from api.paging import Cursor, write_cursor
from api.parameters.base import EditionParameters, ListParameters
from api.problems import bad_request, not_found
from api.resources import (
    SCHOOLS,
    Resource,
)
from api.rows import Item, fetch, plain_columns
from schemas.public import Fault

Conditions = Sequence[ColumnElement[bool]]

SEARCHED_COLUMNS = ("name", "short_name", "canonical_name", "slug", "city")
ROWS_AT_A_TIME = 1000
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
            about.append(_condition(SCHOOLS.table.c[column_name.removeprefix("school_")], name, value))
    if about:
        found.append(table.c.school_slug.in_(select(SCHOOLS.table.c.slug).where(*about)))
    words = getattr(parameters, "q", None)
    return found + [_contains(table, word) for word in (words or "").split()]


def list_page(connection: Connection, resource: Resource, parameters: ListParameters, conditions: Conditions) -> Page:
    """One page of a list.

    Raises:
        ProblemError: 422 where `after` belongs to a list in another order.
    """
    items, following = _rows_after(
        connection, resource, parameters.order, conditions, parameters.place, parameters.limit
    )
    total = connection.scalar(select(func.count()).select_from(resource.table).where(*conditions)) or 0
    return Page(items, total, write_cursor(following) if following else None)


def every_row(
    connection: Connection, resource: Resource, parameters: ListParameters, conditions: Conditions, most: int | None
) -> Iterator[Item]:
    """All rows of a list from its place on, or at most `most`, a thousand in memory at a time.

    Raises:
        ProblemError: 422 where `after` belongs to a list in another order.
    """
    place, left = parameters.place, most
    while left is None or left > 0:
        size = ROWS_AT_A_TIME if left is None else min(left, ROWS_AT_A_TIME)
        items, place = _rows_after(connection, resource, parameters.order, conditions, place, size)
        yield from items
        if place is None:
            return
        left = None if left is None else left - len(items)


def _rows_after(
    connection: Connection, resource: Resource, order: str, conditions: Conditions, place: Cursor | None, size: int
) -> tuple[list[Item], Cursor | None]:
    """Rows behind a place, with their companions, and the place of the last one if more follow."""
    names, descending = _order(resource, order)
    places = [_sortable(resource.table.c[name]) for name in names]
    statement = select(*plain_columns(resource.table)).where(*conditions)
    if place is not None:
        _check_place(place, order, len(places))
        last_place = sqlalchemy.tuple_(*(literal(value) for value in place.values))
        here = sqlalchemy.tuple_(*places)
        statement = statement.where(here < last_place if descending else here > last_place)
    statement = statement.order_by(*(column.desc() if descending else column for column in places))
    rows = fetch(connection, statement.add_columns(*_labelled(places)).limit(size + 1))
    full = rows[:size]
    last = [full[-1][f"place_{number}"] for number in range(len(places))] if len(rows) > size else None
    for row in full:
        for number in range(len(places)):
            del row[f"place_{number}"]
    add_companions(connection, resource, full)
    return full, Cursor(order=order, values=last) if last else None


def all_rows(connection: Connection, resource: Resource, *conditions: ColumnElement[bool], limit: int) -> list[Item]:
    """Rows of a list in its own order, with their companions, at most `limit`."""
    statement = select(*plain_columns(resource.table)).where(*conditions)
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


def _condition(column: Column[Any], name: str, value: object) -> ColumnElement[bool]:
    if isinstance(value, list):
        return column.in_(value)
    if column.name == "period":
        first_year = func.substr(column, 1, 4)
        return first_year >= str(value) if name.endswith("_from") else first_year <= str(value)
    if name.endswith("_from"):
        return column >= value
    return column <= value if name.endswith("_to") else column == value


def _contains(table: sqlalchemy.Table, word: str) -> ColumnElement[bool]:
    searched = [table.c[name] for name in SEARCHED_COLUMNS if name in table.c]
    return sqlalchemy.or_(*(column.icontains(word, autoescape=True) for column in searched))


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
