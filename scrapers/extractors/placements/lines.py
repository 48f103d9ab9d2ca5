"""Lists in lines: a specialty over institutions, an institution over specialties, or both on one line.

Belongs here: which lines form a list and what each says. Does not belong here: counts without places (count_lines),
sentences, one line's inner parts (combined.py).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from schemas.documents import Heading
from schemas.vocabulary import Position
from scrapers.extractors.audience import Audience, audience_of_words
from scrapers.extractors.gazetteer import split_location, split_place, state_code, suffix_state
from scrapers.extractors.lexicon import is_known_institution, is_known_specialty
from scrapers.extractors.passages import Passage
from scrapers.extractors.placements.combined import Combined, is_parted
from scrapers.extractors.placements.entries import from_parts, quote_of, sense_of
from scrapers.extractors.placements.line_kinds import FEWEST, Form, Kind, Line, form_of, line_of, runs_of
from scrapers.extractors.placements.marks import is_military, split_count
from scrapers.extractors.placements.mending import mended
from scrapers.extractors.placements.pairs import is_first_year, parts_of
from scrapers.extractors.placements.records import Entry, Group, GroupKind, Names, leftover, placement
from scrapers.extractors.years import DocumentContext, mentions_in, strongest

SELECTION = 0.6
"""Share of the people that a heading counts under which the lines beneath it are a selection."""


@dataclass(slots=True)
class State:
    """What the lines so far say about the next one."""

    specialty: str | None = None
    specialty_level: int = 99
    program: str | None = None
    is_sure: bool = True
    city: str | None = None
    state: str | None = None
    heading_state: str | None = None
    position: Position | None = None
    year: int | None = None
    counted: Line | None = None
    heading: Line | None = None
    under: int = 0
    listed: int = 0


def read_lines(passages: Sequence[Passage], context: DocumentContext, names: Names) -> list[Group]:
    """Read all lists in lines of a document, one group for each run between tables and sentences."""
    groups = []
    for run in runs_of(line_of(passage, names) for passage in mended(passages)):
        form = form_of(run)
        if form is not None and not is_about_others(run):
            group = RunReader(run, form, context).read()
            if len(group.placements) >= FEWEST or (group.placements and not group.leftovers):
                groups.append(group)
    return groups


class RunReader:
    """Reads one run of lines."""

    def __init__(self, run: Sequence[Line], form: Form, context: DocumentContext) -> None:
        self.run, self.form, self.context = run, form, context
        self.state = State()
        self.group = Group(GroupKind.rows)

    def read(self) -> Group:
        """Read all lines in order."""
        for place, line in enumerate(self.run):
            if line.kind in {Kind.section, Kind.state, Kind.year}:
                self.take_frame(line)
            elif line.is_heading and self.form is Form.combined and line.kind is not Kind.combined:
                self.take_heading(line)
            elif self.form is Form.combined:
                self.take_combined(line)
            elif self.form is Form.specialty_first:
                self.take_under_specialty(line, place)
            else:
                self.take_under_institution(line)
        self.settle_count()
        self.settle_program()
        return self.group

    def settle_program(self) -> None:
        """Miss an institution that stands over no specialty."""
        state = self.state
        named = state.heading is not None and state.heading.kind is not Kind.other
        if named and state.heading is not None and not state.under and self.group.placements:
            self.miss(state.heading, "an institution with no specialty under it")
        state.heading, state.under = None, 0

    def settle_count(self) -> None:
        """Keep the count of a heading where the lines beneath it are only some of those it counts."""
        line, state = self.state.counted, self.state
        if line is not None and not state.listed:
            self.miss(line, "a specialty with no institution under it")
        elif line is not None and line.count and state.listed < SELECTION * line.count:
            self.add(line, Entry(specialty=line.text, count=line.count))
        elif line is not None and line.count:
            self.group.sums.append((line.count, state.listed))
        state.counted, state.listed = None, 0

    def take_frame(self, line: Line) -> None:
        """Take in a heading that says state, section or year of what follows."""
        state = self.state
        if line.kind is Kind.section:
            state.position = Position.military if is_military(line.text) else None
            state.specialty, state.heading_state = None, None
        elif line.kind is Kind.state:
            state.heading_state = state_code(line.text)
        else:
            state.year = None if line.is_heading else strongest(mentions_in(line.text))
            state.specialty, state.position, state.heading_state, state.program = None, None, None, None

    def take_heading(self, line: Line) -> None:
        """Take in another heading: it ends what stood under one at its level or lower."""
        if line.kind is Kind.specialty:
            self.state.specialty = line.text
        elif line.kind is Kind.institution:
            self.open_institution(line)
        elif level_of(line) <= self.state.specialty_level:
            self.state.specialty = None

    def take_combined(self, line: Line) -> None:
        """Read a line that holds specialty and institution."""
        above = self.state.specialty
        if line.kind is Kind.specialty and self.state.program:
            self.add_to_institution(line)
        elif line.kind is Kind.specialty:
            self.state.specialty = line.text
        elif line.parts is not None and above and not is_parted(line.text, line.parts.specialty):
            self.add(line, Entry(specialty=above, program=line.text, count=line.count))
        elif line.parts is not None:
            self.add(line, entry_of(line.parts))
        elif line.kind is Kind.institution and self.state.specialty:
            self.add(line, Entry(specialty=self.state.specialty, program=line.text, count=line.count))
        elif line.kind is Kind.institution:
            self.miss(line, "a line that names an institution and no specialty")

    def take_under_specialty(self, line: Line, place: int) -> None:
        """Read a line of a list whose headings are specialties."""
        state = self.state
        if line.kind is Kind.specialty:
            self.settle_count()
            state.specialty, state.specialty_level, state.counted = line.text, level_of(line), line
        elif line.is_heading and line.kind not in {Kind.institution, Kind.combined}:
            if level_of(line) <= state.specialty_level:
                state.specialty = None
        elif line.kind is Kind.place and not self.names_institution(line):
            self.place_last(line)
        elif state.specialty and (
            line.kind is Kind.place
            or line.kind in {Kind.institution, Kind.combined}
            or self.is_among_others(line, place)
        ):
            if opens_anew(line) and line.parts is not None:
                state.specialty, state.counted = line.parts.specialty, None
                self.add(line, entry_of(line.parts))
                return
            for entry in under_specialty(line, state.specialty):
                self.add(line, entry)
        elif line.kind is Kind.combined and line.parts is not None:
            self.add(line, entry_of(line.parts))
        elif line.kind is Kind.institution and not line.is_heading and self.group.placements:
            self.miss(line, "an institution under no specialty")

    def is_among_others(self, line: Line, place: int) -> bool:
        """Tell whether a line that reads like nothing stands between institutions, as one of them."""
        if (
            line.kind is not Kind.other
            or line.is_heading
            or len(line.text.split()) > 10
            or not line.text[0].isupper()
            or mentions_in(line.text)
        ):
            return False
        near = [self.run[index] for index in (place - 1, place + 1) if 0 <= index < len(self.run)]
        return all(other.kind in {Kind.institution, Kind.specialty, Kind.combined} for other in near) and any(
            other.kind in {Kind.institution, Kind.combined} for other in near
        )

    def names_institution(self, line: Line) -> bool:
        """Tell whether 'Stanford, CA' is the next institution: nothing above it waits for a place."""
        if not is_known_institution(split_location(line.text).program):
            return False
        return not self.state.listed or (bool(self.group.placements) and self.group.placements[-1].state is not None)

    def place_last(self, line: Line) -> None:
        """Give the place on a line of its own to the institution above it."""
        if not self.group.placements:
            return
        last = self.group.placements[-1]
        city, state = split_place(line.text)
        is_own = last.city is None or (city is not None and last.city.casefold() == city.casefold())
        if is_own and state and last.state in {None, state}:
            self.group.placements[-1] = last.model_copy(update={"city": city, "state": state})

    def take_under_institution(self, line: Line) -> None:
        """Read a line of a list whose headings are institutions."""
        state = self.state
        if line.parts is not None and not line.is_heading and is_parted(line.text, line.parts.specialty):
            self.add(line, entry_of(line.parts))
        elif line.kind in {Kind.institution, Kind.combined} or (line.is_heading and line.kind is Kind.other):
            self.open_institution(line)
        elif line.kind is Kind.place:
            state.city, state.state = split_place(line.text)
            state.is_sure = True
        elif line.kind is Kind.specialty and state.program and state.is_sure:
            self.add_to_institution(line)

    def open_institution(self, line: Line) -> None:
        """Take in an institution that stands over specialties."""
        state, place = self.state, split_location(line.text)
        self.settle_program()
        state.program, state.city, state.state, state.heading = place.program, place.city, place.state, line
        state.is_sure = line.kind is not Kind.other

    def add_to_institution(self, line: Line) -> None:
        """Make a placement of a specialty under an institution."""
        state = self.state
        self.add(line, Entry(line.text, state.program, line.city or state.city, state.state, None, line.count))
        if state.heading is not None:
            self.group.passages.add(state.heading.passage.index)
        state.under += 1

    def add(self, line: Line, entry: Entry) -> None:
        """Make a placement of a line."""
        state = self.state
        year = state.year or self.context.year_above(line.passage).year
        if entry.state is None and not suffix_state(entry.program or ""):
            entry = replace(entry, state=split_location(entry.program or "").state or state.heading_state)
        entry = replace(entry, year=year, position=entry.position or state.position)
        if entry.count is None and line.count is not None:
            entry = replace(entry, count=line.count)
        found = placement(entry, line.passage.block.locator, quote_of(entry), self.form.value, sense_of(entry))
        if found is not None:
            self.group.placements.append(found)
            self.group.passages.add(line.passage.index)
            state.listed += found.count

    def miss(self, line: Line, reason: str) -> None:
        """Count a line that was not understood."""
        self.group.leftovers.append(leftover(line.passage.block.locator, "line", reason))


def level_of(line: Line) -> int:
    """Return the level of a heading; lines of text stand below all headings."""
    return line.passage.block.level if isinstance(line.passage.block, Heading) else 90


def entry_of(parts: Combined) -> Entry:
    """Return the entry of a line that holds everything; a number in brackets after the specialty counts its people."""
    specialty, marked = split_count(parts.specialty)
    count = marked if parts.count is None else parts.count
    return Entry(specialty, parts.program, parts.city, parts.state, None, count)


def under_specialty(line: Line, specialty: str) -> list[Entry]:
    """Return the entries of an institution line under a specialty: usually one, two where it labels a pair."""
    parts = parts_of(line.text)
    if len(parts) > 1 and any(is_first_year(part.label) for part in parts):
        return list(from_parts(parts, specialty, Entry()))
    if line.parts is not None and names_own_specialty(line.text, line.parts.specialty):
        return [entry_of(line.parts)]
    return [Entry(specialty=specialty, program=line.text, count=line.count)]


def opens_anew(line: Line) -> bool:
    """Tell whether a line is a heading that ran into the first line beneath it: a known specialty, a known institution."""
    parts = line.parts
    return (
        parts is not None
        and line.text.startswith(parts.specialty)
        and is_known_specialty(parts.specialty)
        and is_known_institution(parts.program)
    )


def names_own_specialty(text: str, specialty: str) -> bool:
    """Tell whether a line opens with a specialty and a sign after it, so that the heading above is not its specialty."""
    return bool(re.match(rf"{re.escape(specialty)}\s*(?::|\s[-–—|]\s|[–—])", text))


def is_about_others(run: Sequence[Line]) -> bool:
    """Tell whether the headings over a run say that it is about somebody else's results."""
    above = [words for line in run[:3] for words in line.passage.heading_texts[:2]]
    others = {Audience.hospital_fill, Audience.other_profession, Audience.preview_or_applications}
    return any(audience_of_words(words) in others for words in above)
