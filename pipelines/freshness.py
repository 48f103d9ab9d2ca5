"""Whether an edition is made from what stands in the project now: its sources in one fingerprint.

Belongs here: what an edition depends on besides the web. Does not belong here: building one.
"""

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path

from pipelines.settings import PROJECT_FOLDER, Settings
from pipelines.steps.publish.pointer import current_or_none
from pipelines.stores import write_at_once
from schemas.vocabulary import Collection
from scrapers.reading import READER_VERSION
from scrapers.reference import REFERENCE_FOLDER

NOTE = "built.json"


def fingerprint(settings: Settings, collection: Collection) -> str:
    """SHA-256 over readers, steps, reference tables, school files and transcriptions, and over the sample's sites."""
    digest = hashlib.sha256(READER_VERSION.encode())
    for path in _sources(settings, collection):
        digest.update(path.name.encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def note_build(settings: Settings, collection: Collection, edition_id: str) -> None:
    """Note that an edition was built from the present sources.

    Raises:
        StoreError: the note cannot be written.
    """
    note = {"edition": edition_id, "fingerprint": fingerprint(settings, collection)}
    write_at_once(settings.collection_folder(collection) / NOTE, json.dumps(note).encode())


def is_outdated(settings: Settings, collection: Collection) -> bool:
    """Whether the current edition is missing, or was built from other sources than those that stand there now."""
    current = current_or_none(settings.editions_folder, collection)
    if current is None:
        return True
    try:
        note = json.loads((settings.collection_folder(collection) / NOTE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return True
    return bool(note != {"edition": current.name, "fingerprint": fingerprint(settings, collection)})


def _sources(settings: Settings, collection: Collection) -> Iterator[Path]:
    folders = [(PROJECT_FOLDER / "pipelines" / "steps", "*.py"), (PROJECT_FOLDER / "rules", "*.py"),
               (PROJECT_FOLDER / "schemas", "*.py"), (REFERENCE_FOLDER, "*.*"),
               (settings.schools_folder(collection), "*.yaml")]  # fmt: skip
    transcriptions = settings.transcriptions_folder(collection)
    if transcriptions:
        folders.append((transcriptions, "*.csv"))
    if collection is Collection.sample:
        folders.append((PROJECT_FOLDER / "sample" / "sites", "*"))
    for folder, pattern in folders:
        yield from sorted(path for path in folder.rglob(pattern) if path.is_file())
