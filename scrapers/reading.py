"""From bytes to findings: reading and extracting one document, and the bounded process pool for many.

Belongs here: joining readers and extractors, the version of both, what a failure in a process means. Does not belong here:
formats, meaning, the processes themselves (processes.py).
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future
from concurrent.futures import TimeoutError as FutureTimeoutError
from dataclasses import dataclass
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from pebble import ProcessExpired

from schemas.documents import ReadDocument
from schemas.findings import Extraction
from scrapers.exceptions import ReadingError, UnreadableError
from scrapers.extractors.extraction import extract
from scrapers.extractors.own_school import OwnSchool
from scrapers.processes import each_in_processes
from scrapers.readers.dispatch import read
from scrapers.readers.limits import DEFAULT_LIMITS, Limits

PACKAGE_FOLDER = Path(__file__).resolve().parent
REFERENCE_FOLDER = PACKAGE_FOLDER.parent / "reference"
READING_LIBRARIES = ("charset-normalizer", "ftfy", "lxml", "pdfplumber", "pypdfium2", "python-calamine", "rapidocr")


@dataclass(frozen=True, slots=True)
class ReadingJob:
    """One document to read; key names it in the result and is never looked into."""

    key: str
    content: bytes
    declared_type: str | None = None
    address: str | None = None
    school: OwnSchool | None = None


@dataclass(frozen=True, slots=True)
class ReadingResult:
    """What became of one job; extraction.error or extraction.unread tell what failed."""

    key: str
    extraction: Extraction


@cache
def reader_version() -> str:
    """Return a fingerprint of everything a reading depends on: sources, reference tables, versions of libraries."""
    digest = hashlib.sha256()
    sources = [Path(__file__), PACKAGE_FOLDER / "reference.py"]
    sources += sorted((PACKAGE_FOLDER / "readers").rglob("*.py")) + sorted(
        (PACKAGE_FOLDER / "extractors").rglob("*.*")
    )
    sources += sorted(REFERENCE_FOLDER.glob("*.csv"))
    for path in sources:
        if path.suffix != ".pyc":
            digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    for library in READING_LIBRARIES:
        digest.update(f"{library} {version_of(library)}\0".encode())
    return digest.hexdigest()[:16]


def version_of(library: str) -> str:
    """Return a library's installed version, or 'absent'."""
    try:
        return version(library)
    except PackageNotFoundError:
        return "absent"


READER_VERSION: str = reader_version()
"""Changes by itself whenever a reader, an extractor, a reference table or a reading library changes."""


def read_and_extract(
    content: bytes,
    *,
    declared_type: str | None = None,
    address: str | None = None,
    limits: Limits = DEFAULT_LIMITS,
    school: OwnSchool | None = None,
) -> Extraction:
    """Read one document and return what was found in it; no input makes it raise.

    Damaged files and broken limits come back as Extraction.error, files with nothing readable as Extraction.unread.
    Limits of time and memory hold only in read_many.
    """
    try:
        document = read(content, declared_type=declared_type, address=address, limits=limits)
        if document.unread is not None:
            return described(Extraction(unread=document.unread), document)
        return extract(document, school)
    except UnreadableError as error:
        return Extraction(unread=one_line(error))
    except ReadingError as error:
        return Extraction(error=one_line(error))
    except MemoryError:
        return Extraction(error=memory_error(limits), may_pass=True)
    except Exception as error:  # noqa: BLE001  # one document must never end a batch, whatever a library raises
        return Extraction(error=f"reading failed with {type(error).__name__}: report the document to the maintainers")


def described(extraction: Extraction, document: ReadDocument) -> Extraction:
    """Copy what is known of the document itself into an extraction without findings."""
    extraction.title = document.title
    extraction.media_type = document.media_type
    extraction.page_count = document.page_count
    extraction.warnings = list(document.warnings)
    return extraction


def memory_error(limits: Limits) -> str:
    """Return the message for a document that asks for too much memory."""
    return f"reading needs more than {limits.memory_bytes:,} bytes of memory: raise the limit"


def one_line(error: ReadingError) -> str:
    """Return an error's text on one line of at most 500 characters."""
    return " ".join(str(error).split())[:500] or type(error).__name__


def perform(job: ReadingJob, limits: Limits) -> Extraction:
    """Do one job in a process of the pool."""
    return read_and_extract(
        job.content, declared_type=job.declared_type, address=job.address, limits=limits, school=job.school
    )


def read_many(
    jobs: Iterable[ReadingJob],
    *,
    workers: int = 1,
    limits: Limits = DEFAULT_LIMITS,
    task: Callable[[ReadingJob, Limits], Extraction] = perform,
) -> Iterator[ReadingResult]:
    """Read documents in several processes; results come as they are ready, each naming its job.

    A document that crashes its process, runs longer than limits.seconds or asks for more than limits.memory_bytes yields
    a result with an error, and the others go on. Jobs are drawn as they are needed: at most twice as many as workers
    are held in memory.

    Args:
        jobs: documents to read.
        workers: processes, at least 1.
        limits: bounds on each document.
        task: what is done with each job, a function of a module; reading and extracting unless told otherwise.
    """
    calls = ((job.key, (job, limits)) for job in jobs)
    for key, future in each_in_processes(calls, task, workers=workers, limits=limits, preload=[__name__]):
        yield ReadingResult(key, outcome(future, limits))


def outcome(future: "Future[Extraction]", limits: Limits) -> Extraction:
    """Return what a finished future holds, failures as an extraction with an error."""
    try:
        return future.result()
    except FutureTimeoutError:
        told = f"reading took more than {limits.seconds:g} seconds and was stopped: try again when the machine is less busy"
        return Extraction(error=told, may_pass=True)
    except MemoryError:
        return Extraction(error=memory_error(limits), may_pass=True)
    except ProcessExpired as error:
        return Extraction(
            error=f"the reading process died (exit code {error.exitcode}): the file is damaged or needs too much memory",
            may_pass=True,
        )
    except Exception as error:  # noqa: BLE001  # whatever the pool reports, the batch goes on
        return Extraction(error=f"reading failed with {type(error).__name__}: report the document to the maintainers")
