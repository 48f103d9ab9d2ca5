"""Queries: single rows, and a few rows for the pages.

Belongs here: rows by key or condition, with their companions. Does not belong here: lists with filters (listing.py), sums
(summaries.py).
"""

import sqlalchemy
from rapidfuzz import fuzz, process, utils
from sqlalchemy import ColumnElement, Connection, bindparam, select

from api.companions import add_companions
from api.keeping import made_once
from api.problems import not_found
from api.resources import (
    SCHOOLS,
    Resource,
)
from api.rows import Item, Prepared, fetch, plain_columns, prepare
from schemas.ordering import sortable

NEAR_LIMIT = 5
NEAR_CUTOFF = 60


def all_rows(connection: Connection, resource: Resource, *conditions: ColumnElement[bool], limit: int) -> list[Item]:
    """Rows of a list in its own order, with their companions, at most `limit`."""
    statement = select(*plain_columns(resource.table)).where(*conditions)
    order = [sortable(resource.table.c[name]) for name in resource.order]
    rows = fetch(connection, statement.order_by(*order).limit(limit))
    add_companions(connection, resource, rows)
    return rows


def one_row(connection: Connection, resource: Resource, key: str) -> Item:
    """The row with this key, with its companions.

    Raises:
        ProblemError: 404 where there is none; for a school it names schools with a like slug or name.
    """
    if resource is SCHOOLS:
        require_school(connection, key)
    column = resource.table.c[resource.key[0]]
    rows = all_rows(connection, resource, column == key, limit=1)
    if not rows:
        raise not_found(resource.noun, key)
    return rows[0]


def require_school(connection: Connection, slug: str) -> None:
    """See that a school exists.

    Raises:
        ProblemError: 404 naming schools with a like slug or name.
    """
    dialect = connection.dialect
    if made_once(("school", dialect.name), lambda: _school_by_slug(dialect)).rows(connection, {"slug": slug}):
        return
    names = {
        row.slug: f"{row.slug} {row.short_name}"
        for row in connection.execute(select(SCHOOLS.table.c.slug, SCHOOLS.table.c.short_name))
    }
    found = process.extract(
        slug,
        names,
        scorer=fuzz.WRatio,
        processor=utils.default_process,
        limit=NEAR_LIMIT,
        score_cutoff=NEAR_CUTOFF,
    )
    raise not_found("school", slug, [near for _, _, near in found])


def _school_by_slug(dialect: sqlalchemy.Dialect) -> Prepared:
    return prepare(select(SCHOOLS.table.c.slug).where(SCHOOLS.table.c.slug == bindparam("slug")), dialect)
