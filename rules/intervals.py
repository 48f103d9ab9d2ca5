"""Intervals of shares, from scipy, and how figures are rounded.

Belongs here: the interval of one share and of a difference of two, rounding. Does not belong here: which figures get one.
"""

import functools
import math
from dataclasses import dataclass

CONFIDENCE = 0.95
WILSON = "wilson"
BOTH_WILSON = "wilson, ends subtracted"


@dataclass(frozen=True, slots=True)
class Interval:
    """Lower and upper end, in percent or percentage points."""

    low: float
    high: float


@functools.lru_cache(maxsize=8192)
def wilson(numerator: int, denominator: int, confidence: float = CONFIDENCE) -> Interval | None:
    """Return Wilson's interval of a share in percent; None without anybody or with more counted than there are."""
    if denominator <= 0 or not 0 <= numerator <= denominator:
        return None
    from scipy.stats import binomtest  # noqa: PLC0415 - costs a server a second at its start, and few answers need it

    found = binomtest(numerator, denominator).proportion_ci(confidence_level=confidence, method="wilson")
    return Interval(rounded(100 * found.low), rounded(100 * found.high))


def difference(first: tuple[int, int], second: tuple[int, int]) -> Interval | None:
    """Return an interval of the second share less the first, in percentage points.

    Both shares get an interval at such a confidence that the pair holds with 95 %; their ends are subtracted. It is
    wider than it need be, never narrower.
    """
    each = math.sqrt(CONFIDENCE)
    before, after = wilson(*first, each), wilson(*second, each)
    if before is None or after is None:
        return None
    return Interval(rounded(after.low - before.high), rounded(after.high - before.low))


def percent(numerator: int, denominator: int) -> float:
    """Return a share in percent."""
    return rounded(100 * numerator / denominator)


def rounded(value: float) -> float:
    """Return a figure with two decimals, as all computed figures are given: a plain number, whatever scipy made of it."""
    return round(float(value), 2) + 0.0


def down(value: float) -> float:
    """Return a lower bound with two decimals, never above the value."""
    return math.floor(value * 100 + 1e-9) / 100


def up(value: float) -> float:
    """Return an upper bound with two decimals, never below the value."""
    return math.ceil(value * 100 - 1e-9) / 100


def half_step(value: float) -> float:
    """Return how far the true figure may lie from the printed one by rounding; a lost trailing zero makes it wider."""
    text = f"{value:.6f}".rstrip("0")
    return float(0.5 * 10 ** -(len(text) - text.index(".") - 1))
