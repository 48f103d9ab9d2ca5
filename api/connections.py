"""Connections: uvicorn's HTTP protocol with the patience of limits.py, so that slow and greedy clients hold nothing.

Belongs here: what must be seen below requests: heads that do not end, bodies that nobody asked for, answers that nobody
reads. Does not belong here: refusing whole requests (delivery.py). Used as uvicorn's `http`:
api.connections:GuardedProtocol.
"""

import asyncio
from typing import Any

from uvicorn.protocols.http.httptools_impl import STATUS_LINE, HttpToolsProtocol, RequestResponseCycle

from api import limits
from api.delivery import Delivery
from api.problems import MEDIA_TYPE, ProblemError, document_of, head_too_large, head_too_slow, no_http

NOT_AT_ONCE = frozenset({b"content-length", b"transfer-encoding", b"expect", b"x-forwarded-for"})
"""Headers whose requests take the usual way: they have a body, or come from a client behind a proxy."""
REASONS = {400: b"Bad Request", 408: b"Request Timeout", 431: b"Request Header Fields Too Large"}


class GuardedProtocol(HttpToolsProtocol):
    """One connection: a head must come whole, in time and within its size, and an answer must be read."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._head_bytes = 0
        self._told_bytes = 0
        self._is_answered = False
        self._delivery = _delivery_of(self.app)
        self._refusal: ProblemError | None = None
        self._head_timer: asyncio.TimerHandle | None = None
        self._reading_timer: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Wait for the first head."""
        super().connection_made(transport)
        self._await_head()

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait for nothing any more."""
        _end(self._head_timer)
        self._head_timer = None
        _end(self._reading_timer)
        self._reading_timer = None
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Take bytes; a head that does not end is refused, however few of its parts the parser has told yet."""
        super().data_received(data)
        if self._head_timer is not None:
            self._head_bytes += len(data)
            if self._head_bytes > limits.LARGEST_HEAD and not self.transport.is_closing():
                self._refuse(head_too_large(limits.LARGEST_HEAD))

    def on_message_begin(self) -> None:
        """Wait for the rest of a head."""
        super().on_message_begin()
        self._head_bytes = self._told_bytes = 0
        if self._head_timer is None:
            self._await_head()

    def on_header(self, name: bytes, value: bytes) -> None:
        """Take a header.

        Raises:
            ValueError: the head is too large; the parser ends, and the client is told.
        """
        super().on_header(name, value)
        self._told_bytes += len(name) + len(value)
        if self._told_bytes + len(self.url) > limits.LARGEST_HEAD:
            self._refusal = head_too_large(limits.LARGEST_HEAD)
            raise ValueError(self._refusal.detail)

    def on_headers_complete(self) -> None:
        """The head is there: a stored answer goes out at once, for any other the app may take its time."""
        _end(self._head_timer)
        self._head_timer = None
        self._is_answered = self._answered_at_once()
        if not self._is_answered:
            super().on_headers_complete()

    def on_message_complete(self) -> None:
        """The request is there."""
        if not self._is_answered:
            super().on_message_complete()

    def on_body(self, body: bytes) -> None:
        """Take a part of a body; one that still comes after the answer is not waited for."""
        if self._is_answered:
            self.transport.close()
            return
        super().on_body(body)
        if self.cycle.response_complete:
            self.transport.close()

    def send_400_response(self, msg: str) -> None:
        """Tell a client that its request cannot be read."""
        self._refuse(self._refusal or no_http(msg))

    def pause_writing(self) -> None:
        """The client does not read: wait, but not for ever."""
        super().pause_writing()
        self._reading_timer = self.loop.call_later(limits.SECONDS_WITHOUT_READING, self.transport.abort)

    def resume_writing(self) -> None:
        """The client reads again."""
        _end(self._reading_timer)
        self._reading_timer = None
        super().resume_writing()

    def _answered_at_once(self) -> bool:
        """Send a stored answer without a task of its own, where nothing else is under way on this connection."""
        if (
            self._delivery is None
            or self._is_answering()
            or self.pipeline
            or self.flow.write_paused
            or self.access_log
        ):
            return False
        plain = self.parser.get_method() == b"GET" and self.parser.get_http_version() == "1.1"
        if not plain or not self.parser.should_keep_alive() or self.parser.should_upgrade():
            return False
        if any(name in NOT_AT_ONCE for name, _ in self.headers) or b"%" in self.url:
            return False
        path, _, query = self.url.partition(b"?")
        self.scope["path"] = path.decode("latin-1")
        self.scope["query_string"] = query
        found = self._delivery.at_once(dict(self.scope))
        if found is None:
            return False
        status, headers, body = found
        defaults = [
            part for name, value in self.server_state.default_headers for part in (name, b": ", value, b"\r\n")
        ]
        self.transport.write(b"".join((STATUS_LINE[status], *defaults, headers, body)))
        self.server_state.total_requests += 1
        self.timeout_keep_alive_task = self.loop.call_later(self.timeout_keep_alive, self.timeout_keep_alive_handler)
        return True

    def _await_head(self) -> None:
        self._head_timer = self.loop.call_later(limits.SECONDS_FOR_HEAD, self._head_missing)

    def _head_missing(self) -> None:
        self._head_timer = None
        if self._is_answering():
            self._await_head()  # the answer to the request before is not to be cut off
        elif not self._head_bytes:
            self.transport.close()
        else:
            self._refuse(head_too_slow(limits.SECONDS_FOR_HEAD))

    def _is_answering(self) -> bool:
        cycle: RequestResponseCycle | None = self.cycle  # uvicorn declares that it is never None, and begins with None
        return cycle is not None and not cycle.response_complete

    def _refuse(self, error: ProblemError) -> None:
        """Answer without the app, and end the connection."""
        body = document_of(error, "")
        lines = (
            b"HTTP/1.1 %d %b" % (error.status, REASONS[error.status]),
            b"content-type: " + MEDIA_TYPE.encode(),
            b"content-length: %d" % len(body),
            b"x-content-type-options: nosniff",
            b"connection: close",
        )
        self.transport.write(b"\r\n".join((*lines, b"", body)))
        self.transport.close()


def _delivery_of(app: Any) -> Delivery | None:
    """The app's delivery, from under what uvicorn wraps around the app."""
    while app is not None and not isinstance(getattr(app, "delivery", None), Delivery):
        app = getattr(app, "app", None)
    return None if app is None else app.delivery


def _end(timer: asyncio.TimerHandle | None) -> None:
    if timer is not None:
        timer.cancel()
