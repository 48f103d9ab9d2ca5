"""Invented graduating classes: who took which position where, without anybody's name.

Belongs here: drawing a class from a seed, and counting it. Does not belong here: how a list is set (pdf.py, markup.py).
Hospitals are real places with real cities, so that resolution and geography have something to work on; which invented
graduate went where is invented.
"""

import csv
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random


@dataclass(frozen=True, slots=True)
class Destination:
    """A hospital with its printed name, its short name in the style of match lists, and its place."""

    name: str
    short_name: str
    city: str
    state: str
    kind: str

    @property
    def place(self) -> str:
        """City and state as lists print them."""
        return f"{self.city}, {self.state}"


@dataclass(frozen=True, slots=True)
class Row:
    """One position of one graduate; a preliminary year beside an advanced position is a row of its own."""

    specialty: str
    destination: Destination
    position: str
    person: int


MD_WEIGHTS = {
    "Internal Medicine": 22, "Family Medicine": 11, "Pediatrics": 11, "Emergency Medicine": 10, "General Surgery": 7,
    "Psychiatry": 9, "Obstetrics and Gynecology": 7, "Anesthesiology": 7, "Orthopaedic Surgery": 4,
    "Diagnostic Radiology": 4, "Neurology": 4, "Dermatology": 2, "Otolaryngology": 2, "Pathology": 2,
    "Physical Medicine and Rehabilitation": 2, "Neurological Surgery": 1, "Internal Medicine/Pediatrics": 2,
    "Radiation Oncology": 1,
}  # fmt: skip
DO_WEIGHTS = {
    "Family Medicine": 24, "Internal Medicine": 24, "Emergency Medicine": 14, "Pediatrics": 9, "Psychiatry": 9,
    "Obstetrics and Gynecology": 6, "General Surgery": 5, "Anesthesiology": 5, "Physical Medicine and Rehabilitation": 4,
    "Neurology": 3, "Pathology": 2, "Orthopaedic Surgery": 2, "Diagnostic Radiology": 2,
}  # fmt: skip
ADVANCED = {"Diagnostic Radiology", "Dermatology", "Radiation Oncology"}
SOMETIMES_ADVANCED = {"Anesthesiology", "Neurology", "Physical Medicine and Rehabilitation"}
COMMUNITY_SPECIALTIES = {
    "Family Medicine", "Internal Medicine", "Emergency Medicine", "Psychiatry", "General Surgery", "Transitional Year",
    "Preliminary Medicine",
}  # fmt: skip
AFFILIATED_SPECIALTIES = COMMUNITY_SPECIALTIES | {
    "Pediatrics", "Obstetrics and Gynecology", "Anesthesiology", "Orthopaedic Surgery", "Neurology",
    "Diagnostic Radiology", "Internal Medicine/Pediatrics",
}  # fmt: skip


@cache
def destinations() -> tuple[Destination, ...]:
    """Return the hospitals to choose from."""
    with (Path(__file__).parent / "destinations.csv").open(encoding="utf-8", newline="") as lines:
        return tuple(Destination(**row) for row in csv.DictReader(lines))


def _takes(destination: Destination, specialty: str) -> bool:
    if destination.kind == "university":
        return True
    if destination.kind == "children":
        return specialty == "Pediatrics"
    if destination.kind == "military":
        return False
    allowed = COMMUNITY_SPECIALTIES if destination.kind == "community" else AFFILIATED_SPECIALTIES
    return specialty in allowed


def draw_destination(random: Random, specialty: str, near: Mapping[str, int]) -> Destination:
    """Draw a hospital that takes the specialty; near maps state codes to how strongly the class stays there."""
    candidates = [place for place in destinations() if _takes(place, specialty)]
    weights = [near.get(place.state, 1) for place in candidates]
    return random.choices(candidates, weights)[0]


def draw_class(seed: str, people: int, weights: Mapping[str, int], near: Mapping[str, int]) -> list[Row]:
    """Draw one class of so many people, sorted by specialty and hospital; the same seed gives the same class."""
    random = Random(seed)
    specialties = random.choices(list(weights), list(weights.values()), k=people)
    rows: list[Row] = []
    for person, specialty in enumerate(sorted(specialties)):
        destination = draw_destination(random, specialty, near)
        advanced = specialty in ADVANCED or (specialty in SOMETIMES_ADVANCED and random.random() < 0.4)
        rows.append(Row(specialty, destination, "Advanced" if advanced else "Categorical", person))
        if advanced:
            first_year = random.choice(("Preliminary Medicine", "Transitional Year"))
            position = "Transitional" if first_year == "Transitional Year" else "Preliminary"
            rows.append(Row(first_year, draw_destination(random, first_year, near), position, person))
    return sorted(rows, key=lambda row: (row.specialty, row.destination.name, row.person))


def final_rows(rows: list[Row]) -> list[Row]:
    """Return one row per person: the specialty that the graduate will practise, first years left out."""
    return [row for row in rows if row.position in {"Categorical", "Advanced", "Military"}]


def specialty_counts(rows: list[Row]) -> list[tuple[str, int]]:
    """Return people per specialty, in alphabetical order; the counts add up to the people placed."""
    return sorted(Counter(row.specialty for row in final_rows(rows)).items())


def state_counts(rows: list[Row]) -> list[tuple[str, int]]:
    """Return people per state of their final position, the largest first."""
    counts = Counter(row.destination.state for row in final_rows(rows))
    return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
