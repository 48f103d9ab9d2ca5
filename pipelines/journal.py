"""The journal of runs: a report of each refresh beside the editions, written after every stage so that a run that dies leaves it too.

Belongs here: filling in the report and writing it. Does not belong here: its form (schemas/runs.py), progress on a terminal
(pipelines/reporting).
"""

import logging
import platform
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from importlib import metadata

from pipelines.exceptions import HeldBackError, StoreError
from pipelines.logs import bound
from pipelines.settings import Settings
from pipelines.stores import write_at_once
from schemas.editions import SCHEMA_VERSION
from schemas.runs import RUNS_FOLDER, CheckRecord, RunOutcome, RunReport, StageRecord, read_runs
from schemas.vocabulary import Collection
from scrapers.reading import READER_VERSION

KEPT = 60
"""Reports that are kept for each collection: more than a year of refreshes."""
SHOWN = 20
LONGEST_ERROR = 2000
READABLE = 0o644
"""Mode of a report, as of all files of editions: the server may run as another user."""
DECISIVE = (
    "matchwatch",
    "scrapy",
    "lxml",
    "pypdfium2",
    "pdfplumber",
    "python-calamine",
    "rapidocr",
    "rapidfuzz",
    "dagster",
)
"""Distributions of which the versions are reported: what fetches, reads and resolves."""
log = logging.getLogger(__name__)


class Journal:
    """The report of one run."""

    def __init__(self, settings: Settings, collection: Collection, run_id: str) -> None:
        self._folder = settings.editions_folder / RUNS_FOLDER
        self._path = self._folder / f"{collection}-{run_id}.json"
        self._editions, self._collection, self._run_id = settings.editions_folder, collection, run_id

    @contextmanager
    def stage(self, name: str, schools: int) -> Iterator[dict[str, int | str]]:
        """Time a stage; what it puts into the yielded counts is reported, and an error ends the run's report."""
        began, counts = time.monotonic(), dict[str, int | str]()
        try:
            with bound(run=self._run_id, collection=self._collection, stage=name):
                yield counts
        except BaseException as error:
            is_held = isinstance(error, HeldBackError)
            told = f"{type(error).__name__}: {error}"[:LONGEST_ERROR]
            outcome = RunOutcome.held_back if is_held else RunOutcome.failed
            self._change(self._ended(name, schools, began, counts), outcome=outcome, error=told, ended_at=_now())
            raise
        self._change(self._ended(name, schools, began, counts))

    def found(self, check: str, lines: Sequence[str], *, blocking: bool) -> None:
        """Report what a check found; a blocking one ends the run."""
        if not lines:
            return
        record = CheckRecord(check=check, blocking=blocking, faults=len(lines), first=list(lines[:SHOWN]))
        self._change(record)
        if blocking:
            self._change(outcome=RunOutcome.held_back, error=f"{check}: {lines[0]}"[:LONGEST_ERROR], ended_at=_now())

    def published(self, edition_id: str, *, is_new: bool) -> None:
        """Report the end of a run that published, or found nothing new."""
        outcome = RunOutcome.published if is_new else RunOutcome.unchanged
        self._change(outcome=outcome, edition_id=edition_id, ended_at=_now())

    def _ended(self, name: str, schools: int, began: float, counts: dict[str, int | str]) -> StageRecord:
        seconds = round(time.monotonic() - began, 3)
        with bound(run=self._run_id, collection=self._collection, stage=name):
            log.info("stage ended", extra={"schools": schools, "seconds": seconds, "counts": counts})
        return StageRecord(stage=name, schools=schools, seconds=seconds, counts=counts)

    def _report(self) -> RunReport:
        if self._path.is_file():
            return RunReport.model_validate_json(self._path.read_bytes())
        return RunReport(
            run_id=self._run_id,
            collection=self._collection,
            started_at=_now(),
            outcome=RunOutcome.running,
            reader_version=READER_VERSION,
            schema_version=SCHEMA_VERSION,
            versions=versions_in_use(),
        )

    def _change(self, added: StageRecord | CheckRecord | None = None, **values: object) -> None:
        """Write the report anew, with a stage or a check more; one that cannot be written is logged, and the run goes on."""
        try:
            is_first = not self._path.exists()
            report = self._report()
            if isinstance(added, StageRecord):
                values["stages"] = [*report.stages, added]
            elif added is not None:
                values["checks"] = [*report.checks, added]
            changed = RunReport.model_validate({**report.model_dump(), **values})
            write_at_once(self._path, changed.model_dump_json(indent=1).encode())
            self._path.chmod(READABLE)
            if is_first:
                self._prune()
        except (OSError, StoreError, ValueError) as error:
            log.warning("%s: the report of this run cannot be written: %s", self._path, error)

    def _prune(self) -> None:
        """Delete the oldest reports of the collection beyond those that are kept."""
        for report in read_runs(self._editions, self._collection, most=KEPT * 10)[KEPT:]:
            (self._folder / f"{self._collection}-{report.run_id}.json").unlink(missing_ok=True)


def versions_in_use() -> dict[str, str]:
    """Versions of the interpreter and of the installed libraries that figures depend on, by name."""
    found = {"python": platform.python_version()}
    for name in DECISIVE:
        with suppress(metadata.PackageNotFoundError):
            found[name] = metadata.version(name)
    return found


def _now() -> datetime:
    return datetime.now(UTC)
