"""How MatchWatch is run: the status of a collection, from the reports beside the editions and from the edition itself.

Belongs here: gathering what the status page and its twin tell. Does not belong here: the page, health of this process.
"""

from collections import Counter
from datetime import UTC, date, datetime
from itertools import islice
from pathlib import Path

from sqlalchemy import Connection, select

from api.editions import OpenEdition
from rules.calendar import refresh_days
from schemas.public_status import DueAnswer, RunAnswer, SchoolAgeAnswer, StatusAnswer
from schemas.runs import HELD_FOLDER, RunReport, read_runs
from schemas.tables import SchoolStateRow
from schemas.vocabulary import Collection

RUNS_SHOWN = 10
DAYS_SHOWN = 5


def status_of(editions: Path, collection: Collection, edition: OpenEdition | None) -> StatusAnswer:
    """The status of a collection; edition is its current one, or None where none can be read."""
    ages: list[SchoolAgeAnswer] = []
    if edition is not None:
        with edition.engine.connect() as connection:
            ages = ages_of_schools(connection)
    return StatusAnswer(
        edition=edition.mark if edition else None,
        collection=collection,
        runs=[run_answer(report) for report in read_runs(editions, collection, most=RUNS_SHOWN)],
        held=held_editions(editions, collection),
        due=due_days(datetime.now(UTC).date()) if collection is Collection.real else [],
        searches=dict(sorted(Counter(age.crawl_state for age in ages).items())),
        schools=ages,
    )


def run_answer(report: RunReport) -> RunAnswer:
    """A report without the words of its errors."""
    told = report.model_dump(include=set(RunAnswer.model_fields) - {"faults", "stages"})
    return RunAnswer(**told, stages=report.stages, faults=sum(check.faults for check in report.checks))


def held_editions(editions: Path, collection: Collection) -> list[str]:
    """Identifiers of the editions that wait for a person."""
    return sorted(path.name for path in (editions / HELD_FOLDER).glob(f"{collection}-*") if path.is_dir())


def due_days(today: date) -> list[DueAnswer]:
    """The next days on which the calendar expects new figures, the first being today's."""
    days = (
        DueAnswer(day=day, occasion=title)
        for year in (today.year, today.year + 1)
        for title, day in refresh_days(year)
    )
    return list(islice((due for due in days if due.day >= today), DAYS_SHOWN))


def ages_of_schools(connection: Connection) -> list[SchoolAgeAnswer]:
    """State and time of every school's search: those never searched first, then the oldest."""
    table = SchoolStateRow.__table__  # type: ignore[attr-defined]  # SQLModel types no table
    names = ("school_slug", "crawl_state", "crawled_at")
    rows = connection.execute(select(*(table.c[name] for name in names))).mappings()
    found = [SchoolAgeAnswer(**row) for row in rows]
    return sorted(found, key=lambda age: (age.crawled_at is not None, str(age.crawled_at), age.school_slug))
