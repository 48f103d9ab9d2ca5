"""Whether a list ties out to the head counts that the documents state.

Belongs here: the comparison of one tally with the head counts of its class. Does not belong here: what follows from it
for a share (coverage.py).
"""

from enum import StrEnum

from pipelines.steps.derive.heads import CLASS_COUNTS, WITH_POSITION, ClassHeads
from pipelines.steps.derive.persons import Tally
from schemas.vocabulary import MeasureName


class Tie(StrEnum):
    """How a list stands to the stated head counts."""

    ties = "ties"
    differs = "differs"
    none = "none"
    """No head count is stated."""


def tie_of(counted: Tally, heads: ClassHeads, *, excerpt: bool) -> Tie:
    """Say whether a list accounts exactly for any head count stated of its class.

    Where a list tells first years apart, the head count may lie anywhere between the fewest and the most people it
    holds; an excerpt, and a list that tells nothing apart, must show one row for each person.
    """
    stated = [(name, count.value) for name in CLASS_COUNTS for count in heads.of(name)]
    if not stated:
        return Tie.none
    return Tie.ties if any(_accounts(counted, name, value, excerpt) for name, value in stated) else Tie.differs


def _accounts(counted: Tally, name: MeasureName, value: int, excerpt: bool) -> bool:
    people = value if name in WITH_POSITION else value - counted.no_position
    if people == counted.positions:
        return True
    if excerpt or not counted.labelled:
        return False
    return counted.persons_low <= people <= counted.persons_high
