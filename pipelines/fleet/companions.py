"""Workers of a refresh on one machine: started with it, begun anew when all of them have died, ended with it.

Belongs here: their processes. Does not belong here: what a worker does (worker.py).
"""

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pipelines.settings import PROJECT_FOLDER, Settings

SECONDS_BETWEEN_LOOKS = 1
SECONDS_TO_END = 30


@contextmanager
def companions(settings: Settings, number: int) -> Iterator[None]:
    """Have so many workers on this machine while the context lasts; they share out the processes that read.

    They end with this process too, however it ends: their standard input closes. What they tell is in workers.log below the
    working folder.
    """
    log = settings.work / "workers.log"
    log.parent.mkdir(parents=True, exist_ok=True)
    ended = threading.Event()
    started = [_start(settings, number, log) for _ in range(number)]

    def tend() -> None:
        while not ended.wait(SECONDS_BETWEEN_LOOKS):
            if all(process.poll() is not None for process in started):
                started.append(_start(settings, number, log))

    tending = threading.Thread(target=tend, name="companions", daemon=True)
    tending.start()
    try:
        yield
    finally:
        ended.set()
        tending.join()
        for process in started:
            _end(process)


def _start(settings: Settings, number: int, log: Path) -> "subprocess.Popen[bytes]":
    environment = {
        **os.environ,
        "MATCHWATCH_FLEET": settings.fleet.get_secret_value(),
        "MATCHWATCH_WORK": str(settings.work.resolve()),
        "MATCHWATCH_WORKERS": str(max(1, settings.workers // number)),
    }
    command = [sys.executable, "-m", "pipelines.cli", "worker", "--until-input-ends"]
    with log.open("ab") as told:
        return subprocess.Popen(  # noqa: S603 - our own module
            command, cwd=PROJECT_FOLDER, env=environment, stdin=subprocess.PIPE, stdout=told, stderr=told
        )


def _end(process: "subprocess.Popen[bytes]") -> None:
    if process.stdin is not None:
        process.stdin.close()
    try:
        process.wait(SECONDS_TO_END)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
