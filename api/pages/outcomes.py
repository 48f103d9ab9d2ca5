"""Outcomes for the eye: those of one kind and basis in one row, its classes or cycles side by side, the newest first.

Belongs here: grouping and order. Does not belong here: SQL, layout, which figures may be compared (rules).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from api.rows import Item

DERIVED_ENDINGS = ("_change", "_distance")
"""Outcomes that say how another one moved, or how far it is from the nation: they stand on the page of that one."""
PERIODS_SHOWN = 6
BASIS_FIELDS = ("name", "exam", "attempt", "stage", "denominator_kind", "years", "basis")
"""Outcomes that agree in these are on one basis: one row of a table, one line of a chart."""
FAMILIES: dict[str, tuple[str, ...]] = {
    "Match and placement": ("match_rate", "placement_rate", "soap_share", "first_choice_share", "top_three_choice_share"),
    "Licensing exams": ("exam_pass_rate", "exam_mean_score"),
    "Progress": ("graduation_rate", "attrition_rate"),
    "What they went into": ("primary_care", "competitive", "specialty_breadth", "preliminary_only"),
    "Where they went": ("home_institution", "in_state", "distance", "states", "institutions", "military", "academic_program",
                        "community_program", "government_program", "affiliated_program"),
    "Numbers of people": ("class_size", "participants", "matched", "placed", "unmatched", "not_seeking", "deferred", "without"),
    "How far lists account for the class": ("persons", "placement_rows"),
}  # fmt: skip
"""Tables of outcomes, each with what the names of its outcomes begin with; names that fit none come last."""
OTHERS = "Other outcomes"
OVERTAKEN = 3
"""Years after which a figure on one basis no longer stands among the newest, if there is a newer one on another."""
HEADLINES = ("match_rate", "placement_rate", "exam_pass_rate", "exam_mean_score", "graduation_rate")
"""Outcomes that a reader looks for first."""


@dataclass(slots=True)
class Row:
    """Outcomes on one basis; several for one period where a school states several."""

    first: Item
    by_period: dict[str, list[Item]] = field(default_factory=dict)

    @property
    def newest(self) -> str:
        """The newest period, empty where none is stated."""
        return max(self.by_period)

    @property
    def has_nation(self) -> bool:
        """Whether a national figure stands beside any of them."""
        return any(item["national_value"] is not None for items in self.by_period.values() for item in items)


@dataclass(frozen=True, slots=True)
class Family:
    """One table: its periods, newest first, and its rows; hidden says how many older periods are left out."""

    title: str
    periods: tuple[str, ...]
    rows: tuple[Row, ...]
    hidden: int


def rows_of(outcomes: Iterable[Item]) -> list[Row]:
    """Outcomes of whole classes by basis, without those that are about other outcomes."""
    found: dict[tuple[object, ...], Row] = {}
    for item in outcomes:
        if item["name"].endswith(DERIVED_ENDINGS) or item["specialty_slug"] or item["institution_slug"]:
            continue
        row = found.setdefault(tuple(item[name] for name in BASIS_FIELDS), Row(item))
        row.by_period.setdefault(item["period"] or "", []).append(item)
    return list(found.values())


def families_of(rows: Iterable[Row]) -> list[Family]:
    """Rows as tables, in the order in which a reader looks for them."""
    placed: dict[str, list[Row]] = {title: [] for title in family_titles()}
    for row in rows:
        placed[family_of(row.first["name"])].append(row)
    return [_table(title, found) for title, found in placed.items() if found]


def headlines_of(rows: Iterable[Row]) -> list[Item]:
    """The newest outcome of each basis that a reader looks for first, without those that others have long overtaken."""
    wanted = [row for row in rows if row.first["name"] in HEADLINES]
    newest: dict[tuple[str, str], int] = {}
    for row in wanted:
        newest[_subject(row)] = max(newest.get(_subject(row), 0), _year(row))
    current = [row for row in wanted if _year(row) > newest[_subject(row)] - OVERTAKEN]
    current.sort(
        key=lambda row: (HEADLINES.index(row.first["name"]), row.first["exam"] or "", -_rank(row), -_year(row))
    )
    return [item for row in current for item in row.by_period[row.newest]]


def _subject(row: Row) -> tuple[str, str]:
    return row.first["name"], row.first["exam"] or ""


def _year(row: Row) -> int:
    """Year in which the newest class or cycle begins, 0 where none is stated."""
    return int(row.newest[:4]) if row.newest[:4].isdigit() else 0


def _rank(row: Row) -> int:
    """Rows on a basis that the nation has come first."""
    return 1 if row.has_nation else 0


def family_titles() -> tuple[str, ...]:
    """Titles of all tables, in the order in which a reader looks for them."""
    return (*FAMILIES, OTHERS)


def family_of(name: str) -> str:
    """Title of the table in which an outcome stands."""
    fits = (title for title, beginnings in FAMILIES.items() if name.startswith(beginnings))
    return next(fits, OTHERS)


def _table(title: str, rows: Sequence[Row]) -> Family:
    periods = sorted({period for row in rows for period in row.by_period}, reverse=True)
    shown = tuple(periods[:PERIODS_SHOWN])
    order = FAMILIES.get(title, ())
    kept = [row for row in rows if any(period in row.by_period for period in shown)]
    kept.sort(
        key=lambda row: (_place(row.first["name"], order), row.first["name"], row.first["exam"] or "", -_rank(row))
    )
    return Family(title, shown, tuple(kept), len(periods) - len(shown))


def _place(name: str, order: Sequence[str]) -> int:
    return next((number for number, beginning in enumerate(order) if name.startswith(beginning)), len(order))
