"""Downloader middlewares: what stands between a request and the network.

Belongs here: the address guard, robots rules and the pace, for every request that leaves, and whether its answer is whole. Does not belong here: what an
answer means (classify.py), which request is next (scheduler.py).
"""

import logging
import time
import zlib
from typing import Any

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest, ResponseDataLossError, StopDownload
from scrapy.http import Headers, Response
from scrapy.http.request import NO_CALLBACK

from schemas.vocabulary import VisitOutcome
from scrapers.addresses import host_of, require_public_address
from scrapers.classify import FOREIGN_TYPES
from scrapers.exceptions import AddressRefusedError
from scrapers.failures import outcome_of
from scrapers.pacing import Pace, retry_after_seconds
from scrapers.robots import MAXIMUM_BYTES, RobotsAnswer, RobotsKeeper

GZIP_START = b"\x1f\x8b"
UNPACKED_AT_ONCE = 1024 * 1024
logger = logging.getLogger(__name__)


class VisitRefusedError(IgnoreRequest):
    """Raised by the middlewares of this module when a request must not be sent; says what it is settled as."""

    def __init__(self, outcome: VisitOutcome, detail: str) -> None:
        super().__init__(detail)
        self.outcome = outcome
        self.detail = detail


class AddressGuardMiddleware:
    """Refuses hosts of the stop list, and addresses outside the public internet; names are checked by resolver.py."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "AddressGuardMiddleware":
        """Make the middleware of a crawler."""
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        """Raise VisitRefusedError for a forbidden address."""
        spider: Any = self._crawler.spider
        if spider.walk.manners.stops(host_of(request.url)):
            raise VisitRefusedError(
                VisitOutcome.on_stop_list, "the operator of this crawler asks nothing of this host"
            )
        try:
            require_public_address(request.url)
        except AddressRefusedError as error:
            raise VisitRefusedError(VisitOutcome.address_refused, str(error)) from error


class RobotsMiddleware:
    """Obeys robots rules (RFC 9309) and tells the pace of their Crawl-delay."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._agent = str(crawler.settings["ROBOTSTXT_USER_AGENT"])
        self.keeper = RobotsKeeper(self._fetch)
        crawler.signals.connect(self._bytes_received, signal=signals.bytes_received)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "RobotsMiddleware":
        """Make the middleware of a crawler."""
        return cls(crawler)

    async def process_request(self, request: Request) -> None:
        """Raise VisitRefusedError for an address that robots rules close; waits for the rules if they are not known."""
        if request.meta.get("is_robots"):
            return
        rules = await self.keeper.rules(request.url)
        _pace(self._crawler).obey(host_of(request.url), rules.crawl_delay(self._agent))
        request.meta["sitemaps"] = rules.sitemaps()
        if rules.outcome is not None:
            raise VisitRefusedError(rules.outcome, rules.detail or rules.outcome)
        if not rules.allows(request.url, self._agent):
            raise VisitRefusedError(VisitOutcome.refused_by_robots, "robots.txt does not allow this address")

    async def _fetch(self, address: str, attempt: int) -> RobotsAnswer:
        if attempt:
            _pace(self._crawler).hold(host_of(address), _pace(self._crawler).backoff(attempt - 1))
        request = Request(address, callback=NO_CALLBACK, meta={"is_robots": True}, dont_filter=True)
        try:
            response = await self._crawler.engine.download_async(request)
        except VisitRefusedError as error:
            return RobotsAnswer(failure=error.outcome, detail=error.detail)
        except Exception as error:  # noqa: BLE001 - whatever keeps robots.txt away keeps the crawler away
            outcome, detail = outcome_of(error, host_of(address))
            return RobotsAnswer(failure=outcome, detail=detail)
        asked = retry_after_seconds(_text(response.headers.get("Retry-After")))
        if asked is not None and response.status in (429, 503):
            _pace(self._crawler).hold(host_of(address), asked)
        return RobotsAnswer(response.status, response.body, _text(response.headers.get("Location")))

    def _bytes_received(self, data: bytes, request: Request) -> None:
        """Break a robots.txt off after as much of it as RFC 9309 asks to be read (2.5); that part holds."""
        if request.meta.get("is_robots"):
            received = int(request.meta.get("robots_bytes", 0)) + len(data)
            request.meta["robots_bytes"] = received
            if received >= MAXIMUM_BYTES:
                raise StopDownload(fail=False)


class PaceMiddleware:
    """Lets a request go when its host's turn has come; stands next to the downloader, so that all requests wait."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        crawler.signals.connect(self._headers_received, signal=signals.headers_received)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "PaceMiddleware":
        """Make the middleware of a crawler."""
        return cls(crawler)

    async def process_request(self, request: Request) -> None:
        """Wait for the host's turn."""
        await _pace(self._crawler).turn(host_of(request.url))
        request.meta["has_turn"] = True

    def process_response(self, request: Request, response: Response) -> Response:
        """Count the pause from the answer."""
        latency = float(request.meta.get("download_latency", 0.0))
        moment = float(request.meta.pop("answer_began", time.monotonic()))
        _pace(self._crawler).answered(host_of(request.url), latency, moment)
        self._end_turn(request)
        return response

    def process_exception(self, request: Request, exception: Exception) -> None:  # noqa: ARG002 - set by Scrapy
        """End the turn of a request that failed."""
        self._end_turn(request)

    def _end_turn(self, request: Request) -> None:
        if request.meta.pop("has_turn", False):
            _pace(self._crawler).over(host_of(request.url))

    def _headers_received(self, headers: Headers, request: Request) -> None:
        """Note when the answer began; break off films, sounds, fonts and scripts before their body comes."""
        request.meta["answer_began"] = time.monotonic()
        declared = (_text(headers.get("Content-Type")) or "").lower()
        if declared.startswith(FOREIGN_TYPES) and not (request.meta.get("is_robots") or request.meta.get("is_part")):
            raise StopDownload(fail=False)


class WholenessMiddleware:
    """Refuses packed answers that end too early: Scrapy unpacks what there is, and half a list would look like a whole one.

    Stands between the downloader and Scrapy's unpacking.
    """

    def __init__(self, most_bytes: int) -> None:
        self._most_bytes = most_bytes

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "WholenessMiddleware":
        """Make the middleware of a crawler."""
        return cls(crawler.settings.getint("DOWNLOAD_MAXSIZE"))

    def process_response(self, request: Request, response: Response) -> Response:  # noqa: ARG002 - set by Scrapy
        """Raise ResponseDataLossError for gzip data without its end."""
        encoding = (_text(response.headers.get("Content-Encoding")) or "").strip().lower()
        cut_off = "download_stopped" in response.flags
        packed = encoding in ("gzip", "x-gzip") and response.body.startswith(GZIP_START) and not cut_off
        if packed and not _has_end(response.body, self._most_bytes):
            raise ResponseDataLossError
        return response


def _has_end(body: bytes, most_bytes: int) -> bool:
    """Whether gzip data reaches the end of its first member, or unpacks to more than is taken anyway."""
    unpacker, unpacked = zlib.decompressobj(zlib.MAX_WBITS | 16), 0
    try:
        while body and not unpacker.eof and unpacked <= most_bytes:
            unpacked += len(unpacker.decompress(body, UNPACKED_AT_ONCE))
            body = unpacker.unconsumed_tail
    except zlib.error:
        return False
    return unpacker.eof or unpacked > most_bytes


def _pace(crawler: Crawler) -> Pace:
    spider: Any = crawler.spider
    pace: Pace = spider.walk.pace
    return pace


def _text(value: bytes | None) -> str | None:
    return value.decode("latin-1") if value is not None else None
