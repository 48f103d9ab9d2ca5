"""What becomes of every kind of answer, and the guard around the public web."""

import gzip

import pytest

from pipelines.steps.assess.search import search_of
from schemas.vocabulary import VisitOutcome
from tests.integration.crawl.conftest import Crawled, Crawler, school
from tests.integration.crawl.site import HOST, Asked, HangUpError, Reply, Web, html, link, pdf

pytestmark = pytest.mark.crawl
FORM = '<form action="/in"><input name="user"><input type="password" name="word"></form>'


def crawl(web: Web, crawler: Crawler, **pages: object) -> Crawled:
    """Crawl a home page that links to every given page, named by its words; returns what was left behind."""
    links = [link(f"/{name.replace('_', '-')}", f"Match list {number}") for number, name in enumerate(pages)]
    web.hosts[HOST]["/"] = html("Alderholt", *links)
    web.hosts[HOST] |= {f"/{name.replace('_', '-')}": page for name, page in pages.items()}  # type: ignore[misc]
    return crawler.run()


def redirect(target: str) -> Reply:
    return Reply(b"", 302, {"Location": target})


def test_answers_are_told_apart(web: Web, crawler: Crawler) -> None:
    crawled = crawl(
        web,
        crawler,
        good=html("Match list", "Surgery: 4"),
        gone=Reply(b"", 410),
        teapot=Reply(b"", 418),
        protected=Reply(b"", 401),
        form=html("Please sign in", FORM),
        sent_away=redirect("/account/login?next=/match"),
        challenge=Reply(
            b"<title>Just a moment...</title>", 403, {"Content-Type": "text/html", "cf-mitigated": "challenge"}
        ),
        absent=html("Page not found", "We could not find this page."),
        blank=Reply(b"", 200, {"Content-Type": "text/html"}),
        film=Reply(b"\x00\x00\x00\x18ftypmp42", 200, {"Content-Type": "video/mp4"}),
    )
    outcomes = {path: crawled.visit(f"/{path}").outcome for path in (
        "good", "gone", "teapot", "protected", "form", "sent-away", "challenge", "absent", "blank", "film"
    )}  # fmt: skip
    assert outcomes == {
        "good": VisitOutcome.fetched,
        "gone": VisitOutcome.client_error,
        "teapot": VisitOutcome.client_error,
        "protected": VisitOutcome.login_required,
        "form": VisitOutcome.login_required,
        "sent-away": VisitOutcome.login_required,
        "challenge": VisitOutcome.bot_challenge,
        "absent": VisitOutcome.soft_404,
        "blank": VisitOutcome.empty,
        "film": VisitOutcome.wrong_type,
    }
    assert set(crawled.captured_paths()) == {"/", "/good"}
    reason = crawled.record().incomplete_reason or ""
    for words in ("behind a login", "behind a check for humans", "empty", "refused by the host"):
        assert words in reason
    assert web.counts()["/account/login?next=/match"] == 0


def test_a_page_that_a_host_gives_for_anything_is_no_page(web: Web, crawler: Crawler) -> None:
    shell = html(
        "Alderholt College", "Choose a topic from the menu above. Our college welcomes you every day of the year."
    )

    class AlwaysThere(dict[str, object]):
        def get(self, path: str, default: object = None) -> object:
            return super().get(path, default if path in ("/robots.txt", "/sitemap.xml") else shell)

    pages = AlwaysThere({"/": html("Alderholt", link("/match/", "Match list"), link("/usmle/", "USMLE")),
                         "/usmle/": html("USMLE results", "Pass rate 97% of 120 first takers in 2025.")})  # fmt: skip
    web.hosts[HOST] = pages  # type: ignore[assignment]
    crawled = crawler.run()
    assert crawled.visit("/match/").outcome is VisitOutcome.soft_404
    assert crawled.visit("/usmle/").outcome is VisitOutcome.fetched
    assert crawled.record().complete


def test_redirects_are_followed_within_the_school_and_the_document_is_kept_once(web: Web, crawler: Crawler) -> None:
    crawled = crawl(
        web, crawler, old=redirect("/newer"), newer=redirect("/newest"), newest=html("Match list", "Surgery: 4")
    )
    assert web.counts()["/newest"] == 1
    assert [crawled.visit(path).outcome for path in ("/old", "/newer", "/newest")] == [VisitOutcome.fetched] * 3
    assert "redirects to" in (crawled.visit("/old").detail or "")
    assert crawled.record().complete


@pytest.mark.parametrize(
    "target",
    [
        "http://127.0.0.1/match",
        "http://2130706433/match",
        "http://0x7f.1/match",
        "http://[::1]/match",
        "http://[::ffff:10.0.0.1]/match",
        "http://169.254.169.254/latest/meta-data/",
        "file:///etc/passwd",
        "ftp://files.example/match",
    ],
)
def test_redirects_to_forbidden_addresses_are_refused(web: Web, crawler: Crawler, target: str) -> None:
    crawled = crawl(web, crawler, away=redirect(target))
    assert crawled.visit("/away").outcome is VisitOutcome.redirect_refused
    assert {visit.address.split("/")[2] for visit in crawled.record().visits} == {HOST}
    assert not crawled.record().complete


def test_redirects_to_other_hosts_in_circles_and_home_are_not_followed(web: Web, crawler: Crawler) -> None:
    web.hosts["www.elsewhere.example"] = {"/match": html("Match list", "x")}
    crawled = crawl(
        web, crawler, away=redirect("http://www.elsewhere.example/match"), here=redirect("/there"), there=redirect("/here"),
        home=redirect("/"),
    )  # fmt: skip
    assert not web.counts("www.elsewhere.example")
    assert "allowed_hosts" in (crawled.visit("/away").detail or "")
    assert crawled.visit("/here").outcome is VisitOutcome.redirect_refused
    assert crawled.visit("/home").outcome is VisitOutcome.soft_404


def test_names_outside_the_hosts_map_are_not_looked_up(web: Web, crawler: Crawler) -> None:
    crawler.write(school("dunroamin", "www.dunroamin.example"))
    crawled = crawler.run("--school", "dunroamin")
    assert crawled.code == 4
    assert crawled.visit("http://www.dunroamin.example/", "dunroamin").outcome is VisitOutcome.name_not_resolved


def test_addresses_of_the_inner_network_in_school_files_are_refused(web: Web, crawler: Crawler) -> None:
    web.hosts[HOST]["/"] = html("Alderholt", "Nothing.")
    crawler.write(school(known_addresses=[{"address": "http://127.0.0.1:9/list"}]))
    crawled = crawler.run()
    assert crawled.visit("http://127.0.0.1:9/list").outcome is VisitOutcome.address_refused
    assert "forbidden address" in (crawled.record().incomplete_reason or "")


def test_a_host_that_hangs_up_is_given_up_without_asking_for_every_page(web: Web, crawler: Crawler) -> None:
    def hang_up(asked: Asked) -> Reply:
        raise HangUpError

    crawled = crawl(web, crawler, torn=hang_up)
    assert crawled.visit("/torn").outcome is VisitOutcome.connection_lost
    assert web.counts()["/torn"] <= 4, "three attempts, and one that Twisted makes when a kept connection breaks"


def test_compressed_answers_are_archived_decoded(web: Web, crawler: Crawler) -> None:
    page = html("Match list", "Surgery: 4")
    headers = {**page.headers, "Content-Encoding": "gzip"}
    crawled = crawl(web, crawler, packed=Reply(gzip.compress(page.body), 200, headers))
    capture = next(capture for capture in crawled.captures() if (capture.final_address or "").endswith("/packed"))
    assert capture.byte_count == len(page.body)


def test_a_document_that_is_too_large_is_not_taken(web: Web, crawler: Crawler) -> None:
    def endless(asked: Asked) -> Reply:
        return Reply(
            gzip.compress(b"0" * (60 * 1024 * 1024)), 200, {"Content-Type": "text/plain", "Content-Encoding": "gzip"}
        )

    crawled = crawl(web, crawler, bomb=endless)
    assert crawled.visit("/bomb").outcome is VisitOutcome.too_large
    assert "too large" in (crawled.record().incomplete_reason or "")


SHELL = Reply(
    b"<html><head><title>Match dashboard</title></head><body><noscript>You need to enable JavaScript to run this app.</noscript>"
    b'<div id="root"></div><a href="/match/2025.pdf">Match list 2025</a><script src="/app.js"></script></body></html>',
    headers={"Content-Type": "text/html", "ETag": '"one"'},
)


def test_a_page_that_needs_a_browser_is_a_reason_and_never_an_absence(web: Web, crawler: Crawler) -> None:
    web.hosts[HOST] |= {
        "/": html("Alderholt", link("/match/", "Match list")),
        "/match/": SHELL,
        "/match/2025.pdf": pdf("list"),
    }
    crawled = crawler.run()
    assert crawled.visit("/match/").outcome is VisitOutcome.needs_browser
    assert crawled.visit("/match/2025.pdf").outcome is VisitOutcome.fetched
    assert not crawled.record().complete
    assert "needs a browser" in (crawled.record().incomplete_reason or "")
    search = search_of(crawled.record(), [])
    assert not search.complete
    assert "need a browser" in (search.reason or "")
    again = crawler.run()
    assert again.visit("/match/").outcome is VisitOutcome.needs_browser
    assert again.captured_paths().count("/match/") == 1
