"""Replies: what schools said of flags and assessments.

Belongs here: addresses and their descriptions. Does not belong here: how answers are built (api/answers.py).
"""

from typing import Annotated

from fastapi import APIRouter, Path, Query, Request, Response

from api.answers import PROBLEMS, item_answer, list_answer
from api.dependencies import Editions, SchoolSlug
from api.parameters.base import EditionParameters
from api.parameters.candour import AllRepliesParameters, ReplyParameters
from api.resources import REPLIES
from schemas.public import Listing, ReplyAnswer, Single

router = APIRouter(prefix="/v1", tags=["replies"])

ReplyKey = Annotated[
    str, Path(pattern=r"^[a-z0-9-]{1,100}$", description="Identifier of a reply.", examples=["larkmere-2026-1"])
]


@router.get("/replies", response_model=Listing[ReplyAnswer], responses=PROBLEMS)
def list_replies(
    request: Request, editions: Editions, parameters: Annotated[AllRepliesParameters, Query()]
) -> Response:
    """The public log: every reply of a school to a flag or an assessment, with each state that it came to."""
    return list_answer(request, editions.asked(parameters.edition, parameters.as_of), REPLIES, parameters)


@router.get("/replies/{reply_id}", response_model=Single[ReplyAnswer], responses=PROBLEMS)
def show_reply(
    request: Request, editions: Editions, reply_id: ReplyKey, parameters: Annotated[EditionParameters, Query()]
) -> Response:
    """One reply with its steps and its decision."""
    return item_answer(request, editions.asked(parameters.edition, parameters.as_of), REPLIES, parameters, reply_id)


@router.get("/schools/{slug}/replies", response_model=Listing[ReplyAnswer], responses=PROBLEMS)
async def list_replies_of_school(
    request: Request, editions: Editions, slug: SchoolSlug, parameters: Annotated[ReplyParameters, Query()]
) -> Response:
    """Replies of a school."""
    return list_answer(request, editions.asked(parameters.edition, parameters.as_of), REPLIES, parameters, slug)
