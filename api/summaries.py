"""Summaries: counts over an edition for the pages.

Belongs here: sums and matrices in SQL. Does not belong here: rows of lists (queries.py), words (pages/wording.py).
"""

from collections.abc import Sequence
from typing import Any

import sqlalchemy
from sqlalchemy import ColumnElement, Connection, String, distinct, func, select, type_coerce

from api.resources import (
    ASSESSMENTS,
    CRAWLS,
    DOCUMENTS,
    FLAGS,
    OUTCOMES,
    PLACEMENTS,
    REPLIES,
    SCHOOL_STATES,
    SCHOOLS,
    VISITS,
    sql_table,
)
from api.rows import Item, fetch
from schemas.tables import SpecialtyRow

SPECIALTIES = sql_table(SpecialtyRow)
Conditions = Sequence[ColumnElement[bool]]


def schools_matching(conditions: Conditions) -> sqlalchemy.Select[tuple[str]]:
    """The slugs of schools under conditions, as a subquery."""
    return select(SCHOOLS.table.c.slug).where(*conditions)


def status_counts(connection: Connection, conditions: Conditions) -> dict[str, dict[str, int]]:
    """How many schools have each status, by criterion."""
    table = ASSESSMENTS.table
    status = type_coerce(table.c.status, String)
    found = connection.execute(
        select(table.c.criterion_id, status, func.count())
        .where(table.c.school_slug.in_(schools_matching(conditions)))
        .group_by(table.c.criterion_id, status)
    )
    counts: dict[str, dict[str, int]] = {}
    for criterion, word, count in found:
        counts.setdefault(criterion, {})[word] = count
    return counts


def status_matrix(connection: Connection, slugs: Sequence[str]) -> dict[str, dict[str, str]]:
    """Status by school and criterion."""
    table = ASSESSMENTS.table
    status = type_coerce(table.c.status, String)
    found = connection.execute(
        select(table.c.school_slug, table.c.criterion_id, status).where(table.c.school_slug.in_(slugs))
    )
    matrix: dict[str, dict[str, str]] = {}
    for slug, criterion, word in found:
        matrix.setdefault(slug, {})[criterion] = word
    return matrix


def flag_counts(connection: Connection, conditions: Conditions) -> list[Item]:
    """How many flags each rule raised: rule, severity, schools."""
    table = FLAGS.table
    severity = type_coerce(table.c.severity, String).label("severity")
    return fetch(
        connection,
        select(table.c.rule, severity, func.count(distinct(table.c.school_slug)).label("schools"))
        .where(table.c.school_slug.in_(schools_matching(conditions)))
        .group_by(table.c.rule, severity)
        .order_by(severity.desc(), table.c.rule),
    )


def search_states(connection: Connection, conditions: Conditions) -> list[Item]:
    """How many schools' data are in each state."""
    table = SCHOOL_STATES
    return fetch(
        connection,
        select(table.c.crawl_state.label("state"), func.count().label("schools"))
        .where(table.c.school_slug.in_(schools_matching(conditions)))
        .group_by(table.c.crawl_state)
        .order_by(table.c.crawl_state),
    )


def reading_states(connection: Connection, conditions: Conditions) -> list[Item]:
    """What became of documents: kind, reading, how many, leftovers, names removed."""
    table = DOCUMENTS.table
    kind = type_coerce(table.c.kind, String).label("kind")
    reading = type_coerce(table.c.reading, String).label("reading")
    return fetch(
        connection,
        select(
            kind,
            reading,
            func.count().label("documents"),
            func.sum(table.c.leftover_count).label("leftovers"),
            func.sum(table.c.names_removed).label("names_removed"),
        )
        .where(table.c.school_slug.in_(schools_matching(conditions)))
        .group_by(kind, reading)
        .order_by(kind, reading),
    )


def searched_schools(connection: Connection, conditions: Conditions) -> dict[str, int]:
    """How many schools were searched, and for how many the search protocol was completed."""
    complete = func.sum(sqlalchemy.cast(CRAWLS.c.complete, sqlalchemy.Integer))
    where = CRAWLS.c.school_slug.in_(schools_matching(conditions))
    searched, completed = connection.execute(select(func.count(), complete).where(where)).one()
    return {"searched": searched, "complete": completed or 0}


def placement_lists(connection: Connection, slug: str) -> list[Item]:
    """A school's placements by class year and document: rows, people, specialties, states."""
    table = PLACEMENTS.table
    return fetch(
        connection,
        select(
            table.c.class_year,
            table.c.document_id,
            func.count().label("rows"),
            func.sum(table.c.count).label("people"),
            func.count(distinct(table.c.specialty_slug)).label("specialties"),
            func.count(distinct(table.c.resolved_state)).label("states"),
            func.count(distinct(table.c.institution_slug)).label("institutions"),
        )
        .where(table.c.school_slug == slug)
        .group_by(table.c.class_year, table.c.document_id)
        .order_by(table.c.class_year.desc(), func.count().desc()),
    )


def specialty_counts(connection: Connection, slug: str) -> dict[tuple[int | None, str], list[Item]]:
    """People by specialty, for each class year and document of a school; unresolved ones under no name."""
    table = PLACEMENTS.table
    people = func.sum(table.c.count).label("people")
    found = fetch(
        connection,
        select(table.c.class_year, table.c.document_id, SPECIALTIES.c.canonical_name.label("specialty"), people)
        .select_from(table.outerjoin(SPECIALTIES, table.c.specialty_slug == SPECIALTIES.c.slug))
        .where(table.c.school_slug == slug)
        .group_by(table.c.class_year, table.c.document_id, SPECIALTIES.c.canonical_name)
        .order_by(people.desc(), SPECIALTIES.c.canonical_name),
    )
    by_list: dict[tuple[int | None, str], list[Item]] = {}
    for row in found:
        by_list.setdefault((row["class_year"], row["document_id"]), []).append(row)
    return by_list


def visit_counts(connection: Connection, slug: str) -> list[Item]:
    """How many addresses of a school's site came to each outcome."""
    table = VISITS.table
    outcome = type_coerce(table.c.outcome, String).label("outcome")
    return fetch(
        connection,
        select(outcome, func.count().label("addresses"))
        .where(table.c.school_slug == slug)
        .group_by(outcome)
        .order_by(func.count().desc(), outcome),
    )


def reply_states(connection: Connection) -> dict[str, int]:
    """How many replies have come to each state."""
    state = type_coerce(REPLIES.table.c.state, String)
    return {row[0]: row[1] for row in connection.execute(select(state, func.count()).group_by(state))}


def school_names(connection: Connection) -> dict[str, str]:
    """Short names of all schools by slug, in the order of the names."""
    table = SCHOOLS.table
    found = connection.execute(select(table.c.slug, table.c.short_name).order_by(table.c.short_name, table.c.slug))
    return {row[0]: row[1] for row in found}


def outcome_names(connection: Connection) -> list[str]:
    """Names of the outcomes of whole classes."""
    table = OUTCOMES.table
    whole = select(table.c.name).where(table.c.specialty_slug.is_(None), table.c.institution_slug.is_(None))
    return list(connection.scalars(whole.distinct().order_by(table.c.name)))


def specialties_with_placements(connection: Connection) -> dict[str, str]:
    """Names of the specialties that some placement names, by slug, in the order of the names."""
    named = select(PLACEMENTS.table.c.specialty_slug).distinct()
    found = connection.execute(
        select(SPECIALTIES.c.slug, SPECIALTIES.c.canonical_name)
        .where(SPECIALTIES.c.slug.in_(named))
        .order_by(SPECIALTIES.c.canonical_name)
    )
    return {row[0]: row[1] for row in found}


def filter_values(connection: Connection, name: str) -> list[Any]:
    """Values that occur in a column of the schools, in order."""
    column = SCHOOLS.table.c[name]
    plain = type_coerce(column, String)
    return list(connection.scalars(select(plain).where(column.is_not(None)).distinct().order_by(plain)))
