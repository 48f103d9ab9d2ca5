"""Kills, resumption, revalidation and full disks: nothing is lost, nothing is fetched twice."""

import random
import re
import resource
import signal
import subprocess
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from warcio.archiveiterator import ArchiveIterator

from schemas.vocabulary import VisitOutcome
from scrapers.archive import INDEX, Archive
from scrapers.scope import MAXIMUM_QUERIES_PER_PATH
from tests.integration.crawl.conftest import Crawler, school
from tests.integration.crawl.site import HOST, Asked, Page, Reply, Web, html, link

pytestmark = pytest.mark.crawl
PAGES = 30


def chain_site(web: Web) -> set[str]:
    """Pages that each lead to a few others, so that the frontier is never known in advance."""
    paths = [f"/match-list-{number}/" for number in range(PAGES)]
    web.hosts[HOST]["/"] = html("Alderholt", link(paths[0], "Match list 0"), link(paths[1], "Match list 1"))
    for number, path in enumerate(paths):
        onward = [link(paths[other], f"Match list {other}") for other in (2 * number, 2 * number + 1) if other < PAGES]
        web.hosts[HOST][path] = html(f"Match list {number}", f"Surgery: {number}", *onward)
    return {"/", *paths}


def responses(folder: Path) -> Counter[str]:
    """How often each address stands in the WARC files; fails if a record is torn."""
    found: Counter[str] = Counter()
    for path in sorted(folder.glob("*.warc.gz")):
        with path.open("rb") as file:
            for record in ArchiveIterator(file, check_digests="raise"):
                record.content_stream().read()
                if record.rec_type == "response":
                    found[record.rec_headers["WARC-Target-URI"]] += 1
    return found


@pytest.mark.parametrize("kill_at", [1, 4, 11, 25])
def test_a_killed_crawl_goes_on_and_every_page_is_in_the_archive_once(
    web: Web, crawler: Crawler, kill_at: int
) -> None:
    paths = chain_site(web)
    enough = threading.Event()
    web.listening = lambda _: enough.set() if len(web.asked) >= kill_at else None
    with crawler.start() as process:
        assert enough.wait(60)
        process.send_signal(signal.SIGKILL)
        process.communicate()
    asked_before = set(web.counts())
    crawled = crawler.run()
    assert crawled.code == 0
    assert sorted(crawled.captured_paths()) == sorted(paths)
    archived = responses(crawled.work / "archive")
    assert {address: number for address, number in archived.items() if number > 1} == {}
    again = [path for path, number in web.counts().items() if path != "/robots.txt" and number > 1]
    assert len(again) <= 1
    assert asked_before
    assert crawled.record().complete
    assert list(Archive(crawled.work / "archive").verify()) == []


def test_an_endless_list_stays_cut_off_after_a_kill(web: Web, crawler: Crawler) -> None:
    def endless(asked: Asked) -> Reply:
        number = int(asked.path.partition("number=")[2] or 0)
        onward = [link(f"/list?number={3 * number + step}", f"Match list {step}") for step in (1, 2, 3)]
        page = html(f"Match list {number}", "Surgery: 4", *onward)
        assert isinstance(page, Reply)
        return page

    web.hosts[HOST]["/"] = html("Alderholt", link("/list?number=1", "Match list"))
    web.hosts[HOST] |= {f"/list?number={number}": endless for number in range(1, 1000)}
    enough = threading.Event()
    web.listening = lambda _: enough.set() if len(web.asked) >= 20 else None
    with crawler.start() as process:
        assert enough.wait(60)
        process.send_signal(signal.SIGKILL)
        process.communicate()
    assert crawler.run().code == 0
    asked = [path for path in web.counts() if path.startswith("/list?")]
    assert len(asked) == MAXIMUM_QUERIES_PER_PATH


def test_a_torn_record_and_a_torn_line_are_cut_off(web: Web, crawler: Crawler) -> None:
    chain_site(web)
    first = crawler.run("--run", "spring")
    warc = next((first.work / "archive").glob("*.warc.gz"))
    index = first.work / "archive" / INDEX
    whole = warc.stat().st_size, index.stat().st_size
    with warc.open("ab") as file:
        file.write(warc.read_bytes()[:400])
    with index.open("ab") as file:
        file.write(b'{"address": "http://')
    again = crawler.run("--run", "spring")
    assert (warc.stat().st_size, index.stat().st_size) == whole
    assert again.code == 0
    assert len(again.captures()) == len(first.captures())


def test_a_run_of_the_same_name_fetches_nothing_again(web: Web, crawler: Crawler) -> None:
    chain_site(web)
    first = crawler.run("--run", "spring")
    asked = len(web.asked)
    second = crawler.run("--run", "spring")
    assert len(web.asked) == asked
    assert second.record().visits == first.record().visits
    assert second.code == 0


def test_a_new_run_asks_only_whether_pages_changed(web: Web, crawler: Crawler) -> None:
    good = html("Match list", "Surgery: 4", link("/older/", "2019"))

    def tagged(body: bytes, tag: str) -> Page:
        def answer(asked: Asked) -> Reply:
            if asked.headers.get("if-none-match") == tag:
                return Reply(b"", 304, {"ETag": tag})
            return Reply(body, 200, {"Content-Type": "text/html", "ETag": tag})

        return answer

    home = html("Alderholt", link("/match/", "Match list"), link("/usmle/", "USMLE"))
    web.hosts[HOST] |= {
        "/": tagged(home.body, '"home"'),
        "/match/": tagged(good.body, '"match"'),
        "/older/": html("Match list 2019", "Surgery: 1"),
        "/usmle/": html("USMLE", "Pass rate 97%"),
    }
    before = len(crawler.run().captures())
    web.hosts[HOST]["/usmle/"] = html("USMLE", "Pass rate 98%")
    second = crawler.run()
    assert second.visit("/").outcome is VisitOutcome.not_modified
    assert second.visit("/match/").outcome is VisitOutcome.not_modified
    assert second.visit("/older/").outcome is VisitOutcome.not_modified
    assert second.visit("/usmle/").outcome is VisitOutcome.fetched
    assert second.record().complete
    assert len(second.captures()) == before + 1
    archive = Archive(second.work / "archive")
    latest = {capture.final_address: archive.content(capture) for capture in archive.latest("alderholt")}
    assert b"98%" in latest[f"http://{HOST}/usmle/"]
    assert len(latest) == 4


def test_a_crawl_that_is_asked_to_stop_can_be_taken_up(web: Web, crawler: Crawler) -> None:
    paths = chain_site(web)
    enough = threading.Event()
    web.listening = lambda _: enough.set() if len(web.asked) >= 8 else None
    with crawler.start("--delay", "0.05") as process:
        assert enough.wait(60)
        process.send_signal(signal.SIGINT)
        _, log = process.communicate(timeout=60)
    assert process.returncode == 6, log
    crawled = crawler.run()
    assert sorted(crawled.captured_paths()) == sorted(paths)
    assert max(responses(crawled.work / "archive").values()) == 1


def test_a_full_disk_ends_the_crawl_with_its_own_code_and_can_be_resumed(web: Web, crawler: Crawler) -> None:
    paths = chain_site(web)
    noise = random.Random(1).randbytes(400_000).hex()
    web.hosts[HOST]["/match-list-3/"] = html(
        "Match list 3", noise, link("/match-list-6/", "Match list 6"), link("/match-list-7/", "Match list 7")
    )

    def small_files() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, resource.RLIM_INFINITY))
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)

    limited = subprocess.run(
        crawler.command(), check=False, preexec_fn=small_files, capture_output=True, text=True, timeout=120
    )
    assert limited.returncode == 5, limited.stderr
    crawled = crawler.run()
    assert crawled.code == 0
    assert sorted(crawled.captured_paths()) == sorted(paths)
    assert max(responses(crawled.work / "archive").values()) == 1


@contextmanager
def crawl_at_work(web: Web, crawler: Crawler) -> Iterator["subprocess.Popen[str]"]:
    """A crawl that has begun to ask, so slowly that it goes on until it is killed at the end."""
    chain_site(web)
    enough = threading.Event()
    web.listening = lambda _: enough.set()
    with crawler.start("--delay", "60") as process:
        assert enough.wait(60)
        yield process
        process.kill()
        process.communicate()


def test_two_crawls_never_write_to_one_folder(web: Web, crawler: Crawler) -> None:
    with crawl_at_work(web, crawler):
        second = crawler.run()
    assert second.code == 1
    assert re.search(r"another crawl is at work", second.log)


def test_a_crawl_that_may_wait_goes_on_when_the_one_before_it_has_ended(web: Web, crawler: Crawler) -> None:
    with crawl_at_work(web, crawler) as first, crawler.start("--wait") as second:
        assert second.stderr is not None
        assert any("waiting until another crawl" in line for line in second.stderr)
        first.kill()
        log = second.communicate(timeout=120)[1]
        assert second.returncode == 0, log


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--school", "nobody"], "no such school"),
        (["--page-budget", "0"], "must be 1 or more"),
        (["--hosts-map", "/nonexistent.json"], "is no hosts map"),
        (["--nonsense"], "see --help"),
    ],
)
def test_bad_arguments_are_named_and_have_their_own_code(
    web: Web, crawler: Crawler, options: list[str], words: str
) -> None:
    crawler.write(school())
    crawled = crawler.run(*options)
    assert crawled.code == 1
    assert words in crawled.log
