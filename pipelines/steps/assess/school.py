"""One school's assessment: every criterion that applies to it, and every flag.

Belongs here: the order of the work. Does not belong here: a rule.
"""

from collections.abc import Sequence

from pipelines.steps.assess.case import SchoolAssessment, SchoolCase
from pipelines.steps.assess.flags.absence import absence_flags, duty_flags
from pipelines.steps.assess.flags.claims import vague_claims, withheld
from pipelines.steps.assess.flags.figures import figure_flags, rate_without_basis, unlike_comparison
from pipelines.steps.assess.flags.form import unreadable_form
from pipelines.steps.assess.flags.notes import maturity_note, search_note
from pipelines.steps.assess.flags.raising import Raised, flags_of
from pipelines.steps.assess.flags.series import disclosure_removed, selective_years, stale
from pipelines.steps.assess.judgements.settling import settle
from pipelines.steps.assess.judgements.table import JUDGES
from pipelines.steps.assess.view import SchoolView
from schemas.disclosure import Criterion

RULES = (
    absence_flags,
    duty_flags,
    vague_claims,
    withheld,
    figure_flags,
    rate_without_basis,
    unlike_comparison,
    unreadable_form,
    selective_years,
    stale,
    disclosure_removed,
    maturity_note,
)


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
    raised: list[Raised] = [one for rule in RULES for one in rule(view)]
    told = [flag.rule for flag in flags_of(raised, view)]
    return SchoolAssessment(assessments, flags_of([*raised, *search_note(view, assessments, told)], view))
