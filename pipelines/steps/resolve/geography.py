"""States, census divisions and borders, and how far from home a place is.

Belongs here: the table of states and what follows from it by itself. Does not belong here: where an institution lies
(institutions.py), what shares are made of it (pipelines/steps/derive).
"""

import functools
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from scrapers.reference import REFERENCE_FOLDER, rows_of

STATES_TABLE = REFERENCE_FOLDER / "geography" / "states.csv"
EARTH_RADIUS_KM = 6371.0088
NOT_LETTERS = re.compile(r"[^a-z]+")


class Distance(StrEnum):
    """Five levels from home to far; institution is the nearest."""

    home_institution = "home_institution"
    home_state = "home_state"
    adjacent_state = "adjacent_state"
    near_division = "near_division"
    """The same census division or one that borders on it, without a common border of the states."""
    farther = "farther"


@dataclass(frozen=True, slots=True)
class State:
    """A state, the District of Columbia or a territory; division is None for territories."""

    code: str
    name: str
    region: str | None
    division: str | None
    adjacent: frozenset[str]
    abbreviations: tuple[str, ...] = ()


@functools.cache
def states() -> Mapping[str, State]:
    """States, the District of Columbia and territories by two-letter code."""
    return {
        row["code"] or "": State(
            code=row["code"] or "",
            name=row["name"] or "",
            region=row["census_region"],
            division=row["census_division"],
            adjacent=frozenset((row["adjacent_states"] or "").split("|")) - {""},
            abbreviations=tuple(part for part in (row["abbreviations"] or "").split("|") if part),
        )
        for row in rows_of(STATES_TABLE)
    }


@functools.cache
def _codes_by_words() -> Mapping[str, str]:
    found: dict[str, str] = {}
    for state in states().values():
        for words in (state.code, state.name, *state.abbreviations):
            found[_letters(words)] = state.code
    return found


def _letters(text: str) -> str:
    return NOT_LETTERS.sub("", text.casefold())


@functools.lru_cache(maxsize=4_000)
def state_code(text: str | None) -> str | None:
    """Return the two-letter code for a code, a name or a customary abbreviation; None for anything else."""
    return _codes_by_words().get(_letters(text)) if text else None


def census_division(state: str | None) -> str | None:
    """Return the census division of a state's code; None for territories, other countries and no state."""
    found = states().get(state or "")
    return found.division if found else None


def adjacent_states(state: str | None) -> frozenset[str]:
    """Return the states that share a land border with a state; a border of water or of a single point is none."""
    found = states().get(state or "")
    return found.adjacent if found else frozenset()


@functools.cache
def adjacent_divisions(division: str) -> frozenset[str]:
    """Return the census divisions with a state that borders on a state of this one; without the division itself."""
    return frozenset(
        neighbour.division
        for state in states().values()
        if state.division == division
        for neighbour in (states()[code] for code in state.adjacent)
        if neighbour.division and neighbour.division != division
    )


def distance_scale(home_state: str | None, state: str | None, *, same_institution: bool = False) -> Distance | None:
    """Return how far from home a place is, on five levels; None where a state is unknown or no state of the US.

    Territories lie in no census division: from or to them, all that is not the same state is farther.
    """
    if same_institution:
        return Distance.home_institution
    home, place = states().get(home_state or ""), states().get(state or "")
    if home is None or place is None:
        return None
    if home.code == place.code:
        return Distance.home_state
    if place.code in home.adjacent:
        return Distance.adjacent_state
    if home.division is None or place.division is None:
        return Distance.farther
    if place.division == home.division or place.division in adjacent_divisions(home.division):
        return Distance.near_division
    return Distance.farther


def kilometres_between(start: tuple[float, float], end: tuple[float, float]) -> float:
    """Return the great-circle distance of two points given as latitude and longitude in degrees."""
    (latitude, longitude), (other_latitude, other_longitude) = (
        tuple(map(math.radians, point)) for point in (start, end)
    )
    chord = (
        math.sin((other_latitude - latitude) / 2) ** 2
        + math.cos(latitude) * math.cos(other_latitude) * math.sin((other_longitude - longitude) / 2) ** 2
    )
    return 2 * EARTH_RADIUS_KM * math.asin(math.sqrt(min(1.0, chord)))
