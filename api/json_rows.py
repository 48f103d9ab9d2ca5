"""JSON rows: a row of a table as JSON made by the database, so that no value passes through Python.

Belongs here: the expression that makes a row's JSON, and putting more fields into such a text. Does not belong here: which
rows (listing.py), values as Python has them (rows.py).
"""

from collections.abc import Mapping, Sequence
from typing import Any

import orjson
import sqlalchemy
from sqlalchemy import Column, ColumnElement, Date, DateTime, String, literal_column, type_coerce
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import GenericFunction

from schemas.ordering import plain_type

JSON_OPTIONS = orjson.OPT_UTC_Z | orjson.OPT_NAIVE_UTC


class RowAsJson(GenericFunction[str]):
    """A JSON object as text, from names and values in turn."""

    type = String()
    inherit_cache = True
    name = "json_object"


class JsonTruth(GenericFunction[str]):
    """A truth as JSON has it."""

    type = String()
    inherit_cache = True
    name = "json_truth"


class JsonMoment(GenericFunction[str]):
    """A time in UTC as ISO 8601 has it; parts of a second only where there are some."""

    type = String()
    inherit_cache = True
    name = "json_moment"


def row_as_json(table: sqlalchemy.Table, names: Sequence[str]) -> ColumnElement[str]:
    """A row's columns of these names as one JSON object, in their order."""
    pairs = [part for name in names for part in (literal_column(f"'{name}'"), _value(table.c[name]))]
    return RowAsJson(*pairs)


def with_fields(row: str, more: Mapping[str, object]) -> str:
    """A JSON object with further fields at its end."""
    if not more:
        return row
    added = orjson.dumps(more, option=JSON_OPTIONS).decode("utf-8")
    return added if row == "{}" else f"{row[:-1]},{added[1:]}"


def _value(column: Column[Any]) -> ColumnElement[Any]:
    kind = plain_type(column.type)
    if isinstance(kind, sqlalchemy.Boolean):
        return JsonTruth(column)
    if isinstance(kind, DateTime):
        return JsonMoment(column)
    if isinstance(kind, Date | String):  # days are stored as ISO texts
        return type_coerce(column, String)
    return column


@compiles(RowAsJson, "postgresql")
def _row_in_postgresql(element: RowAsJson, compiler: SQLCompiler, **options: Any) -> str:
    # json_build_object() takes fifty pairs at the most and writes blanks between them; a row of a subquery does neither.
    parts = list(element.clauses)
    named = zip(parts[::2], parts[1::2], strict=True)
    columns = ", ".join(
        f'{compiler.process(value, **options)} AS "{compiler.process(name, **options)[1:-1]}"' for name, value in named
    )
    return f"(SELECT row_to_json(one)::text FROM (SELECT {columns}) AS one)"  # noqa: S608 - compiled expressions only


@compiles(JsonTruth, "postgresql")
def _truth_in_postgresql(element: JsonTruth, compiler: SQLCompiler, **options: Any) -> str:
    return f"({compiler.process(element.clauses, **options)} = 1)"


@compiles(JsonTruth, "sqlite")
def _truth_in_sqlite(element: JsonTruth, compiler: SQLCompiler, **options: Any) -> str:
    value = compiler.process(element.clauses, **options)
    return f"json(CASE WHEN {value} THEN 'true' WHEN NOT {value} THEN 'false' END)"


@compiles(JsonMoment)
def _moment(element: JsonMoment, compiler: SQLCompiler, **options: Any) -> str:
    value = compiler.process(element.clauses, **options)
    return f"replace(replace({value}, ' ', 'T'), '.000000', '') || 'Z'"
