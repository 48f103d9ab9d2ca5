"""Reading what a crawl fetched: each document once, in the process pool, whatever a single one does.

Belongs here: what is read already, what has to be read, and a school's readings put together. Does not belong here:
how a document is read (scrapers/reading.py), which documents stand now (documents.py).
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from http import HTTPStatus

from pipelines.documents import (
    SchoolCaptures,
    captures_by_school,
    document_of,
    is_worth_keeping,
    permitted,
    sort_captures,
)
from pipelines.exceptions import StoreError
from pipelines.layers import Layers
from pipelines.stores import ReadingKey
from schemas.documents import Capture, CrawlRecord
from schemas.findings import Extraction
from schemas.reading import DocumentReading, SchoolReadings
from schemas.registry import School
from schemas.vocabulary import ReadingOutcome, VisitOutcome
from scrapers.exceptions import ArchiveError
from scrapers.extractors.own_school import OwnSchool
from scrapers.reading import READER_VERSION, ReadingJob, read_many

Progress = Callable[[int, int, int], None]
"""Called with documents settled, documents in all, findings so far."""

NOT_READ = Extraction(error="was not read; run: matchwatch refresh --offline")


@dataclass(frozen=True, slots=True)
class ReadingTotals:
    """What a reading run did."""

    documents: int = 0
    read_now: int = 0
    findings: int = 0


def read_schools(layers: Layers, slugs: Iterable[str], progress: Progress) -> ReadingTotals:
    """Read what the archive holds of these schools, and write their readings.

    Raises:
        ArchiveError: the archive's index is damaged.
        StoreError: the disk is full.
    """
    by_school = captures_by_school(layers.archive)
    records = {slug: layers.crawl_record(slug) for slug in slugs}
    captures = {
        slug: sort_captures(permitted(by_school.get(slug, ()), layers.schools[slug]), record)
        for slug, record in records.items()
    }
    wanted = [capture for found in captures.values() for capture in (*found.present, *found.earlier)]
    totals, broken = _read(layers, wanted, progress)

    def reading_of(capture: Capture) -> Extraction:
        key = key_of(capture)
        return layers.extractions.get(key) or broken.get(key.file_name) or NOT_READ

    for slug, record in records.items():
        found = school_readings(layers.schools[slug], captures[slug], lasting(record), reading_of)
        if record is not None and not record.fetched:
            found = _with_known_depths(found, layers)
        layers.readings.write(slug, found)
    return totals


def key_of(capture: Capture) -> ReadingKey:
    """What the reading of a capture depends on."""
    address = capture.final_address or capture.address
    return ReadingKey(capture.sha256, READER_VERSION, capture.content_type, address, capture.school_slug)


def school_readings(
    school: School, captures: SchoolCaptures, record: CrawlRecord | None, reading_of: Callable[[Capture], Extraction]
) -> SchoolReadings:
    """Put the readings of a school together; documents that say nothing to the purpose are left out."""
    return SchoolReadings(
        school_slug=school.slug,
        readings=tuple(_readings(school, captures.present, record, reading_of)),
        earlier=tuple(_readings(school, captures.earlier, record, reading_of)),
        crawl=record,
    )


def lasting(record: CrawlRecord | None) -> CrawlRecord | None:
    """The record of a search without what changes from crawl to crawl of an unchanged site.

    A page of which the host says that it did not change counts as fetched, as it does for the search: what it holds is known.
    """
    if record is None:
        return None
    visits = tuple(
        visit.model_copy(update={"outcome": VisitOutcome.fetched, "http_status": HTTPStatus.OK.value, "detail": None})
        if visit.outcome is VisitOutcome.not_modified
        else visit
        for visit in record.visits
    )
    return record.model_copy(update={"visits": visits})


def publishable(readings: Iterable[DocumentReading]) -> list[DocumentReading]:
    """The readings without the findings of documents that are held back: a person must look at those first."""
    return [
        reading.model_copy(update={"extraction": Extraction()})
        if reading.document.reading is ReadingOutcome.held_back
        else reading
        for reading in readings
    ]


def _readings(
    school: School,
    captures: Iterable[Capture],
    record: CrawlRecord | None,
    reading_of: Callable[[Capture], Extraction],
) -> Iterator[DocumentReading]:
    visits = {visit.address: visit for visit in record.visits} if record else {}
    for capture in captures:
        extraction = reading_of(capture)
        document = document_of(capture, school, extraction, visits.get(capture.final_address or ""))
        if is_worth_keeping(document):
            yield DocumentReading(document=document, extraction=extraction)


def _with_known_depths(found: SchoolReadings, layers: Layers) -> SchoolReadings:
    """Keep the depths that an earlier search found: one that reached nothing knows none."""
    try:
        before = layers.readings.read(found.school_slug)
    except StoreError:
        return found
    known = {one.document.document_id: one.document.link_depth for one in before.readings} if before else {}
    readings = tuple(
        DocumentReading(
            document=one.document.model_copy(
                update={"link_depth": known.get(one.document.document_id, one.document.link_depth)}
            ),
            extraction=one.extraction,
        )
        for one in found.readings
    )
    return found.model_copy(update={"readings": readings})


def _read(layers: Layers, captures: list[Capture], progress: Progress) -> tuple[ReadingTotals, dict[str, Extraction]]:
    known = {key_of(capture): capture for capture in captures}
    findings = 0
    unread: dict[str, tuple[ReadingKey, Capture]] = {}
    for key, capture in known.items():
        extraction = layers.extractions.get(key)
        if extraction is None:
            unread[key.file_name] = (key, capture)
        else:
            findings += _count(extraction)
    settled, read_now = len(known) - len(unread), len(unread)
    progress(settled, len(known), findings)
    broken: dict[str, Extraction] = {}
    jobs = _jobs(layers, unread, broken)
    for result in read_many(jobs, workers=layers.settings.workers):
        if result.extraction.may_pass:
            broken[result.key] = result.extraction
        else:
            layers.extractions.put(unread[result.key][0], result.extraction)
        findings += _count(result.extraction)
        settled += 1
        progress(settled, len(known), findings)
    return ReadingTotals(len(known), read_now - len(broken), findings), broken


def _jobs(
    layers: Layers, unread: Mapping[str, tuple[ReadingKey, Capture]], broken: dict[str, Extraction]
) -> Iterator[ReadingJob]:
    """Yield a job for each document; one that the archive cannot give back is named in `broken` and tried again next time."""
    for name, (key, capture) in unread.items():
        try:
            content = layers.archive.content(capture)
        except ArchiveError as error:
            broken[name] = Extraction(error=str(error))
            continue
        school = layers.schools.get(capture.school_slug)
        own = OwnSchool.of(school) if school else None
        yield ReadingJob(name, content, declared_type=key.declared_type, address=key.address, school=own)


def _count(extraction: Extraction) -> int:
    return len(extraction.placements) + len(extraction.measures) + len(extraction.statements)
