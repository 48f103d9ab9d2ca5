"""Checking every record of the archive's WARC files against its own digests, also those that no capture names.

Belongs here: reading the records through. Does not belong here: whether a capture holds the bytes of its hash (archive.py),
cutting torn ends off (archive_mending.py).
"""

import zlib
from collections.abc import Callable, Generator, Iterator
from pathlib import Path

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.recordloader import ArcWarcRecord

from scrapers.archive import warc_files

MEMBER_START = b"\x1f\x8b\x08\x00"
"""The first bytes of a compressed member, at which reading goes on behind a record that cannot be read."""
CHUNK = 1024 * 1024


def archive_bytes(folder: Path) -> int:
    """Size of all WARC files of an archive: what `record_faults` reads."""
    return sum((folder / name).stat().st_size for name in warc_files(folder))


def record_faults(folder: Path, advance: Callable[[int], object]) -> Iterator[str]:
    """Read every record of every WARC file and yield a line for each that is not as it was written.

    Args:
        folder: of the archive.
        advance: told how many bytes more have been read, record by record.
    """
    for name in warc_files(folder):
        path = folder / name
        start: int | None = 0
        while start is not None:
            start = yield from _faults_from(path, start, advance)


def _faults_from(path: Path, start: int, advance: Callable[[int], object]) -> Generator[str, None, int | None]:
    """Yield faults from a byte on; returns where to go on behind a record that cannot be read, None at the end."""
    at = start
    with path.open("rb") as file:
        file.seek(start)
        records = ArchiveIterator(file, check_digests=True)
        try:
            for record in records:
                at = records.get_record_offset()
                problem = _problem(record)
                if problem:
                    yield f"{path}: record at byte {at} is not as it was written ({problem})"
                end = at + records.get_record_length()
                advance(end - start)
                start = at = end
        except (OSError, ArchiveLoadFailed, EOFError, ValueError, AttributeError, zlib.error) as error:
            yield f"{path}: record at byte {at} cannot be read ({error})"
        else:
            return None
    following = _next_member(path, at + 1)
    advance((path.stat().st_size if following is None else following) - start)
    return following


def _problem(record: ArcWarcRecord) -> str:
    stream = record.content_stream()
    while stream.read(CHUNK):
        pass
    if record.digest_checker.passed is False:
        return "; ".join(record.digest_checker.problems)
    headers = record.rec_headers
    has_digest = headers.get_header("WARC-Block-Digest") or headers.get_header("WARC-Payload-Digest")
    if has_digest and record.digest_checker.passed is None and record.rec_type != "revisit":
        return "it is cut short"
    return ""


def _next_member(path: Path, start: int) -> int | None:
    """Where the next compressed member seems to begin."""
    with path.open("rb") as file:
        file.seek(start)
        kept = b""
        while chunk := file.read(CHUNK):
            window = kept + chunk
            found = window.find(MEMBER_START)
            if found >= 0:
                return file.tell() - len(window) + found
            kept = window[-(len(MEMBER_START) - 1) :]
    return None
