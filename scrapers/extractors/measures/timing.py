"""Timing: which class, cohort or cycle a figure in running text belongs to.

Belongs here: choosing among the periods in a clause, its sentence, the words above, and the document. Does not belong here:
finding periods in words (periods), class years of whole passages (years).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from schemas.documents import Table
from scrapers.extractors.audience import COMPARISON
from scrapers.extractors.measures.drafts import Setting
from scrapers.extractors.measures.subject_words import Subject
from scrapers.extractors.numbers import numbers_in
from scrapers.extractors.passages import Passage, text_of
from scrapers.extractors.periods import EARLIER, Period, PeriodKind, periods_in
from scrapers.extractors.years import ARRIVING, DocumentContext

GUESSES = ("first year in the text", "no year")
MATCH_NAMED = "match named in the text"
"""How the year of a match named in passing is told; a later dateline is the item's own."""
DATELINE_BLOCKS = 7
DATELINE_LETTERS = 300
MONTH = r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec)[a-z]*\.?"
DATELINE = re.compile(
    rf"(?<!updated )(?<!updated: )(?<!reviewed )(?<!modified )(?:{MONTH}\s+\d{{1,2}},?\s+((?:19|20)\d\d)|\b\d{{1,2}}\s+{MONTH},?\s+((?:19|20)\d\d)|\b\d{{1,2}}/\d{{1,2}}/((?:19|20)\d\d)|\b((?:19|20)\d\d)-\d\d-\d\d)\b",
    re.IGNORECASE,
)
MONTH_LINE = re.compile(
    rf"\W*(?:(?:posted|published|dated?|updated)\W+)?(?:{MONTH}|spring|summer|fall|autumn|winter)\s+((?:19|20)\d\d)(?:\s+issue)?\W*",
    re.IGNORECASE,
)
"""A line that is nothing but a month."""
CLOSING_DATE = re.compile(
    rf"\W*(?:(?:posted|published|released|release\s+date|date)\W+)(?:on\s+|by\s+[\w .]{{2,40}}?\s+on\s+)?(?:\w+day,?\s+)?(?:{MONTH}\s+\d{{1,2}},?\s+|\d{{1,2}}\s+{MONTH},?\s+|\d{{1,2}}/\d{{1,2}}/)(?P<year>(?:19|20)\d\d)\W*",
    re.IGNORECASE,
)
"""A line at the end of an item that tells when it was posted."""
THIS_YEAR = re.compile(r"\bthis\s+(?:year|spring|march|month)\b|\b(?:are|is|stands?)\s+now\s+at\b", re.IGNORECASE)
EXAMS = frozenset({Subject.exam_pass, Subject.exam_mean})
COHORTS = frozenset({Subject.graduation, Subject.attrition})
ASIDE = re.compile(r"\s*\([^()]*\)\s*(?:for|in|among|,)\b", re.IGNORECASE)
BESIDE = 26
"""Letters within which a period stands beside its number."""


@dataclass(frozen=True, slots=True)
class Timing:
    """The periods a figure belongs to, and the sizes of the classes where they are printed beside them."""

    periods: tuple[str | None, ...]
    sizes: tuple[tuple[str, int], ...] = ()


def usable(periods: Sequence[Period], subject: Subject) -> list[Period]:
    """Leave out periods that a subject cannot belong to: dates of exams and of cohorts, entering years of matches."""
    if subject in EXAMS or subject in COHORTS:
        return [period for period in periods if period.kind is not PeriodKind.date]
    return [period for period in periods if period.kind is not PeriodKind.entering]


def timing_in(words: str, start: int, end: int, place: int, subject: Subject, setting: Setting) -> Timing | None:
    """Choose among the periods between two places of a sentence, for a number at a place."""
    words = COMPARISON.sub(lambda match: " " * len(match[0]), words)
    found = usable([p for p in periods_in(words) if start <= p.start and p.end <= end + 1], subject)
    if not found:
        return None
    if subject in COHORTS and any(period.kind is PeriodKind.entering for period in found):
        found = [period for period in found if period.kind is PeriodKind.entering]
    plain = [period for period in found if period.kind is not PeriodKind.date] or found
    named = [period for period in plain if period.text]
    if together := listed_together(words, named):
        return Timing(tuple(p.text for p in together), tuple((p.text, p.size) for p in together if p.text and p.size))
    if len({period.text for period in named}) > 1:
        named = [min(named, key=lambda period: distance(period, place))]
    chosen = named[0] if named else plain[0]
    if chosen.kind is PeriodKind.earlier:
        year = max(setting.document_year or 0, only_year(words) or 0)
        return Timing((str(year - chosen.back) if year else None,))
    return Timing((chosen.text,))


def only_year(sentence: str) -> int | None:
    """Return the one calendar or class year that a sentence names, against which "last year" is told."""
    named = {period.text for period in periods_in(sentence) if period.text}
    only = named.pop() if len(named) == 1 else ""
    return int(only) if only.isdigit() else None


def entering_in(sentence: str) -> Timing | None:
    """Return the entering class that a sentence names: a cohort's figure belongs to it, not to the year of graduation."""
    named = {period.text for period in periods_in(sentence) if period.kind is PeriodKind.entering and period.text}
    return Timing((named.pop(),)) if len(named) == 1 else None


def part_around(sentence: str, place: int) -> str:
    """Return the part of a sentence between semicolons that holds a place."""
    start = sentence.rfind(";", 0, place) + 1
    end = sentence.find(";", place)
    return sentence[start : end if end >= 0 else len(sentence)]


def distance(period: Period, place: int) -> int:
    """Measure how far a period stands from a number; behind it and close is best."""
    if period.start >= place:
        gap = period.start - place
        return gap if gap <= BESIDE else gap + BESIDE
    return place - period.end


def listed_together(words: str, periods: Sequence[Period]) -> list[Period]:
    """Return classes that are named one by one in one list; those that a cohort was drawn from are one pool."""
    if len(periods) < 2:
        return []
    for left, right in pairwise(periods):
        if len(words[left.end : right.start].strip(" ,")) > 5 or left.kind is not right.kind:
            return []
    return list(periods)


def timing_of(
    sentence: str,
    window: tuple[int, int],
    place: int,
    subject: Subject,
    setting: Setting,
    passage: Passage,
    above: Sequence[str],
    earlier: Sequence[str] = (),
    clause_end: int = 0,
) -> Timing:
    """Decide the periods of a figure: its clause, what stands before it, the words above, the passage, the document.

    Args:
        sentence: the sentence that holds it.
        window: the part of the sentence that is its own.
        place: where its number stands.
        subject: what it measures.
        setting: the document.
        passage: the passage.
        above: words that govern it, the nearest first: lead-ins, headings.
        earlier: sentences before it in its passage, the nearest first; for results of a class they count after those.
        clause_end: where its clause ends, which may hold further figures.
    """
    if THIS_YEAR.search(sentence[window[0] : window[1]]) and setting.document_year and subject not in COHORTS:
        return Timing((str(setting.document_year),))
    if subject in COHORTS and (entered := entering_in(part_around(sentence, place)) or entering_in(sentence[:place])):
        return entered
    if own := timing_in_sentence(sentence, window, place, subject, setting, clause_end):
        return own
    if subject not in EXAMS and subject not in COHORTS and not THIS_YEAR.search(sentence):
        above = after_own_lead(above, earlier, passage)
    for words in above:
        found = timing_in(words, 0, len(words), len(words), subject, setting)
        if found and (found.periods[0] or subject in EXAMS or subject in COHORTS):
            return found
    if subject in EXAMS or subject in COHORTS:
        return Timing((None,))
    for words in () if THIS_YEAR.search(sentence) else earlier:
        found = timing_in(words, 0, len(words), len(words), subject, setting)
        if found and found.periods[0] and not EARLIER.search(words) and not ARRIVING.search(words):
            return found
    year = year_of_passage(passage, setting)
    return Timing((str(year) if year else None,))


def timing_in_sentence(
    sentence: str, window: tuple[int, int], place: int, subject: Subject, setting: Setting, clause_end: int
) -> Timing | None:
    """Return the period that a figure's clause names, or the words before it, or those behind it that no cut parts from it."""
    own = timing_in(sentence, window[0], window[1], place, subject, setting)
    own = own or timing_in(sentence, 0, window[0], place, subject, setting)
    own = own or behind_brackets(sentence, window[1], place, subject, setting)
    if own or clause_end <= window[1]:
        return own
    return timing_in(sentence, window[1], clause_end, place, subject, setting)


def after_own_lead(above: Sequence[str], earlier: Sequence[str], passage: Passage) -> list[str]:
    """Put the nearest earlier sentence of a block that names one year before the lines over the block that are no headings."""
    lead = next((words for words in earlier if only_year(words) and not EARLIER.search(words)), None)
    if lead is None or ARRIVING.search(lead):
        return list(above)
    names_class = any(period.kind is PeriodKind.class_year for period in periods_in(lead))
    over_cycles = all(period.kind is PeriodKind.cycle for words in above for period in periods_in(words))
    is_first = above and (above[0] not in passage.heading_texts or (names_class and over_cycles))
    return [lead, *above] if is_first else list(above)


def behind_brackets(sentence: str, end: int, place: int, subject: Subject, setting: Setting) -> Timing | None:
    """Return the class named behind brackets that follow a figure: "235 (national average 230) for the Class of 2020"."""
    aside = ASIDE.match(sentence, end)
    if aside is None or numbers_in(sentence[aside.end() :]):
        return None
    return timing_in(sentence, aside.end(), len(sentence), place, subject, setting)


def year_of_passage(passage: Passage, setting: Setting) -> int | None:
    """Return the class year above a passage; the document's own year replaces a guess from the first year in its text."""
    choice = setting.context.year_above(passage)
    return setting.document_year if choice == setting.context.document_year else choice.year


def document_year(context: DocumentContext, passages: Sequence[Passage]) -> int | None:
    """Return the year of a document: as its title, headings, address or classes name it, else that of its dateline.

    A news item speaks of the year it is dated; the first year that happens to stand in a text says nothing.
    """
    choice = context.document_year
    if choice.rule == MATCH_NAMED:
        return max(choice.year or 0, dateline_year(passages) or 0)
    return dateline_year(passages) if choice.rule in GUESSES else choice.year


def dateline_year(passages: Sequence[Passage]) -> int | None:
    """Return the year in which a news item is dated, at its head or at its end."""
    for passage in passages[:DATELINE_BLOCKS]:
        if isinstance(passage.block, Table):
            continue
        text = text_of(passage.block)
        if match := MONTH_LINE.fullmatch(text) or DATELINE.search(text[:DATELINE_LETTERS]):
            return int(next(group for group in match.groups() if group))
    for passage in reversed(passages[-DATELINE_BLOCKS:]):
        if not isinstance(passage.block, Table) and (match := CLOSING_DATE.fullmatch(text_of(passage.block))):
            return int(match["year"])
    return None
