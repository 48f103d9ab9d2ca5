"""What rows show about their reading: fragments, gaps and lost parts lower the score, whole lists do not."""

from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from schemas.documents import Cell, Heading, ListItem, Locator, Paragraph, ReadDocument, Table
from schemas.findings import Placement
from scrapers.extractors.extraction import extract
from scrapers.extractors.row_evidence import complete, is_fragment, ranging, whole
from scrapers.readers.dispatch import read

LISTS = Path(__file__).parents[2] / "gold" / "lists"
SORTED = min(LISTS.glob("d08_*.pdf"))
"""A list sorted by specialty."""


@cache
def listed() -> tuple[Placement, ...]:
    """The rows of a list that is read right."""
    return tuple(extract(read(SORTED.read_bytes(), declared_type="application/pdf")).placements)


@pytest.mark.parametrize(
    "name",
    [
        "Medical Center",
        "Alameda Health Sys-Highland Hosp-",
        "Baystate Medical Center (MA) Brigham",
        "Munson Medical Center-MI Ascension Macomb-Oakland Hosp-MI",
        "University of",
        "and Medical Sciences",
        "Denver Health, Denver, CO Duke University",
        "Loma Linda University Medi",
    ],
)
def test_fragments_are_told(name: str) -> None:
    assert is_fragment(name)


@pytest.mark.parametrize(
    "name",
    [
        "Childrens Hospital-LA-CA",
        "St Vincent Hosp Ctr-IN",
        "Christiana Care-DE",
        "U Oklahoma COM-OK City",
        "Mayo Clinic School of Graduate Medical Education (Minnesota)",
        "UPMC",
        "Washington University",
        "Beth Israel Deaconess Med Ctr-MA",
    ],
)
def test_whole_names_are_no_fragments(name: str) -> None:
    assert not is_fragment(name)


def test_a_right_list_loses_nothing() -> None:
    assert whole(listed()) == complete(listed()) == ranging(listed()) == 1.0


def test_a_list_that_lost_its_end_or_its_middle_is_told() -> None:
    rows = listed()
    assert ranging(rows[: len(rows) // 2]) < 0.92
    assert ranging([*rows[: len(rows) // 5], *rows[len(rows) * 4 // 5 :]]) < 0.92


def test_rows_that_lack_what_others_have_are_told() -> None:
    rows = [
        item.model_copy(update={"specialty": None}) if place % 10 == 0 else item for place, item in enumerate(listed())
    ]
    assert complete(rows) < 0.85


def test_a_list_whose_lines_were_not_understood_is_held_back() -> None:
    """One sentence is understood; the list beneath it, with places and no fields, is not."""
    place = Locator()
    sites = ("Mayo Clinic", "Henry Ford Hospital", "Boston Medical Center", "Denver Health", "Rush University")
    lines = [ListItem(f"{site} welcomes", 1, place) for site in sites for _ in range(3)]
    opening = (
        Heading("Match Day 2021", 1, place),
        Paragraph("Three students matched in pediatrics and two in urology.", place),
    )
    document = ReadDocument(opening, "application/pdf", "pdf")
    alone, beside = extract(document), extract(replace(document, blocks=(*opening, *lines)))
    assert alone.placements
    assert alone.held_back is None
    assert "were not understood" in (beside.held_back or "")


def test_a_table_of_which_no_row_was_understood_is_held_back() -> None:
    place = Locator()
    sites = ("Mayo Clinic", "Henry Ford Hospital", "Boston Medical Center", "Denver Health", "Rush University")
    cells = [
        Cell(text, row, column, place)
        for row, site in enumerate(sites * 3)
        for column, text in enumerate((f"{site} welcomes", "two of ours"))
    ]
    opening = (
        Heading("Match Day 2021", 1, place),
        Paragraph("Three students matched in pediatrics and two in urology.", place),
    )
    found = extract(ReadDocument((*opening, Table(tuple(cells), place)), "application/pdf", "pdf"))
    assert {item.specialty for item in found.placements} == {"pediatrics", "urology"}
    assert "were not understood" in (found.held_back or "")
