"""Caching: how long an answer holds, its tag, and a bounded store of finished answers.

Belongs here: validators, lifetimes, the store. Does not belong here: the ASGI messages (delivery.py).
"""

import hashlib
import time
from collections import OrderedDict
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime
from functools import lru_cache
from importlib.metadata import version

from starlette.types import Message

from api.coding import Coding
from api.editions import OpenEdition, Watch
from schemas.vocabulary import Collection

CURRENT_LIFETIME = 60
"""Seconds that an answer from a current edition may be reused unasked: a new edition shows within a minute."""
FIXED_LIFETIME = 86_400
"""The same for an edition asked for by its identifier, which never changes."""
SECONDS_BETWEEN_LOOKS = 0.02
"""How often the server looks whether a stored answer's edition is still the one that its name leads to."""

SERVER_VERSION = version("matchwatch")
KEPT_IN_304 = frozenset({b"etag", b"cache-control", b"vary", b"access-control-allow-origin", b"ratelimit-policy"})
"""What an answer without a body repeats (RFC 9110, 15.4.5), and what a browser needs to let a page read it."""

RawHeaders = tuple[tuple[bytes, bytes], ...]
AnswerKey = tuple[str, bytes, Coding]
"""Path, query, and coding."""


def caching_headers(edition: OpenEdition, asked_for: str, path: str, query: str) -> dict[str, str]:
    """Validators and lifetime of an answer; equal edition, server version and query give equal tags."""
    digest = hashlib.blake2b(f"{SERVER_VERSION}\n{path}\n{query}".encode(), digest_size=8).hexdigest()
    record = edition.record
    return {
        "ETag": f'W/"{record.edition_id}.{record.content_sha256[:12]}.{digest}"',
        "Last-Modified": _http_time(record.built_at),
        **edition_headers(edition, asked_for),
    }


def edition_headers(edition: OpenEdition, asked_for: str) -> dict[str, str]:
    """Lifetime and marks of anything that comes from an edition; asked_for is the name it was chosen by."""
    lifetime = CURRENT_LIFETIME if asked_for in Collection.__members__ else FIXED_LIFETIME
    return {
        "Cache-Control": f"public, max-age={lifetime}",
        "MatchWatch-Edition": edition.record.edition_id,
        "MatchWatch-Data": "invented" if edition.record.invented else "real",
    }


def is_unchanged(
    etag: str | None, last_modified: str | None, if_none_match: str | None, if_modified_since: str | None
) -> bool:
    """Whether the client's copy is still good (RFC 9110: the tag decides where one was sent)."""
    if if_none_match is not None:
        tags = {tag.strip().removeprefix("W/") for tag in if_none_match.split(",")}
        return etag is not None and ("*" in tags or etag.removeprefix("W/") in tags)
    if if_modified_since is None or last_modified is None:
        return False
    since = _moment(if_modified_since)
    changed = _moment(last_modified)
    return since is not None and changed is not None and changed <= since


@dataclass(frozen=True, slots=True)
class StoredAnswer:
    """A finished answer, ready to be sent; edition is what it was made from, None where it may not be stored.

    start, end and unchanged are its ASGI messages, wire and wire_unchanged its headers as they go over the wire.
    """

    status: int
    headers: RawHeaders
    body: bytes
    edition: OpenEdition | None
    etag: str | None = field(init=False)
    last_modified: str | None = field(init=False)
    start: Message = field(init=False)
    end: Message = field(init=False)
    unchanged: Message = field(init=False)
    wire: bytes = field(init=False)
    wire_unchanged: bytes = field(init=False)
    size: int = field(init=False)

    def __post_init__(self) -> None:
        """Look up once what every later request asks."""
        named = dict(self.headers)
        put = object.__setattr__
        put(self, "etag", named[b"etag"].decode("latin-1") if b"etag" in named else None)
        put(self, "last_modified", named[b"last-modified"].decode("latin-1") if b"last-modified" in named else None)
        kept = [pair for pair in self.headers if pair[0] in KEPT_IN_304]
        put(self, "start", {"type": "http.response.start", "status": self.status, "headers": list(self.headers)})
        put(self, "end", {"type": "http.response.body", "body": self.body})
        put(self, "unchanged", {"type": "http.response.start", "status": 304, "headers": kept})
        put(self, "wire", b"".join((*_lines(self.headers), b"\r\n")))
        put(self, "wire_unchanged", b"".join((*_lines(kept), b"\r\n")))
        put(self, "size", len(self.body) + sum(len(name) + len(value) for name, value in self.headers))

    def is_known(self, if_none_match: bytes | None, if_modified_since: bytes | None) -> bool:
        """Whether the client that sends these conditions has this answer already."""
        if if_none_match is None and if_modified_since is None:
            return False
        sent = [None if value is None else value.decode("latin-1") for value in (if_none_match, if_modified_since)]
        return (sent[0] is not None and sent[0] == self.etag) or is_unchanged(self.etag, self.last_modified, *sent)


class AnswerStore:
    """Finished answers, the least recently asked for dropped first; used from the event loop only."""

    def __init__(self, capacity: int) -> None:
        self._capacity = capacity
        self._answers: OrderedDict[AnswerKey, StoredAnswer] = OrderedDict()
        self._size = 0
        self._looked = -1.0
        self._led_to: dict[Watch, Hashable] = {}

    @property
    def byte_count(self) -> int:
        """Bytes that are kept."""
        return self._size

    def get(self, key: AnswerKey) -> StoredAnswer | None:
        """The stored answer, if the edition that it came from is still the one that its name leads to."""
        found = self._answers.get(key)
        if found is None:
            return None
        if found.edition is None or not self._leads_still_to(found.edition):
            self._drop(key)
            return None
        self._answers.move_to_end(key)
        return found

    def put(self, key: AnswerKey, answer: StoredAnswer) -> None:
        """Keep an answer; one that would take more than a quarter of the store is not kept."""
        size = answer.size + _key_size(key)
        if size * 4 > self._capacity:
            return
        self._drop(key)
        self._answers[key] = answer
        self._size += size
        while self._size > self._capacity:
            self._drop(next(iter(self._answers)))

    def _leads_still_to(self, edition: OpenEdition) -> bool:
        now = time.monotonic()
        if now - self._looked > SECONDS_BETWEEN_LOOKS:
            self._looked = now
            self._led_to.clear()
        watched = edition.watched
        if watched not in self._led_to:
            self._led_to[watched] = watched.led_to()
        return self._led_to[watched] == edition.signature

    def _drop(self, key: AnswerKey) -> None:
        gone = self._answers.pop(key, None)
        self._size -= gone.size + _key_size(key) if gone else 0


def _lines(headers: Iterable[tuple[bytes, bytes]]) -> Iterator[bytes]:
    for name, value in headers:
        yield from (name, b": ", value, b"\r\n")


def _key_size(key: AnswerKey) -> int:
    return len(key[0]) + len(key[1])


@lru_cache(maxsize=64)
def _http_time(moment: datetime) -> str:
    return format_datetime(moment.astimezone(UTC), usegmt=True)


def _moment(text: str) -> datetime | None:
    try:
        found = parsedate_to_datetime(text)
    except ValueError:
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)
