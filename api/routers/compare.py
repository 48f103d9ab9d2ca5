"""Compare: a few schools side by side, outcome by outcome.

Belongs here: addresses and their descriptions. Does not belong here: which figures meet (api/comparing.py).
"""

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from api.answers import PROBLEMS, answer
from api.comparing import comparisons
from api.dependencies import Editions
from api.parameters.candour import CompareParameters
from schemas.public_comparison import ComparisonListing

router = APIRouter(prefix="/v1", tags=["compare"])


@router.get("/compare", response_model=ComparisonListing, responses=PROBLEMS)
def compare_schools(
    request: Request, editions: Editions, parameters: Annotated[CompareParameters, Query()]
) -> Response:
    """Two to five schools side by side. Figures on unlike bases are not compared: the reasons are given, and a common basis where there is one."""
    edition = editions.asked(parameters.edition, parameters.as_of)
    items = comparisons(edition, parameters)
    return answer(request, edition, parameters, {"schools": parameters.schools, "count": len(items), "items": items})
