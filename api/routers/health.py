"""Health: whether the process answers, and whether an edition is served.

Belongs here: what a supervisor asks. Does not belong here: metrics.
"""

from fastapi import APIRouter, Response

from api.answers import JSON, PROBLEMS
from api.dependencies import Editions
from api.problems import ProblemError
from schemas.public import Health
from schemas.vocabulary import Collection

router = APIRouter(tags=["health"])
UNSTORED = {"Cache-Control": "no-store"}


@router.get("/healthz", response_model=Health)
def process_health() -> Response:
    """Whether the process answers."""
    return Response(Health(status="ok").model_dump_json(), headers=UNSTORED, media_type=JSON)


@router.get("/readyz", response_model=Health, responses={503: PROBLEMS[503]})
def readiness(editions: Editions) -> Response:
    """Whether an edition is served, and which."""
    current = {collection: editions.current_or_none(collection) for collection in Collection}
    names = {
        str(collection): edition.record.edition_id if edition else None for collection, edition in current.items()
    }
    if not any(names.values()):
        raise ProblemError(
            503,
            "no-edition",
            "No edition is served",
            "No edition can be read. Build one with: matchwatch refresh, or matchwatch refresh --sample",
        )
    return Response(Health(status="ready", editions=names).model_dump_json(), headers=UNSTORED, media_type=JSON)
