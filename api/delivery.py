"""Delivery: HEAD, conditional requests, compression, stored answers and the headers of every answer.

Belongs here: what holds for all answers alike, as ASGI middleware. Does not belong here: what an answer says.
"""

import gzip

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.caching import AnswerStore, StoredAnswer, is_unchanged

EDITION_KEY = "answered_from"
"""Attribute of the request's state in which a route leaves the edition of its answer; only such answers are stored."""

COMPRESSED_FROM = 512
COMPRESSION_LEVEL = 5
STREAMED_PREFIXES = ("/downloads/", "/static/")
"""Files are sent as they are read, never held in memory."""

EVERYWHERE = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag, Link, MatchWatch-Edition, MatchWatch-Data",
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "Cross-Origin-Resource-Policy": "cross-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
PREFLIGHT = {"Access-Control-Allow-Methods": "GET, HEAD", "Access-Control-Allow-Headers": "*", "Allow": "GET, HEAD"}
WITH_UNCHANGED = frozenset(
    {b"etag", b"last-modified", b"cache-control", b"vary", b"matchwatch-edition", b"matchwatch-data"}
)


class Delivery:
    """Answer from the store where possible, and see to what every answer needs."""

    def __init__(self, app: ASGIApp, capacity: int) -> None:
        self._app = app
        self._store = AnswerStore(capacity)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one connection."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
        elif scope["method"] == "OPTIONS":
            await _send(send, 204, [(name.lower().encode(), value.encode()) for name, value in PREFLIGHT.items()], b"")
        elif scope["method"] not in ("GET", "HEAD") or scope["path"].startswith(STREAMED_PREFIXES):
            await self._app(scope, receive, _with_headers(send))
        else:
            await self._answer(scope, receive, send)

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        key = (scope["path"], scope["query_string"])
        stored = self._store.get(key)
        if stored is None:
            inner = {**scope, "method": "GET", "state": dict(scope.get("state", {}))}
            status, headers, body = await _collect(self._app, inner, receive)
            edition = inner["state"].get(EDITION_KEY)
            compressed = await _compressed(headers, body)
            if status != 200 or edition is None:
                await _deliver(scope, send, status, headers, body, compressed)
                return
            stored = StoredAnswer(tuple(headers), body, compressed, edition)
            self._store.put(key, stored)
        asked = Headers(scope=scope)
        had = Headers(raw=list(stored.headers))
        if is_unchanged(
            had.get("etag"), had.get("last-modified"), asked.get("if-none-match"), asked.get("if-modified-since")
        ):
            kept = [(name, value) for name, value in stored.headers if name in WITH_UNCHANGED]
            await _send(send, 304, kept, b"")
        else:
            await _deliver(scope, send, 200, list(stored.headers), stored.body, stored.compressed)


async def _collect(app: ASGIApp, scope: Scope, receive: Receive) -> tuple[int, list[tuple[bytes, bytes]], bytes]:
    status = 500
    headers: list[tuple[bytes, bytes]] = []
    parts: list[bytes] = []

    async def keep(message: Message) -> None:
        nonlocal status, headers
        if message["type"] == "http.response.start":
            status, headers = message["status"], list(message["headers"])
        else:
            parts.append(message.get("body", b""))

    await app(scope, receive, keep)
    headers = [(name, value) for name, value in headers if name != b"content-length"]
    return status, [*headers, (b"vary", b"Accept-Encoding")], b"".join(parts)


async def _compressed(headers: list[tuple[bytes, bytes]], body: bytes) -> bytes | None:
    if len(body) < COMPRESSED_FROM or any(name == b"content-encoding" for name, _ in headers):
        return None
    return await run_in_threadpool(gzip.compress, body, COMPRESSION_LEVEL, mtime=0)


async def _deliver(
    scope: Scope, send: Send, status: int, headers: list[tuple[bytes, bytes]], body: bytes, compressed: bytes | None
) -> None:
    if compressed is not None and _takes_gzip(Headers(scope=scope).get("accept-encoding", "")):
        body = compressed
        headers = [*headers, (b"content-encoding", b"gzip")]
    headers = [*headers, (b"content-length", str(len(body)).encode())]
    await _send(send, status, headers, b"" if scope["method"] == "HEAD" else body)


def _takes_gzip(accepted: str) -> bool:
    for part in accepted.lower().split(","):
        coding, _, weight = part.strip().partition(";")
        if coding.strip() in ("gzip", "*"):
            return weight.replace(" ", "") not in ("q=0", "q=0.0", "q=0.00", "q=0.000")
    return False


async def _send(send: Send, status: int, headers: list[tuple[bytes, bytes]], body: bytes) -> None:
    decorated = _with_headers(send)
    await decorated({"type": "http.response.start", "status": status, "headers": headers})
    await decorated({"type": "http.response.body", "body": body})


def _with_headers(send: Send) -> Send:
    async def decorated(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(raw=list(message.get("headers", ())))
            headers.update(EVERYWHERE)
            message = {**message, "headers": headers.raw}
        await send(message)

    return decorated
