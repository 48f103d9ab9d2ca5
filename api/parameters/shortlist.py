"""Parameters of the shortlist and of destinations year after year.

Belongs here: names, types and descriptions. Does not belong here: the formula (rules/shortlist.py).
"""

from typing import Annotated, Any

from pydantic import Field

from api.parameters.base import EditionParameters, Several, Slug, State, filter_field
from rules.divisions import Division, Region
from schemas.vocabulary import Control, Degree

MOST_SHOWN = 300


def _weight(what: str, default: int) -> Any:
    return Field(default=default, ge=0, le=10, description=f"How much {what} matters, 0 to 10; 0 leaves it out.")


class ShortlistParameters(EditionParameters):
    """What the reader cares about, and how much. What nothing is wished for counts only where it needs no wish."""

    specialty: Annotated[list[Slug], Several] = Field(
        default_factory=list,
        max_length=10,
        description="Specialties that the reader hopes for, by their slugs; their shares are added.",
        examples=[["dermatology"]],
    )
    state: Annotated[list[State], Several] = Field(
        default_factory=list, max_length=60, description="States that the reader hopes to train in.", examples=[["VT"]]
    )
    division: Annotated[list[Division], Several] = filter_field("Census divisions to train in.")
    region: Annotated[list[Region], Several] = filter_field("Census regions to train in.")
    degree: Annotated[list[Degree], Several] = filter_field("Only schools that grant this degree.")
    control: Annotated[list[Control], Several] = filter_field("Only public or private schools.")
    school_state: Annotated[list[State], Several] = filter_field("Only schools whose seat is in this state.")
    specialty_weight: int = _weight("the record in the specialties", 3)
    place_weight: int = _weight("the share of graduates in the states", 2)
    match_weight: int = _weight("the match rate beside the nation's of the same year and basis", 1)
    exams_weight: int = _weight("first-attempt exam results beside the nation's of the same exam and year", 1)
    limit: int = Field(default=25, ge=1, le=MOST_SHOWN, description="Most schools shown.")


class DestinationParameters(EditionParameters):
    """Which graduates of a school are meant."""

    specialty: Annotated[list[Slug], Several] = Field(
        default_factory=list,
        max_length=10,
        description="Only graduates with these specialties.",
        examples=[["pediatrics"]],
    )
    state: Annotated[list[State], Several] = Field(
        default_factory=list, max_length=60, description="Only institutions in these states.", examples=[["VT"]]
    )
    limit: int = Field(default=100, ge=1, le=1000, description="Most institutions shown.")
