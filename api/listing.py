"""Listing: the rows of one list, page by page or all of them, in an order in which every row has its place.

Belongs here: order, places, totals. Does not belong here: filters (filters.py), what rows carry besides (companions.py).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import sqlalchemy
from sqlalchemy import ColumnElement, Connection, String, bindparam, func, select

from api.companions import add_companions
from api.filters import conditions_of, shape_of, values_of
from api.keeping import made_once
from api.paging import Cursor, write_cursor
from api.parameters.base import ListParameters
from api.problems import bad_request
from api.resources import Resource
from api.rows import Item, Prepared, plain_columns, prepare
from schemas.ordering import sortable
from schemas.public import Fault

ROWS_AT_A_TIME = 1000
LEAD_TO_COMPANIONS = (
    *("document_id", "slug", "before_document_id", "after_document_id"),
    *("school_slug", "rule", "flag_subject", "criterion_id"),
)
"""Columns by which rows find what they carry besides."""


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a list, the number of all matching rows, and where the next page begins."""

    items: list[Item]
    total: int
    next_place: str | None


@dataclass(frozen=True, slots=True)
class Statements:
    """The statements of a list: its rows behind a place, and their number."""

    rows: Prepared
    total: Prepared
    width: int


class List:
    """One list of an edition: a resource under filters, of one school or of all."""

    def __init__(
        self, connection: Connection, resource: Resource, parameters: ListParameters, school: str | None = None
    ) -> None:
        self._connection = connection
        self._resource = resource
        self._parameters = parameters
        self._school = school
        self._columns = _columns(resource, parameters.fields)
        self._with_companions = not parameters.fields or not set(parameters.fields) <= set(resource.table.c.keys())
        self._values = values_of(parameters) | ({"of_school": school} if school is not None else {})

    def page(self) -> Page:
        """One page, with the total.

        Raises:
            ProblemError: 422 where `after` belongs to a list in another order.
        """
        items, following = self._after(self._parameters.place, self._parameters.limit)
        total = self._statements(placed=False).total.rows(self._connection, self._values)[0][0]
        return Page(items, total, write_cursor(following) if following else None)

    def rows(self, most: int | None) -> Iterator[Item]:
        """All rows from the place on, or at most `most`, a thousand in memory at a time.

        Raises:
            ProblemError: 422 where `after` belongs to a list in another order.
        """
        place, left = self._parameters.place, most
        while left is None or left > 0:
            items, place = self._after(place, ROWS_AT_A_TIME if left is None else min(left, ROWS_AT_A_TIME))
            yield from items
            if place is None:
                return
            left = None if left is None else left - len(items)

    def _after(self, place: Cursor | None, size: int) -> tuple[list[Item], Cursor | None]:
        """Rows behind a place with their companions, and the place of the last one if more follow."""
        statements = self._statements(placed=place is not None)
        values: dict[str, Any] = {**self._values, "size": size + 1}
        if place is not None:
            self._check(place, statements.width)
            values |= {f"after_{number}": value for number, value in enumerate(place.values)}
        found = statements.rows.rows(self._connection, values)
        names, width = statements.rows.names, statements.width
        items = [dict(zip(names[:-width], row[:-width], strict=True)) for row in found[:size]]
        if self._with_companions:
            add_companions(self._connection, self._resource, items)
        if len(found) <= size:
            return items, None
        return items, Cursor(order=self._parameters.order, values=list(found[size - 1][-width:]))

    def _check(self, place: Cursor, width: int) -> None:
        if place.order != self._parameters.order or len(place.values) != width:
            message = "belongs to a list in another order; keep sort as it was"
            raise bad_request([Fault(parameter="after", place="query", message=message)])

    def _statements(self, *, placed: bool) -> Statements:
        key = (
            self._connection.dialect.name,
            self._resource.noun,
            shape_of(self._parameters),
            self._school is not None,
            self._parameters.order,
            self._columns,
            placed,
        )
        return made_once(key, lambda: self._made(placed=placed))

    def _made(self, *, placed: bool) -> Statements:
        conditions = conditions_of(self._resource.table, self._parameters)
        if self._school is not None:
            conditions.append(self._resource.table.c.school_slug == bindparam("of_school", type_=String()))
        dialect = self._connection.dialect
        places, descending = _places(self._resource, self._parameters.order)
        statement = select(*plain_columns(self._resource.table, *self._columns)).where(*conditions)
        if placed:
            statement = statement.where(_behind(places, descending=descending))
        statement = statement.order_by(*(column.desc() if descending else column for column in places))
        labelled = [place.label(f"place_{number}") for number, place in enumerate(places)]
        rows = statement.add_columns(*labelled).limit(bindparam("size", type_=sqlalchemy.Integer()))
        total = select(func.count()).select_from(self._resource.table).where(*conditions)
        return Statements(prepare(rows, dialect), prepare(total, dialect), len(places))


def _columns(resource: Resource, fields: list[str]) -> tuple[str, ...]:
    """Columns that the chosen fields need: themselves, and those by which a row's companions are found."""
    if not fields:
        return ()
    by_which = {*resource.key, *LEAD_TO_COMPANIONS}
    return tuple(column.name for column in resource.table.c if column.name in fields or column.name in by_which)


def _places(resource: Resource, order: str) -> tuple[list[ColumnElement[Any]], bool]:
    names, descending = _order(resource, order)
    return [sortable(resource.table.c[name]) for name in names], descending


def _behind(places: list[ColumnElement[Any]], *, descending: bool) -> ColumnElement[bool]:
    last = sqlalchemy.tuple_(*(bindparam(f"after_{number}", type_=place.type) for number, place in enumerate(places)))
    here = sqlalchemy.tuple_(*places)
    return here < last if descending else here > last


def _order(resource: Resource, order: str) -> tuple[tuple[str, ...], bool]:
    if not order:
        return resource.order, False
    return (order.removeprefix("-"), *resource.key), order.startswith("-")
