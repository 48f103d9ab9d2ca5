"""How an edition stands in PostgreSQL: its schema's name, the tables that tell which editions there are, a fitting dialect.

Belongs here: what writer and reader must agree on. Does not belong here: loading (pipelines/steps/publish/postgresql.py),
serving (api/postgresql_editions.py), what is in an edition (tables.py).

Words, days and times are stored as the same text as in the SQLite file of an edition, and truths as 0 and 1, so that both
databases compare, order and answer alike.
"""

import re
from typing import Any

import sqlalchemy
from sqlalchemy import Column, DateTime, ForeignKey, Integer, MetaData, SmallInteger, String, Table
from sqlalchemy.dialects import registry
from sqlalchemy.dialects.postgresql.psycopg import PGDialect_psycopg
from sqlalchemy.dialects.sqlite import DATE, DATETIME
from sqlalchemy.engine import make_url
from sqlalchemy.types import TypeEngine

from schemas.ordering import plain_type

CONTROL_SCHEMA = "matchwatch"
READER_ROLE = "matchwatch_reader"
EDITION_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,50}")
BYTE_ORDER = "C"
"""Collation of all text: that of SQLite, whatever language the server speaks."""

_control = MetaData(schema=CONTROL_SCHEMA)
LOADED = Table(
    "loaded_editions",
    _control,
    Column("edition_id", String(60), primary_key=True),
    Column("schema_version", Integer, nullable=False),
    Column("loaded_at", DateTime(timezone=True), nullable=False, server_default=sqlalchemy.func.now()),
)
"""Editions that are wholly loaded."""
CURRENT = Table(
    "current_editions",
    _control,
    Column("collection", String(20), primary_key=True),
    Column("edition_id", ForeignKey(LOADED.c.edition_id), nullable=False),
)
"""The current edition of each collection."""


class _TextDay(DATE):
    render_bind_cast = False


class _TextMoment(DATETIME):
    render_bind_cast = False


class EditionDialect(PGDialect_psycopg):
    """PostgreSQL by psycopg, with the plain types of an edition."""

    supports_statement_cache = True
    supports_native_enum = False
    supports_native_boolean = False
    colspecs = {  # noqa: RUF012 - an instance variable of SQLAlchemy
        **PGDialect_psycopg.colspecs,
        sqlalchemy.Date: _TextDay,
        sqlalchemy.DateTime: _TextMoment,
        sqlalchemy.Boolean: sqlalchemy.Boolean,
    }


registry.register("postgresql.matchwatch", __name__, EditionDialect.__name__)


def edition_address(address: str) -> sqlalchemy.URL:
    """An address as people write it (postgresql://user:password@host/name), for SQLAlchemy and with our dialect.

    Raises:
        ValueError: it is no address of a PostgreSQL database.
    """
    try:
        found = make_url(address)
    except sqlalchemy.exc.ArgumentError:
        raise ValueError("is no address; write postgresql://USER:PASSWORD@HOST/NAME") from None
    if found.get_backend_name() not in ("postgresql", "postgres") or not found.database:
        raise ValueError("is no address of a PostgreSQL database; write postgresql://USER:PASSWORD@HOST/NAME")
    return found.set(drivername="postgresql+matchwatch")


def schema_of(edition_id: str) -> str:
    """The schema that holds an edition.

    Raises:
        ValueError: it is no identifier of an edition.
    """
    if not EDITION_ID.fullmatch(edition_id):
        raise ValueError(f"{edition_id!r} is no identifier of an edition")
    return f"edition_{edition_id.replace('-', '_')}"


def control_tables() -> MetaData:
    """The tables that tell which editions there are."""
    return _control


def stored_table(table: Table) -> Table:
    """A table of an edition as PostgreSQL stores it."""
    stored = table.to_metadata(MetaData())
    for column in stored.columns:
        column.type = _stored_type(column.type)
    stored.indexes.clear()
    return stored


def _stored_type(declared: TypeEngine[Any]) -> TypeEngine[Any]:
    kind = plain_type(declared)
    if isinstance(kind, sqlalchemy.Boolean):
        return SmallInteger()
    if isinstance(kind, sqlalchemy.Float):
        return sqlalchemy.Double()
    return kind if isinstance(kind, Integer) else String(collation=BYTE_ORDER)
