"""The process pool: one bad document never takes the batch down."""

import os
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest

from schemas.findings import Extraction
from scrapers.readers.limits import Limits
from scrapers.reading import READER_VERSION, ReadingJob, read_and_extract, read_many

LIMITS = Limits(seconds=2.0, memory_bytes=300_000_000)


def misbehave(job: ReadingJob, limits: Limits) -> Extraction:
    """Do what the job's content says."""
    kind = job.content.decode()
    if kind == "hang":
        while True:
            pass
    if kind == "crash":
        os.abort()
    if kind == "exit":
        os._exit(3)
    if kind == "memory":
        return Extraction(title=str(len(bytearray(2 * limits.memory_bytes))))
    if kind == "raise":
        raise ValueError(kind)
    return Extraction(title=kind)


def run(*kinds: str, workers: int = 2) -> dict[str, Extraction]:
    jobs = [ReadingJob(key=f"{number} {kind}", content=kind.encode()) for number, kind in enumerate(kinds)]
    return {
        result.key: result.extraction for result in read_many(jobs, workers=workers, limits=LIMITS, task=misbehave)
    }


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("hang", "more than 2 seconds"),
        ("crash", "process died"),
        ("exit", "process died"),
        ("memory", "300,000,000 bytes of memory"),
        ("raise", "ValueError"),
    ],
)
def test_a_bad_document_yields_an_error_and_the_others_go_on(kind: str, words: str) -> None:
    results = run("first", kind, "second", "third")
    assert words in (results.pop(f"1 {kind}").error or "")
    assert {key: extraction.title for key, extraction in results.items()} == {
        "0 first": "first",
        "2 second": "second",
        "3 third": "third",
    }


def test_every_job_has_one_result() -> None:
    kinds = ["exit" if number % 7 == 0 else f"page {number}" for number in range(30)]
    results = run(*kinds)
    assert len(results) == 30
    assert sum(extraction.error is not None for extraction in results.values()) == 5


def test_jobs_are_drawn_as_they_are_needed() -> None:
    drawn: list[int] = []

    def jobs() -> Iterator[ReadingJob]:
        for number in range(50):
            drawn.append(number)
            yield ReadingJob(key=str(number), content=b"page")

    results = read_many(jobs(), workers=1, limits=LIMITS, task=misbehave)
    next(results)
    assert len(drawn) <= 3
    close: Callable[[], None] = results.close  # type: ignore[attr-defined]  # the iterator is a generator
    close()


def test_reading_through_the_pool_equals_reading_here() -> None:
    page = b"<html><title>Outcomes</title><body><h1>Outcomes</h1><p>The match rate of the Class of 2024 was 97%.</p>"
    (result,) = read_many([ReadingJob(key="page", content=page)], limits=LIMITS)
    assert result.key == "page"
    assert result.extraction == read_and_extract(page)
    assert result.extraction.error is None


def test_bad_input_is_an_error_or_unread_never_an_exception() -> None:
    assert "limit" in (read_and_extract(b"x" * 100, limits=replace(LIMITS, bytes_per_document=10)).error or "")
    assert "media type" in (read_and_extract(b"\x00\x01\x02\x03" * 50).unread or "")
    assert read_and_extract(b"PK\x03\x04 no archive").unread is not None


def test_the_version_is_stable_within_a_run() -> None:
    assert len(READER_VERSION) == 16
    assert int(READER_VERSION, 16) >= 0


@pytest.mark.parametrize(
    ("kind", "may_pass"), [("hang", True), ("crash", True), ("memory", True), ("raise", False), ("fine", False)]
)
def test_what_may_be_the_machines_fault_is_to_be_tried_again(kind: str, may_pass: bool) -> None:
    job = ReadingJob("one", kind.encode())
    (result,) = read_many([job], limits=LIMITS, task=misbehave)
    assert result.extraction.may_pass is may_pass
