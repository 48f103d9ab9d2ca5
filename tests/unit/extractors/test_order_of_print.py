"""Rows in another order than that of their programs do not lower the score of a reading; mixed columns do."""

import random

from schemas.findings import Placement
from scrapers.extractors.self_score import in_order

NAMES = sorted(
    f"{word} Hospital" for word in (f"{first}{second}" for first in "ABCDEFGHKLMNPRST" for second in "aeiou")
)


def rows(names: list[str]) -> list[Placement]:
    return [Placement(program=name, specialty="Pediatrics", class_year=2025) for name in names]


def test_lists_in_the_order_of_their_programs() -> None:
    assert in_order(rows(NAMES)) == 1.0


def test_lists_in_any_other_order() -> None:
    shares = []
    for seed in range(40):
        shuffled = list(NAMES)
        random.Random(seed).shuffle(shuffled)
        shares.append(in_order(rows(shuffled)))
    assert sum(share < 0.98 for share in shares) <= 4


def test_two_columns_read_by_turns() -> None:
    half = len(NAMES) // 2
    mixed = [name for pair in zip(NAMES[half:], NAMES[:half], strict=True) for name in pair]
    assert in_order(rows(mixed)) < 0.5
