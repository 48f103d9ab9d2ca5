"""Places in words: states however they are written, cities, and the place at the end of an institution's name.

Belongs here: what is a place, where a name ends and its place begins. Does not belong here: which hospital is meant.
"""

import re
from functools import cache, lru_cache
from typing import NamedTuple

import us

from scrapers.reference import institutions

ABBREVIATIONS = {
    "AL": "Ala", "AZ": "Ariz", "AR": "Ark", "CA": "Calif|Cal", "CO": "Colo", "CT": "Conn", "DE": "Del", "FL": "Fla", "GA": "Ga",
    "IL": "Ill", "IN": "Ind", "KS": "Kan|Kans", "KY": "Ky", "LA": "La", "MD": "Md", "MA": "Mass", "MI": "Mich", "MN": "Minn",
    "MS": "Miss", "MO": "Mo", "MT": "Mont", "NE": "Neb|Nebr", "NV": "Nev", "NH": "N.H", "NJ": "N.J", "NM": "N.M|N. Mex",
    "NY": "N.Y", "NC": "N.C", "ND": "N.D|N. Dak", "OK": "Okla", "OR": "Ore|Oreg", "PA": "Pa|Penn|Penna", "RI": "R.I",
    "SC": "S.C", "SD": "S.D|S. Dak", "TN": "Tenn", "TX": "Tex", "VT": "Vt", "VA": "Va", "WA": "Wash", "WV": "W.Va|W. Va",
    "WI": "Wis|Wisc", "WY": "Wyo", "DC": "D.C", "PR": "P.R",
}  # fmt: skip
PROVINCES = {
    "AB": "Alberta", "BC": "British Columbia", "MB": "Manitoba", "NB": "New Brunswick", "NL": "Newfoundland", "NS": "Nova Scotia",
    "ON": "Ontario", "PE": "Prince Edward Island", "QC": "Quebec", "SK": "Saskatchewan",
}  # fmt: skip
"""Canadian provinces, where some graduates train."""
DASH = r"[-‐‑‒–—−]"
SUFFIX = re.compile(rf"{DASH}\s*([A-Z]{{2}})\.?$")
LAST_WORD = re.compile(r"(?<!\bof)(?<!\bOF)(?<!\bOf)(?<!\bin)(?<!&)(?<=[A-Za-z.)])\s+([A-Z]{2})$")
PARENTHESES = re.compile(r"^(.*\S)\s*[(\[]([^()\[\]]{2,40})[)\]]$")
LEADING_PLACE = re.compile(
    r"^([A-Z][\w.' -]{1,40},\s*[A-Z][A-Za-z. ]{1,20}?|Washington,? D\.?C\.?)\s*[-–—|:]\s+([A-Z].{2,})$"
)
"""A place before a sign and the name: 'Pittsburgh, PA – UPMC Mercy'."""
CAMPUSES = re.compile(r"\bUniv(?:ersity|\.)? of (?:California|Nevada)$|^UC$", re.IGNORECASE)
"""Names that say nothing without the campus after the comma."""
CAMPUS_STATE = re.compile(r"^(\w.*\w)\s+([A-Z]{2})$")
CITY_WORDS = 4
ALSO_CITIES = frozenset({"new york", "washington"})
"""Names of states that, printed alone after a comma, are far more often the city."""


class Place(NamedTuple):
    """A name without the place after it, and that place."""

    program: str
    city: str | None
    state: str | None


@cache
def state_names() -> dict[str, str]:
    """Codes by every other way to write a state, lower case without stops and spaces."""
    names = {squeezed(state.name): state.abbr for state in [*us.states.STATES, us.states.DC, *us.states.TERRITORIES]}
    names |= {squeezed(form): code for code, forms in ABBREVIATIONS.items() for form in forms.split("|")}
    return names | {squeezed(name): code for code, name in PROVINCES.items()}


@cache
def state_codes() -> frozenset[str]:
    """Two-letter codes of states, territories and the District of Columbia."""
    return frozenset(state_names().values())


@cache
def cities() -> frozenset[str]:
    """Cities that have a residency program, lower case."""
    return frozenset(squeezed(item.city) for item in institutions() if item.city)


def squeezed(text: str) -> str:
    """Return lower case without stops, commas and repeated spaces."""
    return " ".join(re.sub(r"[.,]", " ", text.casefold()).replace("saint ", "st ").split())


@lru_cache(maxsize=10_000)
def state_code(text: str) -> str | None:
    """Return the code of a state written as a code, in full or in the style of newspapers."""
    plain = text.strip(" .,;()[]")
    if len(plain) == 2 and plain.upper() in state_codes():
        return plain.upper()
    name = squeezed(plain)
    return state_names().get(name) or state_names().get(name.replace(" ", ""))


def suffix_state(text: str) -> str | None:
    """Return the state that a name carries as its '-ST' suffix."""
    match = SUFFIX.search(text.rstrip(" *†‡§"))
    return match[1] if match and match[1] in state_codes() else None


def city_likeness(text: str) -> float:
    """Tell how much a string reads like the name of a city, 0 to 1."""
    name = squeezed(text)
    if name in cities():
        return 1.0
    parts = text.split()
    plain = 0 < len(parts) <= CITY_WORDS and all(part[0].isupper() or part in {"of", "de", "du"} for part in parts)
    return 0.3 if plain and not any(mark in text for mark in "0123456789/&:;(,") else 0.0


def is_city(text: str) -> bool:
    """Tell whether a string may be a city where one is expected: before a state."""
    return city_likeness(text) > 0


@lru_cache(maxsize=20_000)
def split_place(text: str) -> tuple[str | None, str | None]:
    """Return city and state of a string that is a place and nothing else; both None where it is none."""
    plain = text.strip(" ,;")
    if squeezed(plain).startswith("washington d"):
        return "Washington", "DC"
    if state := state_code(plain):
        return (plain, None) if squeezed(plain) in ALSO_CITIES else (None, state)
    for match in reversed(list(re.finditer(r",\s*|\s+|\s*[-–—/]\s*", plain))):
        city, rest = plain[: match.start()].strip(" ,"), plain[match.end() :]
        state = state_code(rest)
        if state and city and is_city(city) and ("," in match[0] or city_likeness(city) == 1.0):
            return city, state
    return (plain, None) if city_likeness(plain) == 1.0 else (None, None)


@lru_cache(maxsize=20_000)
def split_location(text: str) -> Place:
    """Cut the place off the end of an institution's name; a '-ST' suffix stays in the name and gives the state."""
    plain = text.strip(" ,;")
    if (match := LEADING_PLACE.match(plain)) and all(place := split_place(match[1])):
        return Place(match[2], *place)
    if match := PARENTHESES.match(plain):
        return in_parentheses(plain, match[1], match[2])
    parts = [part.strip() for part in plain.split(",")]
    if len(parts) > 1:
        return after_commas(plain, parts)
    if state := suffix_state(plain):
        return Place(plain, None, state)
    if (match := LAST_WORD.search(plain)) and match[1] in state_codes():
        return without_city(plain[: match.start()], match[1])
    return dashed(plain)


def in_parentheses(text: str, name: str, inside: str) -> Place:
    """Cut '(ST)' and '(City, ST)' off; a place in full that belongs to the name stays in it."""
    city, state = split_place(inside)
    if state and (len(inside.strip()) == 2 or "," in inside or city):
        if city:
            return Place(name.strip(" ,"), city, state)
        before = split_location(name)
        return Place(before.program, before.city, state)
    return Place(text, None, state if state and squeezed(inside) not in ALSO_CITIES else None)


def after_commas(text: str, parts: list[str]) -> Place:
    """Cut ', City, ST', ', City ST', ', ST' and ', City' off."""
    last = parts[-1]
    state = state_code(last)
    if state and squeezed(last) not in ALSO_CITIES:
        if len(parts) > 2 and is_city(parts[-2]) and not (len(parts) == 3 and CAMPUSES.search(parts[0])):
            return Place(", ".join(parts[:-2]), parts[-2], state)
        return without_city(", ".join(parts[:-1]), state)
    if state and len(parts) > 2 and squeezed(parts[-2]) in cities():
        return Place(", ".join(parts[:-2]), parts[-2], state)
    if (
        len(parts) == 2
        and CAMPUSES.search(parts[0])
        and (match := CAMPUS_STATE.match(last))
        and match[2] in state_codes()
    ):
        return Place(f"{parts[0]}, {match[1]}", None, match[2])
    city, state = split_place(last)
    if state and city and squeezed(last) not in ALSO_CITIES:
        return Place(", ".join(parts[:-1]), city, state)
    inner = suffix_state(parts[-2]) if len(parts) == 2 else None
    if city and (inner or squeezed(last) in cities()) and not CAMPUSES.search(parts[-2]):
        return Place(", ".join(parts[:-1]), city, inner)
    return Place(text, None, suffix_state(text))


def dashed(text: str) -> Place:
    """Cut ' - City, ST' and ' – City' off where the words after the dash are a place and nothing else."""
    for match in reversed(list(re.finditer(r"\s+[-–—|]\s+", text))):
        city, state = split_place(text[match.end() :])
        if state:
            return Place(text[: match.start()].strip(), city, state)
    return Place(text, None, None)


def without_city(name: str, state: str) -> Place:
    """Return a name whose state is known, with the city after its dash cut off where there is one."""
    name = name.strip(" ,")
    for match in reversed(list(re.finditer(r"\s+[-–—|]\s+", name))):
        if city_likeness(name[match.end() :]) == 1.0:
            return Place(name[: match.start()].strip(), name[match.end() :], state)
    return Place(name, None, state)
