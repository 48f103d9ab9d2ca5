"""Asked: the query of an address, read once, and the same query for the next page.

Belongs here: names and values as they stand in an address. Does not belong here: what they mean (parameters/).
"""

from functools import lru_cache
from urllib.parse import parse_qsl, urlencode

REMEMBERED = 2048

Pairs = tuple[tuple[str, str], ...]


@lru_cache(maxsize=REMEMBERED)
def pairs_of(query: bytes) -> Pairs:
    """Names and values of a query in their order; a value may be empty."""
    return tuple(parse_qsl(query.decode("latin-1"), keep_blank_values=True))


@lru_cache(maxsize=REMEMBERED)
def without(query: bytes, *names: str) -> str:
    """A query without some of its parameters, ready to be continued: empty, or ending with an ampersand."""
    kept = urlencode([(name, value) for name, value in pairs_of(query) if name not in names])
    return f"{kept}&" if kept else ""
