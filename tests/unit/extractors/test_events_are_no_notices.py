"""Where Match Day takes place says nothing of whether results are published."""

import pytest

from schemas.vocabulary import StatementKind
from scrapers.reading import read_and_extract


def withheld(text: str) -> bool:
    page = f"<html><body><main><h1>Match Day, School of Medicine</h1><p>{text}</p></main></body></html>"
    found = read_and_extract(page.encode(), declared_type="text/html").statements
    return any(one.kind is StatementKind.withheld for one in found)


@pytest.mark.parametrize(
    "text",
    [
        "Match Day is held in the Ridge Avenue atrium.",
        "Match Day is held in the school auditorium at noon.",
        "The Match Day ceremony is held in the main building of the college.",
        "Match Week events are held in the college hall.",
    ],
)
def test_events(text: str) -> None:
    assert not withheld(text)


@pytest.mark.parametrize(
    "text",
    ["Match results stay within the dean’s office.", "Our match list is held in the Office of Student Affairs."],
)
def test_results_that_are_kept_inside(text: str) -> None:
    assert withheld(text)
