"""Routes of the pages: one address each, rendered on the server.

Belongs here: addresses and the values that a template needs. Does not belong here: layout, words, SQL.
"""

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Request, Response
from pydantic import Field
from starlette.responses import Response as StarletteResponse
from starlette.staticfiles import StaticFiles

from api.dependencies import Editions, RecordKey, SchoolSlug
from api.pages import candour, contents
from api.pages import school as schools_page
from api.pages.ask_text import ask_text
from api.pages.rendering import STATIC_FOLDER
from api.pages.report import report_page
from api.pages.serving import EmptyAsAbsent, PageParameters, page
from api.pages.shortlist import shortlist_page
from api.parameters.candour import AllChangesParameters, AllRepliesParameters, AskSheetParameters, CompareFilters
from api.parameters.schools import SchoolParameters

STATIC_LIFETIME = 31_536_000
"""Seconds; the style's address changes with its content."""

pages = APIRouter(include_in_schema=False)
pages.include_router(report_page)
pages.include_router(ask_text)
pages.include_router(shortlist_page)


class SchoolsPageParameters(EmptyAsAbsent, SchoolParameters):
    """Parameters of the page of schools."""


class AskPageParameters(EmptyAsAbsent, AskSheetParameters):
    """Parameters of the page of questions."""


class ComparePageParameters(EmptyAsAbsent, CompareFilters):
    """Parameters of the page that compares schools."""


class ChangesPageParameters(EmptyAsAbsent, AllChangesParameters):
    """Parameters of the page of changes."""


class CorrectionsPageParameters(EmptyAsAbsent, AllRepliesParameters):
    """Parameters of the log of replies; the newest come first."""

    sort: Literal["-received_on"] = Field(default="-received_on", description="Order.")


class LastingFiles(StaticFiles):
    """Static files that a browser may keep."""

    def file_response(self, *arguments: Any, **options: Any) -> StarletteResponse:
        """Answer with a file, and say how long it lasts."""
        response = super().file_response(*arguments, **options)
        response.headers["Cache-Control"] = f"public, max-age={STATIC_LIFETIME}"
        return response


def static_files() -> StaticFiles:
    """The app of the static files."""
    return LastingFiles(directory=STATIC_FOLDER, packages=[("charts", "static")])


@pages.get("/")
def home(request: Request, editions: Editions, parameters: Annotated[PageParameters, Query()]) -> Response:
    """What this is, and a search for a school."""
    edition = editions.asked(parameters.edition, parameters.as_of)
    return page(request, edition, parameters, "home.html", contents.home(edition), "/v1/editions")


@pages.get("/schools")
def schools(request: Request, editions: Editions, parameters: Annotated[SchoolsPageParameters, Query()]) -> Response:
    """Schools with filters."""
    edition = editions.asked(parameters.edition, parameters.as_of)
    values = contents.schools(edition, parameters)
    return page(request, edition, parameters, "schools.html", values, "/v1/schools", values["query"])


@pages.get("/schools/{slug}")
def school(
    request: Request, editions: Editions, slug: SchoolSlug, parameters: Annotated[PageParameters, Query()]
) -> Response:
    """One school."""
    edition = editions.asked(parameters.edition, parameters.as_of)
    return page(request, edition, parameters, "school.html", schools_page.school(edition, slug), f"/v1/schools/{slug}")


@pages.get("/schools/{slug}/figures")
def figures(
    request: Request, editions: Editions, slug: SchoolSlug, parameters: Annotated[PageParameters, Query()]
) -> Response:
    """All outcomes of one school, and its figures as printed."""
    edition = editions.asked(parameters.edition, parameters.as_of)
    values = schools_page.figures(edition, slug)
    return page(request, edition, parameters, "figures.html", values, f"/v1/schools/{slug}/outcomes")


@pages.get("/flags/{flag_id}")
def flag(
    request: Request, editions: Editions, flag_id: RecordKey, parameters: Annotated[PageParameters, Query()]
) -> Response:
    """One flag with its evidence."""
    edition = editions.asked(parameters.edition, parameters.as_of)
    return page(request, edition, parameters, "flag.html", contents.flag(edition, flag_id), f"/v1/flags/{flag_id}")


@pages.get("/documents/{document_id}")
def document(
    request: Request, editions: Editions, document_id: RecordKey, parameters: Annotated[PageParameters, Query()]
) -> Response:
    """One document and what was found in it."""
    edition = editions.asked(parameters.edition, parameters.as_of)
    values = contents.document(edition, document_id)
    return page(request, edition, parameters, "document.html", values, f"/v1/documents/{document_id}")


@pages.get("/schools/{slug}/ask")
def ask(
    request: Request, editions: Editions, slug: SchoolSlug, parameters: Annotated[AskPageParameters, Query()]
) -> Response:
    """Questions worth asking a school."""
    edition = editions.asked(parameters.edition, parameters.as_of)
    values = candour.ask(edition, slug, parameters)
    return page(request, edition, parameters, "ask.html", values, f"/v1/schools/{slug}/ask-sheet", values["query"])


@pages.get("/compare")
def compare(request: Request, editions: Editions, parameters: Annotated[ComparePageParameters, Query()]) -> Response:
    """Schools side by side."""
    edition = editions.asked(parameters.edition, parameters.as_of)
    values = candour.compare(edition, parameters)
    twin = ("/v1/compare", values["query"]) if values["enough"] else ("/v1/schools", None)
    return page(request, edition, parameters, "compare.html", values, *twin)


@pages.get("/changes")
def changes(request: Request, editions: Editions, parameters: Annotated[ChangesPageParameters, Query()]) -> Response:
    """What became of published figures."""
    edition = editions.asked(parameters.edition, parameters.as_of)
    values = candour.changes(edition, parameters)
    return page(request, edition, parameters, "changes.html", values, "/v1/changes", values["query"])


@pages.get("/corrections")
def corrections(
    request: Request, editions: Editions, parameters: Annotated[CorrectionsPageParameters, Query()]
) -> Response:
    """The log of schools' replies."""
    edition = editions.asked(parameters.edition, parameters.as_of)
    values = candour.corrections(edition, parameters)
    return page(request, edition, parameters, "corrections.html", values, "/v1/replies", values["query"])


@pages.get("/methods")
def methods(request: Request, editions: Editions, parameters: Annotated[PageParameters, Query()]) -> Response:
    """How it is made, its limits, and the files."""
    edition = editions.asked(parameters.edition, parameters.as_of)
    return page(request, edition, parameters, "methods.html", contents.methods(edition), "/v1/criteria")
