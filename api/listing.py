"""Listing: the rows of one list, page by page or all of them, in an order in which every row has its place.

Belongs here: order, places, totals. Does not belong here: filters (filters.py), what rows carry besides (companions.py).
Rows come as JSON texts that the database made, for answers in JSON and NDJSON, or as dictionaries, for CSV and pages.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

import sqlalchemy
from sqlalchemy import ColumnElement, Connection, String, bindparam, func, select

from api.companions import add_companions
from api.editions import OpenEdition
from api.filters import conditions_of, shape_of, values_of
from api.json_rows import row_as_json, with_fields
from api.keeping import made_once
from api.paging import Cursor, write_cursor
from api.parameters.base import ListParameters
from api.problems import unknown_place
from api.resources import Resource
from api.rows import Item, Prepared, plain_columns, prepare
from schemas.ordering import sortable

ROWS_AT_A_TIME = 1000
LEAD_TO_COMPANIONS = (
    *("document_id", "slug", "before_document_id", "after_document_id"),
    *("school_slug", "rule", "flag_subject", "criterion_id"),
)
"""Columns by which rows find what they carry besides."""


@dataclass(frozen=True, slots=True)
class Found:
    """Rows as the database gave them, with the names of their columns."""

    names: tuple[str, ...]
    rows: list[tuple[Any, ...]]


Shown = TypeVar("Shown", Item, str)
"""A row as it is shown: a dictionary, or a JSON text."""


@dataclass(frozen=True, slots=True)
class Page(Generic[Shown]):
    """One page of a list, the number of all matching rows, and where the next page begins."""

    items: list[Shown]
    total: int
    next_place: str | None


@dataclass(frozen=True, slots=True)
class Statements:
    """The statements of a list: its rows behind a place, their number, and the place of one row."""

    rows: Prepared
    total: Prepared
    place: Prepared


class List:
    """One list of an edition: a resource under filters, of one school or of all.

    edition: that which is asked, so that the number of its rows is counted once; None counts each time.
    """

    def __init__(
        self,
        connection: Connection,
        resource: Resource,
        parameters: ListParameters,
        school: str | None = None,
        edition: OpenEdition | None = None,
    ) -> None:
        self._connection = connection
        self._resource = resource
        self._parameters = parameters
        self._edition = edition
        self._of_school = school is not None
        only_columns = bool(parameters.fields) and set(parameters.fields) <= set(resource.table.c.keys())
        self._with_companions = resource.companion is not None and not only_columns
        self._values = values_of(parameters) | ({"of_school": school} if school is not None else {})

    def page(self) -> Page[Item]:
        """One page as dictionaries, with the total.

        Raises:
            ProblemError: 404 where `after` belongs to a list in another order.
        """
        return self._page(self._items, as_json=False)

    def json_page(self) -> Page[str]:
        """One page as JSON texts, with the total.

        Raises:
            ProblemError: 404 where `after` belongs to a list in another order.
        """
        return self._page(self._texts, as_json=True)

    def items_after(self, place: Cursor | None, size: int) -> tuple[list[Item], Cursor | None]:
        """At most `size` rows behind a place as dictionaries, and the place of the last one if more follow."""
        found, following = self._after(place, size, as_json=False)
        return self._items(found), following

    def texts_after(self, place: Cursor | None, size: int) -> tuple[list[str], Cursor | None]:
        """The same as JSON texts."""
        found, following = self._after(place, size, as_json=True)
        return self._texts(found), following

    def _page(self, show: Callable[[Found], list[Shown]], *, as_json: bool) -> Page[Shown]:
        require_place(self._resource, self._parameters)
        found, following = self._after(self._parameters.place, self._parameters.limit, as_json=as_json)
        return Page(show(found), self._total(), write_cursor(following) if following else None)

    def _total(self) -> int:
        """The number of matching rows: an edition does not change, so that the same filters are counted once."""
        statement = self._statements(placed=False, as_json=True).total
        values = self._values

        def count() -> int:
            return int(statement.rows(self._connection, values)[0][0])

        if self._edition is None:
            return count()
        return made_once(("total", self._edition.identity, statement.sql, *values.items()), count)

    def _items(self, found: Found) -> list[Item]:
        items = [dict(zip(found.names, row, strict=True)) for row in found.rows]
        if self._with_companions:
            add_companions(self._connection, self._resource, items)
        return items

    def _texts(self, found: Found) -> list[str]:
        texts = [row[0] for row in found.rows]
        if not self._with_companions:
            return texts
        items = [dict(zip(found.names[1:], row[1:], strict=True)) for row in found.rows]
        add_companions(self._connection, self._resource, items)
        wanted, known = self._parameters.fields, set(found.names)
        more = [
            {name: value for name, value in item.items() if name not in known and (not wanted or name in wanted)}
            for item in items
        ]
        return [with_fields(*pair) for pair in zip(texts, more, strict=True)]

    def _after(self, place: Cursor | None, size: int, *, as_json: bool) -> tuple[Found, Cursor | None]:
        """Rows behind a place, and the place of the last one if more follow."""
        statements = self._statements(placed=place is not None, as_json=as_json)
        values: dict[str, Any] = {**self._values, "size": size + 1}
        if place is not None:
            values |= {f"after_{number}": value for number, value in enumerate(place.values)}
        rows = statements.rows.rows(self._connection, values)
        found = Found(statements.rows.names, rows[:size])
        if len(rows) <= size:
            return found, None
        last = dict(zip(found.names, rows[size - 1], strict=True))
        keys = {f"key_{name}": last[name] for name in self._resource.key}
        values_there = statements.place.rows(self._connection, keys)[0]
        return found, Cursor(order=self._parameters.order, values=list(values_there))

    def _statements(self, *, placed: bool, as_json: bool) -> Statements:
        key = (
            self._connection.dialect.name,
            self._resource.noun,
            shape_of(self._parameters),
            self._of_school,
            self._parameters.order,
            tuple(self._parameters.fields),
            placed,
            as_json,
        )
        return made_once(key, lambda: self._made(placed=placed, as_json=as_json))

    def _made(self, *, placed: bool, as_json: bool) -> Statements:
        table, dialect = self._resource.table, self._connection.dialect
        conditions = conditions_of(table, self._parameters)
        if self._of_school:
            conditions.append(table.c.school_slug == bindparam("of_school", type_=String()))
        places, descending = _places(self._resource, self._parameters.order)
        statement = select(*self._selected(as_json=as_json)).where(*conditions)
        if placed:
            statement = statement.where(_behind(places, descending=descending))
        rows = statement.order_by(*(column.desc() if descending else column for column in places))
        total = select(func.count()).select_from(table).where(*conditions)
        labelled = [place.label(f"place_{number}") for number, place in enumerate(places)]
        of_key = [table.c[name] == bindparam(f"key_{name}", type_=table.c[name].type) for name in self._resource.key]
        return Statements(
            prepare(rows.limit(bindparam("size", type_=sqlalchemy.Integer())), dialect),
            prepare(total, dialect),
            prepare(select(*labelled).where(*of_key), dialect),
        )

    def _selected(self, *, as_json: bool) -> list[ColumnElement[Any]]:
        """What is read of a row: itself, and the columns by which its place and its companions are found."""
        table, fields = self._resource.table, self._parameters.fields
        leading = [*self._resource.key, *(LEAD_TO_COMPANIONS if self._with_companions else ())]
        if as_json:
            names = [name for name in fields if name in table.c] if fields else list(table.c.keys())
            also = [name for name in table.c.keys() if name in leading]  # noqa: SIM118 - a collection of columns
            return [row_as_json(table, names).label("row_as_json"), *plain_columns(table, *also)]
        read = [name for name in table.c.keys() if not fields or name in (*fields, *leading)]  # noqa: SIM118
        return list(plain_columns(table, *read))


def every_row(
    edition: OpenEdition,
    resource: Resource,
    parameters: ListParameters,
    school: str | None,
    read: Callable[[List, Cursor | None, int], tuple[list[Shown], Cursor | None]],
) -> Iterator[Shown]:
    """All rows from the place on, or as many as `limit` says where it is given; a thousand in memory at a time.

    Each thousand has a connection of its own: a client that reads slowly keeps none from others.
    """
    place = parameters.place
    left = parameters.limit if "limit" in parameters.model_fields_set else None
    while left is None or left > 0:
        size = ROWS_AT_A_TIME if left is None else min(left, ROWS_AT_A_TIME)
        with edition.engine.connect() as connection:
            rows, place = read(List(connection, resource, parameters, school), place, size)
        yield from rows
        if place is None:
            return
        left = None if left is None else left - len(rows)


def require_place(resource: Resource, parameters: ListParameters) -> None:
    """See that `after` belongs to a list in this order.

    Raises:
        ProblemError: 404 where it does not.
    """
    place = parameters.place
    if place is None:
        return
    if place.order != parameters.order or len(place.values) != len(_order(resource, parameters.order)[0]):
        raise unknown_place("belongs to a list in another order; keep sort as it was", parameters.after)


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
