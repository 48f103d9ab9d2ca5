"""The scheduler: hands out the most promising address of each host, one at a time, within each school's budget.

Belongs here: the order of requests and the budgets. Does not belong here: the pause between two requests (pacing.py),
where addresses are kept (ledger.py).

It takes the place of Scrapy's scheduler: what waits is what the ledger says, so a killed crawl loses nothing.
"""

import heapq
import time
from collections import deque
from dataclasses import dataclass, field
from itertools import count
from typing import TYPE_CHECKING, Any

from scrapy import Request, Spider
from scrapy.core.scheduler import BaseScheduler

from scrapers.addresses import host_of
from scrapers.settlements import Found

if TYPE_CHECKING:
    from scrapers.walk import Walk

RANKS = {"home": 0, "probe": 1, "known": 2, "sitemap": 3, "link": 4}


@dataclass(slots=True)
class _HostQueue:
    heap: list[tuple[int, float, int, Found]] = field(default_factory=list)
    again: deque[Request] = field(default_factory=deque)
    busy: bool = False


class Queue:
    """Addresses that wait, by host; best first within a host, hosts in turn."""

    def __init__(self) -> None:
        self._hosts: dict[str, _HostQueue] = {}
        self._turn: deque[str] = deque()
        self._waiting: dict[tuple[str, str], Found] = {}
        self._under_way: set[tuple[str, str]] = set()
        self._open: dict[str, int] = {}
        self._numbers = count()

    def push(self, found: Found) -> bool:
        """Add an address, or raise one that waits already to its new score; True if it was added."""
        key = (found.school, found.address)
        if key in self._under_way:
            return False
        added = key not in self._waiting
        if added:
            self._open[found.school] = self._open.get(found.school, 0) + 1
        self._waiting[key] = found
        entry = (RANKS[found.kind], -found.score, next(self._numbers), found)
        heapq.heappush(self._host(host_of(found.address)).heap, entry)
        return added

    def push_again(self, request: Request) -> None:
        """Put a request back that is to be tried again before anything else of its host."""
        host = self._host(host_of(request.url))
        host.again.append(request)
        host.busy = False

    def pop(self) -> Found | Request | None:
        """Take the best address, or a request to be tried again, of the next host that is not busy; None if none is."""
        for _ in range(len(self._turn)):
            name = self._turn[0]
            self._turn.rotate(-1)
            host = self._hosts[name]
            if host.busy:
                continue
            if host.again:
                host.busy = True
                return host.again.popleft()
            while host.heap:
                found = heapq.heappop(host.heap)[3]
                if self._waiting.get((found.school, found.address)) is found:
                    host.busy = True
                    del self._waiting[(found.school, found.address)]
                    self._under_way.add((found.school, found.address))
                    return found
        return None

    def free(self, host: str) -> None:
        """Note that the request to a host is over."""
        self._host(host).busy = False

    def settled(self, school: str, address: str) -> bool:
        """Note that an address of a school is settled; True if none is left."""
        self._under_way.discard((school, address))
        self._open[school] -= 1
        return self._open[school] == 0

    def drop(self, *, school: str | None = None, host: str | None = None) -> list[tuple[str, str]]:
        """Take out all that waits for a school or for a host; returns (school, address) pairs."""
        dropped = [
            key
            for key in self._waiting
            if (school is None or key[0] == school) and (host is None or host_of(key[1]) == host)
        ]
        for key in dropped:
            del self._waiting[key]
        return dropped

    def open_count(self) -> int:
        """How many addresses wait or are under way."""
        return sum(self._open.values())

    def is_empty(self) -> bool:
        """Whether nothing waits and nothing is under way."""
        return not any(self._open.values())

    def _host(self, name: str) -> _HostQueue:
        if name not in self._hosts:
            self._hosts[name] = _HostQueue()
            self._turn.append(name)
        return self._hosts[name]


class Budget:
    """What one school may still cost in one run, in requests and in seconds of this process."""

    def __init__(self, pages: int, seconds: float, sitemaps: int, made: dict[str, int]) -> None:
        self._pages = pages
        self._sitemaps = sitemaps
        self._read = made.get("sitemap", 0)
        self._made = sum(number for kind, number in made.items() if kind not in ("sitemap", "probe"))
        self._explored = made.get("exploring", 0)
        self._end = time.monotonic() + seconds

    def refusal(self, found: Found) -> str | None:
        """Why an address is not asked for any more, or None. Half the pages are kept for promising addresses."""
        if time.monotonic() > self._end:
            return "the time for this school is spent"
        if found.kind == "sitemap":
            return f"the budget of {self._sitemaps} sitemaps is spent" if self._read >= self._sitemaps else None
        if found.kind == "probe":
            return None
        if self._made >= self._pages:
            return f"the budget of {self._pages} pages is spent"
        if found.kind == "link" and not found.promising and self._explored * 2 >= self._pages:
            return "half the budget is kept for pages that promise more"
        return None

    def extend(self, seconds: float) -> None:
        """Give back time in which nothing could be asked."""
        self._end += seconds

    def spend(self, found: Found) -> None:
        """Count a request."""
        self._read += found.kind == "sitemap"
        if found.kind not in ("sitemap", "probe"):
            self._made += 1
            self._explored += found.kind == "link" and not found.promising


class LedgerScheduler(BaseScheduler):
    """Scrapy's view of the queue."""

    def __init__(self) -> None:
        self._walk: Walk
        self._closed_since: float | None = None
        self._spider: Any

    def open(self, spider: Spider) -> None:
        """Take up the walk of the spider."""
        self._spider = spider
        self._walk = self._spider.walk
        self._walk.resume()

    def has_pending_requests(self) -> bool:
        """Whether anything waits or is under way; the engine keeps asking while this is so."""
        return not self._walk.queue.is_empty()

    def enqueue_request(self, request: Request) -> bool:
        """Take a request that is to be tried again."""
        self._walk.queue.push_again(request)
        return True

    def next_request(self) -> Request | None:
        """The next request that may be handed to the downloader, or None while all hosts with addresses are busy."""
        if not self._in_hours():
            return None
        while (next_one := self._walk.queue.pop()) is not None:
            if isinstance(next_one, Request):
                return next_one
            refusal = self._walk.refusal(next_one)
            if refusal is None:
                request: Request = self._spider.request_for(next_one)
                return request
            self._walk.queue.free(host_of(next_one.address))
            self._walk.leave(next_one, *refusal)
        return None

    def _in_hours(self) -> bool:
        """Whether requests may go out now; the time of waiting is no time of any school."""
        now = time.monotonic()
        if not self._walk.manners.hours.are_now():
            self._closed_since = self._closed_since or now
            return False
        if self._closed_since is not None:
            for budget in self._walk.budgets.values():
                budget.extend(now - self._closed_since)
            self._closed_since = None
        return True
