"""What a worker does under a lease: the same functions as in one process, on schools, with results put aside.

Belongs here: from a task to its result. Does not belong here: claiming (worker.py), waiting (spreading.py), the stages themselves.

Results are files in a folder that no other claim uses; the run adopts them when the table says that this claim finished the
task. What a worker without a lease writes is therefore never looked at.
"""

import fcntl
import json
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any
from uuid import uuid4

from pipelines import stages
from pipelines.crawling import Event, crawl, plan_of
from pipelines.exceptions import LeaseLostError, StoppedError
from pipelines.fleet import sharing
from pipelines.fleet.keeping import Keeper
from pipelines.fleet.work_table import Lease, Task, WorkTable
from pipelines.layers import Layers, opened_store
from pipelines.readings import read_schools
from pipelines.settings import Settings
from schemas.vocabulary import Collection
from scrapers.exceptions import CrawlError, MatchWatchError
from scrapers.working_folder import only_one

SECONDS_BETWEEN_LOOKS = 0.2
EVENTS = "crawl.jsonl"
"""File of a run in which the crawl tells how it gets on."""
Results = Mapping[str, Mapping[str, Any]]


class Stage(StrEnum):
    """What is spread; a crawl is one task for all schools, so that no host is ever asked by two processes."""

    crawl = "crawl"
    read = "read"
    resolve = "resolve"
    derive = "derive"
    assess = "assess"


def run_folder(settings: Settings, collection: str, run_id: str) -> Path:
    """Folder in which the results of a run's tasks are put aside; its run makes it, and takes it away at the end."""
    return settings.collection_folder(Collection(collection)) / "fleet" / run_id


def perform(settings: Settings, table: WorkTable, leases: Sequence[Lease]) -> None:
    """Do the tasks of one claim, all of one stage of one run, and say what came of them.

    Raises:
        StoppedError: this process was told to stop; the tasks were given back.
    """
    seconds = settings.lease_seconds
    with Keeper(table, leases, seconds) as keeper:
        try:
            results = _results(settings, leases, keeper)
            for lease in leases:
                table.finish(lease, results[lease.task.unit])
        except LeaseLostError:
            return
        except (KeyboardInterrupt, StoppedError) as error:
            for lease in leases:
                table.give_back(lease)
            raise StoppedError("stopped; what was under way is given back") from error
        except MatchWatchError as error:
            for lease in leases:
                table.fail(lease, type(error).__name__, str(error))
        except Exception as error:  # noqa: BLE001 - its words could hold names of people; a worker outlives its tasks
            for lease in leases:
                table.fail(lease, "", type(error).__name__)


def _results(settings: Settings, leases: Sequence[Lease], keeper: Keeper) -> Results:
    first = leases[0].task
    folder = run_folder(settings, first.collection, first.run_id)
    folder.mkdir(parents=True, exist_ok=True)
    if first.stage == Stage.crawl:
        layers = Layers(settings, Collection(first.collection))
        return {first.unit: _crawl(layers, leases[0], folder, keeper)}
    aside = folder / f"{first.stage}-{uuid4().hex}"
    layers = _layers_aside(settings, first, aside)
    slugs = [lease.task.unit for lease in leases]
    counts = _STAGES[Stage(first.stage)](layers, slugs, first.payload, keeper)
    made: dict[str, Any] = {"aside": aside.name}
    if layers.shared is not None:
        made["files"] = layers.shared.put_snapshot(sharing.files_of(aside, "."))
    return {slug: {**made, **(counts if slug == slugs[0] else {})} for slug in slugs}


def _layers_aside(settings: Settings, task: Task, aside: Path) -> Layers:
    """The layers that a task reads, with a folder aside that it writes to; got from the store where there is one."""
    collection = Collection(task.collection)
    layers = Layers(settings, collection, aside)
    if layers.shared is None:
        return layers
    editions = layers.folder / sharing.EDITIONS
    layers = Layers(settings.model_copy(update={"editions": editions}), collection, aside)
    with _alone(layers.folder):
        sharing.get_inputs(opened_store(settings.store), layers, task.stage, task.payload["files"])
    return layers


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Let one worker of a machine at a time get files."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "getting.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _read(layers: Layers, slugs: Sequence[str], _: Mapping[str, Any], keeper: Keeper) -> Mapping[str, int]:
    def tell(settled: int, documents: int, findings: int) -> None:
        keeper.demand()
        keeper.told = {
            "settled": settled / len(slugs),
            "documents": documents / len(slugs),
            "found": findings / len(slugs),
        }

    totals = read_schools(layers, slugs, tell)
    return {"documents": totals.documents, "read_now": totals.read_now, "findings": totals.findings}


def _each(work: Callable[[Layers, Sequence[str]], int]) -> Callable[..., Mapping[str, int]]:
    def done(layers: Layers, slugs: Sequence[str], _: Mapping[str, Any], keeper: Keeper) -> Mapping[str, int]:
        return {"number": work(layers, _while_leased(slugs, keeper))}  # type: ignore[arg-type]

    return done


def _while_leased(slugs: Sequence[str], keeper: Keeper) -> Iterator[str]:
    for slug in slugs:
        keeper.demand()
        yield slug


def _assess(layers: Layers, slugs: Sequence[str], payload: Mapping[str, Any], keeper: Keeper) -> Mapping[str, int]:
    return {"number": stages.assess(layers, _while_leased(slugs, keeper), date.fromisoformat(payload["as_of"]))}


_STAGES: Mapping[Stage, Callable[..., Mapping[str, int]]] = {
    Stage.read: _read,
    Stage.resolve: _each(stages.resolve),
    Stage.derive: _each(stages.derive),
    Stage.assess: _assess,
}


def _crawl(layers: Layers, lease: Lease, folder: Path, keeper: Keeper) -> Mapping[str, Any]:
    """Crawl all schools of a run. A worker that lost its lease ends its crawl, and the next one waits until it has ended."""
    payload = lease.task.payload
    ends: list[Event] = []
    with _hosts_map(payload["hosts"]) as hosts_map, (folder / EVENTS).open("a", encoding="utf-8") as told:
        _wait_for_other_crawl(layers.folder, keeper)
        state = _CrawlState(layers, lease, keeper)
        state.get()

        def listen(event: Event) -> None:
            told.write(json.dumps(event) + "\n")
            told.flush()
            if event["event"] == "finished":
                ends.append(event)

        with _ended_with_the_lease(keeper) as started, state.saved():
            plan = replace(plan_of(layers, payload["slugs"], hosts_map), waits=True)  # one may be starting just now
            end = crawl(plan, listen, on_start=started)
    return {"end": int(end), "finished": ends, **state.put()}


class _CrawlState:
    """The state of a crawl in the store, where there is one: got at its start, saved while it lasts, put at its end."""

    def __init__(self, layers: Layers, lease: Lease, keeper: Keeper) -> None:
        self._store = layers.shared
        self._work = layers.folder
        self._keeper = keeper
        self._saved = lease.told.get("files", lease.task.payload.get("files"))
        self._mark = layers.folder / "crawl_of.json"
        self._run = lease.task.run_id
        keeper.told = dict(lease.told)

    def get(self) -> None:
        """Get the state that was saved last, unless this machine holds it already and went on from it."""
        mine = json.dumps({"run": self._run, "saved": self._saved})
        if self._store is None or (self._mark.is_file() and self._mark.read_text(encoding="utf-8") == mine):
            return
        sharing.get_crawl(self._store, self._work, self._saved)
        self._mark.write_text(mine, encoding="utf-8")

    @contextmanager
    def saved(self) -> Iterator[None]:
        """Save the state now and then."""
        if self._store is None:
            yield
            return
        with sharing.saved_now_and_then(self._store, self._work, self._keep):
            yield

    def put(self) -> Mapping[str, str]:
        """Put the state at the end."""
        return {"files": sharing.put_crawl(self._store, self._work)} if self._store is not None else {}

    def _keep(self, snapshot: str) -> None:
        self._mark.write_text(json.dumps({"run": self._run, "saved": snapshot}), encoding="utf-8")
        self._keeper.told = {**self._keeper.told, "files": snapshot}


@contextmanager
def _ended_with_the_lease(keeper: Keeper) -> Iterator[Callable[["subprocess.Popen[bytes]"], None]]:
    """Kill the child when the lease is lost: it settles answers one by one, so that nothing but the open ones are lost."""
    processes: list[subprocess.Popen[bytes]] = []
    lock = threading.Lock()

    def end() -> None:
        with lock:
            for process in processes:
                process.kill()

    def started(process: "subprocess.Popen[bytes]") -> None:
        processes.append(process)
        if keeper.is_lost:
            end()

    keeper.on_lost = end
    try:
        yield started
    except MatchWatchError:
        keeper.demand()
        raise
    finally:
        with lock:
            processes.clear()
    keeper.demand()


def _wait_for_other_crawl(work: Path, keeper: Keeper) -> None:
    """Wait until no crawl is at work in a folder: that of a worker which was stopped, or cut off, may not be over yet."""
    while True:
        keeper.demand()
        with suppress(CrawlError), only_one(work):
            return
        time.sleep(SECONDS_BETWEEN_LOOKS)


@contextmanager
def _hosts_map(hosts: Mapping[str, str] | None) -> Iterator[Path | None]:
    if hosts is None:
        yield None
        return
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "hosts.json"
        path.write_text(json.dumps(hosts), encoding="utf-8")
        yield path
