"""Keeping leases: renewed from a thread of its own for as long as the work lasts, and given up in time when that fails.

Belongs here: the heartbeat. Does not belong here: what is done under a lease (tasks.py), the table (work_table.py).
"""

import threading
import time
from collections.abc import Callable, Mapping, Sequence
from types import TracebackType
from typing import Any, Self

from pipelines.exceptions import FleetError, LeaseLostError
from pipelines.fleet.work_table import Lease, WorkTable

RENEWALS = 4
"""Renewals in the time of one lease."""
SAFETY = 0.8
"""Part of a lease after which one that could not be renewed counts as lost: before anybody else may have it."""


class Keeper:
    """Renews leases while its context lasts.

    A lease that another has taken over, or that could not be renewed in time, is lost; when none is left, on_lost is called
    once, from the keeper's thread. What is put into `told` goes to the table with the next renewal.
    """

    def __init__(
        self, table: WorkTable, leases: Sequence[Lease], seconds: float, on_lost: Callable[[], object] | None = None
    ) -> None:
        self.told: Mapping[str, Any] = {}
        self.on_lost = on_lost
        self._table = table
        self._seconds = seconds
        self._held = list(leases)
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._keep, name="leases", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._ended.set()
        self._thread.join(self._seconds)

    @property
    def is_lost(self) -> bool:
        """Whether no lease is ours any more."""
        return not self._held

    def demand(self) -> None:
        """Go on only with a lease.

        Raises:
            LeaseLostError: none is left.
        """
        if self.is_lost:
            raise LeaseLostError("another process goes on with this work: its lease was not renewed in time")

    def _keep(self) -> None:
        renewed = time.monotonic()
        while self._held and not self._ended.wait(self._seconds / RENEWALS):
            began = time.monotonic()
            try:
                self._held = self._table.renew(self._held, self._seconds, self.told)
                renewed = began
            except FleetError:
                if time.monotonic() - renewed > self._seconds * SAFETY:
                    self._held = []
        if not self._held and not self._ended.is_set() and self.on_lost is not None:
            self.on_lost()
