"""Answer models of comparisons: the figures of several schools side by side.

Belongs here: what a comparison answers. Does not belong here: when two figures may stand side by side (rules/comparison.py).
"""

from pydantic import Field

from schemas.outcomes import OutcomeFields
from schemas.public import Answer, EditionMark, OutcomeAnswer, same_as
from schemas.vocabulary import Exam


class CommonBasis(Answer):
    """A basis on which two unlike figures can both be put, as ranges where their schools do not state enough."""

    basis: str = Field(description="The basis in words.")
    first_low: float = Field(description="Least value of the first school on it.")
    first_high: float = Field(description="Greatest value of the first school on it.")
    second_low: float = Field(description="Least value of the second school on it.")
    second_high: float = Field(description="Greatest value of the second school on it.")


class PairAnswer(Answer):
    """Two figures of two schools: their difference, or why they are not compared."""

    first_school: str = Field(max_length=80, description="First school.")
    first_outcome_id: str = Field(max_length=16, description="Its figure.")
    second_school: str = Field(max_length=80, description="Second school.")
    second_outcome_id: str = Field(max_length=16, description="Its figure.")
    comparable: bool = Field(description="Whether the two may stand side by side.")
    reasons: list[str] = Field(description="Why they are not compared; empty where they are.")
    difference: float | None = Field(description="Second less first, in the figures' own points.")
    difference_low: float | None = Field(description="Lower end of the 95 % interval of the difference.")
    difference_high: float | None = Field(description="Upper end of the 95 % interval of the difference.")
    common: CommonBasis | None = Field(description="A basis that both can be put on, where the figures are unlike.")


class ComparisonAnswer(Answer):
    """One outcome of several schools: the figures of each, and every pair of them compared or refused."""

    name: str = same_as(OutcomeFields, "name")
    exam: Exam | None = same_as(OutcomeFields, "exam")
    specialty_slug: str | None = same_as(OutcomeFields, "specialty_slug")
    period: str | None = Field(
        max_length=20, description="Class or cycle that the figures share; null where they are of several."
    )
    figures: list[OutcomeAnswer] = Field(description="Figures, in the order of the schools asked for.")
    missing: list[str] = Field(description="Schools asked for that have no such figure in this edition.")
    pairs: list[PairAnswer] = Field(description="Every pair of figures, compared or refused.")


class ComparisonListing(Answer):
    """Schools side by side, outcome by outcome; those that most of them have come first."""

    edition: EditionMark
    schools: list[str] = Field(description="Schools asked for, in their order.")
    count: int = Field(ge=0, description="Outcomes shown.")
    items: list[ComparisonAnswer] = Field(description="Outcomes; those that most schools have come first.")
