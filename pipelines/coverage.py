"""Coverage: how much of the schools' sites the latest searches saw, school by school and all together.

Belongs here: counting what searches and readings came to. Does not belong here: showing it (cli/coverage.py), what absence
means for a school (steps/assess).
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import datetime

from pydantic import BaseModel, ConfigDict

from pipelines.expectations import Expected, expectations_of
from pipelines.layers import Layers
from pipelines.previous import PreviousEdition
from pipelines.stages import current_readings
from schemas.vocabulary import DocumentKind, VisitOutcome


class SchoolCoverage(BaseModel):
    """What the latest search of one school's site came to."""

    model_config = ConfigDict(frozen=True)

    school_slug: str
    state: str
    """complete, incomplete, unreachable or not_crawled."""
    reason: str | None
    searched_at: datetime | None
    addresses: int
    outcomes: dict[VisitOutcome, int]
    documents: int
    read: int
    unmet_expectations: int
    expectations: tuple[Expected, ...] = ()


class Coverage(BaseModel):
    """The same of all schools together."""

    model_config = ConfigDict(frozen=True)

    schools: int
    states: dict[str, int]
    addresses: int
    outcomes: dict[VisitOutcome, int]
    documents: int
    read: int
    unmet_expectations: int


def coverage_of(layers: Layers, slugs: Iterable[str]) -> Iterator[SchoolCoverage]:
    """The coverage of each school.

    Raises:
        StoreError: a record of a search or a layer is damaged.
    """
    previous = PreviousEdition(layers.settings.editions_folder, layers.collection)
    for slug in slugs:
        record = layers.crawl_record(slug)
        expectations = tuple(expectations_of(layers, slug, previous))
        crawled = [one for one in current_readings(layers, slug) if one.document.kind is DocumentKind.crawled]
        visits = record.visits if record else ()
        yield SchoolCoverage(
            school_slug=slug,
            state=_state(
                searched=record is not None,
                complete=bool(record and record.complete),
                fetched=bool(record and record.fetched),
            ),
            reason=record.incomplete_reason if record else None,
            searched_at=record.finished_at if record else None,
            addresses=len(visits),
            outcomes=dict(Counter(visit.outcome for visit in visits).most_common()),
            documents=len(crawled),
            read=sum(one.document.reading == "read" for one in crawled),
            unmet_expectations=sum(not one.is_met for one in expectations),
            expectations=expectations,
        )


def in_sum(schools: Iterable[SchoolCoverage]) -> Coverage:
    """All schools together."""
    every = list(schools)
    outcomes: Counter[VisitOutcome] = Counter()
    for one in every:
        outcomes.update(one.outcomes)
    return Coverage(
        schools=len(every),
        states=dict(Counter(one.state for one in every).most_common()),
        addresses=sum(one.addresses for one in every),
        outcomes=dict(outcomes.most_common()),
        documents=sum(one.documents for one in every),
        read=sum(one.read for one in every),
        unmet_expectations=sum(one.unmet_expectations for one in every),
    )


def _state(*, searched: bool, complete: bool, fetched: bool) -> str:
    if not searched:
        return "not_crawled"
    if not fetched:
        return "unreachable"
    return "complete" if complete else "incomplete"
