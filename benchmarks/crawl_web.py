"""A web on loopback for benchmarks: as many hosts as are asked for, each with pages and documents, served from a process of its own.

Belongs here: the web and its counters. Does not belong here: what crawls it (crawl.py).
"""

import asyncio
import hashlib
import multiprocessing
import random
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing.sharedctypes import Synchronized
from typing import Any

from scrapers.reference import institutions, specialties

PAGES, DOCUMENTS = 40, 6
DOCUMENT_BYTES = 60_000
GRADUATES = 120
TOPICS = ("match list", "residency match", "usmle results", "student outcomes", "graduation rates", "academic support", "curriculum",
          "student life")  # fmt: skip
SENTENCE = "Our graduates entered residency programs in many specialties across the country. "


@dataclass
class Counters:
    """What the web gave: answers and bytes of bodies."""

    answers: "Synchronized[int]"
    body_bytes: "Synchronized[int]"

    def take(self) -> tuple[int, int]:
        """Return both and begin again at nothing."""
        taken = self.answers.value, self.body_bytes.value
        self.answers.value = self.body_bytes.value = 0
        return taken


def host_name(number: int) -> str:
    """The name of a host."""
    return f"www.school-{number:03}.example"


def site(*, with_lists: bool = False) -> dict[str, tuple[str, bytes]]:
    """Every path of a host: media type and body. The home page leads to all pages, the first pages to the documents.

    Documents are noise that looks like PDF, or match lists of invented graduates that can be read (CSV).
    """
    paths = [
        f"/{TOPICS[number % len(TOPICS)].replace(' ', '-')}-{chr(97 + number // 26)}{chr(97 + number % 26)}/"
        for number in range(PAGES - 1)
    ]
    chance = random.Random(1)
    made: dict[str, tuple[str, bytes]] = {}
    menu = "".join(f'<li><a href="{path}">{path.strip("/").replace("-", " ")}</a></li>' for path in paths[:12])
    for number, path in enumerate(["/", *paths]):
        onward = paths if path == "/" else paths[number : number + 3]
        links = "".join(f'<li><a href="{one}">{one.strip("/").replace("-", " ")}</a></li>' for one in onward)
        files = (
            f'<a href="/files/match-list-{number}.{"csv" if with_lists else "pdf"}">Match list {2020 + number}</a>'
            if 0 < number <= DOCUMENTS
            else ""
        )
        title = path.strip("/").replace("-", " ") or "School of Medicine"
        body = f"<nav><ul>{menu}</ul></nav><h1>{title}</h1>{files}<ul>{links}</ul>" + f"<p>{SENTENCE * 8}</p>" * 8
        made[path] = ("text/html; charset=utf-8", f"<!DOCTYPE html><title>{title}</title><body>{body}</body>".encode())
    for number in range(1, DOCUMENTS + 1):
        if with_lists:
            made[f"/files/match-list-{number}.csv"] = ("text/csv", _list(number, chance))
        else:
            noise = chance.randbytes(DOCUMENT_BYTES)
            made[f"/files/match-list-{number}.pdf"] = ("application/pdf", b"%PDF-1.4\n" + noise)
    return made


def _list(number: int, chance: random.Random) -> bytes:
    """A match list of invented graduates, a row each."""
    rows = [f"Match List {2020 + number},,", "Specialty,Institution,State"]
    for _ in range(GRADUATES):
        place, subject = chance.choice(institutions()), chance.choice(specialties())
        rows.append(f"{subject.canonical_name},{place.name.replace(',', '')},{place.state}")
    return "\n".join(rows).encode()


class _Server(asyncio.Protocol):
    """Answers requests for any host out of one dictionary of ready answers."""

    answers: dict[bytes, tuple[bytes, bytes, bytes, int]]
    counters: Counters

    def __init__(self) -> None:
        self._waiting = b""
        self._transport: Any = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        self._waiting += data
        while b"\r\n\r\n" in self._waiting:
            head, _, self._waiting = self._waiting.partition(b"\r\n\r\n")
            self._answer(head)

    def _answer(self, head: bytes) -> None:
        whole, unchanged, tag, size = self.answers.get(head.split(b" ", 2)[1], self.answers[b""])
        with self.counters.answers.get_lock():
            self.counters.answers.value += 1
            if tag and b"If-None-Match: " + tag in head:
                self._transport.write(unchanged)
                return
            self.counters.body_bytes.value += size
        self._transport.write(whole)


def _serve(port: "Synchronized[int]", ready: Any, counters: Counters, with_lists: bool) -> None:
    answers = {b"": (b"HTTP/1.1 404 Not Found\r\nContent-Length: 4\r\n\r\nnone", b"", b"", 4)}
    for path, (kind, body) in site(with_lists=with_lists).items():
        tag = f'"{hashlib.sha256(body).hexdigest()[:16]}"'
        head = (
            f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\nETag: {tag}\r\nContent-Length: {len(body)}\r\n\r\n".encode()
        )
        unchanged = f"HTTP/1.1 304 Not Modified\r\nETag: {tag}\r\n\r\n".encode()
        answers[path.encode()] = (head + body, unchanged, tag.encode(), len(body))
    _Server.answers, _Server.counters = answers, counters

    async def run() -> None:
        server = await asyncio.get_running_loop().create_server(_Server, "127.0.0.1", 0, backlog=1024)
        port.value = server.sockets[0].getsockname()[1]
        ready.set()
        await server.serve_forever()

    asyncio.run(run())


@contextmanager
def served(*, with_lists: bool = False) -> Iterator[tuple[int, Counters]]:
    """Serve the web while the context lasts; gives its port and counters. The documents are as site() says."""
    context = multiprocessing.get_context("spawn")
    counters = Counters(context.Value("q", 0), context.Value("q", 0))
    port, ready = context.Value("q", 0), context.Event()
    process = context.Process(target=_serve, args=(port, ready, counters, with_lists), daemon=True)
    process.start()
    try:
        if not ready.wait(30):
            raise RuntimeError("the web of the benchmark did not start")
        yield port.value, counters
    finally:
        process.terminate()
        process.join()
