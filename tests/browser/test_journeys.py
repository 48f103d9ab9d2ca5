"""What readers come for, step by step: with a mouse, without scripts, with nothing but a keyboard."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import TIMEOUT_MS, Site

pytestmark = [pytest.mark.browser, pytest.mark.crawl]


@pytest.fixture
def plain(browser: Browser) -> Iterator[Page]:
    """A page in a browser that runs no scripts."""
    opened = browser.new_context(java_script_enabled=False, viewport={"width": 1280, "height": 900})
    opened.set_default_timeout(TIMEOUT_MS)
    yield opened.new_page()
    opened.close()


def follow(page: Page, name: str, *, within: str = "main") -> None:
    """Click the first link with this name and wait for the page behind it."""
    page.locator(within).get_by_role("link", name=name).first.click()
    page.wait_for_load_state()


def test_from_a_misspelt_name_to_the_place_in_the_document(page: Page, site: Site) -> None:
    page.goto(site.at("home"))
    page.get_by_label("School, specialty or institution").fill("larkmeer")
    page.get_by_role("button", name="Search").click()
    follow(page, "Larkmere University School of Medicine")
    expect(page.get_by_role("heading", level=1)).to_have_text("Larkmere University School of Medicine")
    follow(page, "All outcomes and figures as printed")
    row = page.locator("#figures tbody tr", has_text="match-list-2026.pdf").first
    quoted = row.locator("q").inner_text()
    row.get_by_role("link", name="See it there").click()
    page.wait_for_load_state()
    assert page.locator("blockquote.quote").inner_text().strip() == quoted
    picture = page.locator("svg", has=page.locator("image")).last
    expect(picture).to_be_visible()
    whole, box = picture.bounding_box(), picture.locator(".box").bounding_box()
    assert whole is not None
    assert box is not None
    assert whole["x"] <= box["x"]
    assert box["x"] + box["width"] <= whole["x"] + whole["width"]
    assert whole["y"] <= box["y"] <= whole["y"] + whole["height"]
    answer = page.request.get(site.address + str(picture.locator("image").get_attribute("href")))
    assert answer.headers["content-type"] == "image/webp"
    assert len(page.locator(".hash").inner_text()) == 64
    expect(page.get_by_text("Live address")).to_be_visible()


def test_words_of_a_web_page_stand_marked_among_their_neighbours(page: Page, site: Site) -> None:
    page.goto(site.at("evidence on a web page"))
    marked = " ".join(page.locator("mark").all_inner_texts())
    quoted = page.locator("blockquote.quote").inner_text()
    assert set(quoted.split()) & set(marked.split())
    assert len(page.locator(".excerpt").inner_text()) > len(marked) + 20


def test_a_flag_leads_to_its_evidence_and_to_a_correction(page: Page, site: Site) -> None:
    page.goto(site.at("flags"))
    page.locator("main tbody a", has_text="Red flag").first.click()
    page.wait_for_load_state()
    expect(page.get_by_role("heading", name="Evidence")).to_be_visible()
    expect(page.get_by_text("After the days of grace")).to_be_visible()
    page.get_by_role("link", name="have it corrected").first.click()
    page.wait_for_load_state()
    assert page.url.endswith("#reply")


def test_schools_are_compared_without_scripts(plain: Page, site: Site) -> None:
    plain.goto(site.at("choice"))
    for name in ("Larkmere", "Brackenfell Medicine"):
        plain.get_by_label(name, exact=True).check()
    plain.get_by_role("button", name="Compare").click()
    heads = plain.locator("table").first.locator("thead th").all_inner_texts()
    assert heads == ["Outcome", "Brackenfell Medicine", "Larkmere"]
    expect(plain.get_by_text("not to be set beside the others").first).to_be_visible()
    expect(plain.get_by_text("not compared").first).to_be_visible()


def test_questions_are_made_ones_own_without_scripts(plain: Page, site: Site) -> None:
    plain.goto(site.at("questions"))
    plain.get_by_label("Specialty you hope for").select_option(label="Dermatology")
    plain.get_by_role("button", name="Make it mine").click()
    expect(plain.get_by_label("Specialty you hope for")).to_have_value("dermatology")
    assert plain.locator("article.question").count() >= 1


def test_a_shortlist_is_made_and_explained_without_scripts(plain: Page, site: Site) -> None:
    plain.goto(f"{site.address}/shortlist?edition=sample")
    plain.locator("#specialty").select_option(label=["Pediatrics"])
    plain.locator("#state").select_option(["PA", "OH"])
    plain.get_by_label("Exam results beside the nation").fill("0")
    plain.get_by_role("button", name="Make the list").click()
    first = plain.locator("article.listed").first
    assert first.locator("h2").inner_text().startswith("1.")
    assert first.locator("dt").count() == 3
    expect(plain.get_by_text("Your states: OH, PA.")).to_be_visible()
    expect(plain.locator(".mark", has_text="unknown").first).to_be_visible()
    first.locator("dd a").first.click()
    expect(plain.get_by_role("heading", name="What it rests on")).to_be_visible()


def test_everything_folded_can_be_opened_without_scripts(plain: Page, site: Site) -> None:
    plain.goto(site.at("figures"))
    folded = plain.locator("details:not([open])")
    before = folded.count()
    assert before > 0
    folded.first.locator("summary").click()
    assert folded.count() == before - 1


def test_a_keyboard_is_enough(page: Page, site: Site) -> None:
    page.goto(site.at("home"))
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_label("School, specialty or institution")).to_be_focused()
    page.keyboard.type("tamarack")
    page.keyboard.press("Enter")
    page.wait_for_load_state()
    page.locator("main").focus()
    link = page.get_by_role("link", name="Tamarack State").first
    for _ in range(6):
        page.keyboard.press("Tab")
        if link.evaluate("element => element === document.activeElement"):
            break
    expect(link).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_load_state()
    assert page.locator("h1").inner_text().startswith("Tamarack")
    region = page.locator("[role=region][tabindex='0']").first
    region.focus()
    expect(region).to_be_focused()
