"""Editions on disk: which there are, which are current, and open read-only connections to them.

Belongs here: pointers, opening, checking, keeping a few open. Does not belong here: what is asked of an edition.
"""

import math
import os
import sqlite3
import threading
import time
from collections import OrderedDict
from dataclasses import dataclass
from datetime import UTC, date
from functools import lru_cache
from pathlib import Path
from typing import Any

import orjson
import sqlalchemy
from pydantic import ValidationError

from api import limits
from api.json_rows import JSON_OPTIONS
from api.problems import ProblemError, unreadable
from api.resources import EDITION
from schemas.editions import SCHEMA_VERSION, Edition
from schemas.public import EditionMark
from schemas.vocabulary import Collection

DATABASE_NAME = "matchwatch.sqlite"
POINTER_NAMES = {Collection.real: "current", Collection.sample: "current-sample"}
REFRESH_COMMANDS = {Collection.real: "matchwatch refresh", Collection.sample: "matchwatch refresh --sample"}
CONNECTIONS = 8
"""Connections to one edition that are kept; more would only wait for the processors."""
MOST_CONNECTIONS = 48
"""Connections to one edition at once: one for each of the server's forty threads and for its event loop."""

STEPS_BETWEEN_LOOKS = 20_000
"""Steps of SQLite's machine between two looks at the clock: about a millisecond."""

Signature = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class _Opened:
    record: Edition
    engine: sqlalchemy.Engine
    mark: EditionMark
    mark_json: bytes


@dataclass(frozen=True, slots=True)
class OpenEdition:
    """An edition that can be asked.

    watched is the path by which it was chosen, signature the file it led to then: an answer may be kept for as long
    as the one still leads to the other. mark is what every answer says of its edition, mark_json the same as bytes.
    """

    record: Edition
    folder: Path
    engine: sqlalchemy.Engine
    watched: Path
    signature: Signature
    mark: EditionMark
    mark_json: bytes

    @property
    def identity(self) -> tuple[str, Signature]:
        """What tells its content from that of any other, for what is kept of it."""
        return self.record.edition_id, self.signature


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


class EditionStore:
    """The editions below one folder; a bounded number of them is kept open."""

    def __init__(self, folder: Path, open_limit: int) -> None:
        self._folder = folder
        self._open_limit = open_limit
        self._open: OrderedDict[tuple[Path, Signature], _Opened] = OrderedDict()
        self._records: dict[tuple[Path, Signature], Edition] = {}
        self._lock = threading.Lock()
        self._pointers = {collection: str(folder / name) for collection, name in POINTER_NAMES.items()}
        self._paths = lru_cache(maxsize=64)(self._paths_of)

    def asked(self, name: str, as_of: date | None) -> OpenEdition:
        """The edition of this name, or the newest one of that name as of a day.

        Raises:
            ProblemError: 404 where no edition of that name is that old; else as choose().
        """
        if as_of is None:
            return self.choose(name)
        named = self.records() if name in POINTER_NAMES else [self.choose(name).record]
        of_name = [record for record in named if name in (record.edition_id, record.collection)]
        then = [record for record in of_name if record.as_of <= as_of]
        if not then:
            first = min((record.as_of for record in of_name), default=None)
            held = f"The first one is as of {first.isoformat()}." if first else "None is held."
            raise ProblemError(
                404,
                "unknown-edition",
                "No edition is that old",
                f"There is no {name} edition as of {as_of.isoformat()} or before. {held}",
            )
        return self.choose(max(then, key=lambda record: (record.as_of, record.built_at)).edition_id)

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
            known = [edition.edition_id for edition in self.records()]
            listed = f"Held are: {', '.join(known)}." if known else "None is held."
            raise ProblemError(
                404, "unknown-edition", "Unknown edition", f"There is no edition named {name!r}. {listed}", near=known
            )
        return self._opened(database.parent, database, signature)

    def current_or_none(self, collection: Collection) -> OpenEdition | None:
        """The current edition of a collection, or None where none can be read."""
        try:
            return self._current(collection)
        except ProblemError:
            return None

    def current_names(self) -> dict[str, str | None]:
        """The identifiers of the current editions by collection; None where there is none."""
        current = {collection: self.current_or_none(collection) for collection in Collection}
        return {str(name): edition.record.edition_id if edition else None for name, edition in current.items()}

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
            for opened in self._open.values():
                opened.engine.dispose()
            self._open.clear()

    def _current(self, collection: Collection) -> OpenEdition:
        command = REFRESH_COMMANDS[collection]
        try:
            led_to = os.readlink(self._pointers[collection])  # noqa: PTH115 - a Path costs more than the look
        except OSError:
            raise _no_edition(collection, f"No edition was published yet. Build one with: {command}") from None
        folder, database, watched = self._paths(collection, led_to)
        signature = signature_of(database)
        if signature is None:
            detail = f"The current edition {folder.name} is gone. Restore it, or build one anew with: {command}"
            raise _no_edition(collection, detail, stale=True)
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
        return OpenEdition(found.record, folder, found.engine, watched, signature, found.mark, found.mark_json)


def _no_edition(collection: Collection, detail: str, *, stale: bool = False) -> ProblemError:
    kind = "edition-gone" if stale else "no-edition"
    title = (
        f"The current edition of the {collection} schools is gone" if stale else f"No edition of {collection} schools"
    )
    return ProblemError(503, kind, title, detail)


def _marked(record: Edition, engine: sqlalchemy.Engine) -> _Opened:
    mark = EditionMark(
        id=record.edition_id,
        collection=record.collection,
        invented=record.invented,
        notice=record.notice,
        as_of=record.as_of,
        built_at=record.built_at,
    )
    return _Opened(record, engine, mark, orjson.dumps(mark.model_dump(), option=JSON_OPTIONS))


def _open(database: Path) -> _Opened:
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
    try:
        with engine.connect() as connection:
            version = connection.exec_driver_sql("PRAGMA user_version").scalar()
            if version != SCHEMA_VERSION:
                raise unreadable(database.parent.name)
            rows = connection.execute(sqlalchemy.select(EDITION)).mappings().all()
            if len(rows) != 1:
                raise unreadable(database.parent.name)
            record = Edition.model_validate({**rows[0], "built_at": rows[0]["built_at"].replace(tzinfo=UTC)})
            return _marked(record, engine)
    except (sqlalchemy.exc.DatabaseError, ValidationError) as error:
        engine.dispose()
        raise unreadable(database.parent.name) from error
    except ProblemError:
        engine.dispose()
        raise
