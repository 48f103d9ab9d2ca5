"""Benchmark of the crawl: answers per CPU-second beside Scrapy's defaults, the politeness bound, memory, a second run, linearity.

    python -m benchmarks.crawl                      # 238 hosts, about six minutes
    python -m benchmarks.crawl --hosts 30 --delay 0.3 --quick

Belongs here: the measurements. Does not belong here: the web that is crawled (crawl_web.py).
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from benchmarks.crawl_web import Counters, host_name, served, site
from schemas.registry import School
from scrapers.registry import school_yaml

SPEED, BOUND, MEMORY_MIB, AGAIN = 1.3, 0.95, 600, 0.02
ROOT = Path(__file__).resolve().parent.parent
BASELINE = """
import json, sys
from scrapy.crawler import AsyncCrawlerProcess
from scrapy.linkextractors import LinkExtractor
from scrapy.spiders import CrawlSpider, Rule
hosts = json.load(open(sys.argv[1]))
class Baseline(CrawlSpider):
    name = "baseline"
    start_urls = [f"http://{host}/" for host in hosts]
    rules = (Rule(LinkExtractor(deny_extensions=[]), callback="parse_item", follow=True),)
    def parse_item(self, response):
        yield {"url": response.url, "status": response.status, "bytes": len(response.body)}
process = AsyncCrawlerProcess({"LOG_LEVEL": "INFO", "TWISTED_DNS_RESOLVER": "scrapers.resolver.GuardedResolver",
    "HOSTS_MAP": {host: tuple([place.split(":")[0], int(place.split(":")[1])]) for host, place in hosts.items()}})
process.crawl(Baseline)
process.start()
"""
"""Scrapy with its default settings, following every link; only names are resolved as the benchmark's web needs it."""


@dataclass(frozen=True)
class Cost:
    """What one run cost: wall and CPU seconds, MiB at the peak, answers and bytes of bodies that the web gave."""

    wall: float
    cpu: float
    peak_mib: float
    answers: int
    body_bytes: int

    @property
    def speed(self) -> float:
        """Answers per CPU-second."""
        return self.answers / self.cpu


def measured(command: list[str], counters: Counters) -> Cost:
    """Run a command to its end and measure it alone, without the process that serves."""
    counters.take()
    began = time.monotonic()
    with tempfile.TemporaryFile() as log:
        process = subprocess.Popen(
            command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=log, env={**os.environ, "PYTHONPATH": str(ROOT)}
        )
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            log.seek(0)
            raise RuntimeError(
                f"{' '.join(command[:4])} ended with {process.returncode}: {log.read()[-2000:].decode()}"
            )
    answers, body_bytes = counters.take()
    return Cost(time.monotonic() - began, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, answers, body_bytes)


def prepared(folder: Path, hosts: int, port: int) -> Path:
    """Write school files and the map of hosts; returns the map."""
    (folder / "schools").mkdir(parents=True)
    for number in range(hosts):
        host = host_name(number)
        made = School.model_validate(
            {"slug": f"school-{number:03}", "name": "School", "short_name": "School", "degree": "MD", "city": "Nowhere", "state": "TX",
             "website_domain": host.removeprefix("www."), "crawl": {"start_addresses": [f"http://{host}/"]}}
        )  # fmt: skip
        (folder / "schools" / f"{made.slug}.yaml").write_text(school_yaml(made))
    places = {host_name(number): f"127.0.0.1:{port}" for number in range(hosts)}
    (folder / "hosts.json").write_text(json.dumps(places))
    return folder / "hosts.json"


def crawl(folder: Path, work: str, delay: float) -> list[str]:
    """The command of a crawl, ledger and archive on."""
    return [sys.executable, "-m", "scrapers.run", "--schools", str(folder / "schools"), "--work", str(folder / work), "--hosts-map",
            str(folder / "hosts.json"), "--delay", str(delay), "--page-budget", "200"]  # fmt: skip


def compare(hosts: int, port: int, counters: Counters, folder: Path) -> tuple[Cost, Cost, Cost]:
    """Scrapy's defaults, the crawl at no delay, and the same crawl again over the unchanged web."""
    prepared(folder, hosts, port)
    baseline = measured([sys.executable, "-c", BASELINE, str(folder / "hosts.json")], counters)
    first = measured(crawl(folder, "work", 0), counters)
    return baseline, first, measured(crawl(folder, "work", 0), counters)


def told(name: str, cost: Cost) -> str:
    """One line on a run."""
    return (f"{name:<34} {cost.answers:>7} answers {cost.wall:>7.1f} s {cost.cpu:>7.1f} CPU s {cost.speed:>7.0f} per CPU s"
            f" {cost.peak_mib:>6.0f} MiB {cost.body_bytes / 1e6:>7.1f} MB")  # fmt: skip


def verdict(name: str, value: float, goal: float, *, least: bool) -> bool:
    """Print a value beside its goal; returns whether it is reached."""
    reached = value >= goal if least else value <= goal
    print(
        f"{'holds' if reached else 'FALLS SHORT':<12} {name}: {value:.3g} (goal: {'at least' if least else 'at most'} {goal:g})",
        flush=True,
    )
    return reached


def main() -> int:
    """Measure and print; exit code 1 if a goal is missed."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.crawl", description=main.__doc__)
    parser.add_argument("--hosts", type=int, default=238, help="hosts of the largest web (default: %(default)s)")
    parser.add_argument(
        "--delay", type=float, default=1.0, help="pause of the polite crawl in seconds (default: %(default)s)"
    )
    parser.add_argument("--quick", action="store_true", help="no smaller webs")
    options = parser.parse_args()
    reached: list[bool] = []
    with served() as (port, counters), tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        per_host: dict[int, float] = {}
        for hosts in [] if options.quick else [options.hosts // 4, options.hosts // 2]:
            prepared(folder / f"{hosts}", hosts, port)
            cost = measured(crawl(folder / f"{hosts}", "work", 0), counters)
            per_host[hosts] = cost.cpu / hosts
            print(told(f"crawl of {hosts} hosts", cost), flush=True)
        baseline, first, again = compare(options.hosts, port, counters, folder / "all")
        per_host[options.hosts] = first.cpu / options.hosts
        print(told(f"Scrapy's defaults, {options.hosts} hosts", baseline))
        print(told(f"crawl of {options.hosts} hosts", first))
        print(told("the same again, nothing changed", again), flush=True)
        polite = measured(crawl(folder / "all", "polite", options.delay), counters)
        print(told(f"crawl at {options.delay:g} s a request", polite))
        bound = (polite.answers / options.hosts - 1) * options.delay
        reached = [
            verdict(
                "answers per CPU-second beside Scrapy's defaults", first.speed / baseline.speed, SPEED, least=True
            ),
            verdict("share of the politeness bound", bound / polite.wall, BOUND, least=True),
            verdict("MiB at the peak", max(first.peak_mib, again.peak_mib, polite.peak_mib), MEMORY_MIB, least=False),
            verdict("share of bytes in a second run", again.body_bytes / first.body_bytes, AGAIN, least=False),
            verdict(
                "CPU a host, largest web beside smallest",
                per_host[options.hosts] / min(per_host.values()),
                1.25,
                least=False,
            ),
        ]
        expected = options.hosts * len(site())
        if first.answers < expected:
            print(f"FALLS SHORT  {first.answers} answers, but the web has {expected} addresses")
            reached.append(False)
    return 0 if all(reached) else 1


if __name__ == "__main__":
    sys.exit(main())
