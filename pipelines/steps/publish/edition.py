"""Publishing: an edition is built aside, checked, and switched in whole.

Belongs here: the order of writing, checking and moving the pointer. Does not belong here: rows, formats.
"""

import shutil
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from sqlmodel import SQLModel

from pipelines.exceptions import HeldBackError, PublishError
from pipelines.steps.publish.content import content_hash
from pipelines.steps.publish.database import Tables, Values, read_rows, refuse_other_version, write_database
from pipelines.steps.publish.exports import write_files
from pipelines.steps.publish.held import held_folder, held_note
from pipelines.steps.publish.pointer import DATABASE_NAME, current_or_none, move_pointer
from pipelines.steps.publish.release import NO_TOLERANCES, Tolerance, counts_of_edition, losses
from schemas.editions import SAMPLE_NOTICE, SCHEMA_VERSION, Edition
from schemas.held import NOTE_NAME, HeldEdition
from schemas.tables import (
    CrawlRow,
    DocumentRow,
    EditionRow,
    FlagRow,
    MeasureRow,
    PlacementRow,
    SchoolRow,
)
from schemas.vocabulary import Collection

Accompany = Callable[[Path, Tables], None]
"""Writes further files into the folder of an edition that is being built, from its rows."""


@dataclass(frozen=True, slots=True)
class Publication:
    """An edition that stands, and whether this call made it."""

    edition: Edition
    folder: Path
    is_new: bool


def publish(
    editions: Path, collection: Collection, tables: Tables, *, as_of: date, built_at: datetime,
    tolerances: Mapping[str, Tolerance] = NO_TOLERANCES, accompany: Accompany | None = None,
) -> Publication:  # fmt: skip
    """Write an edition below `editions` and make it current; unchanged content gives no new edition.

    accompany writes what goes with the edition and is not of its content, such as pictures of pages.

    Raises:
        PublishError: it cannot be written or is not what it should be; the edition before stays current and whole.
        HeldBackError: it loses more than is tolerated; it waits among the held ones, the edition before stays current.
    """
    previous = current_or_none(editions, collection)
    edition = _edition(collection, tables, as_of, built_at, previous)
    folder = editions / edition.edition_id
    content: Tables = {EditionRow: [dict(edition)], **tables}
    lost = losses(counts_of_edition(previous), tables, tolerances) if tolerances else []
    if lost:
        held = held_note(edition.edition_id, collection, lost, previous)
        _write(editions, held_folder(editions, edition.edition_id), content, edition, accompany, held)
        raise HeldBackError(
            f"{edition.edition_id}: is held back, the one before stays current: {held.told}; look at it with "
            f"`matchwatch editions diff {collection} {edition.edition_id}`, then `matchwatch editions accept` or `reject`"
        )
    if (folder / DATABASE_NAME).is_file():
        move_pointer(editions, collection, edition.edition_id)
        return Publication(read_edition(folder), folder, is_new=False)
    _write(editions, folder, content, edition, accompany)
    move_pointer(editions, collection, edition.edition_id)
    return Publication(edition, folder, is_new=True)


def read_edition(folder: Path) -> Edition:
    """What an edition says about itself.

    Raises:
        PublishError: the folder holds no edition that this version reads.
    """
    rows = list(read_rows(folder / DATABASE_NAME, EditionRow))
    if len(rows) != 1:
        raise PublishError(f"{folder}: holds {len(rows)} edition records instead of one; build it anew")
    return Edition.model_validate(rows[0])


def _edition(
    collection: Collection, tables: Tables, as_of: date, built_at: datetime, previous: Path | None
) -> Edition:
    digest = content_hash(tables)
    identity = f"{collection}-{as_of.isoformat()}-{digest[:8]}"
    before = previous.name if previous else None
    return Edition(
        edition_id=identity,
        collection=collection,
        invented=collection is Collection.sample,
        notice=SAMPLE_NOTICE if collection is Collection.sample else None,
        built_at=built_at,
        as_of=as_of,
        schema_version=SCHEMA_VERSION,
        content_sha256=digest,
        previous_edition_id=before if before != identity else None,
        crawled=bool(_count(tables, CrawlRow)),
        school_count=_count(tables, SchoolRow),
        document_count=_count(tables, DocumentRow),
        placement_count=_count(tables, PlacementRow),
        measure_count=_count(tables, MeasureRow),
        flag_count=_count(tables, FlagRow),
    )


def _count(tables: Tables, table: type[SQLModel]) -> int:
    return len(tables.get(table, ()))


def _write(
    editions: Path, folder: Path, tables: Tables, edition: Edition, accompany: Accompany | None,
    held: HeldEdition | None = None,
) -> None:  # fmt: skip
    try:
        editions.mkdir(parents=True, exist_ok=True)
        aside = Path(tempfile.mkdtemp(prefix=".building-", dir=editions))
    except OSError as error:
        raise PublishError(
            f"{editions}: cannot be written ({error}); free space or set MATCHWATCH_EDITIONS"
        ) from error
    try:
        write_database(aside / DATABASE_NAME, tables)
        write_files(aside, tables, edition)
        _check(aside, tables)
        if accompany:
            accompany(aside, tables)
        if held:
            (aside / NOTE_NAME).write_text(held.model_dump_json(indent=2), encoding="utf-8")
            folder.parent.mkdir(exist_ok=True)
            shutil.rmtree(folder, ignore_errors=True)
        aside.chmod(0o755)
        aside.replace(folder)
    except OSError as error:
        raise PublishError(f"{folder}: cannot be written ({error}); the edition before stays current") from error
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def _check(aside: Path, tables: Tables) -> None:
    """Read back what was written: the rows of every table, by key and content."""
    for table, rows in tables.items():
        written = sum(1 for _ in read_rows(aside / DATABASE_NAME, table))
        if written != len(rows):
            raise PublishError(
                f"{table.__tablename__}: {written} rows were written of {len(rows)}; edition not published"
            )


def rows_of_edition(folder: Path, table: type[SQLModel]) -> list[Values]:
    """All rows of one table of an edition, by key.

    Raises:
        PublishError: the edition is of another schema version, whose columns may mean something else, or cannot be read.
    """
    refuse_other_version(folder)
    return list(read_rows(folder / DATABASE_NAME, table))
