"""Outcomes: what can be said of one class or cycle.

Belongs here: addresses and their descriptions. Does not belong here: how answers are built (api/answers.py).
"""

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from api.answers import PROBLEMS, list_answer
from api.dependencies import Editions, SchoolSlug
from api.parameters.findings import AllOutcomesParameters, OutcomeParameters
from api.resources import OUTCOMES
from schemas.public import Listing, OutcomeAnswer

router = APIRouter(prefix="/v1", tags=["outcomes"])


@router.get("/outcomes", response_model=Listing[OutcomeAnswer], responses=PROBLEMS)
def list_outcomes(
    request: Request, editions: Editions, parameters: Annotated[AllOutcomesParameters, Query()]
) -> Response:
    """Outcomes of all schools. Filter by name, stage and denominator before you set two beside each other: unlike bases are never comparable."""
    return list_answer(request, editions.asked(parameters.edition, parameters.as_of), OUTCOMES, parameters)


@router.get("/schools/{slug}/outcomes", response_model=Listing[OutcomeAnswer], responses=PROBLEMS)
async def list_outcomes_of_school(
    request: Request, editions: Editions, slug: SchoolSlug, parameters: Annotated[OutcomeParameters, Query()]
) -> Response:
    """Outcomes by class year or cycle, with interval, bounds and the national figure of the same year and basis; not_compared and not_computable say why one is missing."""
    return list_answer(request, editions.asked(parameters.edition, parameters.as_of), OUTCOMES, parameters, slug)
