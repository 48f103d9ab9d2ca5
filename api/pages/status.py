"""The status page: how MatchWatch is run.

Belongs here: the page. Does not belong here: what it tells (api/running.py).
"""

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from api import summaries
from api.dependencies import Editions
from api.pages.rendering import render
from api.pages.serving import HTML, EmptyAsAbsent
from api.parameters.status import StatusParameters
from api.routers.status import UNKEPT
from api.running import status_of

status_page = APIRouter(include_in_schema=False)


class StatusPageParameters(EmptyAsAbsent, StatusParameters):
    """Parameters of the page."""


@status_page.get("/status")
def status(request: Request, editions: Editions, parameters: Annotated[StatusPageParameters, Query()]) -> Response:
    """Last and next refresh, editions that are held, and how old each school's search is."""
    edition = editions.choose(parameters.edition)
    with edition.engine.connect() as connection:
        schools = summaries.school_names(connection)
    found = status_of(request.app.state.folder, parameters.edition, edition)
    values = {"status": found, "schools": schools}
    content = render(
        "status.html", request, parameters.edition, edition, values, json_path="/v1/status", json_query=None
    )
    return Response(content, headers=UNKEPT, media_type=HTML)
