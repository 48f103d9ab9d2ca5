"""`matchwatch schedule`: when the next refreshes are due, and turning them on and off.

Belongs here: the commands. Does not belong here: the days (rules/calendar.py), the schedules (defs/schedules.py).
"""

import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from pipelines.defs.schedules import Occasion

Json = Annotated[bool, typer.Option("--json", help="Print JSON: one object a line.")]
Name = Annotated[str | None, typer.Argument(metavar="NAME", help="Name of the schedule, as `schedule list` shows it.")]
All = Annotated[bool, typer.Option("--all", help="Every schedule.")]
From = Annotated[
    datetime | None,
    typer.Option("--from", formats=["%Y-%m-%d"], help="Look ahead from this day (UTC) instead of from now."),
]
MODULE = "pipelines.definitions"


def register(app: typer.Typer) -> None:
    """Add the group of commands to the application."""
    group = typer.Typer(no_args_is_help=True, help="Show, turn on and turn off the refreshes of the calendar.")
    group.command("list")(list_schedules)
    group.command("next")(next_runs)
    group.command("enable")(enable)
    group.command("disable")(disable)
    app.add_typer(group, name="schedule")


def list_schedules(as_json: Json = False) -> None:
    """List every schedule: whether it is on, when it is due next (New York time), its job and what it is for.

    The state is that of the Dagster instance in DAGSTER_HOME; without one every schedule is off.
    """
    import orjson

    states = _states()
    for occasion, moment in _next(datetime.now(UTC)):
        on = states.get(occasion.name, False)
        if as_json:
            line = {"name": occasion.name, "on": on, "next": moment.isoformat(), "job": occasion.job,
                    "cron": occasion.cron, "description": occasion.description}  # fmt: skip
            typer.echo(orjson.dumps(line).decode())
            continue
        typer.echo(
            f"{'on ' if on else 'off'} {occasion.name:<52} {moment:%Y-%m-%d %H:%M}  {occasion.job:<16} {occasion.description}"
        )


def next_runs(
    number: Annotated[int, typer.Option("--number", "-n", min=1, max=500, help="How many to show.")] = 10,
    since: From = None,
    as_json: Json = False,
) -> None:
    """Show the next days of the calendar on which something is due, whether or not its schedule is on."""
    from heapq import merge
    from itertools import islice

    import orjson

    from pipelines.defs.schedules import occasions

    start = since.replace(tzinfo=UTC) if since else datetime.now(UTC)
    states = _states()

    def days(occasion: "Occasion") -> "Iterator[tuple[datetime, str, str]]":
        return ((moment, occasion.name, occasion.job) for moment in occasion.moments(start))

    for moment, name, job in islice(merge(*map(days, occasions())), number):
        on = states.get(name, False)
        if as_json:
            line = {"at": moment.isoformat(), "name": name, "job": job, "on": on}
            typer.echo(orjson.dumps(line).decode())
        else:
            typer.echo(f"{moment:%a %Y-%m-%d %H:%M %Z}  {'on ' if on else 'off'} {name:<52} {job}")


def enable(name: Name = None, every: All = False) -> None:
    """Turn a schedule on in the Dagster instance of DAGSTER_HOME; its daemon then starts the runs."""
    _turn("start", name, every=every)


def disable(name: Name = None, every: All = False) -> None:
    """Turn a schedule off in the Dagster instance of DAGSTER_HOME."""
    _turn("stop", name, every=every)


def _next(now: datetime) -> "Iterator[tuple[Occasion, datetime]]":
    from pipelines.defs.schedules import occasions

    found = [(occasion, next(occasion.moments(now))) for occasion in occasions()]
    yield from sorted(found, key=lambda pair: (pair[1], pair[0].name))


def _states() -> dict[str, bool]:
    if not os.environ.get("DAGSTER_HOME"):
        return {}
    from dagster import DagsterInstance
    from dagster._core.scheduler.instigation import InstigatorStatus, InstigatorType

    with DagsterInstance.get() as instance:
        found = instance.all_instigator_state(instigator_type=InstigatorType.SCHEDULE)
    return {state.instigator_name: state.status is InstigatorStatus.RUNNING for state in found}


def _turn(change: str, name: str | None, *, every: bool) -> None:
    from pipelines.defs.schedules import occasions
    from pipelines.exceptions import ScheduleError
    from pipelines.settings import PROJECT_FOLDER

    known = {occasion.name for occasion in occasions()}
    if every == (name is not None):
        raise typer.BadParameter("name one schedule, or give --all", param_hint="NAME")
    if name is not None and name not in known:
        raise typer.BadParameter(f"{name!r} is no schedule; see: matchwatch schedule list", param_hint="NAME")
    if not os.environ.get("DAGSTER_HOME"):
        raise ScheduleError(
            "DAGSTER_HOME is not set: it names the folder of the instance whose daemon starts the runs"
        )
    states = _states()
    for one in sorted(known) if every else [str(name)]:
        if states.get(one, False) == (change == "start"):
            typer.echo(f"{one} is {'on' if change == 'start' else 'off'} already")
            continue
        command = [sys.executable, "-m", "dagster", "schedule", change, one, "-m", MODULE, "-d", str(PROJECT_FOLDER)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - a name of our own list
        if done.returncode:
            reason = (done.stderr or done.stdout).strip().splitlines()[-1:]
            raise ScheduleError(f"{one}: Dagster could not {change} it: {' '.join(reason)}")
        typer.echo(f"{one} is now {'on' if change == 'start' else 'off'}")
