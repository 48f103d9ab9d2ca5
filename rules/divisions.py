"""Divisions: the divisions and regions into which the United States Census Bureau puts the states.

Belongs here: which state lies where, from reference/geography/states.csv. Does not belong here: coordinates, distances.
"""

import csv
from enum import StrEnum
from functools import lru_cache
from pathlib import Path

STATES_FILE = Path(__file__).parents[1] / "reference" / "geography" / "states.csv"


class Division(StrEnum):
    """A census division."""

    new_england = "new-england"
    middle_atlantic = "middle-atlantic"
    east_north_central = "east-north-central"
    west_north_central = "west-north-central"
    south_atlantic = "south-atlantic"
    east_south_central = "east-south-central"
    west_south_central = "west-south-central"
    mountain = "mountain"
    pacific = "pacific"


class Region(StrEnum):
    """A census region."""

    northeast = "northeast"
    midwest = "midwest"
    south = "south"
    west = "west"


@lru_cache
def known_states() -> frozenset[str]:
    """Two-letter codes of all states and territories."""
    return frozenset(_places())


def states_of(divisions: list[Division], regions: list[Region]) -> frozenset[str]:
    """The states of several divisions and regions."""
    wanted = {*divisions, *regions}
    return frozenset(code for code, places in _places().items() if wanted & set(places))


@lru_cache
def _places() -> dict[str, tuple[str, str]]:
    with STATES_FILE.open(encoding="utf-8", newline="") as file:
        return {
            row["code"]: (_slug(row["census_region"]), _slug(row["census_division"])) for row in csv.DictReader(file)
        }


def _slug(name: str) -> str:
    return name.lower().replace(" ", "-")
