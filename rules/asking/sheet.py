"""The ask sheet: at most three lead questions and a few spares for one school, general or for a reader's hopes.

Belongs here: which questions come first. Does not belong here: their wording (questions.py, spares.py).
"""

from collections.abc import Sequence

from rules.asking.facts import public_facts
from rules.asking.questions import destination_question, exam_question, match_question, tracking_question
from rules.asking.spares import (
    access_question,
    checking_question,
    positions_question,
    progress_question,
    timing_question,
)
from rules.asking.subject import AskSubject
from schemas.disclosure import AskQuestion, AskSheet
from schemas.vocabulary import Maturity

MOST_SPARES = 3


def ask_sheet_of(subject: AskSubject) -> AskSheet:
    """Make a sheet from what is published and concluded, without the search record.

    It does not depend on the order in which findings and flags are given: an edition keeps none.
    """
    subject = subject.in_order()
    leads = _leads(subject)
    spares = [make(subject) for make in SPARES]
    return AskSheet(
        school_slug=subject.school.slug,
        specialty_slug=subject.specialty.slug if subject.specialty else None,
        home_state=subject.home_state,
        public=public_facts(subject),
        questions=(*leads, *[one for one in spares if one is not None][:MOST_SPARES]),
    )


SPARES = (checking_question, timing_question, access_question, progress_question, positions_question)
"""Spares, the most telling first."""


def _leads(subject: AskSubject) -> Sequence[AskQuestion]:
    """Exam, match and destinations; where no class has graduated, how its first classes will be followed comes first."""
    if subject.maturity is Maturity.no_graduates_yet:
        third = match_question if subject.specialty or not subject.home_state else destination_question
        return (tracking_question(subject), exam_question(subject), third(subject))
    leads = [exam_question(subject), match_question(subject), destination_question(subject)]
    if subject.is_new:
        leads = [
            tracking_question(subject),
            leads[0],
            leads[2] if subject.home_state and not subject.specialty else leads[1],
        ]
    return tuple(leads)
