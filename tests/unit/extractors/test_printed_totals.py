"""Printed totals: a school's own slip does not keep its page back, a table that lost rows does."""

import pytest

from scrapers.reading import read_and_extract

SPECIALTIES = {"Internal Medicine": 20, "Family Medicine": 15, "Pediatrics": 12, "Psychiatry": 9, "General Surgery": 8}


def held_back(total: int) -> bool:
    rows = "".join(f"<tr><td>{name}</td><td>{count}</td></tr>" for name, count in SPECIALTIES.items())
    page = (
        "<html><body><main><h1>Match results, class of 2025</h1><table><tr><th>Specialty</th><th>Graduates</th></tr>"
        f"{rows}<tr><td>Total</td><td>{total}</td></tr></table></main></body></html>"
    )
    found = read_and_extract(page.encode(), declared_type="text/html")
    assert len(found.placements) == len(SPECIALTIES)
    return found.held_back is not None


@pytest.mark.parametrize("total", [64, 63, 66])
def test_a_slip_of_a_few_people(total: int) -> None:
    assert not held_back(total)


@pytest.mark.parametrize("total", [96, 40])
def test_a_total_that_tells_of_lost_rows(total: int) -> None:
    assert held_back(total)
