"""The crawl inside Dagster: the child process in a Pipes session, and the sample web served to it.

Belongs here: what a crawl of each collection needs around it. Does not belong here: the child itself (crawling.py).
"""

import tempfile
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from dagster import (
    AssetExecutionContext,
    PipesTempFileContextInjector,
    PipesTempFileMessageReader,
    PreviewWarning,
    open_pipes_session,
)

from pipelines.crawling import CrawlEnd, crawl, plan_of
from pipelines.defs.resources import SampleState
from pipelines.layers import Layers
from pipelines.watching import Watcher
from sample.server import LATER, SampleServer
from schemas.vocabulary import Collection


def crawl_schools(
    context: AssetExecutionContext, layers: Layers, slugs: Sequence[str], sample_state: str, watcher: Watcher
) -> CrawlEnd:
    """Crawl these schools into the archive of their collection.

    Raises:
        CrawlError: the child could not start, was stopped, or died.
        StoreError: the disk is full.
    """
    with (
        warnings.catch_warnings(category=PreviewWarning, action="ignore"),  # of Dagster about its own message reader
        served_web(layers.collection, sample_state) as sample_hosts,
        open_pipes_session(
            context=context,
            context_injector=PipesTempFileContextInjector(),
            message_reader=PipesTempFileMessageReader(),
        ) as session,
    ):
        plan = plan_of(layers, slugs, sample_hosts or layers.settings.hosts_map)
        return crawl(plan, watcher.crawl, session.get_bootstrap_env_vars())


@contextmanager
def served_web(collection: Collection, sample_state: str = SampleState.first) -> Iterator[Path | None]:
    """Serve the sample web for as long as its crawl lasts; the real web serves itself."""
    if collection is Collection.real:
        yield None
        return
    overlay = LATER if sample_state == SampleState.later else None
    with SampleServer(overlay=overlay) as server, tempfile.TemporaryDirectory() as folder:
        hosts_map = Path(folder) / "hosts.json"
        server.write_hosts_map(hosts_map)
        yield hosts_map
