"""Swapping files of the archive for others, so that a kill at any moment leaves the old archive or the new one.

Belongs here: the note of what is swapped, and carrying it out. Does not belong here: what the new files hold (archive_pruning.py, and
whoever copies an archive).

New files lie beside the old ones, whole and on the disk, before the note is written. Until then nothing has happened; from then on the
swap is carried on by whoever next writes to the archive. The note stays, because the ledger's mark may still be of the time before.
"""

import os
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from scrapers.exceptions import ArchiveError

NOTE = "swap.json"
STAGED = ".new"
Mark = tuple[str, int, int]
"""As the ledger keeps it: name and size of the WARC file that was written last, and the size of the index."""


class Swap(BaseModel):
    """What is swapped: files to be put in place in this order, files to be deleted after that, and the mark before and after."""

    model_config = ConfigDict(frozen=True)

    adds: tuple[str, ...]
    removes: tuple[str, ...]
    before: Mark | None = None
    after: Mark | None = None
    done: bool = False


def staged(folder: Path, name: str) -> Path:
    """Where the new file of a name lies until it is put in place."""
    return folder / f"{name}{STAGED}"


def swap_files(folder: Path, swap: Swap) -> None:
    """Put staged files in place and delete others, all or, if this is killed at once, none.

    Raises:
        ArchiveError: the folder cannot be written; once the note is there, `finish_swap` carries on.
    """
    try:
        for name in swap.adds:
            with staged(folder, name).open("rb") as file:
                os.fsync(file.fileno())
        _note(folder, swap)
    except OSError as error:
        raise ArchiveError(f"{folder}: cannot be written ({error}); free space, then try again") from error
    finish_swap(folder)


def finish_swap(folder: Path) -> None:
    """Carry on a swap that was cut short, if there is one.

    Raises:
        ArchiveError: its note is damaged, or the folder cannot be written.
    """
    swap = last_swap(folder)
    if swap is None or swap.done:
        return
    try:
        for name in swap.adds:
            if staged(folder, name).is_file():
                staged(folder, name).replace(folder / name)
        _to_disk(folder)
        for name in swap.removes:
            (folder / name).unlink(missing_ok=True)
        _note(folder, swap.model_copy(update={"done": True}))
    except OSError as error:
        raise ArchiveError(f"{folder}: cannot be written ({error}); free space, then try again") from error


def mark_after_swap(folder: Path, mark: Mark) -> Mark | None:
    """What a mark of the ledger stands for now; None where files were swapped since and the mark after is not known.

    Raises:
        ArchiveError: the note is damaged.
    """
    swap = last_swap(folder)
    return swap.after if swap is not None and swap.before == mark else mark


def is_swapping(folder: Path) -> bool:
    """Whether a swap was cut short and waits to be carried on.

    Raises:
        ArchiveError: the note is damaged.
    """
    swap = last_swap(folder)
    return swap is not None and not swap.done


def swapped_out(folder: Path, name: str) -> bool:
    """Whether the last swap deleted a file.

    Raises:
        ArchiveError: the note is damaged.
    """
    swap = last_swap(folder)
    return swap is not None and name in swap.removes


def drop_staged(folder: Path) -> None:
    """Delete new files that were staged for a swap which never came to its note."""
    if not is_swapping(folder):
        for path in folder.glob(f"*{STAGED}"):
            path.unlink(missing_ok=True)


def last_swap(folder: Path) -> Swap | None:
    """The note of the last swap, carried out or not; None where there was none.

    Raises:
        ArchiveError: it is damaged.
    """
    try:
        return Swap.model_validate_json((folder / NOTE).read_bytes())
    except FileNotFoundError:
        return None
    except (OSError, ValidationError) as error:
        raise ArchiveError(f"{folder / NOTE}: is damaged; restore the archive from a copy") from error


def _note(folder: Path, swap: Swap) -> None:
    """Write the note in one step and bring it to the disk."""
    aside = folder / f".{NOTE}"
    with aside.open("wb") as file:
        file.write(swap.model_dump_json().encode())
        file.flush()
        os.fsync(file.fileno())
    aside.replace(folder / NOTE)
    _to_disk(folder)


def _to_disk(folder: Path) -> None:
    """Bring names that were changed in a folder to the disk."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
