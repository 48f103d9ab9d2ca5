"""Status: how MatchWatch is run.

Belongs here: the resource. Does not belong here: what it tells (api/running.py).
"""

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from api.answers import JSON, PROBLEMS, refuse_repeats
from api.dependencies import Editions
from api.parameters.status import StatusParameters
from api.running import status_of
from schemas.public_status import StatusAnswer

router = APIRouter(prefix="/v1", tags=["status"])
UNKEPT = {"Cache-Control": "no-cache"}


@router.get("/status", response_model=StatusAnswer, responses=PROBLEMS)
def status(request: Request, editions: Editions, parameters: Annotated[StatusParameters, Query()]) -> Response:
    """Last and next refresh of a collection, editions that are held, coverage, and the age of every school's search. It answers also where no edition is served."""
    refuse_repeats(request, parameters)
    found = status_of(request.app.state.folder, parameters.edition, editions.current_or_none(parameters.edition))
    return Response(found.model_dump_json(), headers=UNKEPT, media_type=JSON)
