"""The sensors: what happens between the days of the calendar.

Belongs here: a day that was missed, captures that nobody published yet, runs and expectations of which an operator must hear.
Does not belong here: the days themselves (schedules.py), the words of an alert (pipelines/alerts.py).
"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import takewhile

from dagster import (
    AssetKey,
    DagsterEventType,
    DagsterInstance,
    DagsterRunStatus,
    DefaultSensorStatus,
    EventLogEntry,
    RunFailureSensorContext,
    RunRequest,
    RunsFilter,
    RunStatusSensorContext,
    SensorDefinition,
    SensorEvaluationContext,
    SkipReason,
    asset_sensor,
    run_failure_sensor,
    run_status_sensor,
    sensor,
)
from dagster._core.definitions.unresolved_asset_job_definition import UnresolvedAssetJobDefinition
from dagster._core.scheduler.instigation import InstigatorStatus, InstigatorType, ScheduleInstigatorData

from pipelines import alerts
from pipelines.defs.schedules import DUE_TAG, OCCASION_TAG, Occasion, occasions
from pipelines.settings import Settings
from schemas.vocabulary import Collection

CATCH_UP = timedelta(days=21)
"""How long after its day a missed run is still made up for; later ones are left to the next occasion."""
PATIENCE = timedelta(hours=1)
"""How long a schedule has to start its own run before it counts as missed."""


def sensors_of(
    settings: Settings, refresh: UnresolvedAssetJobDefinition, reference: UnresolvedAssetJobDefinition
) -> list[SensorDefinition]:
    """The sensors of the real schools."""
    return [
        _missed_occasions(refresh, reference),
        _new_captures(refresh),
        _failed_runs(settings),
        _failed_expectations(settings),
    ]


def missed(instance: DagsterInstance, now: datetime) -> Iterator[RunRequest]:
    """The newest missed day of each schedule that is on: due after it was turned on, and no run has that day's tag."""
    for occasion, since in _running(instance):
        window = max(since, now - CATCH_UP)
        due = list(takewhile(lambda moment: moment <= now - PATIENCE, occasion.moments(window)))
        if due and not _has_run(instance, occasion, due[-1]):
            yield occasion.run_request(due[-1].date())


def _running(instance: DagsterInstance) -> Iterator[tuple[Occasion, datetime]]:
    by_name = {occasion.name: occasion for occasion in occasions()}
    for state in instance.all_instigator_state(instigator_type=InstigatorType.SCHEDULE):
        data = state.instigator_data
        if state.status is InstigatorStatus.RUNNING and isinstance(data, ScheduleInstigatorData):
            occasion = by_name.get(state.instigator_name)
            if occasion:
                yield occasion, datetime.fromtimestamp(data.start_timestamp or 0, UTC)


def _has_run(instance: DagsterInstance, occasion: Occasion, moment: datetime) -> bool:
    tags = {OCCASION_TAG: occasion.title, DUE_TAG: moment.date().isoformat()}
    return instance.get_runs_count(RunsFilter(tags=tags)) > 0


def _missed_occasions(*jobs: UnresolvedAssetJobDefinition) -> SensorDefinition:
    @sensor(
        name="missed_occasions",
        jobs=jobs,
        minimum_interval_seconds=3600,
        default_status=DefaultSensorStatus.RUNNING,
        description="Makes up, once, for a day of the calendar on which no daemon was running. Only for schedules that are on.",
    )
    def missed_occasions(context: SensorEvaluationContext) -> Iterator[RunRequest | SkipReason]:
        requests = list(missed(context.instance, datetime.now(UTC)))
        yield from requests
        if not requests:
            yield SkipReason("no schedule that is on has missed a day")

    return missed_occasions


def _new_captures(refresh: UnresolvedAssetJobDefinition) -> SensorDefinition:
    @asset_sensor(
        asset_key=AssetKey([Collection.real.value, "captures"]),
        name="new_captures",
        job=refresh,
        minimum_interval_seconds=300,
        default_status=DefaultSensorStatus.STOPPED,
        description="Reads and publishes what was captured by a run that only crawled.",
    )
    def new_captures(context: SensorEvaluationContext, event: EventLogEntry) -> RunRequest | SkipReason:
        run = context.instance.get_run_by_id(event.run_id)
        if run is None or run.job_name == refresh.name:
            return SkipReason("the run that captured them publishes as well")
        return RunRequest(
            run_key=f"captures of {event.run_id}",
            run_config={"resources": {"options": {"config": {"offline": True}}}},
        )

    return new_captures


def _failed_runs(settings: Settings) -> SensorDefinition:
    @run_failure_sensor(
        name="failed_runs",
        default_status=DefaultSensorStatus.RUNNING,
        minimum_interval_seconds=30,
        description="Alerts on a run that failed, also on one that was held back or whose process died.",
    )
    def failed_runs(context: RunFailureSensorContext) -> None:
        alerts.send(settings, alerts.failed_run(context.dagster_run.job_name, _reason(context)))

    return failed_runs


def _reason(context: RunFailureSensorContext) -> str:
    for event in context.get_step_failure_events():
        error = event.step_failure_data.error
        cause = error.cause if error and error.cause else error
        if cause:
            return cause.message.strip()
    return context.failure_event.message or "it ended without a word; see its log in Dagster"


def _failed_expectations(settings: Settings) -> SensorDefinition:
    @run_status_sensor(
        name="failed_expectations",
        run_status=DagsterRunStatus.SUCCESS,
        default_status=DefaultSensorStatus.RUNNING,
        minimum_interval_seconds=30,
        description="Alerts on checks that failed without stopping a run: schools that gave less than is expected of them.",
    )
    def failed_expectations(context: RunStatusSensorContext) -> None:
        found = unmet(context.instance, context.dagster_run.run_id)
        if found:
            alerts.send(settings, alerts.unmet_expectations(context.dagster_run.job_name, found))

    return failed_expectations


def unmet(instance: DagsterInstance, run_id: str) -> list[str]:
    """What checks that do not block found in a run: one line a check, with the schools that it names."""
    records = instance.get_records_for_run(run_id, of_type=DagsterEventType.ASSET_CHECK_EVALUATION).records
    found = []
    for record in records:
        event = record.event_log_entry.dagster_event
        evaluation = event.asset_check_evaluation_data if event else None
        if evaluation and not evaluation.passed:
            found.append(f"{evaluation.check_name}: {evaluation.description or 'failed'}")
    return found
