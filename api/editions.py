"""Editions: which there are, which are current, and open read-only connections to them, wherever they stand.

Belongs here: what every store of editions does, and an edition that can be asked. Does not belong here: files
(edition_files.py), PostgreSQL (postgresql_editions.py), what is asked of an edition.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from datetime import UTC, date
from pathlib import Path
from typing import Protocol

import orjson
import sqlalchemy
from pydantic import ValidationError

from api.json_rows import JSON_OPTIONS
from api.problems import ProblemError, unreadable
from api.resources import EDITION
from schemas.editions import Edition
from schemas.public import EditionMark
from schemas.vocabulary import Collection

POINTER_NAMES = {Collection.real: "current", Collection.sample: "current-sample"}
REFRESH_COMMANDS = {Collection.real: "matchwatch refresh", Collection.sample: "matchwatch refresh --sample"}
DATABASE_NAME = "matchwatch.sqlite"


class Watch(Protocol):
    """The name by which an edition was chosen, as something that can be looked at again; hashable."""

    def led_to(self) -> Hashable:
        """What the name leads to now; None where it leads nowhere. Called often, from the event loop: never waits."""
        ...


@dataclass(frozen=True, slots=True)
class Opened:
    """What is kept of an edition while it is open."""

    record: Edition
    engine: sqlalchemy.Engine
    mark: EditionMark
    mark_json: bytes


@dataclass(frozen=True, slots=True)
class OpenEdition:
    """An edition that can be asked.

    folder holds its files (downloads, pictures); it may be missing where rows come from PostgreSQL. watched is the name by
    which it was chosen, signature what it led to then: an answer may be kept for as long as the one still leads to the
    other. mark is what every answer says of its edition, mark_json the same as bytes.
    """

    record: Edition
    folder: Path
    engine: sqlalchemy.Engine
    watched: Watch
    signature: Hashable
    mark: EditionMark
    mark_json: bytes

    @property
    def identity(self) -> tuple[str, Hashable]:
        """What tells its content from that of any other, for what is kept of it."""
        return self.record.edition_id, self.signature


class EditionStore(ABC):
    """Editions by name."""

    answers_at_once = True
    """Whether rows are had without waiting for another process: then short questions are asked from the event loop."""
    driver_errors: tuple[type[Exception], ...] = ()
    """Errors of the database's driver that say that it failed or is gone."""

    @abstractmethod
    def choose(self, name: str) -> OpenEdition:
        """The edition of this name: real, sample, or an edition's identifier.

        Raises:
            ProblemError: 503 where no current edition can be read, 404 where the identifier is unknown.
        """

    @abstractmethod
    def records(self) -> list[Edition]:
        """What all readable editions say of themselves, newest first."""

    @abstractmethod
    def close(self) -> None:
        """Close every open edition."""

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
            held = f"The first one is as of {first.isoformat()}." if first else "None that can be read is held."
            raise ProblemError(
                404,
                "unknown-edition",
                "No edition is that old",
                f"There is no {name} edition as of {as_of.isoformat()} or before. {held}",
            )
        return self.choose(max(then, key=lambda record: (record.as_of, record.built_at)).edition_id)

    def current_or_none(self, collection: Collection) -> OpenEdition | None:
        """The current edition of a collection, or None where none can be read."""
        try:
            return self.choose(collection)
        except ProblemError:
            return None

    def current_names(self) -> dict[str, str | None]:
        """The identifiers of the current editions by collection; None where there is none."""
        current = {collection: self.current_or_none(collection) for collection in Collection}
        return {str(name): edition.record.edition_id if edition else None for name, edition in current.items()}


def opened(name: str, engine: sqlalchemy.Engine, fits: Callable[[sqlalchemy.Connection], bool]) -> Opened:
    """An edition behind an engine, after a look at what it says of itself; fits says whether it is of this version.

    Raises:
        ProblemError: 503 where it is of another version or cannot be read; the engine is closed then.
    """
    try:
        with engine.connect() as connection:
            rows = connection.execute(sqlalchemy.select(EDITION)).mappings().all() if fits(connection) else []
            if len(rows) != 1:
                raise unreadable(name)
            record = Edition.model_validate({**rows[0], "built_at": rows[0]["built_at"].replace(tzinfo=UTC)})
    except (sqlalchemy.exc.DatabaseError, ValidationError) as error:
        engine.dispose()
        raise unreadable(name) from error
    except ProblemError:
        engine.dispose()
        raise
    mark = EditionMark(
        id=record.edition_id,
        collection=record.collection,
        invented=record.invented,
        notice=record.notice,
        as_of=record.as_of,
        built_at=record.built_at,
    )
    return Opened(record, engine, mark, orjson.dumps(mark.model_dump(), option=JSON_OPTIONS))


def unknown_edition(name: str, known: list[str]) -> ProblemError:
    """The problem of an identifier that no edition has."""
    listed = f"Held are: {', '.join(known)}." if known else "None is held."
    return ProblemError(
        404, "unknown-edition", "Unknown edition", f"There is no edition named {name!r}. {listed}", near=known
    )


def no_edition(collection: Collection, detail: str, *, stale: bool = False) -> ProblemError:
    """The problem of a collection without a current edition; stale: there was one, and it is gone."""
    kind = "edition-gone" if stale else "no-edition"
    title = (
        f"The current edition of the {collection} schools is gone" if stale else f"No edition of {collection} schools"
    )
    return ProblemError(503, kind, title, detail)
