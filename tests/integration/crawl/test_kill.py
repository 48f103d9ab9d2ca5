"""Kill -9 at random moments of one crawl, again and again: the last run ends it with nothing lost, torn or fetched needlessly.

Three kills by default; MATCHWATCH_KILLS=20 in the environment makes it twenty, MATCHWATCH_SEED chooses other moments.
"""

import os
import random
import subprocess
import sys
import threading
from collections import Counter
from pathlib import Path

import pytest

from scrapers.archive import Archive
from tests.integration.crawl.conftest import Crawler, school
from tests.integration.crawl.site import Asked, Web, html, lettered, link
from tests.integration.crawl.test_resume import responses

pytestmark = pytest.mark.crawl
KILLS = int(os.environ.get("MATCHWATCH_KILLS", "3"))
SEED = int(os.environ.get("MATCHWATCH_SEED", "7"))
HOSTS = ("www.ashby.example", "www.birch.example", "www.cedar.example")
PAGES = 12 * KILLS + 20


def forest(web: Web) -> set[str]:
    """Per host, pages that each lead to three others; returns all addresses."""
    addresses: set[str] = set()
    for host in HOSTS:
        paths = ["/", *(f"/match-list-{lettered(number)}/" for number in range(1, PAGES))]
        for number, path in enumerate(paths):
            onward = [link(one, f"Match list {one}") for one in paths[3 * number + 1 : 3 * number + 4]]
            web.hosts.setdefault(host, {})[path] = html(
                f"Match list of {host} {number}", f"Surgery: {number}", *onward
            )
        addresses |= {f"http://{host}{path}" for path in paths}
    return addresses


def kill_within(crawler: Crawler, web: Web, chance: random.Random, processes: int) -> None:
    """Start or resume the crawl, and kill it some requests and milliseconds later."""
    last = len(web.asked) + chance.randint(1, 24)
    moment = threading.Event()
    web.listening = lambda _: moment.set() if len(web.asked) >= last else None
    with crawler.start("--page-budget", "5000", "--processes", str(processes)) as process:
        assert moment.wait(60)
        killer = threading.Timer(chance.uniform(0, 0.03), process.kill)
        killer.start()
        process.communicate()
        killer.join()


@pytest.mark.parametrize("processes", [1, 2])
def test_a_crawl_killed_at_random_moments_ends_with_every_page_once(
    web: Web, crawler: Crawler, tmp_path: Path, processes: int
) -> None:
    (tmp_path / "schools" / "alderholt.yaml").unlink()
    addresses = forest(web)
    crawler.write(*(school(host.split(".")[1], host) for host in HOSTS))
    chance = random.Random(SEED)
    for _ in range(KILLS):
        kill_within(crawler, web, chance, processes)
    web.listening = lambda _: None
    crawled = crawler.run("--page-budget", "5000")
    assert crawled.code == 0, crawled.log
    archived = responses(crawled.work / "archive")
    assert {address for address in archived if "no-such-page" not in address and "sitemap" not in address} == addresses
    assert max(archived.values()) == 1
    captured = Counter(capture.final_address for capture in Archive(crawled.work / "archive").captures())
    assert set(captured) == addresses
    assert max(captured.values()) == 1
    assert list(Archive(crawled.work / "archive").verify()) == []
    assert repeated(web.asked) <= KILLS * len(HOSTS)
    assert_valid_for_warcio(crawled.work / "archive")


def repeated(asked: list[Asked]) -> int:
    """How many requests were made more than once, robots.txt aside, which every process asks for."""
    counts = Counter((one.host, one.path) for one in asked if one.path != "/robots.txt")
    return sum(number - 1 for number in counts.values())


def assert_valid_for_warcio(folder: Path) -> None:
    """`warcio check` finds nothing to say about any file."""
    files = [str(path) for path in sorted(folder.glob("*.warc.gz"))]
    assert files
    command = [sys.executable, "-c", "from warcio.cli import main; main()", "check", "--verbose", *files]
    checked = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
    assert checked.returncode == 0, checked.stdout
    assert "digest failed" not in checked.stdout
