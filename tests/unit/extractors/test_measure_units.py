"""Counts and shares told apart in tables that do not say it in every cell."""

from schemas.vocabulary import Denominator, MeasureName, Stage, Unit
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


def rates(body: str) -> list[tuple[MeasureName, Stage | None, Denominator | None]]:
    page = f"<html><body><main><h1>Outcomes</h1>{body}</main></body></html>"
    found = read_and_extract(page.encode(), declared_type="text/html").measures
    return [
        (one.measure, one.stage, one.denominator)
        for one in found
        if one.measure in (MeasureName.match_rate, MeasureName.placement_rate)
    ]


def test_a_class_set_off_as_a_label_is_no_basis() -> None:
    assert rates("<p>Match rate, class of 2026: 98%</p>") == [
        (MeasureName.match_rate, Stage.unstated, Denominator.unstated)
    ]


def test_a_table_takes_its_basis_from_the_sentence_that_speaks_of_its_rate() -> None:
    table = (
        "<p>The placement rate is the share of graduates seeking a residency who hold a position, whether through the match, "
        "SOAP or the military match. It is not the match rate before SOAP.</p><table><caption>Placement by class</caption>"
        "<tr><th>Class</th><th>Placement rate</th></tr><tr><td>2025</td><td>98.9%</td></tr></table>"
    )
    assert rates(table) == [(MeasureName.placement_rate, Stage.overall, Denominator.seeking)]
