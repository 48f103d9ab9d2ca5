"""Health: whether the process answers, and whether an edition is served.

Belongs here: what a supervisor asks. Does not belong here: metrics.
"""

from fastapi import APIRouter, Request, Response
from fastapi.responses import PlainTextResponse

from api.answers import JSON, PROBLEMS
from api.dependencies import Editions
from api.metrics import MEDIA_TYPE as METRICS_TYPE
from api.problems import ProblemError
from schemas.public_service import Health

router = APIRouter(tags=["health"])
UNSTORED = {"Cache-Control": "no-store"}


@router.get("/healthz", response_model=Health)
def process_health() -> Response:
    """Whether the process answers."""
    return Response(Health(status="ok").model_dump_json(), headers=UNSTORED, media_type=JSON)


@router.get("/readyz", response_model=Health, responses={503: PROBLEMS[503]})
def readiness(editions: Editions) -> Response:
    """Whether an edition is served, and which."""
    names = editions.current_names()
    if not any(names.values()):
        raise ProblemError(
            503,
            "no-edition",
            "No edition is served",
            "No edition can be read. Build one with: matchwatch refresh, or matchwatch refresh --sample",
        )
    return Response(Health(status="ready", editions=names).model_dump_json(), headers=UNSTORED, media_type=JSON)


@router.get("/metrics", response_class=PlainTextResponse)
def metrics(request: Request) -> Response:
    """Counts of the server for Prometheus: answers by way and status, seconds to make one, bytes kept, current editions, the last refresh, memory and processor time of this process."""
    return Response(request.app.state.metrics.text(), headers=UNSTORED, media_type=METRICS_TYPE)
