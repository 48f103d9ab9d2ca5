"""The download handler: Scrapy's own, with a limit on the head of an answer.

Belongs here: what Scrapy does not bound while it receives. Does not belong here: limits that are settings of Scrapy (settings.py).
Scrapy bounds bodies, but takes headers as long as they come: a host that never ends them could fill the memory.
"""

from typing import Any

from scrapy.core.downloader.handlers.http11 import (
    HTTP11DownloadHandler,
    _LenientHTTP11ClientFactory,
    _LenientHTTP11ClientProtocol,
)
from scrapy.crawler import Crawler
from twisted.web._newclient import HEADER, STATUS

MAXIMUM_HEAD_BYTES = 512 * 1024


class BoundedHeadProtocol(_LenientHTTP11ClientProtocol):
    """Breaks a connection off whose answer is still at its headers after half a mebibyte."""

    _head_bytes = 0

    def request(self, request: Any) -> Any:
        """Send a request and count the head of its answer from nothing."""
        self._head_bytes = 0
        return super().request(request)

    def dataReceived(self, data: bytes) -> None:  # noqa: N802 - name set by the base class
        """Take bytes in."""
        super().dataReceived(data)  # type: ignore[no-untyped-call]
        if self._parser is not None and self._parser.state in (STATUS, HEADER):
            self._head_bytes += len(data)
            if self._head_bytes > MAXIMUM_HEAD_BYTES and self.transport is not None:
                self.transport.abortConnection()


class _BoundedHeadFactory(_LenientHTTP11ClientFactory):
    """Makes the connections of the pool."""

    def buildProtocol(self, addr: Any) -> BoundedHeadProtocol:  # noqa: ARG002, N802 - name and arguments set by the base class
        """Make one."""
        return BoundedHeadProtocol(self._quiescentCallback)  # type: ignore[no-untyped-call]


class BoundedHeadHandler(HTTP11DownloadHandler):
    """Scrapy's handler of http and https over connections with a bounded head."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._pool._factory = _BoundedHeadFactory  # noqa: SLF001 - where Scrapy sets its own
