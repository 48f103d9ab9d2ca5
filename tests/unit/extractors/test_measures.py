"""Measures read from wordings, lists, tiles and tables of many kinds."""

import json
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.vocabulary import MeasureName, Unit
from scrapers.extractors.measures import measures_of
from scrapers.extractors.passages import passages_of
from scrapers.extractors.years import context_of
from scrapers.readers.dispatch import read
from tests.unit.extractors.measure_documents import TITLE, document_of, measures_in, shown

CASES = [
    tuple(case.split("\n=>\n"))
    for case in (Path(__file__).parent / "measures_in_words.txt")
    .read_text(encoding="utf-8")
    .rstrip("\n")
    .split("\n===\n")
]
GOLD = Path(__file__).parents[2] / "gold" / "html"
FLOOR = 0.98
"""F1 over the gold pages below which reading has become worse; it only rises."""


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[text[:48].replace("\n", " ") for text, _ in CASES])
def test_wording(text: str, expected: str) -> None:
    title, body = text.split("\n", 1) if text.startswith("TITLE ") else (f"TITLE {TITLE}", text)
    found = sorted(shown(measure) for measure in measures_in(body, title.removeprefix("TITLE ")))
    assert found == ([] if expected == "none" else sorted(expected.split("\n")))


def test_every_measure_says_where_it_stands_and_what_it_rests_on() -> None:
    for measure in measures_in(
        "## Results\nOf 131 students who entered the match, 128 (97.7%) matched.\nT 27 / states"
    ):
        assert measure.element_path
        assert measure.quote
        assert measure.rule != "unnamed"
        assert 0 < measure.confidence <= 1


def test_a_page_that_says_it_is_not_there_has_no_figures() -> None:
    assert (
        measures_in("Match Results 2019: 162 students matched", title="Page not found | Harrowgate University") == []
    )


def test_the_nations_figure_stands_beside_the_schools_and_is_none_of_its_own() -> None:
    (rate,) = measures_in("98 percent of seniors matched, compared with 93 percent nationally.")
    assert (rate.value, rate.national_value) == (98, 93)


def test_a_long_text_without_a_stop_is_read_in_bounded_time() -> None:
    text = "and 12 students matched in 2019 with 45 percent " * 400
    assert len(measures_in(text)) < 100


def test_a_table_of_thousands_of_rows_is_no_table_of_results() -> None:
    rows = "\n".join(f"|Row {number}|{number}|{number % 100}%" for number in range(1200))
    assert measures_in(f"|Match rate|Number|Percent\n{rows}") == []


def test_gold_pages() -> None:
    found_right = expected_all = found_all = 0
    for path in sorted(GOLD.glob("*.expected.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        page = path.with_name(path.name.removesuffix(".expected.json") + ".html")
        document = read(page.read_bytes())
        passages = passages_of(document.blocks)
        found = Counter(
            key_of(measure.model_dump(mode="json"))
            for measure in measures_of(passages, context_of(document, passages))
        )
        expected = Counter(key_of(measure) for measure in gold["measures"])
        found_right += (found & expected).total()
        expected_all += expected.total()
        found_all += found.total()
    assert 2 * found_right / (expected_all + found_all) >= FLOOR


def key_of(measure: dict[str, object]) -> tuple[object, ...]:
    """Return what must agree for a measure to count as found."""
    names = ("measure", "exam", "period", "unit", "qualifier", "stage", "years")
    specialty = str(measure.get("specialty") or "").casefold()
    return (*(measure.get(name) for name in names), round(float(str(measure["value"])), 2), specialty)


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=300))
def test_no_text_makes_it_fail(text: str) -> None:
    document = document_of(text.replace("|", " "))
    passages = passages_of(document.blocks)
    for measure in measures_of(passages, context_of(document, passages)):
        assert measure.measure in MeasureName
        assert measure.unit is not Unit.percent or 0 <= measure.value <= 100


WORDS = st.sampled_from(
    [
        "98",
        "97.5%",
        "12",
        "of",
        "40",
        "percent",
        "class",
        "2021",
        "2019-2020",
        "students",
        "matched",
        "placed",
        "passed",
        "Step",
        "1",
        "Level",
        "2-CE",
        "national",
        "average",
        "primary",
        "care",
        "in",
        "state",
        "at",
        "Harrowgate",
        "(",
        ")",
        ",",
        ";",
        ":",
        "and",
        "the",
        "with",
        "before",
        "SOAP",
        "after",
        "rate",
        "mean",
        "score",
        "245",
        "nearly",
        "over",
        "Texas",
        "Ohio",
        "military",
    ]
)


@given(st.lists(WORDS, max_size=40))
def test_no_mixture_of_its_own_words_makes_it_fail(words: list[str]) -> None:
    for measure in measures_in(" ".join(words)):
        assert shown(measure)


@pytest.mark.parametrize("bait", ["12 ", "98% of the ", "1", "(", "A.B. ", "University of A ", "one hundred and "])
def test_bait_for_regular_expressions_is_read(bait: str) -> None:
    assert len(measures_in(bait * 3000)) < 10
