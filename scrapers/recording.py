"""Recording: writes what the spider found, in the order that makes a kill harmless.

Belongs here: archive first, then index, then one ledger transaction, then the queue. Does not belong here: deciding
what an answer means (spiders/site_walk.py), the files themselves (archive.py, ledger.py).
"""

import hashlib
import logging
import sqlite3
from dataclasses import dataclass, field
from typing import Any

from scrapy.crawler import Crawler

from schemas.documents import Capture
from scrapers.addresses import host_of
from scrapers.archive import Exchange
from scrapers.exceptions import ArchiveError
from scrapers.settlements import Found, Settlement
from scrapers.walk import Walk

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Visited:
    """One address settled. exchange is archived; media_type is set if it holds a page or document worth a capture."""

    found: Found
    settlement: Settlement
    exchange: Exchange | None = None
    media_type: str | None = None
    content_type: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    new: list[Found] = field(default_factory=list)


class Recorder:
    """Scrapy item pipeline: the only writer of archive and ledger while a crawl runs."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "Recorder":
        """Make the recorder of a crawler."""
        return cls(crawler)

    def process_item(self, item: Visited) -> Visited:
        """Write one visit; on a full disk end the crawl, whose work so far is safe."""
        spider: Any = self._crawler.spider
        walk: Walk = spider.walk
        if walk.write_failure:
            return item
        try:
            self._write(walk, item)
        except (ArchiveError, sqlite3.Error, OSError) as error:
            walk.write_failure = str(error)
            logger.exception("cannot write; the crawl stops and can be resumed")
            self._crawler.signals.send_catch_log(signal=WRITE_FAILED)
        return item

    def _write(self, walk: Walk, item: Visited) -> None:
        if item.exchange is not None:
            place = walk.writer.store(item.exchange)
            if item.media_type is not None:
                capture = _capture(item, item.exchange, item.media_type, place)
                walk.writer.index(capture)
        new = walk.ledger.settle(item.settlement, item.new, walk.mark())
        walk.added(new)
        if item.settlement.absence is not None and item.settlement.absence_host:
            walk.absences[item.settlement.absence_host] = item.settlement.absence
        host = host_of(item.found.address)
        walk.queue.free(host)
        walk.judge_host(host, item.settlement.outcome)
        walk.done_with(item.found.school, item.found.address)


WRITE_FAILED = object()
"""Sent when nothing more can be written."""


def _capture(item: Visited, exchange: Exchange, media_type: str, place: tuple[str, int]) -> Capture:
    found = item.found
    return Capture(
        school_slug=found.school,
        address=found.asked_address or found.address,
        final_address=found.address,
        http_status=exchange.status,
        media_type=media_type,
        byte_count=len(exchange.body),
        sha256=hashlib.sha256(exchange.body).hexdigest(),
        fetched_at=exchange.fetched_at,
        parent_address=found.parent_address,
        anchor_text=found.anchor_text,
        warc_file=place[0],
        warc_offset=place[1],
        content_type=item.content_type,
        etag=item.etag,
        last_modified=item.last_modified,
        depth=found.depth,
    )
