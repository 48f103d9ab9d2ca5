"""The day a document gives for itself, and what is no such day."""

from datetime import date

import pytest

from schemas.documents import Block, Heading, Locator, Paragraph
from scrapers.extractors.passages import passages_of
from scrapers.extractors.stated_date import stated_date
from scrapers.reading import read_and_extract

HERE = Locator()


def blocks(*texts: str) -> list[Block]:
    return [Heading("Outcomes", 1, HERE), *(Paragraph(text, HERE) for text in texts)]


@pytest.mark.parametrize(
    "text",
    [
        "Data as of June 30, 2026.",
        "Page last updated: Tuesday, 30 June 2026",
        "Updated June 30th, 2026",
        "(Last reviewed 6/30/2026)",
        "Rates as reported to the college on June 30, 2026",
        "Last modified 2026-06-30",
        "June 30, 2026",
    ],
)
def test_a_stamp_in_any_form(text: str) -> None:
    assert stated_date(passages_of(blocks("Ninety-six graduates.", text))) == date(2026, 6, 30)


def test_a_month_counts_from_its_first_day() -> None:
    assert stated_date(passages_of(blocks("Current as of August 2026"))) == date(2026, 8, 1)


def test_the_newest_stamp_wins_over_a_dateline() -> None:
    words = blocks("March 20, 2026", "Updated April 2, 2026", "Last reviewed May 9, 2026")
    assert stated_date(passages_of(words)) == date(2026, 5, 9)


@pytest.mark.parametrize(
    "text",
    [
        "The class of 2026 matched on March 20, 2026 in the atrium.",
        "Copyright 2026",
        "Steps taken after February 30, 2026",
        "Updated February 31, 2026",
        "Tuition is updated every year.",
        "Match results 2026",
    ],
)
def test_other_dates_are_no_stamp(text: str) -> None:
    assert stated_date(passages_of(blocks(text))) is None


def test_several_datelines_are_a_list_of_news() -> None:
    assert stated_date(passages_of(blocks("May 18, 2026", "February 3, 2026"))) is None


def test_it_reaches_the_extraction_of_a_page() -> None:
    page = (
        b"<html><body><main><h1>Match</h1><p>All 80 seniors matched.</p><p>As of May 4, 2026</p></main></body></html>"
    )
    assert read_and_extract(page, declared_type="text/html").stated_date == date(2026, 5, 4)


def test_a_page_that_needs_its_scripts_says_that_it_was_not_read() -> None:
    page = b"<html><head><title>Match dashboard</title></head><body><div id=root></div><script src=a.js></script></body></html>"
    extraction = read_and_extract(page, declared_type="text/html")
    assert extraction.unread
    assert extraction.title == "Match dashboard"
