"""Placements: printed rows of match lists.

Belongs here: addresses and their descriptions. Does not belong here: how answers are built (api/answers.py).
"""

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from api.answers import PROBLEMS, list_answer
from api.dependencies import Editions, SchoolSlug
from api.parameters.findings import AllPlacementsParameters, PlacementParameters
from api.resources import PLACEMENTS
from schemas.public import Listing, PlacementAnswer

router = APIRouter(prefix="/v1", tags=["placements"])


@router.get("/placements", response_model=Listing[PlacementAnswer], responses=PROBLEMS)
def list_placements(
    request: Request, editions: Editions, parameters: Annotated[AllPlacementsParameters, Query()]
) -> Response:
    """Rows of match lists and counts by specialty, over all schools. Lists of one class in several documents overlap: never add them up."""
    return list_answer(request, editions.asked(parameters.edition, parameters.as_of), PLACEMENTS, parameters)


@router.get("/schools/{slug}/placements", response_model=Listing[PlacementAnswer], responses=PROBLEMS)
async def list_placements_of_school(
    request: Request, editions: Editions, slug: SchoolSlug, parameters: Annotated[PlacementParameters, Query()]
) -> Response:
    """Rows of match lists and counts by specialty, as printed and as resolved. Lists of one class in several documents overlap: never add them up."""
    return list_answer(request, editions.asked(parameters.edition, parameters.as_of), PLACEMENTS, parameters, slug)
