"""Shared pacing: processes that crawl side by side take turns at a host, so that it is asked as if by one.

Belongs here: the turn at a host, held as the lock of a file from a request to the end of its answer. Does not belong here: how long the
pauses are (pacing.py).

Parts of a crawl have hosts of their own, but may meet at file stores that their pages link to. A lock goes with its process,
however that ends.
"""

import asyncio
import fcntl
import hashlib
import os
import struct
import time
from pathlib import Path

from scrapers.pacing import Pace

LOOKS_AGAIN = 0.05
"""Seconds after which a process that found a host's turn taken looks again."""
MOMENT = struct.Struct("d")


class SharedPace(Pace):
    """Keeps the pace of all hosts together with the other processes that use the same folder."""

    def __init__(self, delay: float, folder: Path) -> None:
        """Join those who take turns.

        Args:
            delay: least seconds between two requests to one host.
            folder: of the turns, one file a host; made new for each crawl, because moments hold until the machine is started anew.
        """
        super().__init__(delay)
        self._folder = folder
        self._held: dict[str, int] = {}

    async def turn(self, host: str) -> None:
        """Wait until a request may go to the host, from this process and from all."""
        turn = self._open(host)
        try:
            while not _taken(turn):  # noqa: ASYNC110 - other processes cannot set an event
                await asyncio.sleep(LOOKS_AGAIN)
            super().hold(host, _read(turn) - time.monotonic())
            await super().turn(host)
        except BaseException:
            os.close(turn)
            raise
        self._held[host] = turn

    def over(self, host: str) -> None:
        """Learn that a request to the host is over, and let others have the turn after the pause."""
        turn = self._held.pop(host, None)
        if turn is not None:
            self._write(turn, host)

    def hold(self, host: str, seconds: float) -> None:
        """Send nothing to the host for some seconds, from no process."""
        super().hold(host, seconds)
        self._write(self._open(host), host)

    def _open(self, host: str) -> int:
        return os.open(self._folder / hashlib.sha256(host.encode()).hexdigest(), os.O_RDWR | os.O_CREAT, 0o600)

    def _write(self, turn: int, host: str) -> None:
        """Tell the others until when the host is left alone, and close the file."""
        moment = time.monotonic() + max(0.0, self.wait(host))
        os.pwrite(turn, MOMENT.pack(max(moment, _read(turn))), 0)
        os.close(turn)


def _read(turn: int) -> float:
    """The moment before which nothing goes to the host, by the clock of time.monotonic(), which all processes share."""
    written = os.pread(turn, MOMENT.size, 0)
    return float(MOMENT.unpack(written)[0]) if len(written) == MOMENT.size else 0.0


def _taken(turn: int) -> bool:
    """Take the turn if nobody has it; returns whether it was taken."""
    try:
        fcntl.flock(turn, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
