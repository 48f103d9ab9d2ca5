"""Walking in one process: a Twisted reactor with the spider, from the first address to the last.

Belongs here: what a walk is told on the command line, and Scrapy's process. Does not belong here: the books (books.py), several
processes (parts.py). A reactor cannot be started twice, so a process does one walk.
"""

from dataclasses import dataclass, field
from pathlib import Path

from schemas.registry import School
from scrapers.archive import Archive
from scrapers.books import BookKeeping
from scrapers.manners import Manners
from scrapers.pacing import Pace
from scrapers.resolver import HostsMap
from scrapers.shared_pacing import SharedPace
from scrapers.walk import Limits, Walk


@dataclass(frozen=True, slots=True)
class WalkSettings:
    """How to walk: the archive of earlier captures, the least pause and the longest answer in seconds, limits, manners.

    hosts names servers of one's own; browser is the path of a Chromium; turns is a folder in which several processes take turns
    at a host, None where there is one process.
    """

    archive: Path
    delay: float
    answer_seconds: int
    limits: Limits
    hosts: HostsMap | None = None
    browser: str | None = None
    progress: bool = False
    manners: Manners = field(default_factory=Manners)
    turns: Path | None = None


def walk(schools: dict[str, School], books: BookKeeping, settings: WalkSettings) -> str | None:
    """Walk the sites of schools until nothing is left, or the walk is told to stop; returns why nothing could be written, or None."""
    pace = SharedPace(settings.delay, settings.turns) if settings.turns else Pace(settings.delay)
    walk_of_all = Walk(schools, books, Archive(settings.archive), pace, settings.limits, settings.manners)
    _run_spider(walk_of_all, settings)
    return walk_of_all.write_failure


def _run_spider(of_all: Walk, settings: WalkSettings) -> None:
    from scrapy.crawler import AsyncCrawlerProcess  # noqa: PLC0415 - installs a reactor, which only a crawl needs
    from scrapy.settings import Settings  # noqa: PLC0415

    from scrapers.spiders.site_walk import SiteWalkSpider  # noqa: PLC0415

    scrapy_settings = Settings()
    scrapy_settings.setmodule("scrapers.settings", priority="project")
    scrapy_settings.update(
        {
            "PROGRESS": settings.progress,
            "HOSTS_MAP": settings.hosts,
            "DOWNLOAD_TIMEOUT": settings.answer_seconds,
            "BROWSER": settings.browser,
        },
        priority="cmdline",
    )
    process = AsyncCrawlerProcess(scrapy_settings)
    process.crawl(SiteWalkSpider, walk=of_all)
    process.start()
