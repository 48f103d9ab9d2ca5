"""The stages of a refresh, one function each, from layer to layer and at last to an edition.

Belongs here: which layer a stage reads and writes, school by school. Does not belong here: Dagster, how a step comes to
its result (pipelines/steps), the crawl (crawling.py) and the reading (readings.py).
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path

from pipelines.layers import Failure, Layers, SchoolFindings, latest_day
from pipelines.previous import PreviousEdition
from pipelines.readings import publishable
from pipelines.rejudging import is_of_another_day, known_to_layers, unchanged
from pipelines.steps.assess.ask_sheet import ask_sheet
from pipelines.steps.assess.case import SchoolCase
from pipelines.steps.assess.criteria import load_criteria
from pipelines.steps.assess.replies import load_replies
from pipelines.steps.assess.school import assess_school
from pipelines.steps.assess.view import SchoolView
from pipelines.steps.assess.watching import watch_school
from pipelines.steps.derive.school import derive_outcomes
from pipelines.steps.publish.content import ReferenceContent, SchoolContent, edition_tables
from pipelines.steps.publish.database import Tables
from pipelines.steps.publish.edition import Publication, publish
from pipelines.steps.publish.release import load_tolerances
from pipelines.steps.publish.report import write_report
from pipelines.steps.resolve.directory import read_directory
from pipelines.steps.resolve.resolvers import directory_folder
from pipelines.steps.resolve.school import resolve_school
from pipelines.steps.transcriptions import transcribed_readings
from pipelines.views import write_views
from schemas.disclosure import Assessment, Flag
from schemas.documents import CrawlRecord, Document
from schemas.editions import SchoolState
from schemas.reading import DocumentReading, SchoolReadings
from scrapers.exceptions import MatchWatchError
from scrapers.reference import institutions, national_baselines, specialties


def transcribe(layers: Layers, slugs: Iterable[str]) -> int:
    """Write the transcribed figures of these schools; returns how many documents they came from.

    Raises:
        ReferenceTableError: a table of transcriptions does not hold its form.
    """
    folder = layers.settings.transcriptions_folder(layers.collection)
    found = transcribed_readings(folder) if folder else {}
    number = 0
    for slug in slugs:
        layers.failures.forget(slug)
        readings = tuple(found.get(slug, ()))
        layers.transcriptions.write(slug, SchoolReadings(school_slug=slug, readings=readings))
        number += len(readings)
    return number


def resolve(layers: Layers, slugs: Iterable[str]) -> int:
    """Resolve what was read of these schools; returns how many findings there are. Held back documents give none."""

    def one(slug: str) -> int:
        school, read = layers.schools[slug], layers.readings.read(slug)
        current = resolve_school(school, publishable(current_readings(layers, slug)))
        earlier = resolve_school(school, publishable(read.earlier if read else ()))
        layers.findings.write(slug, SchoolFindings(current, earlier))
        return len(current.placements) + len(current.measures) + len(current.statements)

    return _each(layers, slugs, "resolve", one)


def derive(layers: Layers, slugs: Iterable[str]) -> int:
    """Derive the outcomes of these schools; returns how many there are."""
    programs = read_directory(directory_folder(layers.settings))

    def one(slug: str) -> int:
        findings = (layers.findings.read(slug) or SchoolFindings()).current
        outcomes = derive_outcomes(
            layers.schools[slug], findings, documents(layers, slug), national_baselines(), programs
        )
        layers.outcomes.write(slug, tuple(outcomes))
        return len(outcomes)

    return _each(layers, slugs, "derive", one)


def assess(layers: Layers, slugs: Iterable[str], as_of: date) -> int:
    """Assess these schools as of a day; returns how many flags were raised."""
    previous = PreviousEdition(layers.settings.editions_folder, layers.collection)
    criteria = load_criteria()

    def one(slug: str) -> int:
        case = case_of(layers, slug, as_of, previous.flags.get(slug, ()))
        found = assess_school(case, criteria)
        standing = {one.document_id: one.sha256 for one in case.documents if one.sha256}
        changes = tuple(event for event in watch_school(SchoolView(case)) if previous.is_news(event, standing))
        layers.assessments.write(slug, replace(found, changes=changes, sheet=ask_sheet(case, found)))
        return len(found.flags)

    return _each(layers, slugs, "assess", one)


def case_of(layers: Layers, slug: str, as_of: date, known_flags: Sequence[Flag]) -> SchoolCase:
    """Everything that the assessment of a school may rest on."""
    school = layers.schools[slug]
    read = layers.readings.read(slug)
    findings = layers.findings.read(slug) or SchoolFindings()
    parent = layers.findings.read(school.parent_slug) if school.parent_slug else None
    return SchoolCase(
        school=school,
        documents=documents(layers, slug),
        findings=findings.current,
        outcomes=layers.outcomes.read(slug) or (),
        crawl=read.crawl if read else None,
        earlier_documents=[reading.document for reading in read.earlier] if read else [],
        earlier_findings=findings.earlier,
        parent_findings=parent.current if parent else None,
        as_of=as_of,
        known_flags=known_flags,
    )


def _each(layers: Layers, slugs: Iterable[str], stage: str, work: Callable[[str], int]) -> int:
    """Do a stage's work school by school; one on which it breaks is noted and left to what the edition before had."""
    number = 0
    for slug in slugs:
        if layers.failures.read(slug) is not None:
            continue
        try:
            number += work(slug)
        except MatchWatchError:
            raise
        except Exception as error:  # noqa: BLE001 - one school's odd data must not cost all others their edition
            layers.failures.write(slug, Failure(stage, type(error).__name__))
    return number


def tables(layers: Layers, slugs: Sequence[str]) -> Tables:
    """The rows of an edition: these schools as the layers have them, all others as the edition before had them.

    So are schools on which a stage broke. A school that is in neither is there with what is known of it. Replies are those
    of the files, whichever schools are renewed; one whose file does not hold its form stays as the edition before had it.
    """
    previous = PreviousEdition(layers.settings.editions_folder, layers.collection)
    renewed = {slug for slug in slugs if layers.failures.read(slug) is None}
    kept = frozenset(previous.states) & frozenset(layers.schools) - renewed
    contents = [content(layers, slug, previous) for slug in sorted(set(layers.schools) - kept)]
    reference = ReferenceContent(load_criteria(), national_baselines(), specialties(), institutions())
    folder = layers.settings.replies_folder(layers.collection)
    replies = load_replies(folder, layers.schools, latest_day(layers.collection))
    rows = {**(previous.rows_of(kept) if kept else {}), **previous.replies(frozenset(replies.faults))}
    return edition_tables(contents, reference, replies=replies.sound, kept=rows)


def publish_edition(layers: Layers, slugs: Sequence[str], as_of: date) -> Publication:
    """Publish an edition with these schools anew; all others are judged by the same day, as far as the layers know them.

    Raises:
        PublishError: it cannot be written; the edition before stays current.
        HeldBackError: it loses more than is tolerated and waits for a person; the edition before stays current.
    """
    return publish(
        layers.settings.editions_folder,
        layers.collection,
        tables(layers, [*slugs, *judge_others(layers, slugs, as_of)]),
        as_of=as_of,
        built_at=datetime.now(UTC),
        tolerances=load_tolerances(),
        accompany=partial(_accompany, layers),
    )


def judge_others(layers: Layers, slugs: Iterable[str], as_of: date) -> list[str]:
    """Assess the schools that a narrowed refresh leaves as they were by its day too; returns those for which that was done."""
    previous = PreviousEdition(layers.settings.editions_folder, layers.collection)
    others = set(layers.schools) & set(previous.states) - set(slugs)
    if not others or not is_of_another_day(previous, as_of):
        return []
    known = [content(layers, slug, previous) for slug in known_to_layers(layers, sorted(others))]
    wanted = unchanged(previous, known)
    assess(layers, wanted, as_of)
    return wanted


def _accompany(layers: Layers, folder: Path, rows: Tables) -> None:
    """Write what goes with an edition into its folder: views of its documents, and the report."""
    write_views(layers, folder, rows)
    write_report(folder, rows)


def content(layers: Layers, slug: str, previous: PreviousEdition) -> SchoolContent:
    """Everything an edition holds of one school."""
    read = layers.readings.read(slug)
    assessed = layers.assessments.read(slug)
    judged: list[Assessment | Flag] = [*assessed.assessments, *assessed.flags] if assessed else []
    changes = assessed.changes if assessed else ()
    cited = {evidence.document_id for record in judged for evidence in record.evidence}
    cited |= {document for event in changes for document in (event.before_document_id, event.after_document_id)}
    earlier = [reading.document for reading in read.earlier] if read else []
    return SchoolContent(
        school=layers.schools[slug],
        state=school_state(layers, slug, previous),
        documents=[*documents(layers, slug), *(one for one in earlier if one.document_id in cited)],
        findings=(layers.findings.read(slug) or SchoolFindings()).current,
        outcomes=layers.outcomes.read(slug) or (),
        assessments=assessed.assessments if assessed else (),
        flags=assessed.flags if assessed else (),
        changes=changes,
        sheet=assessed.sheet if assessed else None,
        crawl=read.crawl if read else None,
    )


def current_readings(layers: Layers, slug: str) -> list[DocumentReading]:
    """What stands on a school's pages now, and what was transcribed from them."""
    layer_records = (layers.readings.read(slug), layers.transcriptions.read(slug))
    return [reading for record in layer_records if record for reading in record.readings]


def documents(layers: Layers, slug: str) -> list[Document]:
    """The documents of a school that stand now."""
    return [reading.document for reading in current_readings(layers, slug)]


def school_state(layers: Layers, slug: str, previous: PreviousEdition) -> SchoolState:
    """How fresh what is known of a school is; a school that could not be reached keeps what was known of it."""
    read = layers.readings.read(slug)
    if read is None or read.crawl is None:
        return SchoolState(school_slug=slug, crawl_state="not_crawled")
    if read.crawl.fetched:
        return SchoolState(
            school_slug=slug,
            crawl_state="complete" if read.crawl.complete else "incomplete",
            crawl_reason=read.crawl.incomplete_reason,
            crawled_at=read.crawl.finished_at,
        )
    before = previous.states.get(slug)
    return SchoolState(
        school_slug=slug,
        crawl_state="unreachable",
        crawl_reason=_reason(read.crawl),
        crawled_at=max((one.document.fetched_at for one in read.readings if one.document.fetched_at), default=None),
        kept_from_edition=(before.kept_from_edition or previous.edition_id) if before and read.readings else None,
    )


def _reason(record: CrawlRecord) -> str:
    return record.incomplete_reason or "nothing could be fetched"
