"""Arithmetic: the counts that a printed share is made of, found among the people counted just before it.

Belongs here: which two counts give a share as precisely as it is printed. Does not belong here: what is counted
(subject_reading), whom a share names (basis_reading).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import product

from schemas.vocabulary import Denominator

FEWEST = 10
"""People below whom a share of them agrees with too many counts by chance."""


@dataclass(frozen=True, slots=True)
class Counted:
    """People counted in running text: how many, of how many where a total is printed, who they are, in which block."""

    count: int
    total: int | None
    kind: Denominator | None
    block: int


def gives(share: float, part: float, whole: float) -> bool:
    """Tell whether two counts give a share to its printed precision: whole percents, or the tenth."""
    margin = 0.5 if share == int(share) else 0.05
    return whole >= FEWEST and part <= whole and abs(100 * part / whole - share) <= margin + 1e-9


def fraction_of(share: float, counted: Sequence[Counted]) -> tuple[int, int] | None:
    """Return the one pair of counts that gives a share: a printed "n of d" first, else two counts of one block.

    A share of everybody is given by any count over itself, so for that only a printed fraction counts.
    """
    fractions = {(c.count, c.total) for c in counted if c.total is not None}
    printed = [(part, whole) for part, whole in fractions if gives(share, part, whole)]
    if printed:
        return _only(printed)
    numbers = {number for c in counted for number in (c.count, c.total) if number is not None}
    return _only(
        (part, whole) for part, whole in product(numbers, numbers) if part < whole and gives(share, part, whole)
    )


def whole_of(share: float, part: int, counted: Sequence[Counted]) -> Counted | None:
    """Return the only people counted of whom a part is the printed share."""
    wholes = {c.count: c for c in counted if c.count > part and gives(share, part, c.count)}
    return next(iter(wholes.values())) if len(wholes) == 1 else None


def _only(pairs: Iterable[tuple[int, int]]) -> tuple[int, int] | None:
    found = list(pairs)
    return found[0] if len(found) == 1 else None
