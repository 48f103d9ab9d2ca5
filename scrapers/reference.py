"""The reference tables in reference/, as records.

Belongs here: reading the project's own CSV tables, once per process. Does not belong here: what is concluded from them.
"""

import csv
import functools
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TypeVar

from pydantic import ValidationError

from schemas.registry import Institution, NationalBaseline, Specialty
from scrapers.exceptions import ReferenceTableError

RecordType = TypeVar("RecordType", Specialty, Institution, NationalBaseline)
REFERENCE_FOLDER = Path(__file__).resolve().parent.parent / "reference"


def rows_of(path: Path) -> Iterator[dict[str, str | None]]:
    """Yield the rows of a UTF-8 CSV file with its header as keys; an empty cell is None.

    Raises:
        ReferenceTableError: the file is absent or no UTF-8 CSV.
    """
    try:
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file, strict=True):
                yield {name: (value.strip() or None) if value else None for name, value in row.items() if name}
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise ReferenceTableError(
            f"{path}: cannot be read as CSV ({error}); restore it from version control"
        ) from error


@functools.cache
def specialties() -> tuple[Specialty, ...]:
    """Specialties and non-residency outcomes, in the order of reference/specialties.csv."""
    path = REFERENCE_FOLDER / "specialties.csv"
    found = []
    for row in rows_of(path):
        fields: dict[str, object] = {name: value for name, value in row.items() if name in Specialty.model_fields}
        fields["aliases"] = _split(row.get("aliases"))
        fields["is_primary_care"] = row.get("is_primary_care") == "yes"
        found.append(_record(path, Specialty, fields))
    return tuple(found)


@functools.cache
def institutions() -> tuple[Institution, ...]:
    """Institutions that take residents, in the order of reference/institutions.csv."""
    path = REFERENCE_FOLDER / "institutions.csv"
    found = []
    for row in rows_of(path):
        fields: dict[str, object] = {name: value for name, value in row.items() if name in Institution.model_fields}
        fields["aliases"] = _split(row.get("aliases"))
        found.append(_record(path, Institution, fields))
    return tuple(found)


@functools.cache
def national_baselines() -> tuple[NationalBaseline, ...]:
    """National figures, in the order of reference/national_baselines.csv."""
    path = REFERENCE_FOLDER / "national_baselines.csv"
    return tuple(_record(path, NationalBaseline, row) for row in rows_of(path))


def _split(text: str | None) -> tuple[str, ...]:
    return tuple(part.strip() for part in (text or "").split("|") if part.strip())


def _record(path: Path, record: type[RecordType], fields: Mapping[str, object]) -> RecordType:
    try:
        return record.model_validate(fields)
    except ValidationError as error:
        first = error.errors()[0]
        raise ReferenceTableError(
            f"{path}: {first['loc']}: {first['msg']} (got {first['input']!r}); correct the row"
        ) from error
