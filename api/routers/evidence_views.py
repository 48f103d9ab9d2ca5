"""Evidence views: one figure in its document.

Belongs here: addresses and their descriptions. Does not belong here: what a view holds (api/evidence_views.py).
"""

from typing import Annotated

from fastapi import APIRouter, Path, Query, Request, Response

from api import evidence_views
from api.answers import PROBLEMS, answer
from api.caching import edition_headers
from api.dependencies import EditionKey, Editions, RecordKey
from api.parameters.base import EditionParameters
from schemas.public import Single
from schemas.public_views import EvidenceViewAnswer
from schemas.view_tables import PICTURE_TYPE

router = APIRouter(tags=["evidence"])
PageNumber = Annotated[int, Path(ge=1, le=100_000, description="Number of the page, from 1.")]


@router.get("/v1/evidence/{key}", response_model=Single[EvidenceViewAnswer], responses=PROBLEMS)
def show_evidence_view(
    request: Request, editions: Editions, key: RecordKey, parameters: Annotated[EditionParameters, Query()]
) -> Response:
    """A figure in its document: page with box, or the lines around it. key: a finding_id or an evidence_id."""
    edition = editions.asked(parameters.edition, parameters.as_of)
    return answer(request, edition, parameters, {"item": evidence_views.view_of(edition, key)})


@router.get(
    "/downloads/{edition_id}/pages/{document_id}-{page}.webp",
    response_class=Response,
    responses={**PROBLEMS, 200: {"content": {PICTURE_TYPE: {}}, "description": "The picture."}},
)
def show_page_picture(
    editions: Editions, edition_id: EditionKey, document_id: RecordKey, page: PageNumber
) -> Response:
    """A page of an archived document as a picture, names of people blacked out; boxes are in points, so see width and height in the view."""
    edition = editions.choose(edition_id)
    content = evidence_views.picture(edition, document_id, page)
    return Response(content, headers=edition_headers(edition, edition_id), media_type=PICTURE_TYPE)
