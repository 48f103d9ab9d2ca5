"""Measures: published numbers as printed.

Belongs here: addresses and their descriptions. Does not belong here: how answers are built (api/answers.py).
"""

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from api.answers import PROBLEMS, list_answer
from api.dependencies import Editions, SchoolSlug
from api.parameters.findings import AllMeasuresParameters, MeasureParameters
from api.resources import MEASURES
from schemas.public import Listing, MeasureAnswer

router = APIRouter(prefix="/v1", tags=["measures"])


@router.get("/measures", response_model=Listing[MeasureAnswer], responses=PROBLEMS)
def list_measures(
    request: Request, editions: Editions, parameters: Annotated[AllMeasuresParameters, Query()]
) -> Response:
    """Numbers that schools publish, as printed, over all schools."""
    return list_answer(request, editions.asked(parameters.edition, parameters.as_of), MEASURES, parameters)


@router.get("/schools/{slug}/measures", response_model=Listing[MeasureAnswer], responses=PROBLEMS)
async def list_measures_of_school(
    request: Request, editions: Editions, slug: SchoolSlug, parameters: Annotated[MeasureParameters, Query()]
) -> Response:
    """Numbers that a school publishes, as printed: value, unit, qualifier, stage, denominator, document and place. Several figures for one class stand side by side; none is merged."""
    return list_answer(request, editions.asked(parameters.edition, parameters.as_of), MEASURES, parameters, slug)
