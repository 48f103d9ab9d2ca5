"""What differs between two editions, table by table and row by row.

Belongs here: which rows came, went and changed. Does not belong here: what is thought of it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlmodel import SQLModel

from pipelines.steps.publish.content import VOLATILE_COLUMNS
from pipelines.steps.publish.database import Values
from pipelines.steps.publish.dictionary import columns, sql_table
from pipelines.steps.publish.edition import rows_of_edition
from schemas.tables import TABLES, EditionRow

Key = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class TableDifference:
    """Rows of one table that came, went or changed; the changed ones as they are now."""

    table: type[SQLModel]
    before: int
    after: int
    added: tuple[Values, ...]
    removed: tuple[Values, ...]
    changed: tuple[Values, ...]

    @property
    def name(self) -> str:
        """Name of the table."""
        return sql_table(self.table).name

    @property
    def is_empty(self) -> bool:
        """Whether the two tables hold the same."""
        return not (self.added or self.removed or self.changed)


def difference(before: Path | None, after: Path) -> list[TableDifference]:
    """Compare two editions by their folders; None stands for an edition without rows. Times of day do not count.

    Raises:
        PublishError: a folder holds no edition of this version.
    """
    return [
        _table_difference(table, rows_of_edition(before, table) if before else [], rows_of_edition(after, table))
        for table in TABLES
        if table is not EditionRow
    ]


def _table_difference(table: type[SQLModel], before: Sequence[Values], after: Sequence[Values]) -> TableDifference:
    keys = [column.name for column in columns(table) if column.is_key]
    old, new = _by_key(keys, before), _by_key(keys, after)
    return TableDifference(
        table=table,
        before=len(before),
        after=len(after),
        added=tuple(row for key, row in new.items() if key not in old),
        removed=tuple(row for key, row in old.items() if key not in new),
        changed=tuple(row for key, row in new.items() if key in old and _lasting(row) != _lasting(old[key])),
    )


def _by_key(keys: Sequence[str], rows: Sequence[Values]) -> dict[Key, Values]:
    return {tuple(row[key] for key in keys): row for row in rows}


def _lasting(row: Values) -> Mapping[str, object]:
    return {name: value for name, value in row.items() if name not in VOLATILE_COLUMNS}
