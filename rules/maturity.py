"""Maturity: how many classes a school has graduated by a day, and the day that counts.

Belongs here: counting classes from the years in the school file. Does not belong here: what is due of them (calendar.py).
"""

from datetime import date, datetime

from rules.calendar import POSITIONS_BEGIN
from schemas.registry import School
from schemas.vocabulary import Maturity

ESTABLISHED_FROM = 6
"""Graduated classes from which a school counts as established."""


def first_graduation(school: School) -> int | None:
    """Year of the first graduation: as it was, or as it is expected; None where neither is known."""
    return school.first_class_graduated or school.expected_first_graduation


def graduated_classes(school: School, as_of: date) -> int | None:
    """Classes that have graduated by a day; None where the first year is not known."""
    first = first_graduation(school)
    if first is None:
        return None
    latest = as_of.year if (as_of.month, as_of.day) >= POSITIONS_BEGIN else as_of.year - 1
    return max(0, latest - first + 1)


def maturity_on(school: School, as_of: date) -> Maturity:
    """The maturity of a school on a day.

    The compiled maturity is taken only where no year is known, and only where time cannot have changed it: an
    established school stays so, any other may have moved on.
    """
    classes = graduated_classes(school, as_of)
    if classes is None:
        settled = school.maturity is Maturity.established or school.maturity_year == as_of.year
        return school.maturity if settled else Maturity.unknown
    if classes == 0:
        return Maturity.no_graduates_yet
    return Maturity.established if classes >= ESTABLISHED_FROM else Maturity.young


def judged_on(searched_at: datetime | None, as_of: date) -> date:
    """The day whose due dates a search can answer for: what fell due after its end cannot be missing in it."""
    return as_of if searched_at is None else min(as_of, searched_at.date())
