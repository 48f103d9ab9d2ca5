"""Counts and shares told apart in tables that do not say it in every cell."""

from schemas.vocabulary import MeasureName, Unit
from scrapers.reading import read_and_extract

HEAD = "<tr><th>Class</th><th>Sought a residency</th><th>Placed by July 1</th><th>Placement rate</th></tr>"


def test_where_shares_carry_a_sign_bare_numbers_are_people() -> None:
    page = (
        f"<html><body><h1>Outcomes</h1><table><caption>Placement rates of graduates</caption>{HEAD}"
        "<tr><td>2025</td><td>99</td><td>98</td><td>99.0%</td></tr></table></body></html>"
    )
    found = read_and_extract(page.encode(), declared_type="text/html").measures
    shares = [(one.measure, one.value) for one in found if one.unit is Unit.percent]
    assert shares == [(MeasureName.placement_rate, 99.0)]
    counts = {one.measure: one.value for one in found if one.unit is Unit.count}
    assert counts[MeasureName.participants] == 99
    assert counts[MeasureName.placed] == 98
