"""A refresh by several workers, of which one is killed at a moment that the work table tells.

Belongs here: starting, killing, comparing. Does not belong here: which refresh, which moments.
"""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from pipelines.fleet.opening import opened
from pipelines.fleet.tasks import Stage
from pipelines.fleet.work_table import DONE, LEASED, WorkTable
from pipelines.steps.publish.database import Values
from pipelines.steps.publish.edition import rows_of_edition
from schemas.tables import TABLES
from tests.conftest import ROOT, command_environment

LEASE_SECONDS = 4
TIMES = frozenset({"built_at", "crawled_at", "fetched_at", "started_at", "finished_at", "visited_at"})
"""Columns that say when something was done: they differ between any two crawls."""

WAY = frozenset({"parent_address", "anchor_text", "link_depth", "depth", "score", "edition_id", "content_sha256"})
"""Columns that say by which links a page was found, which may differ after a crawl was cut off, and what is reckoned from them."""


@dataclass(frozen=True)
class Moment:
    """When a worker is hit: it holds a task of this stage, and so many tasks of the stage are done.

    A worker that is stopped goes on as soon as another has taken over what it held, and believes that it still holds it.
    """

    stage: Stage
    done: int = 0
    sends: signal.Signals = signal.SIGKILL


@dataclass(frozen=True)
class Ended:
    """How a refresh ended, and the workers that were killed in it."""

    code: int
    output: str
    killed: tuple[str, ...]


def run_fleet(
    work: Path, arguments: Sequence[str], moments: Sequence[Moment], address: str = "", **environment: str
) -> Ended:
    """Run `matchwatch refresh` with workers, kill -9 one at each of these moments, and wait for the end."""
    told = {**command_environment(work), "MATCHWATCH_LEASE_SECONDS": str(LEASE_SECONDS), **environment}
    if address:
        told["MATCHWATCH_FLEET"] = address
    command = [sys.executable, "-m", "pipelines.cli", "refresh", *arguments]
    killed: list[str] = []
    with (
        (work / "refresh.txt").open("w+") as output,
        subprocess.Popen(command, cwd=ROOT, env=told, stdout=output, stderr=subprocess.STDOUT) as process,
        opened(address or f"sqlite:///{work / 'fleet.sqlite'}") as table,
    ):
        with closing(_Ending(process)):
            for moment in moments:
                killed.append(_kill(table, moment, process, killed))
            process.wait(1800)
        output.seek(0)
        return Ended(process.returncode, output.read(), tuple(killed))


class _Ending:
    """Ends a process with the test, however that ends."""

    def __init__(self, process: "subprocess.Popen[bytes]") -> None:
        self._process = process

    def close(self) -> None:
        if self._process.poll() is None:
            self._process.kill()


def _kill(table: WorkTable, moment: Moment, process: "subprocess.Popen[bytes]", killed: Sequence[str]) -> str:
    while True:
        assert process.poll() is None, f"the refresh ended before {moment}"
        for _, run_id in sorted(_runs(table)):
            tasks = table.progress(run_id, moment.stage)
            holders = {one.worker for one in tasks if one.status == LEASED and one.worker} - set(killed)
            if holders and sum(one.status == DONE for one in tasks) >= moment.done:
                name = min(holders)
                process_id = int(name.partition(":")[2])
                os.kill(process_id, moment.sends)
                if moment.sends is signal.SIGSTOP:
                    held = {one.unit for one in table.progress(run_id, moment.stage) if one.worker == name}
                    _wait_for_takeover(table, run_id, moment, name, held)
                    os.kill(process_id, signal.SIGCONT)
                return name
        time.sleep(0.01)  # between two looks at the table


def _wait_for_takeover(table: WorkTable, run_id: str, moment: Moment, name: str, held: set[str]) -> None:
    while not any(one.unit in held and one.worker != name for one in table.progress(run_id, moment.stage)):
        time.sleep(0.01)  # between two looks at the table


def _runs(table: WorkTable) -> set[tuple[str, str]]:
    from pipelines.fleet.worker import VERSION

    return table.runs(VERSION, claimable=False)


def differences(mine: Path, theirs: Path, *, but: frozenset[str] = frozenset({"built_at"})) -> list[str]:
    """Tables of two editions that differ, apart from some columns."""

    def rows(folder: Path, table: type) -> list[Mapping[str, object]]:
        found: Sequence[Values] = list(rows_of_edition(folder, table))
        return [{name: value for name, value in row.items() if name not in but} for row in found]

    different: Callable[[type], bool] = lambda table: rows(mine, table) != rows(theirs, table)  # noqa: E731
    return [str(table.__tablename__) for table in TABLES if different(table)]
