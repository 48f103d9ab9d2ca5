"""Forms: JSON, CSV or NDJSON, chosen by a suffix of the path or by the Accept header.

Belongs here: which form a request asks for, and rows as lines of it. Does not belong here: which rows (queries.py).
"""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from functools import lru_cache
from itertools import islice
from types import UnionType
from typing import Any, Union, get_args, get_origin

import orjson
from pydantic import BaseModel

from api.json_rows import JSON_OPTIONS, with_fields
from api.rows import Item
from schemas.public import EditionMark

FORM_KEY = "form"
"""Attribute of the request's state that holds the form asked for; absent means JSON."""
HEADERS_ONLY_KEY = "headers_only"
LINES_AT_A_TIME = 500
DESCRIPTION_PATH = "/v1/openapi.json"
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""A text that begins with one of these is taken for a formula by spreadsheets: it gets an apostrophe before it."""


class Form(StrEnum):
    """Form of a list: the name is also the suffix of the path."""

    json = "json"
    csv = "csv"
    ndjson = "ndjson"


MEDIA_TYPES = {
    Form.json: "application/json",
    Form.csv: "text/csv; charset=utf-8; header=present",
    Form.ndjson: "application/x-ndjson",
}
ACCEPTED = {"text/csv": Form.csv, "application/x-ndjson": Form.ndjson, "application/ndjson": Form.ndjson}


@lru_cache(maxsize=4096)
def form_of(path: str, accept: bytes | None) -> tuple[Form, str]:
    """The form that a path and an Accept header ask for, and the path without its suffix."""
    if path == DESCRIPTION_PATH:
        return Form.json, path
    for form in Form:
        if path.endswith(f".{form}"):
            return form, path.removesuffix(f".{form}")
    wanted: list[tuple[float, Form]] = []
    for part in (accept or b"").decode("latin-1").lower().split(","):
        name, _, rest = part.partition(";")
        wanted.append((_weight(rest), ACCEPTED.get(name.strip(), Form.json)))
    return max(wanted, key=lambda pair: pair[0])[1], path


def columns_of(model: type[BaseModel], fields: list[str]) -> list[tuple[str, str | None]]:
    """Columns of a flat form as (field, part): a record inside a row becomes a column a part, a list its length."""
    columns: list[tuple[str, str | None]] = []
    for name in fields or model.model_fields:
        inner = _record_in(model.model_fields[name].annotation)
        if inner is None:
            columns.append((name, None))
        else:
            parts = (part for part in inner.model_fields if column_name(name, part) not in model.model_fields)
            columns.extend((name, part) for part in parts)
    return columns


def column_name(name: str, part: str | None) -> str:
    """Name of a column of a flat form."""
    return name if part is None else part if part.startswith(f"{name}_") else f"{name}_{part}"


def json_lines(rows: Iterable[str], edition: EditionMark) -> Iterator[bytes]:
    """Rows, JSON texts, as lines; each carries the edition it is from, and whether that is invented."""
    mark = {"edition": edition.id, "invented": edition.invented}
    for several in batched(rows, LINES_AT_A_TIME):
        yield "".join(f"{with_fields(row, mark)}\n" for row in several).encode()


def csv_lines(
    rows: Iterable[Item], model: type[BaseModel], fields: list[str], edition: EditionMark
) -> Iterator[bytes]:
    """Rows as lines of a table under their names; each carries the edition it is from, and whether that is invented."""
    columns = columns_of(model, fields)
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    writer.writerow([*(column_name(name, part) for name, part in columns), "edition", "invented"])
    invented = str(edition.invented).lower()
    for number, row in enumerate(rows, start=1):
        writer.writerow([*(_cell(row, name, part) for name, part in columns), edition.id, invented])
        if number % LINES_AT_A_TIME == 0:
            yield _taken(buffer)
    yield _taken(buffer)


def batched(rows: Iterable[str], size: int) -> Iterator[list[str]]:
    """Rows in lists of at most `size`."""
    rest = iter(rows)
    while several := list(islice(rest, size)):
        yield several


def _taken(buffer: io.StringIO) -> bytes:
    content = buffer.getvalue().encode("utf-8")
    buffer.seek(0)
    buffer.truncate()
    return content


def _cell(row: Mapping[str, Any], name: str, part: str | None) -> str:
    value = row[name]
    if part is not None:
        value = value[part] if value is not None else None
    if value is None:
        return ""
    if isinstance(value, str):
        return f"'{value}" if value.startswith(FORMULA_SIGNS) else value
    if isinstance(value, list):
        return str(len(value))
    return orjson.dumps(value, option=JSON_OPTIONS).decode("utf-8").strip('"')


def _record_in(annotation: object) -> type[BaseModel] | None:
    """The record that a field holds, if it holds one."""
    choices = get_args(annotation) if get_origin(annotation) in (Union, UnionType) else (annotation,)
    for choice in choices:
        if isinstance(choice, type) and issubclass(choice, BaseModel):
            return choice
    return None


def _weight(rest: str) -> float:
    for parameter in rest.split(";"):
        name, _, value = parameter.strip().partition("=")
        if name.strip() == "q":
            try:
                return float(value)
            except ValueError:
                return 0.0
    return 1.0
