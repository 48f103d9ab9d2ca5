"""One crawl of a web on which every host has a fault: each is told for what it is, and none costs another school anything."""

import json
import socket
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from warcio.archiveiterator import ArchiveIterator

from schemas.documents import CrawlRecord
from schemas.vocabulary import VisitOutcome
from scrapers.crawl_report import read_record
from scrapers.registry import school_yaml
from tests.candour_tables import assert_kept, markdown_table
from tests.integration.crawl.conftest import ROOT, school
from tests.integration.crawl.fault_web import FAULTS, HEALTHY, Fault, FaultWeb, slug_of

pytestmark = pytest.mark.crawl
ANSWER_SECONDS = 2
BUDGET_SECONDS = 240
MEMORY_KIBIBYTES = 700 * 1024
MEASURED = """
import resource, subprocess, sys
code = subprocess.run(sys.argv[1:]).returncode
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
sys.exit(code)
"""
"""Runs a command from a small process and prints its peak: a child of this one would begin with the peak of the tests."""


@dataclass(frozen=True)
class Survived:
    """What the one crawl left behind."""

    web: FaultWeb
    work: Path
    code: int
    log: str
    peak_kibibytes: int

    def record(self, fault: Fault) -> CrawlRecord:
        return read_record(self.work / "crawls" / f"{slug_of(self.host(fault))}.json")

    def host(self, fault: Fault) -> str:
        return next(host for host, one in self.web.hosts.items() if one is fault)

    def outcome(self, fault: Fault, path: str) -> VisitOutcome | None:
        address = f"{fault.scheme}://{self.host(fault)}{path}"
        return next((one.outcome for one in self.record(fault).visits if one.address == address), None)


@pytest.fixture(scope="module")
def survived(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Survived]:
    folder = tmp_path_factory.mktemp("faults")
    (folder / "schools").mkdir()
    with FaultWeb(FAULTS) as web:
        for host, fault in web.hosts.items():
            made = school(slug_of(host), host, crawl={"start_addresses": [f"{fault.scheme}://{host}/"]})
            (folder / "schools" / f"{made.slug}.yaml").write_text(school_yaml(made))
        (folder / "hosts.json").write_text(json.dumps(web.places(closed_port())))
        command = [sys.executable, "-m", "scrapers.run", "--schools", str(folder / "schools"), "--work",
                   str(folder / "work"), "--hosts-map", str(folder / "hosts.json"), "--delay", "0",
                   "--answer-seconds", str(ANSWER_SECONDS), "--page-budget", "40"]  # fmt: skip
        done = subprocess.run(
            [sys.executable, "-c", MEASURED, *command],
            cwd=ROOT,
            capture_output=True,
            text=True,
            timeout=BUDGET_SECONDS,
            check=False,
        )
        yield Survived(web, folder / "work", done.returncode, done.stderr, int(done.stdout.splitlines()[-1]))


def closed_port() -> int:
    """A port on which nobody listens."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        return int(free.getsockname()[1])


def test_the_crawl_ends_in_its_time_and_memory_without_a_traceback(survived: Survived) -> None:
    assert survived.code == 3, survived.log
    assert "Traceback" not in survived.log
    assert survived.peak_kibibytes < MEMORY_KIBIBYTES


@pytest.mark.parametrize("fault", FAULTS, ids=[fault.name for fault in FAULTS])
def test_a_fault_is_told_for_what_it_is(survived: Survived, fault: Fault) -> None:
    record = survived.record(fault)
    assert survived.outcome(fault, fault.at) in {fault.outcome, fault.also}, [
        (one.address[:80], one.outcome, one.detail) for one in record.visits
    ]
    assert record.complete is fault.complete, record.incomplete_reason
    assert bool(record.incomplete_reason) is not fault.complete


def test_the_other_pages_of_a_sick_site_are_had(survived: Survived) -> None:
    reachable = [fault for fault in FAULTS if fault.at != "/"]
    assert {survived.outcome(fault, HEALTHY) for fault in reachable} == {VisitOutcome.fetched}


def test_no_host_is_asked_without_end(survived: Survived) -> None:
    most = survived.web.asked.most_common(1)[0]
    assert most[1] <= 4, most
    for host in survived.web.hosts:
        assert sum(number for (asked, _), number in survived.web.asked.items() if asked == host) <= 45


def test_the_archive_is_whole(survived: Survived) -> None:
    files = sorted((survived.work / "archive").glob("*.warc.gz"))
    assert files
    for path in files:
        with path.open("rb") as file:
            assert sum(1 for _ in ArchiveIterator(file, check_digests="raise")) > 0


def test_the_table_of_the_docs_is_what_happened(survived: Survived) -> None:
    rows = [
        (fault.name, fault.told, "yes" if survived.record(fault).complete else "no")
        for fault in FAULTS
        if survived.outcome(fault, fault.at) in {fault.outcome, fault.also}
    ]
    header = ("fault of the page with the match list, or of its host", "settled as", "search complete")
    assert_kept("faults", markdown_table(header, rows), "crawler.md")
