"""How fast lists are served beside Datasette, the tutorial way with FastAPI and SQLModel, and nginx with a file.

Belongs here: ratios of requests a second, taken in turns in one run on one edition, and limits of one process. Does not
belong here: whether answers are right, how a load is laid on (serving_load.py). Needs wrk; nginx is measured where it is
installed. Lists that are not stored are asked of all schools in turns, so that nothing is gained by asking the same again.
PostgreSQL is measured where an address of a database is given, which is filled with the edition.
Run: python -m benchmarks.api_serving [--seconds N] [--rounds N] [--work FOLDER] [--database ADDRESS]
"""

import argparse
import getpass
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from urllib.parse import quote

import httpx
from rich.console import Console
from rich.table import Table

from benchmarks.large_edition import Size, write_large_edition
from benchmarks.serving_load import CORES, Rate, memory_mebibytes, percentile_at_rate, saturate
from pipelines.steps.publish.pointer import DATABASE_NAME
from pipelines.steps.publish.postgresql import connected, follow

FIELDS = "finding_id,document_id,school_slug,class_year,specialty,program,state,count,page,box,specialty_slug,institution_slug"
USUAL, SMALL = Size(), Size(schools=24)
READY_SECONDS = 60
UNCACHED, STORED, PAGE, UNCHANGED, TENTH, POSTGRESQL = (
    *(
        "ours, uncached",
        "ours, stored",
        "ours, stored page of a school",
        "ours, unchanged",
        "ours, a tenth of the rows",
        "ours, uncached, PostgreSQL",
    ),
)


@dataclass(frozen=True, slots=True)
class Contender:
    """One way of serving: a name, its process, its address, and what is asked in turns."""

    name: str
    pid: int
    address: str
    targets: Sequence[str]
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Goal:
    """A ratio of two contenders that is to be reached."""

    text: str
    above: str
    below: str
    least: float


GOALS = (
    Goal("uncached list, beside Datasette", UNCACHED, "datasette", 3.5),
    Goal("uncached list, beside the tutorial way", UNCACHED, "tutorial", 6.0),
    Goal("stored list, beside Datasette", STORED, "datasette", 40.0),
    Goal("stored page of a school, beside Datasette", PAGE, "datasette", 40.0),
    Goal("stored list, beside nginx", STORED, "nginx", 0.2),
    Goal("unchanged (304), beside Datasette", UNCHANGED, "datasette", 60.0),
    Goal("uncached list, beside the same list among a tenth of the rows", UNCACHED, TENTH, 1 / 1.5),
    Goal("uncached list from PostgreSQL, beside the same from SQLite", POSTGRESQL, UNCACHED, 0.6),
)
P99_MILLISECONDS, MEMORY_MEBIBYTES, START_SECONDS = 50.0, 300.0, 1.5


def list_of(school: int) -> str:
    """The address of the list of one school."""
    return f"/v1/schools/school-{school:03}/placements?edition=sample&limit=100&fields={FIELDS}"


def sql_of(school: int) -> str:
    """The same rows in SQL."""
    rows = f"select {FIELDS} from placements where school_slug = 'school-{school:03}' "  # noqa: S608 - constants of this file
    return rows + "order by class_year, specialty_slug, finding_id limit 100"


def free_port() -> int:
    """A loopback port that nobody listens on now."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@contextmanager
def running(command: Sequence[str], address: str, environment: Mapping[str, str]) -> Iterator[int]:
    """Run a server on the first core until the block ends; wait until it answers, and yield its process."""
    process = subprocess.Popen(
        command,
        env={**os.environ, **environment},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        preexec_fn=lambda: os.sched_setaffinity(0, {CORES[0]}),  # noqa: PLW1509 - no threads yet
    )
    try:
        _wait(address, process)
        yield process.pid
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
            time.sleep(0.02)
        else:
            return
    raise RuntimeError(f"{address} did not answer within {READY_SECONDS} seconds")


def contenders(stack: ExitStack, work: Path, postgresql: str | None) -> list[Contender]:
    """Start every server and return what is to be loaded; postgresql is the address of a database."""
    usual, small = work / "usual", work / "small"
    name = write_large_edition(usual, USUAL)
    write_large_edition(small, SMALL)
    database = usual / name / DATABASE_NAME
    every = [list_of(school) for school in range(USUAL.schools)]
    one = list_of(17)
    stored, pid = _ours(stack, usual, stored=True)
    uncached, uncached_pid = _ours(stack, usual, stored=False)
    tenth, tenth_pid = _ours(stack, small, stored=False)
    answer = httpx.get(stored + one)
    found = [
        Contender(UNCACHED, uncached_pid, uncached, every),
        Contender(STORED, pid, stored, [one]),
        Contender(PAGE, pid, stored, ["/schools/school-017?edition=sample"]),
        Contender(UNCHANGED, pid, stored, [one], {"If-None-Match": answer.headers["etag"]}),
        Contender(TENTH, tenth_pid, tenth, every[: SMALL.schools]),
        _tutorial(stack, database),
        _datasette(stack, database),
    ]
    if postgresql:
        with connected(postgresql) as engine:
            follow(engine, usual)
        address, served_pid = _ours(stack, usual, stored=False, MATCHWATCH_DATABASE=postgresql)
        found.insert(1, Contender(POSTGRESQL, served_pid, address, every))
    if shutil.which("nginx"):
        found.append(_nginx(stack, work, answer.content))
    return found


def _ours(stack: ExitStack, editions: Path, *, stored: bool, **settings: str) -> tuple[str, int]:
    address = f"http://127.0.0.1:{free_port()}"
    settings = {
        "MATCHWATCH_EDITIONS": str(editions),
        **({} if stored else {"MATCHWATCH_STORED_BYTES": "0"}),
        **settings,
    }
    command = [*_uvicorn("api.main:app", address), "--http", "api.connections:GuardedProtocol"]
    return address, stack.enter_context(running(command, f"{address}/healthz", settings))


def _tutorial(stack: ExitStack, database: Path) -> Contender:
    address = f"http://127.0.0.1:{free_port()}"
    targets = [f"/placements?school=school-{school:03}&limit=100" for school in range(USUAL.schools)]
    command = _uvicorn("benchmarks.tutorial_server:app", address)
    pid = stack.enter_context(running(command, address + targets[0], {"DATABASE": str(database)}))
    return Contender("tutorial", pid, address, targets)


def _datasette(stack: ExitStack, database: Path) -> Contender:
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    command = [sys.executable, "-m", "datasette", "serve", "-i", str(database), "--port", str(port)]
    targets = [f"/{database.stem}.json?sql={quote(sql_of(school))}&_shape=array" for school in range(USUAL.schools)]
    options = ["--setting", "sql_time_limit_ms", "10000"]
    pid = stack.enter_context(running([*command, *options], address + targets[0], {}))
    return Contender("datasette", pid, address, targets)


def _nginx(stack: ExitStack, work: Path, content: bytes) -> Contender:
    port = free_port()
    folder = work / "nginx"
    folder.mkdir(exist_ok=True)
    (folder / "list.json").write_bytes(content)
    (folder / "nginx.conf").write_text(
        f"user {getpass.getuser()}; daemon off; pid {folder}/pid; error_log /dev/null; master_process off; events {{}} http {{ access_log off; "
        f"server {{ listen 127.0.0.1:{port}; root {folder}; }} }}"
    )
    address = f"http://127.0.0.1:{port}"
    command = ["nginx", "-c", str(folder / "nginx.conf"), "-p", str(folder)]
    pid = stack.enter_context(running(command, f"{address}/list.json", {}))
    return Contender("nginx", pid, address, ["/list.json"])


def _uvicorn(app: str, address: str) -> list[str]:
    port = address.rpartition(":")[2]
    return [sys.executable, "-m", "uvicorn", app, "--port", port, "--log-level", "warning", "--no-access-log"]


def main() -> int:
    """Print one table of requests a second, and one of ratios; 1 if a goal is missed."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.api_serving", description=__doc__)
    parser.add_argument("--seconds", type=int, default=4, help="seconds of load in each turn (default: %(default)s)")
    parser.add_argument("--rounds", type=int, default=3, help="turns of each way (default: %(default)s)")
    parser.add_argument("--work", type=Path, help="folder for the editions; kept (default: a temporary one)")
    parser.add_argument("--database", help="address of a PostgreSQL database that may be filled with the edition")
    options = parser.parse_args()
    if not shutil.which("wrk"):
        print("wrk is not installed; on Debian: apt-get install wrk", file=sys.stderr)
        return 2
    with ExitStack() as stack:
        work = options.work or Path(stack.enter_context(tempfile.TemporaryDirectory()))
        work.mkdir(parents=True, exist_ok=True)
        every = contenders(stack, work.resolve(), options.database)
        rates: dict[str, list[Rate]] = {contender.name: [] for contender in every}
        for _ in range(options.rounds):
            for one in every:
                rates[one.name].append(saturate(one.pid, one.address, one.targets, one.headers, options.seconds, work))
        middle = {name: _middle(several) for name, several in rates.items()}
        missed = _report(middle)
        return int(_limits(every[0], middle[UNCACHED].a_second, work / "usual", options.seconds) or missed)


def _middle(several: Sequence[Rate]) -> Rate:
    return Rate(median(one.a_second for one in several), median(one.a_processor_second for one in several))


def _report(rates: Mapping[str, Rate]) -> bool:
    """Print rates and their ratios; whether a goal is missed, going by processor time."""
    console = Console()
    title = "100 of 350,000 placements, twelve fields, one core for the server"
    table = Table("way", "requests a second", "requests a processor second", title=title)
    for name, rate in rates.items():
        table.add_row(name, f"{rate.a_second:,.0f}", f"{rate.a_processor_second:,.0f}")
    console.print(table)
    ratios = Table("ratio", "by time", "by processor time", "goal")
    missed = False
    for goal in GOALS:
        if goal.above in rates and goal.below in rates:
            above, below = rates[goal.above], rates[goal.below]
            ratio = above.a_processor_second / below.a_processor_second
            missed |= ratio < goal.least
            ratios.add_row(goal.text, f"{above.a_second / below.a_second:.2f}", f"{ratio:.2f}", f">= {goal.least:.2f}")
    console.print(ratios)
    return missed


def _limits(ours: Contender, saturation: float, editions: Path, seconds: int) -> bool:
    """Print what one process takes; whether a limit is passed."""
    late = percentile_at_rate(ours.address, ours.targets, saturation / 2, seconds, 0.99)
    began = time.perf_counter()
    with ExitStack() as stack:
        address, _ = _ours(stack, editions, stored=True)
        httpx.get(address + ours.targets[0]).raise_for_status()
        start = time.perf_counter() - began
    rows = (
        ("milliseconds for 99 % of requests, half of saturation, uncached", late, P99_MILLISECONDS),
        ("most memory of the process, MiB", memory_mebibytes(ours.pid), MEMORY_MEBIBYTES),
        ("seconds from start to the first answer", start, START_SECONDS),
    )
    table = Table("limit", "measured", "goal")
    for text, measured, most in rows:
        table.add_row(text, f"{measured:.1f}", f"<= {most:g}")
    Console().print(table)
    return any(measured > most for _, measured, most in rows)


if __name__ == "__main__":
    sys.exit(main())
