"""Two hundred clients while the current edition is switched ten times: every answer whole, from one edition, none failed."""

import asyncio
from collections import Counter
from dataclasses import dataclass, field
from itertools import cycle, islice
from pathlib import Path
from urllib.parse import urlsplit

import orjson

from pipelines.steps.publish.pointer import move_pointer
from schemas.vocabulary import Collection
from tests.api.conftest import served
from tests.editions import publish_edition

CLIENTS = 200
SWITCHES = 10
EDITIONS = 3
PATHS = (
    "/v1/schools?limit=1000&fields=slug",
    "/v1/schools?limit=7",
    "/v1/schools.csv",
    "/v1/schools.ndjson?fields=slug",
    "/v1/schools/alderbrook",
    "/schools?limit=1000",
)


@dataclass
class Seen:
    """What the clients saw: answers by edition, and what was wrong."""

    editions: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)
    statuses: Counter[int] = field(default_factory=Counter)
    _wanted: int = 0
    _enough: asyncio.Event = field(default_factory=asyncio.Event)

    def count(self, status: int) -> None:
        """Count an answer."""
        self.statuses[status] += 1
        if self.statuses.total() >= self._wanted:
            self._enough.set()

    async def wait_for(self, answers: int) -> None:
        """Wait until so many more answers came."""
        self._enough.clear()
        self._wanted = self.statuses.total() + answers
        await self._enough.wait()


class Client:
    """One connection that asks again and again."""

    def __init__(self, address: str, sizes: dict[str, int], seen: Seen) -> None:
        self._where = urlsplit(address)
        self._sizes = sizes
        self._seen = seen

    async def ask_until(self, done: asyncio.Event, first: int) -> None:
        self._reader, self._writer = await asyncio.open_connection(self._where.hostname, self._where.port)
        number, tags = first, dict[str, str]()
        while not done.is_set():
            number += 1
            path: str | None = PATHS[number % len(PATHS)]
            while path is not None:
                path = await self._check(path, tags)
        self._writer.close()
        await self._writer.wait_closed()

    async def _check(self, path: str, tags: dict[str, str]) -> str | None:
        """Ask once, see that the answer is whole; return the next page's path."""
        status, headers, body = await self._asked(path, tags.get(path))
        self._seen.count(status)
        if status == 304:
            return None
        if status != 200:
            self._seen.faults.append(f"{path}: {status} {body[:200]!r}")
            return None
        edition = headers["matchwatch-edition"]
        self._seen.editions[edition] += 1
        if "edition=" not in path:
            tags[path] = headers["etag"]
        if not headers["etag"].startswith(f'W/"{edition}.'):
            self._seen.faults.append(f"{path}: tag {headers['etag']} of another edition than {edition}")
        return self._whole(path, edition, body)

    def _whole(self, path: str, edition: str, body: bytes) -> str | None:
        size = self._sizes[edition]
        if path.startswith("/schools"):
            if b"</html>" not in body or f"{size} ".encode() not in body:
                self._seen.faults.append(f"{path}: page of {edition} is not whole")
            return None
        if ".csv" in path or ".ndjson" in path:
            lines = body.splitlines()[1 if ".csv" in path else 0 :]
            if len(lines) != size or not all(edition.encode() in line for line in lines):
                self._seen.faults.append(f"{path}: {len(lines)} lines of {size}")
            return None
        answer = orjson.loads(body)
        mixed = answer["edition"]["id"] != edition
        short = "total" in answer and (answer["total"] != size or answer["count"] != len(answer["items"]))
        if mixed or short:
            self._seen.faults.append(f"{path}: {body[:300]!r}")
        following: str | None = answer.get("next")
        return following

    async def _asked(self, path: str, tag: str | None) -> tuple[int, dict[str, str], bytes]:
        condition = f"If-None-Match: {tag}\r\n" if tag else ""
        self._writer.write(f"GET {path} HTTP/1.1\r\nHost: x\r\n{condition}\r\n".encode())
        head = (await self._reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        headers = {name.lower(): value for name, _, value in (line.partition(": ") for line in head[1:])}
        if headers.get("transfer-encoding") == "chunked":
            return int(head[0].split()[1]), headers, await self._chunks()
        return int(head[0].split()[1]), headers, await self._reader.readexactly(int(headers.get("content-length", 0)))

    async def _chunks(self) -> bytes:
        parts = []
        while size := int(await self._reader.readline(), 16):
            parts.append(await self._reader.readexactly(size))
            await self._reader.readline()
        await self._reader.readline()
        return b"".join(parts)


async def load(address: str, editions: Path, sizes: dict[str, int]) -> Seen:
    seen, done = Seen(), asyncio.Event()
    async with asyncio.TaskGroup() as clients:
        for number in range(CLIENTS):
            clients.create_task(Client(address, sizes, seen).ask_until(done, number))
        for name in islice(cycle(sizes), SWITCHES):
            move_pointer(editions, Collection.real, name)
            await seen.wait_for(CLIENTS)
        done.set()
    return seen


def test_every_answer_is_whole_and_from_one_edition(tmp_path: Path) -> None:
    sizes = {
        publish_edition(tmp_path, Collection.real, more_schools=20 + number): 23 + number for number in range(EDITIONS)
    }
    with served(tmp_path) as address:
        seen = asyncio.run(load(address, tmp_path, sizes))
    assert seen.faults == []
    assert set(seen.editions) == set(sizes)
    assert set(seen.statuses) <= {200, 304}
    assert seen.statuses.total() >= CLIENTS * SWITCHES
