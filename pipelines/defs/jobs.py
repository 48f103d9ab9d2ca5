"""The jobs: one refresh of each collection, in one process and one run, and a look at the national figures.

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


CHECK_REFERENCE = "check_reference"
COLLECTION_TAG = "matchwatch/collection"
"""Tag by which the instance keeps two refreshes of one collection from running at once (dagster.yaml)."""
RETRIES = {"dagster/max_retries": "2", "dagster/retry_strategy": "FROM_FAILURE"}
"""A run whose process died is begun again where it was; one that failed for a reason it told is left to a person."""


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
        tags={**RETRIES, COLLECTION_TAG: collection.value, **range_tags(slugs_of(settings, collection))},
    )


def check_reference_job() -> UnresolvedAssetJobDefinition:
    """Reads the national figures anew and checks that none is missing which has come out."""
    return define_asset_job(
        name=CHECK_REFERENCE,
        selection=AssetSelection.assets(BASELINES),
        description="Read the national figures and say which ones have come out and are not in the table yet.",
        executor_def=in_process_executor,
        tags=RETRIES,
    )
