"""The work table: what of a refresh is to be done, who has leased it until when, and what came of it.

Belongs here: the table and its transactions, in SQLite (one machine) or PostgreSQL (several). Does not belong here: doing
the work (tasks.py), waiting for it (spreading.py).

A task is one stage of one school in one run. Whoever claims it gets a lease that ends by the clock of the database, and a
token that grows with every claim: only the latest token may renew, finish or give back, so that a worker which lost its lease
changes nothing any more, however late it comes back.
"""

import json
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

import sqlalchemy
from sqlalchemy import (
    Column,
    Connection,
    Double,
    Engine,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    case,
    delete,
    func,
    insert,
    or_,
    select,
    update,
)

from pipelines.exceptions import FleetError

TABLE_SCHEMA = "matchwatch_fleet"
"""Schema of the table in PostgreSQL; it may be the database of the editions."""
WAITING, LEASED, DONE, FAILED = "waiting", "leased", "done", "failed"
BATCHES = 8
"""A claim takes this part of what waits: large at first, single schools at the end."""
MOST_DEATHS = 3
"""Workers that may die of one task; after that nobody gets it."""
SECONDS_OF_PATIENCE = 30
SECONDS_BETWEEN_TRIES = 1
PASSING = (sqlalchemy.exc.OperationalError, sqlalchemy.exc.InterfaceError)
"""Faults of a database that may be over in a moment: restarted, out of reach, locked."""
LOOKING = "matchwatch_looking"
"""Option of transactions that only read: in SQLite they wait for nobody, and nobody for them."""
Found = TypeVar("Found")

METADATA = MetaData(schema=TABLE_SCHEMA)
TASKS = Table(
    "tasks",
    METADATA,
    Column("run_id", String(64), primary_key=True),
    Column("stage", String(32), primary_key=True),
    Column("unit", String(128), primary_key=True),
    Column("collection", String(20), nullable=False),
    Column("version", String(64), nullable=False),
    Column("payload", Text, nullable=False),
    Column("status", String(10), nullable=False),
    Column("token", Integer, nullable=False, default=0),
    Column("deaths", Integer, nullable=False, default=0),
    Column("worker", String(200)),
    Column("expires", Double),
    Column("told", Text, nullable=False, default="{}"),
    Column("error_kind", String(64)),
    Index("claimable", "version", "status"),
)
"""Times are seconds since 1970 by the clock of the database; token counts the claims, deaths those that nobody
renewed to their end."""
KEY = ("run_id", "stage", "unit")


@dataclass(frozen=True, slots=True)
class Task:
    """What is to be done: a stage of a unit (a school, or all of them), with what the work needs to know."""

    run_id: str
    stage: str
    unit: str
    collection: str
    version: str
    payload: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Lease:
    """A task that is ours until the lease ends, by the token of the claim; told is what the holder before said last."""

    task: Task
    token: int
    told: Mapping[str, Any] = field(default_factory=dict, compare=False)


@dataclass(frozen=True, slots=True)
class Progress:
    """Where a task stands; told is what its worker said last: progress while leased, the result when done, else the error."""

    unit: str
    status: str
    deaths: int
    told: Mapping[str, Any]
    worker: str | None
    error_kind: str | None
    has_expired: bool

    @property
    def killed_all(self) -> bool:
        """Whether so many workers died of it that nobody gets it any more."""
        return self.has_expired and self.deaths + 1 >= MOST_DEATHS


class WorkTable:
    """The table of one fleet. Every method is one transaction, and is tried again while the database is out of reach."""

    def __init__(self, engine: Engine, shown: str, patience: float = SECONDS_OF_PATIENCE) -> None:
        self._engine = engine
        self._looking = engine.execution_options(**{LOOKING: True})
        self._shown = shown
        self._patience = patience

    def prepare(self) -> None:
        """Lay the table where there is none."""

        def lay(connection: Connection) -> None:
            if connection.dialect.name == "postgresql":
                lock = sqlalchemy.text("SELECT pg_advisory_xact_lock(hashtext(:name))")
                connection.execute(lock, {"name": TABLE_SCHEMA})
                connection.execute(sqlalchemy.schema.CreateSchema(TABLE_SCHEMA, if_not_exists=True))
            METADATA.create_all(connection)

        self._patiently(lay)

    def post(self, tasks: Iterable[Task]) -> None:
        """Put up tasks; those that are up already stay as they are."""

        def put(connection: Connection) -> None:
            for task in tasks:
                known = select(TASKS.c.unit).where(*_is(task))
                if connection.execute(known).first() is None:
                    connection.execute(insert(TASKS).values(**_row(task), status=WAITING, told="{}"))

        self._patiently(put)

    def withdraw(self, collection: str, *, but: str | None = None) -> None:
        """Take down the tasks of a collection's runs, except those of one; whoever works at them is told at the next renewal."""
        unwanted = [TASKS.c.collection == collection, *([TASKS.c.run_id != but] if but else [])]
        self._patiently(lambda connection: connection.execute(delete(TASKS).where(*unwanted)))

    def claim(
        self, version: str, worker: str, seconds: float, *, only: Sequence[str] = (), runs: Sequence[str] | None = None
    ) -> list[Lease]:
        """Lease some tasks of one stage of one run: none, one, or a part of what waits there.

        Args:
            version: only tasks put up by the same version of the programs.
            worker: who claims, for people to read.
            seconds: how long the leases last unless they are renewed.
            only: these stages only; empty: all.
            runs: these runs only; None: all.
        """

        def take(connection: Connection) -> list[Lease]:
            free = [TASKS.c.version == version, _is_free(connection)]
            free += [TASKS.c.stage.in_(only)] if only else []
            free += [TASKS.c.run_id.in_(runs)] if runs is not None else []
            first = connection.execute(
                select(TASKS).where(*free).order_by(*_order()).limit(1).with_for_update(skip_locked=True)
            ).first()
            if first is None:
                return []
            alike = [*free, TASKS.c.run_id == first.run_id, TASKS.c.stage == first.stage]
            number = connection.execute(select(func.count()).select_from(TASKS).where(*alike)).scalar_one()
            wanted = select(TASKS).where(*alike).order_by(*_order()).limit(max(1, -(-number // BATCHES)))
            rows = connection.execute(wanted.with_for_update(skip_locked=True)).all()
            for row in rows:
                taken = {"status": LEASED, "worker": worker, "expires": _now(connection) + seconds}
                counted = {"token": TASKS.c.token + 1, "deaths": TASKS.c.deaths + int(row.status == LEASED)}
                connection.execute(update(TASKS).where(*_is(row)).values(**counted, **taken))
            return [Lease(_task(row), row.token + 1, json.loads(row.told)) for row in rows]

        return self._patiently(take)

    def renew(self, leases: Iterable[Lease], seconds: float, told: Mapping[str, Any]) -> list[Lease]:
        """Prolong leases and say how the work gets on; returns those that are still ours."""

        def prolong(connection: Connection) -> list[Lease]:
            new = {"expires": _now(connection) + seconds, "told": json.dumps(told)}
            return [lease for lease in leases if _changed(connection, lease, new)]

        return self._patiently(prolong)

    def finish(self, lease: Lease, result: Mapping[str, Any]) -> bool:
        """Say that a task is done; False where the lease is no longer ours, and nothing was changed."""
        new = {"status": DONE, "told": json.dumps(result), "expires": None}
        return self._patiently(lambda connection: _changed(connection, lease, new))

    def fail(self, lease: Lease, kind: str, text: str) -> bool:
        """Say that a task cannot be done, and why; False where the lease is no longer ours."""
        new = {"status": FAILED, "error_kind": kind, "told": json.dumps({"error": text}), "expires": None}
        return self._patiently(lambda connection: _changed(connection, lease, new))

    def give_back(self, lease: Lease) -> bool:
        """Let others have a task at once; False where the lease is no longer ours."""
        new = {"status": WAITING, "worker": None, "expires": None}
        return self._patiently(lambda connection: _changed(connection, lease, new))

    def progress(self, run_id: str, stage: str) -> list[Progress]:
        """Where the tasks of a stage stand, by unit."""

        def look(connection: Connection) -> list[Progress]:
            wanted = select(TASKS, _has_expired(connection).label("has_expired"))
            rows = connection.execute(
                wanted.where(TASKS.c.run_id == run_id, TASKS.c.stage == stage).order_by(TASKS.c.unit)
            )
            return [
                Progress(row.unit, row.status, row.deaths, json.loads(row.told), row.worker, row.error_kind, bool(row.has_expired))
                for row in rows
            ]  # fmt: skip

        return self._patiently(look, self._looking)

    def runs(self, version: str, *, claimable: bool = True) -> set[tuple[str, str]]:
        """The runs that have tasks of this version, as (collection, run); only those with one to be had, unless told otherwise."""

        def look(connection: Connection) -> set[tuple[str, str]]:
            wanted = select(TASKS.c.collection, TASKS.c.run_id).distinct()
            conditions = [TASKS.c.version == version, *([_is_free(connection)] if claimable else [])]
            rows = connection.execute(wanted.where(*conditions))
            return {(row.collection, row.run_id) for row in rows}

        return self._patiently(look, self._looking)

    def _patiently(self, work: Callable[[Connection], Found], engine: Engine | None = None) -> Found:
        given_up = time.monotonic() + self._patience
        while True:
            try:
                with (engine or self._engine).begin() as connection:
                    return work(connection)
            except PASSING as error:
                if time.monotonic() >= given_up:
                    reason = str(error.orig).strip().partition("\n")[0]
                    raise FleetError(f"{self._shown}: the work table is out of reach ({reason})") from None
                time.sleep(SECONDS_BETWEEN_TRIES)
            except sqlalchemy.exc.DBAPIError as error:
                reason = str(error.orig).strip().partition("\n")[0]
                raise FleetError(f"{self._shown}: the work table refuses ({reason})") from None


def _now(connection: Connection) -> sqlalchemy.ColumnElement[float]:
    """Seconds since 1970 by the clock of the database: the only one that all workers share."""
    if connection.dialect.name == "postgresql":
        return sqlalchemy.cast(func.extract("epoch", func.clock_timestamp()), Double)
    return (func.julianday("now", type_=Double) - 2440587.5) * 86400.0


def _has_expired(connection: Connection) -> sqlalchemy.ColumnElement[bool]:
    return sqlalchemy.and_(TASKS.c.status == LEASED, TASKS.c.expires < _now(connection))


def _is_free(connection: Connection) -> sqlalchemy.ColumnElement[bool]:
    """Whether anybody may have a task. The lead of a run is no work to die of: it is had however often a run died."""
    may_be_tried = or_(TASKS.c.deaths < MOST_DEATHS - 1, TASKS.c.run_id.startswith("lead-"))
    return or_(TASKS.c.status == WAITING, sqlalchemy.and_(_has_expired(connection), may_be_tried))


def _order() -> Sequence[sqlalchemy.ColumnElement[Any]]:
    """What was never begun comes before what a worker died of."""
    return [case((TASKS.c.deaths == 0, 0), else_=1), TASKS.c.run_id, TASKS.c.stage, TASKS.c.unit]


def _changed(connection: Connection, lease: Lease, new: Mapping[str, Any]) -> bool:
    ours = [*_is(lease.task), TASKS.c.token == lease.token, TASKS.c.status == LEASED]
    return connection.execute(update(TASKS).where(*ours).values(**new)).rowcount == 1


def _is(task: Any) -> list[sqlalchemy.ColumnElement[bool]]:
    return [TASKS.c[name] == getattr(task, name) for name in KEY]


def _row(task: Task) -> dict[str, Any]:
    names = ("run_id", "stage", "unit", "collection", "version")
    return {**{name: getattr(task, name) for name in names}, "payload": json.dumps(task.payload)}


def _task(row: Any) -> Task:
    return Task(row.run_id, row.stage, row.unit, row.collection, row.version, json.loads(row.payload))
