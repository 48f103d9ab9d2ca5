"""Which links promise outcomes, and which do not."""

import pytest

from scrapers.classify import PageText
from scrapers.frontier import OUTCOME_PAGE, PROMISING, score_link, score_page, words_of_address
from scrapers.links import Link, Page

BASE = "https://www.school.example"


def page(title: str) -> Page:
    return Page(PageText(title, title, (), asks_password=False), (title,))


def score(
    words: str, path: str = "/x", *, on: str = "College of Medicine", heading: str = "", depth: int = 1
) -> float:
    stands_on = page(on)
    worth = score_page(BASE, stands_on.text, stands_on.headings).value
    return score_link(Link(BASE + path, words, heading), stands_on, worth, depth).value


@pytest.mark.parametrize(
    ("words", "path"),
    [
        ("2024 Match List", "/a"),
        ("Residency Match", "/a"),
        ("Match Day 2025", "/a"),
        ("Match results by specialty", "/a"),
        ("Student outcomes", "/a"),
        ("Student Achievement", "/a"),
        ("USMLE Step 1 and Step 2 CK", "/a"),
        ("COMLEX-USA Level 1 pass rates", "/a"),
        ("Board scores", "/a"),
        ("GME Placement", "/a"),
        ("Where our graduates match", "/a"),
        ("By the numbers", "/a"),
        ("Facts & Figures", "/a"),
        ("Consumer Information", "/a"),
        ("Graduation rates", "/a"),
        ("Residency advising", "/a"),
        ("Academic support", "/a"),
        ("Click here", "/uploads/2025/05/match-list-2025.pdf"),
        ("", "/MatchList2024.pdf"),
        ("Read more", "/about/residency-match-results"),
        ("Learn more", "/coca-outcomes"),
    ],
)
def test_links_to_outcomes_are_promising(words: str, path: str) -> None:
    assert score(words, path) >= PROMISING


@pytest.mark.parametrize(
    ("words", "path"),
    [
        ("Privacy policy", "/privacy"),
        ("Matching gifts", "/giving/matching-gifts"),
        ("Tennis match this Friday", "/athletics/tennis"),
        ("Texas residency requirements for tuition", "/tuition/residency"),
        ("Apply now", "/apply"),
        ("Faculty directory", "/people"),
        ("Parking", "/visit/parking"),
        ("Cafeteria menu", "/food"),
        ("Nursing", "/nursing"),
    ],
)
def test_other_links_are_not(words: str, path: str) -> None:
    assert score(words, path) < PROMISING


def test_the_own_words_of_a_link_weigh_more_than_what_stands_around_it() -> None:
    own = score("Match list")
    heading = score("Download", heading="Match list")
    title = score("Download", on="Match list")
    nothing = score("Download")
    assert own > heading > nothing
    assert own > title


def test_links_farther_from_the_start_promise_less() -> None:
    assert score("Match list", depth=1) > score("Match list", depth=4)


def test_documents_years_and_next_pages_of_an_outcome_page_are_followed() -> None:
    on = "Residency match results"
    for words, path in (("Class of 2021", "/2021"), ("2019", "/x"), ("Previous years", "/y"), ("PDF", "/z.pdf")):
        assert score(words, path, on=on) >= PROMISING
        assert score(words, path) < PROMISING
    assert score("Chart", "/chart.png", on=on) >= PROMISING
    assert score("logo", "/logo.png", on=on) < PROMISING


def test_menus_do_not_inherit_from_the_page_they_stand_on() -> None:
    stands_on = page("Residency match results")
    link = Link(f"{BASE}/handbook.pdf", "Handbook", "", in_navigation=True)
    assert score_link(link, stands_on, 10.0, 1).value < PROMISING


def test_reasons_name_the_features() -> None:
    found = score_link(Link(f"{BASE}/m", "Match list of 2024"), None, 0.0, 0)
    assert "match list" in found.reasons


def test_outcome_pages_are_known_by_title_and_headings() -> None:
    def worth(title: str, *headings: str) -> float:
        return score_page(BASE, PageText(title, "", (), asks_password=False), headings).value

    assert worth("Match results | School") >= OUTCOME_PAGE
    assert worth("School", "USMLE performance") >= OUTCOME_PAGE
    assert worth("Dining on campus", "Breakfast") < OUTCOME_PAGE


@pytest.mark.parametrize(
    ("address", "words"),
    [
        (f"{BASE}/Match-List_2024.pdf", "Match List 2024 pdf"),
        (f"{BASE}/boardScores/step1?class=2024", "board Scores step 1 class 2024"),
        (f"{BASE}/a%20b/", "a b"),
    ],
)
def test_words_are_read_out_of_addresses(address: str, words: str) -> None:
    assert words_of_address(address) == words
