"""Copying the archive to an fsspec address and back.

Belongs here: what is new here or there, and when a copy may not take the place of another. Does not belong here: objects at the address
(archive_copy.py), swapping files here (scrapers/archive_swapping.py).

A crawl appends to files, which object stores do not do: so it writes a folder, and that is copied. WARC files and index only ever grow,
so a state is later than another if its files begin with those of the other; anything else is another archive.
"""

import hashlib
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from pipelines.archive_copy import PIECE, SEARCHES, ArchiveCopy, CopiedFile, CopyList, digests, list_of, no_copy
from pipelines.archive_work import ARCHIVE, LEDGER, settle, settled
from pipelines.exceptions import OtherArchiveError, StoreError
from schemas.documents import CrawlRecord
from scrapers.archive import INDEX, warc_files
from scrapers.archive_swapping import Swap, drop_staged, last_swap, staged, swap_files
from scrapers.crawl_report import read_record, write_record
from scrapers.exceptions import ArchiveError
from scrapers.ledger import Ledger
from scrapers.working_folder import only_one

CRAWLS = "crawls"
Told = Callable[[CopiedFile], object]
"""Told of each file once it is copied."""


_LOSES = "holds what {address} does not ({name}); pull with --replace to lose it"


@dataclass(frozen=True, slots=True)
class Copied:
    """What a copy now holds, and how much had to be moved for it."""

    captures: int
    total_bytes: int
    moved_files: int
    moved_bytes: int


def push(work: Path, copy: ArchiveCopy, told: Told, *, replace: bool = False) -> Copied:
    """Copy the archive of a working folder to an address, as far as it is settled; a crawl may be at work.

    Args:
        work: folder of a collection.
        copy: where to.
        told: told of each file put.
        replace: whether what is there may be another archive, or hold more; none of it is left then.

    Raises:
        ArchiveError: there is no archive yet, or it is damaged.
        StoreError: the store cannot be written, or holds what may not be replaced.
    """
    folder = work / ARCHIVE
    with tempfile.TemporaryDirectory(prefix="matchwatch-") as held:
        aside = Path(held)
        searches = _searches(work)  # before the mark, so that no record tells of more than is copied
        (aside / SEARCHES).write_bytes(searches)
        sizes, swap = settled(work), last_swap(folder)
        if not sizes.get(INDEX):
            raise ArchiveError(f"{folder}: holds no capture yet; crawl first")
        before = copy.listed()
        files, faults = _compared(folder, sizes, before)
        if faults and not replace:
            raise OtherArchiveError(
                f"{copy.address}: holds what is not here ({faults[0]}); push to another address, or with --replace"
            )
        files += _file_of(searches)
        moved = []
        for file in files:
            if not copy.has(file):
                copy.put(file, _source(folder, file, aside))
                moved.append(file)
                told(file)
        with (folder / INDEX).open("rb") as index:
            captures = index.read(sizes[INDEX]).count(b"\n")
    if last_swap(folder) != swap:
        raise StoreError(f"{folder}: was pruned or pulled meanwhile; give the same command again")
    after = list_of(captures, files)
    if replace or before is None or before.files != after.files:
        copy.replace(before, after, forget=replace)
    return Copied(captures, after.total_bytes, len(moved), sum(file.bytes for file in moved))


def pull(work: Path, copy: ArchiveCopy, told: Told, *, replace: bool = False) -> Copied:
    """Make the archive of a working folder that of a copy. Files that are got stay aside until all are there.

    Args:
        work: folder of a collection.
        copy: where from.
        told: told of each file got.
        replace: whether what is here may be another archive, or hold more.

    Raises:
        CrawlError: a crawl is at work here.
        ArchiveError: the folder cannot be written.
        StoreError: there is no copy, it is damaged, or here is what may not be replaced.
    """
    listed = copy.listed() or no_copy(copy.address)
    with only_one(work):
        (work / ARCHIVE).mkdir(exist_ok=True)
        try:
            moved = _stage(work, copy, listed, told, replace=replace)
        except OtherArchiveError:
            drop_staged(work / ARCHIVE)
            raise
        _take_over(work, listed)
    return Copied(listed.captures, listed.total_bytes, len(moved), sum(file.bytes for file in moved))


def _stage(work: Path, copy: ArchiveCopy, listed: CopyList, told: Told, *, replace: bool) -> list[CopiedFile]:
    """Get what is not here, the index first, and compare it with what is; what an earlier pull got is used."""
    folder, moved = work / ARCHIVE, []
    sizes, searches = settle(work), _file_of(_searches(work))
    surplus = sorted({*sizes} - {file.name for file in listed.files})
    if surplus and not replace:
        raise OtherArchiveError(f"{folder}: {_LOSES.format(address=copy.address, name=surplus[0])}")
    for file in sorted(listed.files, key=lambda file: file.name != INDEX):
        aside = staged(folder, file.name)
        if file in searches or _is(folder / file.name, file, sizes.get(file.name, 0)):
            aside.unlink(missing_ok=True)
            continue
        if not (aside.is_file() and _is(aside, file, aside.stat().st_size)):
            copy.get(file, aside)
            moved.append(file)
            told(file)
        if not replace and not _begins(aside, file, folder / file.name, sizes.get(file.name, 0)):
            raise OtherArchiveError(f"{folder}: {_LOSES.format(address=copy.address, name=file.name)}")
    return moved


def _compared(folder: Path, sizes: Mapping[str, int], before: CopyList | None) -> tuple[list[CopiedFile], list[str]]:
    """The files as they are to be in the copy, and what of the copy is not in them."""
    known = {file.name: file for file in before.files if file.grows} if before else {}
    faults = [f"{name} is there and not here" for name in known if name not in sizes]
    files = []
    for name, size in sizes.items():
        file = known.get(name)
        if file is not None and file.bytes > size:
            faults.append(f"{name} is longer there")
            file = None
        *begins, whole = digests(folder / name, [file.bytes, size] if file else [size])
        if file is not None and begins != [file.sha256]:
            faults.append(f"{name} is another there")
        files.append(CopiedFile(name=name, bytes=size, sha256=whole))
    return files, faults


def _searches(work: Path) -> bytes:
    """The search records of a working folder, one a line."""
    try:
        records = [read_record(found) for found in sorted((work / CRAWLS).glob("[!.]*.json"))]
    except (OSError, ValueError) as error:
        raise StoreError(
            f"{work / CRAWLS}: holds a damaged search record ({error}); delete it, then refresh"
        ) from error
    return b"".join(record.model_dump_json().encode() + b"\n" for record in records)


def _file_of(searches: bytes) -> list[CopiedFile]:
    """The search records as a file of a copy; none where there are none."""
    digest = hashlib.sha256(searches).hexdigest()
    return [CopiedFile(name=SEARCHES, bytes=len(searches), sha256=digest)] if searches else []


def _source(folder: Path, file: CopiedFile, aside: Path) -> Path:
    """A file of exactly these bytes: the archive's own, or, of one that a crawl may append to meanwhile, a copy of its beginning."""
    if file.name in warc_files(folder)[:-1] and (folder / file.name).stat().st_size == file.bytes:
        return folder / file.name
    copied = aside / file.name
    if file.grows:
        with (folder / file.name).open("rb") as source, copied.open("wb") as target:
            left = file.bytes
            while piece := source.read(min(PIECE, left)):
                left -= target.write(piece)
    return copied


def _is(path: Path, file: CopiedFile, size: int) -> bool:
    """Whether a file here, of which so many bytes count, is that of a copy."""
    return size == file.bytes and digests(path, [size]) == [file.sha256]


def _begins(aside: Path, file: CopiedFile, path: Path, size: int) -> bool:
    """Whether a file that was got begins with the one here."""
    return size == 0 or (size <= file.bytes and digests(aside, [size]) == digests(path, [size]))


def _take_over(work: Path, listed: CopyList) -> None:
    """Put files that were got in place. What the ledger knew of runs and of how far the archive was written does not hold any more."""
    folder, searches = work / ARCHIVE, staged(work / ARCHIVE, SEARCHES)
    adds = [file.name for file in listed.files if file.grows and staged(folder, file.name).is_file()]
    surplus = sorted({*warc_files(folder)} - {file.name for file in listed.files})
    if adds or surplus:
        if (work / LEDGER).is_file():
            with Ledger(work / LEDGER) as ledger:
                ledger.forget_runs()
        swap_files(folder, Swap(adds=tuple(adds), removes=tuple(surplus)))
    if searches.is_file():
        for line in searches.read_bytes().splitlines():
            write_record(work / CRAWLS, CrawlRecord.model_validate_json(line))
    drop_staged(folder)
