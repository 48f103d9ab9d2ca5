"""Due days, strict and with grace, around their edges."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules import calendar
from schemas.vocabulary import Degree, DueRule, Exam

DAYS = st.dates(date(2015, 1, 1), date(2045, 12, 31))


@pytest.mark.parametrize(
    "day", [date(2023, 3, 17), date(2024, 3, 15), date(2025, 3, 21), date(2026, 3, 20), date(2027, 3, 19)]
)
def test_match_day_is_the_third_friday_of_march(day: date) -> None:
    assert calendar.match_day(day.year) == day


@pytest.mark.parametrize(
    ("as_of", "strict", "lenient"),
    [
        (date(2026, 3, 19), "2025", "2025"),
        (date(2026, 3, 20), "2026", "2025"),
        (date(2026, 6, 17), "2026", "2025"),
        (date(2026, 6, 18), "2026", "2026"),
        (date(2026, 12, 31), "2026", "2026"),
    ],
)
def test_the_class_that_is_due(as_of: date, strict: str, lenient: str) -> None:
    assert calendar.latest_class_due(as_of, lenient=False).period == strict
    assert calendar.latest_class_due(as_of, lenient=True).period == lenient


@pytest.mark.parametrize(
    ("exam", "as_of", "strict", "lenient"),
    [
        (Exam.step_1, date(2026, 5, 31), "2024", "2024"),
        (Exam.step_1, date(2026, 6, 1), "2025", "2024"),
        (Exam.step_1, date(2026, 7, 31), "2025", "2025"),
        (Exam.step_2_ck, date(2026, 11, 16), "2024-2025", "2024-2025"),
        (Exam.comlex_1, date(2026, 8, 29), "2024-2025", "2024-2025"),
        (Exam.comlex_1, date(2026, 8, 30), "2025-2026", "2024-2025"),
        (Exam.comlex_2_ce, date(2026, 9, 29), "2025-2026", "2025-2026"),
        (Exam.comlex_3, date(2026, 8, 29), "2024", "2024"),
        (Exam.comlex_3, date(2026, 9, 29), "2025", "2025"),
    ],
)
def test_the_cycle_that_is_due(exam: Exam, as_of: date, strict: str, lenient: str) -> None:
    assert calendar.latest_cycle_due(exam, as_of, lenient=False).period == strict
    assert calendar.latest_cycle_due(exam, as_of, lenient=True).period == lenient


def test_posting_is_due_thirty_days_after_the_report_and_grace_ends_after_sixty() -> None:
    due = calendar.exam_due(Exam.comlex_1, 2026)
    report = date(2026, *calendar.COMLEX_REPORT)
    assert (due.strict - report, due.lenient - report) == (timedelta(days=30), timedelta(days=60))
    assert due.days_late(due.strict, lenient=False) == 0
    assert due.days_late(due.strict + timedelta(days=1), lenient=False) == 1
    assert due.days_late(due.strict + timedelta(days=31), lenient=True) == 1


@pytest.mark.parametrize(
    ("exam", "entered", "graduated", "cycle"),
    [
        (Exam.step_1, 2024, 2028, 2026),
        (Exam.step_1, None, 2028, 2026),
        (Exam.step_2_ck, 2024, 2028, 2028),
        (Exam.comlex_1, 2020, 2023, 2022),
        (Exam.comlex_3, 2020, 2024, 2025),
    ],
)
def test_the_first_cycle_that_a_school_can_fill(exam: Exam, entered: int | None, graduated: int, cycle: int) -> None:
    assert calendar.first_cycle_of(exam, entered, graduated) == cycle


@given(DAYS)
def test_grace_never_makes_more_due(day: date) -> None:
    for exam in Exam:
        strict = calendar.latest_cycle_due(exam, day, lenient=False)
        lenient = calendar.latest_cycle_due(exam, day, lenient=True)
        assert lenient.end_year <= strict.end_year
        assert strict.strict <= day < calendar.exam_due(exam, strict.end_year + 1).strict
    assert calendar.latest_class_due(day, lenient=True).lenient <= day
    assert calendar.latest_placement_duty(day, lenient=False).strict >= date(day.year - 1, 7, 1)


@given(st.integers(2015, 2045))
def test_refresh_days_lie_in_their_year_and_in_order(year: int) -> None:
    days = [day for _, day in calendar.refresh_days(year)]
    assert days == sorted(days)
    assert {day.year for day in days} == {year}


def test_clocks_and_periods_by_name() -> None:
    assert calendar.exam_of(DueRule.comlex_2_ce) is Exam.comlex_2_ce
    assert calendar.exam_of(DueRule.match_day) is None
    assert calendar.first_exam(Degree.DO) is Exam.comlex_1
    assert calendar.second_exam(Degree.MD) is Exam.step_2_ck
    periods = ("2026", "2025-2026", "spring 2026", None, "")
    assert [calendar.end_year_of(period) for period in periods] == [2026, 2026, 2026, None, None]
