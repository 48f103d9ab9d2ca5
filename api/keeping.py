"""Keeping: what is made once and used by later requests, the least recently used dropped first.

Belongs here: the one bounded memory for prepared statements and indexes. Does not belong here: finished answers (caching.py).
"""

from collections.abc import Callable, Hashable
from functools import lru_cache
from typing import Any, TypeVar

Made = TypeVar("Made")
MOST = 4000


def made_once(key: Hashable, make: Callable[[], Made]) -> Made:
    """What `make` returns, made at the first call with this key; two threads may make it twice, and one is used."""
    place: list[Made] = _place(key)
    if not place:
        place.append(make())
    return place[0]


@lru_cache(maxsize=MOST)
def _place(key: Hashable) -> list[Any]:  # noqa: ARG001 - the key of the cache
    return []
