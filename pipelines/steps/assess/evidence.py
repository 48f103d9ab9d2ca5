"""Evidence rows: what an assessment or a flag rests on, with document, place and words.

Belongs here: making rows. Does not belong here: choosing what is evidence of what.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from pipelines.steps.assess.view import SchoolView
from rules.published import Finding
from schemas.documents import Document, LocatorFields, Visit
from schemas.identifiers import identifier
from schemas.outcomes import Evidence
from schemas.vocabulary import EvidenceSubject

MOST_FINDINGS = 6
MOST_VISITS = 5
PLACE_FIELDS = tuple(LocatorFields.model_fields)


@dataclass(frozen=True, slots=True)
class Grounds:
    """What a conclusion rests on: findings, documents as a whole, addresses of the search, the search itself."""

    findings: Sequence[Finding] = ()
    documents: Sequence[Document] = ()
    visits: Sequence[Visit] = ()
    search: bool = False
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Subject:
    """The record that evidence supports."""

    kind: EvidenceSubject
    key: str
    school_slug: str


def evidence_of(subject: Subject, grounds: Grounds, view: SchoolView) -> tuple[Evidence, ...]:
    """The rows for a conclusion, each once."""
    rows: dict[str, Evidence] = {}
    for row in (
        *_of_findings(subject, grounds, view),
        *(_of_document(subject, document, grounds.note) for document in grounds.documents),
        *(_of_visit(subject, visit) for visit in grounds.visits),
        *(_of_search(subject, view) if grounds.search else ()),
    ):
        rows.setdefault(row.evidence_id, row)
    return tuple(rows.values())


def _of_findings(subject: Subject, grounds: Grounds, view: SchoolView) -> Iterator[Evidence]:
    for finding in _spread(grounds.findings):
        document = view.document(finding.document_id)
        standing = finding.document_id in view.published.documents
        yield Evidence(
            evidence_id=identifier(subject.kind, subject.key, finding.finding_id),
            subject=subject.kind,
            subject_id=subject.key,
            school_slug=subject.school_slug,
            document_id=finding.document_id,
            finding_id=finding.finding_id if standing else None,
            address=(document.final_address or document.address) if document else None,
            quote=finding.quote,
            note=grounds.note,
            **{name: getattr(finding, name) for name in PLACE_FIELDS},
        )


def _spread(findings: Sequence[Finding]) -> list[Finding]:
    """A few findings that show as many documents as they can, in the order given."""
    seen: set[str] = set()
    first_of_document: list[Finding] = []
    others: list[Finding] = []
    for finding in findings:
        (others if finding.document_id in seen else first_of_document).append(finding)
        seen.add(finding.document_id)
    return [*first_of_document, *others][:MOST_FINDINGS]


def _of_document(subject: Subject, document: Document, note: str | None) -> Evidence:
    return Evidence(
        evidence_id=identifier(subject.kind, subject.key, document.document_id),
        subject=subject.kind,
        subject_id=subject.key,
        school_slug=subject.school_slug,
        document_id=document.document_id,
        address=document.final_address or document.address,
        note=note,
    )


def _of_visit(subject: Subject, visit: Visit) -> Evidence:
    status = f", HTTP status {visit.http_status}" if visit.http_status else ""
    return Evidence(
        evidence_id=identifier(subject.kind, subject.key, visit.address),
        subject=subject.kind,
        subject_id=subject.key,
        school_slug=subject.school_slug,
        address=visit.address,
        note=f"Visited: {visit.outcome.value.replace('_', ' ')}{status}.",
    )


def _of_search(subject: Subject, view: SchoolView) -> Iterable[Evidence]:
    """The search record: what it came to, and the most promising addresses in it."""
    crawl = view.case.crawl
    if crawl is None:
        return
    home = next((visit for visit in crawl.visits if visit.depth == 0), None)
    yield Evidence(
        evidence_id=identifier(subject.kind, subject.key, "search"),
        subject=subject.kind,
        subject_id=subject.key,
        school_slug=subject.school_slug,
        address=home.address if home else None,
        note=(
            f"Search record: {crawl.fetched} addresses fetched, {crawl.refused} refused, {crawl.failed} failed, "
            f"{crawl.skipped} left; home page, sitemaps, known addresses and every promising link "
            f"{'were settled' if view.search.crawl_complete else 'were not all settled'}. "
            "The school's visits list each of them with its day."
        ),
    )
    for visit in view.search.visits[:MOST_VISITS]:
        yield _of_visit(subject, visit)
