"""Rows: statements to dictionaries of plain values.

Belongs here: how a row of the database becomes values of an answer. Does not belong here: which rows (listing.py).
A statement is compiled once and its rows are taken from the driver: building statements and row objects anew costs
more than the query.
"""

from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Any

import sqlalchemy
from sqlalchemy import ColumnElement, Connection, Enum, String, type_coerce
from sqlalchemy.types import TypeEngine

from schemas.ordering import plain_type

Item = dict[str, Any]
Converter = Callable[[Any], Any]


@dataclass(frozen=True, slots=True)
class Prepared:
    """A compiled statement: its SQL, the names of its values in their order, the names of its columns."""

    sql: str
    keys: tuple[str, ...]
    is_positional: bool
    constants: Mapping[str, Any]
    names: tuple[str, ...]
    converters: tuple[tuple[int, Converter], ...]

    def rows(self, connection: Connection, values: Mapping[str, Any]) -> list[tuple[Any, ...]]:
        """Rows as the driver gives them, but with times, days and truths as such."""
        bound = {**self.constants, **values}
        given = (
            tuple(bound[key] for key in self.keys) if self.is_positional else {key: bound[key] for key in self.keys}
        )
        found = _fetched(connection, self.sql, given)
        return [self._converted(row) for row in found] if self.converters else found

    def items(self, connection: Connection, values: Mapping[str, Any]) -> list[Item]:
        """Rows as dictionaries."""
        names = self.names
        return [dict(zip(names, row, strict=True)) for row in self.rows(connection, values)]

    def _converted(self, row: tuple[Any, ...]) -> tuple[Any, ...]:
        changed = list(row)
        for number, convert in self.converters:
            if changed[number] is not None:
                changed[number] = convert(changed[number])
        return tuple(changed)


def _fetched(connection: Connection, sql: str, given: Any) -> list[tuple[Any, ...]]:
    """Rows as the driver gives them; a connection that broke while it waited in the pool is made anew, once."""
    for is_last in (False, True):
        driver = connection.connection.driver_connection
        if driver is None:
            raise RuntimeError("the connection is closed")
        try:
            with closing(driver.cursor()) as cursor:
                cursor.execute(sql, given)
                found: list[tuple[Any, ...]] = cursor.fetchall()
                return found
        except Exception:
            if is_last or not getattr(driver, "closed", False):
                raise
            connection.invalidate()
    raise AssertionError


def prepare(statement: sqlalchemy.Select[*tuple[Any, ...]], dialect: sqlalchemy.Dialect) -> Prepared:
    """Compile a statement; its bound values are given by name when it is run, others are constants of it."""
    compiled = statement.compile(dialect=dialect, compile_kwargs={"render_postcompile": True})
    keys = getattr(compiled, "positiontup", None)
    described = statement.column_descriptions
    converters = [(number, _converter(column["type"])) for number, column in enumerate(described)]
    return Prepared(
        sql=str(compiled),
        keys=tuple(keys if keys is not None else compiled.params),
        is_positional=keys is not None,
        constants=dict(compiled.params),
        names=tuple(str(column["name"]) for column in described),
        converters=tuple((number, convert) for number, convert in converters if convert is not None),
    )


def fetch(connection: Connection, statement: sqlalchemy.Select[*tuple[Any, ...]]) -> list[Item]:
    """Rows of a statement that is used once, as dictionaries of plain values; times of an edition are UTC."""
    return prepare(statement, connection.dialect).items(connection, {})


@lru_cache
def plain_columns(table: sqlalchemy.Table, *names: str) -> tuple[ColumnElement[Any], ...]:
    """Coded columns as their words: making an enumeration's member of each costs more than the query."""
    return tuple(
        type_coerce(column, String).label(column.name) if isinstance(column.type, Enum) else column
        for column in (table.c[name] for name in names or table.c.keys())
    )


def _converter(declared: TypeEngine[Any]) -> Converter | None:
    kind = plain_type(declared)
    if isinstance(kind, sqlalchemy.DateTime):
        return _moment
    if isinstance(kind, sqlalchemy.Date):
        return _day
    return bool if isinstance(kind, sqlalchemy.Boolean) else None


def _moment(value: Any) -> datetime:
    found = value if isinstance(value, datetime) else datetime.fromisoformat(value)
    return found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)


def _day(value: Any) -> date:
    return value if isinstance(value, date) else date.fromisoformat(value)
