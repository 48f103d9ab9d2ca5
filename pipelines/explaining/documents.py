"""Documents named on the command line: files, or addresses in the archive, and what was read in each.

Belongs here: from an argument to bytes, and readings in the order in which they were asked for. Does not belong here:
how a document is read, how a reading is shown.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from mimetypes import guess_type
from pathlib import Path

from pipelines.settings import Settings
from schemas.documents import Capture
from schemas.findings import Extraction
from schemas.registry import School
from schemas.vocabulary import Collection
from scrapers.addresses import canonical_address
from scrapers.archive import Archive
from scrapers.exceptions import AddressRefusedError, ArchiveError, MatchWatchError
from scrapers.extractors.own_school import OwnSchool
from scrapers.readers.limits import DEFAULT_LIMITS
from scrapers.reading import ReadingJob, read_many
from scrapers.registry import load_school

ADDRESS_STARTS = ("http://", "https://")


@dataclass(frozen=True, slots=True)
class Reading:
    """What became of one argument: its extraction, which carries an error where there was nothing to read."""

    name: str
    extraction: Extraction


@dataclass(frozen=True, slots=True)
class Source:
    """Bytes of one argument with what else is known of them."""

    content: bytes
    declared_type: str | None = None
    address: str | None = None
    school_slug: str | None = None


class SourceError(MatchWatchError):
    """Raised for an argument that cannot be had: no such file, or an address that the archive does not hold."""


def is_address(name: str) -> bool:
    """Whether an argument is the address of a page rather than a file."""
    return name.lower().startswith(ADDRESS_STARTS)


def readings_in_order(
    names: Sequence[str], settings: Settings, workers: int, school: School | None = None
) -> Iterator[Reading]:
    """Read every document in the process pool and yield the readings in the order of names.

    Files are read as documents of the school, where one is given; an archived address as one of the school that it was
    crawled for.

    A file that is missing, an address that was never captured or a damaged document yields a reading with an error; the
    others go on.
    """
    captures = captures_of(names, settings)
    ready: dict[int, Extraction] = {}
    following = 0

    def jobs() -> Iterator[ReadingJob]:
        for index, name in enumerate(names):
            try:
                source = source_of(name, captures)
            except SourceError as error:
                ready[index] = Extraction(error=str(error))
            else:
                own = school or school_of(source.school_slug, settings)
                told = OwnSchool.of(own) if own else None
                yield ReadingJob(str(index), source.content, source.declared_type, source.address, told)

    def in_turn() -> Iterator[Reading]:
        nonlocal following
        while following in ready:
            yield Reading(names[following], ready.pop(following))
            following += 1

    for result in read_many(jobs(), workers=max(1, min(workers, len(names)))):
        ready[int(result.key)] = result.extraction
        yield from in_turn()
    yield from in_turn()


def source_of(name: str, captures: dict[str, tuple[Archive, Capture]]) -> Source:
    """Return the bytes of a file, or of the latest capture of an address.

    Raises:
        SourceError: they cannot be had; the text says why and what to do.
    """
    if is_address(name):
        return captured(name, captures)
    path = Path(name)
    try:
        if path.is_file() and path.stat().st_size > DEFAULT_LIMITS.bytes_per_document:
            raise SourceError(
                f"{name}: larger than {DEFAULT_LIMITS.bytes_per_document:,} bytes; cut it to its outcome pages"
            )
        return Source(path.read_bytes(), declared_type=guess_type(path.name)[0])
    except IsADirectoryError as error:
        raise SourceError(f"{name}: is a folder; name the files in it, for instance {name.rstrip('/')}/*") from error
    except FileNotFoundError as error:
        raise SourceError(f"{name}: no such file; correct the path") from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise SourceError(f"{name}: cannot be read ({reason}); correct its path or permissions") from error


def captured(address: str, captures: dict[str, tuple[Archive, Capture]]) -> Source:
    """Return the latest captured body of an address.

    Raises:
        SourceError: the archive does not hold the address, or its record is damaged.
    """
    try:
        wanted = canonical_address(address)
    except AddressRefusedError as error:
        raise SourceError(str(error)) from error
    if wanted not in captures:
        raise SourceError(
            f"{address}: not in the archive, and explain does not fetch; crawl its school with "
            "'matchwatch refresh --school SLUG', or save the page and name the file"
        )
    archive, capture = captures[wanted]
    try:
        content = archive.content(capture)
    except ArchiveError as error:
        raise SourceError(str(error)) from error
    declared = capture.content_type or capture.media_type
    return Source(content, declared, capture.final_address or capture.address, capture.school_slug)


def school_of(slug: str | None, settings: Settings) -> School | None:
    """Return the school file of a slug, real or of the sample; None where there is none any more."""
    for collection in (Collection.real, Collection.sample):
        if slug is not None and (settings.schools_folder(collection) / f"{slug}.yaml").is_file():
            return load_school(settings.schools_folder(collection), slug)
    return None


def captures_of(addresses: Sequence[str], settings: Settings) -> dict[str, tuple[Archive, Capture]]:
    """Find the latest capture of each address, in the archives of both collections; keys are canonical addresses.

    Raises:
        ArchiveError: an index is damaged.
    """
    wanted: set[str] = set()
    for address in filter(is_address, addresses):
        try:
            wanted.add(canonical_address(address))
        except AddressRefusedError:
            continue
    found: dict[str, tuple[Archive, Capture]] = {}
    if not wanted:
        return found
    for collection in (Collection.sample, Collection.real):
        archive = Archive(settings.collection_folder(collection) / "archive")
        for capture in archive.captures():
            for address in wanted.intersection(filter(None, (capture.address, capture.final_address))):
                found[address] = (archive, capture)
    return found
