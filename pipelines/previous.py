"""What the current edition says of each school: kept where a refresh does not ask, or gets no answer.

Belongs here: reading rows back by school. Does not belong here: when they are kept (stages.py).
"""

from collections import defaultdict
from functools import cached_property
from pathlib import Path

from sqlmodel import SQLModel

from pipelines.steps.publish.database import Values, fits, read_rows
from pipelines.steps.publish.pointer import DATABASE_NAME, current_or_none
from schemas.disclosure import Flag
from schemas.editions import SchoolState
from schemas.tables import (
    AssessmentRow,
    CrawlRow,
    DocumentRow,
    EvidenceRow,
    FlagRow,
    KnownAddressRow,
    MeasureRow,
    OutcomeRow,
    PlacementRow,
    SchoolRow,
    SchoolStateRow,
    StatementRow,
    VisitRow,
)
from schemas.vocabulary import Collection

SCHOOL_TABLES: tuple[type[SQLModel], ...] = (SchoolRow, SchoolStateRow, KnownAddressRow, DocumentRow, PlacementRow, MeasureRow,
    StatementRow, OutcomeRow, AssessmentRow, FlagRow, EvidenceRow, CrawlRow, VisitRow)  # fmt: skip
"""Tables whose rows belong to one school each."""


class PreviousEdition:
    """The edition that is current before a refresh; empty where there is none, or only one of another version."""

    def __init__(self, editions: Path, collection: Collection) -> None:
        folder = current_or_none(editions, collection)
        self.folder = folder if folder and fits(folder / DATABASE_NAME) else None

    @property
    def edition_id(self) -> str | None:
        """Its identifier, or None where there is none."""
        return self.folder.name if self.folder else None

    @cached_property
    def states(self) -> dict[str, SchoolState]:
        """How fresh what it holds of each school is."""
        rows = self._rows(SchoolStateRow)
        return {str(row["school_slug"]): SchoolState.model_validate(row) for row in rows}

    @cached_property
    def flags(self) -> dict[str, list[Flag]]:
        """Its flags by school, without their evidence."""
        found: dict[str, list[Flag]] = defaultdict(list)
        for row in self._rows(FlagRow):
            flag = Flag.model_validate(row)
            found[flag.school_slug].append(flag)
        return dict(found)

    @cached_property
    def documents(self) -> list[Values]:
        """Its documents, as rows."""
        return self._rows(DocumentRow)

    def rows_of(self, slugs: frozenset[str]) -> dict[type[SQLModel], list[Values]]:
        """All rows about these schools, by table."""
        return {table: [row for row in self._rows(table) if _slug(table, row) in slugs] for table in SCHOOL_TABLES}

    def _rows(self, table: type[SQLModel]) -> list[Values]:
        return list(read_rows(self.folder / DATABASE_NAME, table)) if self.folder else []


def _slug(table: type[SQLModel], row: Values) -> object:
    return row["slug"] if table is SchoolRow else row["school_slug"]
