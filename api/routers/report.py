"""Report: the transparency report as data.

Belongs here: addresses and their descriptions. Does not belong here: how it is counted (rules/report).
"""

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from api.answers import PROBLEMS, answer
from api.dependencies import Editions
from api.parameters.base import EditionParameters, SchoolFilters
from api.reports import report_in
from schemas.public import ReportAnswer

router = APIRouter(prefix="/v1", tags=["report"])


class ReportParameters(SchoolFilters, EditionParameters):
    """Parameters of the report."""


@router.get("/report", response_model=ReportAnswer, responses=PROBLEMS)
def transparency_report(
    request: Request, editions: Editions, parameters: Annotated[ReportParameters, Query()]
) -> Response:
    """The transparency report: matrix, tallies by criterion, flags, changes, coverage and our own errors. It ranks no school.

    As a table of schools by criteria it is under /downloads as report.csv, printed as report.pdf.
    """
    edition = editions.asked(parameters.edition, parameters.as_of)
    return answer(request, edition, parameters, {"report": report_in(edition, parameters).model_dump(mode="json")})
