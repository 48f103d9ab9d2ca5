"""Recording: hands what the spider found to the books, and goes on with what they took in.

Belongs here: Scrapy's item pipeline, what follows a visit, the end when nothing can be written. Does not belong here: deciding
what an answer means (spiders/site_walk.py), the order of writing (books.py).
"""

import logging
import sqlite3
from typing import Any

from scrapy.crawler import Crawler

from scrapers.addresses import host_of
from scrapers.books import Visited
from scrapers.exceptions import ArchiveError
from scrapers.walk import Walk

logger = logging.getLogger(__name__)


class Recorder:
    """Scrapy item pipeline: every visit goes through it to the books."""

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
        new = walk.books.settle(item)
        walk.written.update((one.school, one.address) for one in item.new)
        walk.added(new)
        if item.settlement.absence is not None and item.settlement.absence_host:
            walk.absences[item.settlement.absence_host] = item.settlement.absence
        host = host_of(item.found.address)
        walk.queue.free(host)
        walk.judge_host(host, item.settlement.outcome)
        walk.done_with(item.found.school, item.found.address)


WRITE_FAILED = object()
"""Sent when nothing more can be written."""
