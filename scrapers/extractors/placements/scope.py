"""Whether a list can be about where graduates matched: what its headings and its title say.

Belongs here: words that speak for and against it. Does not belong here: whose results they are (audience).
"""

import re
from collections.abc import Sequence
from enum import StrEnum

FOR = re.compile(
    r"\bmatch(?:es|ed)?\b|\bresidenc|\bplacements?\b|\bgraduat|\bclass of\b|\bpgy|\bdestination|\bappointments?\b|\binternships?\b|\bn\.?r\.?m\.?p|"
    r"^class\W*$|\bcareer (?:choices|outcomes)|\bgoing\b|\bnext step|\boutcomes\b",
    re.IGNORECASE,
)
MATCH = re.compile(
    r"\bmatch(?:es|ed)?\b|\bplacements?\b|\bmatch\s?day\b|\bappointments?\b|\bclass of\b|\bgraduates\b", re.IGNORECASE
)
AGAINST = re.compile(
    r"\bclerkships?\b|\brotat(?:ions?|ing)\b|\belectives?\b|\bfaculty\b|\bdepartments?\b|\bpreceptors?\b|\bclinical (?:sites?|campus\w*|partners?|sciences)\b"
    r"|\baffiliat(?:es|ions?)\b|\baffiliated (?:hospitals|sites)\b|\b(?:our|available|sponsored|accredited) (?:residenc\w+|gme|fellowship)|\bresidency programs? (?:offered|at|we)\b"
    r"|\bfellowships?\b|\binterest groups?\b|\bresearch\b|\borgani[sz]ations\b|\bawards?\b|\bstaff\b|\bleadership\b|\bcurriculum\b|\bcourses?\b|\bdirectors?\b|\bcontacts?\b"
    r"|\bsurplus\b|\bbudget\b|\btuition\b|\bcalendar\b|\bspeakers?\b|\bincoming\b|\bmeet our\b",
    re.IGNORECASE,
)


class Scope(StrEnum):
    """What the words over a list say about it."""

    match = "match"
    unknown = "unknown"
    other = "other"


def scope_of(circles: Sequence[Sequence[str]]) -> Scope:
    """Tell from the words around a list whether it is about graduates' positions.

    Args:
        circles: words in circles, the nearest first: what stands right over the list, the headings above that, the
            document's title and first lines. The nearest circle that says anything decides.
    """
    for words in circles:
        if any(MATCH.search(text) for text in words):
            return Scope.match
        if any(AGAINST.search(text) for text in words):
            return Scope.other
    return Scope.match if any(FOR.search(text) for words in circles for text in words) else Scope.unknown
