"""Search by words.

Belongs here: the address and its description. Does not belong here: how names are compared (api/search.py).
"""

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from api.answers import PROBLEMS, answer
from api.dependencies import Editions
from api.parameters.reference import SearchParameters
from api.search import index_of
from schemas.public_service import SearchListing

router = APIRouter(prefix="/v1", tags=["search"])


@router.get("/search", response_model=SearchListing, responses=PROBLEMS)
def search(request: Request, editions: Editions, parameters: Annotated[SearchParameters, Query()]) -> Response:
    """Schools, specialties and institutions whose names are like the words, best first; misspelling is forgiven. score says how alike (0 to 100); weak matches are left out."""
    edition = editions.asked(parameters.edition, parameters.as_of)
    with edition.engine.connect() as connection:
        hits = index_of(edition.record.edition_id, connection).find(parameters.q, parameters.kind, parameters.limit)
    return answer(request, edition, parameters, {"count": len(hits), "items": [hit.model_dump() for hit in hits]})
