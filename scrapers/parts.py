"""A crawl in parts: several processes walk, each the schools of one part; this one keeps the books for them.

Belongs here: parting the schools, starting and ending the processes, answering what they ask of the books. Does not belong here: the
walk of a part (part.py), the books themselves (books.py).

Archive and ledger keep a single writer, so a crawl in parts is killed, resumed and read like any other.
"""

import logging
import os
import signal
import socket
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from math import ceil
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import Any

from schemas.registry import School
from scrapers.books import Books, Event
from scrapers.exceptions import ArchiveError
from scrapers.scope import Scope
from scrapers.walking import WalkSettings

ANSWERS_A_SECOND = 60
"""What one process does with pages of usual size; more processes pay once the pauses leave more than that to do."""
PROJECT_FOLDER = Path(__file__).resolve().parent.parent
logger = logging.getLogger(__name__)


@dataclass
class Part:
    """One process and the schools that it walks. settled and known are its latest counts of addresses."""

    schools: dict[str, School]
    process: "subprocess.Popen[bytes]"
    connection: Connection
    settled: int = 0
    known: int = 0
    write_failure: str | None = None
    ended: bool = field(default=False)


def parted(schools: dict[str, School], most: int) -> list[dict[str, School]]:
    """Part schools among at most so many processes; schools that share a registered domain stay together."""
    leaders: dict[str, str] = {}
    groups: dict[str, list[str]] = {}
    for slug, school in schools.items():
        domains = Scope(school).registered_domains
        met = sorted({leaders[domain] for domain in domains if domain in leaders})
        members = [slug, *(one for leader in met for one in groups.pop(leader))]
        groups[slug] = members
        for domain in {*domains, *(domain for domain, leader in leaders.items() if leader in met)}:
            leaders[domain] = slug
    parts: list[list[str]] = [[] for _ in range(max(1, most))]
    for members in sorted(groups.values(), key=len, reverse=True):
        min(parts, key=len).extend(members)
    return [{slug: schools[slug] for slug in schools if slug in set(part)} for part in parts if part]


def useful_processes(schools: int, delay: float) -> int:
    """How many processes it takes on this machine to ask each school's host as often as politeness allows.

    Without a pause (seconds) there is no such measure, and one process makes the most of its processor.
    """
    if not delay:
        return 1
    available = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return max(1, min(available, ceil(schools / delay / ANSWERS_A_SECOND)))


def walk_in_parts(parts: list[dict[str, School]], books: Books, settings: WalkSettings) -> str | None:
    """Walk the parts side by side until nothing is left; returns why nothing could be written, or None.

    A part whose process dies leaves its schools unfinished, to be resumed; the others go on.
    """
    with ExitStack() as stack:
        turns = stack.enter_context(tempfile.TemporaryDirectory(prefix="matchwatch-turns-"))
        settings = replace(settings, turns=Path(turns))
        started = [stack.enter_context(_started(schools)) for schools in parts]
        for part in started:
            part.connection.send((part.schools, settings))
        with _passing_signals(started):
            _keep(books, started)
        return next((part.write_failure for part in started if part.write_failure), None)


@contextmanager
def _started(schools: dict[str, School]) -> Iterator[Part]:
    """A process at work on a part; killed if it is still there at the end."""
    ours, theirs = socket.socketpair()
    with theirs:
        process = subprocess.Popen(  # noqa: S603 - our own module, arguments as a list
            [sys.executable, "-m", "scrapers.part", str(theirs.fileno())],
            env={**os.environ, "PYTHONPATH": os.pathsep.join([str(PROJECT_FOLDER), os.environ.get("PYTHONPATH", "")])},
            stdin=subprocess.PIPE,  # never written to: it closes when this process dies, and the part ends
            stdout=subprocess.DEVNULL,
            pass_fds=[theirs.fileno()],
            start_new_session=True,  # signals of the terminal come to this process, which passes them on once
        )
    with process, Connection(ours.detach()) as connection:
        try:
            yield Part(schools, process, connection)
        finally:
            if process.poll() is None:
                process.kill()


@contextmanager
def _passing_signals(parts: list[Part]) -> Iterator[None]:
    """Pass signals to end on to the parts, which settle what is under way."""

    def pass_on(number: int, _: object) -> None:
        for part in parts:
            if part.process.poll() is None:
                part.process.send_signal(number)

    before = {number: signal.signal(number, pass_on) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _keep(books: Books, parts: list[Part]) -> None:
    """Answer the parts, one question at a time, until all have ended."""
    at_work = list(parts)
    while at_work:
        ready = wait([part.connection for part in at_work])
        for part in [part for part in at_work if part.connection in ready]:
            try:
                _answer(books, part, parts)
            except (EOFError, OSError):
                at_work.remove(part)
        for part in parts:
            if part not in at_work and part.process.returncode is None:
                _note_end(part)


def _note_end(part: Part) -> None:
    code = part.process.wait()
    if not part.ended:
        logger.error(
            "a process of the crawl died (exit code %s); the searches of its %d schools that are not finished are taken up by the next run",
            code,
            len(part.schools),
        )


def _answer(books: Books, part: Part, parts: list[Part]) -> None:
    """Take one message of a part; its questions are answered, what it tells is not."""
    name, arguments = part.connection.recv()
    if name == "tell":
        books.tell(_counted(arguments[0], part, parts))
    elif name == "end":
        part.ended, part.write_failure = True, arguments[0]
    else:
        try:
            answer: tuple[bool, Any] = True, getattr(books, name)(*arguments)
        except (ArchiveError, sqlite3.Error, OSError) as error:
            answer = False, str(error)
        part.connection.send(answer)


def _counted(event: Event, part: Part, parts: list[Part]) -> Event:
    """An event with the counts of all parts in place of those of one."""
    if "settled" in event and "known" in event:
        part.settled, part.known = int(str(event["settled"])), int(str(event["known"]))
        counts = {"settled": sum(one.settled for one in parts), "known": sum(one.known for one in parts)}
        return {**event, **counts}
    return event
