"""What a sentence speaks of: the match, licensing exams, or outcomes at large.

Belongs here: topic words and where to look for them. Does not belong here: what is said (claims.py, notices.py).
"""

import re
from collections.abc import Iterable
from itertools import product

from schemas.vocabulary import Topic

EXAM = re.compile(
    r"\b(?:USMLE|COMLEX|NBOME|NBME|COMSAE|(?:step|level)s?\s?(?:1|2|3|I{1,3})\b|step (?:scores?|exams?|results?)\b|(?:national |medical |licensing |licensure |certifying )?boards?\b"
    r"(?! of\b| meeting| member| chair| room| certified)|board (?:exam\w*|scores?|results?|pass\w*|stud\w+|prep\w*|review)"
    r"|licens(?:ing|ure|e) (?:exam\w*|test\w*|results?)|(?:pass|passing) rates?|exam(?:ination)?s?\b(?! room)|test takers)",
    re.IGNORECASE,
)
MATCH = re.compile(
    r"\b(?:match(?:es|ed|ing)?\b(?!ing (?:gift|fund|grant|donation)s?)|residenc(?:y|ies)|placements?|GME|PGY-?1|SOAP|NRMP|graduate medical education"
    r"|(?:training|internship) (?:programs?|positions?|places?|spots?)|interns?\b|internships?)",
    re.IGNORECASE,
)
OUTCOMES = re.compile(
    r"\b(?:outcomes?|graduation|retention|attrition|student achievement|student success|performance data|success rates?"
    r"|(?:(?:4|5|6)|four|five|six)(?:- and (?:6|six))?-year)",
    re.IGNORECASE,
)
JOINT = re.compile(r"\b(?:and|or|nor)\b|&", re.IGNORECASE)
LONGEST_JOINT = 50
PATTERNS = ((Topic.exam, EXAM), (Topic.match, MATCH), (Topic.outcomes, OUTCOMES))


def topics_in(text: str) -> list[Topic]:
    """Topics that a text names, in the order in which they are first named."""
    found = [(match.start(), topic) for topic, pattern in PATTERNS if (match := pattern.search(text))]
    return [topic for _, topic in sorted(found)]


def topic_above(texts: Iterable[str]) -> Topic | None:
    """Topic of the first of some texts that names one: what stands before a sentence, then its headings from within."""
    for text in texts:
        topics = topics_in(text)
        if topics:
            return topics[0]
    return None


def joined_topics(text: str) -> list[Topic]:
    """Topics of a notice: exams and the match where an 'and' or 'or' joins them, else the one that is named first."""
    for exam, match in product(EXAM.finditer(text), MATCH.finditer(text)):
        first, second = sorted((exam, match), key=lambda found: found.start())
        between = text[first.end() : second.start()]
        if len(between) <= LONGEST_JOINT and JOINT.search(between):
            return topics_in(text[first.start() : second.end()])
    return topics_in(text)[:1]
