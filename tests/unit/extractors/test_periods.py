"""Periods of figures: classes, cohorts, cycles, relative years, windows without years."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrapers.extractors.periods import PeriodKind, periods_in


@pytest.mark.parametrize(
    ("text", "kind", "period"),
    [
        ("the Class of 2021 matched", PeriodKind.class_year, "2021"),
        ("the Class of ’24", PeriodKind.class_year, "2024"),
        ("2016-17*", PeriodKind.cycle, "2016-2017"),
        ("in the 2022–2023 cycle", PeriodKind.cycle, "2022-2023"),
        ("May 2018–April 2019", PeriodKind.cycle, "2018-2019"),
        ("January 2020–December 2020", PeriodKind.cycle, "2020"),
        ("between December 2007 and January 2009", PeriodKind.cycle, "2007-2009"),
        ("for classes graduating 2004 - 2014", PeriodKind.class_year, "2004-2014"),
        ("students matriculating 2009-2013", PeriodKind.entering, "2009-2013"),
        ("entered 2006", PeriodKind.entering, "2006"),
        ("86% in 2008", PeriodKind.year, "2008"),
        ("on March 17, 2018", PeriodKind.date, "2018"),
        ("last year", PeriodKind.earlier, None),
        ("over the past five years", PeriodKind.pooled, None),
        ("a three-year average", PeriodKind.pooled, None),
    ],
)
def test_single_periods(text: str, kind: PeriodKind, period: str | None) -> None:
    (found,) = periods_in(text)
    assert (found.kind, found.text) == (kind, period)


def test_classes_named_one_by_one_carry_their_sizes() -> None:
    found = periods_in("the Classes of 2010 (N=73), 2011 (N=66) and 2012 (N=62)")
    assert [(period.text, period.size) for period in found] == [("2010", 73), ("2011", 66), ("2012", 62)]


@pytest.mark.parametrize("text", ["founded in 1978", "since 2000", "Posted on March 22, 2021", "© 2019", "12 of 40"])
def test_years_of_other_things(text: str) -> None:
    assert periods_in(text) == []


def test_a_cohort_drawn_from_classes_is_none_of_them() -> None:
    assert periods_in("drawn from the classes of 2007 and 2008") == []


@given(st.text(max_size=200))
def test_places_lie_in_the_text(text: str) -> None:
    assert all(0 <= period.start < period.end <= len(text) for period in periods_in(text))
