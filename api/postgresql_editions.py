"""Editions in PostgreSQL: a schema each, found by the tables that tell which are loaded and current.

Belongs here: looking at those tables, opening schemas, keeping a few open. Does not belong here: what every store does
(editions.py), names and types that the loader shares (schemas/postgresql.py). Imported only where an address is set.
"""

import threading
import time
from collections import OrderedDict
from dataclasses import dataclass
from pathlib import Path

import psycopg
import sqlalchemy
from sqlalchemy import select

from api import limits
from api.editions import (
    REFRESH_COMMANDS,
    EditionStore,
    Opened,
    OpenEdition,
    no_edition,
    opened,
    unknown_edition,
)
from api.problems import ProblemError, database_gone
from schemas.editions import SCHEMA_VERSION, Edition
from schemas.postgresql import CURRENT, LOADED, edition_address, schema_of
from schemas.vocabulary import Collection

SECONDS_BETWEEN_LOOKS = 0.5
"""How long what the tables told last is believed."""
SECONDS_TO_CONNECT = 3
CONNECTIONS = 4
"""Connections to one edition that are kept."""
MOST_CONNECTIONS = 16
PREPARED_FROM = 1
"""Statements are prepared by the server when they come for the second time."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What the tables told: identifiers of the loaded editions of this version, and of the current ones."""

    loaded: frozenset[str]
    current: dict[str, str]


@dataclass(frozen=True, slots=True)
class WatchedName:
    """A name by which an edition was chosen: of a collection, or an identifier."""

    store: "PostgresqlEditions"
    name: str

    def led_to(self) -> str | None:
        """The edition that the name leads to, as far as was seen last."""
        seen = self.store.last_seen
        return seen.current.get(self.name, self.name if self.name in seen.loaded else None)


class PostgresqlEditions(EditionStore):
    """The editions of one database; a bounded number of them is kept open.

    A thread looks at the tables, so that no answer waits for it. While the database is gone, what was seen last holds:
    finished answers go out, and what must be read is refused until it is there again.
    """

    answers_at_once = False
    driver_errors = (psycopg.OperationalError, psycopg.InterfaceError)

    def __init__(self, address: str, folder: Path, open_limit: int) -> None:
        self._address = edition_address(address)
        self._folder = folder
        self._open_limit = open_limit
        self._open: OrderedDict[str, Opened] = OrderedDict()
        self._records: dict[str, Edition] = {}
        self._lock = threading.Lock()
        self._control = self._engine(None)
        self._ended = threading.Event()
        self._is_reached = False
        self.last_seen = Seen(frozenset(), {})
        self._look()
        self._looking = threading.Thread(target=self._look_again_and_again, name="editions", daemon=True)
        self._looking.start()

    def choose(self, name: str) -> OpenEdition:
        """The edition of this name: real, sample, or an edition's identifier.

        Raises:
            ProblemError: 503 where the database is gone or holds no such current edition, 404 where the identifier is unknown.
        """
        edition_id = WatchedName(self, name).led_to()
        if edition_id is None and not self._is_reached:
            raise database_gone()
        if edition_id is None and name in set(Collection):
            command = REFRESH_COMMANDS[Collection(name)]
            raise no_edition(
                Collection(name),
                f"No edition is loaded. Build one with: {command}; then load it with: matchwatch db sync",
            )
        if edition_id is None:
            raise unknown_edition(name, sorted(self.last_seen.loaded, reverse=True))
        found = self._opened(edition_id)
        folder = self._folder / edition_id
        watched = WatchedName(self, name)
        return OpenEdition(found.record, folder, found.engine, watched, edition_id, found.mark, found.mark_json)

    def records(self) -> list[Edition]:
        """What all readable editions say of themselves, newest first."""
        found = []
        for edition_id in self.last_seen.loaded:
            try:
                if edition_id not in self._records:
                    self._records[edition_id] = self._opened(edition_id).record
            except ProblemError:
                continue
            found.append(self._records[edition_id])
        return sorted(found, key=lambda record: (record.built_at, record.edition_id), reverse=True)

    def close(self) -> None:
        """Close every open edition, and look no more."""
        self._ended.set()
        self._looking.join()
        with self._lock:
            for one in self._open.values():
                one.engine.dispose()
            self._open.clear()
        self._control.dispose()

    def _look_again_and_again(self) -> None:
        while not self._ended.wait(SECONDS_BETWEEN_LOOKS):
            self._look()

    def _look(self) -> None:
        of_version = select(LOADED.c.edition_id).where(LOADED.c.schema_version == SCHEMA_VERSION)
        try:
            with self._control.connect() as connection:
                loaded = frozenset(connection.scalars(of_version))
                pointers = connection.execute(select(CURRENT.c.collection, CURRENT.c.edition_id)).all()
        except sqlalchemy.exc.DBAPIError:
            self._is_reached = False
            return
        self.last_seen = Seen(loaded, {collection: name for collection, name in pointers if name in loaded})
        self._is_reached = True

    def _opened(self, edition_id: str) -> Opened:
        with self._lock:
            if edition_id in self._open:
                self._open.move_to_end(edition_id)
                return self._open[edition_id]
            started = time.monotonic()
            try:
                found = opened(edition_id, self._engine(schema_of(edition_id)), lambda _: True)
            except ProblemError as error:
                is_gone = isinstance(error.__cause__, sqlalchemy.exc.OperationalError)
                raise (
                    database_gone() if is_gone or time.monotonic() - started > SECONDS_TO_CONNECT else error
                ) from error
            self._open[edition_id] = found
            while len(self._open) > self._open_limit:
                _, gone = self._open.popitem(last=False)
                gone.engine.dispose()
            return found

    def _engine(self, schema: str | None) -> sqlalchemy.Engine:
        milliseconds = round(limits.SECONDS_A_STATEMENT * 1000)
        options = ["-c default_transaction_read_only=on", f"-c statement_timeout={milliseconds}"]
        if schema:
            options.append(f"-c search_path={schema}")
        return sqlalchemy.create_engine(
            self._address,
            isolation_level="AUTOCOMMIT",
            pool_size=CONNECTIONS,
            max_overflow=MOST_CONNECTIONS - CONNECTIONS,
            pool_timeout=limits.SECONDS_A_STATEMENT,
            connect_args={
                "connect_timeout": SECONDS_TO_CONNECT,
                "options": " ".join(options),
                "prepare_threshold": PREPARED_FROM,
                "application_name": "matchwatch api",
            },
        )
