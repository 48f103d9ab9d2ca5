"""Arrivals: what is told of students who come, under a heading about them, is no result of those who leave.

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


def is_of_arrivals(subject: Subject | None, headings: Sequence[str]) -> bool:
    """Tell whether a figure counts students who come: their class, their states, their colleges.

    Args:
        subject: what the figure measures.
        headings: those it stands under, the nearest first; only that one is believed.
    """
    return subject in FACTS and any(HEADING.search(words) for words in headings[:1])
