"""The schedules of the year: a refresh of the real schools about a week after each event of the calendar.

Belongs here: when a schedule looks, and that it runs on the day which the calendar names. Does not belong here: the days
(rules/calendar.py). Times are those of America/New_York, where the calendar of the Match is made. Off until an
operator turns them on.
"""

import re
from collections.abc import Callable
from datetime import date, timedelta
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

from rules.calendar import match_day, refresh_days

TIME_ZONE = "America/New_York"
HOUR = 6
LAST_WEEKLY_DAY = (6, 30)
YEARS_TRIED = range(2024, 2064)
"""Years over which the months of a movable event are collected."""
Occasion = Callable[[date], bool]


def schedules_of(job: UnresolvedAssetJobDefinition) -> list[ScheduleDefinition]:
    """One schedule for each event of the year, and a weekly one from Match Week to the end of June."""
    names = [name for name, _ in refresh_days(YEARS_TRIED[0])]
    yearly = [_schedule(job, name, _cron(name), f"A refresh: {name}.", _is_day_of(name)) for name in names]
    weekly = _schedule(
        job,
        "weekly in match season",
        f"0 {HOUR} * * 1",
        "A refresh each Monday, from Match Week to the end of June.",
        in_match_season,
    )
    return [*yearly, weekly]


def in_match_season(day: date) -> bool:
    """Whether lists of the new class are appearing: from the Monday of Match Week to the end of June."""
    return match_day(day.year) - timedelta(days=4) <= day <= date(day.year, *LAST_WEEKLY_DAY)


def _is_day_of(name: str) -> Occasion:
    return lambda day: (name, day) in refresh_days(day.year)


def _cron(name: str) -> str:
    """Every morning of the months in which the event can fall."""
    months = sorted({day.month for year in YEARS_TRIED for event, day in refresh_days(year) if event == name})
    return f"0 {HOUR} * {','.join(map(str, months))} *"


def _schedule(
    job: UnresolvedAssetJobDefinition, name: str, cron: str, description: str, occasion: Occasion
) -> ScheduleDefinition:
    @schedule(
        job=job,
        name=re.sub(r"\W+", "_", name).lower(),
        cron_schedule=cron,
        execution_timezone=TIME_ZONE,
        description=description,
        default_status=DefaultScheduleStatus.STOPPED,
        tags={"matchwatch/occasion": name},
    )
    def refresh_on(context: ScheduleEvaluationContext) -> RunRequest | SkipReason:
        day = context.scheduled_execution_time.astimezone(ZoneInfo(TIME_ZONE)).date()
        if occasion(day):
            return RunRequest(run_key=f"{name} {day.isoformat()}")
        return SkipReason(f"{day.isoformat()} is not the day of this event")

    return refresh_on
