"""The archive: what was fetched, as it was fetched, in WARC files with an index of captures.

Belongs here: writing, finding, reading back and checking captures. Does not belong here: Scrapy, what the bytes mean,
which address is to be fetched.

Layout below the folder: matchwatch-00001.warc.gz and so on, and index.jsonl with one Capture a line. Every answer is in
the WARC files, also refusals and errors: they prove the search. The index lists those that hold a page or document.
Bodies are stored decoded (no transfer or content coding), so their SHA-256 is that of the document.
"""

import hashlib
import io
import os
import re
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

from pydantic import ValidationError
from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from schemas.documents import Capture
from scrapers.archive_swapping import swapped_out
from scrapers.exceptions import ArchiveError

INDEX = "index.jsonl"
RECORDS_AN_EXCHANGE = 2
"""A response and its request, in this order."""
ROTATE_BYTES = 256 * 1024 * 1024
NAME = re.compile(r"matchwatch-(\d{5,})\.warc\.gz")
EARLIEST = datetime.min.replace(tzinfo=UTC)
CODING_HEADERS = frozenset({"content-encoding", "transfer-encoding", "content-length", "set-cookie"})
"""Headers that no longer hold once the body is decoded, and those that carry identifiers of a visitor."""


@dataclass(frozen=True, slots=True)
class Exchange:
    """One request and its answer, as the archive keeps them. Headers are (name, value) pairs; body is decoded."""

    address: str
    status: int
    reason: str
    body: bytes
    fetched_at: datetime
    response_headers: Sequence[tuple[str, str]] = field(default_factory=tuple)
    request_headers: Sequence[tuple[str, str]] = field(default_factory=tuple)


class Archive:
    """Reads the archive in a folder; safe while a crawl writes to it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def opened(self, name: str) -> IO[bytes]:
        """Open one of its files to read.

        Raises:
            OSError: it is not there or cannot be read.
        """
        return (self.folder / name).open("rb")

    def captures(self, school_slug: str | None = None) -> Iterator[Capture]:
        """Yield the captures of one school, or of all, oldest first. An archive that is not there yet has none.

        Raises:
            ArchiveError: a line of the index is damaged.
        """
        wanted = f'"school_slug":"{school_slug}"' if school_slug is not None else ""
        try:
            index = self.opened(INDEX)
        except FileNotFoundError:
            return
        with index:
            for number, line in enumerate(index, start=1):
                if not line.endswith(b"\n"):
                    return
                if wanted and wanted not in line.decode("utf-8", errors="replace"):
                    continue
                try:
                    capture = Capture.model_validate_json(line)
                except ValidationError as error:
                    raise ArchiveError(
                        f"{self.folder / INDEX}: line {number} is damaged; restore the archive from a copy"
                    ) from error
                if school_slug is None or capture.school_slug == school_slug:
                    yield capture

    def latest(self, school_slug: str) -> list[Capture]:
        """Return the newest live capture of every address of a school, in the order in which they were first found."""
        return list(newest_live(self.captures(school_slug)).values())

    def content(self, capture: Capture) -> bytes:
        """Return the decoded body of a capture.

        Raises:
            ArchiveError: the WARC file is missing or damaged, or the body is not the one that was captured.
        """
        if swapped_out(self.folder, capture.warc_file):
            capture = self._moved(capture)
        try:
            with self.opened(capture.warc_file) as file:
                file.seek(capture.warc_offset)
                record = next(iter(ArchiveIterator(file)), None)
                body = b"" if record is None else record.content_stream().read()
        except (OSError, ArchiveLoadFailed, EOFError, ValueError, AttributeError, zlib.error) as error:
            raise self._fault(capture, f"cannot be read ({error})") from error
        if hashlib.sha256(body).hexdigest() != capture.sha256:
            raise self._fault(capture, "does not hold the bytes of its capture")
        return bytes(body)

    def records_of(self, captures: Iterable[Capture]) -> bytes:
        """Return the WARC records of captures, each with its request, as they stand in the archive: a WARC file of its own.

        Raises:
            ArchiveError: a WARC file is missing or damaged.
        """
        parts = [warcinfo("export.warc.gz")]
        for capture in captures:
            try:
                with self.opened(capture.warc_file) as file:
                    file.seek(capture.warc_offset)
                    records = ArchiveIterator(file)
                    for _ in range(RECORDS_AN_EXCHANGE):
                        next(records).content_stream().read()
                    end = records.get_record_offset() + records.get_record_length()
                    file.seek(capture.warc_offset)
                    parts.append(file.read(end - capture.warc_offset))
            except (OSError, ArchiveLoadFailed, StopIteration, ValueError, zlib.error) as error:
                raise self._fault(capture, f"cannot be read ({error})") from error
        return b"".join(parts)

    def _fault(self, capture: Capture, what: str) -> ArchiveError:
        place = f"{self.folder / capture.warc_file}: record at byte {capture.warc_offset}"
        return ArchiveError(f"{place} {what}; restore the archive from a copy")

    def _moved(self, capture: Capture) -> Capture:
        """The capture where it stands now, if its file was swapped since it was listed; else as it was."""
        place = {"warc_file": capture.warc_file, "warc_offset": capture.warc_offset}
        listed = self.captures(capture.school_slug)
        return next((one for one in listed if one.model_copy(update=place) == capture), capture)

    def verify(self) -> Iterator[str]:
        """Read every capture back and yield one line for every fault found; what is sound is read on."""
        for capture in self._indexed():
            if isinstance(capture, str):
                yield capture
                continue
            try:
                self.content(capture)
            except ArchiveError as error:
                yield str(error)

    def _indexed(self) -> Iterator[Capture | str]:
        """The captures of the index, and a line on every one that is damaged. A last line may still be in the writing."""
        path = self.folder / INDEX
        if not path.is_file():
            return
        with path.open("rb") as file:
            for number, line in enumerate(file, start=1):
                if not line.endswith(b"\n"):
                    return
                try:
                    yield Capture.model_validate_json(line)
                except ValidationError:
                    yield f"{path}: line {number} is damaged; restore the archive from a copy"


class ArchiveWriter:
    """Appends to the archive in a folder; one writer at a time, which the caller sees to.

    Every exchange is put together in memory and appended in one write, so that a killed process leaves at most one
    torn record, at the end; `cut` removes it.
    """

    def __init__(self, folder: Path, rotate_bytes: int = ROTATE_BYTES) -> None:
        self._folder = folder
        self._rotate_bytes = rotate_bytes
        folder.mkdir(parents=True, exist_ok=True)
        self._index = (folder / INDEX).open("ab")
        names = warc_files(folder)
        self._file: IO[bytes] = self._open(names[-1] if names else warc_name(1))

    @property
    def position(self) -> tuple[str, int, int]:
        """Name of the WARC file being written, its size, and the size of the index, in bytes."""
        return Path(self._file.name).name, self._file.tell(), self._index.tell()

    def store(self, exchange: Exchange) -> tuple[str, int]:
        """Append an exchange and return the file and the offset of its response record.

        Raises:
            ArchiveError: the disk is full or the folder cannot be written.
        """
        try:
            if self._file.tell() >= self._rotate_bytes:
                self._rotate()
            place = Path(self._file.name).name, self._file.tell()
            self._file.write(_records(exchange))
            self._file.flush()
        except OSError as error:
            raise ArchiveError(
                f"{self._folder}: cannot be written ({error.strerror}); free space, then resume"
            ) from error
        return place

    def index(self, capture: Capture) -> None:
        """Append a capture to the index.

        Raises:
            ArchiveError: the disk is full or the folder cannot be written.
        """
        try:
            self._index.write(capture.model_dump_json().encode() + b"\n")
            self._index.flush()
        except OSError as error:
            raise ArchiveError(
                f"{self._folder}: cannot be written ({error.strerror}); free space, then resume"
            ) from error

    def close(self) -> None:
        """Bring everything to the disk and close."""
        for file in (self._file, self._index):
            file.flush()
            os.fsync(file.fileno())
            file.close()

    def _open(self, name: str) -> IO[bytes]:
        file = (self._folder / name).open("ab")
        if file.tell() == 0:
            file.write(warcinfo(name))
            file.flush()
        return file

    def _rotate(self) -> None:
        self._file.flush()
        os.fsync(self._file.fileno())
        number = number_of(Path(self._file.name).name)
        self._file.close()
        self._file = self._open(warc_name(number + 1))


def newest_live(captures: Iterable[Capture]) -> dict[tuple[str, str], Capture]:
    """The newest capture by school and address among those that the site itself gave, whatever their order in the index."""
    newest: dict[tuple[str, str], Capture] = {}
    for capture in captures:
        key = capture.school_slug, capture.final_address or capture.address or ""
        if capture.is_live and (key not in newest or time_of(capture) >= time_of(newest[key])):
            newest[key] = capture
    return newest


def time_of(capture: Capture) -> datetime:
    """When a capture showed the page; the earliest time there is, where that was not kept."""
    return capture.fetched_at or EARLIEST


def warcinfo(name: str) -> bytes:
    """The record with which a WARC file begins."""
    buffer = io.BytesIO()
    writer = WARCWriter(buffer, gzip=True)
    fields = {"software": "MatchWatch", "format": "WARC File Format 1.0", "robots": "obey"}
    writer.write_record(writer.create_warcinfo_record(name, fields))
    return buffer.getvalue()


def _records(exchange: Exchange) -> bytes:
    """The response and the request of an exchange as two compressed WARC records."""
    buffer = io.BytesIO()
    writer = WARCWriter(buffer, gzip=True)
    headers = [pair for pair in exchange.response_headers if pair[0].lower() not in CODING_HEADERS]
    headers.append(("Content-Length", str(len(exchange.body))))
    warc_headers = {"WARC-Date": exchange.fetched_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")}
    status = StatusAndHeaders(f"{exchange.status} {exchange.reason}".strip(), headers, protocol="HTTP/1.1")
    response = writer.create_warc_record(
        exchange.address,
        "response",
        io.BytesIO(exchange.body),
        len(exchange.body),
        http_headers=status,
        warc_headers_dict=dict(warc_headers),
    )
    asked = StatusAndHeaders(f"GET {exchange.address} HTTP/1.1", list(exchange.request_headers), is_http_request=True)
    request = writer.create_warc_record(
        exchange.address, "request", io.BytesIO(), 0, http_headers=asked, warc_headers_dict=dict(warc_headers)
    )
    writer.write_request_response_pair(request, response)
    return buffer.getvalue()


def warc_files(folder: Path) -> list[str]:
    """Names of the WARC files of an archive, in the order in which they were written."""
    names = [path.name for path in folder.iterdir()] if folder.is_dir() else []
    return sorted((name for name in names if NAME.fullmatch(name)), key=number_of)


def number_of(name: str) -> int:
    """The number in a WARC file's name, counted up from file to file."""
    found = NAME.fullmatch(name)
    return int(found[1]) if found else 0


def warc_name(number: int) -> str:
    """The name of the WARC file with a number."""
    return f"matchwatch-{number:05d}.warc.gz"
