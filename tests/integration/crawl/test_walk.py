"""The site walk against real servers: what is found, in which order, and what is left alone."""

import hashlib
from pathlib import Path

import pytest
from warcio.archiveiterator import ArchiveIterator

from schemas.vocabulary import VisitOutcome
from scrapers.archive import Archive
from tests.integration.crawl.conftest import Crawler, school
from tests.integration.crawl.site import HOST, Reply, Web, html, link, pdf

pytestmark = pytest.mark.crawl


def small_site(web: Web) -> None:
    web.hosts[HOST] |= {
        "/": html("Alderholt", link("/about/", "About"), link("/students/", "Students"), link("/parking/", "Parking")),
        "/about/": html("About", "We teach."),
        "/students/": html("Students", link("/students/match/", "Residency match results")),
        "/students/match/": html(
            "Residency match results",
            link("/files/2026.pdf", "Class of 2026"),
            link("http://files.elsewhere.example/2025.pdf", "Match list 2025"),
            link("http://files.elsewhere.example/about", "Match list host"),
            link("2019/", "2019"),
        ),
        "/students/match/2019/": html("Match results 2019", "Surgery: 3"),
        "/files/2026.pdf": pdf("list of 2026"),
    }
    web.hosts["files.elsewhere.example"] = {"/2025.pdf": pdf("list of 2025"), "/about": html("About", "us")}


def test_walks_from_the_home_page_to_the_outcome_pages_and_their_documents(web: Web, crawler: Crawler) -> None:
    small_site(web)
    crawled = crawler.run()
    assert crawled.code == 0
    record = crawled.record()
    assert record.complete, record.incomplete_reason
    assert {"/", "/students/", "/students/match/", "/students/match/2019/", "/files/2026.pdf"} <= set(
        crawled.captured_paths()
    )
    assert crawled.visit("/files/2026.pdf").depth == 3
    assert web.counts("files.elsewhere.example") == {"/robots.txt": 1, "/2025.pdf": 1}
    document = next(
        capture for capture in crawled.captures() if capture.final_address == f"http://{HOST}/files/2026.pdf"
    )
    assert document.media_type == "application/pdf"
    assert document.parent_address == f"http://{HOST}/students/match/"
    assert document.anchor_text == "Class of 2026"
    assert Archive(crawler.work / "archive").content(document) == pdf("list of 2026").body


def test_every_answer_is_in_a_warc_file_that_others_can_read(web: Web, crawler: Crawler) -> None:
    small_site(web)
    crawled = crawler.run()
    answers: dict[str, str] = {}
    kinds: list[str] = []
    for path in sorted((crawled.work / "archive").glob("*.warc.gz")):
        with path.open("rb") as file:
            for record in ArchiveIterator(file, check_digests="raise"):
                kinds.append(record.rec_type)
                if record.rec_type == "response":
                    body = record.content_stream().read()
                    answers[record.rec_headers["WARC-Target-URI"]] = hashlib.sha256(body).hexdigest()
    assert kinds.count("response") == kinds.count("request") == len(answers)
    assert kinds.count("warcinfo") == 1
    for capture in crawled.captures():
        assert answers[capture.final_address or ""] == capture.sha256


def test_the_most_promising_link_is_fetched_first_and_the_budget_ends_the_walk(web: Web, crawler: Crawler) -> None:
    dull = [link(f"/page-{name}/", f"Chapter {name}") for name in "abcdefgh"]
    web.hosts[HOST] |= {"/": html("Alderholt", *dull, link("/match/", "Match list"), link("/usmle/", "USMLE scores"))}
    web.hosts[HOST] |= {f"/page-{name}/": html(f"Chapter {name}", "Words.") for name in "abcdefgh"}
    web.hosts[HOST] |= {"/match/": html("Match list", "Surgery: 4"), "/usmle/": html("USMLE", "Pass rate: 97%")}
    crawled = crawler.run("--page-budget", "5")
    paths = [path for path in crawled.captured_paths() if path != "/"]
    assert paths[:2] == ["/match/", "/usmle/"]
    assert len(crawled.captures()) <= 5
    assert crawled.record().skipped >= 5
    assert crawled.record().complete


def test_a_budget_that_leaves_promising_links_makes_the_search_incomplete(web: Web, crawler: Crawler) -> None:
    web.hosts[HOST] |= {
        "/": html("Alderholt", *[link(f"/match-list-{year}/", f"Match list {year}") for year in range(2010, 2020)])
    }
    crawled = crawler.run("--page-budget", "3")
    record = crawled.record()
    assert not record.complete
    assert "left when the budget was spent" in (record.incomplete_reason or "")
    assert {visit.outcome for visit in record.visits} >= {VisitOutcome.skipped_budget}


def test_sitemaps_lead_to_pages_that_no_link_leads_to(web: Web, crawler: Crawler) -> None:
    web.hosts[HOST] |= {
        "/": html("Alderholt", "No links here."),
        "/robots.txt": Reply(f"User-agent: *\nSitemap: http://{HOST}/maps/index.xml\n".encode()),
        "/maps/index.xml": Reply(
            f"<sitemapindex xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'><sitemap><loc>http://{HOST}/maps/one.xml"
            "</loc></sitemap></sitemapindex>".encode()
        ),
        "/maps/one.xml": Reply(
            f"<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'><url><loc>http://{HOST}/hidden/match-list/</loc>"
            f"</url><url><loc>http://{HOST}/menu/lunch/</loc></url></urlset>".encode()
        ),
        "/hidden/match-list/": html("Match list", "Surgery: 4"),
    }
    crawled = crawler.run()
    assert "/hidden/match-list/" in crawled.captured_paths()
    assert web.counts()["/menu/lunch/"] == 0


def test_traps_are_cut_off(web: Web, crawler: Crawler) -> None:
    def calendar(day: int) -> Reply:
        return html(f"Match day calendar {day}", link(f"/calendar/2026/{day + 1:02}/", "next match day"))

    web.hosts[HOST] |= {
        "/": html(
            "Alderholt",
            link("/calendar/2026/01/", "Match day calendar"),
            link("/match/?f[0]=a&f[1]=b", "Match list by specialty"),
            link("/match/;jsessionid=0123", "Match list"),
            link("/match/?utm_source=menu", "Match list"),
            link("/a/b/a/b/a/b/match-list/", "Match list again"),
        ),
        "/match/": html("Match list", "Surgery: 4"),
    } | {f"/calendar/2026/{day:02}/": calendar(day) for day in range(1, 30)}  # fmt: skip
    crawled = crawler.run()
    asked = {path for path in web.counts() if not path.startswith("/no-such-page")}
    assert asked == {"/robots.txt", "/sitemap.xml", "/", "/match/"}
    assert web.counts()["/match/"] == 1
    assert crawled.record().complete


def test_paths_that_the_school_file_forbids_are_never_asked_for(web: Web, crawler: Crawler) -> None:
    web.hosts[HOST] |= {"/": html("Alderholt", link("/private/match-list/", "Match list"))}
    crawler.write(school(crawl={"forbidden_paths": ["/private/"]}))
    crawled = crawler.run()
    assert web.counts()["/private/match-list/"] == 0
    assert crawled.visit("/private/match-list/").outcome is VisitOutcome.forbidden_by_school_file
    assert "forbidden by the school file" in (crawled.record().incomplete_reason or "")


def test_known_addresses_are_visited_and_secondary_publishers_are_not(web: Web, crawler: Crawler) -> None:
    web.hosts[HOST] |= {"/": html("Alderholt", "Nothing here."), "/deep/list.pdf": pdf("list")}
    web.hosts["news.elsewhere.example"] = {"/story": html("Match day", "They matched.")}
    known = [
        {"address": f"http://{HOST}/deep/list.pdf"},
        {"address": "http://news.elsewhere.example/story", "published_by": "news_outlet"},
    ]
    crawler.write(school(known_addresses=known))
    crawled = crawler.run()
    assert "/deep/list.pdf" in crawled.captured_paths()
    assert not web.counts("news.elsewhere.example")


def test_many_schools_are_walked_in_one_crawl_and_each_has_its_record(web: Web, crawler: Crawler) -> None:
    small_site(web)
    web.hosts["www.birchwold.example"] = {
        "/": html("Birchwold", link("/match/", "Match list")),
        "/match/": html("Match list", "x"),
    }
    crawler.write(school("birchwold", "www.birchwold.example"), school("cedarhay", "www.cedarhay.example"))
    crawled = crawler.run()
    assert crawled.code == 3
    assert crawled.record("birchwold").complete
    assert not crawled.record("cedarhay").complete
    assert "host not found" in (crawled.record("cedarhay").incomplete_reason or "")
    done = {event["school"] for event in crawled.events if event["event"] == "school_done"}
    assert done == {"alderholt", "birchwold", "cedarhay"}
    last = crawled.events[-1]
    assert last["event"] == "finished"
    assert last["settled"] == last["known"]


def test_the_home_page_is_tried_over_http_where_https_does_not_work(web: Web, crawler: Crawler) -> None:
    web.hosts["alderholt.example"] = {
        "/": html("Alderholt", link("/match/", "Match list")),
        "/match/": html("Match list", "x"),
    }
    plain = school(host="alderholt.example").model_copy(deep=True)
    plain.crawl.start_addresses.clear()
    crawler.write(plain)
    crawled = crawler.run()
    assert crawled.visit("https://alderholt.example/").outcome is VisitOutcome.tls_failed
    assert crawled.visit("http://alderholt.example/match/").outcome is VisitOutcome.fetched


def test_no_request_carries_a_cookie_and_every_request_says_whose_it_is(web: Web, crawler: Crawler) -> None:
    small_site(web)
    web.hosts[HOST]["/"] = Reply(
        html("Alderholt", link("/students/", "Students")).body, headers={"Set-Cookie": "who=you; Path=/"}
    )
    crawler.run()
    assert len(web.asked) > 4
    for asked in web.asked:
        assert "cookie" not in asked.headers
        assert asked.headers["user-agent"].startswith("MatchWatchBot/")
        assert "+https://" in asked.headers["user-agent"]


def test_work_folder_of_a_finished_crawl_holds_nothing_half_written(web: Web, crawler: Crawler) -> None:
    small_site(web)
    crawled = crawler.run()
    assert not list((crawled.work / "crawls").glob("*.new"))
    assert list(Archive(crawled.work / "archive").verify()) == []
    names = {path.name for path in crawled.work.iterdir()}
    assert names >= {"archive", "crawls", "ledger.sqlite"}
    assert Path(crawled.work / "archive" / "index.jsonl").read_bytes().endswith(b"\n")
