"""Flags: matters that a reader should know of.

Belongs here: addresses and their descriptions. Does not belong here: how answers are built (api/answers.py).
"""

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from api.answers import PROBLEMS, item_answer, list_answer
from api.dependencies import Editions, RecordKey, SchoolSlug
from api.parameters.base import EditionParameters
from api.parameters.disclosure import FlagParameters
from api.resources import FLAGS
from schemas.public import FlagAnswer, Listing, Single

router = APIRouter(prefix="/v1", tags=["flags"])


@router.get("/flags", response_model=Listing[FlagAnswer], responses=PROBLEMS)
def list_flags(request: Request, editions: Editions, parameters: Annotated[FlagParameters, Query()]) -> Response:
    """Flags of all schools, each with its evidence and both readings (strict and lenient)."""
    return list_answer(request, editions.asked(parameters.edition, parameters.as_of), FLAGS, parameters)


@router.get("/flags/{flag_id}", response_model=Single[FlagAnswer], responses=PROBLEMS)
def show_flag(
    request: Request, editions: Editions, flag_id: RecordKey, parameters: Annotated[EditionParameters, Query()]
) -> Response:
    """One flag with its evidence."""
    return item_answer(request, editions.asked(parameters.edition, parameters.as_of), FLAGS, parameters, flag_id)


@router.get("/schools/{slug}/flags", response_model=Listing[FlagAnswer], responses=PROBLEMS)
async def list_flags_of_school(
    request: Request, editions: Editions, slug: SchoolSlug, parameters: Annotated[FlagParameters, Query()]
) -> Response:
    """Flags of a school, each with its evidence."""
    return list_answer(request, editions.asked(parameters.edition, parameters.as_of), FLAGS, parameters, slug)
