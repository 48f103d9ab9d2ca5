"""A folder at an fsspec address (s3://, gs://, az://, memory://, file:// or a path): objects are put, got and deleted whole.

Belongs here: one object at a time, and faults of a store told in our words. Does not belong here: what the objects are
(object_store.py, archive_copying.py).
"""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import IO, Any
from uuid import uuid4

import fsspec

from pipelines.exceptions import StoreError

ASIDE = ".part"
READ_AHEAD = 1 << 18
"""Bytes that are asked for beyond what is wanted when parts of an object are read."""
SHOWN_WHEN_WHOLE = frozenset({"s3", "s3a", "gs", "gcs", "az", "abfs", "abfss", "memory"})
"""Stores in which an object is seen only once it is whole; in all others it is written aside and then moved."""


class RemoteFolder:
    """The folder at one address."""

    def __init__(self, address: str, setting: str = "") -> None:
        """Open it; nothing is asked of it yet.

        Args:
            address: as fsspec takes it.
            setting: the setting that gave the address, where one did, for the words of a fault.

        Raises:
            StoreError: the address names no store, or its driver is missing.
        """
        self.address = address
        try:
            self._system, root = fsspec.core.url_to_fs(address)
        except (ValueError, ImportError, OSError) as error:
            raise StoreError(f"{setting and f'{setting}: '}{address} cannot be opened ({error})") from error
        self._root = root.rstrip("/")
        protocol = self._system.protocol
        self._moves = SHOWN_WHEN_WHOLE.isdisjoint([protocol] if isinstance(protocol, str) else protocol)

    def write(self, name: str, content: bytes) -> None:
        """Write a small object, whole or not at all.

        Raises:
            StoreError: the store cannot be written.
        """
        try:
            self._whole(name, lambda path: self._system.pipe_file(path, content))
        except Exception as error:
            raise StoreError(f"{self.address}: {name} cannot be written ({error})") from error

    def read(self, name: str) -> bytes | None:
        """Return a small object, or None where there is none.

        Raises:
            StoreError: the store cannot be read.
        """
        try:
            return bytes(self._system.cat_file(self._path(name)))
        except FileNotFoundError:
            return None
        except Exception as error:
            raise StoreError(f"{self.address}: {name} cannot be read ({error})") from error

    def put(self, name: str, path: Path) -> None:
        """Put a file, whole or not at all.

        Raises:
            StoreError: the store cannot be written.
        """
        try:
            self._whole(name, lambda target: self._system.put_file(str(path), target))
        except Exception as error:
            raise StoreError(f"{self.address}: {name} cannot be put there ({error})") from error

    def get(self, name: str, path: Path) -> None:
        """Get an object into a file, which is torn if this fails.

        Raises:
            StoreError: the store cannot be read, or the file cannot be written.
        """
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._system.get_file(self._path(name), str(path))
        except Exception as error:
            raise StoreError(f"{self.address}: {name} cannot be got from there ({error})") from error

    def open(self, name: str) -> IO[bytes]:
        """Open an object to read parts of it.

        Raises:
            OSError: it is not there or cannot be read.
        """
        opened: IO[bytes] = self._system.open(self._path(name), "rb", block_size=READ_AHEAD)
        return opened

    def size(self, name: str) -> int | None:
        """Bytes of an object, or None where there is none.

        Raises:
            StoreError: the store cannot be read.
        """
        try:
            self._system.invalidate_cache()
            return int(self._system.size(self._path(name)))
        except FileNotFoundError:
            return None
        except Exception as error:
            raise StoreError(f"{self.address}: {name} cannot be looked at ({error})") from error

    def names(self) -> list[str]:
        """Names of the objects right in the folder, in order; none where there is no such folder.

        Raises:
            StoreError: the store cannot be read.
        """
        try:
            self._system.invalidate_cache()
            found: list[Any] = self._system.ls(self._root, detail=True)
        except FileNotFoundError:
            return []
        except Exception as error:
            raise StoreError(f"{self.address}: cannot be listed ({error})") from error
        return sorted(str(one["name"]).rpartition("/")[2] for one in found if one["type"] == "file")

    def delete(self, names: Iterable[str]) -> None:
        """Delete objects; one that is gone already is no fault.

        Raises:
            StoreError: the store does not let them be deleted.
        """
        for name in names:
            try:
                self._system.rm_file(self._path(name))
            except FileNotFoundError:
                continue
            except Exception as error:
                raise StoreError(f"{self.address}: {name} cannot be deleted ({error})") from error

    def _whole(self, name: str, written: Callable[[str], object]) -> None:
        """Have an object written so that nobody sees it before it is whole, whoever else writes it now."""
        path = self._path(name)
        self._system.makedirs(path.rpartition("/")[0], exist_ok=True)
        if not self._moves:
            written(path)
            return
        aside = f"{path}.{uuid4().hex}{ASIDE}"
        written(aside)
        self._system.mv(aside, path)

    def _path(self, name: str) -> str:
        return f"{self._root}/{name}"
