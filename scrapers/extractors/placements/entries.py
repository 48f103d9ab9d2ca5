"""Entries from cells: pairs, enumerations, specialty and institution in one cell, and how much sense an entry makes.

Belongs here: what one cell says. Does not belong here: which cell belongs to which row (rows.py), lines (lines.py).
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from schemas.vocabulary import Position
from scrapers.extractors.lexicon import institution_likeness, position_in, specialty_likeness
from scrapers.extractors.placements.columns import NONE_MARKS, like_institution
from scrapers.extractors.placements.combined import is_parted, parse_combined
from scrapers.extractors.placements.marks import bare, split_count
from scrapers.extractors.placements.pairs import Part, is_first_year, parts_of
from scrapers.extractors.placements.records import Entry


def split_cell(text: str, specialty: str | None, shared: Entry) -> Iterator[Entry]:
    """Yield the positions in one institution cell: usually one, several where it labels them."""
    parts = parts_of(text)
    if parts:
        yield from from_parts(parts, specialty, shared)
    else:
        yield replace(shared, specialty=specialty, program=text)


def from_parts(parts: Sequence[Part], specialty: str | None, shared: Entry) -> Iterator[Entry]:
    """Yield labelled positions: a first year under its label, the other under the specialty of the row."""
    for part in parts:
        if is_first_year(part.label):
            yield replace(shared, specialty=part.label, program=part.rest, position=part.position)
        elif part.names_specialty:
            position = Position.advanced if len(parts) > 1 else part.position
            yield replace(shared, specialty=part.label, program=part.rest, position=position)
        else:
            position = part.position or (Position.advanced if len(parts) > 1 else None)
            yield replace(shared, specialty=specialty, program=part.rest, position=position)


def from_pairs(pairs: Sequence[tuple[str, str]], shared: Entry) -> Iterator[Entry]:
    """Yield positions printed line by line in one row; beside a first year the other position is advanced."""
    first = {Position.preliminary, Position.transitional}
    has_first = any(position_in(specialty) in first for specialty, _ in pairs)
    for specialty, program in pairs:
        position = Position.advanced if has_first and position_in(specialty) not in first else None
        yield replace(
            shared, specialty=specialty, program=program, position=shared.position or position, city=None, state=None
        )


def combined_entries(text: str, shared: Entry, specialty: str | None) -> Iterator[Entry]:
    """Yield the position of a cell that holds specialty and institution together."""
    parts = parts_of(text)
    if len(parts) > 1:
        yield from from_parts(parts, specialty, shared)
        return
    found = parse_combined(text)
    if found is not None and not (specialty and not is_parted(text, found.specialty)):
        yield replace(
            shared,
            specialty=found.specialty,
            program=found.program,
            city=found.city or shared.city,
            state=found.state or shared.state,
            count=found.count if shared.count is None else shared.count,
        )
    elif specialty and like_institution(text):
        yield replace(shared, specialty=specialty, program=text)


def is_filled(text: str) -> bool:
    """Tell whether a cell says something."""
    return text.casefold() not in NONE_MARKS


def short_label(header: str) -> str:
    """Return the words of a header that name a first year, without 'Program', 'Site' and the like."""
    kept = [
        word
        for word in header.split()
        if word.casefold().strip("()") not in {"program", "site", "institution", "hospital", "residency"}
    ]
    return " ".join(kept) or header


def sense_of(entry: Entry) -> float:
    """Tell how much the parts of an entry read like what they are taken for."""
    specialty = specialty_likeness(split_count(bare(entry.specialty))[0]) if entry.specialty else None
    program = institution_likeness(split_count(bare(entry.program))[0]) if entry.program else None
    known = [value for value in (specialty, program) if value is not None]
    return min(1.0, sum(known) / len(known) + 0.05) if known else 0.0


def quote_of(entry: Entry) -> str:
    """Return the words that a placement rests on, joined as they are understood."""
    return " | ".join(part for part in (entry.specialty, entry.program, entry.city, entry.state) if part)
