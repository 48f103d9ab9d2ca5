"""National figures.

Belongs here: addresses and their descriptions. Does not belong here: how answers are built (api/answers.py).
"""

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from api.answers import PROBLEMS, list_answer
from api.dependencies import Editions
from api.parameters.reference import NationalBaselineParameters
from api.resources import NATIONAL_BASELINES
from schemas.public import Listing, NationalBaselineAnswer

router = APIRouter(prefix="/v1", tags=["national baselines"])


@router.get("/national-baselines", response_model=Listing[NationalBaselineAnswer], responses=PROBLEMS)
def list_national_baselines(
    request: Request, editions: Editions, parameters: Annotated[NationalBaselineParameters, Query()]
) -> Response:
    """National figures that a figure of the same year, population and basis may be set beside."""
    return list_answer(request, editions.asked(parameters.edition, parameters.as_of), NATIONAL_BASELINES, parameters)
