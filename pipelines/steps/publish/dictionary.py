"""The data dictionary: every table and column of an edition, derived from the records.

Belongs here: names, types, vocabularies and descriptions as data and as docs/data_dictionary.md. Does not belong here:
a description written by hand; those stand on the fields of schemas/.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import sqlalchemy
from pydantic import BaseModel
from sqlmodel import SQLModel
from sqlmodel.sql.sqltypes import AutoString, UTCDateTime

from schemas.tables import TABLES

TITLE = """# Data dictionary

Generated from `schemas/` by `matchwatch dictionary`; do not edit. Every edition holds these tables as SQLite, CSV and
Parquet, with the same columns. An empty cell is null: unknown or not applicable. No field ever holds an empty text.
"""

TYPE_NAMES: tuple[tuple[type[object], str], ...] = (
    (UTCDateTime, "datetime"),
    (sqlalchemy.Enum, "string"),
    (AutoString, "string"),
    (sqlalchemy.Boolean, "boolean"),
    (sqlalchemy.Integer, "integer"),
    (sqlalchemy.Float, "number"),
    (sqlalchemy.Date, "date"),
)


@dataclass(frozen=True, slots=True)
class Column:
    """One column as the dictionary and the data package show it."""

    name: str
    type: str
    required: bool
    is_key: bool
    description: str
    vocabulary: tuple[str, ...]


def sql_table(table: type[SQLModel]) -> sqlalchemy.Table:
    """The SQLAlchemy table of a table class."""
    found = sqlalchemy.inspect(table).local_table
    if not isinstance(found, sqlalchemy.Table):
        raise TypeError(f"{table.__name__} is not mapped to a table")
    return found


def columns(table: type[SQLModel]) -> list[Column]:
    """Columns of a table: keys first, then the indexed ones, then the others as the record lists them."""
    found = list(sql_table(table).columns)
    found.sort(key=lambda column: 0 if column.primary_key else 1 if column.index else 2)
    return [_column(table, column) for column in found]


def data_dictionary() -> str:
    """The text of docs/data_dictionary.md."""
    return TITLE + "".join(_section(table) for table in TABLES)


def _column(table: type[SQLModel], column: sqlalchemy.Column[object]) -> Column:
    words = column.type.enums if isinstance(column.type, sqlalchemy.Enum) else ()
    return Column(
        name=column.name,
        type=_type_name(column),
        required=not column.nullable,
        is_key=column.primary_key,
        description=_description(table, column.name),
        vocabulary=tuple(words),
    )


def _description(table: type[SQLModel], name: str) -> str:
    """The description nearest to the table: a table class restates a key without its description."""
    for model in table.__mro__:
        if issubclass(model, BaseModel) and name in model.model_fields:
            description = model.model_fields[name].description
            if description:
                return description
    raise LookupError(f"{table.__name__}.{name} has no description; give its field one in schemas/")


def _type_name(column: sqlalchemy.Column[object]) -> str:
    for kind, name in TYPE_NAMES:
        if isinstance(column.type, kind):
            return name
    raise LookupError(f"{column}: {column.type!r} has no name in the dictionary; add it to TYPE_NAMES")


def _section(table: type[SQLModel]) -> str:
    lines = [f"\n## {sql_table(table).name}\n", f"\n{(table.__doc__ or '').strip()}\n", "\n"]
    lines.append("| column | type | meaning |\n|---|---|---|\n")
    lines.extend(_lines(columns(table)))
    return "".join(lines)


def _lines(found: list[Column]) -> Iterator[str]:
    for column in found:
        marks = "key, " if column.is_key else ""
        optional = "" if column.required else ", may be null"
        words = f" One of: {', '.join(f'`{word}`' for word in column.vocabulary)}." if column.vocabulary else ""
        description = column.description.replace("|", "\\|")
        yield f"| `{column.name}` | {marks}{column.type}{optional} | {description}{words} |\n"
