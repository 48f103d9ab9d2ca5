"""What machines of a fleet share through an object store: what a stage starts from, and what its tasks made.

Belongs here: which folders each stage needs, and a crawl's state while it runs. Does not belong here: the store (object_store.py).
Where no store is set, all see one folder, and nothing here does anything.
"""

import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from threading import Event, Thread

from pipelines.layers import Layers
from pipelines.object_store import ObjectStore
from pipelines.steps.publish.pointer import DATABASE_NAME, current_or_none, move_pointer
from scrapers.archive import warc_files

ARCHIVE, CRAWLS, LEDGER, EDITIONS = "archive", "crawls", "ledger", "editions"
LEDGER_FILE = "ledger.sqlite"
CRAWL_STATE = (ARCHIVE, CRAWLS, LEDGER)
NEEDED: Mapping[str, tuple[str, ...]] = {
    "crawl": CRAWL_STATE,
    "read": (ARCHIVE, CRAWLS, "readings"),
    "resolve": ("readings", "transcriptions", "failures"),
    "derive": ("readings", "transcriptions", "findings", "failures"),
    "assess": ("readings", "transcriptions", "findings", "outcomes", "failures", EDITIONS),
}
"""Folders that each stage starts from."""
SECONDS_BETWEEN_SAVES = 120
"""After so long the state of a crawl is saved again, so that it goes on elsewhere if its machine is lost."""


def files_of(folder: Path, *parts: str) -> dict[str, Path]:
    """The files below some parts of a folder, by their paths in it; what is being written is left out."""
    return {
        path.relative_to(folder).as_posix(): path
        for part in parts
        for path in sorted((folder / part).rglob("*"))
        if path.is_file() and not path.name.startswith(".")
    }


def put_inputs(store: ObjectStore, layers: Layers, stage: str) -> str:
    """Put what a stage starts from; returns the snapshot."""
    if stage == "crawl":
        return put_crawl(store, layers.folder)
    files = files_of(layers.folder, *(part for part in NEEDED[stage] if part != EDITIONS))
    current = current_or_none(layers.settings.editions_folder, layers.collection)
    if EDITIONS in NEEDED[stage] and current is not None:
        files[f"{EDITIONS}/{current.name}/{DATABASE_NAME}"] = current / DATABASE_NAME
    return store.put_snapshot(files)


def get_inputs(store: ObjectStore, layers: Layers, stage: str, snapshot: str) -> None:
    """Get what a stage starts from; the edition before stands then below the folder of the collection."""
    store.get_snapshot(snapshot, layers.folder, NEEDED[stage])
    if stage == "crawl":
        _unpack_ledger(layers.folder)
    if EDITIONS in NEEDED[stage]:
        editions = layers.folder / EDITIONS
        for folder in sorted(editions.glob("*/")):
            if (folder / DATABASE_NAME).is_file():
                move_pointer(editions, layers.collection, folder.name)


def put_crawl(store: ObjectStore, work: Path) -> str:
    """Put the state of a crawl, also of one that goes on: the ledger first, so that the archive is never behind it."""
    with tempfile.TemporaryDirectory() as copied:
        files = {}
        if (work / LEDGER_FILE).is_file():
            copy = Path(copied) / LEDGER_FILE
            with closing(sqlite3.connect(work / LEDGER_FILE)) as ledger, closing(sqlite3.connect(copy)) as target:
                ledger.backup(target)
            files[f"{LEDGER}/{LEDGER_FILE}"] = copy
        files |= files_of(work, ARCHIVE, CRAWLS)
        for name in ["index.jsonl", *warc_files(work / ARCHIVE)[-1:]]:
            if f"{ARCHIVE}/{name}" in files:
                files[f"{ARCHIVE}/{name}"] = Path(shutil.copyfile(work / ARCHIVE / name, Path(copied) / name))
        return store.put_snapshot(files)


def get_crawl(store: ObjectStore, work: Path, snapshot: str) -> None:
    """Get the state of a crawl."""
    store.get_snapshot(snapshot, work, CRAWL_STATE)
    _unpack_ledger(work)


@contextmanager
def saved_now_and_then(store: ObjectStore, work: Path, keep: Callable[[str], None]) -> Iterator[None]:
    """Save the state of a crawl while the context lasts; `keep` is told each snapshot."""
    ended = Event()

    def save() -> None:
        while not ended.wait(SECONDS_BETWEEN_SAVES):
            keep(put_crawl(store, work))

    thread = Thread(target=save, name="saving", daemon=True)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join()


def _unpack_ledger(work: Path) -> None:
    """Put the ledger of a snapshot in its place, and take away what an earlier one left beside it."""
    copy = work / LEDGER / LEDGER_FILE
    for ending in ("", "-wal", "-shm"):
        (work / f"{LEDGER_FILE}{ending}").unlink(missing_ok=True)
    if copy.is_file():
        shutil.copyfile(copy, work / LEDGER_FILE)
