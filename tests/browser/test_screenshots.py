"""Screenshots of the documentation, made anew by MATCHWATCH_UPDATE_DOCS=1: every page that a reader of the docs should see."""

import io
import os
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser

from tests.browser.conftest import ColorScheme, Site
from tests.conftest import ROOT

FOLDER = ROOT / "docs" / "screenshots"
MOST_BYTES = 1_500_000
SHOTS: dict[str, tuple[str, int, int, ColorScheme]] = {
    "home": ("home", 1280, 820, "light"),
    "school": ("school", 1280, 1400, "light"),
    "school-phone": ("school", 320, 900, "light"),
    "school-dark": ("school", 768, 1100, "dark"),
    "report": ("report", 1280, 1200, "light"),
    "compare": ("compare", 1280, 1100, "light"),
    "shortlist": ("shortlist", 1280, 1200, "light"),
    "specialty": ("specialty", 1280, 1000, "light"),
    "evidence-pdf": ("evidence on paper", 1280, 1100, "light"),
    "evidence-web": ("evidence on a web page", 768, 1000, "light"),
    "flag": ("flag", 1280, 1000, "light"),
    "questions": ("questions", 768, 1000, "light"),
}
"""Name of the file: page, width, height, colours."""
DAGSTER_SHOTS = (1400, 900)
"""Width and height of the screenshots of Dagster, which test_dagster.py makes."""


@pytest.mark.browser
@pytest.mark.crawl
@pytest.mark.skipif("MATCHWATCH_UPDATE_DOCS" not in os.environ, reason="makes screenshots only when asked to")
def test_screenshots_are_made(browser: Browser, site: Site) -> None:
    FOLDER.mkdir(exist_ok=True)
    for name, (page_name, width, height, scheme) in SHOTS.items():
        context = browser.new_context(viewport={"width": width, "height": height}, color_scheme=scheme)
        page = context.new_page()
        page.goto(site.at(page_name), wait_until="networkidle")
        save(page.screenshot(), FOLDER / f"{name}.webp")
        context.close()


def test_the_documentation_has_every_screenshot() -> None:
    kept = {path.stem: path.stat().st_size for path in FOLDER.glob("*.webp")}
    dagster = {name for name in kept if name.startswith("dagster-")}
    assert dagster
    assert set(kept) - dagster == set(SHOTS), "make them with MATCHWATCH_UPDATE_DOCS=1 pytest tests/browser"
    assert sum(kept.values()) < MOST_BYTES
    sizes = {name: (width, height) for name, (_, width, height, _) in SHOTS.items()} | dict.fromkeys(
        dagster, DAGSTER_SHOTS
    )
    for name, size in sizes.items():
        with Image.open(FOLDER / f"{name}.webp") as picture:
            assert picture.size == size
    shown = "".join((ROOT / "docs" / page).read_text(encoding="utf-8") for page in ("pages.md", "operations.md"))
    assert not [name for name in kept if f"screenshots/{name}.webp" not in shown]


def save(picture: bytes, path: Path) -> None:
    """Write a screenshot as a small file."""
    with Image.open(io.BytesIO(picture)) as shown:
        shown.convert("RGB").save(path, "WEBP", quality=80, method=6)
