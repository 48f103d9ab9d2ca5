"""Manners that an operator sets for a whole crawl: hours, hosts never asked, requests in all, and the browser to render with.

Belongs here: what holds for all schools and hosts alike, checked before anything is asked. Does not belong here: robots rules (robots.py), the pause between two
requests (pacing.py), what one school may cost (scheduler.py).
"""

import os
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from importlib.util import find_spec
from pathlib import Path

from scrapers.exceptions import CrawlError

HOURS = re.compile(r"([01]?\d|2[0-4])-([01]?\d|2[0-4])")


def _local_hour() -> int:
    return datetime.now().astimezone().hour


@dataclass(frozen=True, slots=True)
class Hours:
    """Hours of the day, by the clock of the machine, in which requests may be sent; from 22 to 6 goes over midnight."""

    first: int = 0
    last: int = 24
    hour: Callable[[], int] = _local_hour

    @classmethod
    def read(cls, written: str) -> "Hours":
        """Read hours as 22-6.

        Raises:
            CrawlError: they are not of this form, or no hour lies between them.
        """
        found = HOURS.fullmatch(written)
        if not found or int(found[1]) % 24 == int(found[2]) % 24:
            raise CrawlError(f"{written}: are no hours of the day; give them as 22-6")
        return cls(int(found[1]) % 24, int(found[2]))

    def are_now(self) -> bool:
        """Whether a request may be sent now."""
        hour = self.hour()
        if self.first < self.last:
            return self.first <= hour < self.last
        return hour >= self.first or hour < self.last


def read_stop_list(path: Path) -> frozenset[str]:
    """Read hosts that must never be asked, one a line, # before remarks; each stands for the hosts below it too.

    Raises:
        CrawlError: the file cannot be read, or a line is no name of a host.
    """
    try:
        lines = [
            line.split("#")[0].strip().lower().rstrip(".") for line in path.read_text(encoding="utf-8").splitlines()
        ]
    except (OSError, UnicodeDecodeError) as error:
        raise CrawlError(f"{path}: the stop list cannot be read ({error}); correct --stop-list") from error
    for number, line in enumerate(lines, 1):
        if line and not re.fullmatch(r"[a-z0-9-]+(\.[a-z0-9-]+)*", line):
            raise CrawlError(f"{path}: line {number} is no name of a host; write it as www.example.edu")
    return frozenset(filter(None, lines))


@dataclass(frozen=True, slots=True)
class Manners:
    """What an operator asks of a crawl. most_requests counts over all schools; None sets no limit."""

    hours: Hours = field(default_factory=Hours)
    stop_list: frozenset[str] = frozenset()
    most_requests: int | None = None

    def stops(self, host: str) -> bool:
        """Whether a host is on the stop list, itself or by a domain that it belongs to."""
        labels = host.split(".")
        return any(".".join(labels[start:]) in self.stop_list for start in range(len(labels)))


def require_browser(executable: str) -> None:
    """Tell at once what is missing.

    Raises:
        CrawlError: the driver is not installed, or no program is at this path.
    """
    if find_spec("playwright") is None:
        raise CrawlError("--browser needs the optional extra: pip install 'matchwatch[browser]'")
    if not os.access(executable, os.X_OK):
        raise CrawlError(f"{executable}: is no program that can be run; give the path of an installed Chromium")
