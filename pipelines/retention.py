"""Retention: which exchanges of the archive stay for ever, and which may go.

Belongs here: the rule and what it depends on. Does not belong here: writing the archive anew (scrapers/archive_pruning.py).
docs/operations.md tells the rule; the reasons below are in its order, and the first that holds counts.
"""

import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from pipelines.documents import permitted
from pipelines.exceptions import StoreError
from pipelines.layers import Layers
from pipelines.steps.publish.pointer import DATABASE_NAME, edition_folders
from schemas.documents import Capture
from schemas.held import HELD_FOLDER
from schemas.registry import School
from scrapers.addresses import canonical_address
from scrapers.archive import newest_live, time_of
from scrapers.archive_pruning import Place, Stored
from scrapers.exceptions import AddressRefusedError

Content = tuple[str, str]
"""A school, and the hash of a document of it."""
Page = tuple[str, str]
"""A school, and an address of it."""


class Reason(StrEnum):
    """Why a capture stays."""

    cited = "cited by an edition or by what the next one is made of"
    newest = "the newest of its address"
    yearly = "the last of its year of an outcome page"
    past = "from a web archive"
    recent = "not old enough"


@dataclass(frozen=True, slots=True)
class Cited:
    """What editions and readings rest on: documents, and the addresses at which those stood."""

    contents: frozenset[Content]
    pages: frozenset[Page]


@dataclass(frozen=True, slots=True)
class Sorted:
    """The exchanges of an archive: those that stay, those that go, why captures stay, which captures go."""

    stays: tuple[Stored, ...]
    goes: tuple[Stored, ...]
    reasons: Mapping[Reason, int]
    captures: tuple[Capture, ...]

    @property
    def bytes_gone(self) -> int:
        """Bytes of what goes."""
        return sum(one.size for one in self.goes)


def cited_by(layers: Layers) -> Cited:
    """What the editions that are kept, the held ones and the readings for the next one rest on, and the known outcome pages.

    Raises:
        StoreError: an edition or a layer cannot be read, so that nobody knows what it cites.
        RegistryError: a school file does not hold its form.
    """
    found: set[tuple[str, str, str | None]] = set()
    editions = layers.settings.editions_folder
    for folder in (*edition_folders(editions), *edition_folders(editions / HELD_FOLDER)):
        found |= _documents_of(folder / DATABASE_NAME)
    for slug in layers.readings.slugs():
        readings = layers.readings.read(slug)
        for one in (*readings.readings, *readings.earlier) if readings else ():
            found.add((slug, one.document.sha256, one.document.final_address or one.document.address))
    pages = {(slug, address) for slug, _, address in found if address}
    for school in layers.schools.values():
        pages |= set(_known_pages(school))
    return Cited(frozenset((slug, sha256) for slug, sha256, _ in found), frozenset(pages))


def reasons_of(captures: Iterable[Capture], cited: Cited, since: datetime) -> dict[Place, Reason]:
    """Why each place at which a capture stands stays; those that are not named may go.

    The newest of an address is meant by the address that answered and by the one that was asked for: which captures stand now and
    which are earlier is then the same without the others.
    """
    every = list(captures)
    newest = {_place(one) for one in newest_live(every).values()}
    asked: dict[Page, Capture] = {}
    yearly: dict[tuple[Page, int], Capture] = {}
    for one in sorted((one for one in every if one.is_live), key=time_of):
        asked[one.school_slug, one.address or ""] = one
        for address in (one.address, one.final_address):
            if (one.school_slug, address or "") in cited.pages:
                yearly[(one.school_slug, address or ""), time_of(one).year] = one
    newest |= {_place(one) for one in asked.values()}
    last = {_place(one) for one in yearly.values()}
    holds: dict[Reason, Callable[[Capture], bool]] = {
        Reason.cited: lambda one: (one.school_slug, one.sha256) in cited.contents,
        Reason.newest: lambda one: _place(one) in newest,
        Reason.yearly: lambda one: _place(one) in last,
        Reason.past: lambda one: not one.is_live,
        Reason.recent: lambda one: time_of(one) >= since,
    }
    found: dict[Place, Reason] = {}
    for reason, rule in holds.items():
        for one in every:
            if _place(one) not in found and rule(one):
                found[_place(one)] = reason
    return found


def sort_exchanges(
    stored: Iterable[Stored],
    captures: Iterable[Capture],
    cited: Cited,
    since: datetime,
    forbidden: Iterable[Capture] = (),
) -> Sorted:
    """Tell what stays from what goes. Answers of which there is no capture prove a search; they stay until they are old.

    Args:
        stored: all that is in the archive.
        captures: all that its index names.
        cited: what is rested on.
        since: what is younger stays.
        forbidden: captures that go whatever speaks for them.
    """
    every = list(captures)
    unwanted = {_place(one) for one in forbidden}
    reasons = {place: why for place, why in reasons_of(every, cited, since).items() if place not in unwanted}
    named = {_place(one) for one in every}
    stays: list[Stored] = []
    goes: list[Stored] = []
    for one in stored:
        stays_here = one.place in reasons or (one.place not in named and one.written_at >= since)
        (stays if stays_here else goes).append(one)
    gone = {one.place for one in goes}
    return Sorted(
        tuple(stays), tuple(goes), Counter(reasons.values()), tuple(one for one in every if _place(one) in gone)
    )


def forbidden_captures(captures: Iterable[Capture], schools: Mapping[str, School]) -> list[Capture]:
    """Captures of paths that school files forbid: what was taken down."""
    every = [one for one in captures if one.school_slug in schools]
    return [one for one in every if not permitted([one], schools[one.school_slug])]


def _documents_of(path: Path) -> set[tuple[str, str, str | None]]:
    """School, hash and address of every document of an edition, of whatever version it is."""
    try:
        with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as edition:
            rows = edition.execute("SELECT school_slug, sha256, coalesce(final_address, address) FROM documents")
            return {(str(slug), str(sha256), address) for slug, sha256, address in rows}
    except sqlite3.Error as error:
        raise StoreError(
            f"{path}: cannot be read ({error}), so that nobody knows what it cites; restore or delete it"
        ) from error


def _known_pages(school: School) -> Iterable[Page]:
    for known in school.known_addresses:
        try:
            yield school.slug, canonical_address(known.address)
        except AddressRefusedError:
            continue


def _place(capture: Capture) -> Place:
    return capture.warc_file, capture.warc_offset
