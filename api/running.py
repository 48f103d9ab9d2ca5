"""How MatchWatch is run: the status of a collection, from the reports beside the editions and from the edition itself.

Belongs here: gathering what the status page and its twin tell. Does not belong here: the page, health of this process.
"""

from collections import Counter
from datetime import UTC, date, datetime
from itertools import islice
from pathlib import Path

from sqlalchemy import select

from api.editions import EditionStore, OpenEdition
from rules.calendar import refresh_days
from schemas.held import held_editions
from schemas.public_status import DueAnswer, HeldAnswer, RunAnswer, SchoolAgeAnswer, StatusAnswer
from schemas.runs import RunReport, read_runs
from schemas.tables import SchoolStateRow
from schemas.vocabulary import Collection

RUNS_SHOWN = 10
DAYS_SHOWN = 5


def status_of(editions: Path, collection: Collection, edition: OpenEdition | None) -> StatusAnswer:
    """The status of a collection; edition is its current one, or None where none can be read."""
    ages = ages_of_schools(edition) if edition else []
    return StatusAnswer(
        edition=edition.mark if edition else None,
        collection=collection,
        runs=[run_answer(report) for report in read_runs(editions, collection, most=RUNS_SHOWN)],
        held=[
            HeldAnswer(edition_id=held.edition_id, held_at=held.held_at, losses=held.losses)
            for held in held_editions(editions, collection)
        ],
        due=due_days(datetime.now(UTC).date()) if collection is Collection.real else [],
        searches=dict(sorted(Counter(age.crawl_state for age in ages).items())),
        schools=ages,
    )


def run_answer(report: RunReport) -> RunAnswer:
    """A report without the words of its errors."""
    told = report.model_dump(include=set(RunAnswer.model_fields) - {"faults", "stages"})
    return RunAnswer(**told, stages=report.stages, faults=sum(check.faults for check in report.checks))


def due_days(today: date) -> list[DueAnswer]:
    """The next days on which the calendar expects new figures, the first being today's."""
    days = (
        DueAnswer(day=day, occasion=title)
        for year in (today.year, today.year + 1)
        for title, day in refresh_days(year)
    )
    return list(islice((due for due in days if due.day >= today), DAYS_SHOWN))


def ages_of_schools(edition: OpenEdition) -> list[SchoolAgeAnswer]:
    """State and time of every school's search: those never searched first, then the oldest."""
    table = SchoolStateRow.__table__  # type: ignore[attr-defined]  # SQLModel types no table
    names = ("school_slug", "crawl_state", "crawled_at")
    with edition.engine.connect() as connection:
        rows = connection.execute(select(*(table.c[name] for name in names))).mappings()
        found = [SchoolAgeAnswer(**row) for row in rows]
    return sorted(found, key=lambda age: (age.crawled_at is not None, str(age.crawled_at), age.school_slug))


def current_ages(store: EditionStore) -> dict[Collection, list[SchoolAgeAnswer]]:
    """The same of the current editions."""
    current = ((collection, store.current_or_none(collection)) for collection in Collection)
    return {collection: ages_of_schools(edition) for collection, edition in current if edition}
