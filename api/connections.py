"""Connections: uvicorn's HTTP protocol with the patience of limits.py, so that slow and greedy clients hold nothing.

Belongs here: what must be seen below requests: heads that do not end, bodies that nobody asked for, answers that nobody
reads. Does not belong here: refusing whole requests (delivery.py). Used as uvicorn's `http`:
api.connections:GuardedProtocol.
"""

import asyncio
from typing import Any

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol, RequestResponseCycle

from api import limits
from api.problems import MEDIA_TYPE, ProblemError, document_of, head_too_large, head_too_slow, no_http

REASONS = {400: b"Bad Request", 408: b"Request Timeout", 431: b"Request Header Fields Too Large"}


class GuardedProtocol(HttpToolsProtocol):
    """One connection: a head must come whole, in time and within its size, and an answer must be read."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._head_bytes = 0
        self._told_bytes = 0
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
        """The head is there: the app may take its time."""
        _end(self._head_timer)
        self._head_timer = None
        super().on_headers_complete()

    def on_body(self, body: bytes) -> None:
        """Take a part of a body; one that still comes after the answer is not waited for."""
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


def _end(timer: asyncio.TimerHandle | None) -> None:
    if timer is not None:
        timer.cancel()
