"""Headings inside a table or over it, and what they say of the rows beneath.

Belongs here: specialty, institution, state, year and section as headings. Does not belong here: rows (rows.py).
"""

from dataclasses import dataclass

from schemas.vocabulary import Position
from scrapers.extractors.gazetteer import state_code
from scrapers.extractors.placements.columns import like_institution, like_specialty
from scrapers.extractors.placements.marks import bare, is_military, is_section, split_count
from scrapers.extractors.years import mentions_in, strongest


@dataclass(slots=True)
class Bands:
    """What headings inside a table say about the rows beneath them."""

    specialty: str | None = None
    program: str | None = None
    city: str | None = None
    state: str | None = None
    year: int | None = None
    position: Position | None = None

    def take(self, text: str, default_program: bool) -> bool:
        """Take in a heading; False where it says nothing that is understood."""
        plain = split_count(bare(text), allow_bare=True)[0]
        if is_section(plain):
            self.position = Position.military if is_military(plain) else None
            self.specialty = None
        elif state := state_code(plain):
            self.state, self.city = state, None
        elif (year := strongest(mentions_in(plain))) and not like_institution(plain):
            self.year, self.specialty, self.position = year, None, None
        elif like_specialty(plain):
            self.specialty = plain
        elif default_program and like_institution(plain):
            self.program = plain
        else:
            return False
        return True
