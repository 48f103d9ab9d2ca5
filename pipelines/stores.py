"""Files between the stages: what was read of each document, and one file a school and layer.

Belongs here: keys, writing at once, reading back. Does not belong here: what a layer holds, when it is made.
A file is written aside and put in place in one step, so that a kill or a full disk leaves the old one or the new one.
"""

import os
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Generic, TypeVar

from pydantic import TypeAdapter, ValidationError

from pipelines.exceptions import StoreError
from schemas.findings import Extraction
from schemas.identifiers import identifier

if TYPE_CHECKING:
    from pipelines.object_store import ObjectStore

RecordType = TypeVar("RecordType")


def write_at_once(path: Path, content: bytes) -> bool:
    """Write a file in one step; returns False where it held these bytes already and was left alone.

    Raises:
        StoreError: the disk is full or the folder cannot be written; the file is as it was.
    """
    aside: str | None = None
    try:
        if path.is_file() and path.read_bytes() == content:
            return False
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor, aside = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
        Path(aside).replace(path)
    except OSError as error:
        if aside is not None:
            Path(aside).unlink(missing_ok=True)
        raise StoreError(
            f"{path}: cannot be written ({error.strerror or error}); free space or set MATCHWATCH_WORK"
        ) from error
    return True


@dataclass(frozen=True, slots=True)
class ReadingKey:
    """Everything on which the reading of a document depends; the same key, the same reading.

    Extractors take class years and titles from the address too, and tell the school's figures from others', so the same
    bytes at another address or of another school are another key.
    """

    sha256: str
    reader_version: str
    declared_type: str | None = None
    address: str | None = None
    school_slug: str | None = None

    @property
    def file_name(self) -> str:
        """Name of the file: what the bytes are and how they were looked at."""
        return f"{self.sha256[:16]}-{identifier(self.sha256, self.declared_type, self.address, self.school_slug)}.json"


class ReadingStore:
    """What was found in each document, by content: an unchanged document and an unchanged reader never meet twice.

    Where a store is given, readings are kept there too, and those of other machines are found there.
    """

    def __init__(self, folder: Path, shared: "ObjectStore | None" = None) -> None:
        self._folder = folder
        self._shared = shared

    def get(self, key: ReadingKey) -> Extraction | None:
        """Return the reading of this key; None if there is none, or if its file was damaged.

        Raises:
            StoreError: the shared store cannot be read.
        """
        try:
            return Extraction.model_validate_json(self._path(key).read_bytes())
        except (OSError, ValidationError):
            return self._from_shared(key)

    def put(self, key: ReadingKey, extraction: Extraction) -> None:
        """Keep a reading.

        Raises:
            StoreError: it cannot be written.
        """
        content = extraction.model_dump_json(exclude_defaults=True).encode()
        write_at_once(self._path(key), content)
        if self._shared is not None:
            self._shared.write(_shared_name(key), content)

    def _from_shared(self, key: ReadingKey) -> Extraction | None:
        content = self._shared.read(_shared_name(key)) if self._shared is not None else None
        try:
            found = Extraction.model_validate_json(content) if content is not None else None
        except ValidationError:
            return None
        if content is not None:
            write_at_once(self._path(key), content)
        return found

    def _path(self, key: ReadingKey) -> Path:
        return self._folder / key.reader_version / key.sha256[:2] / key.file_name


def _shared_name(key: ReadingKey) -> str:
    return f"readings/{key.reader_version}/{key.sha256[:2]}/{key.file_name}"


class Layer(Generic[RecordType]):
    """One layer of the flow: one JSON file a school. Where a folder aside is given, it is written to, and read before the other."""

    def __init__(self, folder: Path, record: type[RecordType], aside: Path | None = None) -> None:
        self._folder = folder
        self._aside = aside
        self._adapter: TypeAdapter[RecordType] = TypeAdapter(record)

    def write(self, slug: str, record: RecordType) -> bool:
        """Write a school's record; returns whether it differs from the one before.

        Raises:
            StoreError: it cannot be written; the one before stays.
        """
        path = (self._aside or self._folder) / f"{slug}.json"
        return write_at_once(path, self._adapter.dump_json(record) + b"\n")

    def read(self, slug: str) -> RecordType | None:
        """Return a school's record, or None where the layer has none of it.

        Raises:
            StoreError: the file does not hold its form.
        """
        path = self._path(slug)
        try:
            return self._adapter.validate_json(path.read_bytes())
        except FileNotFoundError:
            return None
        except (OSError, ValidationError) as error:
            raise StoreError(
                f"{path}: is damaged or of another version; delete it, then: matchwatch refresh --offline"
            ) from error

    def slugs(self) -> Iterator[str]:
        """Yield the schools of which the layer has a record, in alphabetical order."""
        yield from sorted(path.stem for path in self._folder.glob("[!.]*.json"))

    def forget(self, slug: str) -> None:
        """Remove a school's record, if there is one."""
        self._path(slug).unlink(missing_ok=True)

    def _path(self, slug: str) -> Path:
        name = f"{slug}.json"
        return self._aside / name if self._aside and (self._aside / name).is_file() else self._folder / name
