"""Rendering: pages that scripts fill are opened in a browser that has no network of its own.

Belongs here: the browser, and what it may ask for. Does not belong here: how such pages are told (page_shells.py).
Whatever a page asks for is fetched by the crawler itself, under the same guard, robots rules and pace as everything else, and handed
to the browser; all other ways out of it lead to a closed port. The optional extra `browser` installs the driver.
"""

import asyncio
import logging
import os
from typing import TYPE_CHECKING, Any

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured
from scrapy.http import Response
from scrapy.http.request import NO_CALLBACK

from scrapers.addresses import canonical_address
from scrapers.exceptions import AddressRefusedError
from scrapers.links import read_page

if TYPE_CHECKING:
    from playwright.async_api import Browser, BrowserContext, Playwright, Route

SECONDS_A_PAGE = 90
MOST_PARTS = 60
MOST_HOPS = 5
REDIRECTS = frozenset({301, 302, 303, 307, 308})
PARTS = frozenset({"script", "xhr", "fetch", "stylesheet"})
"""What a page may ask for to be filled; pictures, fonts and films add no words."""
NOWHERE = "http://127.0.0.1:9"
"""A proxy that does not exist: all that is not handed in ends here, loopback too."""
ARGUMENTS = ("--disable-gpu", "--disable-dev-shm-usage", "--host-resolver-rules=MAP * ~NOTFOUND",
             "--force-webrtc-ip-handling-policy=disable_non_proxied_udp", "--disable-background-networking")  # fmt: skip
VALIDATORS = (b"ETag", b"Last-Modified", b"Content-Encoding", b"Content-Length")
MARK = "X-Rendered-By"
"""Header of answers whose body is the page as a browser had filled it, not as it was sent."""
logger = logging.getLogger(__name__)


class RenderMiddleware:
    """Replaces the body of a page that scripts fill by what they made of it; on with the setting BROWSER, a program's path."""

    def __init__(self, crawler: Crawler) -> None:
        self._executable = crawler.settings["BROWSER"]
        if not self._executable:
            raise NotConfigured
        self._crawler = crawler
        self._turn = asyncio.Lock()
        self._driver: Playwright | None = None
        self._browser: Browser | None = None
        crawler.signals.connect(self._close, signal=signals.spider_closed)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "RenderMiddleware":
        """Make the middleware of a crawler."""
        return cls(crawler)

    async def process_response(self, request: Request, response: Response) -> Response:
        """Render a shell; a page that cannot be rendered in time stays what it was."""
        is_page = "found" in request.meta and response.status == 200 and b"<" in response.body[:2048]
        kind = (response.headers.get("Content-Type") or b"").decode("latin-1")
        if not is_page or "html" not in kind.lower() or not read_page(response.body, request.url, kind).text.is_shell:
            return response
        try:
            async with self._turn:
                body = await asyncio.wait_for(self._render(request.url, response, kind), SECONDS_A_PAGE)
        except Exception:
            logger.warning("%s: could not be rendered", request.url, exc_info=True)
            return response
        headers = response.headers.copy()
        for name in VALIDATORS:
            headers.pop(name, None)
        headers["Content-Type"] = "text/html; charset=utf-8"
        headers[MARK] = str(self._crawler.settings["BOT_NAME"])
        return response.replace(body=body.encode(), headers=headers)

    async def _render(self, address: str, response: Response, kind: str) -> str:
        browser = await self._opened()
        context = await browser.new_context(
            user_agent=str(self._crawler.settings["USER_AGENT"]), service_workers="block", accept_downloads=False
        )
        try:
            parts = _Parts(self._crawler, address, response.body, kind)
            await _let_in(context, parts)
            page = await context.new_page()
            await page.goto(address, wait_until="networkidle", timeout=SECONDS_A_PAGE * 1000)
            return await page.content()
        finally:
            await context.close()

    async def _opened(self) -> "Browser":
        if self._browser is None:
            from playwright.async_api import async_playwright  # noqa: PLC0415 - an optional extra

            self._driver = await async_playwright().start()
            sandbox = () if os.geteuid() else ("--no-sandbox",)
            self._browser = await self._driver.chromium.launch(
                executable_path=self._executable,
                args=[*ARGUMENTS, *sandbox],
                proxy={"server": NOWHERE, "bypass": "<-loopback>"},
            )
        return self._browser

    async def _close(self) -> None:
        if self._browser is not None:
            await self._browser.close()
        if self._driver is not None:
            await self._driver.stop()


class _Parts:
    """What one page asks for: the page itself as it was had, parts by way of the crawler, everything else refused."""

    def __init__(self, crawler: Crawler, address: str, body: bytes, kind: str) -> None:
        self._crawler = crawler
        self._address = address
        self._body = body
        self._kind = kind
        self._given = 0

    async def give(self, route: "Route") -> None:
        """Answer one request of the browser."""
        asked = route.request
        if asked.url == self._address and asked.is_navigation_request() and not self._given:
            self._given += 1
            await route.fulfill(status=200, body=self._body, content_type=self._kind)
            return
        response = await self._part(asked.url) if self._may_have(asked) else None
        if response is None:
            await route.abort("blockedbyclient")
            return
        kind = (response.headers.get("Content-Type") or b"").decode("latin-1")
        await route.fulfill(
            status=response.status, body=response.body, content_type=kind, headers={"Access-Control-Allow-Origin": "*"}
        )

    def _may_have(self, asked: Any) -> bool:
        self._given += 1
        return asked.method == "GET" and asked.resource_type in PARTS and self._given <= MOST_PARTS

    async def _part(self, address: str) -> Response | None:
        """Fetch a part as the crawler fetches everything; None if it may not or cannot be had."""
        for _ in range(MOST_HOPS):
            try:
                address = canonical_address(address)
                request = Request(address, callback=NO_CALLBACK, meta={"is_part": True}, dont_filter=True)
                response: Response = await self._crawler.engine.download_async(request)
            except AddressRefusedError:
                return None
            except Exception:  # noqa: BLE001 - a part that cannot be had leaves the page as empty as it is
                logger.info("%s: a part of a page was not had", address, exc_info=False)
                return None
            location = response.headers.get("Location")
            if response.status not in REDIRECTS or location is None:
                return response
            try:
                address = canonical_address(location.decode("latin-1"), base=address)
            except AddressRefusedError:
                return None
        return None


async def _let_in(context: "BrowserContext", parts: _Parts) -> None:
    """Lead all that a page asks for to the crawler, and close its sockets."""
    await context.route("**/*", parts.give)
    await context.route_web_socket("**/*", lambda socket: socket.close())
