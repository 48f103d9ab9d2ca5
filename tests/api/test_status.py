"""Status: runs, held editions, due days and ages, as JSON, as a page and as metrics; words of errors stay with operators."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest

from pipelines.journal import Journal
from pipelines.settings import Settings
from schemas.held import HELD_FOLDER, NOTE_NAME, HeldEdition, Loss
from schemas.vocabulary import Collection
from tests.api.conftest import served
from tests.editions import publish_edition

HELD = "real-2026-01-01-00000000"
OURS = "/srv/secret/folder: cannot be written"


@pytest.fixture(scope="module")
def status_address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server over one real edition, a run that published it, one that failed, and an edition that is held."""
    work = tmp_path_factory.mktemp("status")
    settings = Settings(work=work)
    edition = publish_edition(settings.editions_folder, Collection.real)
    journal = Journal(settings, Collection.real, "published")
    with journal.stage("readings", 2) as counts:
        counts.update({"documents": 7})
    journal.found("documents_are_there", ["one is gone", "another is gone"], blocking=False)
    journal.published(edition, is_new=True)
    with pytest.raises(RuntimeError), Journal(settings, Collection.real, "broken").stage("captures", 2):
        raise RuntimeError(OURS)
    note = HeldEdition(
        edition_id=HELD,
        collection=Collection.real,
        held_at=datetime(2026, 1, 1, tzinfo=UTC),
        current_edition_id=edition,
        losses=(Loss(counted="placements", before=1000, after=700, tolerated_share=0.1),),
    )
    folder = settings.editions_folder / HELD_FOLDER / HELD
    folder.mkdir(parents=True)
    (folder / NOTE_NAME).write_text(note.model_dump_json())
    with served(settings.editions_folder) as address:
        yield address


def test_the_status_tells_runs_held_editions_due_days_and_ages(status_address: str) -> None:
    answer = httpx.get(f"{status_address}/v1/status")
    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "no-cache"
    told = answer.json()
    assert [run["outcome"] for run in told["runs"]] == ["failed", "published"]
    assert told["runs"][1]["edition_id"] == told["edition"]["id"]
    assert told["runs"][1]["faults"] == 2
    assert told["runs"][1]["stages"][0]["counts"] == {"documents": 7}
    (held,) = told["held"]
    assert (held["edition_id"], held["losses"][0]["counted"]) == (HELD, "placements")
    assert (held["losses"][0]["before"], held["losses"][0]["after"]) == (1000, 700)
    days = [due["day"] for due in told["due"]]
    assert len(days) == 5
    assert days == sorted(days)
    assert sum(told["searches"].values()) == len(told["schools"]) > 0
    assert OURS not in answer.text


def test_the_page_shows_the_same_to_people(status_address: str) -> None:
    page = httpx.get(f"{status_address}/status")
    assert page.status_code == 200
    assert HELD in page.text
    assert "placements fell from 1,000 to 700 (30.0%; 10.0% is tolerated)" in page.text
    assert "Latest refreshes" in page.text
    assert "not ended" not in page.text
    assert OURS not in page.text
    assert f'href="{status_address}/v1/status' in page.text or 'href="/v1/status' in page.text


def test_metrics_tell_the_last_refresh_of_each_collection(status_address: str) -> None:
    told = httpx.get(f"{status_address}/metrics").text
    assert re.search(r'^matchwatch_refresh_outcome\{collection="real",outcome="failed"\} 1\.0$', told, re.MULTILINE)
    assert re.search(r'^matchwatch_held_editions\{collection="real"\} 1\.0$', told, re.MULTILINE)
    assert re.search(r'^matchwatch_held_editions\{collection="sample"\} 0\.0$', told, re.MULTILINE)
    assert re.search(r'^matchwatch_refresh_seconds\{collection="real",stage="captures"\} ', told, re.MULTILINE)
    assert 'collection="sample",outcome' not in told
    ages = httpx.get(f"{status_address}/v1/status").json()["schools"]
    counts = re.findall(r'^matchwatch_searches\{collection="real",state="\w+"\} ([\d.]+)$', told, re.MULTILINE)
    assert sum(map(float, counts)) == len(ages) > 0
    times = [datetime.fromisoformat(age["crawled_at"]) for age in ages if age["crawled_at"]]
    oldest = re.findall(r'^matchwatch_oldest_search_seconds\{collection="real"\} (\S+)$', told, re.MULTILINE)
    assert list(map(float, oldest)) == [min(times).timestamp()] * bool(times)


def test_where_nothing_is_served_the_resource_still_answers(tmp_path: Path) -> None:
    with served(tmp_path) as address:
        answer = httpx.get(f"{address}/v1/status", params={"edition": "sample"})
        assert (answer.status_code, answer.json()["edition"], answer.json()["runs"]) == (200, None, [])
        assert httpx.get(f"{address}/status").status_code == 503
        assert httpx.get(f"{address}/v1/status", params={"edition": "real-2026-01-01-00000000"}).status_code == 422
