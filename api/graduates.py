"""Graduates: who went where, counted from the placement rows of an edition.

Belongs here: sums by school, class year, specialty, institution and state. Does not belong here: rows of lists, shares (those
are outcomes, made by the pipeline), layout.

A class may be listed in several documents that overlap: for each school and class year the document with the most graduates is
counted and the others are left out, so that nobody counts twice.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

import sqlalchemy
from sqlalchemy import Column, ColumnElement, Connection, func, select

from api.resources import INSTITUTIONS, PLACEMENTS, SCHOOLS, SPECIALTIES
from api.rows import Item, fetch

TABLE = PLACEMENTS.table
COLUMNS = TABLE.c
Lists = Mapping[tuple[str, int], str]
"""The document that counts for each school and class year."""


def fullest_lists(connection: Connection) -> Lists:
    """The list that counts for each school and class year. It reads all placements: keep it, editions never change."""
    people = func.sum(COLUMNS.count).label("people")
    keys = (COLUMNS.school_slug, COLUMNS.class_year, COLUMNS.document_id)
    statement = select(*keys, people).where(COLUMNS.class_year.is_not(None)).group_by(*keys)
    found: dict[tuple[str, int], str] = {}
    for row in fetch(connection, statement.order_by(people.desc(), COLUMNS.document_id)):
        found.setdefault((row["school_slug"], row["class_year"]), row["document_id"])
    return found


def by_school_and_year(connection: Connection, lists: Lists, column: Column[str], value: str) -> list[Item]:
    """Graduates with this specialty or institution: school_slug, short_name, degree, class_year, document_id, people."""
    schools = SCHOOLS.table.c
    degree = sqlalchemy.type_coerce(schools.degree, sqlalchemy.String).label("degree")
    named = {row["slug"]: row for row in fetch(connection, select(schools.slug, schools.short_name, degree))}
    rows = [
        {**row, "short_name": named[row["school_slug"]]["short_name"], "degree": named[row["school_slug"]]["degree"]}
        for row in _counted(connection, lists, column, value)
    ]
    return sorted(rows, key=lambda row: (row["short_name"], row["school_slug"], -row["class_year"]))


def by_name(
    connection: Connection, lists: Lists, column: Column[str], value: str, named: Column[str], limit: int
) -> list[Item]:
    """Graduates with this specialty (or institution) by institution (or specialty): slug, name, people, schools, years."""
    by_slug: dict[str, list[Item]] = defaultdict(list)
    for row in _counted(connection, lists, column, value, named.label("slug")):
        if row["slug"]:
            by_slug[row["slug"]].append(row)
    most = sorted(by_slug, key=lambda slug: (-sum(row["people"] for row in by_slug[slug]), slug))[:limit]
    names = _names(connection, named, most)
    return [
        {
            "slug": slug,
            "name": names.get(slug, slug),
            "people": sum(row["people"] for row in by_slug[slug]),
            "schools": len({row["school_slug"] for row in by_slug[slug]}),
            "first_year": min(row["class_year"] for row in by_slug[slug]),
            "last_year": max(row["class_year"] for row in by_slug[slug]),
        }
        for slug in most
    ]


def _counted(
    connection: Connection, lists: Lists, column: Column[str], value: str, *also: ColumnElement[str]
) -> list[Item]:
    """Sums over the lists that count, by school, class year and what else is asked for."""
    keys = (COLUMNS.school_slug, COLUMNS.class_year, COLUMNS.document_id, *also)
    statement = select(*keys, func.sum(COLUMNS.count).label("people")).where(column == value)
    rows = fetch(connection, statement.where(COLUMNS.class_year.is_not(None)).group_by(*keys))
    return [row for row in rows if lists.get((row["school_slug"], row["class_year"])) == row["document_id"]]


def _names(connection: Connection, named: Column[str], slugs: Sequence[str]) -> dict[str, str]:
    other, name = (INSTITUTIONS, "name") if named is COLUMNS.institution_slug else (SPECIALTIES, "canonical_name")
    wanted = select(other.table.c.slug, other.table.c[name]).where(other.table.c.slug.in_(slugs))
    return {row[0]: row[1] for row in connection.execute(wanted)}


def by_state(connection: Connection, school: str, years: int) -> list[Item]:
    """Where the graduates of a school's newest listed classes went: class_year, state, people; state None where unknown."""
    fullest = _fullest(COLUMNS.school_slug == school)
    newest = select(fullest.c.class_year).order_by(fullest.c.class_year.desc()).limit(years)
    return fetch(
        connection,
        select(COLUMNS.class_year, COLUMNS.resolved_state.label("state"), func.sum(COLUMNS.count).label("people"))
        .select_from(TABLE.join(fullest, _same_list(fullest)))
        .where(COLUMNS.school_slug == school, COLUMNS.class_year.in_(newest))
        .group_by(COLUMNS.class_year, COLUMNS.resolved_state),
    )


def of_school(connection: Connection, school: str, named: Column[str]) -> list[Item]:
    """A school's graduates by class year and specialty or institution: slug, name, class_year, people."""
    other, name = (INSTITUTIONS, "name") if named is COLUMNS.institution_slug else (SPECIALTIES, "canonical_name")
    fullest = _fullest(COLUMNS.school_slug == school)
    return fetch(
        connection,
        select(
            named.label("slug"),
            other.table.c[name].label("name"),
            COLUMNS.class_year,
            func.sum(COLUMNS.count).label("people"),
        )
        .select_from(TABLE.join(fullest, _same_list(fullest)).outerjoin(other.table, other.table.c.slug == named))
        .where(COLUMNS.school_slug == school)
        .group_by(named, other.table.c[name], COLUMNS.class_year),
    )


def by_school_and_state(connection: Connection, years: int) -> list[Item]:
    """Graduates of every school's newest listed classes by state: school_slug, class_year, document_id, state, people.

    The fullest lists are chosen here rather than in the database, which would read all rows several times.
    """
    columns = (COLUMNS.school_slug, COLUMNS.class_year, COLUMNS.document_id, COLUMNS.resolved_state)
    people = func.sum(COLUMNS.count).label("people")
    statement = select(*columns[:3], COLUMNS.resolved_state.label("state"), people)
    rows = fetch(connection, statement.where(COLUMNS.class_year.is_not(None)).group_by(*columns))
    lists: dict[tuple[str, int], Counter[str]] = defaultdict(Counter)
    for row in rows:
        lists[row["school_slug"], row["class_year"]][row["document_id"]] += row["people"]
    listed: dict[str, list[int]] = defaultdict(list)
    for school, year in sorted(lists, reverse=True):
        listed[school].append(year)
    fullest = {
        (school, year): min(lists[school, year].items(), key=lambda pair: (-pair[1], pair[0]))[0]
        for school, found in listed.items()
        for year in found[:years]
    }
    return [
        row
        for row in rows
        if row["state"] is not None and fullest.get((row["school_slug"], row["class_year"])) == row["document_id"]
    ]


def rows_of_school(connection: Connection, school: str) -> list[Item]:
    """The rows of a school's lists that are counted: finding, class, specialty, institution with name and state, count."""
    fullest = _fullest(COLUMNS.school_slug == school)
    institutions = INSTITUTIONS.table
    return fetch(
        connection,
        select(
            *(
                COLUMNS[name]
                for name in ("finding_id", "document_id", "class_year", "specialty_slug", "institution_slug")
            ),
            COLUMNS.count.label("count"),
            institutions.c.name,
            institutions.c.state,
        )
        .select_from(
            TABLE.join(fullest, _same_list(fullest)).outerjoin(
                institutions, institutions.c.slug == COLUMNS.institution_slug
            )
        )
        .where(COLUMNS.school_slug == school)
        .order_by(COLUMNS.class_year.desc().nulls_last(), COLUMNS.finding_id),
    )


def _fullest(*conditions: ColumnElement[bool]) -> sqlalchemy.Subquery:
    """The document with the most rows for each school and class year, as school_slug, class_year, document_id."""
    ranked = (
        select(
            COLUMNS.school_slug,
            COLUMNS.class_year,
            COLUMNS.document_id,
            func.row_number()
            .over(
                partition_by=(COLUMNS.school_slug, COLUMNS.class_year),
                order_by=(func.sum(COLUMNS.count).desc(), COLUMNS.document_id),
            )
            .label("place"),
        )
        .where(COLUMNS.class_year.is_not(None), *conditions)
        .group_by(COLUMNS.school_slug, COLUMNS.class_year, COLUMNS.document_id)
        .subquery()
    )
    return (
        select(ranked.c.school_slug, ranked.c.class_year, ranked.c.document_id).where(ranked.c.place == 1).subquery()
    )


def _same_list(fullest: sqlalchemy.Subquery) -> ColumnElement[bool]:
    return sqlalchemy.and_(
        fullest.c.school_slug == COLUMNS.school_slug,
        fullest.c.class_year == COLUMNS.class_year,
        fullest.c.document_id == COLUMNS.document_id,
    )
