"""Contents: the values that each page shows, from one edition.

Belongs here: which rows and sums a page needs. Does not belong here: HTTP, layout.
"""

from collections.abc import Mapping
from typing import Any

import orjson
from sqlalchemy import ColumnElement, Connection

from api import summaries
from api.editions import DATABASE_NAME, OpenEdition
from api.listing import List
from api.parameters.base import EditionParameters, SchoolFilters
from api.parameters.schools import SchoolParameters
from api.queries import all_rows, one_row
from api.resources import (
    CRITERIA,
    DOCUMENTS,
    FLAGS,
    MEASURES,
    PLACEMENTS,
    SCHOOLS,
    STATEMENTS,
)
from api.routers.downloads import PACKAGE_NAME, files_of
from api.rows import Item
from schemas.vocabulary import Theme

Values = dict[str, Any]
SHOWN_ROWS = 200
"""Rows of one table on a page; the rest is one link away in the API."""


def home(edition: OpenEdition) -> Values:
    """Counts of the edition."""
    with edition.engine.connect() as connection:
        return {
            "record": edition.record,
            "searched": summaries.searched_schools(connection, ()),
            "flags": summaries.flag_counts(connection, ()),
        }


def schools(edition: OpenEdition, parameters: SchoolParameters) -> Values:
    """One page of schools, and the values that the filters offer."""
    with edition.engine.connect() as connection:
        page = List(connection, SCHOOLS, parameters).page()
        return {"page": page, "parameters": parameters, "query": query_of(parameters), **_filters(connection)}


def flag(edition: OpenEdition, flag_id: str) -> Values:
    """One flag, its school and its criterion."""
    with edition.engine.connect() as connection:
        found = one_row(connection, FLAGS, flag_id)
        criteria = all_rows(connection, CRITERIA, CRITERIA.table.c.criterion_id == found["criterion_id"], limit=1)
        return {
            "flag": found,
            "school": one_row(connection, SCHOOLS, found["school_slug"]),
            "criterion": criteria[0] if criteria else None,
        }


def document(edition: OpenEdition, document_id: str) -> Values:
    """One document and what was found in it."""
    with edition.engine.connect() as connection:
        found = one_row(connection, DOCUMENTS, document_id)
        listed = {
            name: all_rows(connection, resource, resource.table.c.document_id == document_id, limit=SHOWN_ROWS)
            for name, resource in (("measures", MEASURES), ("placements", PLACEMENTS), ("statements", STATEMENTS))
        }
        school_row = one_row(connection, SCHOOLS, found["school_slug"])
    return {"document": found, "school": school_row, "shown_rows": SHOWN_ROWS, **listed}


def methods(edition: OpenEdition) -> Values:
    """The criteria, and the files of the edition."""
    with edition.engine.connect() as connection:
        return {
            "criteria": _criteria(connection),
            "files": files_of(edition),
            "record": edition.record,
        }


def data(edition: OpenEdition) -> Values:
    """The tables of the edition with their files."""
    files = {file.name: file for file in files_of(edition)}
    described = orjson.loads(files[PACKAGE_NAME].path.read_bytes())["resources"] if PACKAGE_NAME in files else []
    tables = [
        {
            "name": resource["name"].replace("-", " "),
            "description": resource["description"],
            "csv": files.get(resource["path"]),
            "parquet": files.get(resource["path"].replace(".csv", ".parquet")),
        }
        for resource in described
    ]
    whole = files.get(DATABASE_NAME)
    return {"record": edition.record, "tables": tables, "whole": whole.byte_count if whole else 0}


def _criteria(connection: Connection, *conditions: ColumnElement[bool]) -> list[Item]:
    """Criteria in the order of their themes, as the vocabulary has them."""
    themes = [theme.value for theme in Theme]
    rows = all_rows(connection, CRITERIA, *conditions, limit=SHOWN_ROWS)
    return sorted(rows, key=lambda row: themes.index(row["theme"]))


def _filters(connection: Connection) -> Values:
    return {"offered": {name: summaries.filter_values(connection, name) for name in SchoolFilters.model_fields}}


def query_of(parameters: EditionParameters) -> Mapping[str, object]:
    """Parameters in the form of an address, without the place in a list."""
    given = parameters.model_dump(mode="json", exclude_defaults=True)
    return {name: value for name, value in given.items() if name not in ("after", "edition", "limit")}
