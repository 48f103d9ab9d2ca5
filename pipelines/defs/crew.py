"""Who does the stages of a run: this process alone, or the workers of a fleet.

Belongs here: the choice between both, and the resource by which assets come to it. Does not belong here: the stages, the fleet.
"""

import json
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from datetime import date

from dagster import AssetExecutionContext, InitResourceContext, ResourceDefinition

from pipelines import stages
from pipelines.crawling import CrawlEnd
from pipelines.defs.crawl import crawl_schools, served_web
from pipelines.fleet.spreading import Fleet, leading
from pipelines.fleet.tasks import Stage
from pipelines.layers import Layers
from pipelines.readings import ReadingTotals, read_schools
from pipelines.settings import Settings
from pipelines.watching import Watcher


class Crew:
    """Does every stage in this process."""

    def demand(self, layers: Layers) -> None:
        """Go on only while nobody else has taken over."""

    def crawl(
        self, context: AssetExecutionContext, layers: Layers, slugs: Sequence[str], sample_state: str, watcher: Watcher
    ) -> CrawlEnd:
        """Crawl these schools."""
        return crawl_schools(context, layers, slugs, sample_state, watcher)

    def read(self, layers: Layers, slugs: Sequence[str], watcher: Watcher) -> ReadingTotals:
        """Read what the archive holds of these schools."""
        return read_schools(layers, slugs, watcher.reading)

    def resolve(self, layers: Layers, slugs: Sequence[str]) -> int:
        """Resolve what was read of these schools; returns how many findings there are."""
        return stages.resolve(layers, slugs)

    def derive(self, layers: Layers, slugs: Sequence[str]) -> int:
        """Derive the outcomes of these schools; returns how many there are."""
        return stages.derive(layers, slugs)

    def assess(self, layers: Layers, slugs: Sequence[str], as_of: date) -> int:
        """Assess these schools; returns how many flags were raised."""
        return stages.assess(layers, slugs, as_of)


class FleetCrew(Crew):
    """Has every stage done by workers. The run leads its collection from its first stage to its end."""

    def __init__(self, settings: Settings, run_id: str, held: ExitStack) -> None:
        self._settings = settings
        self._run_id = run_id
        self._held = held
        self._fleet: Fleet | None = None

    def demand(self, layers: Layers) -> None:
        """Go on only while this run leads."""
        self._of(layers).demand()

    def crawl(  # the child of a worker has no Dagster to report to
        self,
        _context: AssetExecutionContext,
        layers: Layers,
        slugs: Sequence[str],
        sample_state: str,
        watcher: Watcher,
    ) -> CrawlEnd:
        """Have these schools crawled by one worker. The sample web is served here, so that no worker's death ends it."""
        with served_web(layers.collection, sample_state) as sample_hosts:
            hosts_map = sample_hosts or self._settings.hosts_map
            hosts = json.loads(hosts_map.read_text(encoding="utf-8")) if hosts_map else None
            return self._of(layers).crawl(slugs, hosts, watcher.crawl)

    def read(self, layers: Layers, slugs: Sequence[str], watcher: Watcher) -> ReadingTotals:
        """Have what the archive holds of these schools read."""
        return self._of(layers).read(slugs, watcher.reading)

    def resolve(self, layers: Layers, slugs: Sequence[str]) -> int:
        """Have these schools resolved."""
        return self._of(layers).each(Stage.resolve, slugs, {})

    def derive(self, layers: Layers, slugs: Sequence[str]) -> int:
        """Have the outcomes of these schools derived."""
        return self._of(layers).each(Stage.derive, slugs, {})

    def assess(self, layers: Layers, slugs: Sequence[str], as_of: date) -> int:
        """Have these schools assessed, when all of them are resolved: some are judged by their parent's findings too."""
        return self._of(layers).each(Stage.assess, slugs, {"as_of": as_of.isoformat()})

    def _of(self, layers: Layers) -> Fleet:
        if self._fleet is None:
            self._fleet = self._held.enter_context(leading(self._settings, layers, self._run_id))
        return self._fleet


def crew_resource(settings: Settings) -> ResourceDefinition:
    """The crew of each run: workers where MATCHWATCH_FLEET names a work table."""

    def crew(context: InitResourceContext) -> Iterator[Crew]:
        with ExitStack() as held:
            yield FleetCrew(settings, context.run_id or "", held) if settings.fleet.get_secret_value() else Crew()

    return ResourceDefinition(crew)
