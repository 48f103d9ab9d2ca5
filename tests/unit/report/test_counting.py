"""The report counts what is known, and tells shares only of schools whose search was completed."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.report.building import filtered
from rules.report.counting import LEAST_JUDGED
from rules.report.telling import brief, coverage_told
from schemas.report import CriterionTally, Report, ReportFilters
from schemas.vocabulary import Control, CriterionStatus, Degree, Maturity, Theme
from tests.unit.report import makers

LIST = "match.list"


def tally(report: Report, criterion: str = LIST) -> CriterionTally:
    return next(one for one in report.criteria if one.criterion_id == criterion)


def with_statuses(*statuses: str, complete: bool = True, degree: str = "MD") -> Report:
    slugs = [f"s{number}" for number in range(len(statuses))]
    rows = [
        row
        for slug, status in zip(slugs, statuses, strict=True)
        for row in makers.assessments(slug, {LIST: status}, complete=complete)
    ]
    return makers.report([makers.school(slug, degree) for slug in slugs], [makers.state(slug) for slug in slugs], rows)


def test_a_share_is_of_those_who_can_be_judged() -> None:
    found = tally(with_statuses("met", "met", "met", "not_met", "withheld", "not_yet_due", "not_assessed"))
    assert (found.all.judged, found.all.met, found.all.percent) == (5, 3, 60.0)
    assert found.counts[CriterionStatus.not_yet_due] == 1


def test_below_five_schools_no_share_is_told() -> None:
    found = tally(with_statuses(*["met"] * (LEAST_JUDGED - 1)))
    assert (found.all.met, found.all.percent) == (LEAST_JUDGED - 1, None)


def test_what_was_found_without_a_completed_search_counts_but_makes_no_share() -> None:
    report = with_statuses(*["met"] * 9, complete=False)
    assert tally(report).counts == {CriterionStatus.met: 9}
    assert tally(report).all.judged == 0
    assert report.least_published == ()
    assert report.coverage.complete == 0


def test_degrees_have_their_own_shares() -> None:
    found = tally(with_statuses(*["met"] * 4, "not_met", degree="DO"))
    assert found.by_degree[Degree.DO].percent == 80.0
    assert found.by_degree[Degree.MD].judged == 0


def test_a_school_is_silent_on_a_group_where_nothing_of_it_stands_there() -> None:
    rows = [
        *makers.assessments("silent", {LIST: "not_met", "match.history": "not_met", "rate.published": "met"}),
        *makers.assessments("half", {LIST: "partly", "match.history": "not_met"}),
        *makers.assessments("unknown", {LIST: "not_assessed"}),
    ]
    slugs = ("silent", "half", "unknown")
    report = makers.report([makers.school(slug) for slug in slugs], [makers.state(slug) for slug in slugs], rows)
    themes = {one.theme: (one.silent, one.judged) for one in report.themes}
    assert themes[Theme.match] == (1, 2)
    assert themes[Theme.rate] == (0, 1)


def test_flags_count_schools_by_degree_and_the_new_ones_are_named() -> None:
    schools = [makers.school("a"), makers.school("b", "DO")]
    flags = [
        makers.flag("a", "stale"),
        makers.flag("b", "stale", first_seen=date(2026, 5, 1)),
        makers.flag("b", "duty_overdue", "red"),
        makers.flag("a", "not_assessed", "note"),
    ]
    report = makers.report(schools, [], [], flags)
    assert [(one.rule, dict(one.schools)) for one in report.rules] == [
        ("duty_overdue", {Degree.DO: 1}),
        ("stale", {Degree.MD: 1, Degree.DO: 1}),
        ("not_assessed", {Degree.MD: 1}),
    ]
    assert {(one.school_slug, one.rule) for one in report.new_flags} == {("a", "stale"), ("b", "duty_overdue")}
    assert makers.report(schools, [], [], flags, previous=None).new_flags == ()


def test_our_own_coverage_is_told_with_what_we_did_not_understand() -> None:
    documents = [
        {"school_slug": "a", "kind": "crawled", "reading": reading, "leftover_count": left, "names_removed": 2}
        for reading, left in (("read", 3), ("read", 4), ("held_back", 0), ("unread", 0))
    ]
    states = [makers.state("a"), makers.state("b", "incomplete")]
    report = makers.report([makers.school(slug) for slug in "abc"], states, [], documents=documents)
    words = coverage_told(report)
    assert "2 of 3 sites were searched, 0 of them completely" in words
    assert "1 were held back for a person to look at and 1 could not be read; 7 rows" in words
    assert report.coverage.by_search == {"complete": 1, "incomplete": 1, "not_crawled": 1}


def test_where_nothing_was_searched_the_report_says_so_first() -> None:
    report = makers.report([makers.school("a")], [makers.state("a", "not_crawled")], [])
    assert brief(report)[0].startswith("No site of the 1 schools has been searched")


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        (ReportFilters(degree=(Degree.DO,)), {"b"}),
        (ReportFilters(state=("ME", "NH")), {"b", "c"}),
        (ReportFilters(control=(Control.private,), state=("NH",)), {"c"}),
        (ReportFilters(maturity=(Maturity.young,)), set()),
    ],
)
def test_filters_keep_the_schools_that_pass_all_of_them(filters: ReportFilters, expected: set[str]) -> None:
    schools = [
        makers.school("a"),
        makers.school("b", "DO", state="ME"),
        makers.school("c", state="NH", control="private"),
    ]
    flags = [makers.flag(slug) for slug in "abc"]
    found = filtered(makers.report(schools, [], [], flags), filters)
    assert {school.slug for school in found.schools} == expected
    assert {one.school_slug for one in found.flags} == expected
    assert found.coverage.schools == len(expected)


@given(st.integers(0, 24))
def test_counts_add_up_and_no_filter_changes_nothing(count: int) -> None:
    report = makers.nation(count)
    assert filtered(report, ReportFilters()) == report
    assert all(sum(one.counts.values()) == count for one in report.criteria)
    assert sum(report.coverage.by_search.values()) == count
    halves = [filtered(report, ReportFilters(degree=(degree,))) for degree in Degree]
    for whole, *parts in zip(report.criteria, *(half.criteria for half in halves), strict=True):
        assert sum(one.all.met for one in parts) == whole.all.met
        assert sum(one.all.judged for one in parts) == whole.all.judged
