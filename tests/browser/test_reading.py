"""Every type of page, in a real browser: for everybody to read, on every width, light on the line, from nowhere else."""

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Response

from tests.browser.conftest import TIMEOUT_MS, ColorScheme, Site

pytestmark = [pytest.mark.browser, pytest.mark.crawl]

WEIGHT_LIMIT = 100_000
"""Bytes of everything but pictures, unpacked."""
LINE_LIMIT = 40_000
"""The same as it comes over the line."""
GRAVE = frozenset({"serious", "critical"})
NARROW = 320
ALL_RULES = {"resultTypes": ["violations"]}
UNFOLD_AND_SHORTEN = """() => {
    document.querySelectorAll('details').forEach(one => { one.open = true })
    document.querySelectorAll('tbody').forEach(body => [...body.rows].slice(5).forEach(row => row.remove()))
    document.querySelectorAll('.picks label').forEach((label, number) => { if (number > 5) label.remove() })
}"""
"""All that is folded is looked at; of the rows of a table, which are alike, the first few."""
COLOURS = {"runOnly": ["cat.color"], "resultTypes": ["violations"]}
"""Dark pages differ from light ones in their colours only."""


@pytest.fixture(params=["light", "dark"])
def scheme(request: pytest.FixtureRequest) -> ColorScheme:
    return "dark" if request.param == "dark" else "light"


@pytest.fixture
def dressed(browser: Browser, scheme: ColorScheme) -> Iterator[Page]:
    """A page in the reader's colours, in which the checker may run its script."""
    opened = browser.new_context(color_scheme=scheme, bypass_csp=True, viewport={"width": 1000, "height": 800})
    opened.set_default_timeout(TIMEOUT_MS)
    yield opened.new_page()
    opened.close()


def test_no_grave_fault_on_any_page(dressed: Page, scheme: ColorScheme, site: Site) -> None:
    axe = Axe()
    faults = []
    for name in site.pages:
        dressed.goto(site.at(name))
        dressed.evaluate(UNFOLD_AND_SHORTEN)
        found = axe.run(dressed, options=ALL_RULES if scheme == "light" else COLOURS).response["violations"]
        faults += [
            f"{name}: {fault['id']}: {fault['nodes'][0]['html'][:120]} {fault['nodes'][0]['failureSummary'][:200]}"
            for fault in found
            if fault["impact"] in GRAVE
        ]
    assert not faults, "\n".join(faults)


def test_dark_pages_are_dark(dressed: Page, scheme: ColorScheme, site: Site) -> None:
    dressed.goto(site.at("home"))
    paper = dressed.evaluate("getComputedStyle(document.body).backgroundColor")
    lightness = sum(int(part) for part in paper[4:-1].split(",")[:3]) / 3
    assert (lightness < 60) is (scheme == "dark")


def test_nothing_is_wider_than_a_small_phone(browser: Browser, site: Site) -> None:
    opened = browser.new_context(viewport={"width": NARROW, "height": 700})
    page = opened.new_page()
    wide = []
    for name in site.pages:
        page.goto(site.at(name))
        page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
        width = page.evaluate("document.documentElement.scrollWidth")
        if width > NARROW:
            wide.append(f"{name}: {width}")
    opened.close()
    assert not wide, wide


def test_pages_are_light_and_ask_nobody_else(page: Page, site: Site) -> None:
    answers: list[Response] = []
    page.on("response", lambda answer: answers.append(answer))  # noqa: PLW0108 - a built-in function cannot be wrapped
    here = urlsplit(site.address).netloc
    for name in site.pages:
        answers.clear()
        page.goto(site.at(name), wait_until="load")
        assert {urlsplit(answer.url).netloc for answer in answers} == {here}, name
        weighed = [answer for answer in answers if not answer.headers["content-type"].startswith("image/")]
        unpacked = sum(len(answer.body()) for answer in weighed)
        assert 0 < unpacked < WEIGHT_LIMIT, (name, unpacked)
        packed = sum(answer.request.sizes()["responseBodySize"] for answer in weighed)
        assert 0 < packed < LINE_LIMIT, (name, packed)


def test_no_page_has_an_error_in_the_browser(page: Page, site: Site) -> None:
    told: list[str] = []
    page.on("console", lambda message: told.append(message.text) if message.type == "error" else None)
    for name in site.pages:
        told.clear()
        page.goto(site.at(name))
        assert not [text for text in told if "Failed to load resource" not in text], (name, told)


def test_on_paper_nothing_is_cut_or_folded(page: Page, site: Site) -> None:
    page.goto(site.at("school"))
    page.emulate_media(media="print")
    assert not page.locator("header.site nav").first.is_visible()
    assert page.locator("h1").is_visible()
    for region in page.locator(".scroll").all()[:6]:
        assert region.evaluate("element => getComputedStyle(element).overflowX") == "visible"
