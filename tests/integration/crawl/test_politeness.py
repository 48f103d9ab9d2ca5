"""Politeness, measured by the server's own log: robots rules, pauses, and what a busy host asks for."""

from itertools import pairwise

import pytest

from schemas.vocabulary import VisitOutcome
from tests.integration.crawl.conftest import Crawler
from tests.integration.crawl.site import HOST, Asked, Reply, Web, html, link

pytestmark = pytest.mark.crawl


def two_pages(web: Web) -> None:
    web.hosts[HOST] |= {
        "/": html("Alderholt", link("/match/", "Match list")),
        "/match/": html("Match list", "Surgery: 4"),
    }


def test_robots_rules_are_obeyed_and_refusals_make_the_search_incomplete(web: Web, crawler: Crawler) -> None:
    two_pages(web)
    web.hosts[HOST]["/robots.txt"] = Reply(b"User-agent: *\nDisallow: /match/\n")
    crawled = crawler.run()
    assert web.counts()["/match/"] == 0
    assert crawled.visit("/match/").outcome is VisitOutcome.refused_by_robots
    assert not crawled.record().complete
    assert crawled.record().refused == 1


def test_rules_for_this_crawler_by_name_go_before_rules_for_all(web: Web, crawler: Crawler) -> None:
    two_pages(web)
    web.hosts[HOST]["/robots.txt"] = Reply(b"User-agent: *\nDisallow: /\n\nUser-agent: MatchWatchBot\nAllow: /\n")
    assert "/match/" in crawler.run().captured_paths()


@pytest.mark.parametrize("status", [500, 503, 429])
def test_a_robots_txt_that_cannot_be_had_closes_the_host(web: Web, crawler: Crawler, status: int) -> None:
    two_pages(web)
    web.hosts[HOST]["/robots.txt"] = Reply(b"", status)
    crawled = crawler.run()
    assert set(web.counts()) == {"/robots.txt"}
    assert crawled.visit("/").outcome is VisitOutcome.robots_unavailable
    assert crawled.code == 3


@pytest.mark.parametrize("status", [401, 403, 404, 410])
def test_a_robots_txt_that_does_not_exist_opens_the_host(web: Web, crawler: Crawler, status: int) -> None:
    two_pages(web)
    web.hosts[HOST]["/robots.txt"] = Reply(b"User-agent: *\nDisallow: /\n", status)
    assert "/match/" in crawler.run().captured_paths()


def test_robots_txt_is_asked_for_once_a_host_and_before_anything_else(web: Web, crawler: Crawler) -> None:
    two_pages(web)
    crawler.run()
    assert web.asked[0].path == "/robots.txt"
    assert web.counts()["/robots.txt"] == 1


def test_crawl_delay_is_kept_between_all_requests_to_a_host(web: Web, crawler: Crawler) -> None:
    two_pages(web)
    web.hosts[HOST]["/robots.txt"] = Reply(b"User-agent: *\nCrawl-delay: 0.4\n")
    crawled = crawler.run()
    moments = [asked.moment for asked in web.asked]
    assert len(moments) >= 4
    assert min(later - earlier for earlier, later in pairwise(moments)) >= 0.38
    assert "/match/" in crawled.captured_paths()


def test_the_delay_holds_between_requests_to_one_host(web: Web, crawler: Crawler) -> None:
    two_pages(web)
    crawler.run("--delay", "0.3")
    moments = [asked.moment for asked in web.asked]
    assert min(later - earlier for earlier, later in pairwise(moments)) >= 0.28


def test_one_request_at_a_time_goes_to_a_host(web: Web, crawler: Crawler) -> None:
    under_way: list[str] = []
    overlaps: list[str] = []

    def page(asked: Asked) -> Reply:
        if under_way:
            overlaps.append(asked.path)
        under_way.append(asked.path)
        reply = html(
            f"Match list {asked.path}", *[link(f"/match-{number}/", f"Match list {number}") for number in range(8)]
        )
        under_way.pop()
        return reply

    web.hosts[HOST] |= {"/": page} | {f"/match-{number}/": page for number in range(8)}
    crawler.run()
    assert len(web.counts()) > 8
    assert not overlaps


@pytest.mark.parametrize("status", [429, 503])
def test_retry_after_is_waited_for_and_the_page_is_then_had(web: Web, crawler: Crawler, status: int) -> None:
    two_pages(web)
    good = html("Match list", "Surgery: 4")

    def busy(asked: Asked) -> Reply:
        return good if web.counts()["/match/"] > 1 else Reply(b"later", status, {"Retry-After": "1"})

    web.hosts[HOST]["/match/"] = busy
    crawled = crawler.run()
    moments = [asked.moment for asked in web.asked if asked.path == "/match/"]
    assert len(moments) == 2
    first = web.asked.index(next(asked for asked in web.asked if asked.path == "/match/"))
    assert web.asked[first + 1].moment - moments[0] >= 0.95
    assert crawled.visit("/match/").outcome is VisitOutcome.fetched


def test_a_host_that_asks_for_long_is_left_alone(web: Web, crawler: Crawler) -> None:
    web.hosts[HOST] |= {
        "/": html("Alderholt", link("/match/", "Match list"), link("/usmle/", "USMLE"), link("/comlex/", "Outcomes")),
        "/match/": Reply(b"later", 503, {"Retry-After": "86400"}),
    }
    crawled = crawler.run()
    assert web.counts()["/usmle/"] + web.counts()["/comlex/"] == 0
    assert "86400 seconds" in (crawled.visit("/usmle/").detail or "")
    assert not crawled.record().complete


def test_a_server_error_is_tried_three_times_and_no_more(web: Web, crawler: Crawler) -> None:
    two_pages(web)
    web.hosts[HOST]["/match/"] = Reply(b"broken", 500)
    crawled = crawler.run()
    assert web.counts()["/match/"] == 3
    assert crawled.visit("/match/").outcome is VisitOutcome.server_error


def test_a_refusal_is_not_tried_again(web: Web, crawler: Crawler) -> None:
    two_pages(web)
    web.hosts[HOST]["/match/"] = Reply(b"no", 404)
    crawled = crawler.run()
    assert web.counts()["/match/"] == 1
    assert crawled.record().complete


def test_links_that_ask_not_to_be_followed_are_not(web: Web, crawler: Crawler) -> None:
    web.hosts[HOST] |= {
        "/": html(
            "Alderholt", link("/match/", "Match list", 'rel="nofollow"'), link("/outcomes/", "Student outcomes")
        ),
        "/outcomes/": html(
            "Outcomes", link("/usmle/", "USMLE scores"), head='<meta name="robots" content="nofollow">'
        ),
    }
    crawled = crawler.run()
    assert web.counts()["/match/"] == web.counts()["/usmle/"] == 0
    assert crawled.visit("/usmle/").outcome is VisitOutcome.refused_by_robots
