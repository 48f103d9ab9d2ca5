"""Delivery: HEAD, conditional requests, compression, stored answers and the headers of every answer.

Belongs here: what holds for all answers alike, as the outermost ASGI layer. Does not belong here: what an answer says.
"""

import gzip
from collections.abc import Iterable
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.middleware.gzip import GZipMiddleware
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.caching import AnswerStore, RawHeaders, StoredAnswer, is_unchanged
from api.forms import FORM_KEY, HEADERS_ONLY_KEY, Form, form_of

EDITION_KEY = "answered_from"
"""Attribute of the request's state in which a route leaves the edition of its answer; only such answers are stored."""

COMPRESSED_FROM = 512
COMPRESSION_LEVEL = 5
STREAMED_PREFIXES = ("/downloads/", "/static/")
"""Files are sent as they are read, never held in memory."""

CONTENT_POLICY = b"default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
EVERYWHERE: RawHeaders = (
    (b"access-control-allow-origin", b"*"),
    (b"access-control-expose-headers", b"ETag, Link, MatchWatch-Edition, MatchWatch-Data"),
    (b"content-security-policy", CONTENT_POLICY),
    (b"cross-origin-resource-policy", b"cross-origin"),
    (b"permissions-policy", b"camera=(), geolocation=(), microphone=()"),
    (b"referrer-policy", b"no-referrer"),
    (b"x-content-type-options", b"nosniff"),
)
PREFLIGHT: RawHeaders = (
    (b"access-control-allow-methods", b"GET, HEAD"),
    (b"access-control-allow-headers", b"*"),
    (b"allow", b"GET, HEAD"),
)
VARY = (b"vary", b"Accept-Encoding")
VARY_FORM = (b"vary", b"Accept")
FORM_PREFIX = "/v1/"
CONDITIONS = frozenset({b"if-none-match", b"if-modified-since", b"accept-encoding"})


class Delivery:
    """Answer from the store where possible, and see to what every answer needs."""

    def __init__(self, app: ASGIApp, capacity: int) -> None:
        self._app = app
        self._store = AnswerStore(capacity)
        self._streaming = GZipMiddleware(app, minimum_size=COMPRESSED_FROM, compresslevel=COMPRESSION_LEVEL)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one connection."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
        elif scope["method"] == "OPTIONS":
            await _send(send, 204, (*PREFLIGHT, *EVERYWHERE), b"")
        elif scope["method"] not in ("GET", "HEAD") or scope["path"].startswith(STREAMED_PREFIXES):
            await self._app(scope, receive, _with_headers(send))
        elif scope["path"].startswith(FORM_PREFIX):
            accept = next((value.decode("latin-1") for name, value in scope["headers"] if name == b"accept"), "")
            form, path = form_of(scope["path"], accept)
            if path != scope["path"]:
                scope = {**scope, "path": path, "raw_path": quote(path).encode()}
            if form is Form.json:
                await self._answer(scope, receive, send)
            else:
                await self._streaming(_formed(scope, form), receive, _with_headers(send, VARY_FORM))
        else:
            await self._answer(scope, receive, send)

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        asked = {name: value.decode("latin-1") for name, value in scope["headers"] if name in CONDITIONS}
        takes_gzip = _takes_gzip(asked.get(b"accept-encoding", ""))
        key = (scope["path"], scope["query_string"], takes_gzip)
        answer = self._store.get(key)
        if answer is None:
            answer = await _made(self._app, scope, receive, takes_gzip)
            if answer.edition is not None:
                self._store.put(key, answer)
        if answer.status == 200 and is_unchanged(
            answer.etag, answer.last_modified, asked.get(b"if-none-match"), asked.get(b"if-modified-since")
        ):
            await _send(send, 304, answer.headers_unchanged, b"")
        else:
            await _send(send, answer.status, answer.headers, b"" if scope["method"] == "HEAD" else answer.body)


async def _made(app: ASGIApp, scope: Scope, receive: Receive, takes_gzip: bool) -> StoredAnswer:
    """Have the app answer, and finish what it says: compressed where wanted, with the headers of every answer."""
    inner = {**scope, "method": "GET", "state": dict(scope.get("state", {}))}
    status, given, body = await _collected(app, inner, receive)
    headers = [(name, value) for name, value in given if name != b"content-length"]
    if takes_gzip and len(body) >= COMPRESSED_FROM:
        body = await run_in_threadpool(gzip.compress, body, COMPRESSION_LEVEL, mtime=0)
        headers.append((b"content-encoding", b"gzip"))
    headers += [
        VARY,
        *((VARY_FORM,) if scope["path"].startswith(FORM_PREFIX) else ()),
        (b"content-length", str(len(body)).encode()),
        *EVERYWHERE,
    ]
    return StoredAnswer(status, tuple(headers), body, inner["state"].get(EDITION_KEY))


async def _collected(app: ASGIApp, scope: Scope, receive: Receive) -> tuple[int, RawHeaders, bytes]:
    status = 0
    headers: RawHeaders = ()
    parts: list[bytes] = []

    async def keep(message: Message) -> None:
        nonlocal status, headers
        if message["type"] == "http.response.start":
            status, headers = message["status"], tuple(message["headers"])
        else:
            parts.append(message.get("body", b""))

    try:
        await app(scope, receive, keep)
    except Exception:
        if not status:
            raise
        # The app answered its failure, logged it, and raised it once more for servers that do not log.
    return status, headers, b"".join(parts)


def _takes_gzip(accepted: str) -> bool:
    for part in accepted.lower().split(","):
        coding, _, weight = part.strip().partition(";")
        if coding.strip() in ("gzip", "*"):
            return weight.replace(" ", "") not in ("q=0", "q=0.0", "q=0.00", "q=0.000")
    return False


async def _send(send: Send, status: int, headers: Iterable[tuple[bytes, bytes]], body: bytes) -> None:
    await send({"type": "http.response.start", "status": status, "headers": list(headers)})
    await send({"type": "http.response.body", "body": body})


def _formed(scope: Scope, form: Form) -> Scope:
    state = {**scope.get("state", {}), FORM_KEY: form, HEADERS_ONLY_KEY: scope["method"] == "HEAD"}
    return {**scope, "method": "GET", "state": state}


def _with_headers(send: Send, *more: tuple[bytes, bytes]) -> Send:
    async def decorated(message: Message) -> None:
        if message["type"] == "http.response.start":
            message = {**message, "headers": [*message.get("headers", ()), *more, *EVERYWHERE]}
        await send(message)

    return decorated
