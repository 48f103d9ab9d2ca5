"""One browser and one server of the sample edition for all tests in a browser; without a browser they are skipped."""

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

import httpx
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.api.conftest import served
from tests.conftest import Built

NAMES = ("chromium", "chromium-browser", "google-chrome")
TIMEOUT_MS = 20_000
ColorScheme = Literal["light", "dark"]


@dataclass(frozen=True)
class Site:
    """The server: its address, and a page of every type by name, as a path with its edition."""

    address: str
    pages: dict[str, str]

    def at(self, name: str) -> str:
        """The address of a page by its name."""
        return self.address + self.pages[name]


@pytest.fixture(scope="session")
def chromium() -> str:
    """The browser's executable."""
    asked_for = os.environ.get("MATCHWATCH_CHROMIUM")
    found = asked_for or next((path for name in NAMES if (path := shutil.which(name))), None)
    if found is None:
        pytest.skip(
            "no Chromium on this machine: install Debian's package chromium, or name one in MATCHWATCH_CHROMIUM"
        )
    return found


@pytest.fixture(scope="package")
def browser(chromium: str) -> Iterator[Browser]:
    """The browser; it goes with the last test of this folder, because its driver holds this thread's event loop."""
    with sync_playwright() as driver:
        launched = driver.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        yield launched
        launched.close()


@pytest.fixture(scope="session")
def site(sample_edition: Built) -> Iterator[Site]:
    with served(sample_edition.editions) as address, httpx.Client(base_url=address, timeout=60) as client:
        yield Site(address, pages_of(client))


def pages_of(client: httpx.Client) -> dict[str, str]:
    """A page of every type: the fullest school, and figures of every kind of document."""

    def first(path: str, **query: str) -> dict[str, Any]:
        found: dict[str, Any] = client.get(path, params={"edition": "sample", "limit": 1, **query}).json()["items"][0]
        return found

    measures = client.get("/v1/schools/larkmere/measures", params={"edition": "sample", "limit": 100}).json()["items"]
    on_web_page = next(item for item in measures if item["element_path"] and item["measure"] == "match_rate")
    on_paper = next(item for item in measures if item["page"])
    flag = first("/v1/flags", severity="red")
    paths = {
        "home": "/",
        "search": "/search?q=larkmre",
        "schools": "/schools",
        "school": "/schools/larkmere",
        "flagged school": f"/schools/{flag['school_slug']}",
        "figures": "/schools/larkmere/figures",
        "questions": "/schools/larkmere/ask",
        "report": "/report",
        "school by school": "/report/schools",
        "compare": "/compare?schools=larkmere&schools=tamarack&schools=brackenfell",
        "choice": "/compare",
        "shortlist": "/shortlist?specialty=pediatrics&state=PA",
        "destinations": "/schools/larkmere/destinations?specialty=pediatrics",
        "specialties": "/specialties",
        "specialty": "/specialties/obgyn",
        "institutions": "/institutions",
        "institution": f"/institutions/{first('/v1/placements', school_slug='larkmere')['institution_slug']}",
        "flags": "/flags",
        "flag": f"/flags/{flag['flag_id']}",
        "evidence on a web page": f"/evidence/{on_web_page['finding_id']}",
        "evidence on paper": f"/evidence/{on_paper['finding_id']}",
        "outcome": f"/outcomes/{first('/v1/outcomes', school_slug='larkmere', name='match_rate')['outcome_id']}",
        "document": f"/documents/{on_paper['document_id']}",
        "changes": "/changes",
        "corrections": "/corrections",
        "methods": "/methods",
        "data": "/data",
        "status": "/status",
        "not found": "/schools/larkmeer",
        "refused": "/schools?colour=red",
    }
    return {name: f"{path}{'&' if '?' in path else '?'}edition=sample" for name, path in paths.items()}


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A reader's browser, as most have it."""
    opened = browser.new_context(viewport={"width": 1280, "height": 900})
    opened.set_default_timeout(TIMEOUT_MS)
    yield opened
    opened.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()
