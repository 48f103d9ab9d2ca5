"""Schools: the known medical schools by the names that pages use, and which of them a document is about.

Belongs here: full names, university names, initials, the school named most prominently. Does not belong here: words for
staying in its state or at its hospital (home).
"""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from urllib.parse import urlsplit

import us

from scrapers.reference import REFERENCE_FOLDER, rows_of

GENERIC = frozenset(
    [
        "university",
        "college",
        "school",
        "schools",
        "medicine",
        "medical",
        "of",
        "the",
        "at",
        "and",
        "for",
        "osteopathic",
        "in",
        "health",
        "sciences",
        "science",
        "center",
        "state",
        "institute",
        "a",
        "new",
        "north",
        "south",
        "east",
        "west",
        "central",
        "eastern",
        "western",
        "northern",
        "southern",
        "campus",
        "division",
        "m",
        "d",
        "system",
        "medicine-",
        "program",
        "programs",
        "md",
        "do",
        "com",
        "som",
        "department",
        "office",
        "our",
        "your",
        "its",
        "their",
        "this",
        "that",
        "class",
        "match",
        "day",
        "graduate",
    ]
)
STATE_NAMES = {state.name: state.abbr for state in [*us.states.STATES, us.states.DC, *us.states.TERRITORIES]}
UNIVERSITY = re.compile(
    r"(?:[A-Z][\w.’'-]+\s+){1,4}University(?:\s+of\s+[A-Z][\w’'-]+(?:\s+[A-Z][\w’'-]+)?)?|University\s+(?:of|at)\s+(?:the\s+)?[A-Z][\w.’'-]+(?:\s+[A-Z][\w.’'-]+)*(?:,\s[A-Z][a-z]+(?:\s[A-Z][a-z]+)?)?|(?:[A-Z][\w.’'-]+\s+){1,3}Health\s+Sciences"
)
SCHOOL_PART = r"(?<=\w)\s+(?:(?:School|College)\s+of\b|Medical\s+(?:School|College)\b)"
STATE_UNIVERSITY = re.compile(
    r"University of (?:" + "|".join(sorted(map(re.escape, STATE_NAMES), key=len, reverse=True)) + r")(?=\s+[A-Z])"
)
NO_INITIALS = frozenset({"USA", "COM", "MD", "DO", "US", "UC"})
SHORTEST_NAME = 5
LEAST_SCORE = 5.0
"""Less than this has a school that is named once, somewhere in the text, such as a destination."""


@dataclass(frozen=True, slots=True)
class KnownSchool:
    """A school of the reference table with the words by which a page calls it."""

    slug: str
    state: str
    domain: str
    full_names: tuple[str, ...]
    short_forms: tuple[str, ...]
    is_main: bool


@cache
def known_schools() -> tuple[KnownSchool, ...]:
    """Schools of reference/schools.csv with their names, university names and initials."""
    found = []
    for row in rows_of(REFERENCE_FOLDER / "schools.csv"):
        name, short = row.get("name") or "", row.get("short_name") or ""
        university = UNIVERSITY.search(re.split(SCHOOL_PART, name)[0]) or UNIVERSITY.search(name)
        if university and (cut := STATE_UNIVERSITY.match(university[0])):
            university = cut
        if university and not telling_words(university[0]) and university[0] not in STATE_NAMES:
            university = None
        full = {name, *([university[0]] if university else [])}
        forms = {short}
        forms |= {initials(form) for form in (name.split(" - ")[0], university[0] if university else "")}
        forms.add(name.split(" at ")[0] if " at " in name else "")
        bare = telling_words(university[0]) if university else set()
        if university and len(bare) == 1 and university[0].split()[0] not in STATE_NAMES:
            forms |= {word for word in university[0].split() if word.casefold() in bare and len(word) > SHORTEST_NAME}
        eponym = re.search(r"([A-Z][\w’'-]{3,})\s+(?:School|College)\s+of", name)
        if eponym and eponym[1].casefold() not in GENERIC and eponym[1] not in STATE_NAMES:
            forms.add(f"{eponym[1]} College" if "College" in eponym[0] else f"{eponym[1]} School")
        found.append(
            KnownSchool(
                row.get("slug") or "", row.get("state") or "", (row.get("website_domain") or "").lower(),
                tuple(sorted(filter(None, full), key=len, reverse=True)),
                tuple(form for form in sorted(forms) if len(form) > 2 and form not in STATE_NAMES),
                (row.get("campus_type") or "main") == "main",
            )
        )  # fmt: skip
    return tuple(found)


@cache
def known_school(slug: str) -> KnownSchool | None:
    """Return the school of the reference table with this slug, or None."""
    return next((school for school in known_schools() if school.slug == slug), None)


def initials(name: str) -> str:
    """Return the initials by which a school is called."""
    words = re.findall(r"[A-Z][\w.’'-]*", name)
    letters = "".join(word[0] for word in words) if len(words) > 1 else ""
    return letters if letters not in NO_INITIALS else ""


@cache
def declared_names() -> dict[str, set[str]]:
    """Initials that schools give as their short name, with who does: others whose names only have these initials do not."""
    named: dict[str, set[str]] = {}
    for row in rows_of(REFERENCE_FOLDER / "schools.csv"):
        short = row.get("short_name") or ""
        if short.isupper() and " " not in short:
            named.setdefault(short, set()).add(row.get("slug") or "")
    return named


@cache
def school_index() -> tuple[re.Pattern[str], dict[str, list[tuple[KnownSchool, float]]]]:
    """One pattern for all names of known schools, and who bears each name."""
    bearers: dict[str, list[tuple[KnownSchool, float]]] = {}
    for school in known_schools():
        share = 1.0 if school.is_main else 0.4
        for name in school.full_names:
            bearers.setdefault(name, []).append((school, share * (3.0 if len(name) > 12 else 2.0)))
        for form in school.short_forms:
            bearers.setdefault(form, []).append((school, share))
    for form, named in declared_names().items():
        bearers[form] = [(school, share) for school, share in bearers.get(form, ()) if school.slug in named]
    longest = sorted(bearers, key=len, reverse=True)
    return re.compile(r"\b(?:" + "|".join(map(re.escape, longest)) + r")\b"), bearers


def slugs_named(name: str) -> set[str]:
    """Return the known schools that the longest known name within a name can mean."""
    pattern, bearers = school_index()
    found = max((match[0] for match in pattern.finditer(name)), key=len, default=None)
    return {school.slug for school, _ in bearers[found]} if found else set()


def telling_words(name: str) -> set[str]:
    """Return the words of a school's name that other schools do not share."""
    return {word.casefold() for word in re.findall(r"[A-Za-z][\w’'-]+", name)} - GENERIC


def best_school(zones: Sequence[tuple[str, float]], address: str | None) -> KnownSchool | None:
    """Return the known school that a document names most prominently."""
    pattern, bearers = school_index()
    scores: defaultdict[str, float] = defaultdict(float)
    by_slug = {school.slug: school for school in known_schools()}
    host = (urlsplit(address).hostname or "") if address and "://" in address else ""
    for school in known_schools():
        if host and school.domain and (host == school.domain or host.endswith("." + school.domain)):
            scores[school.slug] += 20
    first = len(zones)
    for index, (text, weight) in enumerate(zones):
        for match in pattern.finditer(text):
            for school, worth in bearers[match[0]]:
                scores[school.slug] += worth * weight * (1.5 if index < first else 1.0)
            first = min(first, index)
    if not scores:
        return None
    slug, score = max(scores.items(), key=lambda item: item[1])
    return by_slug[slug] if score >= LEAST_SCORE else None
