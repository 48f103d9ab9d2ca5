"""Rows of a table to placements: positions with specialty and institution, pairs, totals.

Belongs here: what one row of a list says. Does not belong here: tables of counts (counts.py), roles (columns.py), looking
up cells (row_cells.py).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from schemas.vocabulary import Position
from scrapers.extractors.gazetteer import suffix_state
from scrapers.extractors.lexicon import LIKELY, institution_likeness, position_in, specialty_likeness
from scrapers.extractors.placements.columns import Column, Role, counts_people, like_institution, like_specialty
from scrapers.extractors.placements.entries import (
    combined_entries,
    from_pairs,
    from_parts,
    is_filled,
    quote_of,
    sense_of,
    short_label,
    split_cell,
)
from scrapers.extractors.placements.enumerations import line_pairs, programs_in, specialties_in
from scrapers.extractors.placements.grid import GridRow
from scrapers.extractors.placements.marks import as_number, bare, is_total, split_count
from scrapers.extractors.placements.pairs import POSTGRADUATE, is_advanced, is_first_year, parts_of
from scrapers.extractors.placements.records import Entry, Group, GroupKind, leftover, placement
from scrapers.extractors.placements.row_cells import RowCells, locator_of

OWN_SHARE = 0.9


@dataclass(slots=True)
class ListReader(RowCells):
    """Reads the rows of one table whose columns are known."""

    group: Group = field(default_factory=lambda: Group(GroupKind.rows))
    summed: int = 0
    grouped_by: str | None = None
    group_total: int | None = None
    total_column: Column | None = None
    """The column that prints one total a group of rows, if there is one."""
    group_rows: int = 0
    carried_place: tuple[str | None, str | None] = (None, None)
    """City and state of the institution that is carried down."""
    band_total: int | None = None
    before_band: int = 0

    def read(self) -> Group:
        """Read all rows."""
        count = self.count_column()
        rows = [row for row in self.view.rows if row.band is None]
        self.total_column = next((c for c in self.of(Role.number) if not self.is_filled_throughout(c, rows)), None)
        for row in self.view.rows:
            if row.band is not None:
                self.take_band(row)
            elif any(is_total(row.text(column)) for column in range(self.view.width) if row.text(column)):
                self.take_total(row, count)
            else:
                self.take_row(row, count)
        self.close_group()
        self.close_band(None)
        return self.group

    def count_column(self) -> Column | None:
        """Return the column that counts people in each row; one that is filled only once a group gives group totals."""
        programs = self.of(Role.institution) + self.of(Role.combined)
        rows = [row for row in self.view.rows if row.band is None and any(row.text(c.index) for c in programs)]
        for column in self.of(Role.number):
            if not counts_people(column, [row.text(column.index) for row in rows]):
                continue
            if rows and self.is_filled_throughout(column, rows):
                return column
        return None

    def is_filled_throughout(self, column: Column, rows: Sequence[GridRow]) -> bool:
        """Tell whether nearly every row has a cell of its own in a column, which so tells nothing of groups of rows."""
        return sum(column.index in row.own for row in rows) >= OWN_SHARE * len(rows)

    def take_band(self, row: GridRow) -> None:
        """Take in a heading row; a lone name under a heading is a row of its own."""
        text = row.band or ""
        self.close_band(split_count(bare(text))[1])
        has_program = bool(self.of(Role.institution) or self.of(Role.combined))
        if is_total(text):
            return
        if has_program and self.bands.specialty and like_institution(text) and not like_specialty(text):
            self.add(Entry(specialty=self.bands.specialty, program=text), row)
        elif not self.bands.take(text, default_program=not has_program) and like_institution(text):
            self.group.leftovers.append(
                leftover(row.locator(), "placement_row", "a heading row that is not understood")
            )

    def close_band(self, total: int | None) -> None:
        """Compare the count that the heading before printed with the rows beneath it; keep that of the next one."""
        listed = sum(item.count for item in self.group.placements)
        if self.band_total is not None:
            self.group.sums.append((self.band_total, listed - self.before_band))
        self.band_total, self.before_band = total, listed

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
        column = self.total_column
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

    def entries(self, row: GridRow, shared: Entry) -> Iterator[Entry]:
        """Yield the positions that one row names."""
        institutions = self.of(Role.institution)
        elsewhere = replace(shared, city=None, state=None) if institutions else shared
        beside = [
            entry
            for column in self.of(Role.combined)
            for entry in combined_entries(row.text(column.index), elsewhere, self.specialty_in(row, None))
        ]
        yield from beside
        if institutions and shared.position is None and any(position_in(each.specialty or "") for each in beside):
            shared = replace(shared, position=Position.advanced)
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
            yield from self.in_cell(row, specialty_column, column, shared)
        if institutions and not filled:
            carried = self.carried.get(institutions[0].index)
            specialty = self.own_specialty(row)
            if carried and specialty and self.grouped(institutions[0]):
                city, state = (shared.city, shared.state) if shared.state else self.carried_place
                yield replace(shared, specialty=specialty, program=carried, city=city, state=state)

    def in_cell(self, row: GridRow, specialty_column: Column | None, column: Column, shared: Entry) -> Iterator[Entry]:
        """Yield the positions of one institution cell: one, or several where the row enumerates them."""
        specialty = self.specialty_in(row, specialty_column)
        printed = row.printed(column.index)
        pairs = line_pairs(row.printed(specialty_column.index), printed) if specialty_column else []
        programs = programs_in(printed, by_line=self.prints_specialties_once())
        several = specialties_in(specialty or "", specialty_column.header if specialty_column else "")
        if pairs:
            yield from from_pairs(pairs, shared)
        elif len(programs) > 1:
            elsewhere = replace(shared, city=None, state=None)
            yield from (replace(elsewhere, specialty=specialty, program=program) for program in programs)
        elif len(several) > 1:
            yield from (replace(shared, specialty=each, program=programs[0]) for each in several)
        else:
            if specialty is None and len(column.header) < 40 and is_first_year(column.header):
                specialty = column.header
            yield from split_cell(programs[0], specialty, shared)

    def side_by_side(
        self, row: GridRow, filled: Sequence[tuple[Column | None, Column]], shared: Entry
    ) -> Iterator[Entry]:
        """Yield the positions of a row with several institution columns: a pair of one person, or two people."""
        specialties = {column.index for column in self.of(Role.specialty)}
        paired = len(filled) > 1
        for specialty_column, column in filled:
            own = self.specialty_in(row, specialty_column) if specialty_column else self.specialty_in(row, None)
            near = self.state_near(row, column)
            entry = replace(shared, state=near if paired or near else self.only_state(row), city=None)
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
            elif is_first_year(column.header) and not self.is_whole(row, own, column, paired=paired):
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

    def is_whole(self, row: GridRow, own: str | None, column: Column, *, paired: bool) -> bool:
        """Tell whether a cell under "PGY-1" is the place of the whole residency: nothing stands in the column after it."""
        only_counts_years = POSTGRADUATE.match(column.header.strip()) is not None
        return only_counts_years and own is not None and not paired and not parts_of(row.text(column.index))

    def prints_specialties_once(self) -> bool:
        """Tell whether every row has a specialty of its own, so that one cell may hold all of its institutions."""
        cells = [
            row.text(column.index)
            for column in self.of(Role.specialty)[:1]
            for row in self.view.rows
            if row.band is None
        ]
        return len(cells) > 1 and len(set(cells)) == len(cells)

    def one_person(self) -> bool:
        """Tell whether several blocks of columns belong to one person: there is one name column, or unlike headers."""
        headers = [column.header.casefold() for column in self.of(Role.institution)]
        return len(self.of(Role.name)) == 1 or len(set(headers)) == len(headers)

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
                self.carried_place = self.city_of(row), self.state_of(row)
