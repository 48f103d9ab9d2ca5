"""The pointers to the current editions, and the list of editions that there are.

Belongs here: `current` (real schools) and `current-sample`, symbolic links that are replaced in one step.
Does not belong here: what is in an edition.
"""

from pathlib import Path

from pipelines.exceptions import NoEditionError, PublishError
from schemas.vocabulary import Collection

DATABASE_NAME = "matchwatch.sqlite"
POINTER_NAMES = {Collection.real: "current", Collection.sample: "current-sample"}
REFRESH_COMMANDS = {Collection.real: "matchwatch refresh", Collection.sample: "matchwatch refresh --sample"}


def current_edition(editions: Path, collection: Collection) -> Path:
    """Folder of the current edition.

    Raises:
        NoEditionError: nothing was published yet, or the pointer names an edition that is gone.
    """
    pointer = editions / POINTER_NAMES[collection]
    if not pointer.is_symlink():
        raise NoEditionError(
            f"{pointer}: no edition was published yet; build one with: {REFRESH_COMMANDS[collection]}"
        )
    folder = editions / pointer.readlink()
    if not (folder / DATABASE_NAME).is_file():
        raise NoEditionError(
            f"{pointer}: points to {folder.name}, which is gone; restore it or build anew with: "
            f"{REFRESH_COMMANDS[collection]}"
        )
    return folder


def current_or_none(editions: Path, collection: Collection) -> Path | None:
    """Folder of the current edition, or None where there is none that can be read."""
    try:
        return current_edition(editions, collection)
    except NoEditionError:
        return None


def move_pointer(editions: Path, collection: Collection, edition_id: str) -> None:
    """Make an edition the current one, at once: readers see the old or the new, never neither.

    Raises:
        PublishError: the edition is not whole, or the link cannot be written.
    """
    if not (editions / edition_id / DATABASE_NAME).is_file():
        raise PublishError(f"{editions / edition_id}: is no whole edition; the pointer stays where it was")
    pointer = editions / POINTER_NAMES[collection]
    fresh = editions / f".{pointer.name}.new"
    try:
        fresh.unlink(missing_ok=True)
        fresh.symlink_to(edition_id)
        fresh.replace(pointer)
    except OSError as error:
        raise PublishError(f"{pointer}: cannot be moved ({error}); the edition before stays current") from error


def edition_folders(editions: Path) -> list[Path]:
    """Folders of all whole editions, newest first by the time their database was written."""
    found = [path.parent for path in editions.glob(f"[!.]*/{DATABASE_NAME}") if not path.parent.is_symlink()]
    return sorted(found, key=lambda folder: ((folder / DATABASE_NAME).stat().st_mtime_ns, folder.name), reverse=True)
