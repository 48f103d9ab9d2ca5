"""Resolved findings: the finding as printed, and what its strings are taken to mean.

Belongs here: keys that tie a finding to its document and school, and the resolver's answers with rivals.
Does not belong here: the printed words (findings.py), what follows for a class (outcomes.py).
"""

from pydantic import BaseModel, ConfigDict, Field

from schemas.findings import MeasureFields, PlacementFields, StatementFields
from schemas.vocabulary import Position


class KeyFields(BaseModel):
    """What ties a finding to its origin."""

    finding_id: str = Field(max_length=16, description="Stable identifier, from document, place and words.")
    document_id: str = Field(max_length=16, description="Document in which it was found.")
    school_slug: str = Field(max_length=80, description="School it is about.")


class ResolutionFields(BaseModel):
    """What the printed specialty and program are taken to mean; empty where the resolver is not sure enough."""

    specialty_slug: str | None = Field(default=None, max_length=80, description="Specialty in the reference.")
    specialty_confidence: float | None = Field(default=None, ge=0, le=1, description="How sure, 0 to 1.")
    specialty_method: str | None = Field(default=None, max_length=60, description="How it was resolved.")
    specialty_runner_up: str | None = Field(default=None, max_length=80, description="Next best specialty.")
    resolved_position: Position | None = Field(
        default=None, description="Kind of position, from the printed specialty or the document."
    )
    institution_slug: str | None = Field(default=None, max_length=120, description="Institution in the reference.")
    institution_confidence: float | None = Field(default=None, ge=0, le=1, description="How sure, 0 to 1.")
    institution_method: str | None = Field(default=None, max_length=60, description="How it was resolved.")
    institution_runner_up: str | None = Field(default=None, max_length=120, description="Next best institution.")
    resolved_state: str | None = Field(
        default=None, max_length=2, description="State of the institution, or the printed state."
    )


class PlacementRecordFields(KeyFields, PlacementFields, ResolutionFields):
    """A placement with its keys and its resolution."""


class ResolvedPlacement(PlacementRecordFields):
    """A placement as the steps pass it on."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class MeasureRecordFields(KeyFields, MeasureFields):
    """A measure with its keys."""

    specialty_slug: str | None = Field(default=None, max_length=80, description="Specialty in the reference.")


class ResolvedMeasure(MeasureRecordFields):
    """A measure as the steps pass it on."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class StatementRecordFields(KeyFields, StatementFields):
    """A statement with its keys."""


class ResolvedStatement(StatementRecordFields):
    """A statement as the steps pass it on."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class ResolvedFindings(BaseModel):
    """All findings of one school over all its documents."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    placements: tuple[ResolvedPlacement, ...] = ()
    measures: tuple[ResolvedMeasure, ...] = ()
    statements: tuple[ResolvedStatement, ...] = ()
