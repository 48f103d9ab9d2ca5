"""Disclosure: criteria, how a school stands on each, and flags.

Belongs here: the records of the candour report. Does not belong here: the criteria's wording (reference/criteria.toml),
the rules (pipelines/steps/assess).
Longer than other files: the records of the candour report belong together.
"""

from datetime import date
from typing import Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from schemas.outcomes import Evidence
from schemas.vocabulary import AskTopic, ChangeKind, CriterionStatus, DueRule, FlagBasis, ReplyState, Severity, Theme


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
    last_seen_on: date | None = Field(default=None, description="Day of the capture before; empty for a first one.")
    noticed_on: date | None = Field(
        default=None, description="Day of the capture since, or of the search that no longer found the page."
    )


class ChangeEvent(ChangeEventFields):
    """A change as the steps pass it on."""

    model_config = ConfigDict(frozen=True, extra="forbid")


REPLY_MAY_BECOME: dict[ReplyState, frozenset[ReplyState]] = {
    ReplyState.received: frozenset({ReplyState.under_review}),
    ReplyState.under_review: frozenset({ReplyState.upheld, ReplyState.amended, ReplyState.withdrawn}),
    ReplyState.upheld: frozenset(),
    ReplyState.amended: frozenset(),
    ReplyState.withdrawn: frozenset(),
}
"""States that may follow each state of a reply."""


class ReplyStep(BaseModel):
    """One step of a reply: the state that it came to, and when."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    state: ReplyState = Field(description="State that the reply came to.")
    on: date = Field(description="Day on which it came to it.")
    note: str | None = Field(default=None, max_length=600, description="What was done, in plain words.")


class ReplyFields(BaseModel):
    """A school's reply to a flag or an assessment: one matter, in the school's own words."""

    reply_id: str = Field(
        pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$",
        max_length=100,
        description="Name of its file: the school's slug and a number.",
    )
    school_slug: str = Field(max_length=80, description="School that replies.")
    rule: str | None = Field(default=None, max_length=60, description="Rule of the flag that is disputed.")
    flag_subject: str | None = Field(
        default=None, max_length=120, description="Subject of that flag, where the rule raises several."
    )
    criterion_id: str | None = Field(
        default=None, max_length=40, description="Criterion whose assessment is disputed."
    )
    disputed: str = Field(min_length=1, max_length=600, description="What is disputed, in plain words.")
    statement: str = Field(min_length=1, max_length=4000, description="The school's statement, as received.")
    spoken_by: str = Field(
        min_length=1, max_length=200, description="The office that speaks for the school; no person."
    )
    decision: str | None = Field(default=None, max_length=2000, description="What was decided, and why.")


class ReplyRecordFields(ReplyFields):
    """A reply as an edition holds it: with the state that it has come to."""

    state: ReplyState = Field(description="State that it has come to.")
    received_on: date = Field(description="Day on which it came in.")
    decided_on: date | None = Field(
        default=None, description="Day of the decision, or of its withdrawal; empty while it is open."
    )


class ReplyStepRecordFields(BaseModel):
    """A step of a reply as an edition holds it."""

    reply_id: str = Field(max_length=100, description="Reply.")
    step: int = Field(ge=1, description="Number of the step, from 1.")
    school_slug: str = Field(max_length=80, description="School that replies.")
    state: ReplyState = Field(description="State that the reply came to.")
    reached_on: date = Field(description="Day on which it came to it.")
    note: str | None = Field(default=None, max_length=600, description="What was done, in plain words.")


class Reply(ReplyFields):
    """A reply with its steps, oldest first."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    steps: tuple[ReplyStep, ...] = Field(min_length=1)

    @property
    def state(self) -> ReplyState:
        """State that it has come to."""
        return self.steps[-1].state

    @property
    def received_on(self) -> date:
        """Day on which it came in."""
        return self.steps[0].on

    @property
    def decided_on(self) -> date | None:
        """Day of the decision, or of its withdrawal; None while it is open."""
        return None if REPLY_MAY_BECOME[self.state] else self.steps[-1].on

    @model_validator(mode="after")
    def holds_its_form(self) -> Self:
        """A reply is about something, begins with its receipt, goes step by step, and ends with a decision."""
        if (self.rule is None) == (self.criterion_id is None):
            raise ValueError("name either the rule of the flag or the criterion that is disputed, not both")
        if self.flag_subject is not None and self.rule is None:
            raise ValueError("flag_subject belongs to a rule")
        if not self.reply_id.startswith(f"{self.school_slug}-"):
            raise ValueError(f"its name must begin with {self.school_slug}-")
        if self.steps[0].state is not ReplyState.received:
            raise ValueError("its first step must be received")
        for before, after in zip(self.steps, self.steps[1:], strict=False):
            if after.state not in REPLY_MAY_BECOME[before.state]:
                allowed = ", ".join(sorted(REPLY_MAY_BECOME[before.state])) or "nothing"
                raise ValueError(f"{after.state} cannot follow {before.state}; {allowed} can")
            if after.on < before.on:
                raise ValueError(f"{after.state} on {after.on} lies before {before.state} on {before.on}")
        if self.state in (ReplyState.upheld, ReplyState.amended) and not self.decision:
            raise ValueError(f"a reply that is {self.state} needs its decision in words")
        if self.decision and self.decided_on is None:
            raise ValueError("a decision stands here, but no step says upheld, amended or withdrawn")
        return self


class AskClaimFields(BaseModel):
    """A sentence about the school on an ask sheet, with its source: a document, or our own search of the site."""

    text: str = Field(max_length=300, description="The claim, in plain words, with year and basis.")
    address: str | None = Field(default=None, max_length=4096, description="Page or document that it rests on.")
    document_id: str | None = Field(default=None, max_length=16, description="Document that it rests on.")
    finding_id: str | None = Field(default=None, max_length=16, description="Finding that it rests on.")
    assessment_id: str | None = Field(
        default=None, max_length=16, description="Assessment whose search record it rests on, where nothing was found."
    )


class AskClaim(AskClaimFields):
    """A claim as a sheet carries it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    @model_validator(mode="after")
    def has_a_source(self) -> Self:
        """No claim without a source."""
        if self.document_id is None and self.assessment_id is None:
            raise ValueError("a claim needs a document or an assessment that it rests on")
        return self


class AskClaimRecordFields(AskClaimFields):
    """A claim of a school's general sheet as an edition holds it."""

    claim_id: str = Field(max_length=16, description="Stable identifier, from school, question and place.")
    school_slug: str = Field(max_length=80, description="School.")
    question_id: str | None = Field(
        default=None, max_length=16, description="Question that it stands with; empty for a public figure to cite."
    )
    place: int = Field(ge=1, description="Place among the claims of its question, or among the public figures.")


class AskQuestionFields(BaseModel):
    """One question worth asking at an interview, and what to listen for."""

    topic: AskTopic = Field(description="What it is about.")
    lead: bool = Field(description="One of the at most three to ask first; the others are spares.")
    question: str = Field(max_length=400, description="The question: process and trend before numbers.")
    follow_up: str | None = Field(default=None, max_length=300, description="A number to ask for, if there is time.")
    candid: str = Field(max_length=300, description="What a candid answer would contain.")
    dodge: str = Field(max_length=300, description="What a dodge sounds like.")


class AskQuestion(AskQuestionFields):
    """A question with its claims."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    because: tuple[AskClaim, ...] = Field(default=(), description="What is known, or was looked for and not found.")
    asks_for: tuple[str, ...] = Field(
        default=(), description="Criteria whose figures it asks for; none of them is met."
    )


class AskQuestionRecordFields(AskQuestionFields):
    """A question of a school's general sheet as an edition holds it."""

    question_id: str = Field(max_length=16, description="Stable identifier, from school and topic.")
    school_slug: str = Field(max_length=80, description="School.")
    place: int = Field(ge=1, description="Place on the sheet.")
    asks_for_criteria: str | None = Field(
        default=None, max_length=400, description="Criteria whose figures it asks for, between commas."
    )


class AskSheet(BaseModel):
    """The questions for one school: general, or for a specialty and a home state."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    school_slug: str = Field(max_length=80, description="School.")
    specialty_slug: str | None = Field(default=None, max_length=80, description="Specialty the reader cares about.")
    home_state: str | None = Field(default=None, max_length=2, description="State the reader cares about.")
    public: tuple[AskClaim, ...] = Field(default=(), description="Figures that are public: cite them, do not ask.")
    questions: tuple[AskQuestion, ...] = Field(description="At most three lead questions, then the spares.")
