"""Classes whose truth is known, and the lists that a school might print of them.

Belongs here: drawing a class, printing it with gaps. Does not belong here: what is expected of the bounds.
"""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random
from typing import Any

from schemas.resolution import ResolvedPlacement
from schemas.vocabulary import Position
from tests.unit.derive.builders import HOME, placement

LONG = int(os.environ.get("MATCHWATCH_LONG", "1"))
"""How many times as many classes are drawn as in a quick run: make test-long."""
CATEGORICAL = ("internal_medicine", "family_medicine", "pediatrics", "obgyn", "general_surgery", "orthopaedic_surgery")
EITHER = ("anesthesiology", "neurology", "pmr")
ADVANCED = ("dermatology", "diagnostic_radiology", "radiation_oncology")
FIRST_YEARS = (("prelim_medicine", Position.preliminary), ("transitional_year", Position.transitional))
PLACES = ((HOME, "VT"), ("elsewhere-in-state", "VT"), ("next-door", "NH"), ("in-the-west", "CA"))


@dataclass(frozen=True, slots=True)
class Person:
    """A graduate with a position: the final one, a first year, or both."""

    final: str | None
    advanced: bool
    place: tuple[str, str]
    first_year: tuple[str, Position] | None


@dataclass(frozen=True, slots=True)
class Printing:
    """How a school prints its list."""

    drop_people: float
    drop_first_years: float
    say_position: bool
    unknown_places: float
    one_row: float
    merge_surgery: bool


def draw_class(random: Random) -> list[Person]:
    """Draw a class of 20 to 120 people; one urologist keeps the early matches on the list."""
    people = [Person("urology", False, random.choice(PLACES), None)]
    for _ in range(random.randint(19, 119)):
        place = random.choice(PLACES)
        draw = random.random()
        if draw < 0.12:
            people.append(Person(None, False, place, random.choice(FIRST_YEARS)))
        elif draw < 0.35:
            people.append(Person(random.choice(ADVANCED + EITHER), True, place, random.choice(FIRST_YEARS)))
        else:
            people.append(Person(random.choice(CATEGORICAL + EITHER), False, place, None))
    return people


def draw_printing(random: Random) -> Printing:
    """Draw a way of printing, from careful to careless."""
    return Printing(
        drop_people=random.choice((0.0, 0.0, 0.03, 0.2)),
        drop_first_years=random.choice((0.0, 0.3, 1.0)),
        say_position=random.random() < 0.5,
        unknown_places=random.choice((0.0, 0.05, 0.3)),
        one_row=random.choice((0.0, 0.5, 1.0)),
        merge_surgery=random.random() < 0.3,
    )


def printed(people: list[Person], how: Printing, random: Random) -> list[ResolvedPlacement]:
    """Print the list; a person is left out as a whole, the first year of a person with both may be missing."""
    rows: list[ResolvedPlacement] = []
    for number, person in enumerate(people):
        if number and random.random() < how.drop_people:
            continue
        rows += _rows_of(person, number, how, random)
    return _merged(rows) if how.merge_surgery else rows


def _rows_of(person: Person, number: int, how: Printing, random: Random) -> Iterator[ResolvedPlacement]:
    together = random.random() < how.one_row
    where: dict[str, Any] = {"page": 1, "box": f"1,{number},9,{number}", "quote": f"row {number}"} if together else {}
    if person.final is not None:
        known = random.random() >= how.unknown_places
        position = Position.advanced if person.advanced else Position.categorical
        yield placement(
            person.final,
            program="Hospital",
            institution_slug=person.place[0] if known else None,
            resolved_state=person.place[1] if known or random.random() < 0.5 else None,
            position=position if how.say_position or together else None,
            **where,
        )
    if person.first_year is not None and (person.final is None or together or random.random() >= how.drop_first_years):
        slug, position = person.first_year
        yield placement(
            slug, program="Hospital", position=position, institution_slug=HOME, resolved_state="VT", **where
        )


def _merged(rows: list[ResolvedPlacement]) -> list[ResolvedPlacement]:
    """Print preliminary medicine and general surgery under one label, as some schools do with surgery."""
    merged = [row for row in rows if row.specialty_slug in ("general_surgery", "prelim_medicine")]
    kept = [row for row in rows if row.specialty_slug not in ("general_surgery", "prelim_medicine")]
    change: dict[str, Any] = {
        "specialty_slug": "general_surgery",
        "specialty_method": "merged",
        "position": None,
        "page": None,
        "box": None,
        "quote": None,
    }
    return [*kept, *(row.model_copy(update=change) for row in merged)]
