"""All Dagster definitions put together.

Belongs here: which parts make a code location. Does not belong here: any part.
"""

from collections.abc import Sequence

from dagster import Definitions, ResourceDefinition, in_process_executor

from pipelines.defs.assets import assets_of, national_baselines
from pipelines.defs.checks import checks_of
from pipelines.defs.jobs import refresh_job
from pipelines.defs.resources import RefreshOptions
from pipelines.defs.schedules import schedules_of
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
    return Definitions(
        assets=[national_baselines, *(asset for one in collections for asset in assets_of(settings, one))],
        asset_checks=[check for one in collections for check in checks_of(settings, one)],
        jobs=list(jobs.values()),
        schedules=schedules_of(jobs[Collection.real]) if Collection.real in jobs else [],
        resources={
            "options": RefreshOptions(),
            "watcher": ResourceDefinition.hardcoded_resource(watcher or Watcher()),
        },
        executor=in_process_executor,
    )
