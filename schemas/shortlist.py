"""Shortlist answers: schools in the order of one reader's wishes, and where a school's graduates went year after year.

Belongs here: the promise of these two answers. Does not belong here: the formula (rules/shortlist.py), other answers
(public.py).
"""

from enum import StrEnum

from pydantic import Field

from schemas.public import Answer, EditionMark
from schemas.vocabulary import Degree


class Aspect(StrEnum):
    """What a reader may care about."""

    specialty = "specialty"
    place = "place"
    match = "match"
    exams = "exams"


class ShortlistSource(Answer):
    """A published figure that a part rests on."""

    outcome_id: str | None = Field(
        max_length=16, description="Outcome; its evidence is listed under the school's evidence."
    )
    name: str = Field(max_length=80, description="Name of the outcome, or placements.")
    period: str | None = Field(max_length=20, description="Class, cycle or classes together.")
    value: float | None = Field(description="The figure, in percent or points; null where it cannot be given.")
    interval_low: float | None = Field(description="Lower end of its 95 % interval.")
    interval_high: float | None = Field(description="Upper end of its 95 % interval.")
    finding_ids: list[str] = Field(description="Findings that it rests on, at most ten.")
    document_ids: list[str] = Field(description="Documents that it rests on.")
    path: str = Field(description="Where the API shows all of them.")
    not_computable: str | None = Field(description="Why there is no value.")


class ShortlistPart(Answer):
    """One thing that the reader cares about, at one school."""

    aspect: Aspect = Field(description="What it is.")
    weight: int = Field(ge=1, le=10, description="How much it matters to the reader.")
    used: float | None = Field(description="The figure that orders, in percent or points; null where unknown.")
    points: float | None = Field(ge=0, le=100, description="Its points among the schools; null where unknown.")
    others: int = Field(ge=0, description="Other schools with a known figure.")
    lower: int = Field(ge=0, description="Those of them with a lower one.")
    why: str = Field(description="The part in words: what is published, or why it is unknown.")
    sources: list[ShortlistSource] = Field(description="What it rests on; empty where nothing is published.")


class ShortlistItem(Answer):
    """A school in its place."""

    position: int = Field(ge=1, description="Place in the reader's order; equal schools share one.")
    school_slug: str = Field(max_length=80, description="School.")
    short_name: str = Field(max_length=120, description="Its name as people say it.")
    degree: Degree = Field(description="Degree it grants.")
    state: str = Field(max_length=2, description="State of its seat.")
    support: float | None = Field(description="Mean points of the known parts by weight; null where none is known.")
    support_low: float = Field(description="The same if every unknown part had 0 points.")
    support_high: float = Field(description="The same if every unknown part had 100 points.")
    known_weight: float = Field(ge=0, le=100, description="Weight of the known parts, in percent of all.")
    parts: list[ShortlistPart] = Field(description="Every part of the order, explained and sourced.")


class ShortlistListing(Answer):
    """Schools ordered by how well what they publish supports the reader's wishes. No ranking: weights are the reader's."""

    edition: EditionMark
    formula: list[str] = Field(description="How the order is made.")
    states: list[str] = Field(description="States that `place` is about, divisions and regions spelt out.")
    specialties: list[str] = Field(description="Specialties that `specialty` is about.")
    total: int = Field(ge=0, description="Schools considered.")
    count: int = Field(ge=0, description="Schools shown.")
    items: list[ShortlistItem] = Field(description="Schools in order.")


class DestinationYear(Answer):
    """Graduates of one class at one institution."""

    class_year: int = Field(description="Class.")
    people: int = Field(ge=1, description="Graduates with the specialties asked for.")
    document_id: str = Field(max_length=16, description="List that is counted: of several of one class the fullest.")
    finding_ids: list[str] = Field(description="Its rows.")


class DestinationItem(Answer):
    """An institution that took a school's graduates."""

    institution_slug: str = Field(max_length=120, description="Institution.")
    name: str = Field(max_length=300, description="Its name.")
    state: str | None = Field(max_length=2, description="Its state.")
    classes: int = Field(ge=1, description="Listed classes of which somebody went there.")
    people: int = Field(ge=1, description="Graduates together.")
    years: list[DestinationYear] = Field(description="Class by class, newest first.")


class DestinationListing(Answer):
    """Institutions that took a school's graduates, those of most classes first; unresolved names are not among them."""

    edition: EditionMark
    formula: list[str] = Field(description="How the order is made.")
    school_slug: str = Field(max_length=80, description="School.")
    listed_classes: list[int] = Field(description="Classes with a published list, newest first; others are unknown.")
    unresolved: int = Field(ge=0, description="Graduates of these whose institution is not known to us.")
    total: int = Field(ge=0, description="Institutions.")
    count: int = Field(ge=0, description="Institutions shown.")
    items: list[DestinationItem] = Field(description="Institutions in order.")
