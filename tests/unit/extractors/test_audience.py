"""Whose figure a clause, a header or a passage tells."""

import pytest

from schemas.documents import Block, Heading, Locator, Paragraph
from scrapers.extractors.audience import Audience, audience_of, audience_of_words
from scrapers.extractors.passages import passages_of

PLACE = Locator(element_path="/html/body")


@pytest.mark.parametrize(
    ("text", "audience"),
    [
        ("98 percent of the class matched", Audience.school),
        ("through the National Resident Matching Program, 98 percent of our seniors matched", Audience.school),
        ("students matched to programs across the country", Audience.school),
        ("98%, above the national average", Audience.school),
        ("matched to some of the nation's best programs", Audience.school),
        ("National", Audience.national),
        ("93 percent nationally", Audience.national),
        ("across the country 82 percent matched", Audience.national),
        ("93.5 percent of U.S. MD seniors", Audience.national),
        ("the mean of all DO students", Audience.national),
        ("Our residency programs filled 61 of 62 positions", Audience.hospital_fill),
        ("the incoming residents come from 41 schools", Audience.hospital_fill),
        ("95% of PharmD graduates matched to residencies", Audience.other_profession),
        ("Threshold: 95%", Audience.threshold_or_target),
        ("Goal", Audience.threshold_or_target),
        ("35 students have applied for positions in pediatrics", Audience.preview_or_applications),
        ("rates of three other schools (98%, 97% and 95%)", Audience.other_school),
    ],
)
def test_words(text: str, audience: Audience) -> None:
    assert audience_of_words(text) is audience


def test_a_passage_takes_the_audience_of_its_heading() -> None:
    blocks: list[Block] = [Heading("College of Pharmacy", 2, PLACE), Paragraph("98 percent matched", PLACE)]
    assert audience_of(passages_of(blocks)[1]) is Audience.other_profession


@pytest.mark.parametrize("verb", ["top", "tops", "beat", "outperform", "exceed"])
def test_a_headline_that_sets_a_school_beside_the_nation_is_about_the_school(verb: str) -> None:
    assert audience_of_words(f"Seaview graduates {verb} national match rate") is Audience.school
