"""Runs the real crawler as a child process against a small web on loopback."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from schemas.documents import Capture, CrawlRecord, Visit
from schemas.registry import School
from scrapers.archive import Archive
from scrapers.crawl_report import read_record
from scrapers.registry import school_yaml
from tests.integration.crawl.site import HOST, Web

ROOT = Path(__file__).resolve().parents[3]
Finish = Callable[..., "Crawled"]


@dataclass(frozen=True)
class Crawled:
    """What a finished crawl left behind."""

    code: int
    work: Path
    events: list[dict[str, Any]]
    log: str

    def record(self, slug: str = "alderholt") -> CrawlRecord:
        return read_record(self.work / "crawls" / f"{slug}.json")

    def visit(self, path: str, slug: str = "alderholt") -> Visit:
        address = path if path.startswith("http") else f"http://{HOST}{path}"
        return next(visit for visit in self.record(slug).visits if visit.address == address)

    def captures(self, slug: str = "alderholt") -> list[Capture]:
        return list(Archive(self.work / "archive").captures(slug))

    def captured_paths(self, slug: str = "alderholt") -> list[str]:
        return [(capture.final_address or "").removeprefix(f"http://{HOST}") for capture in self.captures(slug)]


def school(slug: str = "alderholt", host: str = HOST, **fields: Any) -> School:
    """An invented school whose home page is served over http."""
    crawl = {"start_addresses": [f"http://{host}/"], **fields.pop("crawl", {})}
    return School.model_validate(
        {
            "slug": slug,
            "name": f"{slug.title()} College of Medicine",
            "short_name": slug.title(),
            "degree": "MD",
            "city": "Nowhere",
            "state": "TX",
            "website_domain": host.removeprefix("www."),
            "crawl": crawl,
            **fields,
        }
    )


class Crawler:
    """Starts crawls of one web, in one working folder."""

    def __init__(self, web: Web, folder: Path) -> None:
        self.web = web
        self.schools = folder / "schools"
        self.work = folder / "work"
        self.schools.mkdir()
        self._hosts = folder / "hosts.json"

    def write(self, *schools: School) -> None:
        for one in schools:
            (self.schools / f"{one.slug}.yaml").write_text(school_yaml(one))

    def command(self, *options: str) -> list[str]:
        hosts = self.web.write_hosts_map(self._hosts)
        fixed = ["--schools", str(self.schools), "--work", str(self.work), "--hosts-map", str(hosts), "--progress"]
        delay = [] if "--delay" in options else ["--delay", "0"]
        return [sys.executable, "-m", "scrapers.run", *fixed, *delay, *options]

    def start(self, *options: str) -> "subprocess.Popen[str]":
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        return subprocess.Popen(
            self.command(*options), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment
        )

    def run(self, *options: str) -> Crawled:
        with self.start(*options) as process:
            out, log = process.communicate(timeout=120)
        events = [json.loads(line) for line in out.splitlines()]
        assert "Traceback" not in log, log
        return Crawled(process.returncode, self.work, events, log)


@pytest.fixture
def web() -> Iterator[Web]:
    with Web() as served:
        yield served


@pytest.fixture
def crawler(web: Web, tmp_path: Path) -> Crawler:
    made = Crawler(web, tmp_path)
    made.write(school())
    return made
