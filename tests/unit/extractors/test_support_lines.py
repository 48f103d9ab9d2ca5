"""Support told in lines without a verb, under a heading that says what they are."""

import pytest

from schemas.vocabulary import StatementKind, Topic
from scrapers.reading import read_and_extract


def support(heading: str, line: str) -> list[Topic]:
    page = f"<html><body><main><h1>Outcomes of the medical school</h1><h2>{heading}</h2><ul><li>{line}</li></ul></main></body></html>"
    found = read_and_extract(page.encode(), declared_type="text/html").statements
    return [one.topic for one in found if one.kind is StatementKind.support]


@pytest.mark.parametrize(
    ("line", "topic"),
    [
        ("Six weeks without courses before Step 1, and a question bank for every student", Topic.exam),
        ("An adviser from the first year, and specialty mentors in each of our departments", Topic.match),
    ],
)
def test_lines_under_a_heading_that_tells_what_is_done(line: str, topic: Topic) -> None:
    assert support("How we prepare students", line) == [topic]


@pytest.mark.parametrize(
    ("heading", "line"),
    [
        ("Library holdings", "A question bank and six shelves for every student of Step 1"),
        ("How we prepare students", "A cafeteria with seats for every student of the class, and a garden"),
    ],
)
def test_other_lines_are_no_support(heading: str, line: str) -> None:
    assert support(heading, line) == []
