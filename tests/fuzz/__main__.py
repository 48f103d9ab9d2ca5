"""Run the fuzzer: python -m tests.fuzz [--minutes 10] [--seed N] [--workers N] [--kinds html,pdf].

Belongs here: the processes, time, keeping what is found. Does not belong here: inputs (mutations.py), verdicts (judge.py).
"""

import argparse
import hashlib
import random
import sys
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import FIRST_COMPLETED, Future, wait
from concurrent.futures import TimeoutError as FutureTimeoutError
from functools import cache
from pathlib import Path

from pebble import ProcessExpired, ProcessPool

from scrapers.processes import restrict_process
from tests.fuzz.judge import LIMITS, fault_of, leave_recognition_out
from tests.fuzz.mutations import changed
from tests.fuzz.samples import samples

CORPUS = Path(__file__).parent / "corpus"
BATCH = 20
LONGEST_KEPT = 60_000
"""Bytes of a found input that is kept for the tests; longer ones are told and left."""
Found = tuple[str, str, int]
"""Name of a fault, format, and number of the input."""
known_samples = cache(samples)


def made(kind: str, number: int) -> bytes:
    """Return the input of this number: always the same one."""
    return changed(kind, known_samples()[kind], random.Random(f"{kind} {number}"))  # chance, no secret


def prepare() -> None:
    """Set up one worker process."""
    restrict_process(LIMITS.memory_bytes)
    leave_recognition_out()


def try_inputs(kind: str, numbers: range) -> list[Found]:
    """Judge some inputs of one format."""
    return [(fault, kind, number) for number in numbers if (fault := fault_of(made(kind, number), kind))]


def results(pool: ProcessPool, jobs: Iterator[tuple[str, range]], end: float, workers: int) -> Iterator[list[Found]]:
    """Yield what batches find until time is up; a batch that hangs or dies is tried again input by input."""
    waiting: dict[Future[list[Found]], tuple[str, range]] = {}
    again: list[tuple[str, range]] = []
    while True:
        while len(waiting) < 2 * workers and (again or time.monotonic() < end):
            kind, numbers = again.pop() if again else next(jobs)
            future: Future[list[Found]] = pool.schedule(try_inputs, args=(kind, numbers), timeout=LIMITS.seconds)
            waiting[future] = (kind, numbers)
        if not waiting:
            return
        for future in wait(waiting, return_when=FIRST_COMPLETED).done:
            kind, numbers = waiting.pop(future)
            try:
                yield future.result()
            except (FutureTimeoutError, ProcessExpired) as error:
                if len(numbers) == 1:
                    yield [(f"{type(error).__name__}: {kind}", kind, numbers.start)]
                else:
                    again += [(kind, range(number, number + 1)) for number in numbers]


def main() -> int:
    """Fuzz for some minutes; exit status 1 where a fault was found."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description="Fuzz every reader.")
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--seed", type=int, default=0, help="another seed tries other inputs")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--kinds", help="formats, parted by commas; all unless told otherwise")
    options = parser.parse_args()
    kinds = options.kinds.split(",") if options.kinds else sorted(known_samples())
    first = options.seed * 10_000_000
    jobs = ((kind, range(start, start + BATCH)) for start in range(first, first + 10_000_000, BATCH) for kind in kinds)
    faults: Counter[str] = Counter()
    tried = 0
    with ProcessPool(max_workers=options.workers, max_tasks=50, initializer=prepare) as pool:
        for batch in results(pool, jobs, time.monotonic() + 60 * options.minutes, options.workers):
            tried += BATCH
            for fault, kind, number in batch:
                faults[fault] += 1
                if faults[fault] == 1:
                    keep(fault, kind, number)
    print(  # noqa: T201
        f"about {tried:,} inputs of {len(kinds)} formats in {options.minutes:g} minutes, {len(faults)} kinds of fault"
    )
    for fault, count in faults.most_common():
        print(f"{count:6} {fault}")  # noqa: T201
    return 1 if faults else 0


def keep(fault: str, kind: str, number: int) -> None:
    """Tell of a fault and keep its input for the tests, where it is short."""
    content = made(kind, number)
    name = f"{kind}-{hashlib.sha256(content).hexdigest()[:12]}.bin"
    print(f"{fault}: {kind} input {number}, {len(content):,} bytes", flush=True)  # noqa: T201
    if len(content) <= LONGEST_KEPT:
        CORPUS.mkdir(exist_ok=True)
        (CORPUS / name).write_bytes(content)


if __name__ == "__main__":
    sys.exit(main())
