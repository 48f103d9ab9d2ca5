"""The disclosure form on a school's own site: found by its links and read, though nothing in crawler or readers knows it."""

from pathlib import Path

import pytest

from schemas.vocabulary import MeasureName
from scrapers.archive import Archive
from scrapers.reading import read_and_extract
from tests.integration.crawl.conftest import Crawler
from tests.integration.crawl.site import HOST, Reply, Web, html, link

pytestmark = pytest.mark.crawl

EXAMPLE = Path(__file__).resolve().parents[3] / "docs" / "disclosure_example"
FORMS = {
    "classes.csv": ("Match results by class (CSV)", "text/csv"),
    "exams.csv": ("USMLE results by cycle (CSV)", "text/csv"),
    "match_list.csv": ("Match list 2026 (CSV)", "application/octet-stream"),
    "disclosure.json": ("Match and exam outcomes (JSON)", "application/json"),
}


def test_a_posted_form_is_found_and_read(web: Web, crawler: Crawler) -> None:
    links = [link(f"/outcomes/{name}", words) for name, (words, _) in FORMS.items()]
    web.hosts[HOST] |= {
        "/": html("Alderholt", link("/outcomes/", "Outcomes of our graduates"), link("/parking/", "Parking")),
        "/outcomes/": html("Outcomes of our graduates", *links),
    }
    for name, (_, media_type) in FORMS.items():
        web.hosts[HOST][f"/outcomes/{name}"] = Reply(
            (EXAMPLE / name).read_bytes(), headers={"Content-Type": media_type}
        )
    crawled = crawler.run()
    assert crawled.record().complete, crawled.record().incomplete_reason
    archive = Archive(crawler.work / "archive")
    found = {
        (capture.final_address or "").rpartition("/")[2]: read_and_extract(
            archive.content(capture), declared_type=capture.media_type, address=capture.final_address
        )
        for capture in crawled.captures()
        if capture.parent_address == f"http://{HOST}/outcomes/"
    }
    assert set(found) == set(FORMS)
    assert not any(one.error or one.unread or one.leftovers for one in found.values())
    for name in ("classes.csv", "disclosure.json"):
        rates = [one.value for one in found[name].measures if one.measure is MeasureName.match_rate]
        assert rates == [92.5, 95.0, 92.7], name
    for name in ("match_list.csv", "disclosure.json"):
        assert sum(one.count for one in found[name].placements) == 41, name
