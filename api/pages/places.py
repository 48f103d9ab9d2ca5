"""Contents of the pages by specialty, institution, flag rule and search.

Belongs here: which rows and sums these pages need. Does not belong here: HTTP, layout, SQL of the sums (api/graduates.py).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import Column, Connection

from api import graduates, summaries
from api.editions import OpenEdition
from api.keeping import made_once
from api.listing import List
from api.pages.contents import Values, query_of
from api.parameters.base import ListParameters
from api.queries import all_rows, one_row
from api.resources import FLAGS, INSTITUTIONS, OUTCOMES, PLACEMENTS, SPECIALTIES, Resource
from api.rows import Item
from api.search import index_of
from schemas.public_service import SearchHit, SearchKind
from schemas.vocabulary import Degree, Severity

YEARS_SHOWN = 6
SCHOOLS_SHOWN = 150
"""Schools in one table: more would make the page heavy; the API has all."""
NAMES_SHOWN = 40
HITS_SHOWN = 40


@dataclass(frozen=True, slots=True)
class SchoolYears:
    """One school's placements by class year; a year without a list is missing, a listed year without any is 0."""

    slug: str
    name: str
    degree: str
    years: dict[int, int]
    total: int
    record: Item | None


def specialty(edition: OpenEdition, slug: str) -> Values:
    """Which schools' graduates went into a specialty, and where they train."""
    found, values = _of_graduates(edition, SPECIALTIES, slug, "specialty_slug", "institution_slug")
    return {"specialty": found, "institutions": values.pop("names"), **values}


def institution(edition: OpenEdition, slug: str) -> Values:
    """Which schools' graduates went to an institution, by year and specialty."""
    found, values = _of_graduates(edition, INSTITUTIONS, slug, "institution_slug", "specialty_slug")
    return {"institution": found, "specialties": values.pop("names"), **values}


def listed(edition: OpenEdition, resource: Resource, parameters: ListParameters) -> Values:
    """One page of a list of reference data."""
    with edition.engine.connect() as connection:
        page = List(connection, resource, parameters).page()
    return {"page": page, "parameters": parameters, "query": query_of(parameters)}


def flags(edition: OpenEdition, parameters: ListParameters) -> Values:
    """One page of flags of all schools, and how many schools each rule is raised for."""
    with edition.engine.connect() as connection:
        return {
            "page": List(connection, FLAGS, parameters).page(),
            "parameters": parameters,
            "query": query_of(parameters),
            "rules": summaries.flag_counts(connection, ()),
            "schools": summaries.school_names(connection),
            "severities": list(Severity),
            "degrees": list(Degree),
        }


def search(edition: OpenEdition, words: str | None) -> Values:
    """What has a name like these words, by kind."""
    hits: Sequence[SearchHit] = ()
    if words:
        with edition.engine.connect() as connection:
            hits = index_of(edition.record.edition_id, connection).find(words, [], HITS_SHOWN)
    grouped = {kind: [hit for hit in hits if hit.kind is kind] for kind in SearchKind}
    return {"words": words or "", "found": len(hits), "kinds": {kind: rows for kind, rows in grouped.items() if rows}}


def _of_graduates(edition: OpenEdition, resource: Resource, slug: str, column: str, other: str) -> tuple[Item, Values]:
    """One thing that placements name in a column, and those placements by school and year, and by what they name in another."""
    with edition.engine.connect() as connection:
        found = one_row(connection, resource, slug)
        lists = _lists(edition, connection)
        names = graduates.by_name(connection, lists, _column(column), slug, _column(other), NAMES_SHOWN)
        return found, {"names": names, **_table(connection, lists, column, slug, _records(connection, column, slug))}


def _column(name: str) -> Column[str]:
    return PLACEMENTS.table.c[name]


def _records(connection: Connection, column: str, slug: str) -> dict[str, Item]:
    """The share over the last classes of every school that has one, by school."""
    table = OUTCOMES.table
    wanted = (table.c[column] == slug, table.c.method.in_(("track_record", "institution_record")))
    return {row["school_slug"]: row for row in all_rows(connection, OUTCOMES, *wanted, limit=1000)}


def _lists(edition: OpenEdition, connection: Connection) -> graduates.Lists:
    return made_once(("fullest lists", edition.identity), lambda: graduates.fullest_lists(connection))


def _table(connection: Connection, lists: graduates.Lists, column: str, slug: str, records: dict[str, Item]) -> Values:
    rows = graduates.by_school_and_year(connection, lists, _column(column), slug)
    newest = max((row["class_year"] for row in rows), default=0)
    years = [year for year in range(newest, newest - YEARS_SHOWN, -1) if year > 0]
    schools = list(_by_school(rows, years, records))
    return {
        "years": years,
        "schools": schools[:SCHOOLS_SHOWN],
        "left_out": max(0, len(schools) - SCHOOLS_SHOWN),
        "total": sum(row.total for row in schools),
        "nations": _nations(schools),
    }


def _nations(schools: Iterable[SchoolYears]) -> list[tuple[str, str]]:
    """What is said of the nation beside these shares, once for each degree."""
    said = {(row.degree, row.record["not_compared"]) for row in schools if row.record and row.record["not_compared"]}
    return sorted(said) if len(said) <= len(Degree) else []


def _by_school(rows: Iterable[Item], years: Sequence[int], records: dict[str, Item]) -> Iterable[SchoolYears]:
    by_school: dict[str, list[Item]] = {}
    for row in rows:
        by_school.setdefault(row["school_slug"], []).append(row)
    for slug, found in by_school.items():
        counts = {row["class_year"]: int(row["people"]) for row in found if row["class_year"] in years}
        total = sum(int(row["people"]) for row in found)
        yield SchoolYears(slug, found[0]["short_name"], found[0]["degree"], counts, total, records.get(slug))
