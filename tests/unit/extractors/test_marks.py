"""Numbers in cells of placement tables: a count beside a share is a count, a share alone is none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrapers.extractors.placements.marks import counted


@pytest.mark.parametrize(
    ("cell", "count"),
    [
        ("12", 12),
        ("12 (9.5%)", 12),
        ("9.5% (12)", 12),
        ("12 / 9%", 12),
        ("12, 9.5%", 12),
        ("12 9%", 12),
        ("9% n = 12", 12),
    ],
)
def test_a_count_beside_its_share(cell: str, count: int) -> None:
    assert counted(cell) == count


@given(st.decimals(min_value=0, max_value=100, places=1))
def test_a_share_alone_is_no_count(share: object) -> None:
    assert counted(f"{share}%") is None
    assert counted(f"{share} %") is None
