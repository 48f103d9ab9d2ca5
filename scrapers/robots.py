"""Robots rules as RFC 9309 has them: what they say, when they cannot be had, and how long they are kept.

Belongs here: the meaning of a robots.txt answer. Does not belong here: how it is fetched (middlewares.py).
A robots.txt that cannot be had because the server fails means stay out; one that does not exist means come in.
"""

import asyncio
import re
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from protego import Protego

from schemas.vocabulary import VisitOutcome
from scrapers.addresses import canonical_address, origin_of
from scrapers.exceptions import AddressRefusedError

MAXIMUM_BYTES = 500 * 1024
MAXIMUM_REDIRECTS = 5
LIFETIME_SECONDS = 24 * 3600
ATTEMPTS = 3
TOO_MANY_REQUESTS = 429
STAY_OUT = frozenset(
    {VisitOutcome.timed_out, VisitOutcome.connection_lost, VisitOutcome.server_error, VisitOutcome.failed_otherwise}
)
PASSING = STAY_OUT - {VisitOutcome.failed_otherwise}
AGENT_LINE = re.compile(r"(\s*user[- ]?agent\s*(?::|\s)\s*)([\w-]+)", re.IGNORECASE)
QUERY_SLASH = re.compile(r"%2f", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class RobotsAnswer:
    """What asking for a robots.txt brought: a status with headers and body, or the way in which it failed."""

    status: int = 0
    body: bytes = b""
    location: str | None = None
    failure: VisitOutcome | None = None
    detail: str | None = None


@dataclass(frozen=True, slots=True)
class RobotsRules:
    """The rules of one origin. outcome is set when every address there must be left alone, detail says why."""

    origin: str
    outcome: VisitOutcome | None = None
    detail: str | None = None
    parsed: Protego | None = None
    fetched_at: float = field(default_factory=time.monotonic)

    def allows(self, address: str, user_agent: str) -> bool:
        """Whether the rules let this user agent fetch an address of the origin."""
        return self.outcome is None and (
            self.parsed is None or self.parsed.can_fetch(_plain_query(address), user_agent)
        )

    def crawl_delay(self, user_agent: str) -> float:
        """Seconds between requests that the rules ask for; 0 if they ask for none."""
        asked = self.parsed.crawl_delay(user_agent) if self.parsed else None
        return max(0.0, float(asked)) if asked is not None else 0.0

    def sitemaps(self) -> list[str]:
        """Addresses of the sitemaps that the robots.txt names."""
        return list(self.parsed.sitemaps) if self.parsed else []


def rules_from(origin: str, answer: RobotsAnswer) -> RobotsRules:
    """Interpret an answer: 2xx is read, 4xx means no rules, everything else means stay out (RFC 9309, 2.3.1)."""
    if answer.failure in STAY_OUT:
        why = f"robots.txt could not be fetched ({answer.detail or answer.failure})"
        return RobotsRules(origin, VisitOutcome.robots_unavailable, why)
    if answer.failure is not None:
        return RobotsRules(origin, answer.failure, answer.detail)
    if answer.status // 100 == 2:
        text = answer.body[:MAXIMUM_BYTES].removeprefix(b"\xef\xbb\xbf").decode("utf-8", errors="replace")
        return RobotsRules(origin, parsed=Protego.parse(_plain(text)))
    if answer.status // 100 == 5 or answer.status == TOO_MANY_REQUESTS:
        why = f"robots.txt answered {answer.status}, which means stay out"
        return RobotsRules(origin, VisitOutcome.robots_unavailable, why)
    return RobotsRules(origin)


def _plain(text: str) -> str:
    """A robots.txt in the form that Protego takes: names of crawlers without version or remark, queries as `_plain_query`."""
    lines = []
    for line in text.splitlines():
        named = AGENT_LINE.match(line)
        lines.append(named[0] if named else _plain_query(line))
    return "\n".join(lines)


def _plain_query(address: str) -> str:
    """An address or a rule with bare slashes in its query: canonical addresses hold them encoded, rules mostly do not."""
    path, mark, query = address.partition("?")
    return path + mark + QUERY_SLASH.sub("/", query)


class RobotsKeeper:
    """Asks each origin once and keeps its rules for a day.

    fetch is awaited with an address and an attempt number and returns the answer; it does the waiting between attempts.
    """

    def __init__(self, fetch: Callable[[str, int], Awaitable[RobotsAnswer]]) -> None:
        self._fetch = fetch
        self._kept: dict[str, RobotsRules] = {}
        self._locks: dict[str, asyncio.Lock] = {}

    async def rules(self, address: str) -> RobotsRules:
        """Return the rules for the origin of an address, fetched if they are not known or older than a day."""
        origin = origin_of(address)
        async with self._locks.setdefault(origin, asyncio.Lock()):
            kept = self._kept.get(origin)
            if kept is None or time.monotonic() - kept.fetched_at > LIFETIME_SECONDS:
                kept = rules_from(origin, await self._ask(f"{origin}/robots.txt"))
                self._kept[origin] = kept
            return kept

    def known(self, address: str) -> RobotsRules | None:
        """Return the rules for the origin of an address if they were asked for already."""
        return self._kept.get(origin_of(address))

    async def _ask(self, address: str) -> RobotsAnswer:
        for attempt in range(ATTEMPTS):
            answer = await self._follow(address, attempt)
            passing = answer.failure in PASSING or answer.status // 100 == 5 or answer.status == TOO_MANY_REQUESTS
            if not passing:
                return answer
        return answer

    async def _follow(self, address: str, attempt: int) -> RobotsAnswer:
        for _ in range(MAXIMUM_REDIRECTS + 1):
            answer = await self._fetch(address, attempt)
            if answer.status // 100 != 3 or not answer.location:
                return answer
            try:
                address = canonical_address(answer.location, base=address)
            except AddressRefusedError:
                break
        return RobotsAnswer(status=404)
