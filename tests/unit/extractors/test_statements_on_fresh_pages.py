"""Statements of sentences that pages nobody had seen before brought up, and sentences that are none."""

import pytest

from schemas.documents import Heading, Locator, Paragraph
from scrapers.extractors.passages import passages_of
from scrapers.extractors.statements import statements_of
from scrapers.extractors.years import NO_YEAR, DocumentContext

PLACE = Locator()
CONTEXT = DocumentContext(None, None, (), (), NO_YEAR)


def statements_in(heading: str, text: str) -> list[tuple[str, str]]:
    """Return kind and topic of the statements of a paragraph under a heading."""
    passages = passages_of([Heading(heading, 1, PLACE), Paragraph(text, PLACE)])
    return [(found.kind.value, found.topic.value) for found in statements_of(passages, CONTEXT)]


@pytest.mark.parametrize(
    ("heading", "text"),
    [
        ("COMLEX results", "Preliminary; 2 students had not tested when the cycle closed."),
        ("Student FAQ", "Q: How well do they do on COMLEX?"),
        ("Goals", "Students will pass Step 2 CK on the first attempt at a rate equal to or above the national rate."),
        ("Outcomes", "Only students who pass the school’s comprehensive examination are permitted to take Step 1."),
    ],
)
def test_says_nothing_of_the_school(heading: str, text: str) -> None:
    assert statements_in(heading, text) == []


def test_the_topic_of_a_refusal_may_stand_two_sentences_before() -> None:
    text = "People ask me for our match rate. I would rather talk about our students. We do not release a percentage."
    assert statements_in("From the dean", text) == [("withheld", "match")]


def test_a_school_that_credits_its_advising_describes_it() -> None:
    text = "The school credits a new advising program in which every student meets monthly with a specialty mentor."
    assert statements_in("Match rate", text) == [("support", "match")]


def test_both_topics_that_an_or_joins_are_refused_wherever_they_stand() -> None:
    text = "Its charter class will take Step 1 in 2026, so there are no board or match results to report yet."
    assert sorted(statements_in("New school", text)) == [("not_yet_due", "exam"), ("not_yet_due", "match")]


@pytest.mark.parametrize(
    ("text", "kind", "topic"),
    [
        (
            "Detailed pass rates are available to matriculated students through the Canvas portal.",
            "behind_login",
            "exam",
        ),
        ("Match results for the Class of 2025 will be announced in this space in late March.", "promised", "match"),
    ],
)
def test_where_and_when_results_are_to_be_had(text: str, kind: str, topic: str) -> None:
    assert statements_in("Our results", text) == [(kind, topic)]
