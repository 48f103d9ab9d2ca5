"""Periods: the class, cohort, testing cycle or academic year that a figure belongs to, as its own words name it.

Belongs here: finding periods in words and writing them in the one form of the records ("2023", "2021-2022").
Does not belong here: which year a whole page speaks of (years), what is measured (measures).
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from scrapers.extractors.years import completed

YEAR = r"(?:19[5-9]\d|20[0-4]\d)"
SHORT = r"['’‘]?\d\d(?![\d%.])"
MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec)[a-z]*\.?"
TO = r"\s*(?:-|–|—|−|/|\bto\b|\bthrough\b|\bthru\b|\band\b)\s*"
DASH = r"\s*(?:-|–|—|−|/|\bto\b|\bthrough\b|\bthru\b)\s*"
MONTHS = re.compile(
    rf"\b{MONTH}\s+(?:\d{{1,2}},?\s+)?(?P<first>{YEAR}){TO}{MONTH}\s+(?:\d{{1,2}},?\s+)?(?P<last>{YEAR})\b"
    rf"|\b{MONTH}(?:\s+\d{{1,2}},?)?{TO}{MONTH}\s+(?:\d{{1,2}},?\s+)?(?P<same>{YEAR})\b",
    re.IGNORECASE,
)
SPAN = re.compile(rf"(?<![\d,.$-])(?P<first>{YEAR}){DASH}(?P<last>{YEAR}(?!\d)|{SHORT})(?!-\d)", re.IGNORECASE)
BETWEEN = re.compile(
    rf"\b(?:between|from)\s+(?P<first>{YEAR})\s+(?:and|to|through|until)\s+(?P<last>{YEAR})\b", re.IGNORECASE
)
LISTED = re.compile(
    rf"(?P<list>{YEAR}(?:\s*\([^)]{{1,14}}\))?(?:\s*,?\s*(?:and|&)?\s*{YEAR}(?:\s*\([^)]{{1,14}}\))?)+)", re.IGNORECASE
)
CLASS_WORD = re.compile(
    r"\b(?:class(?:es)?|graduates?|graduating|seniors?|cohorts?|com|do|md|grads?)(?:\s+(?:of|for|in))?\s*['’‘]?$",
    re.IGNORECASE,
)
SINGLE = re.compile(
    rf"(?<![\d,.$/-])(?:(?:FY|AY|CY)\s?)?(?P<year>{YEAR})(?!\d|,\d{{3}}|\.\d|\s*(?:%|percent)|-\d\d-|\s+(?:north|south|east|west|main)\b(?!\s+(?:residency|match|round|nrmp)))",
    re.IGNORECASE,
)
APOSTROPHE = re.compile(r"\b(?:class(?:es)?\s+of|m\.?d\.?|d\.?o\.?)\s*,?\s*['’‘](?P<year>\d\d)\b", re.IGNORECASE)
CLASS_SHORT = re.compile(
    r"\bclass\s+of\s+(?P<year>[012]\d)\b(?!\s*(?:students|members|graduates|seniors|people|%))", re.IGNORECASE
)
FISCAL_SPAN = re.compile(r"\b(?:FY|AY)\s?['’]?(?P<first>\d\d)\s*[-–/]\s*['’]?(?P<last>\d\d)(?![\d%.])", re.IGNORECASE)
FISCAL = re.compile(r"\b(?:FY|AY|CY)\s?['’]?(?P<year>\d\d)(?![\d%.]|\s*[-–/]\s*\d)", re.IGNORECASE)
ENTERING = re.compile(
    r"\b(?:enter(?:ed|ing)?(?!\s+(?:(?:a|the)\s+)?(?:\w+\s+)?(?:match|nrmp|residenc\w+|primary|program)\b)|entr(?:y|ance)|matriculat\w+|enrol\w+|admitted|start(?:ed|ing))\b|\bcohorts?\b",
    re.IGNORECASE,
)
DATE = re.compile(
    rf"\b{MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+{YEAR}\b|\b\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?{MONTH}\s+{YEAR}\b|\b\d{{1,2}}[/.]\d{{1,2}}[/.]{YEAR}\b|\b{YEAR}-\d\d-\d\d\b",
    re.IGNORECASE,
)
FOUNDED = re.compile(
    rf"(?:\b(?:found(?:ed|ing)|established|opened?|opening|built|since(?=\s+(?:[a-z]+\s+){{0,3}}{YEAR})|dedicated|began|begun|moved|chartered|copyright|updated|revised|posted|published|reviewed|accessed|as of|retrieved)\b|©|\(c\))[^.;]{{0,40}}?{YEAR}\b",
    re.IGNORECASE,
)
POOLED = re.compile(
    r"\b(?:(?:over|across|during|averaged?)\s+(?:the\s+)?(?:past|last|previous|recent)?|(?:in|for|of)\s+(?:each\s+of\s+)?(?:the\s+)?(?:past|last|previous|recent))\s*(?:two|three|four|five|six|seven|ten|several|few|\d+)\s+(?:\w+\s+)?(?:years|classes|cycles)\b"
    r"|\b(?:past|last|recent)\s+(?:few|several|two|three|four|five|six|ten|\d+)?\s*(?:years|classes|cycles)\b"
    r"|\b(?:two|three|four|five|six|seven|ten|\d+)[\s-]years?\s+(?:rolling\s+|moving\s+|running\s+|weighted\s+)?(?:residency\s+)?(?:average|mean|aggregate|pass|match|placement|trend)\b|\b(?:rolling|moving)\s+average\b|\bhistorically\b|\bto date since\b|\bsince\s+(?:its|our|the)\b|\byear after year\b|\beach year\b|\bevery year\b|\bannually\b",
    re.IGNORECASE,
)
DRAWN = re.compile(
    r"\b(?:drawn|taken|combin\w+|pooled)\s+(?:from|across)\s+(?:the\s+)?(?:class(?:es)?\s+of\s+)?$", re.IGNORECASE
)
YEARS_BACK = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "ten": 10}
EARLIER = re.compile(
    r"\b(?P<decade>a\s+decade\s+(?:ago|earlier))|\b(?P<many>two|three|four|five|six|ten) years (?:ago|earlier|before)\b|\b(?:last|the previous|the prior|the preceding)\s+(?:year|spring|class)\b(?!s)|\b(?:a|one|the)\s+year\s+(?:ago|earlier|before)\b|\b(?:prior|previous)[\s-]year\b",
    re.IGNORECASE,
)


class PeriodKind(StrEnum):
    """How the words name a period."""

    class_year = "class_year"
    entering = "entering"
    cycle = "cycle"
    year = "year"
    date = "date"
    earlier = "earlier"
    pooled = "pooled"


@dataclass(frozen=True, slots=True)
class Period:
    """One period in a text; text is its form in the records, None for a window without years.

    An earlier year ("last year") carries in back how many years it lies before the document's own.
    """

    start: int
    end: int
    text: str | None
    kind: PeriodKind
    back: int = 0
    size: int | None = None


def periods_in(text: str) -> list[Period]:
    """Return the periods that a text names, in order; years of foundations and stamps of pages are none."""
    found: list[Period] = []
    blocked = [match.span() for match in FOUNDED.finditer(text)]
    for pattern, read in READERS:
        for match in pattern.finditer(text):
            start, end = match.span()
            if any(start < right and end > left for left, right in blocked):
                continue
            periods = read(text, match)
            if periods is not None:
                found += periods
                blocked.append((start, end))
    for match in POOLED.finditer(text):
        if not any(match.start() <= period.start < match.end() + 2 for period in found):
            found.append(Period(match.start(), match.end(), None, PeriodKind.pooled))
    return sorted(found, key=lambda period: period.start)


def months(_: str, match: re.Match[str]) -> list[Period]:
    """Read a cycle that is told by its first and last month."""
    first, last = match["first"] or match["same"], match["last"] or match["same"]
    return [Period(match.start(), match.end(), joined(first, last), PeriodKind.cycle)]


def span(text: str, match: re.Match[str]) -> list[Period] | None:
    """Read a span of years; "2016-10" is none."""
    last = completed(match["last"].strip("'’‘"), int(match["first"]))
    if last <= int(match["first"]):
        return None
    years = joined(match["first"], str(last))
    return [Period(match.start(), match.end(), years, span_kind(text, match.start()))]


def fiscal_span(_: str, match: re.Match[str]) -> list[Period]:
    """Read an academic or fiscal year told by two short years ("AY23-24")."""
    first, last = completed(match["first"]), completed(match["last"])
    return [Period(match.start(), match.end(), joined(str(first), str(last)), PeriodKind.cycle)]


def dated(_: str, match: re.Match[str]) -> list[Period]:
    """Read the year of a date."""
    year = re.search(YEAR, match[0])
    return [Period(match.start(), match.end(), year[0] if year else None, PeriodKind.date)]


def single(text: str, match: re.Match[str]) -> list[Period]:
    """Read a single year."""
    return [Period(match.start(), match.end(), str(completed(match["year"])), single_kind(text, match))]


def earlier(_: str, match: re.Match[str]) -> list[Period]:
    """Read "last year", "four years ago" and "a decade ago"."""
    back = 10 if match["decade"] else YEARS_BACK.get((match["many"] or "").lower(), 1)
    return [Period(match.start(), match.end(), None, PeriodKind.earlier, back=back)]


def listed(text: str, match: re.Match[str]) -> list[Period]:
    """Read years named one by one, each with the size of its class; those that one cohort was drawn from are none."""
    if DRAWN.search(text[: match.start()]):
        return []
    kind = span_kind(text, match.start())
    if kind is PeriodKind.cycle:
        kind = PeriodKind.year
    periods = []
    for part in re.finditer(
        rf"({YEAR})(?:\s*\(\s*(?:n\s*=\s*)?(\d{{1,4}})\s*(?:students|graduates)?\s*\))?", match[0], re.IGNORECASE
    ):
        size = int(part[2]) if part[2] else None
        start = match.start() + part.start()
        periods.append(Period(start, match.start() + part.end(), part[1], kind, size=size))
    return periods


def joined(first: str, last: str) -> str:
    """Write a span of years; one within a year has that year."""
    return first if first == last else f"{first}-{last}"


def span_kind(text: str, start: int) -> PeriodKind:
    """Tell a span of classes or of entering cohorts from a cycle, by the words before it."""
    before = text[max(0, start - 40) : start]
    clause = re.split(r"[.;:(]", before)[-1]
    if ENTERING.search(clause):
        return PeriodKind.entering
    if re.search(r"\b(?:class(?:es)?|graduat\w+|seniors)\b[^.;:]*$", clause, re.IGNORECASE):
        return PeriodKind.class_year
    return PeriodKind.cycle


def single_kind(text: str, match: re.Match[str]) -> PeriodKind:
    """Tell what a single year names, by the words around it."""
    before, after = text[max(0, match.start() - 36) : match.start("year")], text[match.end() : match.end() + 24]
    if (
        "class" in match[0].lower()
        or CLASS_WORD.search(before.rstrip(" "))
        or re.match(r"\s+(?:graduat|class\b|seniors|grads)", after, re.IGNORECASE)
    ):
        return (
            PeriodKind.entering if ENTERING.search(before[-24:]) and "graduat" not in before else PeriodKind.class_year
        )
    if ENTERING.search(before[-24:]) or re.match(r"\s+(?:enter|entr|matricul|cohort)", after, re.IGNORECASE):
        return PeriodKind.entering
    return PeriodKind.year


READERS: tuple[tuple[re.Pattern[str], Callable[[str, re.Match[str]], list[Period] | None]], ...] = (
    (MONTHS, months),
    (BETWEEN, span),
    (SPAN, span),
    (LISTED, listed),
    (DATE, dated),
    (APOSTROPHE, single),
    (CLASS_SHORT, single),
    (FISCAL_SPAN, fiscal_span),
    (FISCAL, single),
    (SINGLE, single),
    (EARLIER, earlier),
)
"""Patterns in the order in which they take their words, each with the function that reads what it found."""
