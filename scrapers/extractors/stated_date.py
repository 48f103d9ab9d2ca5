"""Stated date: the day a document gives for itself, such as "data as of June 30, 2026" or "last reviewed".

Belongs here: stamps and datelines. Does not belong here: the class or cycle that figures speak of (years, measures).
"""

import re
from collections.abc import Iterable
from datetime import date

from schemas.documents import Table
from scrapers.extractors.passages import Passage, text_of

MONTHS = {
    name: number
    for number, name in enumerate(
        ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), start=1
    )
}
MONTH = r"(?P<month{0}>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
YEAR = r"(?P<year{0}>(?:19[89]|20[0-4])\d)"
DATE = "|".join(
    (
        MONTH.format(1) + r"\s+(?P<day1>[0-3]?\d)(?:st|nd|rd|th)?,?\s+" + YEAR.format(1),
        r"(?P<day2>[0-3]?\d)(?:st|nd|rd|th)?\s+" + MONTH.format(2) + r",?\s+" + YEAR.format(2),
        MONTH.format(3) + r",?\s+" + YEAR.format(3),
        YEAR.format(4) + r"-(?P<number4>[01]\d)-(?P<day4>[0-3]\d)",
        r"(?P<number5>[01]?\d)[/.](?P<day5>[0-3]?\d)[/.]" + YEAR.format(5),
    )
)
STAMP_WORDS = (
    r"\b(?:(?:as|current)\s+(?:of|at|on)|(?:last\s+)?(?:updated?|reviewed|modified|revised|edited|checked)|accurate\s+(?:as\s+)?of|"
    r"data\s+(?:from|through)|posted|published|effective|reported\b[^.]{0,60}?\bon|date)\b"
)
STAMP = re.compile(rf"{STAMP_WORDS}[\s:(,|–—-]*(?:on\s+|the\s+)?(?:\w+day,?\s+)?\b(?:{DATE})\b", re.IGNORECASE)
DATELINE = re.compile(rf"\W*(?:\w+day,?\s+)?(?:{DATE})\W*", re.IGNORECASE)
LONGEST_TABLE = 400
"""Characters of a table that are looked through: stamps stand in short ones."""


def stated_date(passages: Iterable[Passage]) -> date | None:
    """Return the newest day that a document stamps itself with; else the day of its only dateline; else None."""
    stamps: list[date] = []
    datelines: list[date] = []
    for passage in passages:
        text = text_of(passage.block)
        if isinstance(passage.block, Table) and len(text) > LONGEST_TABLE:
            continue
        stamps += [day for match in STAMP.finditer(text) if (day := _day(match))]
        whole = DATELINE.fullmatch(text)
        if whole and (day := _day(whole)):
            datelines.append(day)
    if stamps:
        return max(stamps)
    return datelines[0] if len(set(datelines)) == 1 else None


def _day(match: re.Match[str]) -> date | None:
    """The day of a match; a month without a day counts from its first."""
    parts = {name.rstrip("12345"): value for name, value in match.groupdict().items() if value}
    month = int(parts["number"]) if "number" in parts else MONTHS[parts["month"][:3].lower()]
    try:
        return date(int(parts["year"]), month, int(parts.get("day", 1)))
    except ValueError:
        return None
