"""All Dagster definitions put together.

Belongs here: which parts make a code location. Does not belong here: any part.
"""

from collections.abc import Sequence

from dagster import Definitions, ResourceDefinition, in_process_executor

from pipelines.defs.assets import assets_of, national_baselines
from pipelines.defs.checks import baselines_check, checks_of
from pipelines.defs.crew import crew_resource
from pipelines.defs.jobs import check_reference_job, refresh_job
from pipelines.defs.resources import RefreshOptions
from pipelines.defs.schedules import schedules_of
from pipelines.defs.sensors import sensors_of
from pipelines.settings import Settings
from pipelines.watching import Watcher
from schemas.vocabulary import Collection


def build(
    settings: Settings, collections: Sequence[Collection] = tuple(Collection), watcher: Watcher | None = None
) -> Definitions:
    """The definitions of these collections; only the real schools are refreshed on schedule.

    The watcher hears of a run's progress; none is needed where Dagster shows its own.
    """
    jobs = {one: refresh_job(settings, one) for one in collections}
    check = check_reference_job()
    watched = [jobs[Collection.real]] if Collection.real in jobs else []
    return Definitions(
        assets=[national_baselines, *(asset for one in collections for asset in assets_of(settings, one))],
        asset_checks=[
            baselines_check(settings),
            *(guard for one in collections for guard in checks_of(settings, one)),
        ],
        jobs=[*jobs.values(), check],
        schedules=[made for refresh in watched for made in schedules_of(refresh, check)],
        sensors=[made for refresh in watched for made in sensors_of(settings, refresh, check)],
        resources={
            "options": RefreshOptions(),
            "watcher": ResourceDefinition.hardcoded_resource(watcher or Watcher()),
            "crew": crew_resource(settings),
        },
        executor=in_process_executor,
    )
