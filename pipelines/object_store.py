"""Files shared by machines that have no folder in common: an object store at an fsspec address (s3://, gs://, az://, a folder).

Belongs here: putting and getting files by content, and snapshots of folders. Does not belong here: which folders (sharing.py), a
single object (remote_folder.py).

Every object is named by the hash of its bytes and never changes, so that whoever writes late, or again, harms nobody.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from pathlib import Path, PurePosixPath
from uuid import uuid4

from pipelines.exceptions import StoreError
from pipelines.remote_folder import RemoteFolder


class ObjectStore(RemoteFolder):
    """The store at one address."""

    def __init__(self, address: str) -> None:
        """Open it; nothing is asked of it yet.

        Raises:
            StoreError: the address names no store, or its driver is missing.
        """
        super().__init__(address, setting="MATCHWATCH_STORE")
        self._hashes: dict[Path, tuple[int, int, str]] = {}
        self._known: set[str] = set()

    def put_snapshot(self, files: Mapping[str, Path]) -> str:
        """Put files and the list of them; returns the name of the list, by which others get them all.

        Args:
            files: path in the snapshot, with / between its parts, and where the file is.
        """
        listed = {}
        for name, path in sorted(files.items()):
            listed[name] = self._hash(path)
            self._put(listed[name], path)
        content = json.dumps(listed, sort_keys=True).encode()
        name = hashlib.sha256(content).hexdigest()
        self.write(f"snapshots/{name}.json", content)
        return name

    def get_snapshot(self, name: str, folder: Path, below: Iterable[str] = ()) -> None:
        """Make folders equal to those of a snapshot: files that differ are got, files that it lacks are deleted.

        Args:
            name: the snapshot.
            folder: where to.
            below: only these first parts of paths; none: all, and nothing is deleted.
        """
        content = self.read(f"snapshots/{name}.json")
        if content is None:
            raise StoreError(f"{self.address}: snapshot {name} is not there")
        parts = set(below)
        wanted = {path: sha256 for path, sha256 in json.loads(content).items() if not parts or _first(path) in parts}
        for part in parts:
            for path in (folder / part).rglob("*"):
                if path.is_file() and path.relative_to(folder).as_posix() not in wanted:
                    path.unlink()
        for path, sha256 in wanted.items():
            target = folder / PurePosixPath(path)
            if not (target.is_file() and self._hash(target) == sha256):
                self._get(sha256, target)

    def _put(self, sha256: str, path: Path) -> None:
        name = _object(sha256)
        if sha256 not in self._known and self.size(name) != path.stat().st_size:
            self.put(name, path)
        self._known.add(sha256)

    def _get(self, sha256: str, path: Path) -> None:
        aside = path.with_name(f".{path.name}.{uuid4().hex}")
        try:
            self.get(_object(sha256), aside)
            if self._hash(aside) != sha256:
                raise StoreError(f"{self.address}: object {sha256} is damaged; delete it, then refresh again")
            aside.replace(path)
        finally:
            aside.unlink(missing_ok=True)
            self._hashes.pop(aside, None)

    def _hash(self, path: Path) -> str:
        """The hash of a file, counted once for as long as size and time of change stay."""
        found = path.stat()
        known = self._hashes.get(path)
        if known is None or known[:2] != (found.st_size, found.st_mtime_ns):
            with path.open("rb") as file:
                known = (found.st_size, found.st_mtime_ns, hashlib.file_digest(file, "sha256").hexdigest())
            self._hashes[path] = known
        return known[2]


def _object(sha256: str) -> str:
    return f"objects/{sha256[:2]}/{sha256}"


def _first(path: str) -> str:
    return path.partition("/")[0]
