"""A web on loopback of which every host has one fault, written byte by byte.

Belongs here: the faults, and what each must come to. Does not belong here: running the crawler against them (test_faults.py).
"""

import asyncio
import gzip
import ssl
import threading
import zlib
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from types import TracebackType
from typing import Self

import trustme

from schemas.vocabulary import VisitOutcome

Answer = Callable[[asyncio.StreamWriter], Awaitable[None]]
FAULTY = "/match/"
HEALTHY = "/usmle/"
MEBIBYTE = 1024 * 1024


def head(status: str = "200 OK", *headers: str) -> bytes:
    """The head of an answer that ends with its connection."""
    return "\r\n".join([f"HTTP/1.1 {status}", *headers, "Connection: close", "", ""]).encode("latin-1")


def page(title: str, body: str = "", kind: str = "text/html; charset=utf-8") -> bytes:
    """A whole answer with a web page."""
    html = (
        f"<!DOCTYPE html><html><head><title>{title}</title></head><body><h1>{title}</h1>{body}</body></html>".encode()
    )
    return head("200 OK", f"Content-Type: {kind}", f"Content-Length: {len(html)}") + html


def said(content: bytes) -> Answer:
    """Answer with these bytes, then close."""

    async def answer(writer: asyncio.StreamWriter) -> None:
        writer.write(content)

    return answer


async def drip(writer: asyncio.StreamWriter) -> None:
    """A byte now and then, never an end."""
    writer.write(head("200 OK", "Content-Type: text/html"))
    while True:
        writer.write(b"<")
        await writer.drain()
        await asyncio.sleep(0.2)


async def silence(writer: asyncio.StreamWriter) -> None:
    """Not a byte, never an end."""
    await asyncio.sleep(3600)


async def flood(writer: asyncio.StreamWriter) -> None:
    """As many bytes as are taken."""
    writer.write(head("200 OK", "Content-Type: text/html"))
    while True:
        writer.write(b"<p>more</p>" * 10_000)
        await writer.drain()


async def header_flood(writer: asyncio.StreamWriter) -> None:
    """Headers without an end."""
    writer.write(b"HTTP/1.1 200 OK\r\n")
    number = 0
    while True:
        number += 1
        writer.write(f"X-Header-{number}: {'x' * 900}\r\n".encode())
        await writer.drain()


def gzip_bomb() -> bytes:
    """Some ten thousand bytes that unpack to a hundred times the largest answer that is taken."""
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    packed = b"".join(packer.compress(b"\0" * MEBIBYTE) for _ in range(300)) + packer.flush()
    return (
        head("200 OK", "Content-Type: text/html", "Content-Encoding: gzip", f"Content-Length: {len(packed)}") + packed
    )


def redirect(target: str, *headers: str) -> Answer:
    """A redirect."""
    return said(head("302 Found", f"Location: {target}", "Content-Length: 0", *headers))


LINKS = "".join(f'<a href="/page-{number}/">Page {number}</a>' for number in range(100_000))
LONG = "x" * 10_000
GOOD = page("Match list", "<p>Surgery: 4</p>")
PACKED = gzip.compress(b"<html><title>Match list</title><body>Surgery: 4</body></html>" * 50)


@dataclass(frozen=True)
class Fault:
    """What one host does, what its page must come to, and whether the search of its school may count as complete.

    answers: by path, beside a good home page and a good page on exams. outcome: of the page at `at`; also: another that is as
    good.
    """

    name: str
    answers: dict[str, Answer]
    outcome: VisitOutcome
    complete: bool
    scheme: str = "http"
    down: bool = False
    unknown: bool = False
    at: str = FAULTY
    also: VisitOutcome | None = None

    @property
    def told(self) -> str:
        """What the fault may come to, as the docs have it; which of two depends on the speed of the machine."""
        return " or ".join(f"`{one}`" for one in (self.outcome, self.also) if one)


def of_page(
    name: str, answer: Answer, outcome: VisitOutcome, also: VisitOutcome | None = None, *, complete: bool = False
) -> Fault:
    """A fault of the page with the match list."""
    return Fault(name, {FAULTY: answer}, outcome, complete, also=also)


FAULTS: tuple[Fault, ...] = (
    Fault("healthy", {FAULTY: said(GOOD)}, VisitOutcome.fetched, complete=True),
    of_page("page that scripts fill", said(page("Match list", '<div id="root"></div><script src="/app.js"></script>')),
            VisitOutcome.needs_browser),
    of_page("parked domain", said(page("Alderholt", "<p>This domain is for sale. Make an offer.</p>")), VisitOutcome.failed_otherwise),
    of_page("slow drip", drip, VisitOutcome.timed_out),
    of_page("silence", silence, VisitOutcome.timed_out),
    of_page("endless body", flood, VisitOutcome.too_large, VisitOutcome.timed_out),
    of_page("endless headers", header_flood, VisitOutcome.connection_lost),
    of_page("gzip bomb", said(gzip_bomb()), VisitOutcome.too_large),
    of_page("content length too long", said(head("200 OK", "Content-Type: text/html", "Content-Length: 9999") + b"<p>x"),
            VisitOutcome.connection_lost),
    of_page("content length too short", said(head("200 OK", "Content-Type: text/html", "Content-Length: 70") + GOOD.split(b"\r\n\r\n")[1]),
            VisitOutcome.fetched, complete=True),
    of_page("content type lies", said(GOOD.replace(b"text/html; charset=utf-8", b"application/pdf")),
            VisitOutcome.fetched, complete=True),
    of_page("truncated gzip", said(head("200 OK", "Content-Type: text/html", "Content-Encoding: gzip") + PACKED[:-20]),
            VisitOutcome.connection_lost),
    of_page("gzip that is none", said(head("200 OK", "Content-Type: text/html", "Content-Encoding: gzip") + b"<title>plain</title>"),
            VisitOutcome.failed_otherwise),
    of_page("chunks that are none", said(head("200 OK", "Transfer-Encoding: chunked") + b"zz\r\nnonsense"),
            VisitOutcome.connection_lost),
    of_page("no HTTP at all", said(b"\x00\x01\x02 hello\r\n\r\n"), VisitOutcome.connection_lost),
    of_page("hangs up", said(b""), VisitOutcome.connection_lost),
    of_page("redirect loop", redirect(FAULTY), VisitOutcome.redirect_refused),
    of_page("redirect to the inner network", redirect("http://169.254.169.254/latest/meta-data/"), VisitOutcome.redirect_refused),
    of_page("redirect of 10 KB", redirect(f"/{LONG}"), VisitOutcome.redirect_refused),
    of_page("redirect with NUL", redirect("/match\x00list"), VisitOutcome.client_error, complete=True),
    of_page("cookie wall", redirect(FAULTY, "Set-Cookie: seen=1"), VisitOutcome.redirect_refused),
    of_page("429 storm", said(head("429 Too Many Requests", "Retry-After: 0", "Content-Length: 0")), VisitOutcome.client_error),
    of_page("server error", said(head("500 Oops", "Content-Length: 0")), VisitOutcome.server_error),
    of_page("bogus encoding", said(page("Match list", "<p>Surg\xe9ry: 4 \x80\xff</p>", "text/html; charset=x-nonsense")),
            VisitOutcome.fetched, complete=True),
    of_page("100,000 links", said(page("Match list", LINKS)), VisitOutcome.fetched),
    of_page("links of 10 KB, with NUL, to nowhere", said(page("Match list", f'<a href="/{LONG}">a</a><a href="/a\x00b">match list</a>'
            '<a href="http://[broken">match list</a><a href="javascript:alert(1)">match list</a>')), VisitOutcome.fetched, complete=True),
    Fault("robots.txt answers 503", {"/robots.txt": said(head("503 Busy", "Content-Length: 0"))},
          VisitOutcome.robots_unavailable, complete=False, at="/"),
    Fault("robots.txt without end", {"/robots.txt": flood, FAULTY: said(GOOD)}, VisitOutcome.fetched, complete=True),
    Fault("robots.txt of garbage", {"/robots.txt": said(head() + bytes(range(256)) * 50), FAULTY: said(GOOD)},
          VisitOutcome.fetched, complete=True),
    Fault("sitemap loop", {"/sitemap.xml": said(head("200 OK", "Content-Type: application/xml") + b"<sitemapindex><sitemap>"
          b"<loc>/sitemap.xml</loc></sitemap></sitemapindex>"), FAULTY: said(GOOD)}, VisitOutcome.fetched, complete=True),
    Fault("sitemap of garbage", {"/sitemap.xml": said(head("200 OK", "Content-Type: application/xml") + b"<urlset><url>\xff\xfe<loc>"),
          FAULTY: said(GOOD)}, VisitOutcome.fetched, complete=True),
    Fault("certificate of nobody", {}, VisitOutcome.tls_failed, complete=False, scheme="https", at="/"),
    Fault("down", {}, VisitOutcome.connection_refused, complete=False, down=True, at="/"),
    Fault("no such name", {}, VisitOutcome.name_not_resolved, complete=False, unknown=True, at="/"),
)  # fmt: skip


class FaultWeb:
    """Serves every fault at a host of its own while the context lasts."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        self.hosts = {f"www.fault-{number:02}.example": fault for number, fault in enumerate(faults)}
        self.asked: Counter[tuple[str, str]] = Counter()
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._servers: list[asyncio.Server] = []
        self._tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        trustme.CA().issue_cert("www.other.example").configure_cert(self._tls)
        self.plain_port = self.tls_port = 0

    def __enter__(self) -> Self:
        self._thread.start()
        asyncio.run_coroutine_threadsafe(self._start(), self._loop).result(30)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        asyncio.run_coroutine_threadsafe(self._stop(), self._loop).result(30)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(30)
        self._loop.close()

    def places(self, closed_port: int) -> dict[str, str]:
        """Where each host is, as a hosts map has it; a host that is down is at a port where nobody listens."""
        return {
            host: f"127.0.0.1:{closed_port if fault.down else self.tls_port if fault.scheme == 'https' else self.plain_port}"
            for host, fault in self.hosts.items()
            if not fault.unknown
        }

    async def _start(self) -> None:
        plain = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        tls = await asyncio.start_server(self._serve, "127.0.0.1", 0, ssl=self._tls)
        self._servers = [plain, tls]
        self.plain_port, self.tls_port = (server.sockets[0].getsockname()[1] for server in self._servers)

    async def _stop(self) -> None:
        for server in self._servers:
            server.close()
        serving = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
        for task in serving:
            task.cancel()
        await asyncio.gather(*serving, return_exceptions=True)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            request = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
            path = request.split(" ", 2)[1]
            host = next(line[6:] for line in request.split("\r\n") if line.lower().startswith("host: ")).split(":")[0]
            self.asked[host, path] += 1
            await self._answer(host, path)(writer)
            await writer.drain()
        except (OSError, asyncio.IncompleteReadError):
            pass
        finally:
            writer.close()

    def _answer(self, host: str, path: str) -> Answer:
        links = f'<p>Welcome.</p><a href="{FAULTY}">Match list</a> <a href="{HEALTHY}">USMLE results</a>'
        usual = {
            "/": said(page("College of Medicine", links)),
            HEALTHY: said(page("USMLE results", "<p>Pass rate 97%</p>")),
        }
        absent = said(head("404 Not Found", "Content-Length: 0"))
        return {**usual, **self.hosts[host].answers}.get(path, absent)


def slug_of(host: str) -> str:
    """The school whose site a host is."""
    return host.split(".")[1]
