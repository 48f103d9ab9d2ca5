"""Findings: what the reader of one document may say, and nothing more.

Belongs here: placements, measures, statements and leftovers as printed, with the place and the words they rest on.
Does not belong here: which specialty or hospital a string means (resolution.py), what follows from it (outcomes.py).
"""

from datetime import date
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from schemas.documents import LocatorFields
from schemas.vocabulary import (
    Attempt,
    Denominator,
    Exam,
    MeasureName,
    Position,
    Qualifier,
    Stage,
    StatementKind,
    Topic,
    Unit,
)


class FindingFields(LocatorFields):
    """What every finding carries: its place, its words and how it was found."""

    quote: str | None = Field(
        default=None, max_length=600, description="The words it rests on, names of people removed."
    )
    rule: str = Field(default="unnamed", max_length=80, description="The reading rule that produced it.")
    confidence: float = Field(default=1.0, ge=0, le=1, description="How sure the reading is, 0 to 1.")


class PlacementFields(FindingFields):
    """Who matched where: one printed row or one printed count, as printed."""

    class_year: int | None = Field(default=None, ge=1900, le=2100, description="Year of graduation.")
    specialty: str | None = Field(default=None, max_length=300, description="Specialty as printed.")
    program: str | None = Field(default=None, max_length=300, description="Hospital or program as printed.")
    city: str | None = Field(default=None, max_length=120, description="City as printed.")
    state: str | None = Field(default=None, max_length=2, description="Two-letter state code where printed.")
    position: Position | None = Field(default=None, description="Kind of position where the document says it.")
    count: int = Field(default=1, ge=0, le=5000, description="People in this row.")


class Placement(PlacementFields):
    """A placement found in a document."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class MeasureFields(FindingFields):
    """A published number about a class or a cohort, with the basis it is printed on."""

    measure: MeasureName = Field(description="What is measured.")
    period: str | None = Field(
        default=None,
        max_length=20,
        description="Class or calendar year (2023), testing cycle or academic year (2021-2022); empty where none is printed.",
    )
    value: float = Field(description="The number as printed (93.2, not 0.932).")
    unit: Unit = Field(description="Percent, people or things, or exam points.")
    qualifier: Qualifier = Field(default=Qualifier.exact, description="Exact, at least, about or at most.")
    stage: Stage | None = Field(
        default=None, description="Match and placement rates: before or after SOAP, overall, unstated."
    )
    denominator: Denominator | None = Field(default=None, description="Whom a share is a share of; empty for counts.")
    numerator_n: int | None = Field(default=None, ge=0, description="Printed numerator, people.")
    denominator_n: int | None = Field(default=None, ge=0, description="Printed denominator, people.")
    exam: Exam | None = Field(default=None, description="Licensing exam, for exam results.")
    attempt: Attempt | None = Field(default=None, description="Which attempt, for exam results.")
    years: int | None = Field(default=None, ge=3, le=8, description="Years allowed, for graduation rates.")
    specialty: str | None = Field(
        default=None, max_length=300, description="Specialty as printed, for specialty shares."
    )
    national_value: float | None = Field(
        default=None, description="National figure printed beside it for the same measure and period."
    )
    unlike_national: str | None = Field(
        default=None,
        max_length=200,
        description="National figure of another kind that is printed beside it, with its words; empty where none is.",
    )
    note: str | None = Field(default=None, max_length=600, description="Who is counted, in our words.")


class Measure(MeasureFields):
    """A measure found in a document."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class StatementFields(FindingFields):
    """Words that stand where a number could."""

    kind: StatementKind = Field(
        description="Vague claim, withheld, promised, not yet due, behind a login, or support."
    )
    topic: Topic = Field(description="What it speaks of.")
    text: str = Field(max_length=600, description="The words, names of people removed.")


class Statement(StatementFields):
    """A statement found in a document."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Leftover(LocatorFields):
    """A row or cell in scope that was not understood; shown to maintainers, its words are not stored."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: Literal["placement_row", "measure_cell", "table", "line"]
    reason: str = Field(max_length=200)


class Extraction(BaseModel):
    """Everything found in one document; error and unread exclude findings."""

    model_config = ConfigDict(extra="forbid")

    placements: list[Placement] = Field(default_factory=list)
    measures: list[Measure] = Field(default_factory=list)
    statements: list[Statement] = Field(default_factory=list)
    leftovers: list[Leftover] = Field(default_factory=list)
    names_removed: int = 0
    confidence: float | None = Field(
        default=None, ge=0, le=1, description="How much sense the reading makes by itself; empty without findings."
    )
    held_back: str | None = Field(
        default=None,
        description="Why a person must look before the findings may be published; empty if none needs to.",
    )
    title: str | None = None
    media_type: str | None = None
    page_count: int | None = None
    stated_date: date | None = Field(default=None, description="Date that the document gives for itself.")
    by_recognition: bool = Field(default=False, description="Whether its words had to be recognised in a picture.")
    warnings: list[str] = Field(default_factory=list)
    error: str | None = Field(default=None, description="The file is damaged or broke a limit: what and what to do.")
    unread: str | None = Field(default=None, description="The file is whole but cannot be read: why.")
    may_pass: bool = Field(
        default=False, description="The error may be the machine's (time, memory): the document is to be tried again."
    )
