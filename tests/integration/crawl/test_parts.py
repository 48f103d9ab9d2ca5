"""A crawl in parts is the crawl of one process, only by several: the same archive, the same manners, the same end."""

import os
import signal
import threading
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest

from schemas.vocabulary import VisitOutcome
from scrapers.archive import Archive
from tests.integration.crawl.conftest import Crawler, school
from tests.integration.crawl.site import Asked, Reply, Web, html, link, pdf
from tests.integration.crawl.test_kill import forest
from tests.integration.crawl.test_resume import responses

pytestmark = pytest.mark.crawl
HOSTS = ("www.ashby.example", "www.birch.example", "www.cedar.example")
STORE = "files.store.example"
IN_PARTS = ("--processes", "3")


@pytest.fixture
def three(web: Web, crawler: Crawler) -> Crawler:
    """A crawler of three schools that share no domain."""
    (crawler.schools / "alderholt.yaml").unlink()
    crawler.write(*(school(host.split(".")[1], host) for host in HOSTS))
    return crawler


def children(process: int) -> list[int]:
    """The processes that a process started and that are still there."""
    return [int(number) for number in Path(f"/proc/{process}/task/{process}/children").read_text().split()]


def outcomes(work: Path) -> Counter[tuple[str, str, str | None]]:
    """School, address and content of every capture."""
    return Counter(
        (one.school_slug, one.final_address or "", one.sha256) for one in Archive(work / "archive").captures()
    )


def test_parts_leave_behind_what_one_process_does(web: Web, three: Crawler, tmp_path: Path) -> None:
    forest(web)
    alone = three.run("--processes", "1", "--page-budget", "500")
    three.work = tmp_path / "in_parts"
    together = three.run(*IN_PARTS, "--page-budget", "500")
    assert together.code == alone.code == 0, together.log
    assert outcomes(together.work) == outcomes(alone.work)
    for host in HOSTS:
        slug = host.split(".")[1]
        one, other = alone.record(slug), together.record(slug)
        assert {(visit.address, visit.outcome) for visit in one.visits} == {
            (visit.address, visit.outcome) for visit in other.visits
        }
        assert other.complete
    end = together.events[-1]
    assert end["event"] == "finished"
    assert end["settled"] == end["known"] == alone.events[-1]["known"]
    told = [[event for event in run.events if event["event"] == "response"][-1] for run in (alone, together)]
    assert told[0]["known"] == told[1]["known"]


def test_a_file_store_that_all_parts_link_to_is_asked_as_by_one(web: Web, three: Crawler) -> None:
    under_way: list[str] = []
    overlaps: list[str] = []

    def file(asked: Asked) -> Reply:
        overlaps.extend(under_way)
        under_way.append(asked.path)
        reply = pdf(asked.path)
        under_way.pop()
        return reply

    web.hosts[STORE] = {f"/{host}-{number}.pdf": file for host in HOSTS for number in range(3)}
    for host in HOSTS:
        links = [link(f"http://{STORE}/{host}-{number}.pdf", f"Match list 202{number} (PDF)") for number in range(3)]
        web.hosts[host] = {
            "/": html("School", link("/match/", "Residency match lists")),
            "/match/": html("Residency match lists", *links),
        }
    crawled = three.run(*IN_PARTS, "--delay", "0.3")
    assert crawled.code == 0, crawled.log
    at_store = [asked for asked in web.asked if asked.host == STORE]
    assert len([asked for asked in at_store if asked.path != "/robots.txt"]) == 3 * len(HOSTS)
    moments = sorted(asked.moment for asked in at_store)
    assert min(later - earlier for earlier, later in pairwise(moments)) >= 0.27
    assert not overlaps


def test_a_part_that_dies_takes_nothing_with_it(web: Web, three: Crawler) -> None:
    addresses = forest(web)
    begun = threading.Event()
    web.listening = lambda _: begun.set() if len(web.asked) > 20 else None
    with three.start(*IN_PARTS, "--page-budget", "500") as process:
        assert begun.wait(60)
        parts = children(process.pid)
        assert len(parts) == len(HOSTS)
        os.kill(parts[0], signal.SIGKILL)
        _, log = process.communicate(timeout=60)
    assert process.returncode == 6, log
    assert "a process of the crawl died" in log
    finished = list((three.work / "crawls").glob("*.json"))
    assert len(finished) == len(HOSTS) - 1
    web.listening = lambda _: None
    crawled = three.run(*IN_PARTS, "--page-budget", "500")
    assert crawled.code == 0, crawled.log
    archived = responses(crawled.work / "archive")
    assert {address for address in archived if "no-such-page" not in address and "sitemap" not in address} == addresses
    assert max(archived.values()) == 1


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGKILL])
def test_no_part_outlives_the_crawl(web: Web, three: Crawler, number: signal.Signals) -> None:
    forest(web)
    begun = threading.Event()
    web.listening = lambda _: begun.set() if len(web.asked) > 20 else None
    with three.start(*IN_PARTS, "--page-budget", "500") as process:
        assert begun.wait(60)
        parts = [Path(f"/proc/{part}") for part in children(process.pid)]
        process.send_signal(number)
        process.communicate(timeout=60)
    assert parts
    while any(part.exists() for part in parts):  # the test has a time limit
        os.sched_yield()
    assert process.returncode == (-signal.SIGKILL if number is signal.SIGKILL else 6)
    assert three.run(*IN_PARTS, "--page-budget", "500").code == 0


def test_a_budget_over_all_schools_holds_in_parts_too(web: Web, three: Crawler) -> None:
    forest(web)
    crawled = three.run(*IN_PARTS, "--total-budget", "12")
    visits = [visit for host in HOSTS for visit in crawled.record(host.split(".")[1]).visits]
    asked = [visit for visit in visits if visit.outcome is not VisitOutcome.skipped_budget]
    assert 0 < len(asked) <= 12
