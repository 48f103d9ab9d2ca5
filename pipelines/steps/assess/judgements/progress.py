"""Criteria on graduation and class size: one function each.

Belongs here: progress.*. Does not belong here: rates of the match (rate.py).
"""

from pipelines.steps.assess.judgements.match import no_class_yet
from pipelines.steps.assess.judgements.verdicts import Verdict, absent, met, older, partly
from pipelines.steps.assess.view import SchoolView
from rules.calendar import end_year_of
from schemas.vocabulary import MeasureName, Unit

LONGEST_STUDY = 8
"""Years from entry within which a graduation rate is final: a rate may be given by the year of entry."""


def progress_graduation(view: SchoolView) -> Verdict:
    """A graduation or attrition rate with its cohort."""
    rows = view.published.newest_first(
        view.published.measures_named(MeasureName.graduation_rate, MeasureName.attrition_rate)
    )
    due = view.class_due()
    period = due.period if due else None
    if not rows:
        return absent("Graduation or attrition rate: none was found.", due=period) if due else no_class_yet(view)
    year = end_year_of(rows[0].period)
    if year is None:
        return partly("Graduation or attrition rate: found without the class it is of.", rows, due=period)
    if due and year < due.end_year - LONGEST_STUDY:
        return older("Graduation or attrition rate", rows, due=period, found=rows[0].period)
    return met(f"Graduation or attrition rate: public for {rows[0].period}.", rows, due=period, found=rows[0].period)


def progress_class_size(view: SchoolView) -> Verdict:
    """The size of the latest graduating class, or of one that entered since."""
    due = view.class_due()
    period = due.period if due else None
    sizes = view.published.newest_first(view.published.measures_named(MeasureName.class_size, unit=Unit.count))
    if sizes:
        year = end_year_of(sizes[0].period)
        if year is None:
            return partly("Class size: found without the class it is of.", sizes, due=period)
        if due and year < due.end_year:
            return older("Class size", sizes, due=period, found=sizes[0].period)
        return met(f"Class size: public for the class of {year}.", sizes, due=period, found=sizes[0].period)
    near = view.published.newest_first(
        view.published.measures_named(
            MeasureName.participants, MeasureName.matched, MeasureName.placed, unit=Unit.count
        )
    )
    if near:
        return partly(
            "Only the number of those who took part or matched is given.", near, due=period, found=near[0].period
        )
    return absent("Class size: not found.", due=period) if due else no_class_yet(view)
