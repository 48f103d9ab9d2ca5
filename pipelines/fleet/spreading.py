"""A run that spreads its stages: puts up tasks, waits for their workers, and adopts what those that finished put aside.

Belongs here: the side of the run. Does not belong here: the side of the workers (worker.py, tasks.py), Dagster.
"""

import json
import logging
import shutil
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from pipelines import exceptions as own_exceptions
from pipelines.crawling import CrawlEnd, Listener
from pipelines.exceptions import FleetError
from pipelines.fleet import sharing
from pipelines.fleet.keeping import Keeper
from pipelines.fleet.opening import opened
from pipelines.fleet.tasks import EVENTS, Stage, run_folder
from pipelines.fleet.work_table import DONE, FAILED, MOST_DEATHS, Lease, Progress, Task, WorkTable
from pipelines.fleet.worker import VERSION, own_name
from pipelines.layers import Failure, Layers
from pipelines.readings import Progress as ReadingProgress
from pipelines.readings import ReadingTotals
from pipelines.settings import Settings
from scrapers import exceptions as crawl_exceptions

SECONDS_BETWEEN_LOOKS = 0.2
LEAD = "lead"
"""Stage of the lease that a run holds: one run of a collection at a time puts up work."""
ALL = "all"
ADOPTED = ("readings", "findings", "outcomes", "assessments", "failures")
"""Layers whose records workers put aside."""
Looked = Callable[[Sequence[Progress]], None]
logger = logging.getLogger("matchwatch.fleet")


class Fleet:
    """The stages of one run, done by workers."""

    def __init__(self, layers: Layers, table: WorkTable, run_id: str, keeper: Keeper) -> None:
        self._layers = layers
        self._table = table
        self._run_id = run_id
        self._keeper = keeper
        self._folder = run_folder(layers.settings, layers.collection, run_id)

    def demand(self) -> None:
        """Go on only while this run is the one that leads.

        Raises:
            LeaseLostError: another run of the collection has taken over.
        """
        self._keeper.demand()

    def crawl(self, slugs: Sequence[str], hosts: Mapping[str, str] | None, listener: Listener) -> CrawlEnd:
        """Have these schools crawled, and hand on what the crawl tells.

        Raises:
            CrawlError, StoreError: as crawling.crawl().
            FleetError: workers died of it, or the table is out of reach.
        """
        events = _Events(self._folder / EVENTS, listener)
        told = self._spread(Stage.crawl, [ALL], {"slugs": list(slugs), "hosts": hosts}, lambda _: events.hand_on())
        events.hand_on()
        if self._layers.shared is not None:
            sharing.get_crawl(self._layers.shared, self._layers.folder, told[ALL]["files"])
            for event in told[ALL]["finished"]:
                listener(event)
        return CrawlEnd(told[ALL]["end"])

    def read(self, slugs: Sequence[str], progress: ReadingProgress) -> ReadingTotals:
        """Have what the archive holds of these schools read."""

        def look(found: Sequence[Progress]) -> None:
            progress(*(round(sum(_part(one, *names) for one in found)) for names in
                       (("settled", "documents"), ("documents",), ("found", "findings"))))  # fmt: skip

        told = self._spread(Stage.read, slugs, {}, look)
        sums = {name: sum(one.get(name, 0) for one in told.values()) for name in ("documents", "read_now", "findings")}
        return ReadingTotals(**sums)

    def each(self, stage: Stage, slugs: Sequence[str], payload: Mapping[str, Any]) -> int:
        """Have a stage done on schools; returns how many there are of what it makes.

        A school of which worker after worker died is noted and left to what the edition before had.
        """
        wanted = [slug for slug in slugs if self._layers.failures.read(slug) is None]
        told = self._spread(stage, wanted, payload, lambda _: None)
        return sum(one.get("number", 0) for one in told.values())

    def _spread(
        self, stage: Stage, units: Sequence[str], payload: Mapping[str, Any], look: Looked
    ) -> Mapping[str, Mapping[str, Any]]:
        self.demand()
        collection = self._layers.collection.value
        if self._layers.shared is not None:
            payload = {**payload, "files": sharing.put_inputs(self._layers.shared, self._layers, stage)}
        self._table.post(Task(self._run_id, stage, unit, collection, VERSION, payload) for unit in units)
        found = self._wait(stage, len(set(units)), look)
        for one in found:
            self._adopt(stage, one)
        return {one.unit: one.told for one in found if one.status == DONE}

    def _wait(self, stage: Stage, number: int, look: Looked) -> Sequence[Progress]:
        """Wait for the tasks of a stage. One that workers died of has a lease's time more: the last may only be slow."""
        seconds = self._layers.settings.lease_seconds
        quiet_since = time.monotonic()
        killers: dict[str, float] = {}
        while True:
            self.demand()
            found = self._table.progress(self._run_id, stage)
            look(found)
            for one in found:
                if one.status == FAILED:
                    raise _error(stage, one)
            if len(found) < number:
                raise FleetError(f"the work of run {self._run_id} was taken down; give the same command again")
            killers = {one.unit: killers.get(one.unit, time.monotonic()) for one in found if one.killed_all}
            given_up = {unit for unit, since in killers.items() if time.monotonic() - since > seconds}
            if all(one.status == DONE or one.unit in given_up for one in found):
                return found
            if any(one.status == DONE or (one.worker and not one.has_expired) for one in found):
                quiet_since = time.monotonic()
            elif time.monotonic() - quiet_since > seconds:
                logger.warning("no worker takes up %s; start one with: matchwatch worker", stage)
                quiet_since = time.monotonic()
            time.sleep(SECONDS_BETWEEN_LOOKS)

    def _adopt(self, stage: Stage, one: Progress) -> None:
        """Put the files of a finished task into the layers, or note that there are none."""
        if one.status != DONE:
            if stage in (Stage.crawl, Stage.read):
                raise FleetError(
                    f"{stage} of {one.unit}: {MOST_DEATHS} workers died of it; see the log of worker {one.worker}"
                )
            self._layers.failures.write(one.unit, Failure(stage, "WorkersDied"))
            return
        if "aside" in one.told:
            aside = self._folder / Path(one.told["aside"]).name
            if self._layers.shared is not None and not aside.is_dir():
                self._layers.shared.get_snapshot(one.told["files"], aside)
            for layer in ADOPTED:
                made = aside / layer / f"{one.unit}.json"
                if made.is_file():
                    (self._layers.folder / layer).mkdir(parents=True, exist_ok=True)
                    made.replace(self._layers.folder / layer / made.name)


@contextmanager
def leading(settings: Settings, layers: Layers, run_id: str) -> Iterator[Fleet]:
    """Lead a run: the one of its collection that puts up work, as long as the context lasts.

    A run that died is waited for until its lease has ended.

    Raises:
        FleetError: another run of the collection is at work, or the table is out of reach.
    """
    with opened(settings.fleet.get_secret_value()) as table:
        lease = _lead(table, layers.collection.value, settings.lease_seconds)
        folder = run_folder(settings, layers.collection, run_id)
        try:
            with Keeper(table, [lease], settings.lease_seconds) as keeper:
                table.withdraw(layers.collection.value, but=run_id)
                shutil.rmtree(folder.parent, ignore_errors=True)
                folder.mkdir(parents=True)
                yield Fleet(layers, table, run_id, keeper)
        finally:
            with suppress(FleetError):  # what ended the run is what is told
                if table.give_back(lease):
                    table.withdraw(layers.collection.value)
                    shutil.rmtree(folder.parent, ignore_errors=True)


def _lead(table: WorkTable, collection: str, seconds: float) -> Lease:
    run = f"{LEAD}-{collection}"
    table.post([Task(run, LEAD, LEAD, LEAD, LEAD, {})])
    given_up = time.monotonic() + 2 * seconds
    leader: str | None = None
    while time.monotonic() < given_up:
        leases = table.claim(LEAD, own_name(), seconds, only=[LEAD], runs=[run])
        if leases:
            return leases[0]
        if leader is None:
            leader = next((one.worker for one in table.progress(run, LEAD)), None)
            logger.warning("%s leads a refresh of the %s schools; waiting to see whether it lives", leader, collection)
        time.sleep(SECONDS_BETWEEN_LOOKS)
    raise FleetError(
        f"another refresh of the {collection} schools is at work ({leader}); wait for its end, or stop it"
    )


class _Events:
    """Follows the file in which a crawl tells how it gets on."""

    def __init__(self, path: Path, listener: Listener) -> None:
        self._path = path
        self._listener = listener
        self._read = 0

    def hand_on(self) -> None:
        """Hand on whole lines that are new; what a killed worker left torn is passed over."""
        if not self._path.is_file():
            return
        with self._path.open("rb") as file:
            file.seek(self._read)
            for line in file:
                if not line.endswith(b"\n"):
                    return
                self._read += len(line)
                with suppress(ValueError):
                    self._listener(json.loads(line))


def _part(one: Progress, *names: str) -> float:
    return next((float(one.told[name]) for name in names if name in one.told), 0.0)


def _error(stage: Stage, one: Progress) -> crawl_exceptions.MatchWatchError:
    """The error that a worker told of, as the kind that it was."""
    text = str(one.told.get("error", ""))
    kinds = {**vars(crawl_exceptions), **vars(own_exceptions)}
    kind = kinds.get(one.error_kind or "", FleetError)
    if isinstance(kind, type) and issubclass(kind, crawl_exceptions.MatchWatchError) and one.error_kind:
        return kind(text)
    return FleetError(f"{stage} of {one.unit} failed with {text} on worker {one.worker}; see its log")
