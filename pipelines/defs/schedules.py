"""The schedules of the year: a refresh of the real schools about a week after each event of the calendar.

Belongs here: when a schedule looks, which job it asks for, and that it does on the day which the calendar names. Does not
belong here: the days (rules/calendar.py), a day that was missed (sensors.py). Times are those of America/New_York, where the
calendar of the Match is made. Off until an operator turns them on.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from dagster import (
    DefaultScheduleStatus,
    RunRequest,
    ScheduleDefinition,
    ScheduleEvaluationContext,
    SkipReason,
    schedule,
)
from dagster._core.definitions.unresolved_asset_job_definition import UnresolvedAssetJobDefinition

from pipelines.defs.jobs import CHECK_REFERENCE, job_name
from rules.calendar import match_day, reference_days, refresh_days
from schemas.vocabulary import Collection

TIME_ZONE = "America/New_York"
NEW_YORK = ZoneInfo(TIME_ZONE)
HOUR = 6
LAST_WEEKLY_DAY = (6, 30)
YEARS_TRIED = range(2024, 2064)
"""Years over which the months of a movable event are collected."""
OCCASION_TAG = "matchwatch/occasion"
DUE_TAG = "matchwatch/due"
WEEKLY = "weekly in match season"


@dataclass(frozen=True, slots=True)
class Occasion:
    """What a schedule waits for: its words, the job it asks for, and its line of cron."""

    title: str
    job: str
    cron: str
    description: str

    @property
    def name(self) -> str:
        """Name of the schedule."""
        return re.sub(r"\W+", "_", self.title).strip("_").lower()

    def days(self, year: int) -> Iterator[date]:
        """Its days in a year, in order."""
        if self.title == WEEKLY:
            first = match_day(year) - timedelta(days=4)
            last = date(year, *LAST_WEEKLY_DAY)
            yield from (first + timedelta(weeks=week) for week in range((last - first).days // 7 + 1))
            return
        yield from (day for title, day in (*refresh_days(year), *reference_days(year)) if title == self.title)

    def moments(self, since: datetime) -> Iterator[datetime]:
        """When it is due after a moment, first to last, without end."""
        for year in range(since.astimezone(NEW_YORK).year, YEARS_TRIED[-1] + 1):
            for day in self.days(year):
                moment = datetime.combine(day, time(HOUR), NEW_YORK)
                if moment > since:
                    yield moment

    def run_request(self, day: date) -> RunRequest:
        """The run that is due on a day; asked for twice it runs once."""
        tags = {OCCASION_TAG: self.title, DUE_TAG: day.isoformat()}
        return RunRequest(run_key=f"{self.title} {day.isoformat()}", job_name=self.job, tags=tags)


def occasions() -> list[Occasion]:
    """Every occasion of the year: those of schools' pages, those of national figures, and each Monday of the season."""
    refresh, check = job_name(Collection.real), CHECK_REFERENCE
    of_schools = [(title, refresh, "A refresh") for title, _ in refresh_days(YEARS_TRIED[0])]
    of_reference = [(title, check, "A look at the national figures") for title, _ in reference_days(YEARS_TRIED[0])]
    yearly = [
        Occasion(title, job, _cron(title), f"{what}: {title}.")
        for title, job, what in dict.fromkeys([*of_schools, *of_reference])
    ]
    words = "A refresh each Monday, from Match Week to the end of June."
    return [*yearly, Occasion(WEEKLY, refresh, f"0 {HOUR} * 3-6 1", words)]


def schedules_of(*jobs: UnresolvedAssetJobDefinition) -> list[ScheduleDefinition]:
    """One schedule for each occasion; its job is one of these."""
    by_name = {job.name: job for job in jobs}
    return [_schedule(by_name[occasion.job], occasion) for occasion in occasions()]


def _cron(title: str) -> str:
    """Every morning of the months in which the event can fall, or of its day where that is always the same."""
    found = {
        day for year in YEARS_TRIED for event, day in (*refresh_days(year), *reference_days(year)) if event == title
    }
    months = ",".join(map(str, sorted({day.month for day in found})))
    days = {day.day for day in found}
    return f"0 {HOUR} {days.pop() if len(days) == 1 else '*'} {months} *"


def _schedule(job: UnresolvedAssetJobDefinition, occasion: Occasion) -> ScheduleDefinition:
    @schedule(
        job=job,
        name=occasion.name,
        cron_schedule=occasion.cron,
        execution_timezone=TIME_ZONE,
        description=occasion.description,
        default_status=DefaultScheduleStatus.STOPPED,
        tags={OCCASION_TAG: occasion.title},
    )
    def run_on(context: ScheduleEvaluationContext) -> RunRequest | SkipReason:
        day = context.scheduled_execution_time.astimezone(NEW_YORK).date()
        if day in occasion.days(day.year):
            return occasion.run_request(day)
        return SkipReason(f"{day.isoformat()} is not the day of this event")

    return run_on
