"""The ask sheet as plain text: its address.

Belongs here: the answer. Does not belong here: the questions (api/asking.py), the lines of text (rules/asking/plain.py).
"""

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from api.answers import finished
from api.asking import sheet_of
from api.dependencies import Editions, SchoolSlug
from api.pages.serving import EmptyAsAbsent
from api.parameters.candour import AskSheetParameters
from api.queries import one_row
from api.resources import SCHOOLS
from rules.asking.plain import plain_sheet

TEXT = "text/plain; charset=utf-8"

ask_text = APIRouter(include_in_schema=False)


class AskTextParameters(EmptyAsAbsent, AskSheetParameters):
    """Parameters of the sheet as text."""


@ask_text.get("/schools/{slug}/ask.txt")
def ask_as_text(
    request: Request, editions: Editions, slug: SchoolSlug, parameters: Annotated[AskTextParameters, Query()]
) -> Response:
    """Questions worth asking a school, as plain text."""
    edition = editions.asked(parameters.edition, parameters.as_of)
    sheet = sheet_of(edition, slug, parameters)
    with edition.engine.connect() as connection:
        school = one_row(connection, SCHOOLS, slug)
    record = edition.record
    text = plain_sheet(sheet, str(school["name"]), edition=record.edition_id, notice=record.notice)
    return finished(request, edition, parameters, text.encode("utf-8"), TEXT)
