"""What rows show about how they were read, one by one and as a list: fragments, gaps, parts that are missing.

Belongs here: evidence that needs no answer key and no printed total. Does not belong here: the score made of it
(self_score.py).
"""

import re
from collections.abc import Callable, Sequence
from functools import cache
from itertools import pairwise

from schemas.findings import Placement
from scrapers.extractors.gazetteer import state_codes
from scrapers.extractors.lexicon import tokens_of
from scrapers.extractors.vocabulary_words import GENERIC
from scrapers.reference import institutions

FEWEST = 12
"""Rows from which a list tells anything as a whole."""
OPEN_END = re.compile(r"(?:[-–—/&,(]|\b(?:of|OF|and|AND|the|at|for|in|de|St\.?|Saint|San|Mount))$")
OPEN_START = re.compile(r"^(?:[a-z]{3,}\b|[)&/,–-])")
INNER_PLACE = re.compile(
    r"(?:(?<=[A-Za-z.)])-|,\s|\()([A-Z]{2})\)?(?:\s*[-–x(]\s*\d+\)?)?[\s,;]+(?=[A-Z][A-Za-z.]{2})(?!City\b)"
)
"""A state in the middle of a name: the end of one institution and the start of the next."""
SHORTEST_CUT = 2
FEW = 0.015
"""Share of fragments that lists show anyway."""
WEIGHT = 4
"""How much faster than their share fragments take trust away."""
MOST = 0.6
"""Share of rows that have a thing from which the others lack it."""
MOST_STATES = 0.85
LONG = 30
"""Rows from which a list holds what every class has."""
SORTED = 0.97
FEWEST_DISTINCT = 6
USUAL = (
    r"internal medicine|^medicine\b|^int\w* med",
    r"family|^fam\w* med",
    r"pediatrics|^peds?\b",
    r"psychiatry|^psych",
    r"surgery",
    r"obstetric|^ob\b|ob[-/ ]?gyn",
    r"emergency|^em(?:erg)?\b",
    r"anesth",
)
"""Specialties of which nearly every class has some."""
MAY_LACK = 2
FEW_LACKING = 1
LARGE = 60


@cache
def known_words() -> frozenset[str]:
    """Words in the names and places of institutions."""
    found: set[str] = set(GENERIC)
    for item in institutions():
        for name in (item.name, item.city or "", *item.aliases):
            found.update(tokens_of(name))
    return frozenset(found)


@cache
def beginnings() -> frozenset[str]:
    """Beginnings of long common words of institutions, that are no words themselves."""
    return (
        frozenset(word[:length] for word in GENERIC if len(word) > 4 for length in range(SHORTEST_CUT, len(word)))
        - known_words()
    )


def whole(placements: Sequence[Placement]) -> float:
    """Return 1 where names and specialties are whole, less the more of them are fragments or two in one."""
    if len(placements) < FEWEST:
        return 1.0
    broken = sum(is_fragment(item.program or "") or ends_open(item.specialty or "") for item in placements)
    return max(0.0, 1.0 - WEIGHT * max(0.0, broken / len(placements) - FEW))


def is_fragment(name: str) -> bool:
    """Tell whether a name lacks its start or its end, or goes on with a second one."""
    if not name:
        return False
    words = tokens_of(name)
    if ends_open(name) or OPEN_START.match(name) or (words and len(words) < 3 and set(words) <= GENERIC):
        return True
    if words and words[-1] in beginnings():
        return True
    return any(match[1] in state_codes() for match in INNER_PLACE.finditer(name))


def ends_open(text: str) -> bool:
    """Tell whether a text ends in the middle of something, or a bracket lacks its other half."""
    return OPEN_END.search(text) is not None or text.count("(") != text.count(")")


def complete(placements: Sequence[Placement]) -> float:
    """Return 1 where all rows have what most have, less the more rows lack a specialty, an institution or a state."""
    if len(placements) < FEWEST:
        return 1.0
    result = 1.0
    parts: tuple[tuple[Callable[[Placement], object], float], ...] = (
        (lambda item: item.specialty, MOST),
        (lambda item: item.program, MOST),
        (lambda item: item.state, MOST_STATES),
    )
    for part, most in parts:
        share = sum(part(item) is not None for item in placements) / len(placements)
        if most <= share < 1:
            result = min(result, share)
    return result**2


def ranging(placements: Sequence[Placement]) -> float:
    """Return 1 where a long list holds what every class has and runs through the alphabet, less where a part seems lost."""
    names = [item.specialty.casefold() for item in placements if item.specialty and item.program]
    if len(names) < max(LONG, MOST * len(placements)) or len({item.class_year for item in placements}) > 1:
        return 1.0
    lacking = sum(not any(re.search(pattern, name) for name in set(names)) for pattern in USUAL)
    allowed = FEW_LACKING if len(names) >= LARGE else MAY_LACK
    result = 0.9 ** max(0, lacking - allowed)
    programs = [item.program.casefold() for item in placements if item.program]
    return result * min(runs_through(names, "e", "p"), runs_through(programs, "e", "s"))


def runs_through(names: Sequence[str], first: str, last: str) -> float:
    """Return 1, or less where names in alphabetical order begin late or end early."""
    if len(names) < LONG or len(set(names)) < FEWEST_DISTINCT:
        return 1.0
    steps = [(this, then) for this, then in pairwise(names) if this != then]
    if sum(this < then for this, then in steps) < SORTED * len(steps):
        return 1.0
    return 1.0 if names[0][:1] <= first and names[-1][:1] >= last else 0.8
