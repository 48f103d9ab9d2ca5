"""The pages of wishes: schools in the order of what they publish for them, and where a school's graduates went year after year.

Belongs here: their addresses, parameters and values. Does not belong here: the figures (api/shortlisting.py,
api/destinations.py), the formula (rules/shortlist.py), layout.
"""

from typing import Annotated

import us
from fastapi import APIRouter, Query, Request, Response

from api import summaries
from api.dependencies import Editions, SchoolSlug
from api.destinations import FORMULA as DESTINATION_FORMULA
from api.destinations import destinations_of
from api.editions import OpenEdition
from api.pages.contents import Values, query_of
from api.pages.serving import EmptyAsAbsent, page
from api.pages.wording import capital
from api.parameters.shortlist import DestinationParameters, ShortlistParameters
from api.queries import one_row
from api.resources import SCHOOLS
from api.shortlisting import schools_considered, shortlist_of
from rules.divisions import Region
from rules.shortlist import FORMULA
from schemas.vocabulary import Control, Degree

CLASSES_SHOWN = 8
STATES = {state.abbr: state.name for state in us.states.STATES_AND_TERRITORIES}

shortlist_page = APIRouter(include_in_schema=False)


class ShortlistPageParameters(EmptyAsAbsent, ShortlistParameters):
    """Parameters of the page of the shortlist."""


class DestinationsPageParameters(EmptyAsAbsent, DestinationParameters):
    """Parameters of the page of destinations."""


@shortlist_page.get("/shortlist")
def shortlist(
    request: Request, editions: Editions, parameters: Annotated[ShortlistPageParameters, Query()]
) -> Response:
    """Schools in the order of a reader's wishes."""
    edition = editions.asked(parameters.edition, parameters.as_of)
    values = contents(edition, parameters)
    return page(request, edition, parameters, "shortlist.html", values, "/v1/shortlist", query_of(parameters))


@shortlist_page.get("/schools/{slug}/destinations")
def destinations(
    request: Request,
    editions: Editions,
    slug: SchoolSlug,
    parameters: Annotated[DestinationsPageParameters, Query()],
) -> Response:
    """Institutions that took a school's graduates."""
    edition = editions.asked(parameters.edition, parameters.as_of)
    items, classes, unresolved = destinations_of(edition, slug, parameters)
    with edition.engine.connect() as connection:
        school = one_row(connection, SCHOOLS, slug)
        specialties = summaries.specialties_with_placements(connection)
    values = {
        "school": school,
        "items": items[: parameters.limit],
        "total": len(items),
        "classes": classes[:CLASSES_SHOWN],
        "unresolved": unresolved,
        "wishes": parameters,
        "formula": DESTINATION_FORMULA,
        "specialties": specialties,
        "states": STATES,
    }
    twin = f"/v1/schools/{slug}/destinations"
    return page(request, edition, parameters, "destinations.html", values, twin, query_of(parameters))


def contents(edition: OpenEdition, wishes: ShortlistParameters) -> Values:
    """The schools in order, and what the form offers."""
    items, states = shortlist_of(edition, wishes)
    with edition.engine.connect() as connection:
        specialties = summaries.specialties_with_placements(connection)
    return {
        "items": items,
        "wishes": wishes,
        "wished_states": states,
        "total": schools_considered(edition, wishes),
        "formula": FORMULA,
        "specialties": specialties,
        "states": STATES,
        "regions": {region.value: capital(region.value) for region in Region},
        "degrees": list(Degree),
        "controls": list(Control),
    }
