"""Opening the work table at an address: SQLite on one machine, PostgreSQL for several.

Belongs here: engines and their manners. Does not belong here: what the table holds and does (work_table.py).
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy
from sqlalchemy import Connection, Engine, event
from sqlalchemy.engine import make_url

from pipelines.exceptions import FleetError
from pipelines.fleet.work_table import LOOKING, SECONDS_OF_PATIENCE, TABLE_SCHEMA, WorkTable

SECONDS_TO_CONNECT = 10


@contextmanager
def opened(address: str, patience: float = SECONDS_OF_PATIENCE) -> Iterator[WorkTable]:
    """The work table at an address, laid where there is none.

    Raises:
        FleetError: it is no address of a database, or cannot be reached.
    """
    try:
        url = make_url(address)
        shown = url.render_as_string(hide_password=True)
        kind = url.get_backend_name()
        if kind == "sqlite" and url.database:
            Path(url.database).parent.mkdir(parents=True, exist_ok=True)
            engine = _sqlite(url)
        elif kind in ("postgresql", "postgres") and url.database:
            limits = {"connect_timeout": SECONDS_TO_CONNECT, "options": "-c statement_timeout=30s"}
            engine = sqlalchemy.create_engine(
                url.set(drivername="postgresql+psycopg"), pool_pre_ping=True, connect_args=limits
            )
        else:
            raise FleetError(
                "MATCHWATCH_FLEET is no address of a database; write postgresql://USER:PASSWORD@HOST/NAME"
            )
    except sqlalchemy.exc.ArgumentError:
        raise FleetError("MATCHWATCH_FLEET is no address; write postgresql://USER:PASSWORD@HOST/NAME") from None
    except ModuleNotFoundError:
        raise FleetError("the driver is missing; install it with: pip install 'matchwatch[postgres]'") from None
    except OSError as error:
        raise FleetError(f"{shown}: the folder of the work table cannot be made ({error.strerror})") from None
    try:
        table = WorkTable(engine, shown, patience)
        table.prepare()
        yield table
    finally:
        engine.dispose()


def _sqlite(url: sqlalchemy.URL) -> Engine:
    """An engine of which transactions that write take the lock at their start, so that two claims never meet."""
    engine = sqlalchemy.create_engine(url, connect_args={"timeout": SECONDS_OF_PATIENCE, "check_same_thread": False})

    @event.listens_for(engine, "connect")
    def begin_by_hand(connection: Any, _record: object) -> None:
        connection.isolation_level = None
        connection.execute("PRAGMA journal_mode=WAL")

    @event.listens_for(engine, "begin")
    def lock(connection: Connection) -> None:
        reads = connection.get_execution_options().get(LOOKING, False)
        connection.exec_driver_sql("BEGIN" if reads else "BEGIN IMMEDIATE")

    return engine.execution_options(schema_translate_map={TABLE_SCHEMA: None})
