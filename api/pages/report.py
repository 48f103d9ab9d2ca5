"""The page of the transparency report: its address and the values that it shows.

Belongs here: what the page takes from the report. Does not belong here: counting (rules/report), layout.
"""

from collections.abc import Mapping
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response
from pydantic import Field

from api import summaries
from api.dependencies import Editions
from api.editions import OpenEdition
from api.pages.serving import EmptyAsAbsent, page
from api.parameters.base import EditionParameters, SchoolFilters
from api.reports import report_in
from api.routers.downloads import files_of
from rules.report import pictures, telling, words
from schemas.report import REPORT_FILES, Report
from schemas.vocabulary import CriterionStatus, Degree, Severity, Theme

report_page = APIRouter(include_in_schema=False)
SHOWN_NEWS = 20
"""New flags and changes that the page shows; all of them are one link away."""


class ReportPageParameters(EmptyAsAbsent, SchoolFilters, EditionParameters):
    """Parameters of the transparency report."""

    theme: Theme | None = Field(default=None, description="Only the criteria of one theme.")


@report_page.get("/report")
def report(request: Request, editions: Editions, parameters: Annotated[ReportPageParameters, Query()]) -> Response:
    """The transparency report."""
    edition = editions.asked(parameters.edition, parameters.as_of)
    filters = parameters.model_dump(mode="json", include=set(SchoolFilters.model_fields), exclude_defaults=True)
    return page(request, edition, parameters, "report.html", _values(edition, parameters), "/v1/report", filters)


def _values(edition: OpenEdition, parameters: ReportPageParameters) -> Mapping[str, Any]:
    found = report_in(edition, parameters)
    if parameters.theme:
        chosen = tuple(tally for tally in found.criteria if tally.theme is parameters.theme)
        found = found.model_copy(update={"criteria": chosen})
    with edition.engine.connect() as connection:
        offered = {name: summaries.filter_values(connection, name) for name in SchoolFilters.model_fields}
    given = parameters.model_dump(mode="json", exclude_defaults=True)
    return {
        "report": found,
        "names": {school.slug: school.short_name for school in found.schools},
        "charts": _charts(found),
        "brief": telling.brief(found),
        "coverage": telling.coverage_told(found),
        "gate": telling.gate_told(found),
        "words": words,
        "new_flags": found.new_flags,
        "shown": SHOWN_NEWS,
        "statuses": list(CriterionStatus),
        "degrees": list(Degree),
        "adverse": [tally for tally in found.rules if tally.severity is not Severity.note],
        "notes": [tally for tally in found.rules if tally.severity is Severity.note],
        "files": [file for file in files_of(edition) if file.name in REPORT_FILES],
        "parameters": parameters,
        "query": {name: value for name, value in given.items() if name != "edition"},
        "school_query": {name: value for name, value in given.items() if name in SchoolFilters.model_fields},
        "themes": list(Theme),
        "offered": offered,
    }


def _charts(found: Report) -> dict[str, Any]:
    return {
        "status": pictures.status_chart(found),
        "degree": pictures.degree_chart(found),
        "flags": pictures.flag_chart(found),
        "search": pictures.search_chart(found),
        "reading": pictures.reading_chart(found),
    }
