"""Persons, not rows: what the rows of one list say about how many people it holds.

Belongs here: the kind of each row, the pairing of a first year with an advanced position, and the bounds where a list
cannot tell. Does not belong here: which list of a class is used (lists.py), shares of them.

A preliminary or transitional year and an advanced position are one person with two positions. A list rarely says which
two belong together, so the number of pairs is bounded: there are at least as many as stand on one printed row, and at
most as many as there are first years, and positions that can start in the second year.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from pipelines.steps.derive import reference
from pipelines.steps.resolve.specialties import PRELIMINARY_OF
from schemas.resolution import ResolvedPlacement
from schemas.vocabulary import Position

BOTH_KINDS = re.compile(r"(?=.*\bprelim)(?=.*\bcategor)", re.IGNORECASE)
MERGED = "merged"
FIRST_YEARS = frozenset({Position.preliminary, Position.transitional})


class RowKind(StrEnum):
    """What a row of a list stands for."""

    final = "final"
    """The position in which a graduate trains to the end: categorical, advanced, or not told."""
    first_year = "first_year"
    merged = "merged"
    """A count of final and first-year positions together."""
    no_position = "no_position"
    """A graduate who took no residency: unmatched, deferred, research, service tour."""


@dataclass(frozen=True, slots=True)
class Row:
    """A placement with its kind."""

    placement: ResolvedPlacement
    kind: RowKind

    @property
    def count(self) -> int:
        """People, or positions, in the row."""
        return self.placement.count

    @property
    def finding_id(self) -> str:
        """Identifier of the finding."""
        return self.placement.finding_id

    @property
    def position(self) -> Position | None:
        """Kind of position as resolved or printed."""
        return self.placement.resolved_position or self.placement.position

    @property
    def specialty(self) -> str | None:
        """Specialty where it is known; a row without disclosure has none, nor has one that says no more than military."""
        slug = self.placement.specialty_slug
        return None if slug in (reference.UNDISCLOSED, reference.MILITARY_SPECIALTY) else slug


def row_of(placement: ResolvedPlacement) -> Row:
    """Give a placement its kind."""
    return Row(placement, _kind(placement))


def _kind(placement: ResolvedPlacement) -> RowKind:
    slug = placement.specialty_slug
    if placement.specialty_method == MERGED or BOTH_KINDS.search(placement.specialty or ""):
        return RowKind.merged
    category = reference.category(slug)
    first_year = (placement.resolved_position or placement.position) in FIRST_YEARS
    if first_year or category == reference.FIRST_YEAR_CATEGORY:
        return RowKind.first_year
    if slug == reference.SERVICE_TOUR or (
        category == reference.NO_POSITION_CATEGORY and slug != reference.UNDISCLOSED
    ):
        return RowKind.no_position
    return RowKind.final


@dataclass(frozen=True, slots=True)
class Tally:
    """How many of what a list holds.

    Attributes:
        final: final positions.
        first_year: preliminary and transitional positions.
        merged: positions counted without telling the two apart.
        no_position: people listed without a position.
        advanced: final positions printed as advanced.
        maybe_advanced: final positions of unsaid kind in specialties that can start in the second year.
        same_row: pairs that stand on one printed row.
        nameless: final positions without a printed specialty, which may be first years too.
        unlabelled: final positions of unsaid kind in specialties that have preliminary years.
        labelled: whether the list tells any positions apart.
        early_matches: whether it shows specialties that fill in another match.
    """

    final: int
    first_year: int
    merged: int
    no_position: int
    advanced: int
    maybe_advanced: int
    same_row: int
    nameless: int
    unlabelled: int
    labelled: bool
    early_matches: bool

    @property
    def positions(self) -> int:
        """Positions on the list."""
        return self.final + self.first_year + self.merged

    @property
    def most_pairs(self) -> int:
        """The most pairs of a first year with an advanced position that the list allows."""
        hidden = self.nameless if self.labelled else self.nameless + self.unlabelled
        first_years = self.first_year + self.merged + hidden
        return min(first_years, self.advanced + self.maybe_advanced, self.positions // 2)

    @property
    def persons_low(self) -> int:
        """The fewest people with a position."""
        return self.positions - self.most_pairs

    @property
    def persons_high(self) -> int:
        """The most people with a position."""
        return self.positions - self.same_row

    @property
    def only_low(self) -> int:
        """The fewest people with nothing but a first year, if no row is missing."""
        if not self.early_matches:
            return 0
        return max(0, self.first_year - self.advanced - self.maybe_advanced)

    @property
    def only_high(self) -> int:
        """The most people with nothing but a first year."""
        hidden = self.nameless if self.labelled else self.nameless + self.unlabelled
        return max(self.first_year + self.merged + hidden - self.same_row, 0)

    @property
    def undecidable(self) -> str | None:
        """Why the list cannot tell how many people it holds; None where the rule of pairing can be applied."""
        if self.merged:
            return "the list merges preliminary and categorical positions of one specialty"
        if self.nameless:
            return "the list names no specialties, so that first years cannot be told from final positions"
        return None

    @property
    def only(self) -> int:
        """People with nothing but a first year by the rule: every position that can need a first year has one."""
        pairs = max(self.same_row, min(self.first_year, self.advanced + self.maybe_advanced))
        return self.first_year - pairs

    @property
    def persons(self) -> int:
        """People with a position by the rule; of use only where nothing is undecidable."""
        return self.final + self.only


def tally(rows: Sequence[Row]) -> Tally:
    """Count the rows of one list."""
    final = [row for row in rows if row.kind is RowKind.final]
    unsaid = [row for row in final if row.position in (None, Position.military)]
    return Tally(
        final=_sum(final),
        first_year=_sum(row for row in rows if row.kind is RowKind.first_year),
        merged=_sum(row for row in rows if row.kind is RowKind.merged),
        no_position=_sum(row for row in rows if row.kind is RowKind.no_position),
        advanced=_sum(row for row in final if row.position is Position.advanced),
        maybe_advanced=_sum(row for row in unsaid if reference.may_be_advanced(row.specialty)),
        same_row=_same_row(rows),
        nameless=_sum(row for row in unsaid if not row.placement.specialty),
        unlabelled=_sum(row for row in unsaid if row.placement.specialty and row.specialty in PRELIMINARY_OF),
        labelled=any(row.kind in (RowKind.first_year, RowKind.merged) or _says_kind(row) for row in rows),
        early_matches=any(reference.matched_elsewhere(row.specialty) for row in final),
    )


def _says_kind(row: Row) -> bool:
    return row.position in (Position.categorical, Position.advanced, Position.physician_only)


def _same_row(rows: Iterable[Row]) -> int:
    """Count first years that were printed on one row with an advanced position: same place, same words."""
    first_years: dict[tuple[object, ...], int] = {}
    advanced: dict[tuple[object, ...], int] = {}
    for row in rows:
        place = _place(row.placement)
        if place is None:
            continue
        if row.kind is RowKind.first_year:
            first_years[place] = first_years.get(place, 0) + row.count
        elif row.kind is RowKind.final and row.position is Position.advanced:
            advanced[place] = advanced.get(place, 0) + row.count
    return sum(min(count, advanced.get(place, 0)) for place, count in first_years.items())


def _place(placement: ResolvedPlacement) -> tuple[object, ...] | None:
    where = (placement.page, placement.box, placement.sheet, placement.cell, placement.element_path)
    if not placement.quote or not any((placement.box, placement.cell, placement.element_path)):
        return None
    return (placement.document_id, *where, placement.quote)


def _sum(rows: Iterable[Row]) -> int:
    return sum(row.count for row in rows)
