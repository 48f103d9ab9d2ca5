"""The transparency report: one document over an edition, the same for page, JSON, CSV and print.

Belongs here: the records of the report. Does not belong here: how they are counted (rules/report), how they look (api, pipelines).
"""

from collections.abc import Mapping
from datetime import date, datetime

from pydantic import BaseModel, ConfigDict, Field

from schemas.vocabulary import (
    ChangeKind,
    Collection,
    Control,
    CriterionStatus,
    Degree,
    DocumentKind,
    Maturity,
    ReadingOutcome,
    Severity,
    Theme,
)

REPORT_JSON = "report.json"
REPORT_CSV = "report.csv"
REPORT_PDF = "report.pdf"
REPORT_FILES = (REPORT_JSON, REPORT_CSV, REPORT_PDF)
"""Files of the report in the folder of an edition."""


class ReportRecord(BaseModel):
    """What all records of the report share."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class ReportSchool(ReportRecord):
    """A row of the matrix: one school and how it stands on each criterion that applies to it."""

    slug: str = Field(description="School.")
    short_name: str = Field(description="Its short name.")
    degree: Degree = Field(description="Degree granted.")
    state: str = Field(description="State of the seat.")
    control: Control | None = Field(description="Public or private; null where unknown.")
    maturity: Maturity = Field(description="How many classes have graduated.")
    search: str = Field(description="State of the search of its site: complete, incomplete, unreachable, not_crawled.")
    searched_on: date | None = Field(description="Day of the search; null where there was none.")
    complete: bool = Field(description="Whether the search was complete and all that it brought was read.")
    statuses: Mapping[str, CriterionStatus] = Field(description="Status by criterion.")


class CriterionShare(ReportRecord):
    """How many of the schools whose search was completed, and who can be judged, meet a criterion."""

    judged: int = Field(ge=0, description="Schools with a completed search that meet it, partly, or not.")
    met: int = Field(ge=0, description="Those that meet it.")
    percent: float | None = Field(description="Share of those that meet it in percent; null below five schools.")


class CriterionTally(ReportRecord):
    """One criterion over all schools."""

    criterion_id: str = Field(description="Criterion.")
    title: str = Field(description="Its title.")
    theme: Theme = Field(description="Group it belongs to.")
    question: str = Field(description="The question it answers.")
    counts: Mapping[CriterionStatus, int] = Field(description="Schools by status.")
    all: CriterionShare = Field(description="Over all schools.")
    by_degree: Mapping[Degree, CriterionShare] = Field(description="The same for MD and DO schools by themselves.")


class ThemeTally(ReportRecord):
    """One group of criteria: how many schools are silent on all of it."""

    theme: Theme = Field(description="Group.")
    judged: int = Field(ge=0, description="Schools with a completed search that can be judged on some of it.")
    silent: int = Field(ge=0, description="Those that meet none of it, not even partly.")


class RuleTally(ReportRecord):
    """One flag rule: how many schools carry it."""

    rule: str = Field(description="Rule.")
    severity: Severity = Field(description="Severity.")
    schools: Mapping[Degree, int] = Field(description="Schools that carry it, by degree.")


class ReportFlag(ReportRecord):
    """A flag in short."""

    flag_id: str = Field(description="Flag.")
    school_slug: str = Field(description="School.")
    rule: str = Field(description="Rule that raised it.")
    severity: Severity = Field(description="Severity.")
    explanation: str = Field(description="What was found.")
    first_seen: date = Field(description="Date of the edition that first raised it.")


class ReportChange(ReportRecord):
    """A change on a school's pages in short."""

    event_id: str = Field(description="Change.")
    school_slug: str = Field(description="School.")
    kind: ChangeKind = Field(description="What became of it.")
    subject: str = Field(description="What it is.")
    before: str | None = Field(description="What stood there before.")
    after: str | None = Field(description="What stands there since.")
    noticed_on: date | None = Field(description="Day on which it was noticed.")


class DocumentTally(ReportRecord):
    """What became of a school's documents of one kind."""

    school_slug: str = Field(description="School.")
    kind: DocumentKind = Field(description="How they reached us.")
    reading: ReadingOutcome = Field(description="What became of them.")
    documents: int = Field(ge=0, description="Documents.")
    leftovers: int = Field(ge=0, description="Rows in them that were not understood.")
    names_removed: int = Field(ge=0, description="Names of people removed while reading.")


class Coverage(ReportRecord):
    """How far we got: searches and readings."""

    schools: int = Field(ge=0, description="Schools of the report.")
    searched: int = Field(ge=0, description="Schools whose site was searched.")
    complete: int = Field(ge=0, description="Schools whose search was completed; only they can be found silent.")
    by_search: Mapping[str, int] = Field(description="Schools by state of their search.")
    documents: tuple[DocumentTally, ...] = Field(description="Documents by kind and reading, over all schools.")
    oldest_search: date | None = Field(description="Day of the oldest search that the report rests on.")


class ReadingScore(ReportRecord):
    """How well documents of one layout are read, against documents that people read."""

    layout: str = Field(description="Family of layouts; all for all together.")
    section: str = Field(description="What is read: placements, measures or statements.")
    documents: int = Field(ge=0, description="Documents that were compared.")
    expected: int = Field(ge=0, description="Findings in them by a person's reading.")
    precision: float = Field(ge=0, le=1, description="Share of what we read that is right.")
    recall: float = Field(ge=0, le=1, description="Share of what is there that we read.")


class GateScore(ReportRecord):
    """How well the gate to publication tells poor readings from good ones."""

    poor: int = Field(ge=0, description="Documents that were read poorly.")
    poor_held_back: int = Field(ge=0, description="Those of them that were held back.")
    good_held_back: int = Field(ge=0, description="Documents that were held back although they were read well.")
    passed_precision: float = Field(ge=0, le=1, description="Share of what was let through that is right.")


class ReadingScores(ReportRecord):
    """Our own errors, measured."""

    measured_on: int = Field(ge=0, description="Documents read by people that ours were held against.")
    scores: tuple[ReadingScore, ...] = Field(description="By layout and section.")
    gate: GateScore = Field(description="The gate to publication.")
    names_leaked: int = Field(ge=0, description="Planted names of people that came through.")


class ReportFilters(ReportRecord):
    """Which schools the report is about; empty means all."""

    degree: tuple[Degree, ...] = Field(default=(), description="Degrees granted.")
    state: tuple[str, ...] = Field(default=(), description="Two-letter codes of the states of the seats.")
    control: tuple[Control, ...] = Field(default=(), description="Public or private.")
    maturity: tuple[Maturity, ...] = Field(default=(), description="How many classes have graduated.")


class Report(ReportRecord):
    """The transparency report of an edition. Nothing in it is summed over criteria: it ranks no school."""

    edition_id: str = Field(description="Edition.")
    collection: Collection = Field(description="Real schools, or the invented sample.")
    notice: str | None = Field(description="What a reader must know before using it.")
    as_of: date = Field(description="Day whose due dates it is assessed by.")
    built_at: datetime = Field(description="When the edition was built (UTC).")
    previous_edition_id: str | None = Field(description="Edition before; null for a first one.")
    filters: ReportFilters = Field(description="Which schools it is about.")
    criteria: tuple[CriterionTally, ...] = Field(description="Criterion by criterion, in the order of their groups.")
    themes: tuple[ThemeTally, ...] = Field(description="Group by group.")
    rules: tuple[RuleTally, ...] = Field(description="Flags by rule, the gravest first.")
    schools: tuple[ReportSchool, ...] = Field(description="The matrix, in the order of names.")
    flags: tuple[ReportFlag, ...] = Field(description="All flags, notes too.")
    changes: tuple[ReportChange, ...] = Field(description="Changes on schools' pages, the newest first.")
    documents: tuple[DocumentTally, ...] = Field(description="What became of documents, school by school.")
    coverage: Coverage = Field(description="How far we got.")
    reading: ReadingScores = Field(description="How well we read.")

    @property
    def new_flags(self) -> tuple[ReportFlag, ...]:
        """Flags that the edition before did not have; none where there was no edition before."""
        if self.previous_edition_id is None:
            return ()
        return tuple(
            flag for flag in self.flags if flag.first_seen == self.as_of and flag.severity is not Severity.note
        )

    @property
    def least_published(self) -> tuple[CriterionTally, ...]:
        """Criteria of which a share can be told, the least met first."""
        told = [tally for tally in self.criteria if tally.all.percent is not None]
        return tuple(sorted(told, key=lambda tally: (tally.all.percent or 0.0, tally.criterion_id)))
