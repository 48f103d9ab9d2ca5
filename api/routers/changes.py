"""Changes: what became of published figures and lists between captures of schools' pages.

Belongs here: addresses and their descriptions. Does not belong here: how answers are built (api/answers.py).
"""

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from api.answers import PROBLEMS, list_answer
from api.dependencies import Editions, SchoolSlug
from api.parameters.candour import AllChangesParameters, ChangeParameters
from api.resources import CHANGES
from schemas.public import ChangeAnswer, Listing

router = APIRouter(prefix="/v1", tags=["changes"])


@router.get("/changes", response_model=Listing[ChangeAnswer], responses=PROBLEMS)
def list_changes(
    request: Request, editions: Editions, parameters: Annotated[AllChangesParameters, Query()]
) -> Response:
    """What appeared, shrank, changed or vanished on schools' pages, with the captures before and since."""
    return list_answer(request, editions.asked(parameters.edition, parameters.as_of), CHANGES, parameters)


@router.get("/schools/{slug}/changes", response_model=Listing[ChangeAnswer], responses=PROBLEMS)
async def list_changes_of_school(
    request: Request, editions: Editions, slug: SchoolSlug, parameters: Annotated[ChangeParameters, Query()]
) -> Response:
    """What appeared, shrank, changed or vanished on a school's pages."""
    return list_answer(request, editions.asked(parameters.edition, parameters.as_of), CHANGES, parameters, slug)
