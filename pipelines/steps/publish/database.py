"""The edition's SQLite file: written once, then only read.

Belongs here: creating the tables and filling them in one transaction. Does not belong here: which rows there are.
"""

import enum
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from pathlib import Path

import sqlalchemy
from sqlmodel import SQLModel

from pipelines.exceptions import PublishError
from pipelines.steps.publish.dictionary import sql_table
from pipelines.steps.publish.pointer import DATABASE_NAME
from schemas.editions import SCHEMA_VERSION
from schemas.ordering import LIST_ORDERS, sortable
from schemas.tables import TABLES

Values = Mapping[str, object]
Tables = Mapping[type[SQLModel], Sequence[Values]]

ROWS_A_STATEMENT = 5000


def write_database(path: Path, tables: Tables) -> None:
    """Write all tables of an edition to a new SQLite file.

    Raises:
        PublishError: two rows share a key, a row does not fit its table, or the disk is full.
    """
    engine = sqlalchemy.create_engine(f"sqlite:///{path}")
    try:
        with engine.begin() as connection:
            connection.execute(sqlalchemy.text(f"PRAGMA user_version = {SCHEMA_VERSION}"))
            SQLModel.metadata.create_all(connection, tables=[sql_table(table) for table in tables])
            for table, rows in tables.items():
                for start in range(0, len(rows), ROWS_A_STATEMENT):
                    connection.execute(
                        sqlalchemy.insert(sql_table(table)), list(rows[start : start + ROWS_A_STATEMENT])
                    )
            for table in tables:
                lay_indexes(connection, table)
        with engine.connect() as connection:
            connection.execute(sqlalchemy.text("ANALYZE"))
            connection.commit()
    except (sqlalchemy.exc.SQLAlchemyError, OSError) as error:
        reason = getattr(error, "orig", None) or error
        raise PublishError(f"{path.name}: cannot be written ({reason}); the edition before stays current") from error
    finally:
        engine.dispose()


def lay_indexes(connection: sqlalchemy.Connection, table: type[SQLModel]) -> None:
    """Lay the indexes by which lists over a table are read: in its own order, of all schools and of one."""
    aside = sql_table(table).to_metadata(sqlalchemy.MetaData())
    key = [column.name for column in aside.primary_key]
    order = LIST_ORDERS.get(table, ())
    names = [*order, *(name for name in key if name not in order)]
    wanted = {"order": names} if order else {}
    if "school_slug" in aside.c and "school_slug" not in names[:1]:
        wanted["school_order"] = ["school_slug", *names]
    for suffix, columns in wanted.items():
        index = sqlalchemy.Index(f"ix_{aside.name}_{suffix}", *(sortable(aside.c[name]) for name in columns))
        connection.execute(sqlalchemy.schema.CreateIndex(index))


def read_rows(path: Path, table: type[SQLModel]) -> Iterator[dict[str, object]]:
    """Yield the rows of one table of an edition, by key; coded fields as plain text.

    Raises:
        PublishError: the file is no edition of this version.
    """
    engine = sqlalchemy.create_engine(f"sqlite:///file:{path}?mode=ro&uri=true")
    found = sql_table(table)
    try:
        with engine.connect() as connection:
            for row in connection.execute(sqlalchemy.select(found).order_by(*found.primary_key)).mappings():
                yield {name: plain(value) for name, value in row.items()}
    except sqlalchemy.exc.SQLAlchemyError as error:
        raise PublishError(
            f"{path}: cannot be read as an edition ({error.__class__.__name__}); build it anew"
        ) from error
    finally:
        engine.dispose()


def fits(path: Path) -> bool:
    """Whether a file is an edition with just the tables and columns that this version writes."""
    try:
        with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as database:
            version = database.execute("PRAGMA user_version").fetchone()[0]
            found = {
                name: {row[1] for row in database.execute(f"PRAGMA table_info({name})")}
                for name in (sql_table(table).name for table in TABLES)
            }
    except sqlite3.Error:
        return False
    return version == SCHEMA_VERSION and found == {
        sql_table(table).name: {column.name for column in sql_table(table).columns} for table in TABLES
    }


def refuse_other_version(folder: Path) -> None:
    """Do nothing for an edition of this program's schema version.

    Raises:
        PublishError: the edition is of another version, or damaged.
    """
    if not fits(folder / DATABASE_NAME):
        raise PublishError(
            f"{folder.name}: damaged or not of schema version {SCHEMA_VERSION}, which this program reads; "
            "build it anew with: matchwatch refresh"
        )


def plain(value: object) -> object:
    """A coded value as its word, any other as it is."""
    return value.value if isinstance(value, enum.Enum) else value
