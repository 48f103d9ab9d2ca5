"""A copy of an archive at an fsspec address: the objects it consists of, and the list of them.

Belongs here: one copy as it lies there. Does not belong here: what is put there or got from there, and when (archive_copying.py).

An object never changes: its name says its content. The list is written last and in one step, so that a reader sees the copy before
or the copy after, each whole. Objects of the copy before stay until the next one, for whoever is reading it.
"""

import hashlib
import re
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, NoReturn

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from pipelines.exceptions import StoreError
from pipelines.remote_folder import ASIDE, RemoteFolder
from scrapers.archive import INDEX, NAME, Archive

LIST = "archive.json"
SEARCHES = "crawls.jsonl"
"""The search record of each school, one a line: without them an edition made of the copy could not tell absence."""
VERSION = 1
DIGITS = 16
OURS = re.compile(
    rf"(matchwatch-\d{{5,}}|index|crawls)-[0-9a-f]{{{DIGITS}}}\.(warc\.gz|jsonl)(\.[0-9a-f]{{32}}{re.escape(ASIDE)})?"
)
"""Names of objects that a copy may delete; whatever else lies at the address is let alone."""
PIECE = 1 << 20


class CopiedFile(BaseModel):
    """One file of the archive in a copy."""

    model_config = ConfigDict(frozen=True)

    name: str = Field(pattern=r"^(matchwatch-\d{5,}\.warc\.gz|index\.jsonl|crawls\.jsonl)$")
    bytes: int = Field(ge=0)
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$")

    @property
    def object(self) -> str:
        """Name of the object that holds it."""
        stem, _, ending = self.name.partition(".")
        return f"{stem}-{self.sha256[:DIGITS]}.{ending}"

    @property
    def grows(self) -> bool:
        """Whether later states of the file begin with this one."""
        return self.name != SEARCHES


class CopyList(BaseModel):
    """What a copy consists of: WARC files in their order, then the index, then the search records."""

    model_config = ConfigDict(frozen=True)

    version: int = VERSION
    captures: int
    written_at: datetime
    files: tuple[CopiedFile, ...]

    @property
    def warc_files(self) -> list[CopiedFile]:
        """Its WARC files."""
        return [file for file in self.files if NAME.fullmatch(file.name)]

    @property
    def total_bytes(self) -> int:
        """Bytes of all its files."""
        return sum(file.bytes for file in self.files)

    def file(self, name: str) -> CopiedFile | None:
        """Its file of a name, if it has one."""
        return next((file for file in self.files if file.name == name), None)


class ArchiveCopy:
    """The copy at one address."""

    def __init__(self, address: str) -> None:
        """Open it; nothing is asked of it yet.

        Raises:
            StoreError: the address names no store, or its driver is missing.
        """
        self.address = address
        self._folder = RemoteFolder(address)

    def listed(self) -> CopyList | None:
        """What the copy consists of, or None where there is none.

        Raises:
            StoreError: the store cannot be read, or the list is damaged or of another version.
        """
        content = self._folder.read(LIST)
        if content is None:
            return None
        try:
            found = CopyList.model_validate_json(content)
        except ValidationError as error:
            raise StoreError(f"{self.address}: {LIST} is damaged; push the archive to another address") from error
        if found.version != VERSION or found.file(INDEX) is None:
            raise StoreError(f"{self.address}: its copy has the form {found.version}, this program reads {VERSION}")
        return found

    def has(self, file: CopiedFile) -> bool:
        """Whether a file is there in its full length.

        Raises:
            StoreError: the store cannot be read.
        """
        return self._folder.size(file.object) == file.bytes

    def put(self, file: CopiedFile, path: Path) -> None:
        """Put a file.

        Raises:
            StoreError: the store cannot be written.
        """
        self._folder.put(file.object, path)

    def get(self, file: CopiedFile, path: Path) -> None:
        """Get a file and compare it with its hash.

        Raises:
            StoreError: it is missing or damaged there, or the disk is full.
        """
        self._folder.get(file.object, path)
        if path.stat().st_size != file.bytes or digests(path, [file.bytes]) != [file.sha256]:
            path.unlink()
            raise StoreError(f"{self.address}: {file.object} is damaged; push the archive to another address")

    def open(self, file: CopiedFile) -> IO[bytes]:
        """Open a file to read parts of it.

        Raises:
            OSError: it is not there or cannot be read.
        """
        return self._folder.open(file.object)

    def replace(self, before: CopyList | None, after: CopyList, *, forget: bool = False) -> None:
        """Make a list the copy's, if that is still the one before and all its objects are there; delete objects of older ones.

        Args:
            before: the list that was found.
            after: the new one.
            forget: whether objects of the list before are deleted too.

        Raises:
            StoreError: somebody else wrote there, an object is missing, or the store cannot be written.
        """
        for file in after.files:
            if not self.has(file):
                raise StoreError(f"{self.address}: {file.object} did not arrive whole; give the same command again")
        if self.listed() != before:
            raise StoreError(f"{self.address}: somebody else wrote there meanwhile; give the same command again")
        self._folder.write(LIST, after.model_dump_json(indent=1).encode())
        kept = {file.object for one in (after, None if forget else before) if one for file in one.files}
        self._folder.delete(name for name in self._folder.names() if OURS.fullmatch(name) and name not in kept)


class CopiedArchive(Archive):
    """The archive in a copy, read where it lies: of a WARC file no more than the records that are asked for."""

    def __init__(self, copy: ArchiveCopy) -> None:
        """Look what the copy consists of.

        Raises:
            StoreError: there is no copy, or it cannot be read.
        """
        super().__init__(Path(copy.address))
        self._copy = copy
        self._listed = copy.listed() or no_copy(copy.address)

    def opened(self, name: str) -> IO[bytes]:
        """Open one of its files to read.

        Raises:
            OSError: it is not there or cannot be read.
        """
        file = self._listed.file(name)
        if file is None:
            raise FileNotFoundError(f"{self._copy.address} has no {name}")
        return self._copy.open(file)


def no_copy(address: str) -> NoReturn:
    """Say that there is no copy at an address.

    Raises:
        StoreError: always.
    """
    raise StoreError(f"{address}: holds no copy of an archive; make one with: matchwatch archive push")


def list_of(captures: int, files: Iterable[CopiedFile]) -> CopyList:
    """A list as of now."""
    return CopyList(captures=captures, written_at=datetime.now(UTC), files=tuple(files))


def digests(path: Path, sizes: Sequence[int]) -> list[str]:
    """Hashes of the first bytes of a file, for several numbers of bytes in rising order, in one reading.

    Raises:
        StoreError: the file is shorter, gone, or cannot be read.
    """
    found, digest, done = [], hashlib.sha256(), 0
    try:
        with path.open("rb") as file:
            for size in sizes:
                while done < size:
                    piece = file.read(min(PIECE, size - done))
                    if not piece:
                        raise StoreError(f"{path}: is shorter than it was a moment ago; give the same command again")
                    digest.update(piece)
                    done += len(piece)
                found.append(digest.copy().hexdigest())
    except OSError as error:
        raise StoreError(f"{path}: cannot be read ({error}); give the same command again") from error
    return found
