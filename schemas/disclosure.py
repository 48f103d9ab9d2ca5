"""Disclosure: criteria, how a school stands on each, and flags.

Belongs here: the records of the candour report. Does not belong here: the criteria's wording (reference/criteria.toml),
the rules (pipelines/steps/assess).
"""

from datetime import date

from pydantic import BaseModel, ConfigDict, Field

from schemas.outcomes import Evidence
from schemas.vocabulary import ChangeKind, CriterionStatus, DueRule, FlagBasis, Severity, Theme


class CriterionFields(BaseModel):
    """One disclosure criterion; criteria are shown one by one and never summed."""

    criterion_id: str = Field(max_length=40, description="Identifier, such as rate.basis.")
    version: int = Field(ge=1, description="Version of its wording and rule.")
    theme: Theme = Field(description="Group it belongs to.")
    title: str = Field(max_length=120, description="Short title.")
    question: str = Field(max_length=300, description="The question it answers, in plain words.")
    met_when: str = Field(max_length=400, description="What meets it.")
    partly_when: str | None = Field(default=None, max_length=400, description="What partly meets it.")
    applies_to: str = Field(max_length=10, description="MD, DO or both.")
    due_md: DueRule | None = Field(default=None, description="Clock of an MD school; empty where nothing falls due.")
    due_do: DueRule | None = Field(default=None, description="Clock of a DO school; empty where nothing falls due.")


class Criterion(CriterionFields):
    """A criterion as the table of criteria gives it."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class AssessmentFields(BaseModel):
    """How one school stands on one criterion, for the latest class or cycle that is due."""

    assessment_id: str = Field(max_length=16, description="Stable identifier, from school and criterion.")
    school_slug: str = Field(max_length=80, description="School assessed.")
    criterion_id: str = Field(max_length=40, description="Criterion.")
    criterion_version: int = Field(ge=1, description="Version of the criterion.")
    status: CriterionStatus = Field(description="How the school stands.")
    reason: str = Field(max_length=600, description="Why, in one sentence.")
    due_period: str | None = Field(default=None, max_length=20, description="Class or cycle that was due.")
    found_period: str | None = Field(default=None, max_length=20, description="Newest class or cycle found.")
    search_complete: bool = Field(description="Whether the search protocol for the school was completed.")


class Assessment(AssessmentFields):
    """An assessment with its evidence."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    evidence: tuple[Evidence, ...] = ()


class FlagFields(BaseModel):
    """One matter a reader should know of, with its rule and both readings."""

    flag_id: str = Field(max_length=16, description="Stable identifier, from school, rule and subject.")
    school_slug: str = Field(max_length=80, description="School it is about.")
    rule: str = Field(max_length=60, description="Rule that raised it.")
    rule_version: int = Field(ge=1, description="Version of the rule.")
    severity: Severity = Field(description="Red, yellow, or a note that is never adverse.")
    criterion_id: str | None = Field(default=None, max_length=40, description="Criterion it rests on.")
    flag_subject: str | None = Field(
        default=None, max_length=120, description="Figure or class it is about, such as match_rate 2025."
    )
    explanation: str = Field(max_length=800, description="What was found, in plain words.")
    strict: bool = Field(description="Raised as the calendar says.")
    lenient: bool = Field(description="Still raised after the days of grace.")
    days_late_strict: int | None = Field(default=None, ge=0, description="Days past the due date.")
    days_late_lenient: int | None = Field(default=None, ge=0, description="Days past the due date and the grace.")
    first_seen: date = Field(description="Date of the edition that first raised it.")
    last_seen: date = Field(description="Date of the latest edition that raised it.")


class Flag(FlagFields):
    """A flag with its evidence; an adverse flag always has some."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    evidence: tuple[Evidence, ...] = ()


class FlagRule(BaseModel):
    """A rule by which flags are raised, as the table of rules gives it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    rule: str = Field(max_length=60, description="Identifier, such as duty_overdue.")
    version: int = Field(ge=1, description="Version of the rule.")
    severity_md: Severity = Field(description="Severity for an MD school.")
    severity_do: Severity = Field(description="Severity for a DO school.")
    criterion_id: str | None = Field(default=None, max_length=40, description="Criterion it rests on.")
    rests_on: FlagBasis = Field(description="A completed search, words on a page, or context.")
    meaning: str = Field(max_length=300, description="What it says, in plain words.")


class ChangeEventFields(BaseModel):
    """What became of something published between two captures of a school's pages."""

    event_id: str = Field(max_length=16, description="Stable identifier, from school, address, subject and content.")
    school_slug: str = Field(max_length=80, description="School it is about.")
    kind: ChangeKind = Field(description="Appeared, shrank, changed or vanished.")
    subject: str = Field(max_length=120, description="What it is, such as match list 2026 or match_rate 2025.")
    address: str | None = Field(default=None, max_length=4096, description="Page or document it stood in.")
    before: str | None = Field(default=None, max_length=300, description="What stood there before.")
    after: str | None = Field(default=None, max_length=300, description="What stands there since.")
    before_document_id: str | None = Field(default=None, max_length=16, description="Capture before.")
    after_document_id: str | None = Field(default=None, max_length=16, description="Capture since.")


class ChangeEvent(ChangeEventFields):
    """A change as the steps pass it on."""

    model_config = ConfigDict(frozen=True, extra="forbid")
