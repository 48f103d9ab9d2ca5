"""Contents of the pages between readers and schools: ask sheet, comparison, changes, corrections.

Belongs here: which rows and sums these pages need. Does not belong here: HTTP, layout, the other pages (contents.py).
"""

import us
from sqlalchemy import Connection

from api import summaries
from api.asking import sheet_of
from api.comparing import comparisons
from api.editions import OpenEdition
from api.listing import List
from api.pages.compared import tables_of
from api.pages.contents import Values, query_of
from api.pages.outcomes import DERIVED_ENDINGS
from api.parameters.candour import (
    FEWEST_SCHOOLS,
    MOST_SCHOOLS,
    AllChangesParameters,
    AllRepliesParameters,
    AskSheetParameters,
    CompareFilters,
)
from api.queries import one_row
from api.replies import days_to_decision
from api.resources import CHANGES, REPLIES, SCHOOLS
from schemas.vocabulary import ChangeKind, Degree, ReplyState


def ask(edition: OpenEdition, slug: str, wishes: AskSheetParameters) -> Values:
    """The questions for a school, and what the form offers."""
    sheet = sheet_of(edition, slug, wishes)
    with edition.engine.connect() as connection:
        return {
            "sheet": sheet,
            "school": one_row(connection, SCHOOLS, slug),
            "wishes": wishes,
            "specialties": summaries.specialties_with_placements(connection),
            "states": {state.abbr: state.name for state in us.states.STATES_AND_TERRITORIES},
            "query": {"specialty": wishes.specialty, "home_state": wishes.home_state},
        }


def compare(edition: OpenEdition, asked: CompareFilters) -> Values:
    """The schools side by side, once two are chosen."""
    enough = len(asked.schools) >= FEWEST_SCHOOLS
    items = comparisons(edition, asked) if enough else []
    with edition.engine.connect() as connection:
        return {
            "asked": asked,
            "enough": enough,
            "most_schools": MOST_SCHOOLS,
            "every_school": summaries.school_names(connection),
            "names": summaries.outcome_names(connection),
            "tables": tables_of(items, asked.name),
            "alone": [item for item in items if not item["pairs"] and not item["name"].endswith(DERIVED_ENDINGS)],
            "query": query_of(asked),
        }


def changes(edition: OpenEdition, parameters: AllChangesParameters) -> Values:
    """One page of changes."""
    with edition.engine.connect() as connection:
        return {
            **_page(connection, List(connection, CHANGES, parameters), parameters),
            "kinds": list(ChangeKind),
            "degrees": list(Degree),
        }


def corrections(edition: OpenEdition, parameters: AllRepliesParameters) -> Values:
    """One page of the log of replies, and how long decisions take."""
    with edition.engine.connect() as connection:
        return {
            **_page(connection, List(connection, REPLIES, parameters), parameters),
            "states": list(ReplyState),
            "counts": summaries.reply_states(connection),
            "days": days_to_decision(connection),
        }


def _page(connection: Connection, found: List, parameters: AllChangesParameters | AllRepliesParameters) -> Values:
    return {
        "page": found.page(),
        "parameters": parameters,
        "query": query_of(parameters),
        "schools": summaries.school_names(connection),
    }
