"""The disclosure form: what a school can post on its own site so that nobody has to ask, as JSON or as three CSV tables.

Belongs here: the fields of the form. Does not belong here: reading and checking a posted form
(pipelines/steps/assess/disclosure_form.py), the words that explain it (docs/disclosure_template.md).
"""

from datetime import date
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from schemas.vocabulary import Degree, Exam, Position

FORM_VERSION = 1
FIRST_YEAR = 1950
LAST_YEAR = 2100
CYCLE_PATTERN = r"^\d{4}(-\d{4})?$"


class PostedClass(BaseModel):
    """One graduating class: every graduate is counted once."""

    model_config = ConfigDict(extra="forbid")

    class_year: int = Field(ge=FIRST_YEAR, le=LAST_YEAR, title="Class", description="Year of graduation.")
    graduates: int = Field(ge=0, title="Graduates", description="Everybody who graduated with the class.")
    not_seeking: int = Field(
        default=0, ge=0, title="Not seeking a residency", description="Graduates who looked for no residency position."
    )
    outside_nrmp: int = Field(
        default=0,
        ge=0,
        title="Early match",
        description="Placed in the military, ophthalmology or urology match, and not taking part in the NRMP match.",
    )
    participants: int = Field(
        ge=0,
        title="Participants",
        description="Graduates who certified a rank order list in the NRMP Main Residency Match.",
    )
    matched_before_soap: int = Field(
        ge=0,
        title="Matched before SOAP",
        description="Participants matched to a first-year position by the algorithm.",
    )
    match_rate_before_soap: float = Field(
        ge=0,
        le=100,
        title="Match rate of participants before SOAP (%)",
        description="Matched before SOAP as a share of participants, in percent, with one decimal.",
    )
    national_match_rate_before_soap: float | None = Field(
        default=None,
        ge=0,
        le=100,
        title="National match rate before SOAP (%)",
        description="NRMP rate of the same year for seniors of the same degree; empty where it is not out.",
    )
    placed_in_soap: int = Field(ge=0, title="Placed in SOAP", description="Participants placed in SOAP.")
    unmatched: int = Field(
        ge=0, title="Unmatched", description="Participants without a position at the end of Match Week."
    )


class PostedExam(BaseModel):
    """First attempts at one licensing exam in one testing cycle."""

    model_config = ConfigDict(extra="forbid")

    exam: Exam = Field(title="Exam", description="Licensing exam.")
    cycle: str = Field(
        pattern=CYCLE_PATTERN,
        title="Testing cycle",
        description="Calendar year (2025) or cycle (2024-2025), as the examiners report it.",
    )
    first_time_takers: int = Field(
        ge=0, title="First-time takers", description="Students who sat it for the first time."
    )
    passed: int = Field(ge=0, title="Passed", description="Those of them who passed.")
    pass_rate: float = Field(
        ge=0,
        le=100,
        title="First-attempt pass rate (%)",
        description="Passed as a share of first-time takers, in percent.",
    )
    national_pass_rate: float | None = Field(
        default=None,
        ge=0,
        le=100,
        title="National first-attempt pass rate (%)",
        description="National rate of first-time takers of the same degree and cycle; empty where it is not out.",
    )


class PostedPlacement(BaseModel):
    """One row of the match list; no names of people, ever."""

    model_config = ConfigDict(extra="forbid")

    class_year: int = Field(ge=FIRST_YEAR, le=LAST_YEAR, title="Class", description="Year of graduation.")
    specialty: str = Field(min_length=1, max_length=200, title="Specialty", description="Specialty of the position.")
    program: str | None = Field(
        default=None,
        max_length=300,
        title="Program",
        description="Hospital or program; empty where a graduate asked for it.",
    )
    city: str | None = Field(default=None, max_length=120, title="City", description="City of the program.")
    state: str | None = Field(default=None, pattern=r"^[A-Z]{2}$", title="State", description="Two-letter code.")
    position: Position = Field(
        default=Position.categorical,
        title="Position",
        description="categorical, preliminary, transitional, advanced, physician_only or military.",
    )
    count: int = Field(default=1, ge=1, title="People", description="Graduates in this row.")


class PostedCohort(BaseModel):
    """One entering class: how many finished."""

    model_config = ConfigDict(extra="forbid")

    entering_year: int = Field(ge=FIRST_YEAR, le=LAST_YEAR, description="Year in which the class entered.")
    entered: int = Field(ge=0, description="Students who entered.")
    graduated_in_four_years: int = Field(ge=0, description="Those of them who graduated within four years.")
    graduated_in_six_years: int | None = Field(
        default=None, ge=0, description="Those of them who graduated within six years; empty while that is to come."
    )


class PostedSupport(BaseModel):
    """How students are helped, in the school's own words."""

    model_config = ConfigDict(extra="forbid")

    exam: str | None = Field(
        default=None,
        max_length=2000,
        description="Preparation for licensing exams: time, resources, help for those at risk.",
    )
    match: str | None = Field(
        default=None, max_length=2000, description="Advising for specialty choice and applications."
    )


class PostedDisclosure(BaseModel):
    """The whole form."""

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"$schema": "https://json-schema.org/draft/2020-12/schema"}
    )

    form: Literal["matchwatch-disclosure"] = Field(description="Marks the file as this form.")
    version: Literal[1] = Field(description="Version of the form.")
    school: str = Field(min_length=1, max_length=300, description="Name of the school.")
    degree: Degree = Field(description="MD or DO.")
    as_of: date = Field(description="Day on which the figures were taken.")
    office: str = Field(min_length=1, max_length=200, description="Office that answers questions; no person.")
    classes: list[PostedClass] = Field(
        min_length=1, description="Graduating classes, the latest five if there are as many."
    )
    exams: list[PostedExam] = Field(description="First attempts at licensing exams, the latest three cycles each.")
    match_list: list[PostedPlacement] = Field(default_factory=list, description="The match list, row by row.")
    cohorts: list[PostedCohort] = Field(default_factory=list, description="Entering classes.")
    support: PostedSupport = Field(default_factory=PostedSupport, description="How students are helped.")
