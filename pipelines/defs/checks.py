"""Asset checks: what must hold after each layer; a blocking one that fails stops publication.

Belongs here: which check guards which asset, and whether it blocks. Does not belong here: what is checked (quality.py).
"""

from collections.abc import Callable, Iterable, Iterator

from dagster import (
    AssetCheckExecutionContext,
    AssetCheckResult,
    AssetChecksDefinition,
    AssetCheckSeverity,
    AssetKey,
    ResourceParam,
    asset_check,
)

from pipelines import quality
from pipelines.baselines import missing_baselines
from pipelines.defs.assets import BASELINES
from pipelines.defs.jobs import COLLECTION_TAG
from pipelines.defs.partitions import slugs_of_run
from pipelines.journal import Journal
from pipelines.layers import Layers, default_as_of
from pipelines.settings import Settings
from pipelines.steps.publish.edition import read_edition
from pipelines.steps.publish.pointer import current_edition
from pipelines.watching import Watcher
from schemas.vocabulary import Collection
from scrapers.exceptions import MatchWatchError
from scrapers.reference import national_baselines

Faults = Callable[[Layers, Iterable[str]], Iterator[str]]
FAULTS_SHOWN = 20

CHECKS: tuple[tuple[str, Faults, bool], ...] = (
    ("school_files", quality.school_files_hold, True),
    ("school_files", quality.replies_hold, False),
    ("readings", quality.documents_are_there, False),
    ("resolved_findings", quality.findings_are_unique, True),
    ("resolved_findings", quality.findings_have_documents, True),
    ("outcomes", quality.outcomes_rest_on_findings, True),
    ("assessments", quality.stages_went_through, False),
    ("assessments", quality.most_went_through, True),
    ("assessments", quality.records_hold, True),
    ("assessments", quality.criteria_are_judged, True),
    ("assessments", quality.flags_have_evidence, True),
    ("assessments", quality.anything_is_there, True),
    ("assessments", quality.no_person_is_named, True),
)
"""Asset, check, and whether it stops publication."""


def baselines_check(settings: Settings) -> AssetChecksDefinition:
    """The check that sets the table of national figures against the calendar, as of today."""

    @asset_check(asset=BASELINES, description="No national figure is missing that has come out.", blocking=False)
    def baselines_are_current(
        context: AssetCheckExecutionContext, watcher: ResourceParam[Watcher]
    ) -> AssetCheckResult:
        found = list(missing_baselines(national_baselines(), default_as_of(Collection.real)))
        watcher.faults("baselines_are_current", found, blocking=False)
        refreshed = context.run.tags.get(COLLECTION_TAG)
        if refreshed is not None:  # a mere look at the figures is no refresh and has no report
            Journal(settings, Collection(refreshed), context.run.run_id).found(
                "baselines_are_current", found, blocking=False
            )
        return _result(found, blocking=False)

    return baselines_are_current


def checks_of(settings: Settings, collection: Collection) -> list[AssetChecksDefinition]:
    """The checks of one collection."""
    guards = [_check(settings, collection, *check) for check in CHECKS]
    return [*guards, _edition_check(settings, collection)]


def _check(
    settings: Settings, collection: Collection, asset: str, faults: Faults, blocking: bool
) -> AssetChecksDefinition:
    @asset_check(
        asset=AssetKey([collection.value, asset]), name=faults.__name__, description=faults.__doc__, blocking=blocking
    )
    def check(context: AssetCheckExecutionContext, watcher: ResourceParam[Watcher]) -> AssetCheckResult:
        slugs = slugs_of_run(context.run.tags, settings, collection)
        found = list(faults(Layers(settings, collection), slugs))
        watcher.faults(faults.__name__, found, blocking=blocking)
        Journal(settings, collection, context.run.run_id).found(faults.__name__, found, blocking=blocking)
        return _result(found, blocking=blocking)

    return check


def _edition_check(settings: Settings, collection: Collection) -> AssetChecksDefinition:
    @asset_check(asset=AssetKey([collection.value, "edition"]), description="The pointer leads to a whole edition.")
    def edition_is_whole() -> AssetCheckResult:
        try:
            read_edition(current_edition(settings.editions_folder, collection))
        except MatchWatchError as error:
            return _result([str(error)], blocking=True)
        return _result([], blocking=True)

    return edition_is_whole


def _result(faults: list[str], *, blocking: bool) -> AssetCheckResult:
    return AssetCheckResult(
        passed=not faults,
        severity=AssetCheckSeverity.ERROR if blocking else AssetCheckSeverity.WARN,
        description="; ".join(faults[:FAULTS_SHOWN]) or None,
        metadata={"faults": len(faults)},
    )
