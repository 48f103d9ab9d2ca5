"""All Dagster definitions put together.

Belongs here: which parts make a code location. Does not belong here: any part.
"""

from collections.abc import Sequence

from dagster import Definitions, in_process_executor

from pipelines.defs.assets import assets_of, national_baselines
from pipelines.defs.checks import checks_of
from pipelines.defs.jobs import refresh_job
from pipelines.defs.resources import RefreshOptions, silent_watcher
from pipelines.defs.schedules import schedules_of
from pipelines.settings import Settings
from schemas.vocabulary import Collection


def build(settings: Settings, collections: Sequence[Collection] = tuple(Collection)) -> Definitions:
    """The definitions of these collections; only the real schools are refreshed on schedule."""
    jobs = {one: refresh_job(settings, one) for one in collections}
    return Definitions(
        assets=[national_baselines, *(asset for one in collections for asset in assets_of(settings, one))],
        asset_checks=[check for one in collections for check in checks_of(settings, one)],
        jobs=list(jobs.values()),
        schedules=schedules_of(jobs[Collection.real]) if Collection.real in jobs else [],
        resources={"options": RefreshOptions(), "watcher": silent_watcher},
        executor=in_process_executor,
    )
