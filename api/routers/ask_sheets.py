"""Ask sheets: the few questions worth asking a school.

Belongs here: addresses and their descriptions. Does not belong here: how a sheet is made (api/asking.py).
"""

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from api.answers import PROBLEMS, answer
from api.asking import sheet_of
from api.dependencies import Editions, SchoolSlug
from api.parameters.candour import AskSheetParameters
from schemas.public import AskSheetAnswer, Single

router = APIRouter(prefix="/v1", tags=["ask sheets"])


@router.get("/schools/{slug}/ask-sheet", response_model=Single[AskSheetAnswer], responses=PROBLEMS)
def show_ask_sheet(
    request: Request, editions: Editions, slug: SchoolSlug, parameters: Annotated[AskSheetParameters, Query()]
) -> Response:
    """At most three lead questions and three spares; general, or for a specialty and a home state. Figures that are public are cited, never asked for."""
    edition = editions.asked(parameters.edition, parameters.as_of)
    sheet = sheet_of(edition, slug, parameters)
    return answer(request, edition, parameters, {"item": sheet.model_dump(mode="json")})
