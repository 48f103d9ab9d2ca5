"""Arrivals: what is told of students who come, or of programs, under a heading about them, is no result of those who leave.

Belongs here: such headings, and which subjects they take. Does not belong here: cohorts whose graduation is told (timing).
"""

import re
from collections.abc import Sequence

from scrapers.extractors.measures.subject_words import Subject

HEADING = re.compile(
    r"\b(?:class|student|matriculant|admissions?)\s+profile\b|\bprofile\s+of\s+(?:the\s+|our\s+)?(?:\w+\s+)?class\b"
    r"|\bclass\s+of\s+(?:19|20)\d\d\s+profile\b|\b(?:entering|incoming|first-year|admitted|new)\s+(?:class|students)\b|\bmatriculants\b|\bwho\s+we\s+admit\b",
    re.IGNORECASE,
)
FACTS = frozenset(
    {Subject.class_size, Subject.in_state, Subject.home, Subject.states, Subject.institutions, Subject.specialties}
)
"""What is told of students at either end; exams, matches and graduation belong to one end only."""


PROGRAMS = re.compile(
    r"\W*(?:our\s+)?(?:graduate\s+medical\s+education|gme|residenc(?:y|ies)|residents|clinical\s+(?:affiliates?|partners?|sites?|training\s+sites?)|patient\s+care|hospitals?|research)"
    r"(?:\s+(?:(?:and|&)\s+)?(?:fellowships?|fellows|programs?|training|education))*\W*",
    re.IGNORECASE,
)
"""Headings of what a school offers or works with, where programs and hospitals are no destinations."""
THINGS = frozenset({Subject.states, Subject.institutions, Subject.specialties})


def is_of_programs(subject: Subject | None, headings: Sequence[str]) -> bool:
    """Tell whether a number of programs, hospitals or specialties stands under a heading of what the school offers.

    Args:
        subject: what the figure measures.
        headings: those it stands under, the nearest first; only that one is believed.
    """
    return subject in THINGS and any(PROGRAMS.fullmatch(words) for words in headings[:1])


def is_of_arrivals(subject: Subject | None, headings: Sequence[str]) -> bool:
    """Tell whether a figure counts students who come: their class, their states, their colleges.

    Args:
        subject: what the figure measures.
        headings: those it stands under, the nearest first; only that one is believed.
    """
    return subject in FACTS and any(HEADING.search(words) for words in headings[:1])
