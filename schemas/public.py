"""Answer models: the promise of the API to its users.

Belongs here: what an answer holds beyond the record it shows: its edition, its document, its evidence, its counts.
Does not belong here: a field that a record already defines (answers inherit those), how an answer is built (api).
"""

from copy import copy
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, ConfigDict, Field

from schemas.disclosure import AssessmentFields, CriterionFields, FlagFields
from schemas.documents import CrawlRecordFields, DocumentFields, VisitFields
from schemas.editions import EditionFields, SchoolStateFields
from schemas.outcomes import EvidenceFields, OutcomeFields
from schemas.registry import InstitutionFields, NationalBaselineFields, SchoolFields, SpecialtyFields
from schemas.resolution import MeasureRecordFields, PlacementRecordFields, StatementRecordFields
from schemas.vocabulary import Collection, DocumentKind, PublishedBy

Item = TypeVar("Item")


def _same_as(record: type[BaseModel], name: str) -> Any:
    """The definition of a record's field, for an answer that shows a part of the record."""
    return copy(record.model_fields[name])


class Answer(BaseModel):
    """What all answer models share."""

    model_config = ConfigDict(extra="forbid")


class EditionMark(Answer):
    """The edition that an answer comes from; invented editions say so."""

    id: str = _same_as(EditionFields, "edition_id")
    collection: Collection = _same_as(EditionFields, "collection")
    invented: bool = _same_as(EditionFields, "invented")
    notice: str | None = _same_as(EditionFields, "notice")
    as_of: date = _same_as(EditionFields, "as_of")
    built_at: datetime = _same_as(EditionFields, "built_at")


class Listing(Answer, Generic[Item]):
    """One page of a list, with the exact number of all matching items."""

    edition: EditionMark
    total: int = Field(ge=0, description="Items that match, on all pages together; exact.")
    count: int = Field(ge=0, description="Items on this page.")
    next: str | None = Field(description="Path of the next page, bound to the same edition; null on the last page.")
    items: list[Item]


class EditionListing(Answer):
    """The editions that this server holds; it answers even where no edition of the named collection is current."""

    edition: EditionMark | None = Field(description="Current edition of the collection asked for; null if none.")
    total: int = Field(ge=0, description="Editions held.")
    count: int = Field(ge=0, description="Editions on this page.")
    next: str | None = Field(description="Path of the next page; null on the last page.")
    items: list["EditionAnswer"]


class Single(Answer, Generic[Item]):
    """One item with its edition."""

    edition: EditionMark
    item: Item


class EditionAnswer(EditionFields, Answer):
    """An edition held by this server."""

    current: bool = Field(description="Whether it is what its collection's name leads to now.")


class DocumentReference(Answer):
    """Where a figure stands: enough of its document to find and check it."""

    document_id: str = _same_as(DocumentFields, "document_id")
    kind: DocumentKind = _same_as(DocumentFields, "kind")
    published_by: PublishedBy = _same_as(DocumentFields, "published_by")
    title: str | None = _same_as(DocumentFields, "title")
    address: str | None = _same_as(DocumentFields, "address")
    fetched_at: datetime | None = _same_as(DocumentFields, "fetched_at")
    sha256: str = _same_as(DocumentFields, "sha256")
    page_count: int | None = _same_as(DocumentFields, "page_count")


class SearchAnswer(CrawlRecordFields, Answer):
    """The search record of a school: how far the search of its site went."""


class SchoolStateAnswer(SchoolStateFields, Answer):
    """How fresh what an edition holds of a school is."""


class SchoolCounts(Answer):
    """How much an edition holds of a school; rows, not people."""

    documents: int = Field(ge=0, description="Documents.")
    placements: int = Field(ge=0, description="Placement rows.")
    measures: int = Field(ge=0, description="Measures.")
    statements: int = Field(ge=0, description="Statements.")
    red_flags: int = Field(ge=0, description="Red flags.")
    yellow_flags: int = Field(ge=0, description="Yellow flags.")
    notes: int = Field(ge=0, description="Notes; a note is context and never adverse.")


class SchoolAnswer(SchoolFields, Answer):
    """A school, how fresh its data are, how far its site was searched, and how much was found."""

    state_of_data: SchoolStateAnswer | None = Field(description="Freshness; null where the edition records none.")
    search: SearchAnswer | None = Field(description="Search record; null where the site was never searched.")
    counts: SchoolCounts


class FindingAnswer(Answer):
    """What every finding shows besides its record."""

    document: DocumentReference | None = Field(description="Document that it was found in.")


class MeasureAnswer(MeasureRecordFields, FindingAnswer):
    """A published number with its basis, its document and its place."""


class PlacementAnswer(PlacementRecordFields, FindingAnswer):
    """A printed row of a match list, or a printed count, with its document and its place."""


class StatementAnswer(StatementRecordFields, FindingAnswer):
    """Words that stand where a number could, with their document and place."""


class EvidenceAnswer(EvidenceFields, Answer):
    """One piece of evidence; it names a document, or the address of a visit."""

    document: DocumentReference | None = Field(description="Document; null where the evidence is the search record.")


class OutcomeAnswer(OutcomeFields, Answer):
    """One outcome of a class or cycle; its findings are listed under evidence."""

    evidence_count: int = Field(ge=0, description="Findings that it rests on; see the school's evidence.")


class AssessmentAnswer(AssessmentFields, Answer):
    """How a school stands on one criterion, with the evidence."""

    evidence: list[EvidenceAnswer]


class FlagAnswer(FlagFields, Answer):
    """A flag with its evidence."""

    evidence: list[EvidenceAnswer]


class DocumentAnswer(DocumentFields, Answer):
    """A document that findings rest on, or that was searched for them."""


class VisitAnswer(VisitFields, Answer):
    """An address of the search record."""


class CriterionAnswer(CriterionFields, Answer):
    """A disclosure criterion."""


class NationalBaselineAnswer(NationalBaselineFields, Answer):
    """A national figure."""

    baseline_id: str = Field(max_length=16, description="Stable identifier.")


class GraduateCounts(Answer):
    """How often a specialty or an institution stands in the placements of an edition."""

    schools: int = Field(ge=0, description="Schools with at least one such placement.")
    rows: int = Field(ge=0, description="Placement rows; lists of one class may overlap, so these are no head counts.")
    first_class_year: int | None = Field(description="Earliest class year among them.")
    last_class_year: int | None = Field(description="Latest class year among them.")


class SpecialtyAnswer(SpecialtyFields, Answer):
    """A specialty or non-residency outcome, and how often schools' placements name it."""

    placements: GraduateCounts


class InstitutionAnswer(InstitutionFields, Answer):
    """An institution that takes residents, and how often schools' placements name it."""

    placements: GraduateCounts


class SearchKind(StrEnum):
    """Kind of thing that a search finds."""

    institution = "institution"
    school = "school"
    specialty = "specialty"


class SearchHit(Answer):
    """Something whose name is like the words searched for."""

    kind: SearchKind = Field(description="Kind of thing.")
    slug: str = Field(description="Its slug.")
    name: str = Field(description="Its name.")
    detail: str | None = Field(description="City and state, or group of specialties.")
    score: float = Field(ge=0, le=100, description="How alike its name and the words are; 100 is the same.")
    path: str = Field(description="Where the API shows it.")


class SearchListing(Answer):
    """What a search found, best first."""

    edition: EditionMark
    count: int = Field(ge=0, description="Items found, at most as many as limit.")
    items: list[SearchHit]


class Health(Answer):
    """Whether the process answers, and what it serves."""

    status: str = Field(description="ok, or ready.", examples=["ok"])
    editions: dict[str, str | None] = Field(
        default_factory=dict, description="Current edition by collection; null where there is none."
    )


class Fault(Answer):
    """One fault of a request."""

    parameter: str = Field(description="Parameter at fault.", examples=["limit"])
    place: str = Field(description="query or path.", examples=["query"])
    message: str = Field(description="What is wrong.", examples=["Input should be less than or equal to 1000"])
    value: str | None = Field(default=None, description="What was given, cut at 100 characters.", examples=["5000"])


class Problem(Answer):
    """A problem document (RFC 9457); a request with several faults lists them all at once."""

    type: str = Field(description="Kind of problem.", examples=["urn:matchwatch:problem:bad-request"])
    title: str = Field(description="The kind in words.")
    status: int = Field(ge=400, le=599, description="HTTP status.")
    detail: str = Field(description="What happened and what to do.")
    instance: str = Field(description="Path asked for.")
    faults: list[Fault] = Field(default_factory=list, description="Every fault of the request.")
    near: list[str] = Field(default_factory=list, description="Names near to the unknown one.")
