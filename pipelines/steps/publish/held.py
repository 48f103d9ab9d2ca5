"""Editions that were held back: built whole, kept where no reader looks, until a person accepts or rejects them.

Belongs here: putting one aside, listing, accepting, rejecting, and going back to an earlier edition. Does not belong here:
why one is held (release.py), building one (edition.py).
"""

import re
import shutil
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from pipelines.exceptions import NoEditionError, PublishError
from pipelines.steps.publish.database import refuse_other_version
from pipelines.steps.publish.pointer import DATABASE_NAME, current_edition, move_pointer
from pipelines.steps.publish.release import Loss
from schemas.runs import HELD_FOLDER
from schemas.vocabulary import Collection

NOTE_NAME = "held.json"
EDITION_NAME = re.compile(r"[a-z]+-\d{4}-\d{2}-\d{2}-[0-9a-f]{8}")


class HeldEdition(BaseModel):
    """One edition that waits for a person, with what it would lose."""

    model_config = ConfigDict(frozen=True)

    edition_id: str
    collection: Collection
    held_at: datetime
    current_edition_id: str | None
    losses: tuple[Loss, ...]

    @property
    def told(self) -> str:
        """What it would lose, in one line."""
        return "; ".join(loss.told for loss in self.losses)


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


def held_editions(editions: Path) -> list[HeldEdition]:
    """The editions that wait, newest first; a damaged note is passed over."""
    found = []
    for path in (editions / HELD_FOLDER).glob(f"*/{NOTE_NAME}"):
        try:
            found.append(HeldEdition.model_validate_json(path.read_bytes()))
        except (OSError, ValidationError):
            continue
    return sorted(found, key=lambda held: held.held_at, reverse=True)


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
