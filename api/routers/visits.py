"""Visits: the search record of a school.

Belongs here: addresses and their descriptions. Does not belong here: how answers are built (api/answers.py).
"""

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from api.answers import PROBLEMS, list_answer
from api.dependencies import Editions, SchoolSlug
from api.parameters.disclosure import VisitParameters
from api.resources import VISITS
from schemas.public import Listing, VisitAnswer

router = APIRouter(prefix="/v1", tags=["visits"])


@router.get("/schools/{slug}/visits", response_model=Listing[VisitAnswer], responses=PROBLEMS)
async def list_visits_of_school(
    request: Request, editions: Editions, slug: SchoolSlug, parameters: Annotated[VisitParameters, Query()]
) -> Response:
    """Every address that the crawler knew of for a school, and what became of it."""
    return list_answer(request, editions.asked(parameters.edition, parameters.as_of), VISITS, parameters, slug)
