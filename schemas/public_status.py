"""Answer models of the service's status: runs, what is held, what is due, how old the searches are.

Belongs here: what anybody may know of how MatchWatch is run. Does not belong here: words of errors, which name files of the
server (schemas/runs.py keeps them for operators), health of a process (public_service.py).
"""

from datetime import date, datetime

from pydantic import Field

from schemas.editions import SchoolStateFields
from schemas.held import HeldEdition, Loss
from schemas.public import Answer, EditionMark, same_as
from schemas.runs import RunOutcome, RunReport, StageRecord
from schemas.vocabulary import Collection


class RunAnswer(Answer):
    """A refresh: when it ran, over what, and what came of it."""

    run_id: str = same_as(RunReport, "run_id")
    started_at: datetime = same_as(RunReport, "started_at")
    ended_at: datetime | None = same_as(RunReport, "ended_at")
    outcome: RunOutcome = same_as(RunReport, "outcome")
    edition_id: str | None = same_as(RunReport, "edition_id")
    stages: list[StageRecord] = same_as(RunReport, "stages")
    faults: int = Field(ge=0, description="Faults that checks found; most only ask for a look.")


class HeldAnswer(Answer):
    """An edition that lost much and waits for a person, with what it would lose."""

    edition_id: str = same_as(HeldEdition, "edition_id")
    held_at: datetime = same_as(HeldEdition, "held_at")
    losses: tuple[Loss, ...] = same_as(HeldEdition, "losses")


class DueAnswer(Answer):
    """A day on which new figures can be expected."""

    day: date = Field(description="The day.")
    occasion: str = Field(description="What comes out about then.", examples=["Match Week"])


class SchoolAgeAnswer(Answer):
    """How fresh what is known of a school is."""

    school_slug: str = same_as(SchoolStateFields, "school_slug")
    crawl_state: str = same_as(SchoolStateFields, "crawl_state")
    crawled_at: datetime | None = same_as(SchoolStateFields, "crawled_at")


class StatusAnswer(Answer):
    """How MatchWatch is doing: last and next refresh, editions that wait for a person, and the age of every school's search."""

    edition: EditionMark | None = Field(description="Current edition; null if none.")
    collection: Collection = Field(description="Which schools.")
    runs: list[RunAnswer] = Field(description="The latest refreshes, newest first, ten at most.")
    held: list[HeldAnswer] = Field(
        description="Editions that lost much and wait for a person, newest first; the current one stays."
    )
    due: list[DueAnswer] = Field(description="The next days on which new figures can be expected.")
    searches: dict[str, int] = Field(description="Schools by the state of their search.", examples=[{"complete": 14}])
    schools: list[SchoolAgeAnswer] = Field(description="All schools, those searched longest ago first.")
