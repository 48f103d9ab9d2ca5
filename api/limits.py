"""Limits: how much one client may ask, as numbers that docs and headers state.

Belongs here: the rate by client, lengths of requests, times. Does not belong here: limits of one parameter (parameters/).
"""

import ipaddress
import math
import time
from functools import lru_cache

LONGEST_TARGET = 32_768
"""Characters of path and query together."""
LARGEST_HEAD = 65_536
"""Bytes of the address and the headers of a request together."""
SECONDS_FOR_HEAD = 15.0
"""Time in which a request's headers must have come."""
SECONDS_WITHOUT_READING = 60.0
"""Time for which a client may leave an answer unread."""
SECONDS_A_STATEMENT = 10.0
"""Time that one statement may take in the database."""
SECONDS_A_WINDOW = 60
MOST_CLIENTS = 50_000
"""Clients that are remembered; those longest silent are forgotten first."""


class ClientRates:
    """How much each client asked of late: a bucket a client, filled evenly, empty after `a_minute` requests at once.

    a_minute: requests by one client; 0 sets no limit. spare_own: whether the machine's own requests are not counted.
    """

    def __init__(self, a_minute: int, *, spare_own: bool) -> None:
        self._each = SECONDS_A_WINDOW / a_minute if a_minute else 0.0
        self._spare_own = spare_own
        self._full_at: dict[str, float] = {}
        self.policy = f'"client";q={a_minute};w={SECONDS_A_WINDOW}' if a_minute else None

    def seconds_to_wait(self, address: str | None) -> int:
        """Count a request; 0 if it may be answered, else the seconds after which the client may ask again."""
        if not self._each or address is None:
            return 0
        client, is_own = client_of(address)
        if is_own and self._spare_own:
            return 0
        now = time.monotonic()
        full_at = max(now, self._full_at.get(client, now)) + self._each
        if full_at - now > SECONDS_A_WINDOW:
            return max(1, math.ceil(full_at - now - SECONDS_A_WINDOW))
        self._full_at.pop(client, None)
        self._full_at[client] = full_at
        if len(self._full_at) > MOST_CLIENTS:
            del self._full_at[next(iter(self._full_at))]
        return 0


@lru_cache(maxsize=4096)
def client_of(address: str) -> tuple[str, bool]:
    """Whom an address stands for, and whether that is this machine: a household has one IPv6 network of 64 bits."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return address, False
    if isinstance(found, ipaddress.IPv6Address):
        if found.ipv4_mapped is not None:
            return str(found.ipv4_mapped), found.ipv4_mapped.is_loopback
        return str(ipaddress.ip_network((int(found) >> 64 << 64, 64))), found.is_loopback
    return address, found.is_loopback
