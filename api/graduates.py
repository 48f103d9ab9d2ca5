"""Graduates: who went where, counted from the placement rows of an edition.

Belongs here: sums by school, class year, specialty, institution and state. Does not belong here: rows of lists, shares (those
are outcomes, made by the pipeline), layout.

A class may be listed in several documents that overlap: for each school and class year the document with the most rows is
counted and the others are left out, so that nobody counts twice.
"""

from collections import Counter, defaultdict

import sqlalchemy
from sqlalchemy import Column, ColumnElement, Connection, func, select

from api.resources import INSTITUTIONS, PLACEMENTS, SCHOOLS, SPECIALTIES
from api.rows import Item, fetch

TABLE = PLACEMENTS.table
COLUMNS = TABLE.c


def by_school_and_year(connection: Connection, column: Column[str], value: str) -> list[Item]:
    """Graduates with this specialty or institution: school_slug, short_name, degree, class_year, document_id, people."""
    schools = SCHOOLS.table.c
    fullest = _fullest()
    wanted = select(COLUMNS.school_slug, COLUMNS.class_year).where(column == value).distinct().subquery()
    return fetch(
        connection,
        select(
            COLUMNS.school_slug,
            schools.short_name,
            sqlalchemy.type_coerce(schools.degree, sqlalchemy.String).label("degree"),
            COLUMNS.class_year,
            COLUMNS.document_id,
            func.sum(COLUMNS.count).label("people"),
        )
        .select_from(
            TABLE.join(fullest, _same_list(fullest))
            .join(wanted, (wanted.c.school_slug == COLUMNS.school_slug) & (wanted.c.class_year == COLUMNS.class_year))
            .join(SCHOOLS.table, schools.slug == COLUMNS.school_slug)
        )
        .where(column == value, COLUMNS.class_year.is_not(None))
        .group_by(COLUMNS.school_slug, schools.short_name, schools.degree, COLUMNS.class_year, COLUMNS.document_id)
        .order_by(schools.short_name, COLUMNS.class_year.desc()),
    )


def by_name(connection: Connection, column: Column[str], value: str, named: Column[str], limit: int) -> list[Item]:
    """Graduates with this specialty (or institution) by institution (or specialty): slug, name, people, schools, years."""
    other, name = (INSTITUTIONS, "name") if named is COLUMNS.institution_slug else (SPECIALTIES, "canonical_name")
    fullest = _fullest()
    people = func.sum(COLUMNS.count).label("people")
    return fetch(
        connection,
        select(
            named.label("slug"),
            other.table.c[name].label("name"),
            people,
            func.count(sqlalchemy.distinct(COLUMNS.school_slug)).label("schools"),
            func.min(COLUMNS.class_year).label("first_year"),
            func.max(COLUMNS.class_year).label("last_year"),
        )
        .select_from(TABLE.join(fullest, _same_list(fullest)).join(other.table, other.table.c.slug == named))
        .where(column == value)
        .group_by(named, other.table.c[name])
        .order_by(people.desc(), other.table.c[name])
        .limit(limit),
    )


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
        .order_by(COLUMNS.class_year.desc(), COLUMNS.finding_id),
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
