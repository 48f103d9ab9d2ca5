"""Shortlist: schools in the order of a reader's wishes, and where a school's graduates went year after year.

Belongs here: addresses and their descriptions. Does not belong here: figures (api/shortlisting.py, api/destinations.py).
"""

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from api.answers import PROBLEMS, answer
from api.dependencies import Editions, SchoolSlug
from api.destinations import FORMULA as DESTINATION_FORMULA
from api.destinations import destinations_of
from api.parameters.shortlist import DestinationParameters, ShortlistParameters
from api.shortlisting import schools_considered, shortlist_of
from rules.shortlist import FORMULA
from schemas.shortlist import DestinationListing, ShortlistListing

router = APIRouter(prefix="/v1", tags=["shortlist"])


@router.get("/shortlist", response_model=ShortlistListing, responses=PROBLEMS)
def show_shortlist(
    request: Request, editions: Editions, parameters: Annotated[ShortlistParameters, Query()]
) -> Response:
    """Schools ordered by how well what they publish supports the reader's wishes, every point explained and sourced. What is not published is unknown, never zero. The weights are the reader's: this is no ranking."""
    edition = editions.asked(parameters.edition, parameters.as_of)
    items, states = shortlist_of(edition, parameters)
    body = {
        "formula": FORMULA,
        "states": states,
        "specialties": parameters.specialty,
        "total": schools_considered(edition, parameters),
        "count": len(items),
        "items": [item.model_dump(mode="json") for item in items],
    }
    return answer(request, edition, parameters, body)


@router.get("/schools/{slug}/destinations", response_model=DestinationListing, responses=PROBLEMS)
def show_destinations(
    request: Request, editions: Editions, slug: SchoolSlug, parameters: Annotated[DestinationParameters, Query()]
) -> Response:
    """For a student at a school: institutions that took its graduates, year after year, with the rows that say so."""
    edition = editions.asked(parameters.edition, parameters.as_of)
    items, classes, unresolved = destinations_of(edition, slug, parameters)
    shown = items[: parameters.limit]
    body = {
        "formula": DESTINATION_FORMULA,
        "school_slug": slug,
        "listed_classes": classes,
        "unresolved": unresolved,
        "total": len(items),
        "count": len(shown),
        "items": [item.model_dump(mode="json") for item in shown],
    }
    return answer(request, edition, parameters, body)
