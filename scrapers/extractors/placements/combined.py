"""Lines that hold specialty and institution together, in either order, with or without a sign between them.

Belongs here: cutting one line. Does not belong here: which lines belong to a list (lines.py).
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from scrapers.extractors.gazetteer import split_location, split_place, state_code
from scrapers.extractors.lexicon import (
    LIKELY,
    SEPARATOR,
    institution_likeness,
    is_known_institution,
    is_known_specialty,
    specialty_likeness,
    specialty_prefix,
    specialty_suffix,
)
from scrapers.extractors.placements.marks import bare, split_count

INSIDE = r"([^()]{2,60}(?:\([^()]{1,30}\))?)"
"""What stands in brackets, with brackets of its own at the end or none."""
LONGEST_LINE = 40
"""Most words of a line that may hold one placement."""


@dataclass(frozen=True, slots=True)
class Combined:
    """The parts of one line."""

    specialty: str
    program: str
    city: str | None
    state: str | None
    count: int | None


@lru_cache(maxsize=20_000)
def parse_combined(text: str) -> Combined | None:
    """Cut a line into specialty, institution and place; None where it does not hold both."""
    plain, count = split_count(bare(text))
    if not 2 <= len(plain.split()) <= LONGEST_LINE or is_known_institution(split_location(plain).program):
        return None
    plain = without_semicolons(opened(plain))
    return bracketed(plain, count) or opening(plain, count) or middle(plain, count) or closing(plain, count)


def opened(text: str) -> str:
    """Return '(SPECIALTY), INSTITUTION' without its brackets: what a name before them leaves."""
    match = re.match(rf"^\({INSIDE}\)[\s,:–—-]+(\S.*)$", text)
    return f"{match[1]}, {match[2]}" if match and specialty_likeness(match[1]) >= LIKELY else text


def without_semicolons(text: str) -> str:
    """Return 'SPECIALTY; INSTITUTION; PLACE' with commas: semicolons that part what one position has."""
    fields = text.split("; ")
    is_one = len(fields) == 3 and specialty_likeness(fields[0]) >= LIKELY and any(split_place(fields[2]))
    return ", ".join(fields) if is_one else text


def bracketed(text: str, count: int | None) -> Combined | None:
    """Read 'INSTITUTION (SPECIALTY)' with a place after it or none."""
    match = re.match(rf"^([^()]{{3,120}})\({INSIDE}\)\s*(?:,\s*(\S.*))?$", text)
    if match is None or specialty_likeness(match[2]) < LIKELY or specialty_likeness(match[1]) >= LIKELY:
        return None
    if any(specialty_likeness(match[1][start:end]) >= LIKELY for start, end in fields_of(match[1].strip())):
        return None
    place = split_location(f"{match[1].strip()}, {match[3]}" if match[3] else match[1].strip())
    if institution_likeness(place.program) < LIKELY:
        return None
    return Combined(match[2], place.program, place.city, place.state, count)


def is_parted(text: str, specialty: str) -> bool:
    """Tell whether a sign stands between the specialty and the rest of a line."""
    name = re.escape(specialty)
    return bool(re.search(rf"^{name}\s*(?::|[,;|]|[–—]|\s-\s|\.\.)|(?::|[,;|]|[–—]|\s-)\s*{name}", text))


def opening(text: str, count: int | None) -> Combined | None:
    """Read 'SPECIALTY – INSTITUTION, CITY, ST'."""
    found = specialty_prefix(text)
    if found is None:
        return None
    specialty, rest = found
    return ("," in specialty and whole_field(text, count)) or combined(specialty, rest, count)


def whole_field(text: str, count: int | None) -> Combined | None:
    """Read 'SPECIALTY, INSTITUTION NAMED AFTER A SPECIALTY, CITY, ST': the first field is a specialty by itself."""
    head, _, rest = text.partition(", ")
    place = split_location(rest)
    if (
        not is_known_specialty(head)
        or place.state is None
        or is_known_specialty(place.program)
        or "," in place.program
    ):
        return None
    return Combined(head, place.program, place.city, place.state, count) if len(place.program.split()) > 1 else None


def combined(specialty: str, rest: str, count: int | None) -> Combined | None:
    """Return the parts where what stands beside a specialty is an institution or a name with a place."""
    rest, marked = split_count(rest)
    place = split_location(rest)
    known = institution_likeness(place.program) >= 0.6 or (place.state is not None and place.program != rest)
    if not known or specialty_likeness(place.program) >= LIKELY:
        return None
    return Combined(specialty, place.program, place.city, place.state, count if count is not None else marked)


def middle(text: str, count: int | None) -> Combined | None:
    """Read 'INSTITUTION SPECIALTY STATE', and 'NAME – SPECIALTY – INSTITUTION' with the name left out."""
    fields = fields_of(text)
    for index, (start, end) in enumerate(fields[1:], start=1):
        specialty = text[start:end].strip()
        if specialty_likeness(specialty) < LIKELY:
            continue
        before, after = text[: fields[index - 1][1]].strip(" ,"), text[end:].strip(" ,;:|–—-")
        if index + 1 < len(fields) and specialty_likeness(text[start : fields[index + 1][1]]) >= 0.9:
            specialty = text[start : fields[index + 1][1]].strip()
            after = text[fields[index + 1][1] :].strip(" ,;:|–—-")
        if institution_likeness(before) >= LIKELY:
            city, state = split_place(after) if after else (None, None)
            if not after or city or state:
                place = split_location(before)
                return Combined(specialty, place.program, city or place.city, state or place.state, count)
        elif after and (found := combined(specialty, after, count)):
            return found
    return None


def fields_of(text: str) -> list[tuple[int, int]]:
    """Return the spans between separators."""
    fields, start = [], 0
    for match in SEPARATOR.finditer(text):
        fields.append((start, match.start()))
        start = match.end()
    return [*fields, (start, len(text))]


def closing(text: str, count: int | None) -> Combined | None:
    """Read 'INSTITUTION SPECIALTY' with a place after it or none."""
    for head, city, state in without_place(text):
        found = specialty_suffix(head)
        if found is not None and institution_likeness(found[0]) >= LIKELY:
            place = split_location(found[0])
            return Combined(found[1], place.program, place.city or city, place.state or state, count)
    return None


def without_place(text: str) -> list[tuple[str, str | None, str | None]]:
    """Return a line without the place at its end, then the line as it is."""
    place = split_location(text)
    found: list[tuple[str, str | None, str | None]] = []
    if place.state and place.program != text:
        found.append((place.program, place.city, place.state))
    parts = text.split()
    for length in (1, 2, 3):
        state = state_code(" ".join(parts[-length:])) if len(parts) > length + 1 else None
        if state:
            found.append((" ".join(parts[:-length]).rstrip(" ,"), None, state))
    return [*found, (text, None, None)]
