"""Shapes: what a chart is made from, and what it is made into.

Belongs here: series, tones, the finished chart. Does not belong here: drawing, words.
"""

import hashlib
from dataclasses import dataclass
from enum import StrEnum


class Tone(StrEnum):
    """What a series stands for; static/chart.css gives each its colour."""

    school = "school"
    nation = "nation"
    second = "second"
    third = "third"
    met = "met"
    partly = "partly"
    not_met = "not_met"
    withheld = "withheld"
    promised = "promised"
    not_yet_due = "not_yet_due"
    reported_with_parent = "reported_with_parent"
    not_assessed = "not_assessed"
    red = "red"
    yellow = "yellow"
    note = "note"


@dataclass(frozen=True)
class Series:
    """Figures under one name, one for each category of the chart; None where there is none."""

    name: str
    values: tuple[float | None, ...]
    tone: Tone


@dataclass(frozen=True)
class Chart:
    """A finished chart: its picture, the same in words, and the table of its figures."""

    title: str
    svg: str
    alternative: str
    head: tuple[str, ...]
    """Heads of the table: what the categories are, then the names of the series."""
    rows: tuple[tuple[str, ...], ...]
    """Rows of the table as text: the category, then one figure for each series; empty where there is none."""

    @property
    def key(self) -> str:
        """What tells it from other charts on a page."""
        return hashlib.sha256(f"{self.title} {self.alternative}".encode()).hexdigest()[:8]
