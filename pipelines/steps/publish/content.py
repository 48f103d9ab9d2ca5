"""What goes into an edition: the rows of every table, from the records of all schools.

Belongs here: the mapping from records to rows, their order, and the hash over them. Does not belong here: files.
"""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import orjson
from pydantic import BaseModel
from sqlmodel import SQLModel

from pipelines.steps.publish.database import Tables, Values, plain
from pipelines.steps.publish.dictionary import columns, sql_table
from pipelines.steps.publish.speech import claims_of, questions_of, reply_of, steps_of
from schemas.disclosure import AskSheet, Assessment, ChangeEvent, Criterion, Flag, Reply
from schemas.documents import CrawlRecord, Document
from schemas.editions import SCHEMA_VERSION, SchoolState
from schemas.identifiers import identifier
from schemas.outcomes import Evidence, Outcome
from schemas.registry import Institution, NationalBaseline, School, Specialty
from schemas.resolution import ResolvedFindings, ResolvedMeasure, ResolvedPlacement, ResolvedStatement
from schemas.tables import (
    AskClaimRow,
    AskQuestionRow,
    AssessmentRow,
    ChangeEventRow,
    CrawlRow,
    CriterionRow,
    DocumentRow,
    EvidenceRow,
    FlagRow,
    InstitutionRow,
    KnownAddressRow,
    MeasureRow,
    NationalBaselineRow,
    OutcomeRow,
    PlacementRow,
    ReplyRow,
    ReplyStepRow,
    SchoolRow,
    SchoolStateRow,
    SpecialtyRow,
    StatementRow,
    VisitRow,
)
from schemas.vocabulary import EvidenceSubject

VOLATILE_COLUMNS = frozenset(
    {"fetched_at", "visited_at", "started_at", "finished_at", "crawled_at", "last_seen_on", "noticed_on"}
)
"""Times at which things were fetched: two runs over the same web differ in them and in nothing else."""


@dataclass(frozen=True, slots=True)
class SchoolContent:
    """Everything an edition holds of one school."""

    school: School
    state: SchoolState
    documents: Sequence[Document] = ()
    findings: ResolvedFindings = field(default_factory=ResolvedFindings)
    outcomes: Sequence[Outcome] = ()
    assessments: Sequence[Assessment] = ()
    flags: Sequence[Flag] = ()
    changes: Sequence[ChangeEvent] = ()
    sheet: AskSheet | None = None
    crawl: CrawlRecord | None = None


@dataclass(frozen=True, slots=True)
class ReferenceContent:
    """The reference tables that an edition carries."""

    criteria: Sequence[Criterion]
    national_baselines: Sequence[NationalBaseline]
    specialties: Sequence[Specialty]
    institutions: Sequence[Institution]


def edition_tables(
    schools: Iterable[SchoolContent],
    reference: ReferenceContent,
    *,
    replies: Sequence[Reply] = (),
    kept: Tables | None = None,
) -> Tables:
    """The rows of every table but the edition's own, each sorted by key.

    kept are rows of an earlier edition about schools that are not among `schools`.
    """
    tables: dict[type[SQLModel], list[Values]] = {
        CriterionRow: _rows(CriterionRow, reference.criteria),
        NationalBaselineRow: [
            _baseline(baseline) for baseline in reference.national_baselines if publishable(baseline)
        ],
        SpecialtyRow: _rows(SpecialtyRow, reference.specialties),
        InstitutionRow: _rows(InstitutionRow, reference.institutions),
        ReplyRow: _rows(ReplyRow, [reply_of(reply) for reply in replies]),
        ReplyStepRow: _rows(ReplyStepRow, [step for reply in replies for step in steps_of(reply)]),
    }
    for content in schools:
        for table, rows in _school_rows(content).items():
            tables.setdefault(table, []).extend(rows)
    for table, kept_rows in (kept or {}).items():
        tables.setdefault(table, []).extend(kept_rows)
    return {table: _in_key_order(table, rows) for table, rows in tables.items()}


def publishable(baseline: NationalBaseline) -> bool:
    """Whether a national figure is a single fact: figures by specialty are whole tables of others, which a person must review first."""
    return baseline.specialty is None


def content_hash(tables: Tables) -> str:
    """SHA-256 over all rows without volatile columns: equal for equal content in equal tables, whenever it was fetched."""
    digest = hashlib.sha256(f"schema {SCHEMA_VERSION}".encode())
    for table in sorted(tables, key=lambda table: sql_table(table).name):
        digest.update(sql_table(table).name.encode("utf-8"))
        names = [column.name for column in columns(table) if column.name not in VOLATILE_COLUMNS]
        for row in tables[table]:
            digest.update(orjson.dumps([plain(row.get(name)) for name in names]))
    return digest.hexdigest()


def _school_rows(content: SchoolContent) -> dict[type[SQLModel], list[Values]]:
    slug = content.school.slug
    return {
        SchoolRow: _rows(SchoolRow, [content.school]),
        SchoolStateRow: _rows(SchoolStateRow, [content.state]),
        KnownAddressRow: _rows(KnownAddressRow, content.school.known_addresses, school_slug=slug),
        DocumentRow: _rows(DocumentRow, content.documents),
        PlacementRow: _rows(PlacementRow, content.findings.placements),
        MeasureRow: _rows(MeasureRow, content.findings.measures),
        StatementRow: _rows(StatementRow, content.findings.statements),
        OutcomeRow: _rows(OutcomeRow, content.outcomes),
        AssessmentRow: _rows(AssessmentRow, content.assessments),
        FlagRow: _rows(FlagRow, content.flags),
        EvidenceRow: _rows(EvidenceRow, _evidence(content)),
        ChangeEventRow: _rows(ChangeEventRow, content.changes),
        AskQuestionRow: _rows(AskQuestionRow, questions_of(content.sheet) if content.sheet else ()),
        AskClaimRow: _rows(AskClaimRow, claims_of(content.sheet) if content.sheet else ()),
        CrawlRow: _rows(CrawlRow, [content.crawl] if content.crawl else []),
        VisitRow: _rows(VisitRow, content.crawl.visits if content.crawl else ()),
    }


def _rows(table: type[SQLModel], records: Iterable[BaseModel], **keys: object) -> list[Values]:
    names = {column.name for column in columns(table)}
    return [{name: _null_if_empty(value) for name, value in record if name in names} | keys for record in records]


def _null_if_empty(value: object) -> object:
    return None if value == "" else value


def _evidence(content: SchoolContent) -> list[Evidence]:
    records: list[Assessment | Flag] = [*content.assessments, *content.flags]
    judged = [evidence for record in records for evidence in record.evidence]
    found = content.findings
    findings: list[ResolvedPlacement | ResolvedMeasure | ResolvedStatement] = [
        *found.placements,
        *found.measures,
        *found.statements,
    ]
    document_of = {finding.finding_id: finding.document_id for finding in findings}
    derived = [
        Evidence(
            evidence_id=identifier(outcome.outcome_id, finding_id),
            subject=EvidenceSubject.outcome,
            subject_id=outcome.outcome_id,
            school_slug=outcome.school_slug,
            document_id=document_of.get(finding_id),
            finding_id=finding_id,
        )
        for outcome in content.outcomes
        for finding_id in outcome.finding_ids
    ]
    return list({evidence.evidence_id: evidence for evidence in (*judged, *derived)}.values())


def _baseline(baseline: NationalBaseline) -> Values:
    key = identifier(baseline.year, baseline.population, baseline.measure, baseline.specialty, baseline.source_url)
    return {**_rows(NationalBaselineRow, [baseline])[0], "baseline_id": key}


def _in_key_order(table: type[SQLModel], rows: list[Values]) -> list[Values]:
    keys = [column.name for column in columns(table) if column.is_key]
    return sorted(rows, key=lambda row: tuple(str(row[key]) for key in keys))
