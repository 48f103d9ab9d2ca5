"""Statements: words that stand where a number could.

Belongs here: addresses and their descriptions. Does not belong here: how answers are built (api/answers.py).
"""

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from api.answers import PROBLEMS, list_answer
from api.dependencies import Editions, SchoolSlug
from api.parameters.findings import AllStatementsParameters, StatementParameters
from api.resources import STATEMENTS
from schemas.public import Listing, StatementAnswer

router = APIRouter(prefix="/v1", tags=["statements"])


@router.get("/statements", response_model=Listing[StatementAnswer], responses=PROBLEMS)
def list_statements(
    request: Request, editions: Editions, parameters: Annotated[AllStatementsParameters, Query()]
) -> Response:
    """Words that stand where a number could, over all schools."""
    return list_answer(request, editions.asked(parameters.edition, parameters.as_of), STATEMENTS, parameters)


@router.get("/schools/{slug}/statements", response_model=Listing[StatementAnswer], responses=PROBLEMS)
async def list_statements_of_school(
    request: Request, editions: Editions, slug: SchoolSlug, parameters: Annotated[StatementParameters, Query()]
) -> Response:
    """Statements of a school: vague claims, what it withholds or promises, how it supports students."""
    return list_answer(request, editions.asked(parameters.edition, parameters.as_of), STATEMENTS, parameters, slug)
