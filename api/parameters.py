"""Query parameters: one model a list, unknown names refused.

Belongs here: names, types and descriptions of parameters. A parameter named like a column filters by it; `_from` and
`_to` after a column's name make a range. Does not belong here: how they become SQL.
"""

from typing import Annotated, Any, ClassVar, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, field_validator

from api.paging import Cursor, read_cursor
from schemas import public
from schemas.vocabulary import (
    Attempt,
    Basis,
    CampusType,
    ConfidenceGrade,
    Control,
    CriterionStatus,
    Degree,
    Denominator,
    DocumentKind,
    EvidenceSubject,
    Exam,
    Maturity,
    MeasureName,
    Position,
    PublishedBy,
    ReadingOutcome,
    Severity,
    Stage,
    StatementKind,
    Theme,
    Topic,
    Unit,
    VisitOutcome,
)

LIMIT_DEFAULT = 100
LIMIT_MAXIMUM = 1000
VALUES_MAXIMUM = 100
EDITION_PATTERN = r"^[a-z0-9][a-z0-9.-]{0,59}$"


def _split(given: object) -> object:
    """Values may be repeated or put between commas; both mean one of them."""
    texts = [given] if isinstance(given, str) else given
    if not isinstance(texts, list | tuple):
        return given
    return [word for text in texts for word in (text.split(",") if isinstance(text, str) else [text])]


Several = BeforeValidator(_split)
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]{1,120}$")]
Identifier = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{1,16}$")]
State = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")]
Word = Annotated[str, StringConstraints(pattern=r"^[^\x00-\x1f\x7f]{1,120}$")]
Year = Annotated[int, Field(ge=1900, le=2100)]


def _filter(description: str) -> Any:
    return Field(default_factory=list, max_length=VALUES_MAXIMUM, description=f"{description} Several: any of them.")


class EditionParameters(BaseModel):
    """Which edition is asked."""

    model_config = ConfigDict(extra="forbid")

    edition: str = Field(
        default="real",
        pattern=EDITION_PATTERN,
        description="real (the current edition of real schools), sample (the current invented one), or an edition's id.",
        examples=["real", "sample"],
    )


class ListParameters(EditionParameters):
    """What every list takes."""

    answer: ClassVar[type[BaseModel]]

    limit: int = Field(default=LIMIT_DEFAULT, ge=1, le=LIMIT_MAXIMUM, description="Items on a page.")
    after: str | None = Field(
        default=None, max_length=2000, description="Where the page before ended; taken from its next link."
    )
    fields: Annotated[list[Word], Several] = Field(
        default_factory=list, max_length=VALUES_MAXIMUM, description="Only these fields of each item; default: all."
    )

    @field_validator("fields")
    @classmethod
    def known_fields(cls, names: list[str]) -> list[str]:
        """Refuse names of fields that the answer does not have."""
        unknown = sorted(set(names) - set(cls.answer.model_fields))
        if unknown:
            raise ValueError(f"{', '.join(unknown)}: no such field; there are {', '.join(cls.answer.model_fields)}")
        return names

    @field_validator("after")
    @classmethod
    def readable_place(cls, after: str | None) -> str | None:
        """Refuse a place that no answer gave out."""
        if after is not None:
            read_cursor(after)
        return after

    @property
    def place(self) -> Cursor | None:
        """Where the page before ended."""
        return None if self.after is None else read_cursor(self.after)

    @property
    def order(self) -> str:
        """Name of the order asked for; empty for the list's own."""
        return str(getattr(self, "sort", None) or "")


class SchoolFilters(BaseModel):
    """Filters by what kind of school it is; they hold for lists of schools and of what is about schools."""

    degree: Annotated[list[Degree], Several] = _filter("Degree granted.")
    state: Annotated[list[State], Several] = _filter("Two-letter code of the state of the seat.")
    control: Annotated[list[Control], Several] = _filter("Public or private.")
    maturity: Annotated[list[Maturity], Several] = _filter("How many classes have graduated.")


class SchoolParameters(SchoolFilters, ListParameters):
    """Parameters of the list of schools."""

    answer: ClassVar[type[BaseModel]] = public.SchoolAnswer

    q: Word | None = Field(default=None, description="Words in the name, city or slug, all of them.")
    campus_type: Annotated[list[CampusType], Several] = _filter("Main seat, additional campus or branch.")
    sort: Literal["slug", "-slug", "name", "-name", "state", "-state"] | None = Field(
        default=None, description="Order; by default by slug. A minus reverses it."
    )


class MeasureParameters(ListParameters):
    """Parameters of a list of measures."""

    answer: ClassVar[type[BaseModel]] = public.MeasureAnswer

    measure: Annotated[list[MeasureName], Several] = _filter("What is measured.")
    period: Annotated[list[Word], Several] = _filter("Class year (2023) or cycle (2021-2022).")
    unit: Annotated[list[Unit], Several] = _filter("Unit.")
    stage: Annotated[list[Stage], Several] = _filter("Before or after SOAP, overall, unstated.")
    denominator: Annotated[list[Denominator], Several] = _filter("Whom a share is a share of.")
    exam: Annotated[list[Exam], Several] = _filter("Licensing exam.")
    attempt: Annotated[list[Attempt], Several] = _filter("Which attempt.")
    specialty_slug: Annotated[list[Slug], Several] = _filter("Specialty in the reference.")
    document_id: Annotated[list[Identifier], Several] = _filter("Document it was found in.")
    sort: Literal["period", "-period", "value", "-value"] | None = Field(
        default=None, description="Order; by default by measure and period. Missing values come first, reversed last."
    )


class PlacementParameters(ListParameters):
    """Parameters of a list of placements."""

    answer: ClassVar[type[BaseModel]] = public.PlacementAnswer

    class_year: Annotated[list[Year], Several] = _filter("Year of graduation.")
    class_year_from: Year | None = Field(default=None, description="Earliest year of graduation.")
    class_year_to: Year | None = Field(default=None, description="Latest year of graduation.")
    specialty_slug: Annotated[list[Slug], Several] = _filter("Specialty in the reference.")
    institution_slug: Annotated[list[Slug], Several] = _filter("Institution in the reference.")
    resolved_state: Annotated[list[State], Several] = _filter("State of the institution.")
    resolved_position: Annotated[list[Position], Several] = _filter("Kind of position.")
    document_id: Annotated[list[Identifier], Several] = _filter("Document it was found in.")
    sort: Literal["class_year", "-class_year", "count", "-count"] | None = Field(
        default=None, description="Order; by default by class year and specialty. Missing values come first."
    )


class AssessmentParameters(SchoolFilters, ListParameters):
    """Parameters of a list of assessments."""

    answer: ClassVar[type[BaseModel]] = public.AssessmentAnswer

    criterion_id: Annotated[list[Word], Several] = _filter("Criterion.")
    status: Annotated[list[CriterionStatus], Several] = _filter("How the school stands.")
    search_complete: bool | None = Field(default=None, description="Whether the search of the site was completed.")
    sort: Literal["criterion_id", "-criterion_id", "status", "-status"] | None = Field(
        default=None, description="Order; by default by school and criterion."
    )


class FlagParameters(SchoolFilters, ListParameters):
    """Parameters of a list of flags."""

    answer: ClassVar[type[BaseModel]] = public.FlagAnswer

    school_slug: Annotated[list[Slug], Several] = _filter("School.")
    rule: Annotated[list[Word], Several] = _filter("Rule that raised it.")
    severity: Annotated[list[Severity], Several] = _filter("Red, yellow or note.")
    criterion_id: Annotated[list[Word], Several] = _filter("Criterion it rests on.")
    strict: bool | None = Field(default=None, description="Raised as the calendar says.")
    lenient: bool | None = Field(default=None, description="Still raised after the days of grace.")
    sort: Literal["rule", "-rule", "severity", "-severity", "days_late_strict", "-days_late_strict"] | None = Field(
        default=None, description="Order; by default by school and rule. Missing values come first, reversed last."
    )


class DocumentParameters(ListParameters):
    """Parameters of a list of documents."""

    answer: ClassVar[type[BaseModel]] = public.DocumentAnswer

    kind: Annotated[list[DocumentKind], Several] = _filter("Fetched by the crawler, or keyed in by hand.")
    published_by: Annotated[list[PublishedBy], Several] = _filter("Who published it.")
    reading: Annotated[list[ReadingOutcome], Several] = _filter("Whether it could be read.")
    media_type: Annotated[list[Word], Several] = _filter("Media type.")
    sort: Literal["placement_count", "-placement_count", "measure_count", "-measure_count"] | None = Field(
        default=None, description="Order; by default by identifier."
    )


class OutcomeParameters(ListParameters):
    """Parameters of a list of outcomes."""

    answer: ClassVar[type[BaseModel]] = public.OutcomeAnswer

    name: Annotated[list[Word], Several] = _filter("Name of the outcome.")
    period: Annotated[list[Word], Several] = _filter("Class year or cycle.")
    specialty_slug: Annotated[list[Slug], Several] = _filter("Specialty in the reference.")
    exam: Annotated[list[Exam], Several] = _filter("Licensing exam.")
    attempt: Annotated[list[Attempt], Several] = _filter("Which attempt.")
    stage: Annotated[list[Stage], Several] = _filter("Before or after SOAP, overall, unstated.")
    denominator_kind: Annotated[list[Denominator], Several] = _filter("Whom a share is a share of.")
    basis: Annotated[list[Basis], Several] = _filter("Stated by the school, or computed from its list.")
    sort: Literal["period", "-period", "value", "-value"] | None = Field(
        default=None, description="Order; by default by name and period. Missing values come first, reversed last."
    )


class StatementParameters(ListParameters):
    """Parameters of a list of statements."""

    answer: ClassVar[type[BaseModel]] = public.StatementAnswer

    kind: Annotated[list[StatementKind], Several] = _filter("Kind of statement.")
    topic: Annotated[list[Topic], Several] = _filter("What it speaks of.")
    document_id: Annotated[list[Identifier], Several] = _filter("Document it was found in.")


class VisitParameters(ListParameters):
    """Parameters of a school's search record."""

    answer: ClassVar[type[BaseModel]] = public.VisitAnswer

    outcome: Annotated[list[VisitOutcome], Several] = _filter("What became of the address.")
    sort: Literal["score", "-score", "depth", "-depth"] | None = Field(
        default=None, description="Order; by default by address."
    )


class EvidenceParameters(ListParameters):
    """Parameters of a school's evidence."""

    answer: ClassVar[type[BaseModel]] = public.EvidenceAnswer

    subject: Annotated[list[EvidenceSubject], Several] = _filter("Kind of record that it supports.")
    subject_id: Annotated[list[Identifier], Several] = _filter("Record that it supports.")
    document_id: Annotated[list[Identifier], Several] = _filter("Document.")


class CriterionParameters(ListParameters):
    """Parameters of the list of criteria."""

    answer: ClassVar[type[BaseModel]] = public.CriterionAnswer

    criterion_id: Annotated[list[Word], Several] = _filter("Criterion.")
    theme: Annotated[list[Theme], Several] = _filter("Group.")


class NationalBaselineParameters(ListParameters):
    """Parameters of the list of national figures."""

    answer: ClassVar[type[BaseModel]] = public.NationalBaselineAnswer

    measure: Annotated[list[Word], Several] = _filter("What is measured.")
    population: Annotated[list[Word], Several] = _filter("Whom it is about.")
    year: Annotated[list[Word], Several] = _filter("Year or cycle.")
    unit: Annotated[list[Word], Several] = _filter("Unit.")
    confidence: Annotated[list[ConfidenceGrade], Several] = _filter("Compiler's confidence.")
    sort: Literal["year", "-year", "value", "-value"] | None = Field(
        default=None, description="Order; by default by measure, population and year. Missing values come first."
    )


class EditionListParameters(EditionParameters):
    """Parameters of the list of editions."""

    limit: int = Field(default=LIMIT_DEFAULT, ge=1, le=LIMIT_MAXIMUM, description="Items on a page.")
    after: str | None = Field(
        default=None, pattern=EDITION_PATTERN, description="Edition that the page before ended with."
    )
