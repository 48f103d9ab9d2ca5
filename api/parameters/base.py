"""What parameters share: the edition, paging, fields, filters by school; types of values.

Belongs here: names, types and descriptions that several lists take. Does not belong here: parameters of one list.
A parameter named like a column filters by it; `_from` and `_to` after a column's name make a range.
"""

import re
from datetime import date
from typing import Annotated, Any, ClassVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, field_validator

from api.paging import Cursor, read_cursor
from schemas.vocabulary import (
    Control,
    Degree,
    Maturity,
)

LIMIT_DEFAULT = 100
LIMIT_MAXIMUM = 1000
VALUES_MAXIMUM = 100
DAY_PATTERN = re.compile(r"\d{4}-\d{2}-\d{2}")
EDITION_PATTERN = r"^[a-z0-9][a-z0-9.-]{0,59}$"


def _split(given: object) -> object:
    """Values may be repeated or put between commas; both mean one of them."""
    texts = [given] if isinstance(given, str) else given
    if not isinstance(texts, list | tuple):
        return given
    words = [word for text in texts for word in (text.split(",") if isinstance(text, str) else [text])]
    return [word for word in words if word != ""] or words


def _only_a_day(given: object) -> object:
    """A number is no day, though it could be taken for seconds since 1970."""
    if isinstance(given, str) and not DAY_PATTERN.fullmatch(given):
        raise ValueError("is no day; give one as 2026-06-30")
    return given


Several = BeforeValidator(_split)
Day = Annotated[date, BeforeValidator(_only_a_day)]
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9_-]{1,120}$")]
Identifier = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{1,16}$")]
State = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")]
Word = Annotated[
    str, StringConstraints(pattern=r"^[^\x00-\x1f\x7f]*[^\x00-\x1f\x7f,][^\x00-\x1f\x7f]*$", max_length=120)
]
"""Any words; commas part them, so that they are not all there is."""
Finite = Annotated[float, Field(allow_inf_nan=False, ge=-1e9, le=1e9)]
Year = Annotated[int, Field(ge=1900, le=2100)]


def filter_field(description: str) -> Any:
    """A filter that takes several values and means any of them."""
    return Field(default_factory=list, max_length=VALUES_MAXIMUM, description=f"{description} Several: any of them.")


class EditionParameters(BaseModel):
    """Which edition is asked."""

    model_config = ConfigDict(extra="forbid")

    edition: str = Field(
        default="real",
        pattern=EDITION_PATTERN,
        description="real (the current edition of real schools), sample (the current invented one), or an edition's id.",
        examples=["real", "sample"],
    )
    as_of: Day | None = Field(
        default=None,
        description="Travel in time: the newest edition of that name as of this day or before it.",
        examples=["2026-06-30"],
    )


class ListParameters(EditionParameters):
    """What every list takes."""

    answer: ClassVar[type[BaseModel]]

    limit: int = Field(default=LIMIT_DEFAULT, ge=1, le=LIMIT_MAXIMUM, description="Items on a page.")
    after: str | None = Field(
        default=None,
        max_length=2000,
        pattern=r"^[A-Za-z0-9_-]+$",
        description="Where the page before ended; taken from its next link. One that no list gave out is not found.",
    )
    fields: Annotated[list[Word], Several] = Field(
        default_factory=list, max_length=VALUES_MAXIMUM, description="Only these fields of each item; default: all."
    )

    @field_validator("fields")
    @classmethod
    def known_fields(cls, names: list[str]) -> list[str]:
        """Refuse names of fields that the answer does not have; each counts once."""
        unknown = sorted(set(names) - set(cls.answer.model_fields))
        if unknown:
            raise ValueError(f"{', '.join(unknown)}: no such field; there are {', '.join(cls.answer.model_fields)}")
        return list(dict.fromkeys(names))

    @field_validator("after")
    @classmethod
    def readable_place(cls, after: str | None) -> str | None:
        """Refuse a place that no answer gave out."""
        if after is not None:
            read_cursor(after)
        return after

    @property
    def place(self) -> Cursor | None:
        """Where the page before ended."""
        return None if self.after is None else read_cursor(self.after)

    @property
    def order(self) -> str:
        """Name of the order asked for; empty for the list's own."""
        return str(getattr(self, "sort", None) or "")


class SchoolFilters(BaseModel):
    """Filters by what kind of school it is; they hold for lists of schools and of what is about schools."""

    degree: Annotated[list[Degree], Several] = filter_field("Degree granted.")
    state: Annotated[list[State], Several] = filter_field("Two-letter code of the state of the seat.")
    control: Annotated[list[Control], Several] = filter_field("Public or private.")
    maturity: Annotated[list[Maturity], Several] = filter_field("How many classes have graduated.")


class SchoolOf(BaseModel):
    """Filters by the school that a row is about, for lists over all schools; school_state, because rows have states too."""

    school_slug: Annotated[list[Slug], Several] = filter_field("School.")
    degree: Annotated[list[Degree], Several] = filter_field("Degree the school grants.")
    school_state: Annotated[list[State], Several] = filter_field("Two-letter code of the state of the school's seat.")
    control: Annotated[list[Control], Several] = filter_field("Public or private school.")
    maturity: Annotated[list[Maturity], Several] = filter_field("How many classes the school has graduated.")
