"""The release gate: how much an edition may lose against the one before it without a person's word.

Belongs here: counting what is lost, the declared tolerances. Does not belong here: where an edition
waits (held.py), which rows an edition has (content.py), moving the pointer (pointer.py).
"""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

import sqlalchemy
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError
from sqlalchemy import func, select
from sqlmodel import SQLModel

from pipelines.exceptions import PublishError
from pipelines.steps.publish.database import Tables
from pipelines.steps.publish.dictionary import sql_table
from pipelines.steps.publish.pointer import DATABASE_NAME
from schemas.held import Loss
from schemas.tables import DocumentRow, FlagRow, MeasureRow, PlacementRow, SchoolRow
from scrapers.reference import REFERENCE_FOLDER

TOLERANCES_FILE = REFERENCE_FOLDER / "release.toml"
COUNTED: Mapping[str, type[SQLModel]] = {
    "schools": SchoolRow,
    "documents": DocumentRow,
    "placements": PlacementRow,
    "measures": MeasureRow,
    "flags": FlagRow,
}
DOCUMENTED_SCHOOLS = "documented_schools"


class Tolerance(BaseModel):
    """Largest share of a count that may be lost, and the number below which a loss never matters."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    share: Annotated[float, Field(ge=0, le=1)]
    at_least: Annotated[int, Field(ge=1)]


NO_TOLERANCES: Mapping[str, Tolerance] = {}
"""Nothing is compared, every edition is published."""


def load_tolerances(path: Path = TOLERANCES_FILE) -> dict[str, Tolerance]:
    """Tolerances by what is counted.

    Raises:
        PublishError: the file cannot be read, does not hold its form, or names something that is not counted.
    """
    try:
        entries = tomllib.loads(path.read_text(encoding="utf-8"))["tolerances"]
        found = TypeAdapter(dict[str, Tolerance]).validate_python(entries)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, KeyError, ValidationError) as error:
        raise PublishError(f"{path}: does not hold the tolerances of a release ({error})") from error
    unknown = found.keys() - {*COUNTED, DOCUMENTED_SCHOOLS}
    if unknown:
        raise PublishError(f"{path}: {', '.join(sorted(unknown))}: nothing of this name is counted")
    return found


def losses(before: Mapping[str, int], tables: Tables, tolerances: Mapping[str, Tolerance]) -> list[Loss]:
    """What an edition with these rows would lose beyond tolerance against one with these counts.

    Only sums count: rows of which the identifier changed are no loss. Without counts nothing is lost.
    """
    after = _counts(tables)
    found = []
    for name, tolerance in tolerances.items():
        had = before.get(name, 0)
        lost = had - after[name]
        if lost >= tolerance.at_least and lost > tolerance.share * had:
            found.append(Loss(counted=name, before=had, after=after[name], tolerated_share=tolerance.share))
    return found


def counts_of_edition(folder: Path | None) -> dict[str, int]:
    """What an edition holds, by what is counted, also one of another schema version; nothing where none can be read."""
    if folder is None:
        return {}
    engine = sqlalchemy.create_engine(f"sqlite:///file:{folder / DATABASE_NAME}?mode=ro&uri=true")
    rows = {name: select(func.count()).select_from(sql_table(table)) for name, table in COUNTED.items()}
    documented = select(func.count(sql_table(DocumentRow).c.school_slug.distinct()))
    try:
        with engine.connect() as connection:
            return {
                name: connection.execute(one).scalar_one()
                for name, one in {**rows, DOCUMENTED_SCHOOLS: documented}.items()
            }
    except sqlalchemy.exc.SQLAlchemyError:
        return {}
    finally:
        engine.dispose()


def _counts(tables: Tables) -> dict[str, int]:
    counts = {name: len(tables.get(table, ())) for name, table in COUNTED.items()}
    counts[DOCUMENTED_SCHOOLS] = len({row["school_slug"] for row in tables.get(DocumentRow, ())})
    return counts
