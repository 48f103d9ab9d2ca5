"""Serving: what every page has in common on its way out.

Belongs here: parameters of forms, the page as an answer. Does not belong here: addresses (routes.py, lookups.py), layout.
"""

from collections.abc import Mapping
from typing import Any

from fastapi import Request, Response
from pydantic import BaseModel, model_validator

from api.answers import finished
from api.editions import OpenEdition
from api.pages.rendering import render
from api.parameters.base import EditionParameters

HTML = "text/html; charset=utf-8"


class EmptyAsAbsent(BaseModel):
    """A form sends the fields that its reader left alone as empty values: they are no filters."""

    @model_validator(mode="before")
    @classmethod
    def drop_empty(cls, given: Any) -> Any:
        """Drop empty values before they are checked."""
        if not isinstance(given, Mapping):
            return given
        return {name: value for name, value in given.items() if value not in ("", [""], [])}


class PageParameters(EmptyAsAbsent, EditionParameters):
    """Parameters of a page without filters."""


def page(
    request: Request,
    edition: OpenEdition,
    parameters: EditionParameters,
    template: str,
    values: Mapping[str, Any],
    json_path: str,
    json_query: Mapping[str, object] | None = None,
) -> Response:
    """A page as an answer that may be stored; json_path is its twin in the API, with its query."""
    content = render(
        template, request, parameters.edition, edition, values, json_path=json_path, json_query=json_query
    )
    return finished(request, edition, parameters, content, HTML)
