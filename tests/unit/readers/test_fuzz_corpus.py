"""Inputs on which the fuzzer once found a fault, and a few fresh ones: none takes more than its own process down."""

from pathlib import Path

import pytest

from schemas.findings import Extraction
from scrapers.readers.limits import Limits
from scrapers.reading import ReadingJob, read_many
from tests.fuzz import __main__ as fuzzer
from tests.fuzz.judge import LIMITS, fault_of, leave_recognition_out
from tests.fuzz.samples import samples

CORPUS = sorted((Path(fuzzer.__file__).parent / "corpus").iterdir())
LARGEST = 300_000
KINDS = sorted(samples())
FRESH_EACH = 2


def judged(job: ReadingJob, _limits: Limits) -> Extraction:
    """Judge one input in a process of the pool."""
    leave_recognition_out()
    return Extraction(title=fault_of(job.content, job.key.partition("-")[0].partition(" ")[0]))


@pytest.fixture(scope="module")
def outcomes() -> dict[str, Extraction]:
    jobs = [ReadingJob(path.name, path.read_bytes()) for path in CORPUS]
    jobs += [
        ReadingJob(f"{kind} {number}", fuzzer.made(kind, number)) for kind in KINDS for number in range(FRESH_EACH)
    ]
    return {result.key: result.extraction for result in read_many(jobs, workers=2, limits=LIMITS, task=judged)}


@pytest.mark.parametrize(
    "name", [path.name for path in CORPUS] + [f"{kind} {number}" for kind in KINDS for number in range(FRESH_EACH)]
)
def test_it_ends_in_a_typed_outcome(outcomes: dict[str, Extraction], name: str) -> None:
    outcome = outcomes[name]
    assert outcome.title is None
    assert outcome.error is None or "process died" in outcome.error


def test_the_corpus_stays_small() -> None:
    assert 0 < sum(path.stat().st_size for path in CORPUS) < LARGEST
