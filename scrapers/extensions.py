"""Scrapy extensions: progress for people and for the process that started the crawl, and the stop on a full disk.

Belongs here: outputs about the crawl while it runs. Does not belong here: the archive and the ledger (books.py).
"""

import asyncio
from typing import Any

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured

from scrapers.books import Visited
from scrapers.recording import WRITE_FAILED
from scrapers.walk import Walk


class Progress:
    """Prints a line for every address settled by an answer or a failure; on with the setting PROGRESS."""

    def __init__(self, crawler: Crawler) -> None:
        if not crawler.settings.getbool("PROGRESS"):
            raise NotConfigured
        self._crawler = crawler
        crawler.signals.connect(self._scraped, signal=signals.item_scraped)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "Progress":
        """Make the extension of a crawler."""
        return cls(crawler)

    def _scraped(self, item: Visited) -> None:
        spider: Any = self._crawler.spider
        walk: Walk = spider.walk
        known = walk.known
        walk.books.tell(
            {
                "event": "response",
                "school": item.found.school,
                "address": item.found.address,
                "outcome": item.settlement.outcome or "redirected",
                "settled": known - walk.queue.open_count(),
                "known": known,
            }
        )


class StopOnWriteFailure:
    """Closes the spider when nothing more can be written: going on would fetch pages that are then lost."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._closing: asyncio.Future[None] | None = None
        crawler.signals.connect(self._stop, signal=WRITE_FAILED)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "StopOnWriteFailure":
        """Make the extension of a crawler."""
        return cls(crawler)

    def _stop(self) -> None:
        if self._closing is None:
            self._closing = asyncio.ensure_future(self._crawler.engine.close_spider_async(reason="cannot_write"))
