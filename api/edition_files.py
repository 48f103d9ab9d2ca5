"""Editions on disk: one folder an edition, pointers to the current ones, and a SQLite file in each.

Belongs here: pointers, opening files, keeping a few open. Does not belong here: what every store does (editions.py).
"""

import math
import os
import sqlite3
import threading
import time
from collections import OrderedDict
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import sqlalchemy

from api import limits
from api.editions import (
    DATABASE_NAME,
    POINTER_NAMES,
    REFRESH_COMMANDS,
    EditionStore,
    Opened,
    OpenEdition,
    no_edition,
    opened,
    unknown_edition,
)
from api.problems import ProblemError
from schemas.editions import SCHEMA_VERSION, Edition
from schemas.vocabulary import Collection

CONNECTIONS = 8
"""Connections to one edition that are kept; more would only wait for the processors."""
MOST_CONNECTIONS = 48
"""Connections to one edition at once: one for each of the server's forty threads and for its event loop."""

STEPS_BETWEEN_LOOKS = 20_000
"""Steps of SQLite's machine between two looks at the clock: about a millisecond."""

Signature = tuple[int, int, int]


@dataclass(frozen=True, slots=True, eq=False)
class WatchedFile:
    """A path by which an edition was chosen; one for each path, so that it is known by itself (watched_file)."""

    path: Path

    def led_to(self) -> Signature | None:
        """The file that the path leads to now."""
        return signature_of(self.path)


@lru_cache(maxsize=256)
def watched_file(path: Path) -> WatchedFile:
    """The one watch over a path."""
    return WatchedFile(path)


def signature_of(database: Path) -> Signature | None:
    """What tells one file from another at the same path; None where there is no file."""
    try:
        found = database.stat()
    except OSError:
        return None
    return found.st_ino, found.st_mtime_ns, found.st_size


class TimedConnection(sqlite3.Connection):
    """A connection that ends a statement whose time is up; sqlite3 then raises OperationalError: interrupted."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._until = math.inf
        self.set_progress_handler(self._is_late, STEPS_BETWEEN_LOOKS)

    def cursor(self, *arguments: Any, **options: Any) -> Any:
        """A cursor, for one statement."""
        self._until = time.monotonic() + limits.SECONDS_A_STATEMENT
        return super().cursor(*arguments, **options)

    def _is_late(self) -> bool:
        return time.monotonic() > self._until


class EditionFiles(EditionStore):
    """The editions below one folder; a bounded number of them is kept open."""

    def __init__(self, folder: Path, open_limit: int) -> None:
        self._folder = folder
        self._open_limit = open_limit
        self._open: OrderedDict[tuple[Path, Signature], Opened] = OrderedDict()
        self._records: dict[tuple[Path, Signature], Edition] = {}
        self._lock = threading.Lock()
        self._pointers = {collection: str(folder / name) for collection, name in POINTER_NAMES.items()}
        self._paths = lru_cache(maxsize=64)(self._paths_of)

    def choose(self, name: str) -> OpenEdition:
        """The edition of this name: real, sample, or an edition's identifier.

        Raises:
            ProblemError: 503 where no current edition can be read, 404 where the identifier is unknown.
        """
        if name in POINTER_NAMES:
            return self._current(Collection(name))
        database = self._folder / name / DATABASE_NAME
        signature = signature_of(database)
        if signature is None or database.parent.is_symlink():
            raise unknown_edition(name, [edition.edition_id for edition in self.records()])
        return self._opened(database.parent, database, signature)

    def records(self) -> list[Edition]:
        """What all readable editions say of themselves, newest first."""
        found = []
        for database in self._folder.glob(f"[!.]*/{DATABASE_NAME}"):
            signature = signature_of(database)
            if signature is None or database.parent.is_symlink():
                continue
            key = (database.parent, signature)
            try:
                if key not in self._records:
                    self._records[key] = self._opened(database.parent, database, signature).record
            except ProblemError:
                continue
            found.append(self._records[key])
        return sorted(found, key=lambda record: (record.built_at, record.edition_id), reverse=True)

    def close(self) -> None:
        """Close every open edition."""
        with self._lock:
            for one in self._open.values():
                one.engine.dispose()
            self._open.clear()

    def _current(self, collection: Collection) -> OpenEdition:
        command = REFRESH_COMMANDS[collection]
        try:
            led_to = os.readlink(self._pointers[collection])  # noqa: PTH115 - a Path costs more than the look
        except OSError:
            raise no_edition(collection, f"No edition was published yet. Build one with: {command}") from None
        folder, database, watched = self._paths(collection, led_to)
        signature = signature_of(database)
        if signature is None:
            detail = f"The current edition {folder.name} is gone. Restore it, or build one anew with: {command}"
            raise no_edition(collection, detail, stale=True)
        return self._opened(folder, watched, signature)

    def _paths_of(self, collection: Collection, led_to: str) -> tuple[Path, Path, Path]:
        """The folder of a current edition, its database, and the same by way of the pointer."""
        folder = self._folder / led_to
        return folder, folder / DATABASE_NAME, self._folder / POINTER_NAMES[collection] / DATABASE_NAME

    def _opened(self, folder: Path, watched: Path, signature: Signature) -> OpenEdition:
        key = (folder, signature)
        with self._lock:
            if key in self._open:
                self._open.move_to_end(key)
            else:
                self._open[key] = _open(folder / DATABASE_NAME)
                while len(self._open) > self._open_limit:
                    _, gone = self._open.popitem(last=False)
                    gone.engine.dispose()
            found = self._open[key]
        return OpenEdition(
            found.record, folder, found.engine, watched_file(watched), signature, found.mark, found.mark_json
        )


def _open(database: Path) -> Opened:
    address = f"{database.absolute().as_uri()}?mode=ro&immutable=1"

    def connect() -> sqlite3.Connection:
        # No memory mapping: a file cut short under a mapping would kill the process instead of failing a query.
        return sqlite3.connect(address, uri=True, check_same_thread=False, factory=TimedConnection)

    engine = sqlalchemy.create_engine(
        "sqlite://",
        creator=connect,
        poolclass=sqlalchemy.QueuePool,
        pool_size=CONNECTIONS,
        max_overflow=MOST_CONNECTIONS - CONNECTIONS,
    )
    return opened(database.parent.name, engine, _is_of_this_version)


def _is_of_this_version(connection: sqlalchemy.Connection) -> bool:
    return bool(connection.exec_driver_sql("PRAGMA user_version").scalar() == SCHEMA_VERSION)
