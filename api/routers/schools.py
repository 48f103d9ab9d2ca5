"""Schools.

Belongs here: addresses and their descriptions. Does not belong here: how answers are built (api/answers.py).
"""

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from api.answers import PROBLEMS, item_answer, list_answer
from api.dependencies import Editions, SchoolSlug
from api.parameters.base import EditionParameters
from api.parameters.schools import SchoolParameters
from api.resources import SCHOOLS
from schemas.public import Listing, SchoolAnswer, Single

router = APIRouter(prefix="/v1", tags=["schools"])


@router.get("/schools", response_model=Listing[SchoolAnswer], responses=PROBLEMS)
def list_schools(request: Request, editions: Editions, parameters: Annotated[SchoolParameters, Query()]) -> Response:
    """Schools, with the freshness of their data, the search record and counts."""
    return list_answer(request, editions.asked(parameters.edition, parameters.as_of), SCHOOLS, parameters)


@router.get("/schools/{slug}", response_model=Single[SchoolAnswer], responses=PROBLEMS)
def show_school(
    request: Request, editions: Editions, slug: SchoolSlug, parameters: Annotated[EditionParameters, Query()]
) -> Response:
    """One school."""
    return item_answer(request, editions.asked(parameters.edition, parameters.as_of), SCHOOLS, parameters, slug)
