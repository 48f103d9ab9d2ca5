"""Progress of a refresh on a terminal: what is under way, how far it is, how long it may still take.

Belongs here: drawing progress, and a line a stage where no terminal is. Does not belong here: the end (summary.py).
"""

import sys
from collections.abc import Sequence
from contextlib import AbstractContextManager
from types import TracebackType
from typing import Self

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeRemainingColumn

from pipelines.crawling import Event
from pipelines.watching import Watcher

NAMES = {
    "school_files": "School files",
    "captures": "Crawl",
    "readings": "Reading",
    "transcriptions": "Transcriptions",
    "resolved_findings": "Resolving",
    "outcomes": "Outcomes",
    "assessments": "Assessing",
    "edition": "Publishing",
}


class ShownProgress(Watcher, AbstractContextManager["ShownProgress"]):
    """Shows a bar on stderr: pages and schools while crawling, documents and findings while reading."""

    def __init__(self, console: Console | None = None) -> None:
        self._console = console or Console(stderr=True)
        self._progress = Progress(
            SpinnerColumn(),
            TextColumn("{task.description:<14}"),
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("{task.fields[told]}"),
            TimeRemainingColumn(compact=True),
            console=self._console,
            transient=True,
            disable=not self._console.is_terminal,
        )
        self._task = self._progress.add_task("", total=None, told="")
        self._stage = ""
        self._schools = self._done = 0
        self.warnings: list[str] = []

    def __enter__(self) -> Self:
        self._progress.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._progress.stop()

    def stage(self, name: str, schools: int) -> None:
        """Begin a new bar."""
        self._stage, self._schools, self._done = NAMES.get(name, name), schools, 0
        self._progress.reset(self._task, description=self._stage, total=None, told=f"{schools} schools")
        if self._progress.disable:
            self._console.print(f"{self._stage}: {schools} schools", highlight=False)

    def crawl(self, event: Event) -> None:
        """Move the bar by pages; what is known grows as links are found."""
        if event["event"] == "school_done":
            self._done += 1
        if event["event"] == "response":
            told = f"pages; {self._done} of {self._schools} schools done"
            self._progress.update(self._task, completed=event["settled"], total=event["known"], told=told)

    def reading(self, settled: int, documents: int, findings: int) -> None:
        """Move the bar by documents."""
        self._progress.update(self._task, completed=settled, total=documents, told=f"documents; {findings} findings")

    def faults(self, check: str, lines: Sequence[str], *, blocking: bool) -> None:
        """Keep what does not stop the run for the end of it."""
        if not blocking:
            self.warnings += [f"{check}: {line}" for line in lines]


def shown() -> ShownProgress:
    """Progress on stderr, so that what a command prints on stdout can be piped on."""
    sys.stdout.flush()
    return ShownProgress()
