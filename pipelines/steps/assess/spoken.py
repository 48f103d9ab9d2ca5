"""What a school says instead of a figure: that it withholds it, will publish it, or has none yet.

Belongs here: which statement speaks to which criterion, and whether a promise still holds. Does not belong here: finding
statements in pages (scrapers/extractors).
"""

import re
from datetime import date

from pipelines.steps.assess.view import SchoolView
from schemas.resolution import ResolvedStatement
from schemas.vocabulary import CriterionStatus, Maturity, StatementKind, Theme, Topic

LIST_WORDS = re.compile(r"\b(?:lists?|programs?|hospitals?|institutions?|destinations?|where\b)", re.IGNORECASE)
RESULT_WORDS = re.compile(
    r"\b(?:rates?|results?|outcomes?|data|statistics|percent(?:ages?)?|figures?|numbers?)\b|%", re.IGNORECASE
)
DATES = re.compile(
    r"(?:\b(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|spring|summer|fall|autumn|winter)\w*\.?,?\s+(?:of\s+)?)?\b(20\d\d)\b",
    re.IGNORECASE,
)
LAST_MONTH = {
    "jan": 1, "feb": 2, "mar": 3, "apr": 4, "may": 5, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "oct": 10, "nov": 11, "dec": 12,
    "spring": 6, "summer": 9, "fall": 12, "autumn": 12, "winter": 3,
}  # fmt: skip
TOPICS = {Theme.match: Topic.match, Theme.rate: Topic.match, Theme.exam: Topic.exam}
STATUSES = {
    StatementKind.withheld: CriterionStatus.withheld,
    StatementKind.promised: CriterionStatus.promised,
    StatementKind.not_yet_due: CriterionStatus.not_yet_due,
}


def spoken_status(view: SchoolView, theme: Theme) -> tuple[CriterionStatus, tuple[ResolvedStatement, ...]] | None:
    """What the school says of something that it does not publish, with its words; None where it says nothing of it."""
    topic = TOPICS.get(theme)
    if topic is None or _is_published(view, theme):
        return None
    for kind, status in STATUSES.items():
        words = tuple(row for row in view.published.said(kind, topic) if _speaks_of(view, row, theme))
        if words:
            return status, words
    return None


def is_over(text: str, day: date) -> bool:
    """Whether every date that a promise names has passed; a promise without a date never is."""
    ends = [_end(int(year), month) for month, year in DATES.findall(text)]
    return bool(ends) and max(ends) < day


def _is_published(view: SchoolView, theme: Theme) -> bool:
    """Whether the thing itself is public, so that what is said cannot explain what is missing of it."""
    if theme is Theme.match:
        return any(one.is_list for one in view.published.classes)
    return bool(view.published.rates if theme is Theme.rate else view.published.exam_results)


def _speaks_of(view: SchoolView, row: ResolvedStatement, theme: Theme) -> bool:
    if row.kind is StatementKind.not_yet_due:
        return view.maturity is not Maturity.established
    if row.kind is StatementKind.promised and is_over(row.text, view.day):
        return False
    names_list, names_results = LIST_WORDS.search(row.text), RESULT_WORDS.search(row.text)
    if theme is Theme.rate:
        return bool(names_results) or row.topic is Topic.outcomes
    return theme is Theme.exam or bool(names_list) or bool(names_results) or row.kind is StatementKind.withheld


def _end(year: int, month: str) -> date:
    """The day after the span that a month, a season or a whole year names."""
    last = LAST_MONTH[month.lower()] if month else 12
    return date(year + 1, 1, 1) if last == 12 else date(year, last + 1, 1)
