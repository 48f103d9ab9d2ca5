"""Parameters of the list of schools.

Belongs here: names, types and descriptions. Does not belong here: how they become SQL.
"""

from typing import Annotated, ClassVar, Literal

from pydantic import BaseModel, Field

from api.parameters.base import EditionParameters, ListParameters, SchoolFilters, Several, Slug, Word, filter_field
from schemas import public
from schemas.public import SchoolListName
from schemas.vocabulary import (
    CampusType,
)


class SchoolParameters(SchoolFilters, ListParameters):
    """Parameters of the list of schools."""

    answer: ClassVar[type[BaseModel]] = public.SchoolAnswer

    q: Word | None = Field(default=None, description="Words in the name, city or slug, all of them.")
    slug: Annotated[list[Slug], Several] = filter_field("School.")
    campus_type: Annotated[list[CampusType], Several] = filter_field("Main seat, additional campus or branch.")
    sort: Literal["slug", "-slug", "name", "-name", "state", "-state"] | None = Field(
        default=None, description="Order; by default by slug. A minus reverses it."
    )


class ShowSchoolParameters(EditionParameters):
    """Parameters of one school."""

    include: Annotated[list[SchoolListName], Several] = Field(
        default_factory=list,
        max_length=len(SchoolListName),
        description="Lists of the school to be shown with it, whole up to 1000 items; longer ones have their own address.",
        examples=[["flags", "outcomes"]],
    )
