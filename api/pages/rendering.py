"""Rendering: templates to bytes, and links that keep the edition.

Belongs here: the template environment and what every page is given. Does not belong here: what a page shows.
"""

import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from fastapi import Request
from jinja2 import Environment, FileSystemLoader, StrictUndefined

import charts
from api.editions import REFRESH_COMMANDS, OpenEdition
from api.pages import wording
from rules.report import words
from schemas.public import EditionMark
from schemas.public_service import Problem
from schemas.vocabulary import Collection

FOLDER = Path(__file__).parent
STATIC_FOLDER = FOLDER / "static"
STYLES = (STATIC_FOLDER / "style.css", *sorted(charts.STYLES.glob("*.css")))
STYLE_VERSION = hashlib.sha256(b"".join(path.read_bytes() for path in STYLES)).hexdigest()[:12]

environment = Environment(
    loader=FileSystemLoader(FOLDER / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
environment.filters.update(
    label=wording.label,
    capital=wording.capital,
    number=wording.number,
    day=wording.day,
    place=wording.place,
    document_name=wording.document_name,
    finding_title=wording.finding_title,
    byte_size=wording.byte_size,
)
environment.globals.update(
    figure=wording.figure,
    status_symbols=wording.STATUS_SYMBOLS,
    status_labels=words.STATUS_LABELS,
    status_meanings=words.STATUS_MEANINGS,
    severity_symbols=wording.SEVERITY_SYMBOLS,
    severity_labels=words.SEVERITY_LABELS,
    style_version=STYLE_VERSION,
)
environment.tests["web_address"] = wording.is_web_address


class Links:
    """Paths of this site that keep to the edition in which the reader is."""

    def __init__(self, asked_for: str) -> None:
        self._asked_for = asked_for

    def __call__(self, path: str, **query: object) -> str:
        """A path with its query; the default edition needs no mention, values that are empty are left out."""
        named = {name: value for name, value in query.items() if value not in (None, "", [])}
        if self._asked_for != Collection.real and "edition" not in named:
            named["edition"] = self._asked_for
        return f"{path}?{urlencode(named, doseq=True)}" if named else path


def render(
    template: str,
    request: Request,
    asked_for: str,
    edition: OpenEdition | None,
    values: Mapping[str, Any],
    *,
    json_path: str | None = None,
    json_query: Mapping[str, object] | None = None,
) -> bytes:
    """A page as bytes. json_path is the page's twin in the API."""
    link = Links(asked_for)
    mark: EditionMark | None = edition.mark if edition else None
    chosen = mark.collection if mark else Collection.sample if asked_for == Collection.sample else Collection.real
    page = environment.get_template(template)
    return page.render(
        link=link,
        edition=mark,
        collection=chosen,
        invented=chosen is Collection.sample,
        asked_for=asked_for,
        pinned=asked_for not in Collection.__members__,
        switch={collection: _switched(request, collection) for collection in Collection},
        json_address=link(json_path, **(json_query or {})) if json_path else None,
        path=request.url.path,
        **values,
    ).encode("utf-8")


def problem_page(request: Request, problem: Problem) -> bytes:
    """A problem in the dress of the site."""
    asked_for = request.query_params.get("edition", "")
    known = asked_for if asked_for in Collection.__members__ else Collection.real.value
    command = REFRESH_COMMANDS[Collection(known)]
    return render("problem.html", request, known, None, {"problem": problem, "command": command})


def _switched(request: Request, collection: Collection) -> str:
    """The same page in the other collection; a record's page leads to the list, for records belong to one of them.

    So do the schools of a comparison.
    """
    path = request.url.path
    kept = {} if path.count("/") > 1 or path == "/compare" else dict(request.query_params)
    path = {"schools": "/schools"}.get(path.split("/")[1], "/report") if path.count("/") > 1 else path
    kept = {name: value for name, value in kept.items() if name not in ("edition", "after") and value}
    return Links(collection)(path, **kept)
