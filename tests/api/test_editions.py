"""Which edition answers: none, gone, damaged, new. Switches under load: test_switching.py."""

import shutil
import sqlite3
from datetime import date
from pathlib import Path

import httpx
import pytest

from api.main import create_app
from api.settings import ApiSettings
from schemas.public_service import Problem
from schemas.vocabulary import Collection
from tests.api.conftest import of_files, served
from tests.editions import publish_edition


def refusal(answer: httpx.Response) -> Problem:
    assert answer.status_code == 503, answer.text
    return Problem.model_validate_json(answer.content)


def test_app_needs_no_edition_to_be_made(tmp_path: Path) -> None:
    assert create_app(ApiSettings(editions=tmp_path / "nowhere")).title == "MatchWatch"


@of_files
def test_without_editions_every_answer_says_what_to_run(tmp_path: Path) -> None:
    with served(tmp_path / "nowhere") as address, httpx.Client(base_url=address) as client:
        assert client.get("/healthz").status_code == 200
        assert "matchwatch refresh" in refusal(client.get("/readyz")).detail
        real = refusal(client.get("/v1/schools"))
        assert real.type == "urn:matchwatch:problem:no-edition"
        assert real.detail.endswith("matchwatch refresh")
        assert refusal(client.get("/v1/schools?edition=sample")).detail.endswith("matchwatch refresh --sample")
        listing = client.get("/v1/editions")
        assert listing.status_code == 200
        assert listing.json() == {"edition": None, "total": 0, "count": 0, "next": None, "items": []}
        for path in ("/", "/schools", "/report", "/methods", "/schools/any"):
            page = client.get(path)
            assert page.status_code == 503
            assert page.headers["content-type"].startswith("text/html")
            assert "matchwatch refresh" in page.text
        assert "matchwatch refresh --sample" in client.get("/?edition=sample").text


@of_files
def test_new_edition_is_picked_up_and_a_gone_one_is_told(tmp_path: Path) -> None:
    with served(tmp_path) as address, httpx.Client(base_url=address) as client:
        assert client.get("/v1/schools").status_code == 503
        first = publish_edition(tmp_path, Collection.real)
        before = client.get("/v1/schools")
        assert before.json()["edition"]["id"] == first
        second = publish_edition(tmp_path, Collection.real, more_schools=2, as_of=date(2026, 6, 11))
        after = client.get("/v1/schools")
        assert after.json()["edition"]["id"] == second
        assert after.json()["total"] == 5
        assert after.headers["etag"] != before.headers["etag"]
        assert client.get("/v1/schools", headers={"If-None-Match": before.headers["etag"]}).status_code == 200
        old = client.get("/v1/schools", params={"edition": first}).json()
        assert (old["edition"]["id"], old["total"]) == (first, 3)
        listing = client.get("/v1/editions").json()
        assert [(item["edition_id"], item["current"]) for item in listing["items"]] == [(second, True), (first, False)]
        assert client.get("/v1/editions", params={"limit": 1}).json()["next"].endswith(f"after={second}")
        shutil.rmtree(tmp_path / second)
        gone = refusal(client.get("/v1/schools", params={"limit": 2}))  # a stored answer may go out for 20 ms more
        assert gone.type == "urn:matchwatch:problem:edition-gone"
        assert second in gone.detail
        assert "matchwatch refresh" in gone.detail
        assert client.get("/schools").status_code == 503
        assert client.get("/v1/schools", params={"edition": first}).status_code == 200


@of_files
@pytest.mark.parametrize("damage", ["empty", "rubbish", "other version", "no record"])
def test_damaged_edition_is_one_clear_problem(tmp_path: Path, damage: str) -> None:
    edition = publish_edition(tmp_path, Collection.real)
    database = tmp_path / edition / "matchwatch.sqlite"
    if damage in ("empty", "rubbish"):
        database.write_bytes(b"" if damage == "empty" else b"not a database" * 100)
    else:
        statement = "PRAGMA user_version = 99" if damage == "other version" else "DELETE FROM edition"
        connection = sqlite3.connect(database)
        connection.execute(statement)
        connection.commit()
        connection.close()
    with served(tmp_path) as address, httpx.Client(base_url=address) as client:
        found = refusal(client.get("/v1/schools"))
        assert found.type == "urn:matchwatch:problem:edition-unreadable"
        assert edition in found.detail
        assert client.get("/").status_code == 503
        assert client.get("/v1/editions").json()["total"] == 0


@of_files
def test_edition_cut_short_while_it_is_served(tmp_path: Path) -> None:
    edition = publish_edition(tmp_path, Collection.real, rows=3000)
    database = tmp_path / edition / "matchwatch.sqlite"
    with served(tmp_path) as address, httpx.Client(base_url=address) as client:
        path = "/v1/schools/alderbrook/placements"
        assert client.get(path).status_code == 200
        with database.open("r+b") as file:
            file.truncate(database.stat().st_size // 3)
        assert refusal(client.get(path)).type == "urn:matchwatch:problem:edition-unreadable"
        assert client.get("/healthz").status_code == 200


def test_many_editions_are_served_from_few_open_ones(tmp_path: Path) -> None:
    made = [publish_edition(tmp_path, more_schools=number) for number in range(7)]
    with served(tmp_path) as address, httpx.Client(base_url=address) as client:
        for _ in range(2):
            for number, edition in enumerate(made):
                answer = client.get("/v1/schools", params={"edition": edition, "limit": 1})
                assert answer.json()["edition"]["id"] == edition
                assert answer.json()["total"] == 3 + number
