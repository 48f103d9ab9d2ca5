"""One list of one class, as the rules of derive see it.

Belongs here: its form. Does not belong here: finding lists and choosing one (lists.py), putting parts together (parts.py).
"""

from dataclasses import dataclass
from enum import StrEnum

from pipelines.steps.derive.persons import Row, Tally
from pipelines.steps.derive.tying import Tie

LEAST_ROWS = 20
"""Rows from which a list of specialty and institution may be a class; fewer are examples."""
LEAST_SPECIALTIES = 10
"""Specialties from which counts by specialty may be a class; fewer are the busiest fields."""


class View(StrEnum):
    """What the rows of a list name."""

    rows = "rows"
    specialties = "specialties"
    institutions = "institutions"


@dataclass(frozen=True, slots=True)
class ClassList:
    """One list of one class: in one document, or in several that are its parts.

    joined_by: why the documents are known to be parts of one list; None where there is only one.
    """

    class_year: int
    document_ids: tuple[str, ...]
    view: View
    rows: tuple[Row, ...]
    tally: Tally
    tie: Tie
    joined_by: str | None = None

    @property
    def substantial(self) -> bool:
        """Whether the list can be that of a class by its form alone."""
        if self.tie is Tie.ties:
            return True
        if self.view is View.specialties:
            return len({row.placement.specialty for row in self.rows}) >= LEAST_SPECIALTIES
        return self.tally.positions >= LEAST_ROWS

    @property
    def finding_ids(self) -> tuple[str, ...]:
        """Identifiers of its rows."""
        return tuple(sorted(row.finding_id for row in self.rows))
