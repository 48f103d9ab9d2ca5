"""Statements: words that stand where a number could.

Belongs here: addresses and their descriptions. Does not belong here: how answers are built (api/answers.py).
"""

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from api.answers import PROBLEMS, list_answer
from api.dependencies import Editions, SchoolSlug
from api.parameters import StatementParameters
from api.resources import STATEMENTS
from schemas.public import Listing, StatementAnswer

router = APIRouter(prefix="/v1", tags=["statements"])


@router.get("/schools/{slug}/statements", response_model=Listing[StatementAnswer], responses=PROBLEMS)
def list_statements_of_school(
    request: Request, editions: Editions, slug: SchoolSlug, parameters: Annotated[StatementParameters, Query()]
) -> Response:
    """Statements of a school: vague claims, what it withholds or promises, how it supports students."""
    return list_answer(request, editions.choose(parameters.edition), STATEMENTS, parameters, slug)
