"""Benchmark of a whole refresh (crawl, read, assess, publish) beside the bound of politeness, and of a second one over the unchanged web.

    python -m benchmarks.refresh                    # 238 hosts at a request a second a host
    python -m benchmarks.refresh --hosts 30

Belongs here: the measurements. Does not belong here: the web (crawl_web.py), the crawl alone (crawl.py).
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from benchmarks.crawl import prepared, verdict
from benchmarks.crawl_web import Counters, served

WITHIN, AGAIN = 1.5, 0.02
COMMAND = [sys.executable, "-m", "pipelines.cli"]


def refreshed(environment: dict[str, str], counters: Counters) -> tuple[float, int, int, dict[str, Any]]:
    """Refresh once; gives seconds, answers, bytes of bodies and the report of the run."""
    counters.take()
    began = time.monotonic()
    done = subprocess.run([*COMMAND, "refresh"], env=environment, capture_output=True, text=True, check=False)
    seconds = time.monotonic() - began
    if done.returncode not in (0, 3):
        raise RuntimeError(f"the refresh ended with {done.returncode}: {done.stderr[-2000:]}")
    answers, body_bytes = counters.take()
    told = subprocess.run(
        [*COMMAND, "runs", "--json", "--most", "1"], env=environment, capture_output=True, text=True, check=True
    )
    return seconds, answers, body_bytes, json.loads(told.stdout)


def main() -> int:
    """Measure and print; exit code 1 if a goal is missed."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.refresh", description=main.__doc__)
    parser.add_argument("--hosts", type=int, default=238, help="hosts of the web (default: %(default)s)")
    parser.add_argument("--delay", type=float, default=1.0, help="pause in seconds (default: %(default)s)")
    options = parser.parse_args()
    with served(with_lists=True) as (port, counters), tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        hosts_map = prepared(folder / "web", options.hosts, port)
        environment = {**os.environ, "MATCHWATCH_WORK": str(folder / "work"), "MATCHWATCH_HOSTS_MAP": str(hosts_map),
                       "MATCHWATCH_SCHOOLS": str(hosts_map.parent / "schools"), "MATCHWATCH_DELAY": str(options.delay),
                       "MATCHWATCH_PAGE_BUDGET": "200"}  # fmt: skip
        seconds, answers, first_bytes, report = refreshed(environment, counters)
        bound = (answers / options.hosts - 1) * options.delay
        stages = {stage["stage"]: stage for stage in report["stages"]}
        for name, stage in stages.items():
            print(f"{name:<24} {stage['seconds']:>7.1f} s  {json.dumps(stage['counts'])}", flush=True)
        reached = [verdict("the whole refresh beside the politeness bound", seconds / bound, WITHIN, least=False)]
        _, _, again_bytes, report = refreshed(environment, counters)
        read_now = sum(stage["counts"].get("read_now", 0) for stage in report["stages"])
        reached += [
            verdict("share of bytes in a second refresh", again_bytes / first_bytes, AGAIN, least=False),
            verdict("documents read in a second refresh", read_now, 0, least=False),
        ]
    return 0 if all(reached) else 1


if __name__ == "__main__":
    sys.exit(main())
