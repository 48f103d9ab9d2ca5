"""Coding: which compression a client takes, and answers in it.

Belongs here: Accept-Encoding, Brotli, gzip. Does not belong here: which answers are compressed (delivery.py).
"""

import gzip
from enum import StrEnum
from functools import lru_cache

import brotli

COMPRESSED_FROM = 512
"""Bytes from which compression pays."""
GZIP_LEVEL = 5
BROTLI_QUALITY = 5


class Coding(StrEnum):
    """A content coding; the better one first."""

    brotli = "br"
    gzip = "gzip"
    none = "identity"


@lru_cache(maxsize=1024)
def coding_of(accepted: bytes | None) -> Coding:
    """The coding that a client likes best; of those that it likes equally, the one that makes answers smallest."""
    weights: dict[str, float] = {}
    for part in (accepted or b"").decode("latin-1").lower().split(","):
        name, _, rest = part.partition(";")
        weights[name.strip()] = _weight(rest)
    any_other = weights.get("*", 0.0)
    liked = {coding: weights.get(coding, any_other) for coding in (Coding.brotli, Coding.gzip)}
    best = max(liked, key=lambda coding: liked[coding])
    return best if liked[best] > 0 else Coding.none


def coded(body: bytes, coding: Coding) -> bytes:
    """A body in a coding; the same body gives the same bytes."""
    if coding is Coding.brotli:
        return bytes(brotli.compress(body, quality=BROTLI_QUALITY))
    return gzip.compress(body, GZIP_LEVEL, mtime=0) if coding is Coding.gzip else body


def _weight(rest: str) -> float:
    name, _, value = rest.replace(" ", "").partition("=")
    if name != "q":
        return 1.0
    try:
        return float(value)
    except ValueError:
        return 0.0
