"""One school's assessment: every criterion that applies to it, and every flag.

Belongs here: the order of the work. Does not belong here: a rule.
"""

from collections.abc import Sequence

from pipelines.steps.assess.case import SchoolAssessment, SchoolCase
from schemas.disclosure import Criterion


def assess_school(case: SchoolCase, criteria: Sequence[Criterion]) -> SchoolAssessment:
    """Judge one school by all its pages and years, never by one."""
    del case, criteria
    return SchoolAssessment()
