"""The assets of a collection, one a layer, partitioned by school; each calls one function and says what came of it.

Belongs here: assets and what they depend on. Does not belong here: the work (pipelines/stages.py and its neighbours).
"""

import warnings
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta

from dagster import (
    AssetExecutionContext,
    AssetKey,
    AssetsDefinition,
    BackfillPolicy,
    BetaWarning,
    FreshnessPolicy,
    MaterializeResult,
    ResourceParam,
    asset,
)

from pipelines import alerts, stages
from pipelines.defs.crew import Crew
from pipelines.defs.partitions import school_partitions, slugs_of_run
from pipelines.defs.resources import RefreshOptions
from pipelines.journal import Journal
from pipelines.layers import Layers
from pipelines.loading import load_where_asked
from pipelines.settings import Settings
from pipelines.watching import Watcher
from schemas.vocabulary import Collection
from scrapers import reference

BASELINES = AssetKey("national_baselines")
OLDEST = FreshnessPolicy.time_window(warn_window=timedelta(days=75), fail_window=timedelta(days=100))
"""How old what people read may be: the longest gap of the calendar is the 68 days before the military match."""


@dataclass(frozen=True, slots=True)
class LayerRun:
    """One layer at work: which schools, with which options, watched by whom."""

    context: AssetExecutionContext
    layers: Layers
    slugs: list[str]
    options: RefreshOptions
    watcher: Watcher
    crew: Crew


Work = Callable[[LayerRun], Mapping[str, int | str]]


@asset(key=BASELINES, group_name="reference", description="National figures that schools' figures are set beside.")
def national_baselines() -> MaterializeResult[None]:
    """Read the national figures, so that a table which does not hold its form stops a run at its start."""
    return MaterializeResult(metadata={"rows": len(reference.national_baselines())})


def assets_of(settings: Settings, collection: Collection) -> list[AssetsDefinition]:
    """The assets of one collection, in the order of the flow."""
    layers: list[tuple[str, tuple[str, ...], str, Work]] = [
        ("school_files", (), "One file a school: names, dates, addresses.", _school_files),
        ("captures", ("school_files",), "What the crawl fetched, and the record of each search.", _captures),
        ("readings", ("captures",), "What was found in each document; an unchanged one is not read again.", _readings),
        ("transcriptions", ("school_files",), "Figures keyed in by hand from schools' pages.", _transcriptions),
        ("resolved_findings", ("readings", "transcriptions"), "Findings with what their strings mean.", _resolved),
        ("outcomes", ("resolved_findings", "national_baselines"), "What follows for each class.", _outcomes),
        ("assessments", ("readings", "resolved_findings", "outcomes"), "Criteria and flags of each school.", _assessments),
    ]  # fmt: skip
    with warnings.catch_warnings():
        warnings.simplefilter(
            "ignore", BetaWarning
        )  # Dagster calls backfill policies beta; every release has had them
        made = [_asset(settings, collection, *layer) for layer in layers]
    return [*made, _edition(settings, collection, [name for name, *_ in layers])]


def _key(collection: Collection, name: str) -> AssetKey:
    return BASELINES if name == "national_baselines" else AssetKey([collection.value, name])


def _asset(
    settings: Settings, collection: Collection, name: str, upstream: tuple[str, ...], description: str, work: Work
) -> AssetsDefinition:
    @asset(
        key=_key(collection, name),
        deps=[_key(collection, dependency) for dependency in upstream],
        partitions_def=school_partitions(settings, collection),
        backfill_policy=BackfillPolicy.single_run(),
        group_name=collection.value,
        description=description,
    )
    def layer(
        context: AssetExecutionContext,
        options: RefreshOptions,
        watcher: ResourceParam[Watcher],
        crew: ResourceParam[Crew],
    ) -> MaterializeResult[None]:
        slugs = slugs_of_run(context.run.tags, settings, collection)
        watcher.stage(name, len(slugs))
        run = LayerRun(context, Layers(settings, collection), slugs, options, watcher, crew)
        with Journal(settings, collection, context.run_id).stage(name, len(slugs)) as counts:
            counts.update(work(run))
        return MaterializeResult(metadata=dict(counts))

    return layer


def _edition(settings: Settings, collection: Collection, upstream: list[str]) -> AssetsDefinition:
    @asset(
        key=_key(collection, "edition"),
        deps=[_key(collection, dependency) for dependency in upstream],
        group_name=collection.value,
        freshness_policy=OLDEST if collection is Collection.real else None,
        description="The published edition: database, CSV, Parquet, data package, and the pointer to it.",
    )
    def edition(
        context: AssetExecutionContext,
        options: RefreshOptions,
        watcher: ResourceParam[Watcher],
        crew: ResourceParam[Crew],
    ) -> MaterializeResult[None]:
        layers = Layers(settings, collection)
        crew.demand(layers)
        slugs = options.schools or slugs_of_run(context.run.tags, settings, collection)
        watcher.stage("edition", len(slugs))
        journal = Journal(settings, collection, context.run_id)
        with journal.stage("edition", len(slugs)):
            published = stages.publish_edition(layers, slugs, options.day(collection))
            load_where_asked(settings)
        journal.published(published.edition.edition_id, is_new=published.is_new)
        news = alerts.lost_disclosures(published) if published.is_new else None
        if news:
            alerts.send(settings, news)
        counts = published.edition.model_dump(
            include={"document_count", "placement_count", "measure_count", "flag_count"}
        )
        return MaterializeResult(
            metadata={
                "edition": published.edition.edition_id,
                "new": published.is_new,
                "folder": str(published.folder),
                **counts,
            }
        )

    return edition


def _school_files(run: LayerRun) -> Mapping[str, int | str]:
    return {"schools": len(set(run.slugs) & set(run.layers.schools))}


def _captures(run: LayerRun) -> Mapping[str, int | str]:
    if run.options.offline:
        return {"crawl": "left out (offline)"}
    wanted = [slug for slug in run.slugs if not run.options.crawl_only or slug in run.options.crawl_only]
    end = run.crew.crawl(run.context, run.layers, wanted, run.options.sample_state, run.watcher)
    records = [record for record in map(run.layers.crawl_record, wanted) if record]
    return {
        "crawl": end.name.lower().replace("_", " "),
        "schools": len(records),
        "complete": sum(record.complete for record in records),
        "fetched": sum(record.fetched for record in records),
        "failed": sum(record.failed for record in records),
    }


def _readings(run: LayerRun) -> Mapping[str, int | str]:
    totals = run.crew.read(run.layers, run.slugs, run.watcher)
    return {"documents": totals.documents, "read_now": totals.read_now, "findings": totals.findings}


def _transcriptions(run: LayerRun) -> Mapping[str, int | str]:
    return {"documents": stages.transcribe(run.layers, run.slugs)}


def _resolved(run: LayerRun) -> Mapping[str, int | str]:
    return {"findings": run.crew.resolve(run.layers, run.slugs)}


def _outcomes(run: LayerRun) -> Mapping[str, int | str]:
    return {"outcomes": run.crew.derive(run.layers, run.slugs)}


def _assessments(run: LayerRun) -> Mapping[str, int | str]:
    return {"flags": run.crew.assess(run.layers, run.slugs, run.options.day(run.layers.collection))}
