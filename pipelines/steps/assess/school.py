"""One school's assessment: every criterion that applies to it, and every flag.

Belongs here: the order of the work. Does not belong here: a rule.
"""

from collections.abc import Sequence

from pipelines.steps.assess.case import SchoolAssessment, SchoolCase
from pipelines.steps.assess.judgements.settling import settle
from pipelines.steps.assess.judgements.table import JUDGES
from pipelines.steps.assess.view import SchoolView
from schemas.disclosure import Criterion


def assess_school(case: SchoolCase, criteria: Sequence[Criterion]) -> SchoolAssessment:
    """Judge one school by all its pages and years, never by one.

    Raises:
        KeyError: a criterion has no function that judges it.
    """
    view = SchoolView(case)
    assessments = tuple(
        settle(criterion, JUDGES[criterion.criterion_id](view), view)
        for criterion in criteria
        if criterion.applies_to in ("both", case.school.degree.value)
    )
    return SchoolAssessment(assessments)
