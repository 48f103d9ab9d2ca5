"""A day of the calendar on which no daemon ran is made up for once, on a real Dagster instance."""

import shutil
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import time_machine
from dagster import DagsterInstance, DagsterRun, DagsterRunStatus, build_sensor_context
from dagster._core.scheduler.instigation import ScheduleInstigatorData

from pipelines.defs.assembly import build
from pipelines.defs.sensors import missed
from pipelines.settings import Settings
from schemas.vocabulary import Collection
from tests.conftest import ROOT, command_environment, matchwatch

NEW_YORK = ZoneInfo("America/New_York")
TURNED_ON = datetime(2027, 3, 1, 12, tzinfo=NEW_YORK)
MATCH_DAY = datetime(2027, 3, 19, 6, tzinfo=NEW_YORK)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of an instance in which one schedule was turned on by the command line."""
    folder = tmp_path_factory.mktemp("dagster-home")
    shutil.copy(ROOT / "dagster.yaml", folder)
    done = matchwatch(folder / "work", "schedule", "enable", "match_week", DAGSTER_HOME=str(folder))
    assert done.stdout == "match_week is now on\n", done.stderr
    return folder


@pytest.fixture
def instance(home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[DagsterInstance]:
    """The instance, as if the schedule had been turned on at the beginning of March 2027."""
    for name, value in command_environment(home / "work").items():
        monkeypatch.setenv(name, value)
    with DagsterInstance.from_config(str(home)) as found:
        turn_on(found, TURNED_ON)
        yield found
        found.wipe()


def turn_on(instance: DagsterInstance, moment: datetime) -> None:
    """Let the schedule of the instance be on since a moment."""
    (state,) = instance.all_instigator_state()
    assert isinstance(state.instigator_data, ScheduleInstigatorData)
    instance.update_instigator_state(
        state.with_data(state.instigator_data._replace(start_timestamp=moment.timestamp()))
    )


def told(instance: DagsterInstance, day: datetime) -> list[str | None]:
    return [request.run_key for request in missed(instance, day)]


def at(month: int, day: int, hour: int = 6) -> datetime:
    return datetime(2027, month, day, hour, tzinfo=NEW_YORK)


def test_the_command_line_shows_what_is_on_and_says_so_twice(home: Path) -> None:
    listed = matchwatch(home / "work", "schedule", "list", DAGSTER_HOME=str(home)).stdout
    assert [line.split()[1] for line in listed.splitlines() if line.startswith("on ")] == ["match_week"]
    again = matchwatch(home / "work", "schedule", "enable", "match_week", DAGSTER_HOME=str(home))
    assert again.stdout == "match_week is on already\n"
    without = matchwatch(home / "work", "schedule", "disable", "match_week")
    assert without.returncode == 1
    assert without.stderr.startswith("error: DAGSTER_HOME is not set")


def test_nothing_is_missed_before_the_day_and_while_its_schedule_may_still_start_it(instance: DagsterInstance) -> None:
    assert told(instance, at(3, 18)) == []
    assert told(instance, at(3, 19, 6)) == []


def test_a_missed_day_is_asked_for_until_a_run_has_it_and_not_again(instance: DagsterInstance) -> None:
    (request,) = missed(instance, at(3, 22))
    assert request.run_key == "Match Week 2027-03-19"
    instance.add_run(
        DagsterRun(job_name="refresh_real", status=DagsterRunStatus.SUCCESS, tags=dict(request.tags), run_id="1" * 32)
    )
    assert told(instance, at(3, 22)) == []
    assert told(instance, at(4, 5)) == []


def test_a_day_long_past_is_left_to_the_next_occasion(instance: DagsterInstance) -> None:
    assert told(instance, at(4, 8)) == ["Match Week 2027-03-19"]
    assert told(instance, at(4, 10)) == []


def test_a_day_before_the_schedule_was_on_is_not_missed(instance: DagsterInstance) -> None:
    turn_on(instance, at(3, 20))
    assert told(instance, at(3, 22)) == []


def test_the_sensor_asks_dagster_for_the_run(instance: DagsterInstance) -> None:
    sensor = build(Settings(), [Collection.real]).resolve_sensor_def("missed_occasions")
    with time_machine.travel(at(3, 23), tick=False):
        evaluated = sensor.evaluate_tick(build_sensor_context(instance=instance))
    assert [(one.run_key, one.job_name) for one in evaluated.run_requests or ()] == [
        ("Match Week 2027-03-19", "refresh_real")
    ]
