"""Pages that scripts fill, rendered by a real browser that has no network of its own."""

import os
import shutil
from collections.abc import Iterator

import pytest

from schemas.vocabulary import VisitOutcome
from scrapers.archive import Archive
from tests.integration.crawl.conftest import Crawler
from tests.integration.crawl.inner_net import Trap
from tests.integration.crawl.site import HOST, Reply, Web, html, link

pytestmark = [pytest.mark.crawl, pytest.mark.browser]
NAMES = ("chromium", "chromium-browser", "google-chrome")
SCRIPT = """
const root = document.getElementById("root");
fetch("/data/match.json").then(answer => answer.json()).then(rows => {
  root.innerHTML = "<h1>Match list</h1>" + rows.map(row => `<p>${row}</p>`).join("") + '<a href="/match/2024/">2024</a>';
});
const inner = "INNER";
for (const address of [`http://${inner}/fetched`, "http://rebound.example/x", `http://[::1]:${inner.split(":")[1]}/six`, "/moved-inside"])
  fetch(address).catch(() => 0);
fetch("/closed/secret.json").catch(() => 0);
navigator.sendBeacon(`http://${inner}/beacon`, "x");
new Image().src = `http://${inner}/picture`;
try { new WebSocket(`ws://${inner}/socket`); } catch (error) {}
try { new EventSource(`http://${inner}/events`); } catch (error) {}
const frame = document.createElement("iframe"); frame.src = `http://${inner}/frame`; document.body.append(frame);
fetch("/posted", {method: "POST", body: "x"}).catch(() => 0);
"""


@pytest.fixture(scope="module")
def chromium() -> str:
    asked_for = os.environ.get("MATCHWATCH_CHROMIUM")
    found = asked_for or next((path for name in NAMES if (path := shutil.which(name))), None)
    if found is None:
        pytest.skip("no Chromium on this machine")
    return found


@pytest.fixture
def trap() -> Iterator[Trap]:
    with Trap("127.0.0.1") as one:
        yield one


def shell(script: str) -> Reply:
    page = f'<html><head><title>Match</title></head><body><div id="root"></div><script src="{script}"></script></body></html>'
    return Reply(page.encode(), headers={"Content-Type": "text/html", "ETag": '"shell"'})


def test_a_page_that_scripts_fill_is_read_and_asks_for_nothing_behind_the_guard(
    web: Web, crawler: Crawler, chromium: str, trap: Trap
) -> None:
    inner = f"127.0.0.1:{trap.port}"
    web.hosts[HOST] |= {
        "/": html("Alderholt", link("/match/", "Match list")),
        "/robots.txt": Reply(b"User-agent: *\nDisallow: /closed/\n"),
        "/match/": shell("/app.js"),
        "/app.js": Reply(SCRIPT.replace("INNER", inner).encode(), headers={"Content-Type": "text/javascript"}),
        "/data/match.json": Reply(b'["Surgery: 4", "Pediatrics: 7"]', headers={"Content-Type": "application/json"}),
        "/moved-inside": Reply(b"", 302, {"Location": f"http://{inner}/moved"}),
        "/match/2024/": html("Match list 2024", "Surgery: 3"),
    }
    crawled = crawler.run("--browser", chromium)
    assert crawled.visit("/match/").outcome is VisitOutcome.fetched, crawled.log
    assert crawled.visit("/match/2024/").outcome is VisitOutcome.fetched
    capture = next(one for one in crawled.captures() if (one.final_address or "").endswith("/match/"))
    assert b"Pediatrics: 7" in Archive(crawled.work / "archive").content(capture)
    assert capture.etag is None
    assert trap.asked == []
    asked = web.counts()
    assert asked["/data/match.json"] == asked["/app.js"] == asked["/moved-inside"] == 1
    assert asked["/closed/secret.json"] == asked["/posted"] == 0
    assert all(one.headers["user-agent"].startswith("MatchWatchBot/") for one in web.asked)


def test_a_page_that_stays_empty_still_needs_a_browser(web: Web, crawler: Crawler, chromium: str) -> None:
    web.hosts[HOST] |= {"/": html("Alderholt", link("/match/", "Match list")), "/match/": shell("/gone.js")}
    crawled = crawler.run("--browser", chromium)
    assert crawled.visit("/match/").outcome is VisitOutcome.needs_browser
    assert not crawled.record().complete


def test_a_browser_that_is_not_there_is_named_before_anything_is_asked(web: Web, crawler: Crawler) -> None:
    crawled = crawler.run("--browser", "/nonexistent/chromium")
    assert crawled.code == 1
    assert "installed Chromium" in crawled.log
    assert not web.asked
