"""Tables of counts: people by specialty or by institution, in one column or a column a class year.

Belongs here: what a table without places says. Does not belong here: lists of positions (rows.py).
"""

from dataclasses import dataclass

from schemas.vocabulary import Position
from scrapers.extractors.lexicon import LIKELY, specialty_likeness
from scrapers.extractors.placements.bands import Bands
from scrapers.extractors.placements.columns import NONE_MARKS, Column, Role, like_institution, like_specialty
from scrapers.extractors.placements.grid import GridRow, GridView
from scrapers.extractors.placements.marks import as_number, bare, is_total, split_count
from scrapers.extractors.placements.records import Entry, Group, GroupKind, leftover, placement
from scrapers.extractors.years import mentions_in, strongest

UNIQUE_SHARE = 0.8
"""Share of labels that must differ: a table that repeats them lists things, and does not count people."""
OTHERS = frozenset({"other", "others", "other specialties", "all other", "all others"})
PREFERRED = ("match", "placed", "student", "graduate", "number", "count", "n", "#", "no.", "total")


@dataclass(slots=True)
class CountReader:
    """Reads one table of counts."""

    view: GridView
    label: Column
    numbers: list[Column]
    kind: GroupKind
    year: int | None
    year_column: Column | None = None

    def read(self) -> Group:
        """Read all rows."""
        group = Group(self.kind)
        bands = Bands()
        sums = dict.fromkeys((column.index for column in self.numbers), 0)
        carried = None
        for row in self.view.rows:
            label = bare(row.text(self.label.index))
            if row.band is not None:
                bands.take(row.band, default_program=False)
                continue
            if not label:
                continue
            if is_total(label):
                for column in self.numbers:
                    printed = as_number(row.text(column.index))
                    if printed is not None:
                        group.sums.append((printed, sums[column.index]))
                continue
            if not self.is_label(label):
                if any(as_number(row.text(column.index)) for column in self.numbers):
                    group.leftovers.append(
                        leftover(row.locator(), "placement_row", "a count whose label is no specialty or institution")
                    )
                continue
            if self.year_column and row.text(self.year_column.index):
                carried = strongest(mentions_in(row.text(self.year_column.index)))
            self.add_row(group, row, label, carried or bands.year or self.year, bands.position, sums)
        return group

    def is_label(self, label: str) -> bool:
        """Tell whether the label of a row names what the table counts by."""
        plain = split_count(label)[0]
        if self.kind is GroupKind.by_institution:
            return like_institution(label) or not any(mark in label for mark in ":%")
        return specialty_likeness(plain) >= 0.6 or plain.casefold() in OTHERS

    def add_row(
        self, group: Group, row: GridRow, label: str, year: int | None, position: Position | None, sums: dict[int, int]
    ) -> None:
        """Make a placement of every number in a row."""
        for column in self.numbers:
            number = as_number(row.text(column.index))
            if number is None:
                if row.text(column.index).casefold() not in NONE_MARKS:
                    group.leftovers.append(leftover(row.locator(), "placement_row", "a count that is no whole number"))
                continue
            sums[column.index] += number
            by_specialty = self.kind is GroupKind.by_specialty
            entry = Entry(
                specialty=label if by_specialty else None,
                program=None if by_specialty else label,
                position=column.position or position,
                count=number,
                year=column.year or year,
            )
            found = placement(
                entry,
                row.locator(),
                f"{label}: {number}",
                "count table",
                1.0 if like_specialty(label) or not by_specialty else 0.8,
            )
            if found is not None:
                group.placements.append(found)


def count_columns(columns: list[Column]) -> list[Column]:
    """Return the columns whose numbers count the school's people: one a year, one a kind of position, or a single one."""
    numbers = [column for column in columns if column.role is Role.number]
    dated = [column for column in numbers if column.year is not None and not is_sum_column(column.header)]
    if dated:
        years = [column.year for column in dated]
        return dated if len(set(years)) == len(years) else best_of_each_year(dated)
    positions = [column for column in numbers if column.position is not None]
    if len(positions) > 1 and len({column.position for column in positions}) == len(positions):
        return positions
    if len(numbers) <= 1:
        return numbers
    plain = [column for column in numbers if not is_sum_column(column.header)] or numbers
    ranked = sorted(plain, key=preference)
    return ranked[:1]


def best_of_each_year(columns: list[Column]) -> list[Column]:
    """Return one column a year where a year has several: the one whose header says that people are counted."""
    best: dict[int | None, Column] = {}
    for column in sorted(columns, key=preference, reverse=True):
        best[column.year] = column
    return sorted(best.values(), key=lambda column: column.index)


def preference(column: Column) -> int:
    """Return how far down the list of telling words the header of a column stands."""
    words = column.header.casefold()
    return next((place for place, word in enumerate(PREFERRED) if word in words), len(PREFERRED))


def is_sum_column(header: str) -> bool:
    """Tell whether a column adds up others."""
    words = header.casefold()
    return "total" in words or "average" in words or "cumulative" in words or "all years" in words


def labels_differ(view: GridView, label: Column, year_column: Column | None) -> bool:
    """Tell whether the labels of a table are nearly all different, as those of counts are."""
    seen = []
    band = ""
    for row in view.rows:
        if row.band is not None:
            band = row.band
        elif row.text(label.index) and not is_total(row.text(label.index)):
            seen.append((band, row.text(year_column.index) if year_column else "", row.text(label.index).casefold()))
    return bool(seen) and len(set(seen)) >= UNIQUE_SHARE * len(seen)


def mostly_specialties(view: GridView, label: Column) -> bool:
    """Tell whether most labels of a column are specialties, sums left out."""
    cells = [split_count(bare(cell))[0] for cell in view.column(label.index) if cell and not is_total(cell)]
    return bool(cells) and sum(specialty_likeness(cell) >= LIKELY for cell in cells) >= 0.6 * len(cells)
