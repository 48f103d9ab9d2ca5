"""Scrapy settings: polite and exact, with the reason beside each value that is not the default.

Belongs here: settings of every crawl. Does not belong here: what one crawl is told on its command line (run.py).
"""

import os

from scrapers.exceptions import CrawlError

PRODUCT = "MatchWatchBot"
PLACEHOLDER_CONTACT = "https://matchwatch.example/crawler"


def contact() -> str:
    """The page or address where the operator can be reached, from MATCHWATCH_CONTACT.

    Raises:
        CrawlError: it holds line breaks, which would forge headers.
    """
    written = os.environ.get("MATCHWATCH_CONTACT", "").strip() or PLACEHOLDER_CONTACT
    if not written.isprintable() or not written.isascii():
        raise CrawlError("MATCHWATCH_CONTACT: holds characters that no header may hold; give a plain web address")
    return written


BOT_NAME = PRODUCT
USER_AGENT = f"{PRODUCT}/0.1 (+{contact()})"  # names itself and its operator; default: Scrapy's own
ROBOTSTXT_USER_AGENT = PRODUCT  # the token that robots rules are matched against
ROBOTSTXT_OBEY = False  # RobotsMiddleware of this project does it: Scrapy's crawls on when robots.txt answers 503
SPIDER_MODULES = ["scrapers.spiders"]
SCHEDULER = "scrapers.scheduler.LedgerScheduler"  # the ledger holds what waits; Scrapy's JOBDIR loses it on a kill
TWISTED_DNS_RESOLVER = "scrapers.resolver.GuardedResolver"  # no name may lead off the public internet
DOWNLOAD_HANDLERS: dict[str, str | None] = {
    **dict.fromkeys(("http", "https"), "scrapers.downloading.BoundedHeadHandler"),
    **dict.fromkeys(("data", "file", "ftp", "s3")),  # nothing but web servers is ever asked
}
HOSTS_MAP = None  # of this project: where the sample's hosts are; None means real name resolution
ITEM_PIPELINES = {"scrapers.recording.Recorder": 100}
BROWSER = None  # of this project: path of a Chromium that renders pages which scripts fill; None leaves them unread
DOWNLOADER_MIDDLEWARES = {
    "scrapers.rendering.RenderMiddleware": 40,  # last to see an answer, unpacked and whole
    "scrapers.middlewares.AddressGuardMiddleware": 50,
    "scrapers.middlewares.RobotsMiddleware": 100,
    "scrapers.middlewares.WholenessMiddleware": 800,  # before Scrapy unpacks (590), which takes half an answer for one
    "scrapers.middlewares.PaceMiddleware": 900,  # next to the downloader, so that robots.txt waits its turn as well
    "scrapy.downloadermiddlewares.offsite.OffsiteMiddleware": None,  # scope.py decides, and records what it refuses
    "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,
    "scrapy.downloadermiddlewares.retry.RetryMiddleware": None,  # the spider retries: it knows Retry-After
    "scrapy.downloadermiddlewares.redirect.MetaRefreshMiddleware": None,  # refreshes are links
    "scrapy.downloadermiddlewares.redirect.RedirectMiddleware": None,  # the spider follows, so that each hop is recorded
    "scrapy.downloadermiddlewares.cookies.CookiesMiddleware": None,
    "scrapy.downloadermiddlewares.httpproxy.HttpProxyMiddleware": None,
    "scrapy.downloadermiddlewares.httpauth.HttpAuthMiddleware": None,
    "scrapy.downloadermiddlewares.stats.DownloaderStats": None,  # writes every header out once more, only to count bytes
}
SPIDER_MIDDLEWARES = {
    # requests are made by the scheduler; a middleware that drops one would leave its address open for ever
    "scrapy.spidermiddlewares.httperror.HttpErrorMiddleware": None,
    "scrapy.spidermiddlewares.referer.RefererMiddleware": None,
    "scrapy.spidermiddlewares.urllength.UrlLengthMiddleware": None,
    "scrapy.spidermiddlewares.depth.DepthMiddleware": None,
    "scrapy.spidermiddlewares.metacopy.MetaCopyDetectionMiddleware": None,
}
EXTENSIONS = {
    "scrapers.extensions.Progress": 100,
    "scrapers.extensions.StopOnWriteFailure": 100,
    "scrapy.extensions.telnet.TelnetConsole": None,  # no open ports
    "scrapy.extensions.remote_control.RemoteControl": None,
    "scrapy.extensions.feedexport.FeedExporter": None,
    "scrapy.extensions.throttle.AutoThrottle": None,  # pacing.py: AutoThrottle would fall below a Crawl-delay
}
COOKIES_ENABLED = False  # nobody is followed and nothing personal is shown
HTTPPROXY_ENABLED = False  # a proxy would resolve names behind the guard's back
HTTPERROR_ALLOW_ALL = True  # every status is an outcome
DOWNLOAD_VERIFY_CERTIFICATES = True  # evidence must come from who it says; default: False
CONCURRENT_REQUESTS = 0  # no limit: the scheduler allows one request a host
CONCURRENT_REQUESTS_PER_DOMAIN = 1  # one connection a host; default: 8
CONCURRENT_ITEMS = 1  # Scrapy starts that many tasks for each response, which has one item here; default: 100
DOWNLOAD_DELAY = 0  # pacing.py waits
DOWNLOAD_TIMEOUT = 60  # seconds; default: 180
DOWNLOAD_MAXSIZE = 50 * 1024 * 1024  # bytes, also after decompression; default: 1 GiB
DOWNLOAD_WARNSIZE = 0
DNS_TIMEOUT = 20
MEMUSAGE_ENABLED = False
LOG_LEVEL = "INFO"
LOGSTATS_INTERVAL = 60.0
STATS_DUMP = False  # run.py prints a summary for people
WARN_ON_GENERATOR_RETURN_VALUE = False
DEFAULT_REQUEST_HEADERS = {
    "Accept": "text/html,application/xhtml+xml,application/pdf,application/xml;q=0.9,*/*;q=0.8",
    "Accept-Language": "en",
}
