"""Telling extraction whose page it is: other schools' figures, the home state, and a school that the page does not name."""

from scrapers.extractors.own_school import OwnSchool
from scrapers.reading import read_and_extract

HARROWGATE = OwnSchool("harrowgate", "Harrowgate College of Medicine", "Harrowgate", "OH")
LOOKOUT = OwnSchool("lookout-cove", "Lookout Cove School of Osteopathic Medicine", "Lookout Cove", "TN")
TWO_SCHOOLS = """<html><head><title>Two schools, one morning</title></head><body><main><h1>Match Day 2022</h1>
<h2>Harrowgate College of Medicine</h2><p>In all, 141 students matched. Family medicine drew 30 students.</p>
<h2>Lookout Cove School of Osteopathic Medicine</h2><p>In all, 163 students matched. Psychiatry drew 12 students.</p>
</main></body></html>"""


def counts(page: str, school: OwnSchool | None) -> tuple[set[float], set[str | None]]:
    """Head counts of people who matched, and the specialties counted, on a page found with a school."""
    found = read_and_extract(page.encode(), declared_type="text/html", school=school)
    return {one.value for one in found.measures}, {one.specialty for one in found.placements}


def test_only_the_sections_of_the_own_school_are_read() -> None:
    assert counts(TWO_SCHOOLS, HARROWGATE) == ({141.0}, {"Family medicine"})
    assert counts(TWO_SCHOOLS, LOOKOUT) == ({163.0}, {"Psychiatry"})


def test_the_first_school_is_the_own_one_where_nobody_tells() -> None:
    assert counts(TWO_SCHOOLS, None) == ({141.0}, {"Family medicine"})


def test_the_home_state_comes_from_the_school() -> None:
    page = "<html><body><main><h1>Match 2023</h1><p>Forty percent of the class will train in Ohio, 12 percent in Texas.</p></main></body></html>"
    told = read_and_extract(page.encode(), declared_type="text/html", school=HARROWGATE).measures
    assert [(one.measure.value, one.value) for one in told] == [("in_state_share", 40.0)]
