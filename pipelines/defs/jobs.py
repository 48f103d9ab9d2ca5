"""The jobs: one refresh of each collection, in one process and one run.

Belongs here: what a job takes in. Does not belong here: when it runs (schedules.py).
"""

from dagster import AssetSelection, define_asset_job, in_process_executor
from dagster._core.definitions.unresolved_asset_job_definition import UnresolvedAssetJobDefinition

from pipelines.defs.assets import BASELINES
from pipelines.defs.partitions import range_tags, slugs_of
from pipelines.settings import Settings
from schemas.vocabulary import Collection

DESCRIPTIONS = {
    Collection.real: "Crawl the schools' sites, read, assess and publish. With options.offline the crawl is left out.",
    Collection.sample: "Crawl the sample web over loopback, read, assess and publish.",
}


def job_name(collection: Collection) -> str:
    """The name of a collection's job."""
    return f"refresh_{collection}"


def refresh_job(settings: Settings, collection: Collection) -> UnresolvedAssetJobDefinition:
    """A refresh of all schools of a collection as one ranged run; launched on one partition it takes that school."""
    return define_asset_job(
        name=job_name(collection),
        selection=AssetSelection.groups(collection.value) | AssetSelection.assets(BASELINES),
        description=DESCRIPTIONS[collection],
        executor_def=in_process_executor,
        tags=range_tags(slugs_of(settings, collection)),
    )
