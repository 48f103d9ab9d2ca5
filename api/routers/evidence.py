"""Evidence: what outcomes, assessments and flags rest on.

Belongs here: addresses and their descriptions. Does not belong here: how answers are built (api/answers.py).
"""

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from api.answers import PROBLEMS, list_answer
from api.dependencies import Editions, SchoolSlug
from api.parameters.findings import EvidenceParameters
from api.resources import EVIDENCE
from schemas.public import EvidenceAnswer, Listing

router = APIRouter(prefix="/v1", tags=["evidence"])


@router.get("/schools/{slug}/evidence", response_model=Listing[EvidenceAnswer], responses=PROBLEMS)
async def list_evidence_of_school(
    request: Request, editions: Editions, slug: SchoolSlug, parameters: Annotated[EvidenceParameters, Query()]
) -> Response:
    """Evidence of a school. subject_id takes the identifier of an outcome, an assessment or a flag."""
    return list_answer(request, editions.asked(parameters.edition, parameters.as_of), EVIDENCE, parameters, slug)
