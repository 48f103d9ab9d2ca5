"""Metrics: what the server counts of itself, in the form that Prometheus reads.

Belongs here: the counts and their names. Does not belong here: who counts (delivery.py), what is asked of an edition.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC
from pathlib import Path

from prometheus_client import CollectorRegistry, Histogram, ProcessCollector, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from schemas.held import held_editions
from schemas.public_status import SchoolAgeAnswer
from schemas.runs import read_runs
from schemas.vocabulary import Collection

MEDIA_TYPE = "text/plain; version=0.0.4; charset=utf-8"
SECONDS = (0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10)


class Metrics(Collector):
    """Counts of one app.

    stored, unchanged and made tell where answers came from; they are plain numbers, because the shortest way of an answer
    takes less time than a counter with a lock.
    """

    def __init__(self) -> None:
        self.stored = 0
        self.unchanged = 0
        self.made: Counter[int] = Counter()
        self.refused_by_rate = 0
        self.stored_bytes: Callable[[], int] = int
        self.current_editions: Callable[[], dict[str, str | None]] = dict
        self.ages: Callable[[], Mapping[Collection, Sequence[SchoolAgeAnswer]]] = dict
        self.editions_folder: Path | None = None
        self._registry = CollectorRegistry()
        self.seconds = Histogram(
            "matchwatch_answer_seconds",
            "Time to make an answer that was not stored.",
            buckets=SECONDS,
            registry=self._registry,
        )
        self._registry.register(self)
        ProcessCollector(registry=self._registry)

    def text(self) -> bytes:
        """All counts, in the text form."""
        return generate_latest(self._registry)

    def collect(self) -> Iterator[Metric]:
        """The counts, as the registry asks for them."""
        answers = CounterMetricFamily(
            "matchwatch_answers", "Answers, by their way and status.", labels=["way", "status"]
        )
        answers.add_metric(["stored", "200"], self.stored)
        answers.add_metric(["stored", "304"], self.unchanged)
        for status, count in sorted(self.made.items()):
            answers.add_metric(["made", str(status)], count)
        answers.add_metric(["rate", "429"], self.refused_by_rate)
        yield answers
        yield GaugeMetricFamily(
            "matchwatch_stored_bytes", "Bytes of finished answers kept.", value=self.stored_bytes()
        )
        editions = GaugeMetricFamily("matchwatch_edition", "Current editions.", labels=["collection", "edition"])
        for collection, edition in self.current_editions().items():
            if edition is not None:
                editions.add_metric([collection, edition], 1)
        yield editions
        yield from searches(self.ages())
        if self.editions_folder is not None:
            yield from refreshes(self.editions_folder)


def searches(ages: Mapping[Collection, Sequence[SchoolAgeAnswer]]) -> Iterator[Metric]:
    """The state of the searches of the current editions' schools, and when the oldest of them was."""
    states = GaugeMetricFamily(
        "matchwatch_searches", "Schools by the state of their search.", labels=["collection", "state"]
    )
    oldest = GaugeMetricFamily(
        "matchwatch_oldest_search_seconds", "When the school searched longest ago was searched.", labels=["collection"]
    )
    for collection, schools in ages.items():
        for state, count in sorted(Counter(school.crawl_state for school in schools).items()):
            states.add_metric([collection, state], count)
        times = [school.crawled_at for school in schools if school.crawled_at is not None]
        if times:
            oldest.add_metric([collection], min(times).replace(tzinfo=UTC).timestamp())
    yield from (states, oldest)


def refreshes(folder: Path) -> Iterator[Metric]:
    """The last refresh of each collection, and the editions that wait for a person."""
    began = GaugeMetricFamily(
        "matchwatch_refresh_started_seconds", "When the last refresh began.", labels=["collection"]
    )
    took = GaugeMetricFamily("matchwatch_refresh_seconds", "How long its stages took.", labels=["collection", "stage"])
    outcome = GaugeMetricFamily("matchwatch_refresh_outcome", "What it came to.", labels=["collection", "outcome"])
    faults = GaugeMetricFamily("matchwatch_refresh_faults", "Faults that its checks found.", labels=["collection"])
    counts = GaugeMetricFamily(
        "matchwatch_refresh_count", "What its stages counted.", labels=["collection", "stage", "counted"]
    )
    held = GaugeMetricFamily("matchwatch_held_editions", "Editions that wait for a person.", labels=["collection"])
    for collection in Collection:
        held.add_metric([collection], len(held_editions(folder, collection)))
        for report in read_runs(folder, collection, most=1):
            began.add_metric([collection], report.started_at.timestamp())
            outcome.add_metric([collection, report.outcome], 1)
            faults.add_metric([collection], sum(check.faults for check in report.checks))
            for stage in report.stages:
                took.add_metric([collection, stage.stage], stage.seconds)
                for name, count in stage.counts.items():
                    if isinstance(count, int):
                        counts.add_metric([collection, stage.stage, name], count)
    yield from (began, took, outcome, faults, counts, held)
