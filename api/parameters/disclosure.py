"""Parameters of lists of assessments, flags, criteria and search records.

Belongs here: names, types and descriptions. Does not belong here: how they become SQL.
"""

from typing import Annotated, ClassVar, Literal

from pydantic import BaseModel, Field

from api.parameters.base import ListParameters, SchoolFilters, Several, Slug, Word, filter_field
from schemas import public
from schemas.vocabulary import (
    CriterionStatus,
    Severity,
    Theme,
    VisitOutcome,
)


class AssessmentParameters(SchoolFilters, ListParameters):
    """Parameters of a list of assessments."""

    answer: ClassVar[type[BaseModel]] = public.AssessmentAnswer

    school_slug: Annotated[list[Slug], Several] = filter_field("School.")
    criterion_id: Annotated[list[Word], Several] = filter_field("Criterion.")
    status: Annotated[list[CriterionStatus], Several] = filter_field("How the school stands.")
    search_complete: bool | None = Field(default=None, description="Whether the search of the site was completed.")
    sort: Literal["criterion_id", "-criterion_id", "status", "-status"] | None = Field(
        default=None, description="Order; by default by school and criterion."
    )


class FlagParameters(SchoolFilters, ListParameters):
    """Parameters of a list of flags."""

    answer: ClassVar[type[BaseModel]] = public.FlagAnswer

    school_slug: Annotated[list[Slug], Several] = filter_field("School.")
    rule: Annotated[list[Word], Several] = filter_field("Rule that raised it.")
    severity: Annotated[list[Severity], Several] = filter_field("Red, yellow or note.")
    criterion_id: Annotated[list[Word], Several] = filter_field("Criterion it rests on.")
    strict: bool | None = Field(default=None, description="Raised as the calendar says.")
    lenient: bool | None = Field(default=None, description="Still raised after the days of grace.")
    sort: Literal["rule", "-rule", "severity", "-severity", "days_late_strict", "-days_late_strict"] | None = Field(
        default=None, description="Order; by default by school and rule. Missing values come first, reversed last."
    )


class CriterionParameters(ListParameters):
    """Parameters of the list of criteria."""

    answer: ClassVar[type[BaseModel]] = public.CriterionAnswer

    criterion_id: Annotated[list[Word], Several] = filter_field("Criterion.")
    theme: Annotated[list[Theme], Several] = filter_field("Group.")


class VisitParameters(ListParameters):
    """Parameters of a school's search record."""

    answer: ClassVar[type[BaseModel]] = public.VisitAnswer

    outcome: Annotated[list[VisitOutcome], Several] = filter_field("What became of the address.")
    sort: Literal["score", "-score", "depth", "-depth"] | None = Field(
        default=None, description="Order; by default by address."
    )
