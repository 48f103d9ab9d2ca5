"""Parameters of the list of schools.

Belongs here: names, types and descriptions. Does not belong here: how they become SQL.
"""

from typing import Annotated, ClassVar, Literal

from pydantic import BaseModel, Field

from api.parameters.base import ListParameters, SchoolFilters, Several, Word, filter_field
from schemas import public
from schemas.vocabulary import (
    CampusType,
)


class SchoolParameters(SchoolFilters, ListParameters):
    """Parameters of the list of schools."""

    answer: ClassVar[type[BaseModel]] = public.SchoolAnswer

    q: Word | None = Field(default=None, description="Words in the name, city or slug, all of them.")
    campus_type: Annotated[list[CampusType], Several] = filter_field("Main seat, additional campus or branch.")
    sort: Literal["slug", "-slug", "name", "-name", "state", "-state"] | None = Field(
        default=None, description="Order; by default by slug. A minus reverses it."
    )
