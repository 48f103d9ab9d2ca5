"""Documents: what findings rest on.

Belongs here: addresses and their descriptions. Does not belong here: how answers are built (api/answers.py).
"""

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from api.answers import PROBLEMS, item_answer, list_answer
from api.dependencies import Editions, RecordKey, SchoolSlug
from api.parameters.base import EditionParameters
from api.parameters.findings import AllDocumentsParameters, DocumentParameters
from api.resources import DOCUMENTS
from schemas.public import DocumentAnswer, Listing, Single

router = APIRouter(prefix="/v1", tags=["documents"])


@router.get("/documents", response_model=Listing[DocumentAnswer], responses=PROBLEMS)
def list_documents(
    request: Request, editions: Editions, parameters: Annotated[AllDocumentsParameters, Query()]
) -> Response:
    """Documents of all schools."""
    return list_answer(request, editions.asked(parameters.edition, parameters.as_of), DOCUMENTS, parameters)


@router.get("/documents/{document_id}", response_model=Single[DocumentAnswer], responses=PROBLEMS)
def show_document(
    request: Request, editions: Editions, document_id: RecordKey, parameters: Annotated[EditionParameters, Query()]
) -> Response:
    """One document: address, time, SHA-256, and what was found in it."""
    return item_answer(
        request, editions.asked(parameters.edition, parameters.as_of), DOCUMENTS, parameters, document_id
    )


@router.get("/schools/{slug}/documents", response_model=Listing[DocumentAnswer], responses=PROBLEMS)
async def list_documents_of_school(
    request: Request, editions: Editions, slug: SchoolSlug, parameters: Annotated[DocumentParameters, Query()]
) -> Response:
    """Documents of a school. crawled ones were fetched by our crawler, transcribed ones keyed in by hand."""
    return list_answer(request, editions.asked(parameters.edition, parameters.as_of), DOCUMENTS, parameters, slug)
