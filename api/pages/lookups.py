"""Routes of the pages that a reader comes to from a figure, a name or a search.

Belongs here: addresses and the values that a template needs. Does not belong here: the main pages (routes.py), layout, words, SQL.
"""

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from pydantic import Field

from api.dependencies import Editions, RecordKey, ReferenceSlug
from api.pages import contents, evidence, places
from api.pages.serving import EmptyAsAbsent, PageParameters, page
from api.parameters.base import EditionParameters, Word
from api.parameters.disclosure import FlagParameters
from api.parameters.reference import InstitutionParameters, SpecialtyParameters
from api.resources import INSTITUTIONS, SPECIALTIES

LIST_ROWS = 100

lookups = APIRouter(include_in_schema=False)


class SpecialtiesPageParameters(EmptyAsAbsent, SpecialtyParameters):
    """Parameters of the page of specialties."""

    limit: int = Field(default=LIST_ROWS, ge=1, le=LIST_ROWS, description="Specialties on a page.")


class InstitutionsPageParameters(EmptyAsAbsent, InstitutionParameters):
    """Parameters of the page of institutions."""

    limit: int = Field(default=LIST_ROWS, ge=1, le=LIST_ROWS, description="Institutions on a page.")


class FlagsPageParameters(EmptyAsAbsent, FlagParameters):
    """Parameters of the page of flags."""

    limit: int = Field(default=LIST_ROWS, ge=1, le=LIST_ROWS, description="Flags on a page.")


class SearchPageParameters(EmptyAsAbsent, EditionParameters):
    """Parameters of the page of search."""

    q: Word | None = Field(default=None, description="Words to look for.")


@lookups.get("/search")
def search(request: Request, editions: Editions, parameters: Annotated[SearchPageParameters, Query()]) -> Response:
    """Schools, specialties and institutions by words."""
    edition = editions.asked(parameters.edition, parameters.as_of)
    values = places.search(edition, parameters.q)
    twin = ("/v1/search", {"q": parameters.q}) if parameters.q else ("/v1/schools", None)
    return page(request, edition, parameters, "search.html", values, *twin)


@lookups.get("/specialties")
def specialties(
    request: Request, editions: Editions, parameters: Annotated[SpecialtiesPageParameters, Query()]
) -> Response:
    """All specialties."""
    edition = editions.asked(parameters.edition, parameters.as_of)
    values = places.listed(edition, SPECIALTIES, parameters)
    return page(request, edition, parameters, "specialties.html", values, "/v1/specialties", values["query"])


@lookups.get("/specialties/{slug}")
def specialty(
    request: Request, editions: Editions, slug: ReferenceSlug, parameters: Annotated[PageParameters, Query()]
) -> Response:
    """One specialty."""
    edition = editions.asked(parameters.edition, parameters.as_of)
    values = places.specialty(edition, slug)
    return page(request, edition, parameters, "specialty.html", values, f"/v1/specialties/{slug}")


@lookups.get("/institutions")
def institutions(
    request: Request, editions: Editions, parameters: Annotated[InstitutionsPageParameters, Query()]
) -> Response:
    """All institutions."""
    edition = editions.asked(parameters.edition, parameters.as_of)
    values = places.listed(edition, INSTITUTIONS, parameters)
    return page(request, edition, parameters, "institutions.html", values, "/v1/institutions", values["query"])


@lookups.get("/institutions/{slug}")
def institution(
    request: Request, editions: Editions, slug: ReferenceSlug, parameters: Annotated[PageParameters, Query()]
) -> Response:
    """One institution."""
    edition = editions.asked(parameters.edition, parameters.as_of)
    values = places.institution(edition, slug)
    return page(request, edition, parameters, "institution.html", values, f"/v1/institutions/{slug}")


@lookups.get("/flags")
def flags(request: Request, editions: Editions, parameters: Annotated[FlagsPageParameters, Query()]) -> Response:
    """All flags, by rule and severity."""
    edition = editions.asked(parameters.edition, parameters.as_of)
    values = places.flags(edition, parameters)
    return page(request, edition, parameters, "flags.html", values, "/v1/flags", values["query"])


@lookups.get("/evidence/{key}")
def figure_in_document(
    request: Request, editions: Editions, key: RecordKey, parameters: Annotated[PageParameters, Query()]
) -> Response:
    """One figure in its document."""
    edition = editions.asked(parameters.edition, parameters.as_of)
    values = evidence.in_document(edition, key)
    return page(request, edition, parameters, "evidence.html", values, f"/v1/evidence/{key}")


@lookups.get("/outcomes/{outcome_id}")
def outcome(
    request: Request, editions: Editions, outcome_id: RecordKey, parameters: Annotated[PageParameters, Query()]
) -> Response:
    """One outcome and what it rests on."""
    edition = editions.asked(parameters.edition, parameters.as_of)
    values = evidence.outcome(edition, outcome_id)
    twin = f"/v1/schools/{values['school']['slug']}/evidence"
    return page(request, edition, parameters, "outcome.html", values, twin, {"subject_id": outcome_id})


@lookups.get("/data")
def data(request: Request, editions: Editions, parameters: Annotated[PageParameters, Query()]) -> Response:
    """The files of the edition, and the API."""
    edition = editions.asked(parameters.edition, parameters.as_of)
    return page(request, edition, parameters, "data.html", contents.data(edition), "/v1/editions")
