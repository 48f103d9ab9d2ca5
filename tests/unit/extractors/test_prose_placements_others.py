"""Articles on several schools: only the counts of the document's own school are its placements. All is invented."""

import pytest

from tests.unit.extractors.small_documents import placements_in, shown

TITLE = "# Match Day 2020 at the Harrow University School of Medicine"
OWN = "Harrow University School of Medicine. Twelve matched in surgery."
CASES = (
    f"{OWN}\nUniversity of Riverbend students did well too. Ten matched in surgery and 20 in pediatrics.",
    f"{OWN}\nRiverbend Medical College. Ten matched in surgery and 20 in pediatrics.",
    f"{OWN}\nAt Riverbend Medical College, ten matched in surgery and 20 in pediatrics.",
    f"{OWN}\n## Riverbend College of Osteopathic Medicine\nTen seniors matched in surgery.\n- Urology: 3\n- Neurology: 4",
)


@pytest.mark.parametrize("text", CASES)
def test_counts_of_another_school_are_left_out(text: str) -> None:
    assert [shown(placement) for placement in placements_in(text, TITLE)] == ["surgery = 12"]


def test_a_university_that_takes_graduates_is_no_other_school() -> None:
    text = "The University of Riverbend will take five of our graduates and Harper Hospital nine."
    found = [shown(placement) for placement in placements_in(text, TITLE)]
    assert found == ["@ University of Riverbend = 5", "@ Harper Hospital = 9"]
