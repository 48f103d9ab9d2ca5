"""The ask sheet of a school that was assessed.

Belongs here: what a sheet is made from. Does not belong here: the questions (rules/asking), which the API asks anew for a
reader's specialty and home state.
"""

from pipelines.steps.assess.case import SchoolAssessment, SchoolCase
from pipelines.steps.assess.view import SchoolView
from rules.asking.sheet import ask_sheet_of
from rules.asking.subject import AskSubject
from schemas.disclosure import AskSheet
from schemas.registry import Specialty


def ask_sheet(
    case: SchoolCase, assessed: SchoolAssessment, *, specialty: Specialty | None = None, home_state: str | None = None
) -> AskSheet:
    """Make the sheet of a school.

    Args:
        case: the school as it stands.
        assessed: what was concluded of it.
        specialty: field that the reader hopes for.
        home_state: two-letter code of the state that the reader hopes for.
    """
    view = SchoolView(case)
    return ask_sheet_of(
        AskSubject(
            school=case.school,
            published=view.published,
            assessments=assessed.assessments,
            flags=assessed.flags,
            maturity=view.maturity,
            specialty=specialty,
            home_state=home_state,
        )
    )
