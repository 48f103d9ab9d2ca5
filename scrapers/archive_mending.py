"""Mending the archive after a crawl that was killed: what was written but never settled, or torn, is cut off.

Belongs here: cutting files back. Does not belong here: writing them (archive.py), when it is done (recording.py).
"""

import os
import zlib
from pathlib import Path

from pydantic import ValidationError

from schemas.documents import Capture
from scrapers.archive import INDEX, number_of, warc_files

CHUNK = 1024 * 1024


def cut(folder: Path, warc_file: str, warc_bytes: int, index_bytes: int) -> bool:
    """Cut the archive back to a mark: what stands beyond was written but never settled, or torn.

    Returns False if the archive is shorter than the mark, so that something settled was lost (power failure, a copy
    that is too old); nothing is cut then except torn ends.
    """
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
    names = warc_files(folder)
    if names:
        os.truncate(folder / names[-1], _whole_bytes(folder / names[-1]))
    index = folder / INDEX
    if not index.is_file():
        return
    sizes = {name: (folder / name).stat().st_size for name in names}
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
    os.truncate(index, kept)


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
