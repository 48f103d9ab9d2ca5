"""Schools.

Belongs here: addresses and their descriptions. Does not belong here: how answers are built (api/answers.py).
"""

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from api.answers import PROBLEMS, answer, list_answer
from api.dependencies import Editions, SchoolSlug
from api.parameters.base import LIMIT_MAXIMUM
from api.parameters.schools import SchoolParameters, ShowSchoolParameters
from api.queries import all_rows, one_row
from api.resources import ASSESSMENTS, DOCUMENTS, FLAGS, MEASURES, OUTCOMES, REPLIES, SCHOOLS, STATEMENTS, Resource
from schemas.public import Listing, SchoolAnswer, SchoolInFull, SchoolListName, Single

router = APIRouter(prefix="/v1", tags=["schools"])


@router.get("/schools", response_model=Listing[SchoolAnswer], responses=PROBLEMS)
def list_schools(request: Request, editions: Editions, parameters: Annotated[SchoolParameters, Query()]) -> Response:
    """Schools, with the freshness of their data, the search record and counts."""
    return list_answer(request, editions.asked(parameters.edition, parameters.as_of), SCHOOLS, parameters)


INCLUDED: dict[SchoolListName, Resource] = {
    SchoolListName.assessments: ASSESSMENTS,
    SchoolListName.documents: DOCUMENTS,
    SchoolListName.flags: FLAGS,
    SchoolListName.measures: MEASURES,
    SchoolListName.outcomes: OUTCOMES,
    SchoolListName.replies: REPLIES,
    SchoolListName.statements: STATEMENTS,
}


@router.get("/schools/{slug}", response_model=Single[SchoolInFull], responses=PROBLEMS)
def show_school(
    request: Request, editions: Editions, slug: SchoolSlug, parameters: Annotated[ShowSchoolParameters, Query()]
) -> Response:
    """One school; `include=flags,outcomes` shows its lists with it, in one answer of one edition."""
    edition = editions.asked(parameters.edition, parameters.as_of)
    with edition.engine.connect() as connection:
        school = one_row(connection, SCHOOLS, slug)
        lists = {
            name.value: all_rows(connection, resource, resource.table.c.school_slug == slug, limit=LIMIT_MAXIMUM)
            if name in parameters.include
            else None
            for name, resource in INCLUDED.items()
        }
    return answer(request, edition, parameters, {"item": {**school, "included": lists}})
