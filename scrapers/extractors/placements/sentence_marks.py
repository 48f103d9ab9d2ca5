"""What a sentence is made of, for counting: numbers, specialties, institutions, places, years, and the words between.

Belongs here: finding these marks and settling overlaps. Does not belong here: which number counts what (pairing).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from schemas.vocabulary import Qualifier
from scrapers.extractors.lexicon import tokens_of
from scrapers.extractors.numbers import numbers_in
from scrapers.extractors.placements.place_spans import KEYWORD, NameSpan, kind_of, known_institutions, name_spans
from scrapers.extractors.placements.specialty_spans import SpecialtySpan, specialty_spans

MarkKind = Literal["count", "share", "year", "specialty", "institution", "place", "name", "group", "pronoun"]
ONE = re.compile(
    r"(?<![\w-])(?<!no )(?<!every )(?<!any )(?<!which )(?<!number )one(?= (?:in|to|at|into|each|apiece|chose|is|will|"
    r"matched|went|goes|of the \d|for|has|enters|entered|plans|with|selected|\()|\s*(?:[.;,)]|$))",
    re.IGNORECASE,
)
YEAR = re.compile(
    r"(?<![\d$-])(?:19[5-9]\d|20[0-4]\d)(?![\d-])"
    r"|\b(?:last year|a year ago|the previous year|the year before|the prior year|a year earlier)\b",
    re.IGNORECASE,
)
GROUP = re.compile(
    r"\bprimary[- ]care(?: (?:fields?|specialt\w+|residenc\w+|disciplines?|programs?))?"
    r"|\b(?:(?:general )?surgical|surgery|medical|medicine|primary|competitive|core|non[- ]primary[- ]care|generalist|"
    r"procedural|hospital-based|other|various) (?:sub-?specialt\w+|specialt\w+|fields?|disciplines?|areas)"
    r"|\b(?:the )?(?:military|armed (?:services|forces)|army|navy|air force)"
    r"(?: (?:match\w*|residenc\w+|programs?|placements?|positions?|service))?"
    r"|\b(?:other|remaining|additional|various|multiple|several)"
    r" (?:specialt\w+|programs?|fields?|hospitals?|institutions?|states?)"
    r"|\b(?:in|out)[- ]of[- ]state\b|\bin[- ]state\b|\belsewhere\b|\babroad\b"
    r"|\b(?:categorical|preliminary|prelim|advanced)(?: (?:programs?|positions?|spots?|years?|slots?))?(?=\s*(?:[,.;)]|and\b|or\b|$))"
    r"|\bresearch (?:years?|positions?|fellowships?)\b",
    re.IGNORECASE,
)
PRONOUN = re.compile(
    r"\b(?:it|(?:this|that|the) (?:field|specialty|discipline))\b"
    r"(?=\s*(?:[.,;)]|as\b|this\b|in\b|for\b|over\b|against\b|compared\b|$))",
    re.IGNORECASE,
)
HALF = re.compile(r"\bhalf\s+(?:a\s+)?$", re.IGNORECASE)
OPENS_WITH_FIELD = re.compile(r"\s*(?:[–—,-]|\b(?:at|in|with|for))\s+(?:the\s+)?")
COUNT_BEFORE_SHARE = re.compile(r"\s*[,;/]\s*[\d.]+\s*(?:%|percent)[^()]{0,30}\)")
"""A count in brackets with its share behind it, "(13, 15%)", is no share itself."""
MOST_PEOPLE = 999
"""Larger counts are never those of one class in one field."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One thing in a sentence; value is the number or the year (0 for 'last year')."""

    kind: MarkKind
    start: int
    end: int
    text: str
    value: int = 0
    is_exact: bool = True
    is_weak: bool = False
    total: int | None = None


@lru_cache(maxsize=512)
def marks_in(sentence: str) -> tuple[Mark, ...]:
    """Find all marks of a sentence in order, without overlaps."""
    numbers = number_marks(sentence)
    years = [
        Mark("year", found.start(), found.end(), found[0], int(found[0]) if found[0].isdigit() else 0)
        for found in YEAR.finditer(sentence)
    ]
    groups = [Mark("group", found.start(), found.end(), found[0]) for found in GROUP.finditer(sentence)]
    pronouns = [Mark("pronoun", found.start(), found.end(), found[0]) for found in PRONOUN.finditer(sentence)]
    specialties = specialty_spans(sentence)
    names = [mark for span in name_spans(sentence) for mark in settled(sentence, span, specialties)]
    groups = [mark for mark in groups if not any(name.start <= mark.start and mark.end <= name.end for name in names)]
    fields = [
        Mark("specialty", span.start, span.end, span.text, is_weak=span.is_weak)
        for span in specialties
        if not any(name.start <= span.start and span.end <= name.end for name in names)
    ]
    kept: list[Mark] = []
    taken = bytearray(len(sentence))
    for mark in [*numbers, *years, *with_longer(groups, fields), *names, *pronouns]:
        if not any(taken[mark.start : mark.end]):
            kept.append(mark)
            taken[mark.start : mark.end] = b"\x01" * (mark.end - mark.start)
    return tuple(sorted(kept, key=lambda mark: mark.start))


def field_marks(sentence: str) -> list[Mark]:
    """Find only the specialties of a sentence."""
    return [
        Mark("specialty", span.start, span.end, span.text, is_weak=span.is_weak) for span in specialty_spans(sentence)
    ]


def with_longer(groups: list[Mark], fields: list[Mark]) -> list[Mark]:
    """Put the longer of overlapping groups and specialties first."""
    return sorted([*fields, *groups], key=lambda mark: mark.start - mark.end)


def number_marks(sentence: str) -> list[Mark]:
    """Return counts and shares of a sentence."""
    marks = []
    for number in numbers_in(sentence):
        if HALF.search(sentence[: number.start]):
            continue
        kind: MarkKind = "share" if number.is_percent or not number.is_whole else "count"
        if (
            kind == "share"
            and COUNT_BEFORE_SHARE.match(sentence[number.end :])
            and sentence[number.start : number.end].isdigit()
        ):
            kind = "count"
        is_exact = number.qualifier is Qualifier.exact and number.upper is None and number.value <= MOST_PEOPLE
        text = sentence[number.start : number.end]
        marks.append(Mark(kind, number.start, number.end, text, int(number.value), is_exact, total=number.total))
    for found in ONE.finditer(sentence):
        if not any(mark.start <= found.start() < mark.end for mark in marks):
            marks.append(Mark("count", found.start(), found.end(), found[0], 1))
    return marks


def settled(sentence: str, span: NameSpan, specialties: Sequence[SpecialtySpan]) -> list[Mark]:
    """Settle a capitalised name against the specialties found in it: it may hold one, end with one, or be one."""
    if tokens_of(span.text) in known_institutions() and not any(field.text == span.text for field in specialties):
        return [name_mark(span)]
    for field in specialties:
        if field.end <= span.start or span.end <= field.start:
            continue
        if field.start <= span.start and span.end <= field.end:
            return []
        before = sentence[span.start : field.start].strip(" -–—/&")
        after = sentence[field.end : span.end].strip(" -–—/&")
        opened = OPENS_WITH_FIELD.match(sentence[field.end : span.end])
        if not before and opened is not None:
            return [
                name_mark(moved(name, field.end + opened.end()))
                for name in name_spans(sentence[field.end + opened.end() : span.end])
            ]
        rest = before or after
        is_apart = not (before and after) and not KEYWORD.search(after)
        if rest and is_apart and not (field.is_weak and KEYWORD.search(before)):
            start = sentence.index(rest, span.start)
            return [name_mark(NameSpan(start, start + len(rest), rest, kind_of(rest)))]
        break
    return [name_mark(span)]


def moved(span: NameSpan, offset: int) -> NameSpan:
    """Return a span found in a part of a text at its place in the whole."""
    return replace(span, start=span.start + offset, end=span.end + offset)


def name_mark(span: NameSpan) -> Mark:
    """Turn a name into a mark; a city that is also known as an institution stays open as weak."""
    is_open = span.kind == "place" and tokens_of(span.text) in known_institutions()
    return Mark(span.kind, span.start, span.end, span.text, is_weak=is_open)


def as_institution(mark: Mark) -> Mark:
    """Read an open name as an institution."""
    return replace(mark, kind="institution")
