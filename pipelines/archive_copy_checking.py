"""Checking a copy of the archive at an fsspec address: every object against its hash, every record and capture against its digest.

Belongs here: the copy as a whole. Does not belong here: records of one WARC file (scrapers/archive_checking.py).
One WARC file at a time is got into a folder of its own, so that no more room is needed than for the largest.
"""

import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path

from pydantic import ValidationError

from pipelines.archive_copy import ArchiveCopy, CopyList
from pipelines.exceptions import StoreError
from schemas.documents import Capture
from scrapers.archive import INDEX, Archive
from scrapers.archive_checking import record_faults


def copy_faults(copy: ArchiveCopy, listed: CopyList, advance: Callable[[int], object]) -> Iterator[str]:
    """Read everything back and yield a line for every fault.

    Args:
        copy: the copy.
        listed: what it consists of.
        advance: told how many bytes more have been got.
    """
    with tempfile.TemporaryDirectory(prefix="matchwatch-") as held:
        folder = Path(held)
        lines: dict[str, list[bytes]] = defaultdict(list)
        for file in sorted(listed.files, key=lambda file: file.name != INDEX):
            try:
                copy.get(file, folder / file.name)
            except StoreError as error:
                yield str(error)
                continue
            finally:
                advance(file.bytes)
            if file.name == INDEX:
                yield from _read_index(folder / INDEX, lines, copy.address)
            elif file in listed.warc_files:
                (folder / INDEX).write_bytes(b"".join(lines.pop(file.name, ())))
                for fault in (*record_faults(folder, lambda _: None), *Archive(folder).verify()):
                    yield fault.replace(str(folder / file.name), f"{copy.address}: {file.object}")
            (folder / file.name).unlink()
        named = {file.name for file in listed.warc_files}
        for name in sorted({*lines} - named):
            yield f"{copy.address}: {len(lines[name])} captures are in {name}, which is not there"


def _read_index(path: Path, lines: dict[str, list[bytes]], address: str) -> Iterator[str]:
    """Sort the lines of an index by WARC file, and yield a fault for every one that is damaged."""
    with path.open("rb") as file:
        for number, line in enumerate(file, start=1):
            try:
                lines[Capture.model_validate_json(line).warc_file].append(line)
            except ValidationError:
                yield f"{address}: line {number} of the index is damaged"
