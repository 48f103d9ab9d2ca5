"""How fast lists are served beside Datasette, the tutorial way with FastAPI and SQLModel, and nginx with a file.

Belongs here: ratios of requests a second, taken in turns in one run on one edition. Does not belong here: whether answers
are right. Needs wrk; nginx is measured where it is installed.
Run: python -m benchmarks.api_serving [--seconds N] [--rounds N] [--work FOLDER]
"""

import argparse
import getpass
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from urllib.parse import quote

import httpx
from rich.console import Console
from rich.table import Table

from benchmarks.large_edition import Size, write_large_edition
from pipelines.steps.publish.pointer import DATABASE_NAME

FIELDS = "finding_id,document_id,school_slug,class_year,specialty,program,state,count,page,box,specialty_slug,institution_slug"
SCHOOL = "school-017"
SQL = (
    f"select {FIELDS} from placements where school_slug = '{SCHOOL}' "  # noqa: S608 - constants of this file
    "order by class_year, specialty_slug, finding_id limit 100"
)
LIST = f"/v1/schools/{SCHOOL}/placements?edition=sample&limit=100&fields={FIELDS}"
CONNECTIONS = 16
READY_SECONDS = 60
CORES = sorted(os.sched_getaffinity(0))


@dataclass(frozen=True, slots=True)
class Contender:
    """One way of serving: a name, an address to load, and headers to send with it."""

    name: str
    address: str
    headers: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Goal:
    """A ratio of two contenders that is to be reached."""

    text: str
    above: str
    below: str
    least: float


GOALS = (
    Goal("uncached list, beside Datasette", "ours, uncached", "datasette", 3.5),
    Goal("uncached list, beside the tutorial way", "ours, uncached", "tutorial", 6.0),
    Goal("stored list, beside Datasette", "ours, stored", "datasette", 40.0),
    Goal("stored list, beside nginx", "ours, stored", "nginx", 0.2),
    Goal("unchanged (304), beside Datasette", "ours, unchanged", "datasette", 60.0),
    Goal(
        "uncached list, beside the same list among a tenth of the rows",
        "ours, uncached",
        "ours, a tenth of the rows",
        1 / 1.5,
    ),
)


def free_port() -> int:
    """A loopback port that nobody listens on now."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@contextmanager
def running(command: Sequence[str], address: str, environment: Mapping[str, str]) -> Iterator[None]:
    """Run a server on the first core until the block ends; wait until it answers."""
    process = subprocess.Popen(
        command,
        env={**os.environ, **environment},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        preexec_fn=lambda: os.sched_setaffinity(0, {CORES[0]}),  # noqa: PLW1509 - no threads yet
    )
    try:
        _wait(address, process)
        yield
    finally:
        process.terminate()
        process.wait(timeout=20)


def _wait(address: str, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + READY_SECONDS
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise RuntimeError(f"the server of {address} ended with code {process.returncode}")
        try:
            httpx.get(address, timeout=5).raise_for_status()
        except httpx.HTTPError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError(f"{address} did not answer within {READY_SECONDS} seconds")


def load(contender: Contender, seconds: int) -> float:
    """Requests a second under wrk on the last core; none may fail."""
    command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{seconds}s", "--latency"]
    for name, value in contender.headers.items():
        command += ["-H", f"{name}: {value}"]
    done = subprocess.run(
        ["taskset", "-c", str(CORES[-1]), *command, contender.address], capture_output=True, text=True, check=True
    )
    failed = re.search(r"Non-2xx or 3xx responses: (\d+)", done.stdout)
    if failed:
        raise RuntimeError(f"{contender.name}: {failed[1]} requests failed")
    found = re.search(r"Requests/sec:\s*([\d.]+)", done.stdout)
    if found is None:
        raise RuntimeError(f"{contender.name}: wrk said nothing of requests a second")
    return float(found[1])


def contenders(stack: ExitStack, work: Path) -> list[Contender]:
    """Start every server and return what is to be loaded."""
    usual, small = work / "usual", work / "small"
    name = write_large_edition(usual)
    write_large_edition(small, Size(schools=24))
    database = usual / name / DATABASE_NAME
    ours = _ours(stack, usual, stored=False)
    stored = _ours(stack, usual, stored=True)
    tenth = _ours(stack, small, stored=False)
    tag = httpx.get(stored + LIST).headers["etag"]
    found = [
        Contender("ours, uncached", ours + LIST, {}),
        Contender("ours, stored", stored + LIST, {}),
        Contender("ours, unchanged", stored + LIST, {"If-None-Match": tag}),
        Contender("ours, a tenth of the rows", tenth + LIST, {}),
        Contender("tutorial", _tutorial(stack, database), {}),
        Contender("datasette", _datasette(stack, database), {}),
    ]
    if shutil.which("nginx"):
        found.append(Contender("nginx", _nginx(stack, work, httpx.get(stored + LIST).content), {}))
    return found


def _ours(stack: ExitStack, editions: Path, *, stored: bool) -> str:
    address = f"http://127.0.0.1:{free_port()}"
    environment = {"MATCHWATCH_EDITIONS": str(editions)} | ({} if stored else {"MATCHWATCH_STORED_BYTES": "0"})
    stack.enter_context(running(_uvicorn("api.main:app", address), f"{address}/healthz", environment))
    return address


def _tutorial(stack: ExitStack, database: Path) -> str:
    address = f"http://127.0.0.1:{free_port()}"
    path = f"{address}/placements?school={SCHOOL}&limit=100"
    stack.enter_context(
        running(_uvicorn("benchmarks.tutorial_server:app", address), path, {"DATABASE": str(database)})
    )
    return path


def _datasette(stack: ExitStack, database: Path) -> str:
    port = free_port()
    command = [sys.executable, "-m", "datasette", "serve", "-i", str(database), "--port", str(port)]
    address = f"http://127.0.0.1:{port}/{database.stem}.json?sql={quote(SQL)}&_shape=array"
    stack.enter_context(running([*command, "--setting", "sql_time_limit_ms", "10000"], address, {}))
    return address


def _nginx(stack: ExitStack, work: Path, content: bytes) -> str:
    port = free_port()
    folder = work / "nginx"
    folder.mkdir(exist_ok=True)
    (folder / "list.json").write_bytes(content)
    (folder / "nginx.conf").write_text(
        f"user {getpass.getuser()}; daemon off; pid {folder}/pid; error_log /dev/null; worker_processes 1; events {{}} http {{ access_log off; "
        f"server {{ listen 127.0.0.1:{port}; root {folder}; }} }}"
    )
    address = f"http://127.0.0.1:{port}/list.json"
    stack.enter_context(running(["nginx", "-c", str(folder / "nginx.conf"), "-p", str(folder)], address, {}))
    return address


def _uvicorn(app: str, address: str) -> list[str]:
    port = address.rpartition(":")[2]
    return [sys.executable, "-m", "uvicorn", app, "--port", port, "--log-level", "warning", "--no-access-log"]


def main() -> int:
    """Print one table of requests a second, and one of ratios; 1 if a goal is missed."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.api_serving", description=__doc__)
    parser.add_argument("--seconds", type=int, default=4, help="seconds of load in each turn (default: %(default)s)")
    parser.add_argument("--rounds", type=int, default=3, help="turns of each way (default: %(default)s)")
    parser.add_argument("--work", type=Path, help="folder for the editions; kept (default: a temporary one)")
    options = parser.parse_args()
    if not shutil.which("wrk"):
        print("wrk is not installed; on Debian: apt-get install wrk", file=sys.stderr)
        return 2
    with ExitStack() as stack:
        work = options.work or Path(stack.enter_context(tempfile.TemporaryDirectory()))
        work.mkdir(parents=True, exist_ok=True)
        every = contenders(stack, work.resolve())
        rates: dict[str, list[float]] = {contender.name: [] for contender in every}
        for _ in range(options.rounds):
            for contender in every:
                rates[contender.name].append(load(contender, options.seconds))
    return _report({name: median(values) for name, values in rates.items()})


def _report(rates: Mapping[str, float]) -> int:
    console = Console()
    table = Table(
        "way", "requests a second", title="100 of 350,000 placements, twelve fields, one core for the server"
    )
    for name, rate in rates.items():
        table.add_row(name, f"{rate:,.0f}")
    console.print(table)
    ratios = Table("ratio", "measured", "goal")
    missed = False
    for goal in GOALS:
        if goal.above in rates and goal.below in rates:
            ratio = rates[goal.above] / rates[goal.below]
            missed |= ratio < goal.least
            ratios.add_row(goal.text, f"{ratio:.2f}", f">= {goal.least:.2f}")
    console.print(ratios)
    return int(missed)


if __name__ == "__main__":
    sys.exit(main())
