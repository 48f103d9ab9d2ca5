"""Captures of gold pages, read for real: another dress gives no event, a shortened and a removed list give theirs."""

from pathlib import Path

import pytest
from lxml import etree, html

from pipelines.steps.assess.watching import Capture, captures_of, page_events
from rules.published import Published
from schemas.disclosure import ChangeEvent
from schemas.findings import Extraction
from scrapers.reading import read_and_extract
from tests.unit.assess import makers
from tests.unit.assess.redress import TRIMMINGS, other_order, redressed
from tests.unit.assess.test_gold_claims import ROOT, _records
from tests.unit.assess.test_watching import ADDRESS, capture

GOLD = sorted((ROOT / "tests" / "gold" / "html").glob("*.html"))
EVERY_FOURTH = GOLD[::4]
SITES = ROOT / "sample" / "sites"
LISTS = [
    *(path for path in GOLD if path.stem in ("trinity-match-2014", "trinity-match-2015", "vcu-2023")),
    SITES / "www.brackenfell.example" / "students" / "match" / "2026" / "index.html",
    SITES / "www.harrowick.example" / "outcomes" / "match-2026" / "index.html",
    SITES / "www.islemoor.example" / "outcomes" / "match-list-2026" / "index.html",
]


def read(content: bytes) -> Extraction:
    return read_and_extract(content, declared_type="text/html", address=ADDRESS)


def state(day: int, content: bytes) -> list[Capture]:
    found = read(content)
    counts = {
        "leftover_count": len(found.leftovers),
        "placement_count": len(found.placements),
        "measure_count": len(found.measures),
    }
    document = capture(day, **counts)
    return captures_of(Published.of([document], makers.findings(*_records(found, document))))


def events(*contents: bytes) -> list[ChangeEvent]:
    """What is told of the captures after the first one."""
    chain = [one for day, content in enumerate(contents, start=1) for one in state(day, content)]
    assert len(chain) == len(contents)
    return [event for event in page_events(makers.SLUG, ADDRESS, chain) if event.before_document_id]


@pytest.mark.parametrize("path", EVERY_FOURTH, ids=lambda path: path.parent.name + "/" + path.stem)
def test_another_dress_gives_no_event(path: Path) -> None:
    content = path.read_bytes()
    assert events(content, redressed(content, *TRIMMINGS)) == []


@pytest.mark.parametrize("path", LISTS, ids=lambda path: path.parent.name + "/" + path.stem)
def test_another_order_of_rows_gives_no_event(path: Path) -> None:
    content = path.read_bytes()
    assert events(content, redressed(content, other_order)) == []


def repeated(page: html.HtmlElement) -> list[html.HtmlElement]:
    """The largest group of like neighbours: the rows or items of the list."""
    groups = [
        [child for child in parent if child.tag == tag]
        for parent in page.body.iter(etree.Element)
        for tag in {child.tag for child in parent}
        if tag in ("tr", "li", "p", "dd")
    ]
    return max(groups, key=len)


def shortened(page: html.HtmlElement) -> None:
    rows = repeated(page)
    for row in rows[-(len(rows) // 3) :]:
        row.drop_tree()


def removed(page: html.HtmlElement) -> None:
    for row in repeated(page):
        row.drop_tree()


@pytest.mark.parametrize("path", LISTS, ids=lambda path: path.parent.name + "/" + path.stem)
def test_a_list_posted_shortened_and_removed_gives_exactly_those_events(path: Path) -> None:
    whole = path.read_bytes()
    absent, short = redressed(whole, removed), redressed(whole, shortened, *TRIMMINGS)
    told = events(absent, whole, short, absent)
    assert [event.kind for event in told] == ["appeared", "shrank", "vanished"]
    assert len({event.subject for event in told}) == 1
