"""The gate: misreadings made on purpose are held back, the right reading of the same list is not."""

from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path

import pytest

from schemas.documents import Block, Cell, Heading, Locator, Paragraph, ReadDocument, Table
from schemas.findings import Extraction, Leftover, Measure
from scrapers.extractors.extraction import extract
from scrapers.extractors.measure_score import MEASURES_THRESHOLD, judge_measures
from scrapers.readers.dispatch import read

PLACE = Locator(element_path="/html/body")
LISTS = Path(__file__).parents[2] / "gold" / "lists"
HEADED = min(LISTS.glob("d06_*.pdf"))
"""A list under headings of specialties, the names sorted under each."""


@cache
def blocks() -> tuple[Block, ...]:
    """The blocks of the list as they are read."""
    return read(HEADED.read_bytes(), declared_type="application/pdf").blocks


def extracted(found: Sequence[Block]) -> Extraction:
    """What some blocks say, no other reading of the document beside them."""
    return extract(ReadDocument(tuple(found), "application/pdf", "pdf"))


def lost_headings(found: Sequence[Block]) -> list[Block]:
    """Every other heading below the first two is gone: its rows stand under the one before."""
    headings = [place for place, block in enumerate(found) if isinstance(block, Heading)][2:]
    return [block for place, block in enumerate(found) if place not in headings[::2]]


def late_headings(found: Sequence[Block]) -> list[Block]:
    """Each heading comes after the first two of its lines."""
    moved = list(found)
    place = 2
    while place < len(moved) - 3:
        three = moved[place : place + 3]
        if isinstance(three[0], Heading) and not any(isinstance(block, Heading) for block in three[1:]):
            moved[place : place + 3] = [*three[1:], three[0]]
            place += 3
        else:
            place += 1
    return moved


def cut_names(found: Sequence[Block]) -> list[Block]:
    """The last third of every line is missing."""
    return [
        Paragraph(block.text[: len(block.text) * 2 // 3], block.locator) if isinstance(block, Paragraph) else block
        for block in found
    ]


def test_the_right_reading_passes() -> None:
    found = extracted(blocks())
    assert found.held_back is None
    assert len(found.placements) > 100


@pytest.mark.parametrize("misread", [lost_headings, late_headings, cut_names])
def test_a_misreading_is_held_back(misread: Callable[[Sequence[Block]], list[Block]]) -> None:
    found = extracted(misread(blocks()))
    assert found.placements
    assert found.held_back is not None


def rates(table: Sequence[Sequence[str]]) -> Extraction:
    """What a table under a heading says."""
    cells = tuple(
        Cell(text, row, column, PLACE, is_header=row == 0)
        for row, line in enumerate(table)
        for column, text in enumerate(line)
    )
    heading = Heading("COMLEX-USA Level 1 first-time pass rates", 1, PLACE)
    return extract(ReadDocument((heading, Table(cells, PLACE)), "text/html", "html"))


def test_figures_whose_years_were_lost_are_held_back() -> None:
    right = [
        ["Cycle", "Pass rate"],
        *[[f"20{year}-{year + 1}", f"{value}%"] for year, value in ((19, 96), (20, 94), (21, 91), (22, 93), (23, 95))],
    ]
    assert rates(right).held_back is None
    lost = [["", "Pass rate"], *[["Students", line[1]] for line in right[1:]]]
    assert rates(lost).held_back is not None


def test_fractions_that_do_not_give_their_shares_speak_against_the_reading() -> None:
    def measure(part: int, year: int) -> Measure:
        return Measure.model_validate(
            {
                "measure": "match_rate",
                "period": str(year),
                "value": 95.0,
                "unit": "percent",
                "numerator_n": part,
                "denominator_n": 100,
            }
        )

    assert judge_measures([measure(95, 2020), measure(95, 2021), measure(40, 2022)], []).score >= 0.6
    assert (
        judge_measures([measure(part, year) for part, year in ((40, 2020), (50, 2021), (95, 2022))], []).score
        < MEASURES_THRESHOLD
    )
    assert judge_measures([measure(40, 2020)], []).score == 1.0


def test_many_figures_left_over_speak_against_the_reading() -> None:
    known = Measure.model_validate({"measure": "match_rate", "period": "2020", "value": 95.0, "unit": "percent"})
    left = Leftover(kind="measure_cell", reason="no word tells")
    assert judge_measures([known], [left]).score == 1.0
    assert judge_measures([known], [left] * 4).score < MEASURES_THRESHOLD
