"""Institutions: what printed names are resolved to.

Belongs here: addresses and their descriptions. Does not belong here: how answers are built (api/answers.py).
"""

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from api.answers import PROBLEMS, item_answer, list_answer
from api.dependencies import Editions, ReferenceSlug
from api.parameters.base import EditionParameters
from api.parameters.reference import InstitutionParameters
from api.resources import INSTITUTIONS
from schemas.public import InstitutionAnswer, Listing, Single

router = APIRouter(prefix="/v1", tags=["institutions"])


@router.get("/institutions", response_model=Listing[InstitutionAnswer], responses=PROBLEMS)
def list_institutions(
    request: Request, editions: Editions, parameters: Annotated[InstitutionParameters, Query()]
) -> Response:
    """Institutions that take residents, with how many schools' graduates went to each."""
    return list_answer(request, editions.asked(parameters.edition, parameters.as_of), INSTITUTIONS, parameters)


@router.get("/institutions/{slug}", response_model=Single[InstitutionAnswer], responses=PROBLEMS)
def show_institution(
    request: Request, editions: Editions, slug: ReferenceSlug, parameters: Annotated[EditionParameters, Query()]
) -> Response:
    """One institution. Who went there: /v1/placements?institution_slug=."""
    return item_answer(request, editions.asked(parameters.edition, parameters.as_of), INSTITUTIONS, parameters, slug)
