"""Words of tables: what headers and labels of results tables tell by themselves.

Belongs here: patterns of headers, and what a single header says. Does not belong here: how cells are read with them
(tables), subjects and bases (subjects, bases).
"""

import re
from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from scrapers.extractors.measures.sheets import Place
from scrapers.extractors.measures.side_by_side import OWN_NAME, PASSED, TAKERS
from scrapers.extractors.measures.subject_words import Subject
from scrapers.extractors.periods import periods_in

Answer = TypeVar("Answer")
SHARE_WORDS = re.compile(r"%|\bpercent(?:age)?s?\b|\brates?\b|\bshare\b|\bpct\b|\bproportion\b", re.IGNORECASE)
COUNT_WORDS = re.compile(r"\b(?:number|no\.|count|students|graduates|seniors|total|n)\b|#|\bsize\b", re.IGNORECASE)
FAILED_COUNT = re.compile(
    r"^\W*(?:(?:number|no\.?|#|n)\s+)?(?:of\s+)?(?:\w+\s+)?fail(?:ed|ing|ures?)\W*$", re.IGNORECASE
)
ACGME = re.compile(r"\b(?:acgme(?:[\s-]accredited)?|nrmp)\b", re.IGNORECASE)
TOTAL_COLUMN = re.compile(r"\b(?:totals?|all|sum|overall)\b|^\W*(?:19|20)\d\d\s*[-–—]\s*(?:19|20)?\d\d", re.IGNORECASE)
SUBTOTAL = re.compile(r"\bsub-?\s?totals?\b", re.IGNORECASE)
NOT_STUDENTS = re.compile(
    r"\b(?:residents?|positions|quota|filled|offered|applicants|applications|applied)\b", re.IGNORECASE
)
RATE_NAMES = {
    Subject.match: re.compile(r"\bmatch(?:ing)?\s+rates?\b", re.IGNORECASE),
    Subject.place: re.compile(r"\bplacement\s+rates?\b", re.IGNORECASE),
}
CLAUSE_END = re.compile(r"(?<=[.;!?])\s+")
VALUE_NAMES = re.compile(r"\b(?:rate|mean|score|percent\w*|average|result)s?\b|%", re.IGNORECASE)
BARE_SHARE = re.compile(
    r"^\W*(?:(?:after|post|following|with|including)[\s-]+(?:the\s+)?soap\b\s*|initial(?:ly)?\s+)?(?:%|percent(?:age)?|rate|share)?"
    r"(?:\s+(?:(?:after|post|following|with|including)[\s-]+(?:the\s+)?soap|initial(?:ly)?))?\W*$",
    re.IGNORECASE,
)
"""A header that says no more than that its figures are shares, perhaps with the stage: the column before tells of what."""
ROUTE_LABEL = re.compile(r"^\W*(?:via|through|by\s+way\s+of)\b", re.IGNORECASE)
"""A row that tells by which way some were placed: its share is no rate of a match."""
ROUTE_TOPIC = re.compile(
    r"^\W*(?:route|pathway|avenue|mechanism|method|match\s+(?:type|program|service)|type\s+of\s+(?:match|placement)|how\s+(?:placed|matched)|placement\s+(?:type|route|source))s?\W*$",
    re.IGNORECASE,
)
"""What stands over rows that tell one by one by which way people were placed."""
FIELDS = (None, Subject.specialty, Subject.other, Subject.same)
PLAIN_LABEL = re.compile(
    r"\b(?:class|of|classes|year|total|students?|graduates?|seniors?|academic|cycle|testing|the|spring|fall|number|no|all|do|md|com|overall|school|college|ay)\b|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b",
    re.IGNORECASE,
)
APPLICANTS = re.compile(r"^\W*(?:number\s+of\s+)?(?:active\s+|match\s+|nrmp\s+|our\s+)*applicants\W*$", re.IGNORECASE)
IN_MATCH = re.compile(r"\bmatch\b|\bnrmp\b", re.IGNORECASE)
YEARS_ALLOWED = re.compile(
    r"^\W*(?:(?:with)?in\s+)?(?:[3-8]|four|five|six|seven)[\s-]*years?(?:\s+(?:or\s+less|rate))?\W*$", re.IGNORECASE
)
GRADUATES = re.compile(r"\bgraduat|\bcompletion\b|\bcohort\b|\bentering\b", re.IGNORECASE)
OVERALL_LABEL = re.compile(
    r"^\W*(?:overall|total|all|any|ultimate|eventual)(?:\s+(?:attempts?|takers|pass\s+rate|rate))?\W*$", re.IGNORECASE
)
COHORT_HEADER = re.compile(
    r"\bgraduat\w+\s*(?:[<≤]=?|in|within|by|at|after)\s*(?:the\s+)?(?:\d|four|five|six|seven)\b|\battrition\b|\bstill\s+enrolled\b",
    re.IGNORECASE,
)
"""A header that follows a class that entered: what stands beside it is of the same class, and of no examination."""
GRADUATION_RATES = re.compile(r"\bgraduation\s+rates?\b|\bcohort\b", re.IGNORECASE)
PERIOD_LABEL = re.compile(
    r"\b(?:(?:graduating\s+|entering\s+)?class(?:es)?|of|year|academic|cycle|testing|the|spring|fall|for|in|to|ay|cy|fy|cohort|entering|graduating|through|"
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*)\b",
    re.IGNORECASE,
)


def is_class_label(words: str) -> bool:
    """Tell whether words name a class or a cycle and nothing that is counted ("Class of 2022", "2021-22 cycle")."""
    return bool(periods_in(words)) and not re.search(r"[a-z]{2,}", PERIOD_LABEL.sub(" ", words), re.IGNORECASE)


def first_of(read: Callable[[str], Answer | None], words: Iterable[str]) -> Answer | None:
    """Return the first answer that the nearest words give."""
    return next((found for text in words if (found := read(text)) is not None), None)


def counts_takers(place: Place) -> bool:
    """Tell whether a cell of an examination's table counts those who took, passed or failed it."""
    return any(counts_people(words) for words in (*place.headers, place.label))


def counts_people(words: str) -> bool:
    """Tell whether a header counts those who took, passed or failed an examination."""
    plain = OWN_NAME.sub("", words)
    return any(pattern.match(plain) is not None for pattern in (TAKERS, PASSED, FAILED_COUNT))


def definitions(above: Sequence[str], subject: Subject) -> list[str]:
    """Return the sentences above the table that speak of this very rate, where several rates are spoken of."""
    name = RATE_NAMES.get(subject)
    if name is None:
        return []
    return [part for words in above for part in CLAUSE_END.split(words) if name.search(part)]


def explanations(above: Sequence[str], subject: Subject) -> list[str]:
    """Return the words above the table without the sentences that speak of another rate only."""
    own = RATE_NAMES.get(subject)
    others = [name for kind, name in RATE_NAMES.items() if kind is not subject]
    if own is None:
        return list(above)
    parts = (CLAUSE_END.split(words) for words in above)
    return [
        " ".join(part for part in found if own.search(part) or not any(name.search(part) for name in others))
        for found in parts
    ]
