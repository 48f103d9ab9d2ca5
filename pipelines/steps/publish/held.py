"""Editions that were held back: built whole, kept where no reader looks, until a person accepts or rejects them.

Belongs here: putting one aside, accepting, rejecting, and going back to an earlier edition. Does not belong here: what is
told of one (schemas/held.py), why one is held (release.py), building one (edition.py).
"""

import re
import shutil
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from pipelines.exceptions import NoEditionError, PublishError
from pipelines.steps.publish.database import refuse_other_version
from pipelines.steps.publish.pointer import DATABASE_NAME, current_edition, move_pointer
from schemas.held import HELD_FOLDER, NOTE_NAME, HeldEdition, Loss, held_editions
from schemas.vocabulary import Collection

EDITION_NAME = re.compile(r"[a-z]+-\d{4}-\d{2}-\d{2}-[0-9a-f]{8}")


def held_note(edition_id: str, collection: Collection, losses: Sequence[Loss], previous: Path | None) -> HeldEdition:
    """What is to be known of an edition that is held now."""
    return HeldEdition(
        edition_id=edition_id,
        collection=collection,
        held_at=datetime.now(UTC),
        current_edition_id=previous.name if previous else None,
        losses=tuple(losses),
    )


def held_folder(editions: Path, edition_id: str) -> Path:
    """Folder of a held edition, whether or not there is one."""
    return editions / HELD_FOLDER / edition_id


def accept(editions: Path, edition_id: str) -> HeldEdition:
    """Publish a held edition: it becomes the current one, and others of its collection that waited are dropped.

    Raises:
        NoEditionError: no edition of this name waits.
        PublishError: it cannot be moved; the current edition stays as it was.
    """
    held = _held(editions, edition_id)
    folder, place = held_folder(editions, edition_id), editions / edition_id
    try:
        if not (place / DATABASE_NAME).is_file():
            folder.rename(place)
    except OSError as error:
        raise PublishError(f"{place}: cannot be written ({error}); the current edition stays") from error
    move_pointer(editions, held.collection, edition_id)
    (place / NOTE_NAME).unlink(missing_ok=True)
    for other in held_editions(editions):
        if other.collection is held.collection:
            shutil.rmtree(held_folder(editions, other.edition_id))
    return held


def reject(editions: Path, edition_id: str) -> HeldEdition:
    """Delete a held edition; the current one stays. The layers below keep what it was made from.

    Raises:
        NoEditionError: no edition of this name waits.
    """
    held = _held(editions, edition_id)
    shutil.rmtree(held_folder(editions, edition_id))
    return held


def roll_back(editions: Path, collection: Collection, edition_id: str | None, previous_id: str | None) -> str:
    """Make an earlier edition current: the one named, else the one before the current; returns its identifier.

    Raises:
        NoEditionError: there is no such edition, or none before the current one.
        PublishError: the edition is of another schema version, so that nobody could read it, or the pointer cannot be moved.
    """
    current = current_edition(editions, collection)
    wanted = edition_id or previous_id
    if wanted is None:
        raise NoEditionError(f"{current.name}: names no edition before it; choose one of: matchwatch editions list")
    if not EDITION_NAME.fullmatch(wanted) or not wanted.startswith(f"{collection}-"):
        raise NoEditionError(f"{wanted}: is no edition of the collection {collection}; see: matchwatch editions list")
    if not (editions / wanted / DATABASE_NAME).is_file():
        raise NoEditionError(f"{wanted}: no such edition in {editions}; see: matchwatch editions list")
    refuse_other_version(editions / wanted)
    move_pointer(editions, collection, wanted)
    return wanted


def _held(editions: Path, edition_id: str) -> HeldEdition:
    waiting = held_editions(editions)
    for held in waiting:
        if held.edition_id == edition_id:
            return held
    names = ", ".join(held.edition_id for held in waiting) or "none"
    raise NoEditionError(f"{edition_id}: no edition of this name is held; held are: {names}")
