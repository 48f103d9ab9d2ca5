"""Delivery: stored answers, HEAD, conditional requests, compression and the headers of every answer.

Belongs here: what holds for all answers alike, as the outermost ASGI layer. Does not belong here: what an answer says,
refusals in words (problems.py), numbers of limits (limits.py).
"""

import asyncio
import time
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.middleware.gzip import GZipMiddleware
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.caching import AnswerKey, AnswerStore, RawHeaders, StoredAnswer
from api.coding import COMPRESSED_FROM, GZIP_LEVEL, Coding, coded, coding_of
from api.direct import DirectCalls
from api.forms import FORM_KEY, HEADERS_ONLY_KEY, Form, form_of
from api.limits import LONGEST_TARGET, ClientRates
from api.metrics import Metrics
from api.problems import MEDIA_TYPE, ProblemError, document_of, too_long, too_many

EDITION_KEY = "answered_from"
"""Attribute of the request's state in which a route leaves the edition of its answer; only such answers are stored."""

STREAMED_PREFIXES = ("/downloads/", "/static/")
"""Files are sent as they are read, never held in memory."""

CONTENT_POLICY = b"default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
EVERYWHERE: RawHeaders = (
    (b"access-control-allow-origin", b"*"),
    (
        b"access-control-expose-headers",
        b"ETag, Link, MatchWatch-Edition, MatchWatch-Data, RateLimit-Policy, Retry-After",
    ),
    (b"content-security-policy", CONTENT_POLICY),
    (b"cross-origin-resource-policy", b"cross-origin"),
    (b"permissions-policy", b"camera=(), geolocation=(), microphone=()"),
    (b"referrer-policy", b"no-referrer"),
    (b"x-content-type-options", b"nosniff"),
)
PREFLIGHT: RawHeaders = (
    (b"access-control-allow-methods", b"GET, HEAD"),
    (b"access-control-allow-headers", b"*"),
    (b"access-control-max-age", b"86400"),
    (b"allow", b"GET, HEAD, OPTIONS"),
)
VARY = (b"vary", b"Accept-Encoding")
VARY_FORM = (b"vary", b"Accept, Accept-Encoding")
FORM_PREFIX = "/v1/"
NOTHING: Message = {"type": "http.response.body", "body": b""}


class Delivery:
    """Answer from the store where possible, and see to what every answer needs."""

    def __init__(
        self, app: ASGIApp, direct: DirectCalls, store: AnswerStore, rates: ClientRates, metrics: Metrics
    ) -> None:
        self._app = app
        self._direct = direct
        self._store = store
        self._rates = rates
        self._metrics = metrics
        self._making: dict[AnswerKey, asyncio.Task[StoredAnswer]] = {}
        self._streaming = GZipMiddleware(app, minimum_size=COMPRESSED_FROM, compresslevel=GZIP_LEVEL)
        policy = ((b"ratelimit-policy", rates.policy.encode()),) if rates.policy else ()
        self._everywhere: RawHeaders = (*EVERYWHERE, *policy)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one connection."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        client = scope["client"]
        wait = self._rates.seconds_to_wait(client[0] if client else None)
        if wait:
            self._metrics.refused_by_rate += 1
            await self._refuse(scope, send, too_many(wait), (b"retry-after", str(wait).encode()))
        elif scope["method"] in ("GET", "HEAD"):
            await self._read(scope, receive, send)
        elif scope["method"] == "OPTIONS":
            await _send(send, 204, (*PREFLIGHT, *self._everywhere), b"")
        else:
            await self._app(scope, receive, self._counted(send))

    def at_once(self, scope: Scope) -> tuple[int, bytes, bytes] | None:
        """Status, headers and body of a stored answer as bytes; None where it must be made or refused, or only its head is wanted."""
        accept, encodings, none_match, modified = _asked(scope)
        path = scope["path"]
        if path.startswith(FORM_PREFIX):
            form, path = form_of(path, accept)
            if form is not Form.json:
                return None
        answer = self._store.get((path, scope["query_string"], coding_of(encodings)))
        if answer is None or answer.status != 200:
            return None
        client = scope["client"]
        if self._rates.seconds_to_wait(client[0] if client else None):
            return None
        self._metrics.stored += 1
        if answer.is_known(none_match, modified):
            self._metrics.unchanged += 1
            return 304, answer.wire_unchanged, b""
        return 200, answer.wire, answer.body

    async def _read(self, scope: Scope, receive: Receive, send: Send) -> None:
        accept, encodings, none_match, modified = _asked(scope)
        form, path = form_of(scope["path"], accept) if scope["path"].startswith(FORM_PREFIX) else (None, scope["path"])
        key = (path, scope["query_string"], coding_of(encodings))
        answer = self._store.get(key) if form is None or form is Form.json else None
        if answer is not None:
            self._metrics.stored += 1
        elif len(path) + len(scope["query_string"]) > LONGEST_TARGET:
            await self._refuse(scope, send, too_long(LONGEST_TARGET))
            return
        elif path.startswith(STREAMED_PREFIXES):
            await self._app(scope, receive, self._counted(send))
            return
        else:
            if path != scope["path"]:
                scope = {**scope, "path": path, "raw_path": quote(path).encode()}
            if form is not None and form is not Form.json:
                await self._streaming(_formed(scope, form), receive, self._counted(send, VARY_FORM))
                return
            answer = await self._made_once(key, scope, receive)
        if answer.status == 200 and answer.is_known(none_match, modified):
            self._metrics.unchanged += 1
            await send(answer.unchanged)
            await send(NOTHING)
        else:
            await send(answer.start)
            await send(answer.end if scope["method"] == "GET" else NOTHING)

    async def _made_once(self, key: AnswerKey, scope: Scope, receive: Receive) -> StoredAnswer:
        """Make an answer and store it; whoever asks the same meanwhile waits for it, rather than have it made again."""
        making = self._making.get(key)
        if making is None:
            making = asyncio.ensure_future(self._made(scope, receive, key[2]))
            self._making[key] = making
            making.add_done_callback(lambda _: self._making.pop(key, None))
            answer = await asyncio.shield(making)
            if answer.edition is not None:
                self._store.put(key, answer)
            return answer
        return await asyncio.shield(making)

    async def _made(self, scope: Scope, receive: Receive, coding: Coding) -> StoredAnswer:
        """Have the app answer, and finish what it says: compressed where wanted, with the headers of every answer."""
        began = time.perf_counter()
        inner = {**scope, "method": "GET", "state": dict(scope.get("state", {}))}
        response = await self._direct.answer(inner)
        if response is None:
            status, given, body = await _collected(self._app, inner, receive)
        else:
            status, given, body = response.status_code, tuple(response.raw_headers), bytes(response.body)
        headers = [pair for pair in given if pair[0] != b"content-length"]
        if coding is not Coding.none and len(body) >= COMPRESSED_FROM:
            body = await run_in_threadpool(coded, body, coding)
            headers.append((b"content-encoding", coding.encode()))
        headers += [
            VARY_FORM if scope["path"].startswith(FORM_PREFIX) else VARY,
            (b"content-length", str(len(body)).encode()),
            *self._everywhere,
        ]
        self._metrics.made[status] += 1
        self._metrics.seconds.observe(time.perf_counter() - began)
        return StoredAnswer(status, tuple(headers), body, inner["state"].get(EDITION_KEY))

    async def _refuse(self, scope: Scope, send: Send, error: ProblemError, *more: tuple[bytes, bytes]) -> None:
        body = document_of(error, scope["path"][:LONGEST_TARGET])
        headers = ((b"content-type", MEDIA_TYPE.encode()), (b"content-length", str(len(body)).encode()), *more)
        unstored = (b"cache-control", b"no-store")
        await _send(send, error.status, (*headers, unstored, *self._everywhere), body)

    def _counted(self, send: Send, *more: tuple[bytes, bytes]) -> Send:
        """A send that adds the headers of every answer, and counts."""

        async def decorated(message: Message) -> None:
            if message["type"] == "http.response.start":
                self._metrics.made[message["status"]] += 1
                message = {**message, "headers": [*message.get("headers", ()), *more, *self._everywhere]}
            await send(message)

        return decorated


def _asked(scope: Scope) -> tuple[bytes | None, bytes | None, bytes | None, bytes | None]:
    """What the client accepts (form, codings), and under which conditions (tag, time)."""
    accept = encodings = none_match = modified = None
    for name, value in scope["headers"]:
        if name == b"accept":
            accept = value
        elif name == b"accept-encoding":
            encodings = value
        elif name == b"if-none-match":
            none_match = value
        elif name == b"if-modified-since":
            modified = value
    return accept, encodings, none_match, modified


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


async def _send(send: Send, status: int, headers: RawHeaders, body: bytes) -> None:
    await send({"type": "http.response.start", "status": status, "headers": list(headers)})
    await send({"type": "http.response.body", "body": body})


def _formed(scope: Scope, form: Form) -> Scope:
    state = {**scope.get("state", {}), FORM_KEY: form, HEADERS_ONLY_KEY: scope["method"] == "HEAD"}
    return {**scope, "method": "GET", "state": state}
