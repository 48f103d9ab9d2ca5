"""The cells of a row by what their columns hold, with what is carried down and what headings say.

Belongs here: looking up one row's specialty, place, position and year. Does not belong here: entries made of them (rows.py).
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from schemas.documents import Locator
from schemas.vocabulary import Position
from scrapers.extractors.gazetteer import split_place, state_code, suffix_state
from scrapers.extractors.lexicon import position_code
from scrapers.extractors.placements.bands import Bands
from scrapers.extractors.placements.columns import Column, Role
from scrapers.extractors.placements.entries import is_filled
from scrapers.extractors.placements.grid import GridRow, GridView
from scrapers.extractors.placements.overrun import institution_and_city, specialty_and_institution
from scrapers.extractors.years import mentions_in, strongest

MARKS = frozenset({"x", "yes", "y", "✓", "✔", "√", "•", "true"})
GROUPED_SHARE = 0.9
"""A column filled in fewer rows than this share names groups of rows and is carried down."""


@dataclass(slots=True)
class RowCells:
    """Looks up the cells of rows of one table whose columns are known."""

    view: GridView
    columns: list[Column]
    year: int | None
    bands: Bands = field(default_factory=Bands)
    carried: dict[int, str] = field(default_factory=dict)

    def of(self, role: Role) -> list[Column]:
        """Return the columns of a role."""
        return [column for column in self.columns if column.role is role]

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
        return filled < len(rows) * GROUPED_SHARE

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

    def only_state(self, row: GridRow) -> str | None:
        """Return the state of a row whose table has one column of places: it is that of the row's only institution."""
        places = [column for column in self.columns if column.role in {Role.state, Role.location}]
        return split_place(row.text(places[0].index))[1] if len(places) == 1 else None

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


def cut(row: GridRow, first: int, second: int, parts: tuple[str, str] | None) -> GridRow:
    """Return a row whose one cell is two, or the row as it is."""
    if parts is None:
        return row
    cell = row.cells[first] if first in row.cells else row.cells[second]
    cells = {**row.cells, first: cell._replace(text=parts[0]), second: cell._replace(text=parts[1])}
    return replace(row, cells=cells)


def locator_of(row: GridRow, columns: Sequence[Column]) -> Locator:
    """Return the place of a row without its cells of names."""
    hidden = {column.index for column in columns if column.role is Role.name}
    kept = {index: cell for index, cell in row.cells.items() if index not in hidden}
    return replace(row, cells=kept or row.cells).locator()
