"""Status: runs, held editions, due days and ages, as JSON, as a page and as metrics; words of errors stay with operators."""

import re
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from pipelines.journal import Journal
from pipelines.settings import Settings
from schemas.vocabulary import Collection
from tests.api.conftest import served
from tests.editions import publish_edition

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
    (settings.editions_folder / ".held" / "real-2026-01-01-00000000").mkdir(parents=True)
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
    assert told["held"] == ["real-2026-01-01-00000000"]
    days = [due["day"] for due in told["due"]]
    assert len(days) == 5
    assert days == sorted(days)
    assert sum(told["searches"].values()) == len(told["schools"]) > 0
    assert OURS not in answer.text


def test_the_page_shows_the_same_to_people(status_address: str) -> None:
    page = httpx.get(f"{status_address}/status")
    assert page.status_code == 200
    assert "real-2026-01-01-00000000" in page.text
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


def test_where_nothing_is_served_the_resource_still_answers(tmp_path: Path) -> None:
    with served(tmp_path) as address:
        answer = httpx.get(f"{address}/v1/status", params={"edition": "sample"})
        assert (answer.status_code, answer.json()["edition"], answer.json()["runs"]) == (200, None, [])
        assert httpx.get(f"{address}/status").status_code == 503
        assert httpx.get(f"{address}/v1/status", params={"edition": "real-2026-01-01-00000000"}).status_code == 422
