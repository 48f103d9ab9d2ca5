"""Class years of counts: those printed beside them, those of headings and datelines, none. All is invented."""

import pytest

from tests.unit.extractors.small_documents import placements_in, shown

CASES = (
    ("# News", "March 20, 2015 – Forty students from the Class of 2015 matched in surgery.", ["surgery = 40 / 2015"]),
    ("# News", "This year 40 students matched in surgery.", ["surgery = 40 / None"]),
    ("# Match Day 2020", "In 2019, 14 graduates chose psychiatry.", ["psychiatry = 14 / 2019"]),
    (
        "# Match Day 2018",
        "## 2017\n- Surgery: 12\n- Urology: 2\n## 2018\n- Surgery: 14\n- Urology: 1",
        ["Surgery = 12 / 2017", "Urology = 2 / 2017", "Surgery = 14 / 2018", "Urology = 1 / 2018"],
    ),
    (
        "# Internal medicine at Harrow, 2009",
        "Fifty-one members of the Class of 2009 matched in internal medicine. The number was 40 (2008) and 44 (2007).",
        ["internal medicine = 51 / 2009", "internal medicine = 40 / 2008", "internal medicine = 44 / 2007"],
    ),
)


@pytest.mark.parametrize(("title", "text", "expected"), CASES)
def test_class_year(title: str, text: str, expected: list[str]) -> None:
    assert [shown(placement) for placement in placements_in(text, title)] == expected
