"""Pace: when the next request may go to a host.

Belongs here: the pause between requests to one host, from the configured delay, robots rules, the host's own speed and
what it asks for when it is busy. Does not belong here: which request goes next (scheduler.py).

Scrapy's downloader slots are not used for this: AutoThrottle resets them below a Crawl-delay.
"""

import asyncio
import random
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

LONGEST_DELAY = 60.0
JITTER = 0.01
"""Share of the pause that is left to chance, so that hosts do not fall into step; more would only lengthen every crawl."""
LONGEST_HOLD = 300.0
SHORTEST_BACKOFF = 0.05


@dataclass(slots=True)
class _HostPace:
    """What is known of one host."""

    next_at: float = 0.0
    crawl_delay: float = 0.0
    latency: float = 0.0


class Pace:
    """Keeps the pace of all hosts. delay is the least pause in seconds; 0 is for servers of one's own."""

    def __init__(self, delay: float) -> None:
        self._delay = delay
        self._hosts: dict[str, _HostPace] = {}

    async def turn(self, host: str) -> None:
        """Wait until a request may go to the host, and count it as sent."""
        while (wait := self.wait(host)) > 0:  # noqa: ASYNC110 - the moment may move while waiting
            await asyncio.sleep(wait)
        self._of(host).next_at = time.monotonic() + self.pause(host)

    def wait(self, host: str) -> float:
        """Seconds until a request may go to the host; none or less than none: it may go now."""
        return self._of(host).next_at - time.monotonic()

    def pause(self, host: str) -> float:
        """Seconds that lie between two requests to the host: never less than the delay or the Crawl-delay."""
        return max(self._delay * random.uniform(1.0, 1.0 + JITTER), self._of(host).crawl_delay)

    def rest(self, host: str) -> float:
        """Seconds that a host is left alone after an answer: as long as it took, as AutoThrottle does for one request at a time."""
        return min(self._of(host).latency, LONGEST_DELAY) if self._delay else 0.0

    def answered(self, host: str, latency: float, moment: float) -> None:
        """Learn how long the host took to answer, and count the pause from there; once the answer is whole, the rest.

        Args:
            host: who answered.
            latency: seconds until it began to.
            moment: when it began to, by time.monotonic(). The host got the request before, so from there on the pause is never
                shorter by the host's own clock, as it might be from when the request was sent.
        """
        pace = self._of(host)
        pace.latency = (pace.latency + latency) / 2 if pace.latency else latency
        pace.next_at = max(pace.next_at, moment + self.pause(host), time.monotonic() + self.rest(host))

    def over(self, host: str) -> None:
        """Learn that a request to the host is over, answered or not."""

    def obey(self, host: str, crawl_delay: float) -> None:
        """Learn the Crawl-delay of the host's robots rules, in seconds; absurd ones are cut to a minute."""
        pace = self._of(host)
        asked = min(crawl_delay, LONGEST_DELAY)
        if asked == pace.crawl_delay:
            return
        pace.crawl_delay = asked
        pace.next_at = max(pace.next_at, time.monotonic() + self.pause(host))

    def hold(self, host: str, seconds: float) -> None:
        """Send nothing to the host for some seconds."""
        pace = self._of(host)
        pace.next_at = max(pace.next_at, time.monotonic() + min(seconds, LONGEST_HOLD))

    def backoff(self, attempt: int) -> float:
        """Seconds to wait before trying again after a passing failure; attempt counts from 0."""
        return float(max(self._delay, SHORTEST_BACKOFF) * 4 ** (attempt + 1))

    def _of(self, host: str) -> _HostPace:
        return self._hosts.setdefault(host, _HostPace())


def retry_after_seconds(value: str | None) -> float | None:
    """Seconds that a Retry-After header asks for, given as seconds or as a date; None if it says nothing usable."""
    if not value:
        return None
    if value.strip().isdigit():
        return float(value.strip())
    try:
        moment = parsedate_to_datetime(value)
    except (TypeError, ValueError):
        return None
    return max(0.0, (moment.replace(tzinfo=moment.tzinfo or UTC) - datetime.now(UTC)).total_seconds())
