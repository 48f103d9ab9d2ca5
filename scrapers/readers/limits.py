"""Limits that hold for every document, whatever its format.

Belongs here: the bounds and their defaults. Does not belong here: where a bound is enforced (each reader, reading.py).
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds on one document; a reader raises LimitExceededError or cuts and warns, as each field says.

    The defaults leave room for the largest honest document (a yearbook of some hundred pages, a workbook of all classes)
    and stop what was built or broken to exhaust a machine.
    """

    bytes_per_document: int = 50_000_000
    """Longest body that is read at all; longer is refused. Brochures full of photographs reach some 30 MB."""

    unpacked_bytes: int = 400_000_000
    """Longest total of the parts of a zipped document (workbooks, text documents); more is refused as a zip bomb."""

    pages: int = 2_000
    """Most pages of a PDF, slides or sheets; the rest is cut with a warning."""

    blocks: int = 200_000
    """Most blocks of one document; the rest is cut with a warning."""

    cells: int = 1_000_000
    """Most table cells of one document; the rest is cut with a warning."""

    columns: int = 500
    """Most columns of one table; further columns are cut. The widest honest tables have some tens."""

    characters_per_block: int = 50_000
    """Longest text of one block; longer is cut with a warning. Keeps pattern matching downstream bounded."""

    nesting: int = 120
    """Deepest nesting of elements that is read with its structure; deeper is read as plain running text."""

    pixels: int = 120_000_000
    """Largest image, width times height; larger is refused before it is unpacked."""

    seconds: float = 120.0
    """Time for one document in the process pool; then its process is killed. Optical reading of a long scan is slow."""

    memory_bytes: int = 4_000_000_000
    """Address space one reading process may add to what it holds at its start; recognising a scanned page asks for some
    2.5 GB of it and uses less than half."""


DEFAULT_LIMITS = Limits()
"""The limits that hold where a caller sets none."""
