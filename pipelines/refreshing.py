"""A refresh in this process: the Dagster job of a collection, run over the schools that were asked for.

Belongs here: from a request to the run of the job, and its end. Does not belong here: how it is shown (pipelines/reporting).
"""

import os
import sqlite3
from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from pathlib import Path

import sqlalchemy
from dagster import AssetKey, DagsterInstance, JobDefinition
from dagster._core.errors import DagsterAssetCheckFailedError, DagsterExecutionInterruptedError
from pydantic import SecretStr

from pipelines import alerts
from pipelines.crawling import CrawlEnd, Event
from pipelines.defs.assembly import build
from pipelines.defs.jobs import job_name
from pipelines.defs.partitions import range_tags
from pipelines.defs.resources import SampleState
from pipelines.exceptions import HeldBackError, StoppedError, StoreError
from pipelines.fleet.companions import companions
from pipelines.freshness import note_build
from pipelines.layers import Layers
from pipelines.previous import PreviousEdition
from pipelines.settings import Settings
from pipelines.steps.publish.edition import read_edition
from pipelines.steps.publish.pointer import current_edition
from pipelines.watching import Watcher
from schemas.editions import Edition
from schemas.vocabulary import Collection
from scrapers.exceptions import MatchWatchError
from scrapers.registry import load_school


@dataclass(frozen=True, slots=True)
class RefreshRequest:
    """What is to be refreshed, and by how many workers of its own; no schools means all of the collection."""

    collection: Collection = Collection.real
    offline: bool = False
    schools: tuple[str, ...] = ()
    as_of: date | None = None
    sample_state: SampleState = SampleState.first
    workers: int = 0


@dataclass(frozen=True, slots=True)
class RefreshResult:
    """What a refresh came to; crawl is None where it was left out."""

    edition: Edition
    folder: Path
    previous: Path | None
    crawl: CrawlEnd | None

    @property
    def is_new(self) -> bool:
        """Whether the content differs from the edition before."""
        return self.previous is None or self.folder != self.previous


class _Listening(Watcher):
    """Hands everything on, and remembers what the end of the run depends on."""

    def __init__(self, watcher: Watcher) -> None:
        self._watcher = watcher
        self.crawl_end: CrawlEnd | None = None
        self.held_back: list[str] = []

    def stage(self, name: str, schools: int) -> None:
        self._watcher.stage(name, schools)

    def crawl(self, event: Event) -> None:
        if event["event"] == "finished":
            end = CrawlEnd(event["exit_code"])
            self.crawl_end = end if self.crawl_end is None else min(self.crawl_end, end)
        self._watcher.crawl(event)

    def reading(self, settled: int, documents: int, findings: int) -> None:
        self._watcher.reading(settled, documents, findings)

    def faults(self, check: str, lines: Sequence[str], *, blocking: bool) -> None:
        if blocking:
            self.held_back += [f"{check}: {line}" for line in lines]
        self._watcher.faults(check, lines, blocking=blocking)


def refresh(settings: Settings, request: RefreshRequest, watcher: Watcher) -> RefreshResult:
    """Refresh a collection and publish its edition.

    Raises:
        RegistryError: an unknown school, or a school file that does not hold its form.
        CrawlError: the crawl could not start or died; the same request goes on where it was.
        StoppedError: it was told to stop; the same request goes on where it was.
        StoreError: the disk is full.
        FleetError: another refresh of the collection is at work, or the work table is out of reach.
        HeldBackError: a blocking check failed or much would be lost; the edition before stays current.
        PublishError: the edition cannot be written; the edition before stays current.
    """
    try:
        if not request.workers:
            return _refresh(settings, request, watcher)
        spread = _with_work_table(settings)
        with companions(spread, request.workers):
            return _refresh(spread, request, watcher)
    except StoppedError:
        raise
    except MatchWatchError as error:
        if not _is_recorded():
            alerts.send(settings, alerts.failed_run(job_name(request.collection), str(error)))
        raise


def _refresh(settings: Settings, request: RefreshRequest, watcher: Watcher) -> RefreshResult:
    folder = settings.schools_folder(request.collection)
    for slug in request.schools:
        load_school(folder, slug)
    known = list(Layers(settings, request.collection).schools)
    previous = PreviousEdition(settings.editions_folder, request.collection).folder
    narrowed = request.schools if previous else ()
    options = _options(request, narrowed)
    runs = _runs([slug for slug in known if slug in narrowed], known) if narrowed else [known]
    listening = _Listening(watcher)
    job = build(settings, [request.collection], listening).resolve_job_def(job_name(request.collection))
    with _instance() as instance:
        for slugs in runs:
            _execute(job, instance, slugs, options, listening, publishing=slugs is runs[-1])
    published = current_edition(settings.editions_folder, request.collection)
    if not request.schools:
        note_build(settings, request.collection, published.name)
    return RefreshResult(read_edition(published), published, previous, listening.crawl_end)


def _with_work_table(settings: Settings) -> Settings:
    """Settings that name a work table: the one that is set, else a file below the working folder."""
    if settings.fleet.get_secret_value():
        return settings
    return settings.model_copy(update={"fleet": SecretStr(f"sqlite:///{settings.work.resolve() / 'fleet.sqlite'}")})


def _options(request: RefreshRequest, narrowed: Sequence[str]) -> dict[str, object]:
    return {
        "offline": request.offline,
        "as_of": request.as_of.isoformat() if request.as_of else "",
        "sample_state": request.sample_state.value,
        "schools": list(narrowed),
        "crawl_only": list(request.schools),
    }


def _runs(wanted: Sequence[str], known: Sequence[str]) -> list[list[str]]:
    """Schools in ranges without gaps: one run takes one range of partitions."""
    places = enumerate(known.index(slug) for slug in wanted)
    return [[known[place] for _, place in group] for _, group in groupby(places, lambda pair: pair[1] - pair[0])]


def _instance() -> AbstractContextManager[DagsterInstance]:
    """The operator's instance where DAGSTER_HOME names one, so that its runs are seen there; else one for this run alone."""
    return DagsterInstance.get() if _is_recorded() else DagsterInstance.ephemeral()


def _is_recorded() -> bool:
    """Whether Dagster sees the run; its sensors then alert, and nobody is told twice."""
    return bool(os.environ.get("DAGSTER_HOME"))


def _execute(
    job: JobDefinition, instance: DagsterInstance, slugs: Sequence[str], options: dict[str, object],
    listening: _Listening, *, publishing: bool,
) -> None:  # fmt: skip
    keys: list[AssetKey] | None = None
    if not publishing:
        keys = [key for key in job.asset_layer.executable_asset_keys if key.path[-1] != "edition"]
    try:
        job.execute_in_process(
            run_config={
                "loggers": {"console": {"config": {"log_level": "CRITICAL"}}},
                "resources": {"options": {"config": options}},
            },
            instance=instance,
            tags=range_tags(list(slugs)),
            asset_selection=keys,
        )
    except DagsterAssetCheckFailedError as error:
        raise HeldBackError(_told(listening.held_back)) from error
    except (DagsterExecutionInterruptedError, KeyboardInterrupt) as error:
        raise StoppedError("stopped before its end; the same command goes on where it was") from error
    except (sqlalchemy.exc.OperationalError, sqlite3.OperationalError, OSError) as error:
        raise StoreError(f"cannot be written ({error}); free space or set MATCHWATCH_WORK") from error


def _told(faults: Sequence[str]) -> str:
    more = f" (and {len(faults) - 1} more)" if len(faults) > 1 else ""
    first = faults[0] if faults else "a blocking check failed"
    return f"the edition was held back, the one before stays current: {first}{more}; mend it, then refresh --offline"
