"""Charts: what is drawn, what it says to those who do not see it, and that a strict page may hold it."""

import re
from collections.abc import Callable
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from charts import STYLES, Chart, Series, Tone, bars, printable, shares, trend

NAMES = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=40)
VALUES = st.none() | st.floats(0, 1000, allow_nan=False)
HOSTILE = '</svg><script>alert(1)</script> & "quoted"'


def school_and_nation() -> Chart:
    return trend(
        "Pass rate",
        ("2021", "2022", "2023"),
        (Series("School", (96.1, None, 98.0), Tone.school), Series("Nation", (93.0, 94.25, 91.0), Tone.nation)),
        unit="%",
    )


def drawn(chart: Chart) -> etree._Element:
    return etree.fromstring(chart.svg)


def found(chart: Chart, path: str) -> list[etree._Element]:
    return cast("list[etree._Element]", drawn(chart).xpath(path))


def number(element: etree._Element, name: str) -> float:
    return float(str(element.get(name)))


def test_the_table_holds_every_figure_and_leaves_gaps_empty() -> None:
    chart = school_and_nation()
    assert chart.head == ("Year", "School", "Nation")
    assert chart.rows == (("2021", "96.1 %", "93 %"), ("2022", "", "94.25 %"), ("2023", "98 %", "91 %"))


def test_the_alternative_says_what_the_picture_shows() -> None:
    chart = school_and_nation()
    assert "School: 2021 96.1 %, 2023 98 %; 1 without a figure." in chart.alternative
    assert drawn(chart).get("aria-label") == chart.alternative
    assert drawn(chart).get("role") == "img"


def test_of_a_long_series_the_alternative_tells_the_extremes() -> None:
    years = tuple(str(year) for year in range(2000, 2020))
    chart = trend("Rate", years, (Series("School", tuple(float(place) for place in range(20)), Tone.school),))
    assert "20 figures, from 0 (2000) to 19 (2019)" in chart.alternative


def test_a_gap_in_a_series_is_not_bridged() -> None:
    chart = school_and_nation()
    dots = {name: found(chart, f"//g[contains(@class, 'tone-{name}')]//circle") for name in ("school", "nation")}
    assert {name: len(drawn_dots) for name, drawn_dots in dots.items()} == {"school": 2, "nation": 3}
    assert not found(chart, "//g[contains(@class, 'tone-school')]/path"), "two figures beside a gap make no line"


def test_bars_are_as_long_as_their_figures_and_in_the_order_given() -> None:
    chart = bars("Flags", ("first", "second"), (Series("Schools", (10.0, 5.0), Tone.red),))
    upper, lower = sorted(
        found(chart, "//g[contains(@class, 'chart-series')]//rect"), key=lambda rect: number(rect, "y")
    )
    assert number(upper, "width") == pytest.approx(2 * number(lower, "width"), rel=0.01)
    assert [text.text for text in found(chart, "//g[contains(@class, 'chart-values')]/text")] == ["5", "10"]
    assert chart.rows == (("first", "10"), ("second", "5"))


def test_parts_of_a_bar_stand_in_the_order_of_the_series() -> None:
    chart = shares("Status", ("one",), (Series("met", (3.0,), Tone.met), Series("not met", (1.0,), Tone.not_met)))
    met, missed = found(chart, "//g[contains(@class, 'chart-series')]//rect")
    assert number(met, "x") + number(met, "width") == pytest.approx(number(missed, "x"), abs=0.2)


def test_a_series_of_another_length_is_refused() -> None:
    with pytest.raises(ValueError, match="School has 1 values for 2 categories"):
        bars("Flags", ("first", "second"), (Series("School", (1.0,), Tone.school),))


@given(NAMES, st.lists(st.tuples(NAMES, VALUES, VALUES), max_size=8), st.sampled_from((trend, shares, bars)))
def test_any_figures_make_a_strict_and_whole_picture(
    title: str, rows: list[tuple[str, float | None, float | None]], make: Callable[..., Chart]
) -> None:
    first = Series(f"{title} 1", tuple(row[1] for row in rows), Tone.met)
    second = Series(f"{title} 2", tuple(row[2] for row in rows), Tone.not_met)
    elements = list(drawn(make(title, [row[0] for row in rows], (first, second))).iter())
    assert {element.tag for element in elements} <= {"svg", "g", "rect", "path", "circle", "text", "title"}
    names = {str(name) for element in elements for name in element.attrib}
    assert not {name for name in names if name in ("style", "id", "href") or name.startswith("on")}


def test_hostile_words_stay_words() -> None:
    chart = bars(HOSTILE, (HOSTILE,), (Series(HOSTILE, (1.0,), Tone.met), Series("b", (1.0,), Tone.met)))
    assert "<script" not in chart.svg
    assert found(chart, "//text[@class='chart-legend']")[0].text == HOSTILE


def test_every_tone_has_a_colour_on_light_and_on_dark_pages() -> None:
    light, dark = ((STYLES / name).read_text() for name in ("chart.css", "chart-dark.css"))
    for tone in Tone:
        rule = re.search(rf"\.tone-{tone} \{{ fill: var\((--chart-[\w-]+), ", light)
        assert rule, f"{tone} has no colour"
        assert f"{rule[1]}:" in dark, f"{tone} has no colour on dark pages"


def test_for_paper_colours_are_plain_and_letters_are_named() -> None:
    file = printable(school_and_nation(), font="Libertinus Serif")
    assert etree.fromstring(file).tag == "{http://www.w3.org/2000/svg}svg"
    assert b"var(" not in file
    assert b"Libertinus Serif" in file
