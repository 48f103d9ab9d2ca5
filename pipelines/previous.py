"""What the current edition says of each school: kept where a refresh does not ask, or gets no answer.

Belongs here: reading rows back by school. Does not belong here: when they are kept (stages.py).
"""

from collections import defaultdict
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path

from sqlmodel import SQLModel

from pipelines.steps.publish.database import Values, fits, read_rows
from pipelines.steps.publish.pointer import DATABASE_NAME, current_or_none
from schemas.disclosure import ChangeEvent, Flag
from schemas.editions import SchoolState
from schemas.tables import (
    AskClaimRow,
    AskQuestionRow,
    AssessmentRow,
    ChangeEventRow,
    CrawlRow,
    DocumentRow,
    EvidenceRow,
    FlagRow,
    KnownAddressRow,
    MeasureRow,
    OutcomeRow,
    PlacementRow,
    ReplyRow,
    ReplyStepRow,
    SchoolRow,
    SchoolStateRow,
    StatementRow,
    VisitRow,
)
from schemas.vocabulary import ChangeKind, Collection, DocumentKind

SCHOOL_TABLES: tuple[type[SQLModel], ...] = (SchoolRow, SchoolStateRow, KnownAddressRow, DocumentRow, PlacementRow, MeasureRow,
    StatementRow, OutcomeRow, AssessmentRow, FlagRow, EvidenceRow, ChangeEventRow, AskQuestionRow, AskClaimRow, CrawlRow,
    VisitRow)  # fmt: skip
"""Tables whose rows belong to one school each. Replies do too, but are taken from their files for all schools anew."""


COMPLETE = "complete"
"""State of a school whose search was complete."""


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

    def is_news(self, event: ChangeEvent, standing: Mapping[str, str]) -> bool:
        """Whether a change is one of the school's pages, and not of how far they were looked at.

        What stands on a page that was never captured before is new only if the search before was complete and did not
        come across it, at this address or another. What was told once stays told.

        Args:
            event: the change.
            standing: the documents that stand now, with the hashes of their bytes.
        """
        if event.kind is not ChangeKind.appeared or event.before_document_id is not None:
            return True
        if event.event_id in self._told_changes:
            return True
        before = self.states.get(event.school_slug)
        was_searched = before is not None and before.crawl_state == COMPLETE
        content = standing.get(event.after_document_id or "")
        return was_searched and content is not None and content not in self._known_contents[event.school_slug]

    @cached_property
    def _told_changes(self) -> frozenset[str]:
        return frozenset(str(row["event_id"]) for row in self._rows(ChangeEventRow))

    @cached_property
    def _known_contents(self) -> dict[str, set[str]]:
        found: dict[str, set[str]] = defaultdict(set)
        for row in self.documents:
            if row["kind"] == DocumentKind.crawled:
                found[str(row["school_slug"])].add(str(row["sha256"]))
        return found

    def rows_of(self, slugs: frozenset[str]) -> dict[type[SQLModel], list[Values]]:
        """All rows about these schools, by table."""
        return {
            table: [row for row in self._rows(table) if slug_of_row(table, row) in slugs] for table in SCHOOL_TABLES
        }

    def replies(self, names: frozenset[str]) -> dict[type[SQLModel], list[Values]]:
        """All rows about these replies, by table."""
        tables: tuple[type[SQLModel], ...] = (ReplyRow, ReplyStepRow)
        return {table: [row for row in self._rows(table) if row["reply_id"] in names] for table in tables if names}

    def _rows(self, table: type[SQLModel]) -> list[Values]:
        return list(read_rows(self.folder / DATABASE_NAME, table)) if self.folder else []


def slug_of_row(table: type[SQLModel], row: Values) -> object:
    """The school that a row of a school's table is about."""
    return row["slug"] if table is SchoolRow else row["school_slug"]
