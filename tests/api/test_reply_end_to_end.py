"""One reply from its file to everything a reader sees: received, under review, amended."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import httpx
import pytest

from pipelines.steps.assess.replies import load_replies
from schemas.vocabulary import Collection
from tests.api.conftest import of_files, served
from tests.api.test_pages import read, words
from tests.edition_records import AS_OF
from tests.editions import publish_edition

MATTER = """school_slug = "alderbrook"
rule = "vague_match_claim"
disputed = "The match results are said to be praised without a figure."
statement = "The rate of the class of 2026 stands on our new page."
spoken_by = "Office of Student Affairs"
"""
DECISION = 'decision = "The page was read again; the flag shows the statement."\n'
STEPS = (("received", "2026-05-04"), ("under_review", "2026-05-06"), ("amended", "2026-05-18"))
STATES = [state for state, _ in STEPS]


def write(folder: Path, so_far: int) -> None:
    """Write the file as the maintainers would after so many steps."""
    decided = DECISION if so_far == len(STEPS) else ""
    steps = "".join(f'[[steps]]\nstate = "{state}"\non = {day}\n' for state, day in STEPS[:so_far])
    (folder / "alderbrook-2026-1.toml").write_text(MATTER + decided + steps, encoding="utf-8")


@pytest.fixture(scope="module")
def editions(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("replied")
    publish_edition(folder, Collection.real, replies=())
    return folder


@pytest.fixture(scope="module")
def client(editions: Path) -> Iterator[httpx.Client]:
    with served(editions) as address, httpx.Client(base_url=address, timeout=30) as found:
        yield found


@of_files
def test_each_state_shows_on_flag_api_page_and_log(client: httpx.Client, editions: Path, tmp_path: Path) -> None:
    (before,) = client.get("/v1/flags", params={"rule": "vague_match_claim"}).json()["items"]
    assert before["replies"] == []
    for so_far, state in enumerate(STATES, start=1):
        write(tmp_path, so_far)
        replies = load_replies(tmp_path, {"alderbrook"}, date(2026, 6, 1)).sound
        publish_edition(editions, Collection.real, replies=replies, as_of=AS_OF + timedelta(days=so_far))
        flag = client.get(f"/v1/flags/{before['flag_id']}").json()["item"]
        (beside,) = flag["replies"]
        (logged,) = client.get("/v1/schools/alderbrook/replies").json()["items"]
        assert beside["state"] == logged["state"] == state
        assert [step["state"] for step in beside["steps"]] == STATES[:so_far]
        assert logged["flag_ids"] == [before["flag_id"]]
        for path in (f"/flags/{before['flag_id']}", "/schools/alderbrook", "/corrections"):
            text = words(read(client, path))
            assert f"The school’s reply, {state.replace('_', ' ')}. Office of Student Affairs" in text, path
            assert "The rate of the class of 2026 stands on our new page." in text, path
            assert ("the flag shows the statement" in text) is (state == "amended"), path
        days = read(client, "/corrections").xpath("//dl[@class='counts']/div[last()]/dd")
        assert words(days[0]) == ("14" if state == "amended" else "none yet")
