"""The schedules fire on the days that the calendar names, in New York time, over several years."""

import calendar
from datetime import UTC, date, datetime, timedelta
from itertools import takewhile
from zoneinfo import ZoneInfo

import pytest
import time_machine
from dagster import DefaultScheduleStatus, Definitions, ScheduleDefinition, build_schedule_context
from dagster._utils.schedules import cron_string_iterator

from pipelines.defs.assembly import build
from pipelines.defs.partitions import RANGE_END_TAG, RANGE_START_TAG, slugs_of
from pipelines.defs.schedules import DUE_TAG, OCCASION_TAG, occasions
from pipelines.settings import Settings
from rules.calendar import match_day, reference_days, refresh_days
from schemas.vocabulary import Collection

YEARS = range(2026, 2033)
NEW_YORK = ZoneInfo("America/New_York")
WEEKLY = "weekly_in_match_season"


@pytest.fixture(scope="module")
def defs() -> Definitions:
    return build(Settings(), [Collection.real])


@pytest.fixture(scope="module")
def fired(defs: Definitions) -> dict[str, list[datetime]]:
    """When each schedule asked for a run: every tick of its cron line, looked at when the clock says so."""
    return {one.name: runs(defs.resolve_schedule_def(one.name)) for one in defs.schedules or ()}


def runs(schedule: ScheduleDefinition) -> list[datetime]:
    first, last = datetime(YEARS[0], 1, 1, tzinfo=NEW_YORK), datetime(YEARS[-1] + 1, 1, 1, tzinfo=NEW_YORK)
    found: list[datetime] = []
    for moment in cron_string_iterator(first.timestamp(), str(schedule.cron_schedule), schedule.execution_timezone):
        if moment >= last:
            return found
        with time_machine.travel(moment, tick=False):
            told = schedule.evaluate_tick(build_schedule_context(scheduled_execution_time=datetime.now(UTC)))
        if told.run_requests:
            found.append(moment)
    return found


def test_each_event_of_the_calendar_has_its_run_on_its_day(fired: dict[str, list[datetime]]) -> None:
    days = sorted(moment.date() for name, moments in fired.items() if name != WEEKLY for moment in moments)
    expected = [day for year in YEARS for _, day in (*refresh_days(year), *reference_days(year))]
    assert days == sorted(expected)
    assert len(fired) == len({name for name, _ in (*refresh_days(YEARS[0]), *reference_days(YEARS[0]))}) + 1


def test_what_the_calendar_foretells_is_what_fires(fired: dict[str, list[datetime]]) -> None:
    first, last = datetime(YEARS[0], 1, 1, tzinfo=NEW_YORK), datetime(YEARS[-1] + 1, 1, 1, tzinfo=NEW_YORK)
    for occasion in occasions():
        assert list(takewhile(lambda moment: moment < last, occasion.moments(first))) == fired[occasion.name]


def test_a_run_is_asked_for_under_its_occasion_and_day(defs: Definitions) -> None:
    moment = datetime(2028, 3, 17, 6, tzinfo=NEW_YORK)
    told = defs.resolve_schedule_def("match_week").evaluate_tick(
        build_schedule_context(scheduled_execution_time=moment)
    )
    (request,) = told.run_requests or ()
    assert request.run_key == "Match Week 2028-03-17"
    assert request.tags[OCCASION_TAG] == "Match Week"
    assert request.tags[DUE_TAG] == "2028-03-17"
    assert defs.resolve_job_def("refresh_real").tags["dagster/max_retries"] == "2"


def test_match_day_is_the_third_friday_of_march(fired: dict[str, list[datetime]]) -> None:
    for moment in fired["match_week"]:
        fridays = [week[calendar.FRIDAY] for week in calendar.monthcalendar(moment.year, 3) if week[calendar.FRIDAY]]
        assert moment.date() == date(moment.year, 3, fridays[2])


def test_runs_start_at_six_in_new_york_in_winter_and_in_summer(fired: dict[str, list[datetime]]) -> None:
    moments = [moment for found in fired.values() for moment in found]
    assert {moment.astimezone(NEW_YORK).hour for moment in moments} == {6}
    assert {moment.astimezone(UTC).hour for moment in moments} == {10, 11}


def test_weekly_runs_begin_in_match_week_and_end_in_june(fired: dict[str, list[datetime]]) -> None:
    for year in YEARS:
        days = [moment.date() for moment in fired[WEEKLY] if moment.year == year]
        assert days[0] == match_day(year) - timedelta(days=4)
        assert {day.weekday() for day in days} == {calendar.MONDAY}
        assert days == [days[0] + timedelta(weeks=week) for week in range(len(days))]
        assert date(year, 6, 24) <= days[-1] <= date(year, 6, 30)


def test_a_run_takes_all_schools_at_once(defs: Definitions) -> None:
    slugs = slugs_of(Settings(), Collection.real)
    tags = defs.resolve_job_def("refresh_real").tags
    assert (tags[RANGE_START_TAG], tags[RANGE_END_TAG]) == (slugs[0], slugs[-1])


def test_schedules_wait_for_an_operator_and_say_what_they_are(defs: Definitions) -> None:
    for one in defs.schedules or ():
        found = defs.resolve_schedule_def(one.name)
        assert found.default_status is DefaultScheduleStatus.STOPPED
        assert found.description
        assert found.execution_timezone == "America/New_York"
