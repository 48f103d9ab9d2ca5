"""A comparison for the eye: outcomes in rows, schools in columns, and apart from them what stands on a basis of its own.

Belongs here: grouping and order. Does not belong here: which figures may be compared (rules/comparison.py), SQL, layout.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from api.pages.outcomes import BASIS_FIELDS, DERIVED_ENDINGS, family_of, family_titles
from api.rows import Item

ROW_FIELDS = (*BASIS_FIELDS, "specialty_slug", "period")


@dataclass(slots=True)
class ComparedRow:
    """One outcome on one basis and of one period; several figures of a school where it states several."""

    first: Item
    by_school: dict[str, list[Item]] = field(default_factory=dict)

    @property
    def outcome_ids(self) -> frozenset[str]:
        """Its outcomes."""
        return frozenset(item["outcome_id"] for items in self.by_school.values() for item in items)


@dataclass(slots=True)
class ComparedTable:
    """Outcomes of one kind: rows that several schools have on one basis, rows apart with only one, and the pairs of both.

    differences are pairs that may be compared, each with the row that it belongs to; refusals are those that may not.
    """

    title: str
    rows: list[ComparedRow] = field(default_factory=list)
    apart: list[ComparedRow] = field(default_factory=list)
    differences: list[tuple[ComparedRow, Item]] = field(default_factory=list)
    refusals: list[tuple[Item, Item]] = field(default_factory=list)


def tables_of(items: Iterable[Item], names: Sequence[str]) -> list[ComparedTable]:
    """What schools have in common, as tables; outcomes about other outcomes only where they are asked for by name."""
    tables = {title: ComparedTable(title) for title in family_titles()}
    for item in items:
        if item["pairs"] and (item["name"] in names or not item["name"].endswith(DERIVED_ENDINGS)):
            _add(tables[family_of(item["name"])], item)
    return [table for table in tables.values() if table.rows or table.apart]


def _add(table: ComparedTable, item: Item) -> None:
    rows: dict[tuple[object, ...], ComparedRow] = {}
    for figure in item["figures"]:
        row = rows.setdefault(tuple(figure[name] for name in ROW_FIELDS), ComparedRow(figure))
        row.by_school.setdefault(figure["school_slug"], []).append(figure)
    shared = [row for row in rows.values() if len(row.by_school) > 1]
    table.rows += shared
    table.apart += [row for row in rows.values() if len(row.by_school) == 1]
    for pair in item["pairs"]:
        home = next((row for row in rows.values() if pair["first_outcome_id"] in row.outcome_ids), None)
        if not pair["comparable"]:
            table.refusals.append((item, pair))
        elif home is not None:
            table.differences.append((home, pair))
