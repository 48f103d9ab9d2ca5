"""Parameters of lists of reference data and editions.

Belongs here: names, types and descriptions. Does not belong here: how they become SQL.
"""

from typing import Annotated, ClassVar, Literal

from pydantic import BaseModel, Field

from api.parameters.base import (
    EDITION_PATTERN,
    LIMIT_DEFAULT,
    LIMIT_MAXIMUM,
    EditionParameters,
    ListParameters,
    Several,
    Slug,
    State,
    Word,
    filter_field,
)
from schemas import public, public_service
from schemas.vocabulary import (
    ConfidenceGrade,
)


class NationalBaselineParameters(ListParameters):
    """Parameters of the list of national figures."""

    answer: ClassVar[type[BaseModel]] = public.NationalBaselineAnswer

    measure: Annotated[list[Word], Several] = filter_field("What is measured.")
    population: Annotated[list[Word], Several] = filter_field("Whom it is about.")
    year: Annotated[list[Word], Several] = filter_field("Year or cycle.")
    unit: Annotated[list[Word], Several] = filter_field("Unit.")
    confidence: Annotated[list[ConfidenceGrade], Several] = filter_field("Compiler's confidence.")
    sort: Literal["year", "-year", "value", "-value"] | None = Field(
        default=None, description="Order; by default by measure, population and year. Missing values come first."
    )


class EditionListParameters(EditionParameters):
    """Parameters of the list of editions."""

    limit: int = Field(default=LIMIT_DEFAULT, ge=1, le=LIMIT_MAXIMUM, description="Items on a page.")
    after: str | None = Field(
        default=None,
        pattern=EDITION_PATTERN,
        description="Edition that the page before ended with.",
        examples=["sample-2026-06-04-667e8e0b"],
    )


class SpecialtyParameters(ListParameters):
    """Parameters of the list of specialties."""

    answer: ClassVar[type[BaseModel]] = public.SpecialtyAnswer

    q: Word | None = Field(default=None, description="Words in the name or slug, all of them.")
    slug: Annotated[list[Slug], Several] = filter_field("Specialty.")
    category: Annotated[list[Word], Several] = filter_field("Group of specialties.")
    competitiveness_tier: Annotated[list[Word], Several] = filter_field("high, moderate or low.")
    is_primary_care: bool | None = Field(default=None, description="Counted as primary care.")
    sort: Literal["slug", "-slug", "canonical_name", "-canonical_name"] | None = Field(
        default=None, description="Order; by default by slug."
    )


class InstitutionParameters(ListParameters):
    """Parameters of the list of institutions."""

    answer: ClassVar[type[BaseModel]] = public.InstitutionAnswer

    q: Word | None = Field(default=None, description="Words in the name, city or slug, all of them.")
    slug: Annotated[list[Slug], Several] = filter_field("Institution.")
    state: Annotated[list[State], Several] = filter_field("Two-letter state or territory code.")
    kind: Annotated[list[Word], Several] = filter_field("Academic, community, military and so on.")
    health_system: Annotated[list[Word], Several] = filter_field("Health system.")
    sort: Literal["slug", "-slug", "name", "-name", "state", "-state"] | None = Field(
        default=None, description="Order; by default by slug."
    )


class SearchParameters(EditionParameters):
    """Parameters of the search by words."""

    q: Word = Field(description="Words to look for.", examples=["harverd"])
    kind: Annotated[list[public_service.SearchKind], Several] = filter_field("Kind of thing.")
    limit: int = Field(default=20, ge=1, le=100, description="Most items.")
