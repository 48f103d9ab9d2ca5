"""Maintainers' decisions: one line says what a printed string means, or that it cannot be told.

Belongs here: reading reference/lookups. Does not belong here: what is concluded without them.
"""

import functools
from collections.abc import Mapping
from pathlib import Path

from scrapers.exceptions import ReferenceTableError
from scrapers.reference import REFERENCE_FOLDER, rows_of

LOOKUPS_FOLDER = REFERENCE_FOLDER / "lookups"
Row = Mapping[str, str | None]


@functools.cache
def specialty_decisions(folder: Path = LOOKUPS_FOLDER) -> tuple[Row, ...]:
    """Rows of specialty_strings.csv: specialty_raw, slug (empty: cannot be told), position, note."""
    return _rows(folder / "specialty_strings.csv", ("specialty_raw", "slug", "position", "note"))


@functools.cache
def institution_decisions(folder: Path = LOOKUPS_FOLDER) -> tuple[Row, ...]:
    """Rows of institution_strings.csv: name, state (empty: any), slug (empty: cannot be told), note."""
    return _rows(folder / "institution_strings.csv", ("name", "state", "slug", "note"))


def _rows(path: Path, columns: tuple[str, ...]) -> tuple[Row, ...]:
    rows = tuple(rows_of(path))
    for line, row in enumerate(rows, start=2):
        missing = [name for name in columns if name not in row]
        if missing:
            raise ReferenceTableError(
                f"{path} line {line}: no column {missing[0]}; the columns are {', '.join(columns)}"
            )
        if not row[columns[0]]:
            raise ReferenceTableError(f"{path} line {line}: {columns[0]} is empty; fill it or delete the line")
    return rows
