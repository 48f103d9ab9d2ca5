"""Filters: what query parameters demand of rows, as conditions whose values are always bound, never written into SQL.

Belongs here: parameters to conditions, and the values that they bind. Does not belong here: order and paging (listing.py).
A statement depends on the shape of the parameters only, so that it can be kept and used with other values.
"""

from datetime import date
from enum import Enum as PythonEnum
from functools import lru_cache
from typing import Any

import sqlalchemy
from sqlalchemy import Column, ColumnElement, String, bindparam, func, select, type_coerce

from api.parameters.base import EditionParameters, ListParameters
from api.resources import SCHOOLS
from schemas.ordering import plain_type

SEARCHED_COLUMNS = ("name", "short_name", "canonical_name", "slug", "city")
NOT_FILTERS = frozenset({*ListParameters.model_fields, "sort", "q"})

Shape = tuple[tuple[str, int], ...]
Values = dict[str, Any]


def shape_of(parameters: EditionParameters) -> Shape:
    """Which parameters are given, and how many values each has; equal shapes make equal statements."""
    return tuple((name, _arity(value)) for name, value in _given(parameters))


def values_of(parameters: EditionParameters) -> Values:
    """The values that the conditions of these parameters bind, by name."""
    found: Values = {}
    for name, value in _given(parameters):
        if isinstance(value, list):
            found |= {f"{name}_{number}": _plain(one) for number, one in enumerate(value)}
        elif name == "q":
            found |= {f"q_{number}": f"%{_escaped(word)}%" for number, word in enumerate(value.split())}
        else:
            found[name] = str(value) if name.startswith("period_") else _plain(value)
    return found


def conditions_of(table: sqlalchemy.Table, parameters: EditionParameters) -> list[ColumnElement[bool]]:
    """What the parameters demand of a table's rows, or of the school that a row is about."""
    values = values_of(parameters)
    found: list[ColumnElement[bool]] = []
    about: list[ColumnElement[bool]] = []
    for name, value in _given(parameters):
        column_name = name.removesuffix("_from").removesuffix("_to")
        if name == "q":
            found += [_contains(table, f"q_{number}", values) for number in range(len(value.split()))]
        elif column_name in table.c:
            found.append(_condition(table.c[column_name], name, value, values))
        else:
            about.append(_condition(SCHOOLS.table.c[column_name.removeprefix("school_")], name, value, values))
    if about:
        found.append(table.c.school_slug.in_(select(SCHOOLS.table.c.slug).where(*about)))
    return found


def _given(parameters: EditionParameters) -> list[tuple[str, Any]]:
    """Filters that were given, with their values, in the order of the model."""
    given = parameters.model_fields_set
    pairs = [(name, getattr(parameters, name)) for name in _filters_of(type(parameters)) if name in given]
    return [(name, value) for name, value in pairs if value is not None and value != []]


@lru_cache
def _filters_of(model: type[EditionParameters]) -> tuple[str, ...]:
    return tuple(name for name in model.model_fields if name == "q" or name not in NOT_FILTERS)


def _arity(value: object) -> int:
    if isinstance(value, list):
        return len(value)
    return len(value.split()) if isinstance(value, str) else 1


def _plain(value: object) -> object:
    """A value as it is stored: coded words and days as text, truths as numbers."""
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, date):
        return value.isoformat()
    return value.value if isinstance(value, PythonEnum) else value


def _condition(column: Column[Any], name: str, value: object, values: Values) -> ColumnElement[bool]:
    text = isinstance(plain_type(column.type), String)
    compared: ColumnElement[Any] = type_coerce(column, String) if text else column
    kind = String() if text else column.type
    if isinstance(value, list):
        keys = [f"{name}_{number}" for number in range(len(value))]
        return compared.in_([bindparam(key, values[key], type_=kind) for key in keys])
    if column.name == "period":
        compared = func.substr(column, 1, 4)
    bound: ColumnElement[Any] = bindparam(name, values[name], type_=kind)
    if name.endswith("_from"):
        return compared >= bound
    return compared <= bound if name.endswith("_to") else compared == bound


def _contains(table: sqlalchemy.Table, key: str, values: Values) -> ColumnElement[bool]:
    searched = [table.c[name] for name in SEARCHED_COLUMNS if name in table.c]
    pattern = bindparam(key, values[key], type_=String())
    return sqlalchemy.or_(*(func.lower(column).like(func.lower(pattern), escape="\\") for column in searched))


def _escaped(word: str) -> str:
    return word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
