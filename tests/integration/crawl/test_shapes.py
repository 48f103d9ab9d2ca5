"""One crawl of sites of many shapes: everything sought is found early, traps are cut off, hosts of others are never walked."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from schemas.vocabulary import VisitOutcome
from tests.integration.crawl.conftest import Crawled, Crawler, school
from tests.integration.crawl.shapes import EXPORT, SHAPES, Shape
from tests.integration.crawl.site import HOST, Reply, Web, html, link, pdf

pytestmark = pytest.mark.crawl
WITHIN = 25
BUDGET = 60


@dataclass(frozen=True)
class Walked:
    """The crawl of all shapes."""

    web: Web
    crawled: Crawled


class OpenEnded(dict):  # type: ignore[type-arg]
    """Pages of a host that answers every path."""

    def __init__(self, shape: Shape) -> None:
        super().__init__(shape.pages)
        self._answer = shape.open_ended

    def get(self, key: str, default: object = None) -> object:
        fixed = key in ("/robots.txt", "/sitemap.xml") or key.startswith("/no-such-page") or self._answer is None
        return super().get(key, default if fixed else self._answer)


@pytest.fixture(scope="module")
def walked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Walked]:
    with Web() as web:
        crawler = Crawler(web, tmp_path_factory.mktemp("shapes"))
        for shape in SHAPES:
            web.hosts[shape.host] = OpenEnded(shape)
            web.hosts |= shape.others
            crawler.write(school(shape.name, shape.host))
        yield Walked(web, crawler.run("--page-budget", str(BUDGET)))


@pytest.mark.parametrize("shape", SHAPES, ids=[shape.name for shape in SHAPES])
def test_all_that_is_sought_is_found_early(walked: Walked, shape: Shape) -> None:
    captured = {capture.final_address for capture in walked.crawled.captures(shape.name)}
    sought = {path if path.startswith("http") else f"http://{shape.host}{path}" for path in shape.sought}
    assert not sought - captured
    hosts = {shape.host, *shape.others}
    asked = [
        f"http://{one.host}{one.path}" for one in walked.web.asked if one.host in hosts and one.path != "/robots.txt"
    ]
    assert max(asked.index(address) for address in sought) < WITHIN


def test_traps_are_cut_off(walked: Walked) -> None:
    traps = next(shape for shape in SHAPES if shape.open_ended)
    asked = walked.web.counts(traps.host)
    assert sum(asked.values()) <= BUDGET + 10
    assert not [path for path in asked if "jsessionid" in path or "sid=" in path or "filter" in path]
    assert not [path for path in asked if path.startswith("/events/2026")]
    assert max(asked.values()) == 1


def test_hosts_of_others_give_single_documents_and_are_never_walked(walked: Walked) -> None:
    assert "/" not in walked.web.counts("files.cdn.example")
    assert set(walked.web.counts("docs.suite.example")) == {"/robots.txt", EXPORT}


def three_pages(web: Web) -> None:
    web.hosts[HOST] |= {
        "/": html("Alderholt", link("/match/", "Match list"), link("/usmle/", "USMLE"), link("/about/", "About")),
        "/match/": html("Match list", link("http://files.stopped.example/list.pdf", "Full list (PDF)")),
        "/usmle/": html("USMLE", "97%"),
        "/about/": html("About", "Us."),
    }
    web.hosts["files.stopped.example"] = {"/list.pdf": pdf("list")}


def test_a_host_of_the_stop_list_is_not_even_asked_for_its_rules(web: Web, crawler: Crawler, tmp_path: Path) -> None:
    three_pages(web)
    (tmp_path / "stop.txt").write_text("stopped.example\n")
    crawled = crawler.run("--stop-list", str(tmp_path / "stop.txt"))
    assert not web.counts("files.stopped.example")
    assert crawled.visit("http://files.stopped.example/list.pdf").outcome is VisitOutcome.on_stop_list
    assert not crawled.record().complete


def test_the_total_budget_holds_over_all_schools_and_leaves_the_search_incomplete(web: Web, crawler: Crawler) -> None:
    three_pages(web)
    web.hosts["www.birch.example"] = dict(web.hosts[HOST])
    crawler.write(school("birch", "www.birch.example"))
    crawled = crawler.run("--total-budget", "5")
    asked = [one for one in web.asked if one.path != "/robots.txt"]
    assert len(asked) == 5
    assert "budget" in (crawled.record().incomplete_reason or "") + (crawled.record("birch").incomplete_reason or "")


def test_the_search_of_a_site_is_asked_only_where_its_file_says_so(web: Web, crawler: Crawler) -> None:
    found = html("Results", link("/hidden/match-list.pdf", "Match list 2025"))
    web.hosts[HOST] |= {
        "/": html(
            "Alderholt", '<form action="/search"><input name="q"></form>', link("/search?q=match+list", "Match list")
        ),
        "/search?q=residency+match+list": found,
        "/hidden/match-list.pdf": pdf("list"),
    }
    crawler.run()
    assert not [path for path in web.counts() if path.startswith("/search")]
    crawler.write(school(crawl={"site_search": f"http://{HOST}/search?q={{words}}"}))
    assert "/hidden/match-list.pdf" in crawler.run().captured_paths()
    web.hosts[HOST]["/robots.txt"] = Reply(b"User-agent: *\nDisallow: /search\n")
    before = sum(number for path, number in web.counts().items() if path.startswith("/search"))
    crawler.run()
    assert sum(number for path, number in web.counts().items() if path.startswith("/search")) == before
