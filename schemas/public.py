"""Answer models: the promise of the API to its users.

Belongs here: what an answer holds beyond the record it shows: its edition, its document, its evidence, its counts.
Does not belong here: a field that a record already defines (answers inherit those), how an answer is built (api).
"""

from copy import copy
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, ConfigDict, Field

from schemas.disclosure import (
    AskSheet,
    AssessmentFields,
    ChangeEventFields,
    CriterionFields,
    FlagFields,
    ReplyRecordFields,
    ReplyStepRecordFields,
)
from schemas.documents import CrawlRecordFields, DocumentFields, VisitFields
from schemas.editions import EditionFields, SchoolStateFields
from schemas.outcomes import EvidenceFields, OutcomeFields
from schemas.registry import InstitutionFields, NationalBaselineFields, SchoolFields, SpecialtyFields
from schemas.report import Report
from schemas.resolution import MeasureRecordFields, PlacementRecordFields, StatementRecordFields
from schemas.vocabulary import Collection, DocumentKind, PublishedBy

Item = TypeVar("Item")


def same_as(record: type[BaseModel], name: str) -> Any:
    """The definition of a record's field, for an answer that shows a part of the record."""
    return copy(record.model_fields[name])


class Answer(BaseModel):
    """What all answer models share."""

    model_config = ConfigDict(extra="forbid")


class EditionMark(Answer):
    """The edition that an answer comes from; invented editions say so."""

    id: str = same_as(EditionFields, "edition_id")
    collection: Collection = same_as(EditionFields, "collection")
    invented: bool = same_as(EditionFields, "invented")
    notice: str | None = same_as(EditionFields, "notice")
    as_of: date = same_as(EditionFields, "as_of")
    built_at: datetime = same_as(EditionFields, "built_at")


class Listing(Answer, Generic[Item]):
    """One page of a list, with the exact number of all matching items."""

    edition: EditionMark
    total: int = Field(ge=0, description="Items that match, on all pages together; exact.")
    count: int = Field(ge=0, description="Items on this page.")
    next: str | None = Field(description="Path of the next page, bound to the same edition; null on the last page.")
    items: list[Item] = Field(description="Items of this page.")


class EditionListing(Answer):
    """The editions that this server holds; it answers even where no edition of the named collection is current."""

    edition: EditionMark | None = Field(description="Current edition of the collection asked for; null if none.")
    total: int = Field(ge=0, description="Editions held.")
    count: int = Field(ge=0, description="Editions on this page.")
    next: str | None = Field(description="Path of the next page; null on the last page.")
    items: list["EditionAnswer"] = Field(description="Editions of this page, newest first.")


class Single(Answer, Generic[Item]):
    """One item with its edition."""

    edition: EditionMark
    item: Item


class EditionAnswer(EditionFields, Answer):
    """An edition held by this server."""

    current: bool = Field(description="Whether it is what its collection's name leads to now.")


class DocumentReference(Answer):
    """Where a figure stands: enough of its document to find and check it."""

    document_id: str = same_as(DocumentFields, "document_id")
    kind: DocumentKind = same_as(DocumentFields, "kind")
    published_by: PublishedBy = same_as(DocumentFields, "published_by")
    title: str | None = same_as(DocumentFields, "title")
    address: str | None = same_as(DocumentFields, "address")
    fetched_at: datetime | None = same_as(DocumentFields, "fetched_at")
    sha256: str = same_as(DocumentFields, "sha256")
    page_count: int | None = same_as(DocumentFields, "page_count")


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


class ReplyStepAnswer(ReplyStepRecordFields, Answer):
    """A state that a reply came to, and when."""


class ReplyBeside(ReplyRecordFields, Answer):
    """A school's reply as it stands beside a flag or an assessment."""

    steps: list[ReplyStepAnswer] = Field(description="Every state that it came to, oldest first.")


class ReplyAnswer(ReplyBeside):
    """A school's reply, and the flags of this edition that it is about."""

    flag_ids: list[str] = Field(description="Flags that it is about; none where they are no longer raised.")


class AssessmentAnswer(AssessmentFields, Answer):
    """How a school stands on one criterion, with the evidence and what the school replied."""

    evidence: list[EvidenceAnswer] = Field(description="What it rests on, words first.")
    replies: list[ReplyBeside] = Field(description="The school's replies to it, oldest first.")


class FlagAnswer(FlagFields, Answer):
    """A flag with its evidence and what the school replied."""

    evidence: list[EvidenceAnswer] = Field(description="What it rests on, words first.")
    replies: list[ReplyBeside] = Field(description="The school's replies to it, oldest first.")


class SchoolListName(StrEnum):
    """A list of a school that can be shown with it."""

    assessments = "assessments"
    documents = "documents"
    flags = "flags"
    measures = "measures"
    outcomes = "outcomes"
    replies = "replies"
    statements = "statements"


class SchoolLists(Answer):
    """Lists of a school; null where not asked for."""

    assessments: list[AssessmentAnswer] | None = Field(default=None, description="Assessments.")
    documents: list["DocumentAnswer"] | None = Field(default=None, description="Documents.")
    flags: list[FlagAnswer] | None = Field(default=None, description="Flags.")
    measures: list[MeasureAnswer] | None = Field(default=None, description="Measures.")
    outcomes: list[OutcomeAnswer] | None = Field(default=None, description="Outcomes.")
    replies: list[ReplyAnswer] | None = Field(default=None, description="Replies.")
    statements: list[StatementAnswer] | None = Field(default=None, description="Statements.")


class SchoolInFull(SchoolAnswer):
    """A school with the lists asked for with it."""

    included: SchoolLists


class ChangeAnswer(ChangeEventFields, Answer):
    """What became of something published, with the captures before and since."""

    before_document: DocumentReference | None = Field(description="Capture before; null where there was none.")
    after_document: DocumentReference | None = Field(description="Capture since; null where the page is gone.")


class ReportAnswer(Answer):
    """The transparency report."""

    edition: EditionMark
    report: Report = Field(description="The report about the schools that were asked for.")


class AskSheetAnswer(AskSheet):
    """The questions worth asking one school, each with what is known and its source."""


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
