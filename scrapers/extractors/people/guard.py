"""The last look before a position is kept: no specialty and no institution is, or holds, the name of a person.

Belongs here: dropping positions that name people. Does not belong here: how a name is told (people.py, labels.py).
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from schemas.documents import Locator
from schemas.findings import Placement
from scrapers.extractors.gazetteer import city_likeness, state_code
from scrapers.extractors.lexicon import (
    LIKELY,
    institution_likeness,
    is_known_institution,
    is_known_specialty,
    specialty_likeness,
)
from scrapers.extractors.people import labels, mentions
from scrapers.extractors.people import vocabulary as words
from scrapers.extractors.people.people import MARK, People
from scrapers.extractors.placements.records import Group, leftover

SURELY = 0.95
REVERSED = re.compile(r"([^\W\d][\w'’-]+), ([^\W\d][\w'’-]+(?: [^\W\d]\.?)?)")
UNLIKE = 0.6
"""Likeness to an institution below which words tell none."""
FEWEST_PEOPLE = 4
"""Names in a document from which another may stand at the front of a line that was read as an institution."""
LONGEST_CITY = 4
LONGEST_SPECIALTY = 5
"""Words of the longest specialty that may stand before or after a name."""
OPENING = re.compile(r"([^\W\d][\w'’ -]{1,40}), ([^\W\d][\w'’-]*)\s+[^\W\d]")


def guarded(groups: Sequence[Group], people: People) -> Iterator[Group]:
    """Yield groups without positions that name a person; each counts as a row that was not understood."""
    every = [item for group in groups for item in group.placements]
    lists_people = people.removed + sum(names_person(item, people) for item in every) >= FEWEST_PEOPLE
    for group in groups:
        kept = [
            item
            for item in group.placements
            if not names_person(item, people) and not (lists_people and may_name_person(item))
        ]
        if len(kept) == len(group.placements):
            yield replace(group, placements=[with_true_city(item, people) for item in kept])
            continue
        lost = [
            leftover(locator_of(item), "placement_row", "a name stands where a place or a specialty should")
            for item in group.placements
            if item not in kept
        ]
        kept = [with_true_city(item, people) for item in kept]
        yield replace(group, placements=kept, leftovers=[*group.leftovers, *lost])


def with_true_city(item: Placement, people: People) -> Placement:
    """Return a position whose city, if columns ran into it, is left out."""
    city = item.city
    if city is None or city_likeness(city) == 1.0:
        return item
    if "," in city or len(city.split()) > LONGEST_CITY or people.spans(city) or MARK in city:
        quote = item.quote.replace(city, "").strip(" |") if item.quote else None
        return item.model_copy(update={"city": None, "quote": quote or None})
    return item


def names_person(item: Placement, people: People) -> bool:
    """Tell whether the words of a position are, or hold, a person's name."""
    program, specialty = item.program or "", item.specialty or ""
    if specialty and specialty_likeness(specialty) < SURELY and (people.is_name(specialty) or people.holds(specialty)):
        return True
    if not program or is_known_institution(program):
        return False
    if (
        MARK in program
        or people.holds(program)
        or people.is_name(program)
        or labels.is_last_first(program)
        or tells_of_person(program)
    ):
        return True
    return has_name_between(program) or has_specialty_within(program)


def may_name_person(item: Placement) -> bool:
    """Tell whether the words of a position can be, or hold, a person's name: beside listed people they may not stay."""
    program = item.program or ""
    if not program or is_known_institution(program):
        return False
    return (
        opens_with_name(program)
        or is_reversed_name(program)
        or is_nothing_else(program)
        or has_stranger_beside(program)
        or has_label(program)
    )


def tells_of_person(program: str) -> bool:
    """Tell whether words hold a name with a degree or another clear sign of a person behind it."""
    return any(mention.strength >= mentions.Strength.strong for mention in mentions.mentions_in(program))


def has_name_between(program: str) -> bool:
    """Tell whether the rest of words that open or end with a specialty reads like a full name."""
    rest = program.split()
    lengths = range(min(LONGEST_SPECIALTY, len(rest) - 2), 0, -1)
    opening = next((length for length in lengths if is_known_specialty(" ".join(rest[:length]))), 0)
    rest = rest[opening:]
    ending = next((length for length in lengths if is_known_specialty(" ".join(rest[-length:]))), 0)
    rest = rest[: len(rest) - ending]
    return bool(opening or ending) and labels.reads_like_name(" ".join(rest).strip(" ,-–—"))


def has_stranger_beside(program: str) -> bool:
    """Tell whether words that no institution's name holds stand right before or after the whole name of a known one."""
    parts = words.words_of(program)
    names, known = words.institution_names(), words.institution_words() | words.never_names()
    return any(
        (tuple(parts[cut:]) in names and any(word not in known for word in parts[:cut]))
        or (tuple(parts[:cut]) in names and any(word not in known for word in parts[cut:]))
        for cut in range(1, len(parts))
    )


def has_label(program: str) -> bool:
    """Tell whether words that are no institution stand before a colon, as the rest of a name does."""
    label, colon, rest = program.partition(": ")
    return bool(colon) and bool(rest) and institution_likeness(label) < LIKELY


def is_nothing_else(program: str) -> bool:
    """Tell whether words built like a full name read like no institution: beside listed people they may be one."""
    return labels.has_name_shape(program) and institution_likeness(program) < UNLIKE


def is_reversed_name(program: str) -> bool:
    """Tell whether a whole string is two or three words with a comma after the first, of which the last is no place."""
    match = REVERSED.fullmatch(program)
    if (
        match is None
        or state_code(match[2])
        or city_likeness(match[2]) > 0
        or institution_likeness(match[2]) >= LIKELY
    ):
        return False
    return not any(word in words.PLACES_AND_BODIES for word in words.words_of(program))


def has_specialty_within(program: str) -> bool:
    """Tell whether a specialty stands between commas in the words of an institution: what is before it may be a person."""
    return any(is_known_specialty(part.strip()) for part in program.split(",")[1:-1])


def opens_with_name(program: str) -> bool:
    """Tell whether words open with a last name that no institution holds, a comma and a first name, and go on with a body."""
    match = OPENING.match(program)
    if match is None:
        return False
    known = words.institution_words() | words.never_names()
    first = words.words_of(match[2])
    last = [word for word in words.words_of(match[1]) if word not in words.PARTICLES]
    return (
        bool(last)
        and not any(word in known for word in last)
        and not any(word in words.never_names() for word in first)
    )


def locator_of(item: Placement) -> Locator:
    """Return the place of a finding."""
    return Locator(item.page, item.box, item.sheet, item.cell, item.element_path)
