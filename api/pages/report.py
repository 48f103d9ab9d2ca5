"""The pages of the transparency report, summary and school by school: their addresses and the values that they show.

Belongs here: what the pages take from the report. Does not belong here: counting (rules/report), layout.
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
SCHOOLS_A_PAGE = 40
"""Rows of the table of schools and criteria on one page: so many keep it under 100 KB."""
SHOWN_LEAST = 10
"""Criteria shown as published least; the table above has all of them."""
SHOWN_NEWS = 20
"""New flags and changes that the page shows; all of them are one link away."""


class ReportPageParameters(EmptyAsAbsent, SchoolFilters, EditionParameters):
    """Parameters of the transparency report."""

    theme: Theme | None = Field(default=None, description="Only the criteria of one theme.")

    @property
    def query(self) -> dict[str, Any]:
        """What the reader chose, but for edition and page: every link from page to page carries it."""
        return self.model_dump(mode="json", exclude_defaults=True, exclude={"edition", "page"})


class SchoolPageParameters(ReportPageParameters):
    """Parameters of the table of schools and criteria."""

    page: int = Field(default=1, ge=1, description="Which page of schools, from 1.")


@report_page.get("/report")
def report(request: Request, editions: Editions, parameters: Annotated[ReportPageParameters, Query()]) -> Response:
    """The transparency report."""
    edition = editions.asked(parameters.edition, parameters.as_of)
    values = _values(edition, parameters)
    return page(request, edition, parameters, "report.html", values, "/v1/report", _school_query(parameters))


@report_page.get("/report/schools")
def school_by_school(
    request: Request, editions: Editions, parameters: Annotated[SchoolPageParameters, Query()]
) -> Response:
    """Every school on every criterion, some schools a page."""
    edition = editions.asked(parameters.edition, parameters.as_of)
    values = _matrix_values(edition, parameters)
    return page(request, edition, parameters, "report_schools.html", values, "/v1/report", _school_query(parameters))


def _school_query(parameters: ReportPageParameters) -> dict[str, Any]:
    return parameters.model_dump(mode="json", include=set(SchoolFilters.model_fields), exclude_defaults=True)


def _chosen(edition: OpenEdition, parameters: ReportPageParameters) -> Mapping[str, Any]:
    """The report of the chosen schools and criteria, and what a form offers to choose from."""
    found = report_in(edition, parameters)
    if parameters.theme:
        chosen = tuple(tally for tally in found.criteria if tally.theme is parameters.theme)
        found = found.model_copy(update={"criteria": chosen})
    with edition.engine.connect() as connection:
        offered = {name: summaries.filter_values(connection, name) for name in SchoolFilters.model_fields}
    return {
        "report": found,
        "offered": offered,
        "themes": list(Theme),
        "statuses": list(CriterionStatus),
        "parameters": parameters,
        "query": parameters.query,
    }


def _values(edition: OpenEdition, parameters: ReportPageParameters) -> Mapping[str, Any]:
    chosen = _chosen(edition, parameters)
    found: Report = chosen["report"]
    return {
        **chosen,
        "names": {school.slug: school.short_name for school in found.schools},
        "charts": _charts(found),
        "brief": telling.brief(found),
        "coverage": telling.coverage_told(found),
        "gate": telling.gate_told(found),
        "words": words,
        "new_flags": found.new_flags,
        "shown": SHOWN_NEWS,
        "shown_least": SHOWN_LEAST,
        "page_size": SCHOOLS_A_PAGE,
        "degrees": list(Degree),
        "adverse": [tally for tally in found.rules if tally.severity is not Severity.note],
        "notes": [tally for tally in found.rules if tally.severity is Severity.note],
        "files": [file for file in files_of(edition) if file.name in REPORT_FILES],
        "school_query": _school_query(parameters),
    }


def _matrix_values(edition: OpenEdition, parameters: SchoolPageParameters) -> Mapping[str, Any]:
    chosen = _chosen(edition, parameters)
    schools = chosen["report"].schools
    before = (parameters.page - 1) * SCHOOLS_A_PAGE
    return {
        **chosen,
        "schools": schools[before : before + SCHOOLS_A_PAGE],
        "first": before + 1,
        "number": parameters.page,
        "page_count": -(-len(schools) // SCHOOLS_A_PAGE),
    }


def _charts(found: Report) -> dict[str, Any]:
    return {
        "status": pictures.status_chart(found),
        "degree": pictures.degree_chart(found),
        "flags": pictures.flag_chart(found),
        "search": pictures.search_chart(found),
        "reading": pictures.reading_chart(found),
    }
