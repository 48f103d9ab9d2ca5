"""Loads on one HTTP server: as many requests as it answers, or so many a second, and what its process takes.

Belongs here: measuring one server on the first core from the last one. Does not belong here: which servers are compared
(api_serving.py). Needs wrk.
"""

import asyncio
import os
import re
import subprocess
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

CONNECTIONS = 16
CORES = sorted(os.sched_getaffinity(0))
TICKS = os.sysconf("SC_CLK_TCK")
ROTATING = """local targets = {{ {targets} }}
local turn = 0
request = function()
  turn = turn % #targets + 1
  return wrk.format("GET", targets[turn])
end
"""


@dataclass(frozen=True, slots=True)
class Rate:
    """Requests a second, and a second of the server's processor time: the latter hardly moves with other work."""

    a_second: float
    a_processor_second: float


def saturate(
    pid: int, address: str, targets: Sequence[str], headers: Mapping[str, str], seconds: int, work: Path
) -> Rate:
    """Load a server with as many requests as it answers, its targets in turns; none may fail.

    Raises:
        RuntimeError: a request failed.
    """
    script = work / "targets.lua"
    script.write_text(ROTATING.format(targets=", ".join(f"[[{target}]]" for target in targets)))
    command = [
        "taskset",
        "-c",
        str(CORES[-1]),
        "wrk",
        "-t1",
        f"-c{CONNECTIONS}",
        f"-d{seconds}s",
        "--timeout",
        "20s",
        "-s",
        str(script),
    ]
    for name, value in headers.items():
        command += ["-H", f"{name}: {value}"]
    before = processor_seconds(pid)
    done = subprocess.run([*command, address], capture_output=True, text=True, check=True)
    taken = processor_seconds(pid) - before
    failed = re.search(r"Non-2xx or 3xx responses: (\d+)|Socket errors: (.*)", done.stdout)
    count, spent = re.search(r"(\d+) requests in ([\d.]+)s", done.stdout), taken
    if failed or count is None:
        raise RuntimeError(f"{address}: {failed[0] if failed else done.stdout}")
    return Rate(int(count[1]) / float(count[2]), int(count[1]) / spent)


def percentile_at_rate(address: str, targets: Sequence[str], a_second: float, seconds: int, share: float) -> float:
    """Milliseconds within which this share of requests is answered that come at an even rate, whoever waits for them."""
    return asyncio.run(_evenly(address, targets, a_second, seconds, share))


async def _evenly(address: str, targets: Sequence[str], a_second: float, seconds: int, share: float) -> float:
    where = urlsplit(address)
    free: asyncio.Queue[tuple[asyncio.StreamReader, asyncio.StreamWriter]] = asyncio.Queue()
    for _ in range(CONNECTIONS):
        free.put_nowait(await asyncio.open_connection(where.hostname, where.port))
    taken: list[float] = []

    async def ask(target: str, due: float) -> None:
        reader, writer = await free.get()
        writer.write(f"GET {target} HTTP/1.1\r\nHost: {where.netloc}\r\n\r\n".encode())
        head = await reader.readuntil(b"\r\n\r\n")
        length = re.search(rb"content-length: (\d+)", head)
        await reader.readexactly(int(length[1]) if length else 0)
        taken.append(time.perf_counter() - due)
        free.put_nowait((reader, writer))

    began = time.perf_counter()
    async with asyncio.TaskGroup() as asking:
        for number in range(int(a_second * seconds)):
            due = began + number / a_second
            await asyncio.sleep(max(0.0, due - time.perf_counter()))
            asking.create_task(ask(targets[number % len(targets)], due))
    while not free.empty():
        free.get_nowait()[1].close()
    return 1000 * sorted(taken)[int(share * len(taken))]


def processor_seconds(pid: int) -> float:
    """Processor time that a process has taken, its children's included."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return sum(int(field) for field in fields[11:15]) / TICKS


def memory_mebibytes(pid: int) -> float:
    """Most memory that a process has held, in MiB."""
    with suppress(OSError):
        found = re.search(r"VmHWM:\s+(\d+) kB", Path(f"/proc/{pid}/status").read_text())
        if found:
            return int(found[1]) / 1024
    raise RuntimeError(f"process {pid} is gone")
