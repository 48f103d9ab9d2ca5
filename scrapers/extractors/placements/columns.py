"""Columns of a table: what each holds, told from its header and from its cells.

Belongs here: roles of columns. Does not belong here: bands and rows (grid.py, rows.py).
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from schemas.vocabulary import Position
from scrapers.extractors.gazetteer import city_likeness, split_place, state_code
from scrapers.extractors.lexicon import (
    LIKELY,
    institution_likeness,
    is_known_institution,
    position_code,
    position_in,
    specialty_likeness,
    specialty_prefix,
    specialty_suffix,
)
from scrapers.extractors.placements.marks import as_number, bare, counted, split_count
from scrapers.extractors.placements.records import Names
from scrapers.extractors.years import mentions_in, strongest

SAMPLE = 400
FEW_NUMBERS = 6
"""Numbers up to which all may differ and still count people."""
DEGREES = frozenset({"MD", "M.D.", "DO", "D.O.", "MD/PhD", "MD, PhD"})
"""What stands in a column of degrees; MD is a state too."""
NONE_MARKS = frozenset({"", "-", "–", "—", "--", "n/a", "na", "none", ".", "*"})


class Role(StrEnum):
    """What a column holds."""

    specialty = "specialty"
    institution = "institution"
    combined = "combined"
    city = "city"
    state = "state"
    location = "location"
    position = "position"
    number = "number"
    share = "share"
    year = "year"
    name = "name"
    school = "school"
    ignored = "ignored"


@dataclass(frozen=True, slots=True)
class Column:
    """One column with its role; year and position are those that its header names."""

    index: int
    header: str
    role: Role
    year: int | None = None
    position: Position | None = None


HEADERS: tuple[tuple[Role, re.Pattern[str]], ...] = tuple(
    (role, re.compile(pattern, re.IGNORECASE))
    for role, pattern in (
        (Role.ignored, r"\bid\b|\bids\b|\bid(?:entifier|entification)|\b(?:program|acgme|nrmp|aamc|zip|postal)\W*(?:code|no|num\w*|#)|^zip\b|^code$|\bundergrad|\bhome\W?town|\bbirth|^degrees?\W*$|\bcredentials?\b|^home (?:state|city)|^(?:from|origin|college|high school)$|\b(?:length|duration|start(?:s|ing)?|begin(?:s|ning)?|date|phone|tel\w*|e-?mail|website|url|salary|distance|miles|beds|age|gender|sex|pronouns?)\b|^(?:pgy\W*)?years(?: (?:of|in) .*)?$|\byrs\b|\bchoice\b"),
        (Role.school, r"\b(?:medical|med|osteopathic) school|\bschool (?:attended|of graduation)|\bcollege attended|\balma mater"),
        (Role.name, r"^(?:(?:student|graduate|resident|last|first|full|preferred|middle|given|family)\W*)*names?\W*$|^(?:students?|graduates?|residents?|seniors?|surname|last|first|m\.?i\.?|m[ds] candidates?|doctor|dr\.?)\W*$|\b(?:last|first|student|student's|graduate|sur)\s?name"),
        (Role.year, r"^(?:class|graduat\w+|match|academic)?\s*(?:of|year|yr)\.?(?:\s+of\s+graduation)?\W*$|^class\W*$|^class year|^grad\w* (?:year|class)"),
        (Role.share, r"%|\bpercent|\bshare\b|\bproportion"),
        (Role.state, r"^(?:st|state|province|state\W+prov\w*\W*|state.{0,3}province)\W*$"),
        (Role.city, r"^(?:city|town|municipality)\W*$"),
        (Role.location, r"^(?:location|place|city\W*(?:,|/|and|&)\s*st(?:ate)?|where)\W*$|\blocation\b"),
        (Role.position, r"^(?:type|position(?: type)?|track|status|kind|code|category|pgy|level|program type|prelim\w*/?\w*|military|c/p/a|cat\W*/\W*prelim\w*)\W*$"),
        (Role.number, r"^(?:n|no\.?|#|num(?:ber)?(?:\s+of\s+.*)?|count|qty|total|students?|placed|match(?:ed|es)|positions?|graduates?|residents?|seniors?|people|rows|appointments)\W*$|\b(?:number|count|no|students|graduates|seniors|residents|people)\b|#|\bmatched\b"),
        (Role.specialty, r"\bspecialt|\bdiscipline|^(?:medical )?fields?\b|\bfield of|\bprogram description|\bresidency type|\btype of residency|^department|^service|^training in|^area"),
        (Role.institution, r"\binstitution|\bhospitals?\b|\bprogram|\bresidency\b|\bsite\b|\bfacilit|\bsponsor|\bmatched (?:to|at|with)|\bcent(?:er|re)s?\b|\bplacement|\bdestination|\bpgy[- ]?[12]\b|\borganization|\buniversit"),
    )
)  # fmt: skip
NATIONAL = re.compile(r"\bnation|\bu\.?s\.?\b|\bnrmp\b|\bcomparison|\bbenchmark", re.IGNORECASE)
NOT_OURS = re.compile(
    r"\b(?:appl(?:ied|icants?|ications?)|ranked|offered|quota|interview\w*|available|unfilled|goal|target|median|mean|average|score|change|rank)\b",
    re.IGNORECASE,
)


PEOPLE = re.compile(r"\b(?:students|graduates|seniors|residents)\b", re.IGNORECASE)
WORD = re.compile(r"[A-Za-z]{3}|^[A-Z]{2}$")
"""What names have and codes lack."""
COUNTS = re.compile(r"[a-z]{3}|\d{4}", re.IGNORECASE)
"""Headers over numbers that count something and do not number the rows."""


def header_role(header: str) -> Role | None:
    """Return the role that a header names, if any."""
    plain = " ".join(header.split())
    return next((role for role, pattern in HEADERS if plain and pattern.search(plain)), None)


def share_of(cells: Sequence[str], test: Callable[[str], bool]) -> float:
    """Return the share of cells that pass a test."""
    return sum(map(test, cells)) / len(cells) if cells else 0.0


def like_specialty(text: str) -> bool:
    """Tell whether a cell reads like a specialty, its marks left out."""
    return specialty_likeness(split_count(bare(text))[0]) >= LIKELY


def like_institution(text: str) -> bool:
    """Tell whether a cell reads like an institution, its marks left out."""
    return institution_likeness(split_count(bare(text))[0]) >= LIKELY


def is_percent(text: str) -> bool:
    """Tell whether a cell is a percentage."""
    return bool(re.fullmatch(r"[<>~]?\s*\d{1,3}(?:\.\d+)?\s*%", text.strip()))


def is_year(text: str) -> bool:
    """Tell whether a cell is a calendar year or names one class."""
    return len(text) <= 24 and strongest(mentions_in(text)) is not None


def is_split(text: str) -> bool:
    """Tell whether a cell holds specialty and institution together."""
    if is_known_institution(text):
        return False
    return specialty_prefix(text) is not None or specialty_suffix(text) is not None


def roles_of(headers: Sequence[str], columns: Sequence[Sequence[str]], names: Names) -> list[Column]:
    """Give every column its role.

    Args:
        headers: the header of each column, all header rows joined; empty where there is none.
        columns: the cells of each column below the header, bands left out.
        names: tells names of people.
    """
    found = []
    for index, (header, cells) in enumerate(zip(headers, columns, strict=True)):
        filled = [cell for cell in cells if cell.casefold() not in NONE_MARKS]
        role = role_of(header, filled[:SAMPLE], names)
        year = strongest(mentions_in(header)) if role in {Role.number, Role.share} else None
        found.append(Column(index, header, role, year, position_in(header)))
    return completed(found)


def role_of(header: str, cells: Sequence[str], names: Names) -> Role:
    """Decide what one column holds; its cells weigh more than its header."""
    named = header_role(header)
    if not cells or named is Role.ignored:
        return Role.ignored
    specialty, institution = share_of(cells, like_specialty), share_of(cells, like_institution)
    if named is Role.school and institution >= 0.4:
        return Role.school
    plain = plain_role(header, named, cells)
    if plain is not None:
        return plain
    if named is Role.city and share_of(cells, lambda cell: city_likeness(cell) > 0) >= 0.7:
        return Role.city
    if max(specialty, institution) < 0.5 and (named is Role.name or names.is_name_column(header, list(cells))):
        return Role.name
    if share_of(cells, lambda cell: all(split_place(cell))) >= 0.6 and institution < 0.6:
        return Role.location
    if share_of(cells, is_split) >= 0.5 and named is not Role.specialty and specialty < 0.5:
        return Role.combined
    if max(specialty, institution) >= 0.4:
        return Role.specialty if specialty >= institution else Role.institution
    if share_of(cells, lambda cell: city_likeness(cell) == 1.0) >= 0.5 or named is Role.city:
        return Role.city
    worded = share_of(cells, lambda cell: WORD.search(cell) is not None) >= 0.5
    return named if worded and named in {Role.specialty, Role.institution, Role.location} else Role.ignored


def plain_role(header: str, named: Role | None, cells: Sequence[str]) -> Role | None:
    """Decide on columns of numbers, states and codes; None for columns of names."""
    if share_of(cells, lambda cell: counted(cell) is not None) >= 0.85:
        if named is not Role.number and share_of(cells, is_year) >= 0.9:
            return Role.year
        others = NATIONAL.search(header) or NOT_OURS.search(header) or (is_index(cells) and not COUNTS.search(header))
        return Role.ignored if others else Role.number
    if share_of(cells, is_percent) >= 0.8:
        return Role.share
    if share_of(cells, is_year) >= 0.9:
        return Role.year
    if named is not Role.state and len(cells) > FEW_NUMBERS and set(cells) <= DEGREES:
        return Role.ignored
    if share_of(cells, lambda cell: state_code(cell) is not None) >= 0.8 and named is not Role.city:
        return Role.state
    if share_of(cells, lambda cell: position_code(cell) is not None) >= 0.8 and (
        named is Role.position or max(map(len, cells)) <= 3
    ):
        return Role.position
    return None


def is_index(cells: Sequence[str]) -> bool:
    """Tell whether numbers only count the rows: 1, 2, 3 and on."""
    numbers = [number for cell in cells if (number := as_number(cell)) is not None]
    return len(numbers) > 3 and all(number == numbers[0] + place for place, number in enumerate(numbers))


def counts_people(column: Column, cells: Sequence[str]) -> bool:
    """Tell whether the numbers beside listed positions count people; numbers that all differ tell rows or people apart."""
    named = not column.header or header_role(column.header) is Role.number or PEOPLE.search(column.header)
    numbers = [number for cell in cells if (number := counted(cell)) is not None]
    differ = len(numbers) > FEW_NUMBERS and len(set(numbers)) == len(numbers)
    return bool(named or column.year or column.position) and not differ


def completed(columns: list[Column]) -> list[Column]:
    """Let a column whose cells say little take the role that its header names, where no other column has it."""
    taken = {column.role for column in columns}
    if Role.institution not in taken and Role.combined not in taken:
        for place, column in enumerate(columns):
            if column.role is Role.ignored and header_role(column.header) is Role.institution:
                columns[place] = Column(column.index, column.header, Role.institution)
                break
    return columns
