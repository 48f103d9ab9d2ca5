"""Assessments: how schools stand on the criteria.

Belongs here: addresses and their descriptions. Does not belong here: how answers are built (api/answers.py).
"""

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from api.answers import PROBLEMS, list_answer
from api.dependencies import Editions, SchoolSlug
from api.parameters.disclosure import AssessmentParameters
from api.resources import ASSESSMENTS
from schemas.public import AssessmentAnswer, Listing

router = APIRouter(prefix="/v1", tags=["assessments"])


@router.get("/assessments", response_model=Listing[AssessmentAnswer], responses=PROBLEMS)
def list_assessments(
    request: Request, editions: Editions, parameters: Annotated[AssessmentParameters, Query()]
) -> Response:
    """How all schools stand on the criteria: the transparency report as data, with evidence."""
    return list_answer(request, editions.asked(parameters.edition, parameters.as_of), ASSESSMENTS, parameters)


@router.get("/schools/{slug}/assessments", response_model=Listing[AssessmentAnswer], responses=PROBLEMS)
async def list_assessments_of_school(
    request: Request, editions: Editions, slug: SchoolSlug, parameters: Annotated[AssessmentParameters, Query()]
) -> Response:
    """How a school stands on each criterion, with evidence. not_assessed means that our search was incomplete, never that nothing is published."""
    return list_answer(request, editions.asked(parameters.edition, parameters.as_of), ASSESSMENTS, parameters, slug)
