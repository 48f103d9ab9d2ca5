"""Parameters of lists of findings, documents, outcomes and evidence.

Belongs here: names, types and descriptions. Does not belong here: how they become SQL.
"""

from typing import Annotated, ClassVar, Literal

from pydantic import BaseModel, Field

from api.parameters.base import (
    Finite,
    Identifier,
    ListParameters,
    SchoolOf,
    Several,
    Slug,
    State,
    Word,
    Year,
    filter_field,
)
from schemas import public
from schemas.vocabulary import (
    Attempt,
    Basis,
    Denominator,
    DocumentKind,
    EvidenceSubject,
    Exam,
    MeasureName,
    Position,
    PublishedBy,
    ReadingOutcome,
    Stage,
    StatementKind,
    Topic,
    Unit,
)


class FigureFilters(BaseModel):
    """Filters that published figures and outcomes share: class or cycle, value, stage, exam, specialty."""

    period: Annotated[list[Word], Several] = filter_field("Class year (2023) or cycle (2021-2022).")
    period_from: Year | None = Field(default=None, description="Earliest class year or first year of a cycle.")
    period_to: Year | None = Field(default=None, description="Latest class year or first year of a cycle.")
    value_from: Finite | None = Field(default=None, description="Least value.")
    value_to: Finite | None = Field(default=None, description="Greatest value.")
    unit: Annotated[list[Unit], Several] = filter_field("Unit.")
    stage: Annotated[list[Stage], Several] = filter_field("Before or after SOAP, overall, unstated.")
    exam: Annotated[list[Exam], Several] = filter_field("Licensing exam.")
    attempt: Annotated[list[Attempt], Several] = filter_field("Which attempt.")
    specialty_slug: Annotated[list[Slug], Several] = filter_field("Specialty in the reference.")


class MeasureParameters(FigureFilters, ListParameters):
    """Parameters of a list of measures."""

    answer: ClassVar[type[BaseModel]] = public.MeasureAnswer

    measure: Annotated[list[MeasureName], Several] = filter_field("What is measured.")
    denominator: Annotated[list[Denominator], Several] = filter_field("Whom a share is a share of.")
    document_id: Annotated[list[Identifier], Several] = filter_field("Document it was found in.")
    sort: Literal["period", "-period", "value", "-value"] | None = Field(
        default=None, description="Order; by default by measure and period. Missing values come first, reversed last."
    )


class PlacementParameters(ListParameters):
    """Parameters of a list of placements."""

    answer: ClassVar[type[BaseModel]] = public.PlacementAnswer

    class_year: Annotated[list[Year], Several] = filter_field("Year of graduation.")
    class_year_from: Year | None = Field(default=None, description="Earliest year of graduation.")
    class_year_to: Year | None = Field(default=None, description="Latest year of graduation.")
    specialty_slug: Annotated[list[Slug], Several] = filter_field("Specialty in the reference.")
    institution_slug: Annotated[list[Slug], Several] = filter_field("Institution in the reference.")
    resolved_state: Annotated[list[State], Several] = filter_field("State of the institution.")
    resolved_position: Annotated[list[Position], Several] = filter_field("Kind of position.")
    document_id: Annotated[list[Identifier], Several] = filter_field("Document it was found in.")
    sort: Literal["class_year", "-class_year", "count", "-count"] | None = Field(
        default=None, description="Order; by default by class year and specialty. Missing values come first."
    )


class StatementParameters(ListParameters):
    """Parameters of a list of statements."""

    answer: ClassVar[type[BaseModel]] = public.StatementAnswer

    kind: Annotated[list[StatementKind], Several] = filter_field("Kind of statement.")
    topic: Annotated[list[Topic], Several] = filter_field("What it speaks of.")
    document_id: Annotated[list[Identifier], Several] = filter_field("Document it was found in.")


class DocumentParameters(ListParameters):
    """Parameters of a list of documents."""

    answer: ClassVar[type[BaseModel]] = public.DocumentAnswer

    kind: Annotated[list[DocumentKind], Several] = filter_field("Fetched by the crawler, or keyed in by hand.")
    published_by: Annotated[list[PublishedBy], Several] = filter_field("Who published it.")
    reading: Annotated[list[ReadingOutcome], Several] = filter_field("Whether it could be read.")
    media_type: Annotated[list[Word], Several] = filter_field("Media type.")
    sort: Literal["placement_count", "-placement_count", "measure_count", "-measure_count"] | None = Field(
        default=None, description="Order; by default by identifier."
    )


class OutcomeParameters(FigureFilters, ListParameters):
    """Parameters of a list of outcomes."""

    answer: ClassVar[type[BaseModel]] = public.OutcomeAnswer

    name: Annotated[list[Word], Several] = filter_field("Name of the outcome.")
    institution_slug: Annotated[list[Slug], Several] = filter_field("Institution in the reference.")
    denominator_kind: Annotated[list[Denominator], Several] = filter_field("Whom a share is a share of.")
    basis: Annotated[list[Basis], Several] = filter_field("Stated by the school, or computed from its list.")
    sort: Literal["period", "-period", "value", "-value"] | None = Field(
        default=None, description="Order; by default by name and period. Missing values come first, reversed last."
    )


class EvidenceParameters(ListParameters):
    """Parameters of a school's evidence."""

    answer: ClassVar[type[BaseModel]] = public.EvidenceAnswer

    subject: Annotated[list[EvidenceSubject], Several] = filter_field("Kind of record that it supports.")
    subject_id: Annotated[list[Identifier], Several] = filter_field("Record that it supports.")
    document_id: Annotated[list[Identifier], Several] = filter_field("Document.")


class AllMeasuresParameters(SchoolOf, MeasureParameters):
    """Parameters of the list of measures of all schools."""


class AllPlacementsParameters(SchoolOf, PlacementParameters):
    """Parameters of the list of placements of all schools."""


class AllStatementsParameters(SchoolOf, StatementParameters):
    """Parameters of the list of statements of all schools."""


class AllDocumentsParameters(SchoolOf, DocumentParameters):
    """Parameters of the list of documents of all schools."""


class AllOutcomesParameters(SchoolOf, OutcomeParameters):
    """Parameters of the list of outcomes of all schools."""
