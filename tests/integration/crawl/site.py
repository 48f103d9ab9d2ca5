"""A small web on loopback for crawl tests: pages given as Python values, every request logged with its time."""

import json
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import TracebackType
from typing import Any, Self

HOST = "www.alderholt.example"


@dataclass(frozen=True)
class Asked:
    """One request that the server saw: when, of which host, and with which headers (lower-case names)."""

    moment: float
    host: str
    path: str
    headers: dict[str, str]


@dataclass(frozen=True)
class Reply:
    """An answer: status, body and headers."""

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)


def html(title: str, *lines: str, head: str = "") -> Reply:
    """A web page with a title, a heading of the same words, and some lines of HTML."""
    text = "\n".join(f"<p>{line}</p>" for line in lines)
    page = f"<!DOCTYPE html><html><head><title>{title}</title>{head}</head><body><h1>{title}</h1>{text}</body></html>"
    return Reply(page.encode(), headers={"Content-Type": "text/html; charset=utf-8"})


def link(path: str, words: str, extra: str = "") -> str:
    """An anchor."""
    return f'<a href="{path}" {extra}>{words}</a>'


def lettered(number: int) -> str:
    """A number in letters: many addresses that differ in digits only are a trap to the crawler."""
    return "".join(chr(ord("a") + int(digit)) for digit in str(number))


def pdf(words: str) -> Reply:
    """Bytes that begin as a PDF does."""
    return Reply(f"%PDF-1.4\n% {words}\n%%EOF\n".encode(), headers={"Content-Type": "application/pdf"})


Page = Reply | Callable[[Asked], Reply]


class HangUpError(Exception):
    """Raised by a page to break the connection off without an answer."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing of broken connections, which tests make on purpose."""
        if not isinstance(sys.exc_info()[1], HangUpError | ConnectionError):
            super().handle_error(request, client_address)


class Web:
    """Serves pages by host and path while the context lasts; what is not given is answered with 404."""

    def __init__(self, pages: dict[str, Page] | None = None, host: str = HOST) -> None:
        self.hosts: dict[str, dict[str, Page]] = {host: dict(pages or {})}
        self.asked: list[Asked] = []
        self.listening: Callable[[Asked], None] = lambda _: None
        self._server = _Server(("127.0.0.1", 0), self._handler())
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def write_hosts_map(self, path: Path, *others: str) -> Path:
        """Write the map of all hosts, and of others that answer nothing but 404."""
        place = f"127.0.0.1:{self._server.server_address[1]}"
        path.write_text(json.dumps(dict.fromkeys([*self.hosts, *others], place)))
        return path

    def counts(self, host: str = HOST) -> Counter[str]:
        """How often each path of a host was asked for."""
        return Counter(asked.path for asked in list(self.asked) if asked.host == host)

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        web = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                headers = {name.lower(): value for name, value in self.headers.items()}
                asked = Asked(time.monotonic(), headers.get("host", "").split(":")[0], self.path, headers)
                web.asked.append(asked)
                web.listening(asked)
                page = web.hosts.get(asked.host, {}).get(self.path, Reply(b"nothing here", 404))
                reply = page if isinstance(page, Reply) else page(asked)
                self.send_response(reply.status)
                for name, value in reply.headers.items():
                    self.send_header(name, value)
                if reply.status != 304:
                    self.send_header("Content-Length", str(len(reply.body)))
                self.end_headers()
                if reply.status != 304:
                    self.wfile.write(reply.body)

            def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - name set by the base class
                pass

        return Handler
