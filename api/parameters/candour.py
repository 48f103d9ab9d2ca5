"""Parameters of replies, changes, ask sheets and comparisons.

Belongs here: names, types and descriptions. Does not belong here: how they become SQL.
"""

from typing import Annotated, ClassVar, Literal

from pydantic import BaseModel, Field, field_validator

from api.parameters.base import (
    Day,
    EditionParameters,
    ListParameters,
    SchoolOf,
    Several,
    Slug,
    State,
    Word,
    filter_field,
)
from schemas import public
from schemas.vocabulary import ChangeKind, ReplyState

FEWEST_SCHOOLS = 2
MOST_SCHOOLS = 5


class ReplyParameters(ListParameters):
    """Parameters of a list of replies."""

    answer: ClassVar[type[BaseModel]] = public.ReplyAnswer

    rule: Annotated[list[Word], Several] = filter_field("Rule of the flag that is disputed.")
    criterion_id: Annotated[list[Word], Several] = filter_field("Criterion whose assessment is disputed.")
    state: Annotated[list[ReplyState], Several] = filter_field("State that it has come to.")
    sort: Literal["received_on", "-received_on", "state", "-state"] | None = Field(
        default=None, description="Order; by default by the day of receipt."
    )


class AllRepliesParameters(SchoolOf, ReplyParameters):
    """Parameters of the list of replies of all schools."""


class ChangeParameters(ListParameters):
    """Parameters of a list of changes."""

    answer: ClassVar[type[BaseModel]] = public.ChangeAnswer

    kind: Annotated[list[ChangeKind], Several] = filter_field("What became of it.")
    subject: Annotated[list[Word], Several] = filter_field("What it is, such as match list 2026.")
    noticed_on_from: Day | None = Field(default=None, description="Noticed on this day or later.")
    noticed_on_to: Day | None = Field(default=None, description="Noticed on this day or earlier.")
    sort: Literal["kind", "-kind", "subject", "-subject", "noticed_on", "-noticed_on"] | None = Field(
        default=None, description="Order; by default by school, address and subject."
    )


class AllChangesParameters(SchoolOf, ChangeParameters):
    """Parameters of the list of changes of all schools."""


class AskSheetParameters(EditionParameters):
    """What the reader of an ask sheet cares about; a general sheet where nothing is given."""

    specialty: Slug | None = Field(
        default=None, description="Specialty that the reader hopes for, by its slug.", examples=["dermatology"]
    )
    home_state: State | None = Field(
        default=None, description="Two-letter code of the state that the reader hopes for.", examples=["VT"]
    )


class CompareFilters(EditionParameters):
    """Which outcomes of which schools are compared; a page begins without schools."""

    schools: Annotated[list[Slug], Several] = Field(
        default_factory=list, max_length=MOST_SCHOOLS, description="Schools, by their slugs."
    )
    name: Annotated[list[Word], Several] = filter_field("Outcome, such as match_rate.")
    period: Word | None = Field(
        default=None,
        description="Class or cycle; by default the newest that most of the schools have, outcome by outcome.",
        examples=["2026"],
    )
    specialty_slug: Slug | None = Field(
        default=None, description="Specialty; by default outcomes of whole classes are compared."
    )

    @field_validator("schools")
    @classmethod
    def each_once(cls, slugs: list[str]) -> list[str]:
        """A school is not compared with itself."""
        if len(set(slugs)) < len(slugs):
            raise ValueError("names a school twice; name different ones")
        return slugs


class CompareParameters(CompareFilters):
    """Parameters of a comparison."""

    schools: Annotated[list[Slug], Several] = Field(
        min_length=FEWEST_SCHOOLS,
        max_length=MOST_SCHOOLS,
        json_schema_extra={"uniqueItems": True},
        description="Two to five schools by their slugs, between commas or repeated.",
        examples=[["larkmere", "wexcombe"]],
    )
