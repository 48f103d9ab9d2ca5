"""Which class year a passage speaks of."""

import pytest

from schemas.documents import Heading, Locator, Paragraph, ReadDocument, Table
from scrapers.extractors.passages import passages_of
from scrapers.extractors.years import YearChoice, context_of, years_in

PLACE = Locator(element_path="/html/body")


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("Class of 2023 Match List", [2023]), ("Class of '19", [2019]), ("Match Day March 17, 2023", [2023]), ("2022-23 Residency Placements", [2023]),
        ("Alumni 2006-2025", []), ("Updated May 2024", []), ("Call 1-800-555-2020", []), ("$2023", []), ("2,023 applicants", []), ("2018 2019", [2018, 2019]),
    ],
)  # fmt: skip
def test_years_in_words(text: str, years: list[int]) -> None:
    assert years_in(text) == years


def choice(*blocks: Heading | Paragraph | Table, title: str | None = None, address: str | None = None) -> YearChoice:
    """Return the year of the last block."""
    passages = passages_of(blocks)
    document = ReadDocument(blocks, "text/html", "html", title=title, address=address)
    return context_of(document, passages).class_year(passages[-1])


def test_the_nearest_words_win() -> None:
    line = Paragraph("Neurology: 4", PLACE)
    table = Table((), PLACE, caption="Match 2019")
    assert choice(Heading("Class of 2021", 1, PLACE), Paragraph("In 2020, four matched.", PLACE)) == YearChoice(
        2020, "own words"
    )
    assert choice(Heading("2021", 1, PLACE), table) == YearChoice(2019, "caption")
    assert choice(Heading("Results 2021", 1, PLACE), Heading("2022", 2, PLACE), line) == YearChoice(2022, "heading")
    assert choice(line, title="Match List 2018") == YearChoice(2018, "title")
    assert choice(line, address="https://school.example/2024/05/match-list-2017.pdf") == YearChoice(2017, "address")
    assert choice(line) == YearChoice(None, "no year")


def test_the_class_that_is_named_beats_other_years() -> None:
    assert choice(Heading("Match list of the class of 2020, posted 2021", 1, PLACE), Table((), PLACE)).year == 2020
    assert (
        choice(
            Paragraph("Printed 04/02/2020", PLACE), Paragraph("The Class of 2019 matched.", PLACE), Table((), PLACE)
        ).year
        == 2019
    )


def test_a_sheet_is_named_after_its_year() -> None:
    sheet = Locator(sheet="2022", cell="A1")
    assert choice(Table((), sheet)) == YearChoice(2022, "sheet name")
