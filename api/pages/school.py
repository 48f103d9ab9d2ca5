"""Contents of the pages of one school.

Belongs here: which rows, sums and charts it shows. Does not belong here: HTTP, layout, the other pages (contents.py).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy
from sqlalchemy import ColumnElement, Connection, select

from api import graduates, summaries
from api.editions import OpenEdition
from api.pages.contents import Values
from api.pages.outcomes import Row, families_of, headlines_of, rows_of
from api.pages.tiles import TileMap, tile_map
from api.pages.trends import trends_of
from api.queries import all_rows, one_row, require_school
from api.resources import (
    ASSESSMENTS,
    CHANGES,
    CRITERIA,
    DOCUMENTS,
    FLAGS,
    MEASURES,
    OUTCOMES,
    PLACEMENTS,
    SCHOOLS,
    STATEMENTS,
    VISITS,
    Resource,
    sql_table,
)
from api.rows import Item, fetch
from schemas.tables import AskQuestionRow
from schemas.vocabulary import CriterionStatus, Severity, Theme, VisitOutcome

SHOWN_ROWS = 60
"""Rows of one table on the page; the rest is one link away in the API."""
MOST_ROWS = 2_000
"""Outcomes of whole classes and figures that are looked at: more than any school has."""
MAPPED_CLASSES = 5
YEARS_SHOWN = 6
NAMES_SHOWN = 15
VISITED = (VisitOutcome.fetched, VisitOutcome.not_modified)
GRAVEST_FIRST = (Severity.red, Severity.yellow, Severity.note)


@dataclass(frozen=True, slots=True)
class Event:
    """A line of the timeline; on is a day, or a year where only that is known."""

    on: date | int
    words: str
    path: str | None = None

    @property
    def place(self) -> tuple[int, int, int]:
        """Where it stands: a year before its days."""
        return (self.on, 0, 0) if isinstance(self.on, int) else (self.on.year, self.on.month, self.on.day)


def school(edition: OpenEdition, slug: str) -> Values:
    """Everything about one school."""
    with edition.engine.connect() as connection:
        require_school(connection, slug)
        found = one_row(connection, SCHOOLS, slug)
        documents = _of_school(connection, DOCUMENTS, slug)
        flags = sorted(
            _of_school(connection, FLAGS, slug), key=lambda row: GRAVEST_FIRST.index(Severity(row["severity"]))
        )
        changes = _of_school(connection, CHANGES, slug)
        return {
            "school": found,
            "themes": _by_theme(connection, _of_school(connection, ASSESSMENTS, slug)),
            "flags": flags,
            "statements": _of_school(connection, STATEMENTS, slug),
            "changes": changes,
            "documents": documents,
            "titles": {document["document_id"]: document for document in documents},
            "lists": summaries.placement_lists(connection, slug),
            "questions": _lead_questions(connection, slug),
            "timeline": _timeline(found, flags, changes, documents),
            "visit_counts": summaries.visit_counts(connection, slug),
            "unsettled": _of_school(connection, VISITS, slug, VISITS.table.c.outcome.not_in(VISITED)),
            "shown_rows": SHOWN_ROWS,
            **_outcomes(connection, found),
            **_destinations(connection, found),
        }


def figures(edition: OpenEdition, slug: str) -> Values:
    """All outcomes of whole classes of one school, and its figures as printed, the newest first."""
    with edition.engine.connect() as connection:
        require_school(connection, slug)
        measures = _of_school(connection, MEASURES, slug, limit=MOST_ROWS)
        return {
            "school": one_row(connection, SCHOOLS, slug),
            "families": families_of(_outcome_rows(connection, slug)),
            "measures": sorted(measures, key=lambda row: row["period"] or "", reverse=True)[:SHOWN_ROWS],
            "shown_rows": SHOWN_ROWS,
        }


def _outcomes(connection: Connection, school: Item) -> Values:
    rows = _outcome_rows(connection, school["slug"])
    return {
        "headlines": headlines_of(rows),
        "has_outcomes": bool(rows),
        "trends": trends_of(rows, school["short_name"]),
    }


def _outcome_rows(connection: Connection, slug: str) -> list[Row]:
    whole = (OUTCOMES.table.c.specialty_slug.is_(None), OUTCOMES.table.c.institution_slug.is_(None))
    return rows_of(_of_school(connection, OUTCOMES, slug, *whole, limit=MOST_ROWS))


def _destinations(connection: Connection, school: Item) -> Values:
    slug = school["slug"]
    by_state = graduates.by_state(connection, slug, MAPPED_CLASSES)
    classes = sorted({row["class_year"] for row in by_state})
    counts: dict[str, int] = {}
    for row in by_state:
        if row["state"]:
            counts[row["state"]] = counts.get(row["state"], 0) + int(row["people"])
    unknown = sum(int(row["people"]) for row in by_state if not row["state"])
    return {
        "map": _map(school, counts, classes) if counts else None,
        "mapped": classes,
        "without_state": unknown,
        "specialties": _by_name(graduates.of_school(connection, slug, PLACEMENTS.table.c.specialty_slug)),
        "institutions": _by_name(graduates.of_school(connection, slug, PLACEMENTS.table.c.institution_slug)),
        "years": _years(connection, slug),
    }


def _map(school: Item, counts: dict[str, int], classes: Sequence[int]) -> TileMap:
    span = str(classes[0]) if len(classes) == 1 else f"{classes[0]} to {classes[-1]}"
    return tile_map(f"Placements by state, classes of {span}", counts, school["state"])


def _years(connection: Connection, slug: str) -> list[int]:
    year = PLACEMENTS.table.c.class_year
    wanted = select(year).where(PLACEMENTS.table.c.school_slug == slug, year.is_not(None)).distinct()
    return [int(found) for found in connection.scalars(wanted.order_by(year.desc()).limit(YEARS_SHOWN)) if found]


def _by_name(rows: Iterable[Item]) -> list[Values]:
    """Counts by class year for each name, the most frequent first; placements without a known name are left out."""
    named: dict[str, Values] = {}
    for row in rows:
        if row["slug"]:
            one = named.setdefault(row["slug"], {"slug": row["slug"], "name": row["name"], "years": {}, "total": 0})
            one["years"][row["class_year"]] = int(row["people"])
            one["total"] += int(row["people"])
    return sorted(named.values(), key=lambda one: (-one["total"], one["name"] or one["slug"]))[:NAMES_SHOWN]


def _timeline(school: Item, flags: Iterable[Item], changes: Iterable[Item], documents: Iterable[Item]) -> list[Event]:
    """What happened when, the newest first."""
    events = []
    for name, words in (
        ("first_class_matriculated", "First class entered"),
        ("first_class_graduated", "First class graduated"),
    ):
        if school.get(name):
            events.append(Event(school[name], words))
    fetched = [document["fetched_at"] for document in documents if document["fetched_at"]]
    if fetched:
        events.append(Event(_day(min(fetched)), "First document of this edition fetched"))
    if school["search"] and school["search"]["finished_at"]:
        events.append(Event(_day(school["search"]["finished_at"]), "Search of its site ended", "#search"))
    events += [
        Event(change["noticed_on"], f"{change['subject'].replace('_', ' ')}: {change['kind']}", "#changes")
        for change in changes
        if change["noticed_on"]
    ]
    for flag in flags:
        words = f"{flag['rule'].replace('_', ' ')}: flag first raised"
        events.append(Event(flag["first_seen"], words, f"/flags/{flag['flag_id']}"))
        events += [
            Event(reply["received_on"], "Reply of the school received", f"/flags/{flag['flag_id']}")
            for reply in flag["replies"]
        ]
    return sorted(events, key=lambda event: event.place, reverse=True)


def _day(moment: datetime) -> date:
    return moment.date()


def _lead_questions(connection: Connection, slug: str) -> list[Item]:
    table = sql_table(AskQuestionRow)
    wanted = select(table.c.topic, table.c.question).where(
        table.c.school_slug == slug, table.c.lead == sqlalchemy.true()
    )
    return fetch(connection, wanted.order_by(table.c.place))


def _of_school(
    connection: Connection,
    resource: Resource,
    slug: str,
    *conditions: ColumnElement[bool],
    limit: int = SHOWN_ROWS,
) -> list[Item]:
    return all_rows(connection, resource, resource.table.c.school_slug == slug, *conditions, limit=limit)


def _by_theme(connection: Connection, assessments: list[Item]) -> list[tuple[str, list[Item]]]:
    """Assessments with the title of their criterion, grouped by its theme in the order of the vocabulary.

    Criteria of a theme that were not assessed for one reason, with nothing found, share a row.
    """
    criteria = {row["criterion_id"]: row for row in all_rows(connection, CRITERIA, limit=SHOWN_ROWS)}
    grouped: dict[str, list[Item]] = {theme.value: [] for theme in Theme}
    for row in assessments:
        criterion = criteria.get(row["criterion_id"])
        row["criterion"] = criterion
        row["titles"] = [criterion["title"] if criterion else row["criterion_id"]]
        grouped[criterion["theme"] if criterion else Theme.match.value].append(row)
    return [(theme, _joined(rows)) for theme, rows in grouped.items() if rows]


def _joined(rows: Iterable[Item]) -> list[Item]:
    joined: list[Item] = []
    unassessed: dict[str, Item] = {}
    for row in rows:
        silent = row["status"] == CriterionStatus.not_assessed and not row["evidence"] and not row["replies"]
        same = unassessed.get(row["reason"]) if silent else None
        if same:
            same["titles"] += row["titles"]
            continue
        joined.append(row)
        if silent:
            unassessed[row["reason"]] = row
    return joined
