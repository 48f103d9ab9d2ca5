"""Answer models: the promise of the API to its users.

Belongs here: what an answer holds beyond the record it shows: its edition, its document, its evidence, its counts.
Does not belong here: a field that a record already defines (answers inherit those), how an answer is built (api).
Longer than other files: the whole promise to users in one place.
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
from schemas.documents import CrawlRecordFields, DocumentFields, LocatorFields, VisitFields
from schemas.editions import EditionFields, SchoolStateFields
from schemas.outcomes import EvidenceFields, OutcomeFields
from schemas.registry import InstitutionFields, NationalBaselineFields, SchoolFields, SpecialtyFields
from schemas.report import Report
from schemas.resolution import MeasureRecordFields, PlacementRecordFields, StatementRecordFields
from schemas.vocabulary import Collection, DocumentKind, Exam, PublishedBy

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


class PageViewAnswer(Answer):
    """A page of a document as a picture, names of people blacked out."""

    page: int = Field(ge=1, description="Page, counted from 1.")
    width: float = Field(description="Width in points: the scale of the box.")
    height: float = Field(description="Height in points.")
    names: int = Field(ge=0, description="Words or cells blacked out.")
    partly: bool = Field(description="Whether it was blurred or parts of it covered, for names there cannot be told.")
    picture: str = Field(description="Path of the picture.")


class LineAnswer(Answer):
    """A line of a document without pages, names of people replaced by a mark."""

    number: int = Field(ge=0, description="Its place in reading order; a gap means that lines between are left out.")
    kind: str = Field(description="heading, text, item, tile, first row (of a table) or row; cells are parted by |.")
    text: str = Field(description="The words.")
    is_place: bool = Field(description="Whether the record stands in it.")


class EvidenceViewAnswer(LocatorFields, Answer):
    """A finding or a piece of evidence, its document, and what may be seen of it there."""

    key: str = Field(description="Identifier of the record.")
    kind: str = Field(description="measure, placement, statement or evidence.")
    school_slug: str = _same_as(EvidenceFields, "school_slug")
    quote: str | None = _same_as(EvidenceFields, "quote")
    note: str | None = Field(description="Who is counted, or what it shows, in our words.")
    rule: str | None = Field(description="The reading rule that produced the finding.")
    confidence: float | None = Field(description="How sure the reading is, 0 to 1.")
    finding: MeasureAnswer | PlacementAnswer | StatementAnswer | None = Field(
        description="The finding; null without one."
    )
    document: "DocumentAnswer | None" = Field(description="Its document; null where evidence is a visit.")
    page_view: PageViewAnswer | None = Field(description="Its page; null for documents without pages.")
    lines: list[LineAnswer] = Field(description="Lines around it; empty for documents of pages.")
    unseen: str | None = Field(description="Why nothing can be seen; null where something can.")


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


class CommonBasis(Answer):
    """A basis on which two unlike figures can both be put, as ranges where their schools do not state enough."""

    basis: str = Field(description="The basis in words.")
    first_low: float = Field(description="Least value of the first school on it.")
    first_high: float = Field(description="Greatest value of the first school on it.")
    second_low: float = Field(description="Least value of the second school on it.")
    second_high: float = Field(description="Greatest value of the second school on it.")


class PairAnswer(Answer):
    """Two figures of two schools: their difference, or why they are not compared."""

    first_school: str = Field(max_length=80, description="First school.")
    first_outcome_id: str = Field(max_length=16, description="Its figure.")
    second_school: str = Field(max_length=80, description="Second school.")
    second_outcome_id: str = Field(max_length=16, description="Its figure.")
    comparable: bool = Field(description="Whether the two may stand side by side.")
    reasons: list[str] = Field(description="Why they are not compared; empty where they are.")
    difference: float | None = Field(description="Second less first, in the figures' own points.")
    difference_low: float | None = Field(description="Lower end of the 95 % interval of the difference.")
    difference_high: float | None = Field(description="Upper end of the 95 % interval of the difference.")
    common: CommonBasis | None = Field(description="A basis that both can be put on, where the figures are unlike.")


class ComparisonAnswer(Answer):
    """One outcome of several schools: the figures of each, and every pair of them compared or refused."""

    name: str = _same_as(OutcomeFields, "name")
    exam: Exam | None = _same_as(OutcomeFields, "exam")
    specialty_slug: str | None = _same_as(OutcomeFields, "specialty_slug")
    period: str | None = Field(
        max_length=20, description="Class or cycle that the figures share; null where they are of several."
    )
    figures: list[OutcomeAnswer] = Field(description="Figures, in the order of the schools asked for.")
    missing: list[str] = Field(description="Schools asked for that have no such figure in this edition.")
    pairs: list[PairAnswer] = Field(description="Every pair of figures, compared or refused.")


class ComparisonListing(Answer):
    """Schools side by side, outcome by outcome; those that most of them have come first."""

    edition: EditionMark
    schools: list[str] = Field(description="Schools asked for, in their order.")
    count: int = Field(ge=0, description="Outcomes shown.")
    items: list[ComparisonAnswer] = Field(description="Outcomes; those that most schools have come first.")


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
    items: list[SearchHit] = Field(description="What was found, best first.")


class CitationAnswer(Answer):
    """How an edition is cited."""

    text: str = Field(
        description="The citation in words.", examples=["MatchWatch (2026). What US medical schools ..."]
    )
    edition_id: str = Field(max_length=60, description="Edition.", examples=["real-2026-06-04-667e8e0b"])
    as_of: date = _same_as(EditionFields, "as_of")
    license: str = Field(description="Licence of the data.", examples=["ODC-By 1.0"])
    path: str = Field(
        description="Where the data package lies.", examples=["/downloads/real-2026-06-04-667e8e0b/datapackage.json"]
    )


class DownloadAnswer(Answer):
    """A file of an edition."""

    name: str = Field(max_length=100, description="Name.", examples=["measures.csv"])
    media_type: str = Field(max_length=100, description="Media type.", examples=["text/csv"])
    bytes: int = Field(ge=0, description="Size in bytes.", examples=[48_210])
    sha256: str = Field(max_length=64, description="SHA-256 of the file, hexadecimal.", examples=["9f" * 32])
    path: str = Field(description="Where it lies.", examples=["/downloads/real-2026-06-04-667e8e0b/measures.csv"])


class DownloadListing(Answer):
    """The files of an edition, and how it is cited."""

    edition: EditionMark
    citation: CitationAnswer
    count: int = Field(ge=0, description="Files.", examples=[51])
    items: list[DownloadAnswer] = Field(description="Files.")


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
