"""The crawl as a child process: started, listened to, and its end understood.

Belongs here: the command line of `python -m scrapers.run`, its events and exit codes. Does not belong here: Dagster,
the crawl itself (a Twisted reactor must not run in this process).
"""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path
from typing import Any

from pipelines.exceptions import CrawlError, StoppedError, StoreError
from pipelines.layers import Layers
from pipelines.settings import PROJECT_FOLDER

SECONDS_TO_END = 30
"""Seconds that a crawl told to stop may take to settle what is under way, before it is killed."""

Event = Mapping[str, Any]
Listener = Callable[[Event], None]


class CrawlEnd(IntEnum):
    """How the child ended; the codes of `python -m scrapers.run`."""

    COMPLETE = 0
    BAD_ARGUMENTS = 1
    SOME_SCHOOLS_FAILED = 3
    NO_NETWORK = 4
    CANNOT_WRITE = 5
    STOPPED = 6


@dataclass(frozen=True, slots=True)
class CrawlPlan:
    """What is to be crawled, and how."""

    schools: Path
    work: Path
    slugs: tuple[str, ...] = ()
    page_budget: int = 120
    delay: float = 1.0
    hosts_map: Path | None = None
    hours: str | None = None
    stop_list: Path | None = None
    total_budget: int | None = None
    browser: str | None = None
    processes: int | None = None
    waits: bool = False
    """Whether a crawl that is at work in the same folder is waited for."""

    def command(self) -> list[str]:
        """The command line of the child."""
        command = [sys.executable, "-m", "scrapers.run", "--schools", str(self.schools.resolve()), "--work",
                   str(self.work.resolve()), "--page-budget", str(self.page_budget), "--delay", str(self.delay),
                   "--progress", "--until-input-ends"]  # fmt: skip
        for slug in self.slugs:
            command += ["--school", slug]
        if self.hosts_map is not None:
            command += ["--hosts-map", str(self.hosts_map.resolve())]
        if self.hours is not None:
            command += ["--hours", self.hours]
        if self.stop_list is not None:
            command += ["--stop-list", str(self.stop_list.resolve())]
        if self.total_budget is not None:
            command += ["--total-budget", str(self.total_budget)]
        if self.browser is not None:
            command += ["--browser", self.browser]
        if self.processes is not None:
            command += ["--processes", str(self.processes)]
        if self.waits:
            command.append("--wait")
        return command


def plan_of(layers: Layers, slugs: Sequence[str], hosts_map: Path | None) -> CrawlPlan:
    """The crawl of these schools with the manners that are set.

    A map of hosts says that the web is one of our own: no pause is made there, unless a rehearsal asks for one.
    """
    settings = layers.settings
    rehearses_pauses = hosts_map == settings.hosts_map and "delay" in settings.model_fields_set
    everyone = len(slugs) == len(layers.schools)
    return CrawlPlan(
        schools=settings.schools_folder(layers.collection),
        work=layers.folder,
        slugs=() if everyone else tuple(slugs),
        page_budget=settings.page_budget,
        delay=0 if hosts_map and not rehearses_pauses else settings.delay,
        hosts_map=hosts_map,
        hours=settings.crawl_hours,
        stop_list=settings.stop_list,
        total_budget=settings.total_budget,
        browser=settings.browser,
        processes=settings.crawl_processes,
    )


def crawl(
    plan: CrawlPlan,
    listener: Listener,
    environment: Mapping[str, str] | None = None,
    on_start: Callable[["subprocess.Popen[bytes]"], None] | None = None,
) -> CrawlEnd:
    """Run a crawl to its end and hand every event to the listener as it comes.

    Args:
        plan: what to crawl.
        listener: called with each event of the child; schools done, responses, the end.
        environment: added to the child's environment, such as what Dagster Pipes needs.
        on_start: called with the child once it runs, for those who may have to end it.

    Returns:
        COMPLETE, SOME_SCHOOLS_FAILED or NO_NETWORK: in each case the crawl records say what became of every school.

    Raises:
        CrawlError: the child was given something wrong, or died.
        StoppedError: it was told to stop.
        StoreError: the child could not write.
    """
    log = plan.work / "crawl.log"
    try:
        plan.work.mkdir(parents=True, exist_ok=True)
        log.write_bytes(b"")
        with log.open("ab") as errors:  # appending: the crawl of a worker that was cut off may still write to it
            code = _run(plan.command(), listener, errors.fileno(), environment or {}, on_start)
    except OSError as error:
        raise StoreError(f"{plan.work}: cannot be written ({error}); free space or set MATCHWATCH_WORK") from error
    return _understood(code, log)


def _run(
    command: list[str],
    listener: Listener,
    errors: int,
    environment: Mapping[str, str],
    on_start: Callable[["subprocess.Popen[bytes]"], None] | None,
) -> int:
    process = subprocess.Popen(  # noqa: S603 - our own module, arguments as a list
        command,
        cwd=PROJECT_FOLDER,
        env={**os.environ, **environment},
        stdout=subprocess.PIPE,
        stderr=errors,
        stdin=subprocess.PIPE,  # never written to: it closes when this process dies, and the child ends
    )
    try:
        if on_start is not None:
            on_start(process)
        for line in process.stdout or ():
            listener(json.loads(line))
        return process.wait()
    finally:
        if process.poll() is None:
            _end(process)
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                pipe.close()


def _end(process: "subprocess.Popen[bytes]") -> None:
    """Let the child settle what it has under way, then make sure that it is gone."""
    process.send_signal(signal.SIGINT)
    held, process.stdin = process.stdin, None  # which communicate() would close, and so end the child at once
    try:
        process.communicate(timeout=SECONDS_TO_END)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    finally:
        process.stdin = held


def _understood(code: int, log: Path) -> CrawlEnd:
    match code:
        case CrawlEnd.COMPLETE | CrawlEnd.SOME_SCHOOLS_FAILED | CrawlEnd.NO_NETWORK:
            return CrawlEnd(code)
        case CrawlEnd.CANNOT_WRITE:
            raise StoreError(_told(log) or f"{log.parent}: cannot be written; free space or set MATCHWATCH_WORK")
        case CrawlEnd.BAD_ARGUMENTS:
            raise CrawlError(_told(log) or f"the crawl did not start; see {log}")
        case CrawlEnd.STOPPED:
            raise StoppedError("the crawl was stopped before its end; the same command goes on where it was")
        case _:
            raise CrawlError(
                f"the crawl died (exit code {code}); see {log}, then give the same command: it goes on where it was"
            )


def _told(log: Path) -> str | None:
    """The child's own line about what was wrong."""
    lines = log.read_text(encoding="utf-8", errors="replace").splitlines()
    return next((line.removeprefix("error: ") for line in reversed(lines) if line.startswith("error: ")), None)
