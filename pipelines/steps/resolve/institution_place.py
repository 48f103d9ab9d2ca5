"""The place that stands at the end of an institution's printed name: a state, a city, or both.

Belongs here: telling them apart from the name. Does not belong here: folding words (institution_words.py), states
themselves (geography.py).
"""

import functools
import re
from collections import defaultdict
from collections.abc import Mapping
from typing import NamedTuple

from pipelines.steps.resolve.geography import state_code, states
from scrapers.reference import institutions

NO_BARE_CODES = frozenset({"LA", "VA", "MD", "CO"})
"""Codes that stand for something else at the end of a name: Los Angeles, Veterans Affairs, doctor, county."""
BEFORE_A_PLACE = frozenset({"of", "in", "at", "for", "and", "&"})
LONGEST_ACRONYM, MOST_CITY_WORDS, LONGEST_TAIL = 5, 4, 32
BEHIND_COMMA = re.compile(r",\s*([A-Za-z .]{2,22}?)\.?\s*$")
BRACKETED = re.compile(r"\(\s*([^()]{2,40}?)\s*\)\s*$")
NOT_LETTERS = re.compile(r"[^a-z]+")
CITY_SPELLINGS = {
    "st": "saint",
    "ste": "saint",
    "ft": "fort",
    "mt": "mount",
    "nyc": "new york",
    "phila": "philadelphia",
}


class Placed(NamedTuple):
    """A printed name, and the state and the city that stood at its end; a city that may be part of the name stays in it."""

    name: str
    state: str | None = None
    city: str | None = None


@functools.cache
def _states_of_cities() -> Mapping[str, frozenset[str]]:
    """States by city, for every city with an institution."""
    found: dict[str, set[str]] = defaultdict(set)
    for one in institutions():
        if one.city and one.state:
            found[_city_key(one.city)].add(one.state)
    return {city: frozenset(codes) for city, codes in found.items()}


def _city_key(text: str) -> str:
    words = NOT_LETTERS.sub(" ", text.casefold()).split()
    return " ".join(CITY_SPELLINGS.get(word, word) for word in words)


def is_city(text: str, state: str | None = None) -> bool:
    """Whether an institution of the reference lies in a city of this name (in this state, if given)."""
    found = _states_of_cities().get(_city_key(text), frozenset())
    return state in found if state else bool(found)


def place_apart(text: str) -> Placed:
    """Part a printed name from the place behind it: `-ST`, `, City, ST`, `City ST`, `(City, ST)`, `, City`, ` - City`."""
    if text[-2:] in states():
        before = text[:-2].rstrip()
        if before[-1:] == "-":
            name = before.rstrip(" -,")
            return Placed(text) if not name or _is_acronym(name) else Placed(name, text[-2:])
        if before[-1:] == ",":
            return _behind_comma(text, before[:-1].rstrip(" -,"), text[-2:])
        return _bare(text, before, text[-2:]) if before != text[:-2] else Placed(text)
    if text[-1:] == ")":
        return _in_brackets(text)
    if "," in text[-LONGEST_TAIL:]:
        found = BEHIND_COMMA.search(text, max(0, len(text) - LONGEST_TAIL))
        code = state_code(found[1]) if found else None
        if found and code:
            return _behind_comma(text, text[: found.start()].rstrip(" -,"), code)
        name, _, tail = text.rpartition(",")
        return Placed(name.rstrip(" -,"), None, tail.strip()) if name and is_city(tail) else Placed(text)
    return _behind_dash(text, None) or Placed(text)


def _behind_comma(text: str, name: str, code: str) -> Placed:
    """Part `Name, City` or `Name - City` from the state behind it."""
    if not name:
        return Placed(text)
    head, comma, tail = name.rpartition(",")
    if comma and head and tail.count(" ") <= MOST_CITY_WORDS:
        return Placed(head, code, tail.strip())
    return _behind_dash(name, code) or Placed(name, code)


def _behind_dash(name: str, code: str | None) -> Placed | None:
    """`Name - City`; the city may be part of the name and stays in it."""
    head, dash, tail = name.rpartition(" - ")
    return Placed(name, code, tail.strip()) if dash and head and is_city(tail, code) else None


def _bare(text: str, name: str, code: str) -> Placed:
    """`Name, City ST` or `Name City ST`."""
    head, comma, tail = name.rpartition(",")
    if comma and head and is_city(tail, code):
        return Placed(head.rstrip(" -,"), code, tail.strip())
    words = name.split()
    for count in range(min(MOST_CITY_WORDS, len(words) - 1), 0, -1):
        city = " ".join(words[-count:])
        if is_city(city, code):
            return Placed(name, code, city)
    if code in NO_BARE_CODES or not words or _is_acronym(name):
        return Placed(text)
    return Placed(text if words[-1].casefold() in BEFORE_A_PLACE else name, code)


def _in_brackets(text: str) -> Placed:
    """`Name (ST)`, `Name (City, ST)` or `Name (City)`; a city alone may be part of the name and stays in it."""
    found = BRACKETED.search(text)
    name = text[: found.start()].rstrip(" -,") if found else ""
    if not found or not name:
        return Placed(text)
    city, _, tail = found[1].rpartition(",")
    code = tail.strip() if tail.strip() in states() else state_code(tail) if city else None
    if code and (not city or is_city(city, code)):
        return Placed(name, code, city.strip() or None)
    return Placed(text, None, found[1]) if is_city(found[1]) else Placed(text)


def _is_acronym(name: str) -> bool:
    """Whether a tail is rather part of the name, as in UCLA-VA."""
    return name.isupper() and " " not in name and len(name) <= LONGEST_ACRONYM
