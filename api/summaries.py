"""Summaries: counts over an edition for the pages.

Belongs here: sums and matrices in SQL. Does not belong here: rows of lists (queries.py), words (pages/wording.py).
"""

from collections.abc import Sequence
from typing import Any

import sqlalchemy
from sqlalchemy import ColumnElement, Connection, String, distinct, func, select, type_coerce

from api.resources import (
    CRAWLS,
    FLAGS,
    OUTCOMES,
    PLACEMENTS,
    REPLIES,
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
        .order_by(table.c.class_year.desc().nulls_last(), func.count().desc()),
    )


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
