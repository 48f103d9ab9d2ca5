"""Pruning: exchanges that nobody needs any more are left out of the WARC files, and their captures out of the index.

Belongs here: finding what is stored, writing the files anew without some of it. Does not belong here: what may go (pipelines/retention.py),
how the new files take the place of the old (archive_swapping.py).

A WARC file of which all stays is let alone. What stays of the others is copied record by record, byte for byte, into files with new
numbers, so that whoever holds the old index finds old files or none, never other bytes.
"""

import os
import zlib
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import IO

from pydantic import ValidationError
from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.limitreader import LimitReader

from schemas.documents import Capture
from scrapers.archive import INDEX, ROTATE_BYTES, number_of, warc_files, warc_name, warcinfo
from scrapers.archive_swapping import Mark, Swap, drop_staged, staged, swap_files
from scrapers.exceptions import ArchiveError

Place = tuple[str, int]
"""Name of a WARC file, and the byte at which a record begins."""
DAMAGED = "check the archive with: matchwatch archive verify"


@dataclass(frozen=True, slots=True)
class Stored:
    """One exchange in a WARC file: an answer with its request, from its first byte to the one behind its last."""

    place: Place
    end: int
    written_at: datetime

    @property
    def size(self) -> int:
        """Bytes that it takes."""
        return self.end - self.place[1]


def stored_exchanges(folder: Path, sizes: Mapping[str, int]) -> Iterator[Stored]:
    """Yield every exchange of an archive in the order of its files.

    Args:
        folder: of the archive.
        sizes: how far each file counts; others do not.

    Raises:
        ArchiveError: a WARC file cannot be read through.
    """
    for name in warc_files(folder):
        if name not in sizes:
            continue
        current: Stored | None = None
        for kind, start, end, written_at in _records(folder / name, sizes[name]):
            if kind == "request" and current is not None:
                current = Stored(current.place, end, current.written_at)
                continue
            if current is not None:
                yield current
            current = None if kind == "warcinfo" else Stored((name, start), end, written_at)
        if current is not None:
            yield current


def prune(
    folder: Path,
    sizes: Mapping[str, int],
    kept: Sequence[Stored],
    dropped: Collection[Place],
    before: Mark | None,
    rotate_bytes: int = ROTATE_BYTES,
) -> Mark | None:
    """Write the archive anew without the exchanges that are dropped; killed at any moment, it is the old one or the new one.

    Args:
        folder: of the archive, to which nobody else writes meanwhile.
        sizes: how far each file counts; the index is among them.
        kept: the exchanges that stay, in the order of the files.
        dropped: where the others begin.
        before: the ledger's mark, if there is one.
        rotate_bytes: size at which a new file is begun.

    Returns:
        What the mark must be from now on; None where no WARC file is left.

    Raises:
        ArchiveError: a file cannot be read or written; the archive is as it was.
    """
    drop_staged(folder)
    rewritten = sorted({name for name, _ in dropped}, key=number_of)
    last = max(map(number_of, sizes))
    try:
        moved, made = _copy(folder, [one for one in kept if one.place[0] in rewritten], last + 1, rotate_bytes)
        index_bytes = _copy_index(folder, sizes[INDEX], dropped, moved)
        left = sorted([*({*sizes} - {INDEX, *rewritten}), *made], key=number_of)
        after = None
        if left:
            size = staged(folder, left[-1]).stat().st_size if left[-1] in made else sizes[left[-1]]
            after = left[-1], size, index_bytes
    except (OSError, ValidationError) as error:
        drop_staged(folder)
        raise ArchiveError(f"{folder}: cannot be pruned ({error}); free space, or {DAMAGED}") from error
    swap_files(folder, Swap(adds=(*made, INDEX), removes=tuple(rewritten), before=before, after=after))
    return after


def _records(path: Path, size: int) -> Iterator[tuple[str, int, int, datetime]]:
    """Type, first byte, byte behind the last, and date of every record."""
    try:
        with path.open("rb") as file:
            records = ArchiveIterator(LimitReader(file, size))
            for record in records:
                start = records.get_record_offset()
                written_at = datetime.fromisoformat(record.rec_headers.get_header("WARC-Date"))
                kind = str(record.rec_type)
                yield kind, start, start + records.get_record_length(), written_at
    except (OSError, ArchiveLoadFailed, EOFError, ValueError, TypeError, AttributeError, zlib.error) as error:
        raise ArchiveError(f"{path}: cannot be read through ({error}); {DAMAGED}") from error


def _copy(
    folder: Path, kept: Sequence[Stored], number: int, rotate_bytes: int
) -> tuple[dict[Place, Place], list[str]]:
    """Copy exchanges into staged files from a number on; returns where each stands then, and the names."""
    moved: dict[Place, Place] = {}
    made: list[str] = []
    target: IO[bytes] | None = None
    try:
        for one in kept:
            if target is None or target.tell() >= rotate_bytes:
                _close(target)
                made.append(warc_name(number + len(made)))
                target = staged(folder, made[-1]).open("wb")
                target.write(warcinfo(made[-1]))
            name, start = one.place
            with (folder / name).open("rb") as source:
                source.seek(start)
                moved[one.place] = made[-1], target.tell()
                target.write(source.read(one.size))
    finally:
        _close(target)
    return moved, made


def _close(file: IO[bytes] | None) -> None:
    if file is not None:
        with file:
            file.flush()
            os.fsync(file.fileno())


def _copy_index(folder: Path, size: int, dropped: Collection[Place], moved: Mapping[Place, Place]) -> int:
    """Write the staged index: without captures that are dropped, with the new places of those that moved; returns its size."""
    with (folder / INDEX).open("rb") as source, staged(folder, INDEX).open("wb") as target:
        while source.tell() < size:
            line = source.readline()
            capture = Capture.model_validate_json(line)
            place = capture.warc_file, capture.warc_offset
            if place in dropped:
                continue
            if place in moved:
                file, offset = moved[place]
                line = (
                    capture.model_copy(update={"warc_file": file, "warc_offset": offset}).model_dump_json().encode()
                    + b"\n"
                )
            target.write(line)
        return target.tell()
