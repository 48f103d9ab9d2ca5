"""The tables of an edition: the records plus keys, indexes and nothing else; the only file that knows columns.

Belongs here: primary keys, indexes, table names. Does not belong here: a field that is not a column key or a record's.
"""

from sqlmodel import Field, SQLModel

from schemas.disclosure import (
    AskClaimRecordFields,
    AskQuestionRecordFields,
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
from schemas.registry import (
    InstitutionFields,
    KnownAddressFields,
    NationalBaselineFields,
    SchoolFields,
    SpecialtyFields,
)
from schemas.resolution import MeasureRecordFields, PlacementRecordFields, StatementRecordFields


class EditionRow(EditionFields, SQLModel, table=True):
    """The edition itself: one row."""

    __tablename__ = "edition"
    edition_id: str = Field(primary_key=True, max_length=60)


class SchoolRow(SchoolFields, SQLModel, table=True):
    """Schools."""

    __tablename__ = "schools"
    slug: str = Field(primary_key=True, max_length=80)


class SchoolStateRow(SchoolStateFields, SQLModel, table=True):
    """How fresh each school's data are."""

    __tablename__ = "school_states"
    school_slug: str = Field(primary_key=True, max_length=80)


class KnownAddressRow(KnownAddressFields, SQLModel, table=True):
    """Known addresses of schools."""

    __tablename__ = "known_addresses"
    school_slug: str = Field(primary_key=True, max_length=80, description="School.")
    address: str = Field(primary_key=True, max_length=4096)


class DocumentRow(DocumentFields, SQLModel, table=True):
    """Documents."""

    __tablename__ = "documents"
    document_id: str = Field(primary_key=True, max_length=16)
    school_slug: str = Field(index=True, max_length=80)


class PlacementRow(PlacementRecordFields, SQLModel, table=True):
    """Placements."""

    __tablename__ = "placements"
    finding_id: str = Field(primary_key=True, max_length=16)
    school_slug: str = Field(index=True, max_length=80)
    document_id: str = Field(index=True, max_length=16)
    specialty_slug: str | None = Field(default=None, index=True, max_length=80)
    institution_slug: str | None = Field(default=None, index=True, max_length=120)


class MeasureRow(MeasureRecordFields, SQLModel, table=True):
    """Measures."""

    __tablename__ = "measures"
    finding_id: str = Field(primary_key=True, max_length=16)
    school_slug: str = Field(index=True, max_length=80)
    document_id: str = Field(index=True, max_length=16)


class StatementRow(StatementRecordFields, SQLModel, table=True):
    """Statements."""

    __tablename__ = "statements"
    finding_id: str = Field(primary_key=True, max_length=16)
    school_slug: str = Field(index=True, max_length=80)
    document_id: str = Field(index=True, max_length=16)


class OutcomeRow(OutcomeFields, SQLModel, table=True):
    """Outcomes."""

    __tablename__ = "outcomes"
    outcome_id: str = Field(primary_key=True, max_length=16)
    school_slug: str = Field(index=True, max_length=80)


class CriterionRow(CriterionFields, SQLModel, table=True):
    """Criteria."""

    __tablename__ = "criteria"
    criterion_id: str = Field(primary_key=True, max_length=40)


class AssessmentRow(AssessmentFields, SQLModel, table=True):
    """Assessments."""

    __tablename__ = "assessments"
    assessment_id: str = Field(primary_key=True, max_length=16)
    school_slug: str = Field(index=True, max_length=80)
    criterion_id: str = Field(index=True, max_length=40)


class FlagRow(FlagFields, SQLModel, table=True):
    """Flags."""

    __tablename__ = "flags"
    flag_id: str = Field(primary_key=True, max_length=16)
    school_slug: str = Field(index=True, max_length=80)
    rule: str = Field(index=True, max_length=60)


class EvidenceRow(EvidenceFields, SQLModel, table=True):
    """Evidence of outcomes, assessments and flags."""

    __tablename__ = "evidence"
    evidence_id: str = Field(primary_key=True, max_length=16)
    subject_id: str = Field(index=True, max_length=16)
    school_slug: str = Field(index=True, max_length=80)


class ReplyRow(ReplyRecordFields, SQLModel, table=True):
    """Replies of schools to flags and assessments."""

    __tablename__ = "replies"
    reply_id: str = Field(primary_key=True, max_length=100)
    school_slug: str = Field(index=True, max_length=80)


class ReplyStepRow(ReplyStepRecordFields, SQLModel, table=True):
    """Steps of replies, from receipt to decision."""

    __tablename__ = "reply_steps"
    reply_id: str = Field(primary_key=True, max_length=100)
    step: int = Field(primary_key=True)
    school_slug: str = Field(index=True, max_length=80)


class ChangeEventRow(ChangeEventFields, SQLModel, table=True):
    """What appeared, shrank, changed or vanished between captures of schools' pages."""

    __tablename__ = "change_events"
    event_id: str = Field(primary_key=True, max_length=16)
    school_slug: str = Field(index=True, max_length=80)


class AskQuestionRow(AskQuestionRecordFields, SQLModel, table=True):
    """Questions of schools' general ask sheets."""

    __tablename__ = "ask_questions"
    question_id: str = Field(primary_key=True, max_length=16)
    school_slug: str = Field(index=True, max_length=80)


class AskClaimRow(AskClaimRecordFields, SQLModel, table=True):
    """Claims of schools' general ask sheets, each with its source."""

    __tablename__ = "ask_claims"
    claim_id: str = Field(primary_key=True, max_length=16)
    school_slug: str = Field(index=True, max_length=80)
    question_id: str | None = Field(default=None, index=True, max_length=16)


class CrawlRow(CrawlRecordFields, SQLModel, table=True):
    """Search records, one a school."""

    __tablename__ = "crawls"
    school_slug: str = Field(primary_key=True, max_length=80)


class VisitRow(VisitFields, SQLModel, table=True):
    """Addresses visited, refused, failed or left."""

    __tablename__ = "visits"
    school_slug: str = Field(primary_key=True, max_length=80)
    address: str = Field(primary_key=True, max_length=4096)


class NationalBaselineRow(NationalBaselineFields, SQLModel, table=True):
    """National figures that schools' figures may be set beside."""

    __tablename__ = "national_baselines"
    baseline_id: str = Field(primary_key=True, max_length=16, description="Stable identifier.")


class SpecialtyRow(SpecialtyFields, SQLModel, table=True):
    """Specialties."""

    __tablename__ = "specialties"
    slug: str = Field(primary_key=True, max_length=80)


class InstitutionRow(InstitutionFields, SQLModel, table=True):
    """Institutions."""

    __tablename__ = "institutions"
    slug: str = Field(primary_key=True, max_length=120)


TABLES: tuple[type[SQLModel], ...] = (
    EditionRow,
    SchoolRow,
    SchoolStateRow,
    KnownAddressRow,
    DocumentRow,
    PlacementRow,
    MeasureRow,
    StatementRow,
    OutcomeRow,
    CriterionRow,
    AssessmentRow,
    FlagRow,
    EvidenceRow,
    ReplyRow,
    ReplyStepRow,
    ChangeEventRow,
    AskQuestionRow,
    AskClaimRow,
    CrawlRow,
    VisitRow,
    NationalBaselineRow,
    SpecialtyRow,
    InstitutionRow,
)
"""Every table of an edition, in the order of the data dictionary."""
