"""Rows of a table to placements: specialty, institution and place by column, pairs, bands and repeat counts.

Belongs here: what one row of a list says. Does not belong here: tables of counts (counts.py), roles (columns.py).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from schemas.documents import Locator
from schemas.vocabulary import Position
from scrapers.extractors.gazetteer import split_place, state_code, suffix_state
from scrapers.extractors.lexicon import LIKELY, institution_likeness, position_code, position_in, specialty_likeness
from scrapers.extractors.placements.columns import NONE_MARKS, Column, Role, like_institution, like_specialty
from scrapers.extractors.placements.combined import is_parted, parse_combined
from scrapers.extractors.placements.enumerations import specialties_in
from scrapers.extractors.placements.grid import GridRow, GridView
from scrapers.extractors.placements.marks import as_number, bare, is_military, is_section, is_total, split_count
from scrapers.extractors.placements.overrun import institution_and_city, specialty_and_institution
from scrapers.extractors.placements.pairs import Part, is_advanced, is_first_year, parts_of
from scrapers.extractors.placements.records import Entry, Group, GroupKind, leftover, placement
from scrapers.extractors.years import mentions_in, strongest

MARKS = frozenset({"x", "yes", "y", "✓", "✔", "√", "•", "true"})
GROUPED_SHARE = 0.5
"""A column filled in fewer rows than this names groups of rows and is carried down."""


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


@dataclass(slots=True)
class ListReader:
    """Reads the rows of one table whose columns are known."""

    view: GridView
    columns: list[Column]
    year: int | None
    bands: Bands = field(default_factory=Bands)
    group: Group = field(default_factory=lambda: Group(GroupKind.rows))
    carried: dict[int, str] = field(default_factory=dict)
    summed: int = 0
    grouped_by: str | None = None
    group_total: int | None = None
    group_rows: int = 0

    def read(self) -> Group:
        """Read all rows."""
        count = self.count_column()
        for row in self.view.rows:
            if row.band is not None:
                self.take_band(row)
            elif any(is_total(row.text(column)) for column in range(self.view.width) if row.text(column)):
                self.take_total(row, count)
            else:
                self.take_row(row, count)
        self.close_group()
        return self.group

    def of(self, role: Role) -> list[Column]:
        """Return the columns of a role."""
        return [column for column in self.columns if column.role is role]

    def count_column(self) -> Column | None:
        """Return the column that counts people in each row; one that is filled only once a group gives group totals."""
        programs = self.of(Role.institution) + self.of(Role.combined)
        rows = [row for row in self.view.rows if row.band is None and any(row.text(c.index) for c in programs)]
        for column in self.of(Role.number):
            own = sum(column.index in row.own for row in rows)
            if rows and own >= 0.9 * len(rows):
                return column
        return None

    def take_band(self, row: GridRow) -> None:
        """Take in a heading row; a lone name under a heading is a row of its own."""
        text = row.band or ""
        has_program = bool(self.of(Role.institution) or self.of(Role.combined))
        if is_total(text):
            return
        if has_program and self.bands.specialty and like_institution(text) and not like_specialty(text):
            self.add(Entry(specialty=self.bands.specialty, program=text), row)
        elif not self.bands.take(text, default_program=not has_program) and like_institution(text):
            self.group.leftovers.append(
                leftover(row.locator(), "placement_row", "a heading row that is not understood")
            )

    def take_total(self, row: GridRow, count: Column | None) -> None:
        """Keep a printed total beside what the rows above add up to."""
        if count is None:
            return
        number = as_number(row.text(count.index))
        if number is not None:
            total = sum(item.count for item in self.group.placements)
            self.group.sums.append((number, total if number == total else total - self.summed))
            self.summed = total

    def take_group_total(self, row: GridRow) -> None:
        """Keep the total printed beside a group of rows, beside how many rows the group has."""
        column = next(iter(self.of(Role.number)), None)
        group = self.specialty_in(row, None)
        if column is None or group is None:
            return
        if group != self.grouped_by:
            self.close_group()
            self.grouped_by, self.group_total = group, as_number(row.text(column.index))
        self.group_rows += 1

    def close_group(self) -> None:
        """Compare the total of the group that ends with its rows."""
        if self.group_total is not None:
            self.group.sums.append((self.group_total, self.group_rows))
        self.group_total, self.group_rows = None, 0

    def take_row(self, row: GridRow, count: Column | None) -> None:
        """Read one row."""
        row = self.parted(row)
        if count is None:
            self.take_group_total(row)
        year = self.year_of(row)
        number = as_number(row.text(count.index)) if count else None
        shared = Entry(
            state=self.state_of(row), city=self.city_of(row), position=self.position_of(row), count=number, year=year
        )
        entries = list(self.entries(row, shared))
        if not entries:
            if self.is_in_scope(row):
                self.group.leftovers.append(
                    leftover(row.locator(), "placement_row", "no specialty or institution is told from this row")
                )
            return
        for entry in entries:
            self.add(entry, row)

    def parted(self, row: GridRow) -> GridRow:
        """Return a row with cells that ran into the next column cut apart."""
        for specialty in self.of(Role.specialty):
            for column in self.of(Role.institution):
                cell = row.cells.get(column.index)
                if cell is not None and cell is row.cells.get(specialty.index):
                    row = cut(row, specialty.index, column.index, specialty_and_institution(row.text(column.index)))
        places = self.of(Role.city) + self.of(Role.location)
        for column in self.of(Role.institution) if len(places) == 1 else ():
            cell, other = row.cells.get(column.index), row.cells.get(places[0].index)
            if cell is not None and (other is None or other is cell):
                row = cut(row, column.index, places[0].index, institution_and_city(row.text(column.index)))
        return row

    def entries(self, row: GridRow, shared: Entry) -> Iterator[Entry]:
        """Yield the positions that one row names."""
        for column in self.of(Role.combined):
            yield from combined_entries(row.text(column.index), shared, self.specialty_in(row, None))
        institutions = self.of(Role.institution)
        pairs = [(self.specialty_column(column), column) for column in institutions]
        filled = [(specialty, column) for specialty, column in pairs if is_filled(row.text(column.index))]
        if not institutions:
            filled = []
            if self.bands.program and (specialty := self.specialty_in(row, None)):
                yield replace(shared, specialty=specialty, program=self.bands.program)
        if len(institutions) > 1:
            yield from self.side_by_side(row, filled, shared)
            return
        for specialty_column, column in filled:
            specialty = self.specialty_in(row, specialty_column)
            several = specialties_in(specialty or "", specialty_column.header if specialty_column else "")
            if len(several) > 1:
                yield from (replace(shared, specialty=each, program=row.text(column.index)) for each in several)
                continue
            if len(column.header) < 40 and is_first_year(column.header) and specialty is None:
                specialty = column.header
            yield from split_cell(row.text(column.index), specialty, shared)
        if institutions and not filled:
            carried = self.carried.get(institutions[0].index)
            specialty = self.own_specialty(row)
            if carried and specialty and self.grouped(institutions[0]):
                yield replace(shared, specialty=specialty, program=carried)

    def side_by_side(
        self, row: GridRow, filled: Sequence[tuple[Column | None, Column]], shared: Entry
    ) -> Iterator[Entry]:
        """Yield the positions of a row with several institution columns: a pair of one person, or two people."""
        specialties = {column.index for column in self.of(Role.specialty)}
        paired = len(filled) > 1
        for specialty_column, column in filled:
            own = self.specialty_in(row, specialty_column) if specialty_column else self.specialty_in(row, None)
            entry = replace(shared, state=self.state_near(row, column), city=None)
            if len(specialties) > 1:
                first = own is not None and position_in(own) in {Position.preliminary, Position.transitional}
                others = [self.specialty_in(row, other) for other, _ in filled if other is not specialty_column]
                pair = any(
                    other and position_in(other) in {Position.preliminary, Position.transitional} for other in others
                )
                position = Position.advanced if pair and not first and self.one_person() else None
                yield replace(
                    entry, specialty=own, program=row.text(column.index), position=entry.position or position
                )
            elif is_first_year(column.header):
                label = column.header if specialty_likeness(column.header) >= LIKELY else short_label(column.header)
                parts = parts_of(row.text(column.index))
                if parts:
                    yield from from_parts(parts, own, entry)
                else:
                    yield replace(
                        entry, specialty=label, program=row.text(column.index), position=position_in(column.header)
                    )
            else:
                position = Position.advanced if paired or is_advanced(column.header) else None
                yield replace(
                    entry, specialty=own, program=row.text(column.index), position=entry.position or position
                )

    def one_person(self) -> bool:
        """Tell whether several blocks of columns belong to one person: there is one name column, or unlike headers."""
        headers = [column.header.casefold() for column in self.of(Role.institution)]
        return len(self.of(Role.name)) == 1 or len(set(headers)) == len(headers)

    def specialty_column(self, institution: Column) -> Column | None:
        """Return the specialty column that belongs to an institution column: each its own, or one for all."""
        specialties = self.of(Role.specialty)
        institutions = self.of(Role.institution)
        if len(specialties) == len(institutions):
            return specialties[institutions.index(institution)]
        return specialties[0] if specialties else None

    def specialty_in(self, row: GridRow, column: Column | None) -> str | None:
        """Return the specialty of a row: from its cell, carried down in its group, or from the heading above."""
        columns = [column] if column else self.of(Role.specialty)[:1]
        for candidate in columns:
            text = row.text(candidate.index)
            if is_filled(text):
                self.carried[candidate.index] = text
                return text
            if self.bands.specialty is None and self.grouped(candidate) and candidate.index in self.carried:
                return self.carried[candidate.index]
        return self.bands.specialty

    def own_specialty(self, row: GridRow) -> str | None:
        """Return the specialty that a row prints itself."""
        return next(
            (row.text(column.index) for column in self.of(Role.specialty) if is_filled(row.text(column.index))), None
        )

    def grouped(self, column: Column) -> bool:
        """Tell whether a column is printed once a group: blank in many rows that hold other things."""
        rows = [row for row in self.view.rows if row.band is None]
        filled = sum(is_filled(row.text(column.index)) for row in rows)
        return filled < len(rows) * (1 - GROUPED_SHARE / 5)

    def state_of(self, row: GridRow) -> str | None:
        """Return the state of a row from its own columns, or from the heading it stands under."""
        for column in self.columns:
            text = row.text(column.index)
            if column.role is Role.state and (state := state_code(text)):
                return state
        for column in self.columns:
            city, state = (
                split_place(row.text(column.index)) if column.role in {Role.location, Role.city} else (None, None)
            )
            if state and (city or column.role is Role.location):
                return state
        programs = [row.text(column.index) for column in self.of(Role.institution)]
        return None if any(suffix_state(text) for text in programs) else self.bands.state

    def state_near(self, row: GridRow, institution: Column) -> str | None:
        """Return the state printed in the first place column after an institution column, before the next one."""
        for column in self.columns[institution.index + 1 :]:
            if column.role is Role.institution:
                break
            if column.role in {Role.state, Role.location, Role.city}:
                return split_place(row.text(column.index))[1]
        return None

    def city_of(self, row: GridRow) -> str | None:
        """Return the city of a row from its own columns."""
        for column in self.columns:
            text = row.text(column.index)
            if column.role is Role.city and is_filled(text):
                return split_place(text)[0] or text
            if column.role is Role.location:
                return split_place(text)[0]
        return self.bands.city

    def position_of(self, row: GridRow) -> Position | None:
        """Return the kind of position that a column of the row or a heading above it tells."""
        for column in self.of(Role.position):
            text = row.text(column.index)
            if text.casefold() in MARKS and column.position:
                return column.position
            if found := position_code(text):
                return found
        return self.bands.position

    def year_of(self, row: GridRow) -> int | None:
        """Return the class year of a row."""
        for column in self.of(Role.year):
            text = row.text(column.index)
            if is_filled(text):
                self.carried[column.index] = text
            if year := strongest(mentions_in(self.carried.get(column.index, ""))):
                return year
        return self.bands.year or self.year

    def is_in_scope(self, row: GridRow) -> bool:
        """Tell whether a row that gave nothing looks as if it should have."""
        texts = [row.text(column.index) for column in self.columns if column.role in {Role.institution, Role.combined}]
        return any(institution_likeness(text) >= LIKELY for text in texts)

    def add(self, entry: Entry, row: GridRow) -> None:
        """Make a placement of an entry."""
        self.remember_program(row)
        if entry.specialty is None and institution_likeness(entry.program or "") < 0.6:
            return
        entry = replace(
            entry, year=entry.year or self.bands.year or self.year, position=entry.position or self.bands.position
        )
        if entry.state is None and not suffix_state(entry.program or ""):
            entry = replace(entry, state=self.bands.state)
        found = placement(entry, locator_of(row, self.columns), quote_of(entry), "table row", sense_of(entry))
        if found is not None:
            self.group.placements.append(found)

    def remember_program(self, row: GridRow) -> None:
        """Keep the institution of a row for rows of the same group that leave it blank."""
        for column in self.of(Role.institution):
            if is_filled(row.text(column.index)):
                self.carried[column.index] = row.text(column.index)


def cut(row: GridRow, first: int, second: int, parts: tuple[str, str] | None) -> GridRow:
    """Return a row whose one cell is two, or the row as it is."""
    if parts is None:
        return row
    cell = row.cells[first] if first in row.cells else row.cells[second]
    cells = {**row.cells, first: replace(cell, text=parts[0]), second: replace(cell, text=parts[1])}
    return replace(row, cells=cells)


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


def locator_of(row: GridRow, columns: Sequence[Column]) -> Locator:
    """Return the place of a row without its cells of names."""
    hidden = {column.index for column in columns if column.role is Role.name}
    kept = {index: cell for index, cell in row.cells.items() if index not in hidden}
    return replace(row, cells=kept or row.cells).locator()


def quote_of(entry: Entry) -> str:
    """Return the words that a placement rests on, joined as they are understood."""
    return " | ".join(part for part in (entry.specialty, entry.program, entry.city, entry.state) if part)
