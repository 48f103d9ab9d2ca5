"""Checking that everything a refresh and a server need is in place.

Belongs here: one function a matter, each with what to do where something is amiss. Does not belong here: showing it.
"""

import shutil
import sqlite3
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec

from pipelines.alerts import Alert, send
from pipelines.exceptions import NoEditionError, PortInUseError
from pipelines.freshness import is_outdated
from pipelines.layers import Layers
from pipelines.serving import listen
from pipelines.settings import Settings
from pipelines.steps.publish.edition import read_edition
from pipelines.steps.publish.pointer import POINTER_NAMES, REFRESH_COMMANDS, current_edition
from schemas.vocabulary import Collection
from scrapers.exceptions import MatchWatchError
from scrapers.reading import READER_VERSION, version_of
from scrapers.registry import check_schools

OLDEST, NEWEST = (3, 11), (3, 13)
LEAST_FREE_BYTES = 1024**3
OCR_PACKAGES = ("rapidocr", "onnxruntime")


@dataclass(frozen=True, slots=True)
class Finding:
    """One matter: ok is None for a hint that stops nothing."""

    matter: str
    ok: bool | None
    told: str


def findings(settings: Settings, host: str, port: int) -> Iterator[Finding]:
    """Look at everything, in the order in which it would stop a user."""
    yield _python()
    yield from _libraries()
    yield _ocr()
    yield _folder(settings)
    yield _space(settings)
    yield from (_schools(settings, collection) for collection in Collection)
    yield from (_archive(settings, collection) for collection in Collection)
    yield from (_edition(settings, collection) for collection in Collection)
    yield _alerts(settings)
    yield _port(host, port)


def trial_alert(settings: Settings) -> Finding:
    """Send a trial message to every address that alerts go to."""
    if not settings.alert_addresses:
        return Finding("Trial alert", False, "MATCHWATCH_ALERTS names no address")
    sent = send(settings, Alert("MatchWatch: a trial", "Alerts of MatchWatch arrive here."))
    told = "taken by every address" if sent else "not taken by every address; the log above says which and why"
    return Finding("Trial alert", sent, told)


def _alerts(settings: Settings) -> Finding:
    number = len(settings.alert_addresses)
    if not number:
        return Finding("Alerts", None, "go nowhere; set MATCHWATCH_ALERTS to hear of failed runs and held editions")
    return Finding(
        "Alerts", True, f"go to {number} address{'es' if number > 1 else ''}; try them: matchwatch doctor --alerts"
    )


def _python() -> Finding:
    version = sys.version_info[:2]
    ok = OLDEST <= version <= NEWEST
    told = f"{sys.version.split()[0]} at {sys.executable}"
    return Finding("Python", ok, told if ok else f"{told}; MatchWatch needs 3.11 to 3.13")


def _libraries() -> Iterator[Finding]:
    yield Finding("SQLite", sqlite3.sqlite_version_info >= (3, 35), sqlite3.sqlite_version)
    for name in ("pypdfium2", "scrapy", "dagster", "fastapi"):
        version = version_of(name)
        there = version != "absent"
        yield Finding(name, there, version if there else "is not installed; run: make setup")
    yield Finding("Readers", True, f"version {READER_VERSION}")


def _ocr() -> Finding:
    absent = [name for name in OCR_PACKAGES if find_spec(name) is None]
    if not absent:
        return Finding("Picture reading (OCR)", True, ", ".join(f"{name} {version_of(name)}" for name in OCR_PACKAGES))
    return Finding(
        "Picture reading (OCR)",
        None,
        f"{' and '.join(absent)} not installed: pictures stay unread. Install with: pip install -e '.[ocr]'",
    )


def _folder(settings: Settings) -> Finding:
    try:
        settings.work.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=settings.work) as file:
            file.write(b"\0" * 4096)
            file.flush()
    except OSError as error:
        return Finding("Working folder", False, f"{settings.work}: cannot be written ({error}); set MATCHWATCH_WORK")
    return Finding("Working folder", True, str(settings.work))


def _space(settings: Settings) -> Finding:
    place = next(path for path in (settings.work, *settings.work.parents) if path.exists())
    free = shutil.disk_usage(place).free
    told = f"{free / 1024**3:.1f} GiB free"
    return Finding(
        "Disk",
        free >= LEAST_FREE_BYTES,
        told if free >= LEAST_FREE_BYTES else f"{told}; a crawl of all schools needs more",
    )


def _schools(settings: Settings, collection: Collection) -> Finding:
    folder = settings.schools_folder(collection)
    faults = list(check_schools(folder))
    number = len(list(folder.glob("*.yaml")))
    told = (
        f"{len(faults)} faults, the first: {faults[0]}; see: matchwatch schools check" if faults else f"{number} files"
    )
    return Finding(f"School files ({collection})", not faults and number > 0, told)


def _archive(settings: Settings, collection: Collection) -> Finding:
    layers = Layers(settings, collection)
    try:
        number = sum(1 for _ in layers.archive.captures())
    except MatchWatchError as error:
        return Finding(f"Archive ({collection})", False, str(error))
    return Finding(f"Archive ({collection})", True, f"{number} captures" if number else "empty: no crawl yet")


def _edition(settings: Settings, collection: Collection) -> Finding:
    matter = f"Edition ({collection})"
    pointer = settings.editions_folder / POINTER_NAMES[collection]
    try:
        edition = read_edition(current_edition(settings.editions_folder, collection))
    except NoEditionError as error:
        return Finding(matter, False if pointer.is_symlink() else None, str(error))
    except MatchWatchError as error:
        return Finding(matter, False, str(error))
    if is_outdated(settings, collection):
        told = (
            f"{edition.edition_id}; built from other sources than now, build anew with: {REFRESH_COMMANDS[collection]}"
        )
        return Finding(matter, None, told)
    return Finding(matter, True, edition.edition_id)


def _port(host: str, port: int) -> Finding:
    try:
        listen(host, port).close()
    except PortInUseError as error:
        return Finding("Port", None, str(error))
    return Finding("Port", True, f"{host}:{port} is free")
