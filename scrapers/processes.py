"""Work on documents in bounded processes: one that hangs, crashes or runs out of memory takes no other with it.

Belongs here: the pool and the bounds of its processes. Does not belong here: what is done with a document (reading.py, views).
"""

import multiprocessing
import resource
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, wait
from itertools import islice
from pathlib import Path
from typing import TypeVar

from pebble import ProcessPool

from scrapers.readers.limits import Limits

DOCUMENTS_PER_PROCESS = 200
"""Documents after which a process is replaced, so that memory which a library never returns cannot add up."""
Made = TypeVar("Made")


def each_in_processes(
    jobs: Iterable[tuple[str, tuple[object, ...]]],
    work: Callable[..., Made],
    *,
    workers: int,
    limits: Limits,
    preload: Sequence[str] = (),
) -> Iterator[tuple[str, "Future[Made]"]]:
    """Yield the finished future of every job under its key, as they are ready; it holds what was made, or what failed.

    Jobs are drawn as they are needed: at most twice as many as workers are held in memory.

    Args:
        jobs: key and arguments of each call; two that run at once have different keys or the caller cannot tell them apart.
        work: a function of a module, called in another process.
        workers: processes, at least 1.
        limits: bounds on the seconds of each call and on the memory of its process.
        preload: modules that every process begins with.
    """
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(list(preload))
    pool = ProcessPool(
        max_workers=workers,
        max_tasks=DOCUMENTS_PER_PROCESS,
        initializer=restrict_process,
        initargs=(limits.memory_bytes,),
        context=context,
    )
    remaining = iter(jobs)
    waiting: dict[Future[Made], str] = {}
    with pool:
        try:
            while True:
                for key, arguments in islice(remaining, max(0, 2 * workers - len(waiting))):
                    waiting[pool.schedule(work, args=arguments, timeout=limits.seconds)] = key
                if not waiting:
                    return
                for future in wait(waiting, return_when=FIRST_COMPLETED).done:
                    yield waiting.pop(future), future
        finally:
            if waiting:
                pool.stop()  # type: ignore[no-untyped-call,unused-ignore]  # pebble leaves it untyped


def restrict_process(memory_bytes: int) -> None:
    """Limit the memory of the current process, and forbid it core dumps, which would hold names of people."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    pages = Path("/proc/self/statm")
    used = int(pages.read_text(encoding="ascii").split()[0]) * resource.getpagesize() if pages.exists() else 0
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    ceiling = used + memory_bytes
    if hard == resource.RLIM_INFINITY or ceiling < hard:
        try:
            resource.setrlimit(resource.RLIMIT_AS, (ceiling, hard))
        except (OSError, ValueError):
            return  # macOS refuses this limit; the time limit still holds
