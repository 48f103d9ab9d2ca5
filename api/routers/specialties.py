"""Specialties: what printed names are resolved to.

Belongs here: addresses and their descriptions. Does not belong here: how answers are built (api/answers.py).
"""

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from api.answers import PROBLEMS, item_answer, list_answer
from api.dependencies import Editions, ReferenceSlug
from api.parameters.base import EditionParameters
from api.parameters.reference import SpecialtyParameters
from api.resources import SPECIALTIES
from schemas.public import Listing, Single, SpecialtyAnswer

router = APIRouter(prefix="/v1", tags=["specialties"])


@router.get("/specialties", response_model=Listing[SpecialtyAnswer], responses=PROBLEMS)
def list_specialties(
    request: Request, editions: Editions, parameters: Annotated[SpecialtyParameters, Query()]
) -> Response:
    """Specialties and non-residency outcomes, with how many schools' graduates went into each."""
    return list_answer(request, editions.asked(parameters.edition, parameters.as_of), SPECIALTIES, parameters)


@router.get("/specialties/{slug}", response_model=Single[SpecialtyAnswer], responses=PROBLEMS)
def show_specialty(
    request: Request, editions: Editions, slug: ReferenceSlug, parameters: Annotated[EditionParameters, Query()]
) -> Response:
    """One specialty. Who went into it: /v1/placements?specialty_slug=; schools' track records: /v1/outcomes?specialty_slug=."""
    return item_answer(request, editions.asked(parameters.edition, parameters.as_of), SPECIALTIES, parameters, slug)
