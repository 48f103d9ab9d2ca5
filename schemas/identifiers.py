"""Stable identifiers made from facts, never from row numbers or program names.

Belongs here: the one way an identifier is made. Does not belong here: where identifiers are stored.
"""

import hashlib


def identifier(*parts: object) -> str:
    """Return 16 hexadecimal digits that depend on the parts and their order only."""
    text = "\x1f".join("" if part is None else str(part) for part in parts)
    return hashlib.sha256(text.encode("utf-8")).hexdigest()[:16]
