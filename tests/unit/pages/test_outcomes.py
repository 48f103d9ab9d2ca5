"""Outcomes, trends and maps for the eye: grouped by basis, nothing drawn that is not one figure, every count on its tile."""

from typing import Any

import hypothesis.strategies as st
from hypothesis import given
from lxml import html

from api.pages.outcomes import FAMILIES, PERIODS_SHOWN, families_of, headlines_of, rows_of
from api.pages.tiles import TILES, tile_map
from api.pages.trends import MOST_CHARTS, trends_of

EMPTY: dict[str, Any] = {
    "name": "match_rate", "exam": None, "attempt": None, "stage": "before_soap", "denominator_kind": "participants", "years": None,
    "basis": "published", "specialty_slug": None, "institution_slug": None, "national_value": None, "unit": "percent",
}  # fmt: skip


def outcome(period: str | None, value: float | None, **more: object) -> dict[str, Any]:
    return {**EMPTY, "period": period, "value": value, **more}


def test_figures_on_unlike_bases_never_share_a_row() -> None:
    rows = rows_of(
        [
            outcome("2026", 94.0),
            outcome("2025", 93.0),
            outcome("2026", 98.0, stage="after_soap"),
            outcome("2026", 95.0, denominator_kind="seeking"),
            outcome("2026", 94.1, basis="derived"),
            outcome("2026", 97.0, name="exam_pass_rate", exam="step_1"),
        ]
    )
    assert len(rows) == 5
    assert sorted(rows[0].by_period) == ["2025", "2026"]


def test_outcomes_about_outcomes_specialties_and_institutions_stand_elsewhere() -> None:
    left_out = [
        outcome("2026", 1.0, name="match_rate_change"),
        outcome("2026", 1.0, name="match_rate_distance"),
        outcome("2026", 1.0, name="specialty_share", specialty_slug="urology"),
        outcome("2026", 1.0, name="institution_share", institution_slug="hospital"),
    ]
    assert rows_of(left_out) == []


def test_every_outcome_has_a_table_and_the_newest_periods_are_shown() -> None:
    names = [beginnings[0] for beginnings in FAMILIES.values()]
    found = families_of(rows_of([outcome("2026", 1.0, name=name) for name in (*names, "something_new")]))
    assert [family.title for family in found] == [*FAMILIES, "Other outcomes"]
    (many,) = families_of(rows_of([outcome(str(year), 90.0) for year in range(2000, 2027)]))
    assert many.periods == tuple(str(year) for year in range(2026, 2026 - PERIODS_SHOWN, -1))
    assert many.hidden == 27 - PERIODS_SHOWN


def test_headlines_are_the_newest_and_those_beside_the_nation_first() -> None:
    rows = rows_of(
        [
            outcome("2026", 98.0, stage="after_soap"),
            outcome("2025", 93.0, national_value=93.5),
            outcome("2024", 92.0, national_value=93.5),
            outcome("2026", 120, name="class_size", unit="count"),
        ]
    )
    assert [(item["stage"], item["period"]) for item in headlines_of(rows)] == [
        ("before_soap", "2025"),
        ("after_soap", "2026"),
    ]


def test_two_figures_for_one_class_are_not_drawn_and_that_is_said() -> None:
    rows = rows_of(
        [
            outcome("2023", 91.0),
            outcome("2024", 92.0),
            outcome("2024", 97.0),
            outcome("2025", 93.0, national_value=93.5),
        ]
    )
    (trend,) = trends_of(rows, "Larkmere")
    assert trend.chart.rows == (("2023", "91 %", ""), ("2024", "", ""), ("2025", "93 %", "93.5 %"))
    assert "Not drawn, for want of one single figure: 2024." in trend.note
    assert trend.note.startswith("Stage: before SOAP")


def test_one_class_is_no_trend_and_charts_are_bounded() -> None:
    assert trends_of(rows_of([outcome("2025", 93.0), outcome(None, 94.0)]), "Larkmere") == []
    many = [outcome(period, 90.0, denominator_kind=str(kind)) for kind in range(20) for period in ("2024", "2025")]
    assert len(trends_of(rows_of(many), "Larkmere")) == MOST_CHARTS


@given(st.dictionaries(st.sampled_from([*sorted(TILES), "GU", "<b"]), st.integers(0, 5000), max_size=20))
def test_the_map_shows_every_count(counts: dict[str, int]) -> None:
    drawn = tile_map("Placements by state", counts, "VT")
    (svg,) = html.fragments_fromstring(drawn.svg)
    assert isinstance(svg, html.HtmlElement)
    texts = {group.xpath("string(text[1])"): group.xpath("string(text[2])") for group in svg.xpath("g")}
    assert set(texts) == set(TILES)
    assert {code: number for code, number in texts.items() if number} == {
        code: f"{count:,}" for code, count in counts.items() if count and code in TILES
    }
    assert drawn.elsewhere == sum(count for code, count in counts.items() if code not in TILES)
    assert sum(count for _, count in drawn.rows) == sum(counts.values())
    assert len(svg.xpath("g[contains(@class, 'home')]")) == 1
    assert drawn.alternative == svg.get("aria-label")


def test_tiles_do_not_overlap_and_hold_every_state() -> None:
    assert len(set(TILES.values())) == len(TILES) == 52
