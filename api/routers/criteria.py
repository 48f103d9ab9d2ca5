"""Criteria: what candour is judged by.

Belongs here: addresses and their descriptions. Does not belong here: how answers are built (api/answers.py).
"""

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from api.answers import PROBLEMS, list_answer
from api.dependencies import Editions
from api.parameters.disclosure import CriterionParameters
from api.resources import CRITERIA
from schemas.public import CriterionAnswer, Listing

router = APIRouter(prefix="/v1", tags=["criteria"])


@router.get("/criteria", response_model=Listing[CriterionAnswer], responses=PROBLEMS)
def list_criteria(
    request: Request, editions: Editions, parameters: Annotated[CriterionParameters, Query()]
) -> Response:
    """Disclosure criteria; they are shown one by one and never summed."""
    return list_answer(request, editions.asked(parameters.edition, parameters.as_of), CRITERIA, parameters)
