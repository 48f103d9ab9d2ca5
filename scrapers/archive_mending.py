"""Mending the archive after a crawl that was killed: what was written but never settled, or torn, is cut off.

Belongs here: cutting files back, how far they are settled. Does not belong here: writing them (archive.py), when it is done (run.py).
"""

import os
import zlib
from collections.abc import Mapping
from pathlib import Path

from pydantic import ValidationError

from schemas.documents import Capture
from scrapers.archive import INDEX, number_of, warc_files
from scrapers.archive_swapping import finish_swap, mark_after_swap
from scrapers.exceptions import ArchiveError
from scrapers.settlements import ArchiveMark

CHUNK = 1024 * 1024


def restore(folder: Path, mark: ArchiveMark | None) -> bool:
    """Cut off what is not settled, by the ledger's mark or, without one, what is torn; False if something settled was lost."""
    if mark is None:
        mend(folder)
        return True
    return cut(folder, mark.warc_file, mark.warc_bytes, mark.index_bytes)


def cut(folder: Path, warc_file: str, warc_bytes: int, index_bytes: int) -> bool:
    """Cut the archive back to a mark: what stands beyond was written but never settled, or torn.

    Returns False if the archive is shorter than the mark, so that something settled was lost (power failure, a copy
    that is too old); nothing is cut then except torn ends. A mark from before files were swapped stands for the one after.
    """
    finish_swap(folder)
    mark = mark_after_swap(folder, (warc_file, warc_bytes, index_bytes))
    if mark is None:
        mend(folder)
        return True
    warc_file, warc_bytes, index_bytes = mark
    current, index = folder / warc_file, folder / INDEX
    if not current.is_file() or current.stat().st_size < warc_bytes or index.stat().st_size < index_bytes:
        mend(folder)
        return False
    for name in warc_files(folder):
        if number_of(name) > number_of(warc_file):
            (folder / name).unlink()
    os.truncate(current, warc_bytes)
    os.truncate(index, index_bytes)
    return True


def mend(folder: Path) -> None:
    """Cut torn ends off without a mark: the last WARC file after its last whole record, the index after its last line.

    Captures whose record was lost are taken off the end of the index.
    """
    finish_swap(folder)
    for name, size in whole_sizes(folder).items():
        os.truncate(folder / name, size)


def settled_sizes(folder: Path, mark: ArchiveMark | None) -> dict[str, int]:
    """How far each file of an archive is settled, the index last; what stands beyond is being written, or will be cut off.

    Args:
        folder: of the archive; it is only read.
        mark: the ledger's; None where there is no ledger, and then whole records count.

    Raises:
        ArchiveError: the archive is shorter than the mark, so that something settled was lost.
    """
    moved = None if mark is None else mark_after_swap(folder, (mark.warc_file, mark.warc_bytes, mark.index_bytes))
    if moved is None:
        return whole_sizes(folder)
    warc_file, warc_bytes, index_bytes = moved
    names = [name for name in warc_files(folder) if number_of(name) <= number_of(warc_file)]
    sizes = {name: (folder / name).stat().st_size for name in names}
    index = folder / INDEX
    found = index.stat().st_size if index.is_file() else 0
    if sizes.get(warc_file, -1) < warc_bytes or found < index_bytes:
        raise ArchiveError(f"{folder}: is older than the ledger beside it; crawl once, which mends that")
    return {**sizes, warc_file: warc_bytes, INDEX: index_bytes}


def whole_sizes(folder: Path) -> dict[str, int]:
    """How far each file of an archive holds whole records and lines; the index, which comes last, as far as their records are there."""
    sizes = {name: (folder / name).stat().st_size for name in warc_files(folder)}
    if sizes:
        last = list(sizes)[-1]
        sizes[last] = _whole_bytes(folder / last)
    index = folder / INDEX
    return {**sizes, INDEX: _whole_index_bytes(index, sizes)} if index.is_file() else sizes


def _whole_index_bytes(index: Path, sizes: Mapping[str, int]) -> int:
    kept = 0
    with index.open("rb") as file:
        for line in file:
            try:
                capture = Capture.model_validate_json(line)
            except ValidationError:
                break
            if not line.endswith(b"\n") or capture.warc_offset >= sizes.get(capture.warc_file, 0):
                break
            kept += len(line)
    return kept


def _whole_bytes(path: Path) -> int:
    """Size of the part of a WARC file that consists of whole records: each is one compressed member."""
    whole = 0
    with path.open("rb") as file:
        member = zlib.decompressobj(zlib.MAX_WBITS | 16)
        chunk = file.read(CHUNK)
        while chunk:
            try:
                member.decompress(chunk)
            except zlib.error:
                break
            if member.eof:
                rest = member.unused_data
                whole = file.tell() - len(rest)
                member = zlib.decompressobj(zlib.MAX_WBITS | 16)
                chunk = rest or file.read(CHUNK)
            else:
                chunk = file.read(CHUNK)
    return whole
