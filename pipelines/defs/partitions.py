"""Schools as partitions: one run may take all of them, a range, or one.

Belongs here: the partitions and what of them a run is about. Does not belong here: assets.
"""

from collections.abc import Mapping

from dagster import StaticPartitionsDefinition

from pipelines.settings import Settings
from schemas.vocabulary import Collection

PARTITION_TAG = "dagster/partition"
RANGE_START_TAG = "dagster/asset_partition_range_start"
RANGE_END_TAG = "dagster/asset_partition_range_end"


def slugs_of(settings: Settings, collection: Collection) -> list[str]:
    """The schools of a collection, by the names of their files; these are not opened, so a broken one hides no other."""
    return sorted(path.stem for path in settings.schools_folder(collection).glob("*.yaml"))


def school_partitions(settings: Settings, collection: Collection) -> StaticPartitionsDefinition:
    """One partition for each school file."""
    return StaticPartitionsDefinition(slugs_of(settings, collection))


def range_tags(slugs: list[str]) -> dict[str, str]:
    """Tags with which one run takes all schools from the first to the last of these."""
    return {RANGE_START_TAG: slugs[0], RANGE_END_TAG: slugs[-1]} if slugs else {}


def slugs_of_run(tags: Mapping[str, str], settings: Settings, collection: Collection) -> list[str]:
    """The schools that a run with these tags is about; all where it names none."""
    known = slugs_of(settings, collection)
    first = tags.get(PARTITION_TAG, tags.get(RANGE_START_TAG))
    last = tags.get(PARTITION_TAG, tags.get(RANGE_END_TAG))
    return [slug for slug in known if (first or slug) <= slug <= (last or slug)]
