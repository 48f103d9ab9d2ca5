"""Outcomes: what can be said of one class or cycle of a school, with its basis and its bounds.

Belongs here: outcome records and the evidence rows that tie conclusions to findings. Does not belong here: formulas
(pipelines/steps/derive), criteria and flags (disclosure.py).
"""

from pydantic import BaseModel, ConfigDict, Field

from schemas.documents import LocatorFields
from schemas.vocabulary import (
    Attempt,
    Basis,
    Denominator,
    EvidenceSubject,
    Exam,
    Qualifier,
    Stage,
    Unit,
)


class OutcomeFields(BaseModel):
    """One outcome of one school and class year or cycle. Never compared or merged with one on another basis."""

    outcome_id: str = Field(max_length=16, description="Stable identifier, from school, name, period and basis.")
    school_slug: str = Field(max_length=80, description="School it is about.")
    name: str = Field(
        max_length=80,
        description="A measure of the vocabulary (match_rate, exam_pass_rate ...) or a derived one (placement_rows, specialty_count ...).",
    )
    period: str | None = Field(default=None, max_length=20, description="Class year (2023) or cycle (2021-2022).")
    specialty_slug: str | None = Field(
        default=None, max_length=80, description="Specialty, for outcomes by specialty."
    )
    institution_slug: str | None = Field(
        default=None, max_length=120, description="Institution, for outcomes by institution."
    )
    exam: Exam | None = Field(default=None, description="Licensing exam, for exam results.")
    attempt: Attempt | None = Field(default=None, description="Which attempt, for exam results.")
    stage: Stage | None = Field(default=None, description="Before or after SOAP, overall or unstated, for rates.")
    denominator_kind: Denominator | None = Field(default=None, description="Whom a share is a share of.")
    years: int | None = Field(default=None, ge=3, le=8, description="Years allowed, for graduation rates.")
    value: float | None = Field(
        default=None, description="The figure; empty where it cannot be computed, and not_computable says why."
    )
    unit: Unit = Field(description="Percent, people or things, or exam points.")
    qualifier: Qualifier = Field(default=Qualifier.exact, description="Exact, at least, about or at most.")
    numerator: int | None = Field(default=None, ge=0, description="People counted.")
    denominator: int | None = Field(default=None, ge=0, description="People they are a share of.")
    interval_low: float | None = Field(default=None, description="Lower end of the 95 % interval.")
    interval_high: float | None = Field(default=None, description="Upper end of the 95 % interval.")
    interval_method: str | None = Field(default=None, max_length=40, description="wilson, or empty.")
    lower_bound: float | None = Field(default=None, description="Least value that the documents allow.")
    upper_bound: float | None = Field(default=None, description="Greatest value that the documents allow.")
    basis: Basis = Field(description="Stated by the school, or computed from its list.")
    method: str = Field(max_length=80, description="Formula by its name in docs/methods.md.")
    not_computable: str | None = Field(default=None, max_length=300, description="Why no value can be given.")
    national_value: float | None = Field(default=None, description="National figure of the same year and basis.")
    national_year: str | None = Field(default=None, max_length=20, description="Year of the national figure.")
    national_population: str | None = Field(default=None, max_length=80, description="Whom it is about.")
    national_source: str | None = Field(default=None, max_length=600, description="Its source.")
    not_compared: str | None = Field(
        default=None, max_length=300, description="Why no national figure stands beside it."
    )
    caution: str | None = Field(default=None, max_length=600, description="A failed check or a known weakness.")
    note: str | None = Field(
        default=None,
        max_length=600,
        description="Who is counted, which list was used and what other documents say of the same class.",
    )
    confidence: float | None = Field(
        default=None,
        ge=0,
        le=1,
        description="How well the documents support it, 0 to 1; never raised by taking a document away.",
    )


class Outcome(OutcomeFields):
    """An outcome with the findings it rests on."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    finding_ids: tuple[str, ...] = ()


class EvidenceFields(LocatorFields):
    """One piece of evidence for an outcome, an assessment or a flag."""

    evidence_id: str = Field(max_length=16, description="Stable identifier.")
    subject: EvidenceSubject = Field(description="What kind of record it supports.")
    subject_id: str = Field(max_length=16, description="Identifier of that record.")
    school_slug: str = Field(max_length=80, description="School it is about.")
    document_id: str | None = Field(default=None, max_length=16, description="Document, where there is one.")
    finding_id: str | None = Field(default=None, max_length=16, description="Finding, where there is one.")
    address: str | None = Field(default=None, max_length=4096, description="Address of the document or of the visit.")
    quote: str | None = Field(default=None, max_length=600, description="The words, names of people removed.")
    note: str | None = Field(default=None, max_length=600, description="What it shows, in our words.")


class Evidence(EvidenceFields):
    """An evidence row as the steps pass it on."""

    model_config = ConfigDict(frozen=True, extra="forbid")
