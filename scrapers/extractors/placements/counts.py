"""Tables of counts: people by specialty or by institution, in one column or a column a class year.

Belongs here: what a table without places says. Does not belong here: lists of positions (rows.py).
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from scrapers.extractors.lexicon import LIKELY, specialty_likeness
from scrapers.extractors.placements.bands import Bands
from scrapers.extractors.placements.columns import NONE_MARKS, Column, Role, like_institution, like_specialty
from scrapers.extractors.placements.count_labels import NO_RESIDENCY
from scrapers.extractors.placements.grid import GridRow, GridView
from scrapers.extractors.placements.marks import bare, counted, is_total, split_count
from scrapers.extractors.placements.records import Entry, Group, GroupKind, leftover, placement
from scrapers.extractors.placements.row_cells import RowCells
from scrapers.extractors.years import mentions_in, strongest

UNIQUE_SHARE = 0.8
"""Share of labels that must differ: a table that repeats them lists things, and does not count people."""
SUMMED = 2
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
    columns: list[Column] = field(default_factory=list)

    def read(self) -> Group:
        """Read all rows."""
        group = Group(self.kind)
        bands = Bands()
        places = RowCells(self.view, self.columns, self.year, bands)
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
                    printed = counted(row.text(column.index))
                    if printed is not None:
                        group.sums.append((printed, sums[column.index]))
                continue
            if not self.is_label(label):
                if any(counted(row.text(column.index)) for column in self.numbers):
                    group.leftovers.append(
                        leftover(row.locator(), "placement_row", "a count whose label is no specialty or institution")
                    )
                continue
            if self.year_column and row.text(self.year_column.index):
                carried = strongest(mentions_in(row.text(self.year_column.index)))
            shared = Entry(
                city=places.city_of(row),
                state=places.state_of(row),
                position=bands.position,
                year=carried or bands.year or self.year,
            )
            self.add_row(group, row, label, shared, sums)
        return group

    def is_label(self, label: str) -> bool:
        """Tell whether the label of a row names what the table counts by."""
        plain = split_count(label)[0]
        if NO_RESIDENCY.match(plain):
            return False
        if self.kind is GroupKind.by_institution:
            return like_institution(label) or not any(mark in label for mark in ":%")
        return specialty_likeness(plain) >= 0.6 or plain.casefold() in OTHERS

    def add_row(self, group: Group, row: GridRow, label: str, shared: Entry, sums: dict[int, int]) -> None:
        """Make a placement of every number in a row."""
        for column in self.numbers:
            number = counted(row.text(column.index))
            if number is None:
                if row.text(column.index).casefold() not in NONE_MARKS:
                    group.leftovers.append(leftover(row.locator(), "placement_row", "a count that is no whole number"))
                continue
            sums[column.index] += number
            by_specialty = self.kind is GroupKind.by_specialty
            entry = replace(
                shared,
                specialty=label if by_specialty else across(column),
                program=None if by_specialty else label,
                position=column.position or shared.position,
                count=number,
                year=column.year or shared.year,
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


def across(column: Column) -> str | None:
    """Return the specialty that stands over a column of counts by institution."""
    return column.header if like_specialty(column.header) else None


def side_by_side(columns: Sequence[Column], role: Role) -> list[list[Column]]:
    """Return the columns in blocks that each begin with a label and hold numbers; one block where there is one label."""
    starts = [place for place, column in enumerate(columns) if column.role is role]
    edges = [*starts[1:], len(columns)]
    blocks = [list(columns[start:edge]) for start, edge in zip(starts, edges, strict=True)]
    whole = all(any(column.role is Role.number for column in block) for block in blocks)
    return blocks if len(blocks) > 1 and whole else [list(columns)]


def count_columns(view: GridView, columns: Sequence[Column]) -> list[Column]:
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
    sums = [column for column in numbers if is_sum_column(column.header)]
    if len(sums) == 1 and adds_up(view, sums[0], numbers):
        return sums
    plain = [column for column in numbers if column not in sums] or numbers
    ranked = sorted(plain, key=preference)
    return ranked[:1]


def adds_up(view: GridView, total: Column, numbers: Sequence[Column]) -> bool:
    """Tell whether a column is the sum of all the others, as that of women and men is."""
    rows = [
        (counted(row.text(total.index)), sum(counted(row.text(column.index)) or 0 for column in numbers))
        for row in view.rows
        if row.band is None
    ]
    return len(numbers) > SUMMED and all(printed is None or both == 2 * printed for printed, both in rows)


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
