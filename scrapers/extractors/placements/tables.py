"""Tables to groups of placements: which kind of table it is, and who reads it.

Belongs here: the choice. Does not belong here: rows (rows.py), counts (counts.py).
"""

import re
from dataclasses import replace

from schemas.documents import Cell, Table
from scrapers.extractors.audience import Audience, audience_of_words
from scrapers.extractors.passages import Passage
from scrapers.extractors.placements.bands import Bands
from scrapers.extractors.placements.columns import Column, Role, like_specialty, roles_of
from scrapers.extractors.placements.counts import (
    CountReader,
    count_columns,
    labels_differ,
    mostly_specialties,
    side_by_side,
)
from scrapers.extractors.placements.grid import GridView, is_year_label, view_of
from scrapers.extractors.placements.heading_rows import with_heading_rows
from scrapers.extractors.placements.records import Group, GroupKind, Names, leftover
from scrapers.extractors.placements.rows import ListReader
from scrapers.extractors.years import DocumentContext, mentions_in, strongest

FILL = re.compile(r"\b(?:quota|offered|filled|unfilled|openings|positions available)\b", re.IGNORECASE)
FEWEST_ACROSS = 3
HEADER_REACH = 4
"""Rows from the top among which a table's header is looked for."""
OTHERS = frozenset(
    {
        Audience.hospital_fill,
        Audience.other_profession,
        Audience.national,
        Audience.preview_or_applications,
        Audience.threshold_or_target,
    }
)


def read_table(
    passage: Passage, table: Table, context: DocumentContext, names: Names, line_above: str | None = None
) -> Group | None:
    """Read a table as a list of positions or as counts; None where it is neither or about others than the school.

    Args:
        passage: the table with its headings.
        table: the table itself.
        context: what the document tells about its class years.
        names: tells names of people.
        line_above: the words right above the table, which may name the group that its first rows belong to.
    """
    if len(table.cells) < 4 or is_about_others(passage, table):
        return None
    view = view_of(turned(table))
    if view is None or len(view.rows) < 1:
        return None
    if tells_fill(table):
        return None
    view = with_heading_rows(view)
    columns = roles_of(view.headers, [view.column(index) for index in range(view.width)], names)
    if any(column.role is Role.school for column in columns):
        return None
    year = context.class_year(passage).year
    group = reading_of(view, columns, year, bands_above(passage, line_above))
    if group is not None:
        group.passages.add(passage.index)
    return group


def bands_above(passage: Passage, line_above: str | None) -> Bands:
    """Return what the headings over a table say of all its rows: a specialty, a state, a section."""
    bands = Bands()
    for words in (*reversed(passage.heading_texts[:2]), *([line_above] if line_above else ())):
        if len(words) < 80 and strongest(mentions_in(words)) is None:
            bands.take(words, default_program=False)
    return bands


def tells_fill(table: Table) -> bool:
    """Tell whether a table says how many positions of programs were offered and filled."""
    top = [cell.text for cell in table.cells if cell.row < HEADER_REACH and len(cell.text) < 60]
    return any(FILL.search(text) or audience_of_words(text) is Audience.hospital_fill for text in top)


def is_about_others(passage: Passage, table: Table) -> bool:
    """Tell whether caption or headings say that a table is about somebody else's results."""
    above = [table.caption or "", *passage.heading_texts[:2]]
    return any(audience_of_words(words) in OTHERS for words in above if words)


def reading_of(view: GridView, columns: list[Column], year: int | None, bands: Bands) -> Group | None:
    """Choose how to read a table whose columns are known."""
    if both := counts_beside_counts(view, columns, year):
        return both
    roles = [column.role for column in columns]
    if Role.institution in roles or Role.combined in roles:
        return list_or_counts(view, columns, year, bands)
    if Role.specialty not in roles:
        return None
    counts = counts_in(view, columns, GroupKind.by_specialty, year)
    if counts is not None:
        return counts
    if has_institution_bands(view):
        return ListReader(view, columns, year, bands).read()
    return None


def list_or_counts(view: GridView, columns: list[Column], year: int | None, bands: Bands) -> Group | None:
    """Read a table that names institutions: positions where specialties are told too, else counts by institution."""
    reader = ListReader(view, columns, year, bands)
    has_specialty = (
        bands.specialty is not None
        or any(column.role in {Role.specialty, Role.combined} for column in columns)
        or any(row.band is not None and like_specialty(row.band) for row in view.rows)
    )
    if has_specialty:
        return reader.read()
    return matrix(view, columns, year) or counts_in(view, columns, GroupKind.by_institution, year)


def counts_in(view: GridView, columns: list[Column], kind: GroupKind, year: int | None) -> Group | None:
    """Read counts by specialty or by institution; several labels with their numbers may stand side by side."""
    role = Role.specialty if kind is GroupKind.by_specialty else Role.institution
    found = Group(kind)
    for block in side_by_side(columns, role):
        label = next((column for column in block if column.role is role), None)
        numbers = count_columns(view, block)
        by_year = (
            next((column for column in block if column.role is Role.year), None) if role is Role.specialty else None
        )
        if label is None or not numbers or not labels_differ(view, label, by_year):
            return None
        if role is Role.specialty and not mostly_specialties(view, label):
            return None
        group = CountReader(view, label, numbers, kind, year, by_year, block).read()
        found.placements += group.placements
        found.leftovers += group.leftovers
        found.sums += group.sums
    return found


def counts_beside_counts(view: GridView, columns: list[Column], year: int | None) -> Group | None:
    """Read counts by specialty beside counts by institution: labels that all differ, each kind with numbers of its own."""
    roles = [column.role for column in columns if column.role is not Role.ignored]
    if sorted(roles[::2]) != [Role.institution, Role.specialty] or roles[1::2] != [Role.number] * 2:
        return None
    used = [column for column in columns if column.role is not Role.ignored]
    kinds = {Role.specialty: GroupKind.by_specialty, Role.institution: GroupKind.by_institution}
    parts = [counts_in(view, used[place : place + 2], kinds[used[place].role], year) for place in (0, 2)]
    if any(part is None for part in parts):
        return None
    found = Group(GroupKind.by_specialty)
    for part in parts:
        if part is not None:
            found.placements += part.placements
            found.leftovers += part.leftovers
            found.sums += part.sums
    return found


def matrix(view: GridView, columns: list[Column], year: int | None) -> Group | None:
    """Read institutions down the side and specialties across the top, a count where they meet."""
    numbers = [column for column in columns if column.role is Role.number and like_specialty(column.header)]
    if len(numbers) < FEWEST_ACROSS:
        return None
    label = next(column for column in columns if column.role is Role.institution)
    group = CountReader(view, label, numbers, GroupKind.by_institution, year, columns=columns).read()
    group.kind = GroupKind.rows
    return group


def has_institution_bands(view: GridView) -> bool:
    """Tell whether headings inside a table name institutions over rows of specialties."""
    bands = [row.band for row in view.rows if row.band is not None]
    return len(bands) > 1 and sum(not like_specialty(band) for band in bands) > len(bands) / 2


def turned(table: Table) -> Table:
    """Return a table with its specialties down the side where they are printed across the top."""
    across = [cell for cell in table.cells if cell.row == 0]
    down = [cell for cell in table.cells if cell.column == 0 and cell.row > 0]
    specialties = sum(like_specialty(cell.text) for cell in across)
    if specialties < 3 or specialties < 0.6 * (len(across) - 1) or not down:
        return table
    if sum(is_year_label(cell.text) for cell in down) < len(down) / 2 and len(down) > 2:
        return table
    return replace(table, cells=tuple(sorted(map(turned_cell, table.cells), key=lambda cell: (cell.row, cell.column))))


def turned_cell(cell: Cell) -> Cell:
    """Return a cell with rows and columns exchanged."""
    return cell._replace(
        row=cell.column,
        column=cell.row,
        row_span=cell.column_span,
        column_span=cell.row_span,
        is_header=cell.column == 0 and False,
    )


def unread_table(passage: Passage, reason: str) -> Group:
    """Return a group that only says that a table in scope was not understood."""
    return Group(GroupKind.rows, leftovers=[leftover(passage.block.locator, "table", reason)])
