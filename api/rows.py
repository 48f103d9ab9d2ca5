"""Rows: statements to dictionaries of plain values.

Belongs here: how a row of the database becomes values of an answer. Does not belong here: which rows (queries.py).
"""

from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

import sqlalchemy
from sqlalchemy import ColumnElement, Connection, Enum, String, type_coerce

Item = dict[str, Any]


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


@lru_cache
def plain_columns(table: sqlalchemy.Table, *names: str) -> tuple[ColumnElement[Any], ...]:
    """Coded columns as their words: making an enumeration's member of each costs more than the query."""
    return tuple(
        type_coerce(column, String).label(column.name) if isinstance(column.type, Enum) else column
        for column in (table.c[name] for name in names or table.c.keys())
    )
