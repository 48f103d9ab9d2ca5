"""Answers: rows and their edition as finished bytes.

Belongs here: the envelope, the chosen fields, links. Does not belong here: SQL (queries.py), tags (caching.py).
"""

from collections.abc import Mapping
from typing import Any

import orjson
from fastapi import Request, Response
from fastapi.responses import StreamingResponse
from pydantic import BaseModel
from sqlalchemy import Connection, select

from api.asked import pairs_of, without
from api.caching import caching_headers, is_unchanged
from api.delivery import EDITION_KEY
from api.direct import several_of
from api.editions import OpenEdition
from api.forms import FORM_KEY, HEADERS_ONLY_KEY, MEDIA_TYPES, Form, csv_lines, json_lines
from api.json_rows import JSON_OPTIONS
from api.keeping import made_once
from api.listing import List, every_row, require_place
from api.parameters.base import EditionParameters, ListParameters
from api.problems import ProblemError, bad_request
from api.queries import one_row, require_school
from api.resources import SCHOOLS, Resource
from schemas.public_service import Fault, Problem

JSON = "application/json"
PROBLEMS: dict[int | str, dict[str, Any]] = {
    404: {"model": Problem, "description": "Unknown name; near ones are listed."},
    422: {"model": Problem, "description": "The request has faults; all of them are listed."},
    503: {"model": Problem, "description": "No edition can be served; says what to run."},
}
"""What every route of the API may answer instead, for OpenAPI."""


def list_answer(
    request: Request, edition: OpenEdition, resource: Resource, parameters: ListParameters, school: str | None = None
) -> Response:
    """One page of a list, of one school or of all.

    Raises:
        ProblemError: 404 for an unknown school, 422 for a place in a list of another order.
    """
    form: Form = getattr(request.state, FORM_KEY, Form.json)
    with edition.engine.connect() as connection:
        if school is not None and school not in _schools(edition, connection):
            require_school(connection, school)
        page = List(connection, resource, parameters, school, edition).json_page() if form is Form.json else None
    if page is None:
        return _streamed(request, edition, resource, parameters, school, form)
    following = None
    if page.next_place is not None:
        following = _following(request, edition, page.next_place)
    content = b"".join(
        (
            b'{"edition":%b,"total":%d,"count":%d,' % (edition.mark_json, page.total, len(page.items)),
            b'"next":%b,"items":[' % orjson.dumps(following),
            ",".join(page.items).encode(),
            b"]}",
        )
    )
    return finished(request, edition, parameters, content, JSON, following)


def _schools(edition: OpenEdition, connection: Connection) -> frozenset[str]:
    """The slugs of an edition's schools, read once."""
    slug = SCHOOLS.table.c.slug
    return made_once(("schools", edition.identity), lambda: frozenset(connection.scalars(select(slug))))


def _streamed(
    request: Request,
    edition: OpenEdition,
    resource: Resource,
    parameters: ListParameters,
    school: str | None,
    form: Form,
) -> Response:
    """All rows of a list, or as many as `limit` says, in a form of lines."""
    refuse_repeats(request, parameters)
    headers = caching_headers(edition, parameters.edition, f"{request.url.path}.{form}", request.url.query)
    name = f"{'invented-' if edition.record.invented else ''}{resource.noun.replace(' ', '-')}-{edition.record.edition_id}.{form}"
    headers["Content-Disposition"] = f'inline; filename="{name}"'
    require_place(resource, parameters)
    if form is Form.ndjson:
        lines = json_lines(every_row(edition, resource, parameters, school, List.texts_after), edition.mark)
    else:
        rows = every_row(edition, resource, parameters, school, List.items_after)
        lines = csv_lines(rows, type(parameters).answer, parameters.fields, edition.mark)
    if getattr(request.state, HEADERS_ONLY_KEY, False):
        return Response(headers=headers, media_type=MEDIA_TYPES[form])
    if is_unchanged(headers["ETag"], None, request.headers.get("if-none-match"), None):
        return Response(status_code=304, headers=headers)
    return StreamingResponse(lines, headers=headers, media_type=MEDIA_TYPES[form])


def item_answer(
    request: Request, edition: OpenEdition, resource: Resource, parameters: EditionParameters, key: str
) -> Response:
    """One item.

    Raises:
        ProblemError: 404 where there is none with this key.
    """
    with edition.engine.connect() as connection:
        item = one_row(connection, resource, key)
    return answer(request, edition, parameters, {"item": item})


def answer(
    request: Request,
    edition: OpenEdition,
    parameters: EditionParameters,
    body: Mapping[str, object],
    following: str | None = None,
) -> Response:
    """The body with its edition, as JSON.

    Raises:
        ProblemError: 406 where another form was asked for.
    """
    if getattr(request.state, FORM_KEY, Form.json) is not Form.json:
        raise ProblemError(406, "only-lists", "Only lists come in this form", "Ask for this as JSON.")
    content = orjson.dumps({"edition": orjson.Fragment(edition.mark_json), **body}, option=JSON_OPTIONS)
    return finished(request, edition, parameters, content, JSON, following)


def finished(
    request: Request,
    edition: OpenEdition,
    parameters: EditionParameters,
    content: bytes,
    media_type: str,
    following: str | None = None,
) -> Response:
    """An answer with the headers of its edition; marked as one that may be stored.

    Raises:
        ProblemError: 422 where a parameter that takes one value is given twice.
    """
    refuse_repeats(request, parameters)
    scope = request.scope
    headers = caching_headers(edition, parameters.edition, scope["path"], scope["query_string"].decode("latin-1"))
    if following is not None:
        headers["Link"] = f'<{following}>; rel="next"'
    if parameters.as_of is None:  # which edition is the newest as of a day changes with every new one
        setattr(request.state, EDITION_KEY, edition)
    return Response(content, headers=headers, media_type=media_type)


def refuse_repeats(request: Request, parameters: BaseModel) -> None:
    """Refuse a parameter that takes one value and is given several: which one is meant cannot be known.

    Raises:
        ProblemError: 422, naming every such parameter.
    """
    names = [name for name, _ in pairs_of(request.scope["query_string"])]
    once = set(names)
    if len(once) == len(names):
        return
    repeated = [name for name in sorted(once - several_of(type(parameters))) if names.count(name) > 1]
    if repeated:
        raise bad_request([Fault(parameter=name, place="query", message="is given twice") for name in repeated])


def _following(request: Request, edition: OpenEdition, place: str) -> str:
    """This request's address behind a place: bound to its edition, so that no page mixes two."""
    kept = without(request.scope["query_string"], "after", "edition", "as_of")
    return f"{request.scope['path']}?{kept}after={place}&edition={edition.record.edition_id}"
