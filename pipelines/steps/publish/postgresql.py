"""Editions in PostgreSQL: one schema an edition, loaded whole from its file, and the pointers to the current ones.

Belongs here: roles, loading, following the folder of editions. Does not belong here: building an edition (edition.py), serving
it (package api), names and types that both share (schemas/postgresql.py).
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import sqlalchemy
from sqlalchemy import Connection, Engine, delete, insert, select, text
from sqlalchemy.dialects.postgresql import insert as insert_or_update
from sqlalchemy.schema import CreateTable
from sqlmodel import SQLModel

from pipelines.exceptions import DatabaseError
from pipelines.steps.publish.content import content_hash
from pipelines.steps.publish.database import Values, fits, lay_indexes, plain, read_rows
from pipelines.steps.publish.dictionary import sql_table
from pipelines.steps.publish.edition import read_edition
from pipelines.steps.publish.pointer import DATABASE_NAME, current_or_none, edition_folders
from schemas.editions import Edition
from schemas.postgresql import (
    CONTROL_SCHEMA,
    CURRENT,
    LOADED,
    READER_ROLE,
    control_tables,
    edition_address,
    schema_of,
    stored_table,
)
from schemas.tables import TABLES, EditionRow
from schemas.vocabulary import Collection

OLDEST_SERVER = 14
SECONDS_TO_CONNECT = 10
ONE_LOADER = 20_260_320
"""Key of the lock by which one process at a time changes what is loaded."""
READER_LIMITS = {
    "default_transaction_read_only": "on",
    "statement_timeout": "15s",
    "idle_in_transaction_session_timeout": "30s",
}
"""What the role of the API starts every session with."""


@dataclass(frozen=True, slots=True)
class Followed:
    """What following the folder of editions did: identifiers."""

    loaded: tuple[str, ...]
    dropped: tuple[str, ...]
    current: dict[str, str]


@contextmanager
def connected(address: str) -> Iterator[Engine]:
    """An engine of the database at this address, tried out.

    Raises:
        DatabaseError: it cannot be reached, refuses us, or fails meanwhile; passwords are never told.
    """
    try:
        found = edition_address(address)
        engine = sqlalchemy.create_engine(
            found, poolclass=sqlalchemy.NullPool, connect_args={"connect_timeout": SECONDS_TO_CONNECT}
        )
    except ValueError as error:
        raise DatabaseError(f"MATCHWATCH_DATABASE {error}") from None
    except ModuleNotFoundError:
        raise DatabaseError("the driver is missing; install it with: pip install 'matchwatch[postgres]'") from None
    shown = found.set(drivername="postgresql").render_as_string(hide_password=True)
    try:
        with engine.connect() as connection:
            version = int((connection.dialect.server_version_info or (0,))[0])
        if version < OLDEST_SERVER:
            raise DatabaseError(f"{shown}: PostgreSQL {version} is too old; {OLDEST_SERVER} or newer is needed")
        yield engine
    except sqlalchemy.exc.DBAPIError as error:
        reason = str(error.orig).strip().partition("\n")[0]
        raise DatabaseError(f"{shown}: {reason}") from None
    finally:
        engine.dispose()


def initialise(engine: Engine, reader_password: str) -> None:
    """Make the tables that tell which editions there are, and the role of the API, which may read and nothing else."""
    with engine.begin() as connection:
        _alone(connection)
        _make_control_tables(connection)
        known = connection.scalar(text("SELECT count(*) FROM pg_roles WHERE rolname = :name"), {"name": READER_ROLE})
        _set_password(connection, "ALTER" if known else "CREATE", reader_password)
        for name, value in READER_LIMITS.items():
            connection.execute(text(f"ALTER ROLE {READER_ROLE} SET {name} = '{value}'"))
        connection.execute(text(f"REVOKE ALL ON SCHEMA {CONTROL_SCHEMA} FROM PUBLIC"))
        for schema in (CONTROL_SCHEMA, *(schema_of(name) for name in _loaded(connection))):
            _let_read(connection, schema)


def follow(engine: Engine, editions: Path, *, drop_missing: bool = False) -> Followed:
    """Load the editions of a folder that are not loaded yet, and make current what is current there.

    Each edition is loaded in one transaction, and all pointers move in one: readers see whole editions only. An edition that
    is loaded already is left as it is: editions never change. One of another version of the schema is passed over: it is never
    read by half. drop_missing takes out those that the folder has no more.

    Raises:
        PublishError: an edition cannot be read, or what was loaded is not what the file holds; nothing of it is left.
    """
    wanted = {folder.name: folder for folder in edition_folders(editions) if fits(folder / DATABASE_NAME)}
    with engine.begin() as connection:
        _alone(connection)
        _make_control_tables(connection)
        known = _loaded(connection)
    loaded = [name for name in wanted if name not in known]
    for name in loaded:
        with engine.begin() as connection:
            _alone(connection)
            if name not in _loaded(connection):
                _load(connection, wanted[name])
    with engine.begin() as connection:
        _alone(connection)
        current = _point(connection, editions)
        dropped = [name for name in _loaded(connection) if drop_missing and name not in wanted]
        for name in dropped:
            _drop(connection, name)
    return Followed(tuple(loaded), tuple(dropped), current)


def loaded_editions(engine: Engine) -> tuple[list[Edition], dict[str, str]]:
    """What the loaded editions say of themselves, newest first, and which is current in each collection."""
    with engine.connect() as connection:
        if not sqlalchemy.inspect(connection).has_table(LOADED.name, schema=CONTROL_SCHEMA):
            return [], {}
        records = []
        for name in _loaded(connection):
            _within(connection, schema_of(name))
            (row,) = _rows(connection, EditionRow)
            records.append(Edition.model_validate(row))
        pointers = connection.execute(select(CURRENT.c.collection, CURRENT.c.edition_id))
        current = {row.collection: row.edition_id for row in pointers}
    return sorted(records, key=lambda record: record.built_at, reverse=True), current


def _alone(connection: Connection) -> None:
    connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": ONE_LOADER})


def _make_control_tables(connection: Connection) -> None:
    connection.execute(text(f"CREATE SCHEMA IF NOT EXISTS {CONTROL_SCHEMA}"))
    control_tables().create_all(connection)


def _loaded(connection: Connection) -> list[str]:
    return list(connection.scalars(select(LOADED.c.edition_id).order_by(LOADED.c.edition_id)))


def _within(connection: Connection, schema: str) -> None:
    connection.execute(text(f'SET LOCAL search_path TO "{schema}"'))


def _load(connection: Connection, folder: Path) -> None:
    record = read_edition(folder)
    schema = schema_of(record.edition_id)
    connection.execute(text(f'DROP SCHEMA IF EXISTS "{schema}" CASCADE'))
    connection.execute(text(f'CREATE SCHEMA "{schema}"'))
    _within(connection, schema)
    for table in TABLES:
        connection.execute(CreateTable(stored_table(sql_table(table))))
        _copy(connection, table, read_rows(folder / DATABASE_NAME, table))
        lay_indexes(connection, table)
        _check(connection, folder, table)
    for table in TABLES:
        connection.execute(text(f'ANALYZE "{sql_table(table).name}"'))
    if _has_reader(connection):
        _let_read(connection, schema)
    connection.execute(insert(LOADED).values(edition_id=record.edition_id, schema_version=record.schema_version))


def _copy(connection: Connection, table: type[SQLModel], rows: Iterator[Values]) -> None:
    found = sql_table(table)
    names = [column.name for column in found.columns]
    processors = [
        column.type.dialect_impl(connection.dialect).bind_processor(connection.dialect) for column in found.columns
    ]
    columns = ", ".join(f'"{name}"' for name in names)
    with _driver(connection).cursor() as cursor, cursor.copy(f'COPY "{found.name}" ({columns}) FROM STDIN') as copy:
        for row in rows:
            values = [row[name] for name in names]
            copy.write_row(
                [process(value) if process else value for process, value in zip(processors, values, strict=True)]
            )


def _rows(connection: Connection, table: type[SQLModel]) -> list[Values]:
    found = sql_table(table)
    rows = connection.execute(select(found).order_by(*found.primary_key)).mappings()
    return [{name: plain(value) for name, value in row.items()} for row in rows]


def _check(connection: Connection, folder: Path, table: type[SQLModel]) -> None:
    """Read back what was loaded: it is what the file holds."""
    if content_hash({table: _rows(connection, table)}) != content_hash(
        {table: list(read_rows(folder / DATABASE_NAME, table))}
    ):
        raise DatabaseError(
            f"{folder.name}, {sql_table(table).name}: what was loaded is not what the file holds; nothing of it was kept"
        )


def _point(connection: Connection, editions: Path) -> dict[str, str]:
    known = set(_loaded(connection))
    folders = {collection: current_or_none(editions, collection) for collection in Collection}
    current = {
        str(name): folder.name for name, folder in folders.items() if folder is not None and folder.name in known
    }
    for collection, edition_id in current.items():
        row = insert_or_update(CURRENT).values(collection=collection, edition_id=edition_id)
        connection.execute(row.on_conflict_do_update(index_elements=["collection"], set_={"edition_id": edition_id}))
    return current


def _drop(connection: Connection, edition_id: str) -> None:
    connection.execute(delete(CURRENT).where(CURRENT.c.edition_id == edition_id))
    connection.execute(delete(LOADED).where(LOADED.c.edition_id == edition_id))
    connection.execute(text(f'DROP SCHEMA IF EXISTS "{schema_of(edition_id)}" CASCADE'))


def _set_password(connection: Connection, verb: str, password: str) -> None:
    from psycopg import sql  # noqa: PLC0415 - the driver is installed only where it is used

    role = sql.SQL(f"{verb} ROLE {READER_ROLE} LOGIN PASSWORD {{}}").format(sql.Literal(password))
    with _driver(connection).cursor() as cursor:
        cursor.execute(role)


def _driver(connection: Connection) -> Any:
    found = connection.connection.driver_connection
    if found is None:
        raise DatabaseError("the connection was closed meanwhile; run it again")
    return found


def _has_reader(connection: Connection) -> bool:
    found = connection.scalar(text("SELECT count(*) FROM pg_roles WHERE rolname = :name"), {"name": READER_ROLE})
    return bool(found)


def _let_read(connection: Connection, schema: str) -> None:
    connection.execute(text(f'GRANT USAGE ON SCHEMA "{schema}" TO {READER_ROLE}'))
    connection.execute(text(f'GRANT SELECT ON ALL TABLES IN SCHEMA "{schema}" TO {READER_ROLE}'))
