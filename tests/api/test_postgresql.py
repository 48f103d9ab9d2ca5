"""Editions served from PostgreSQL: the same answers as from files, by a role that cannot write, through trouble."""

import os
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import httpx
import pytest
import sqlalchemy
from sqlalchemy import text

from pipelines.exceptions import DatabaseError
from pipelines.steps.publish.postgresql import connected, follow, initialise, loaded_editions
from schemas.postgresql import CONTROL_SCHEMA, schema_of
from schemas.public_service import Problem
from schemas.vocabulary import Collection
from tests.api.conftest import served
from tests.conftest import ROOT, command_environment, matchwatch
from tests.edition_records import AS_OF
from tests.editions import publish_edition
from tests.integration.pipeline.test_serving import started
from tests.postgresql import READER_PASSWORD, Postgresql, new_database, reader_of, running, server

pytestmark = pytest.mark.crawl

COLLECTIONS = (
    *("schools", "measures", "placements", "outcomes", "statements", "assessments", "flags", "changes", "replies"),
    *("documents", "criteria", "specialties", "institutions", "national-baselines", "editions"),
)
PAGES = ("/schools", "/schools/alderbrook", "/report", "/flags", "/specialties/general-surgery", "/search?q=aldebrook")


@pytest.fixture(scope="module")
def owner(editions: Path) -> str:
    """Address of a database that holds the editions of the session, for its owner."""
    found = new_database(server())
    with connected(found) as engine:
        initialise(engine, READER_PASSWORD)
        follow(engine, editions)
    return found


@pytest.fixture(scope="module")
def client_of_database(editions: Path, owner: str) -> Iterator[httpx.Client]:
    with served(editions, database=reader_of(owner)) as address, httpx.Client(base_url=address, timeout=30) as found:
        yield found


@pytest.mark.parametrize("edition", list(Collection))
def test_both_databases_answer_alike(
    client: httpx.Client, client_of_database: httpx.Client, edition: Collection
) -> None:
    for noun in COLLECTIONS:
        query: dict[str, str | int] = {"limit": 200} if noun == "editions" else {"edition": edition, "limit": 200}
        mine, theirs = (one.get(f"/v1/{noun}", params=query) for one in (client_of_database, client))
        assert mine.json() == theirs.json(), noun
        assert mine.headers.get("etag") == theirs.headers.get("etag"), noun
        if mine.json()["items"]:
            last = list(mine.json()["items"][0])[-1]
            assert last == list(theirs.json()["items"][0])[-1], "fields stand in the same order"


@pytest.mark.parametrize("path", PAGES)
def test_both_databases_give_the_same_pages(client: httpx.Client, client_of_database: httpx.Client, path: str) -> None:
    assert client_of_database.get(path).text == client.get(path).text


@pytest.mark.parametrize(
    "statement",
    [
        'CREATE TABLE "{edition}".more (one int)',
        'DELETE FROM "{edition}".schools',
        'UPDATE "{edition}".measures SET value = 100',
        'DROP SCHEMA "{edition}" CASCADE',
        "INSERT INTO {control}.loaded_editions (edition_id, schema_version) VALUES ('real-2026-01-01-00000000', 1)",
        "CREATE SCHEMA mine",
        "CREATE ROLE other",
        "COPY (SELECT 1) TO PROGRAM 'true'",
    ],
)
def test_the_role_of_the_api_cannot_write(owner: str, editions: Path, statement: str) -> None:
    edition = schema_of((editions / "current").readlink().name)
    with connected(reader_of(owner)) as engine, engine.connect() as connection:
        with connection.begin():
            connection.execute(text("SET TRANSACTION READ WRITE"))
            with pytest.raises(sqlalchemy.exc.DBAPIError, match=r"permission denied|must be (owner|superuser)"):
                connection.execute(text(statement.format(edition=edition, control=CONTROL_SCHEMA)))
        assert connection.scalar(text(f'SELECT count(*) FROM "{edition}".schools')) == 3


def until(reached: Callable[[], bool]) -> None:
    """Ask again and again; something that never comes fails after half a minute."""
    ends = time.monotonic() + 30
    while not reached():
        assert time.monotonic() < ends, "never came"


def test_a_new_edition_and_a_rollback_are_picked_up(tmp_path: Path) -> None:
    owner = new_database(server())
    with connected(owner) as engine:
        initialise(engine, READER_PASSWORD)
        with served(tmp_path, database=reader_of(owner)) as address, httpx.Client(base_url=address) as client:
            assert Problem.model_validate_json(client.get("/v1/schools").content).type.endswith("no-edition")
            made = []
            for number in range(3):
                made.append(
                    publish_edition(tmp_path, Collection.real, rows=5 + number, as_of=AS_OF + timedelta(days=number))
                )
                follow(engine, tmp_path)
                until(lambda: client.get("/v1/schools").json().get("edition", {}).get("id") == made[-1])
            assert [item["edition_id"] for item in client.get("/v1/editions").json()["items"]] == made[::-1]
            then = client.get("/v1/placements", params={"as_of": AS_OF.isoformat()}).json()
            assert then["edition"]["id"] == made[0]


def test_an_edition_of_another_version_is_passed_over(tmp_path: Path) -> None:
    older, newer = (publish_edition(tmp_path, Collection.real, rows=rows) for rows in (3, 4))
    with closing(sqlite3.connect(tmp_path / older / "matchwatch.sqlite")) as file:
        file.execute("PRAGMA user_version = 1")
    with connected(new_database(server())) as engine:
        assert follow(engine, tmp_path).loaded == (newer,)


def test_serving_begins_with_what_is_loaded(tmp_path: Path, owner: str, editions: Path) -> None:
    empty = matchwatch(tmp_path, "serve", MATCHWATCH_DATABASE=new_database(server()))
    assert (empty.returncode, empty.stderr.count("\n")) == (1, 1)
    assert "matchwatch db sync" in empty.stderr
    with started(tmp_path, "serve", MATCHWATCH_DATABASE=reader_of(owner)) as (address, told, _):
        assert any((editions / "current").readlink().name in line for line in told)
        with httpx.Client(base_url=address, timeout=30) as client:
            assert client.get("/v1/schools").json()["total"] == 3
            assert client.get("/v1/report").status_code == 404, "the folder with the files is not here"


def test_connections_that_broke_and_a_server_that_was_gone(tmp_path: Path) -> None:
    programs = server().programs
    publish_edition(tmp_path / "editions", Collection.real)
    with tempfile.TemporaryDirectory(prefix="postgresql-") as folder:
        Path(folder).chmod(0o755)
        with running(Path(folder), programs) as found, connected(new_database(found)) as engine:
            initialise(engine, READER_PASSWORD)
            follow(engine, tmp_path / "editions")
            database = reader_of(found.address(str(engine.url.database)))
            with served(tmp_path / "editions", database=database) as address, httpx.Client(base_url=address) as client:
                _breaks_and_comes_again(client, engine, found)


def _breaks_and_comes_again(client: httpx.Client, engine: sqlalchemy.Engine, found: Postgresql) -> None:
    path = "/v1/placements"
    whole = client.get(path).json()
    ended = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'matchwatch api'"
    with engine.connect() as connection:
        connection.execute(text(ended))
    assert client.get(path, params={"limit": 3}).json()["items"] == whole["items"][:3]
    found.stop()
    assert client.get(path).json() == whole, "what is finished goes out while the database is gone"
    refused = client.get(path, params={"limit": 4})
    assert Problem.model_validate_json(refused.content).type == "urn:matchwatch:problem:database-gone"
    assert (refused.status_code, refused.headers["retry-after"]) == (503, "60")
    assert client.get("/healthz").status_code == 200
    found.start()
    until(lambda: client.get(path, params={"limit": 4}).status_code == 200)
    assert client.get(path, params={"limit": 4}).json()["items"] == whole["items"][:4]


def test_loading_that_is_killed_leaves_nothing_half(tmp_path: Path) -> None:
    owner = new_database(server())
    work = tmp_path / "work"
    made = publish_edition(work / "editions", Collection.real, rows=20_000)
    environment = {**command_environment(work), "MATCHWATCH_DATABASE": owner}
    command = [sys.executable, "-m", "pipelines.cli", "db", "sync"]
    loading = text(
        "SELECT count(*) FROM pg_locks JOIN pg_class ON pg_class.oid = relation WHERE relname = 'loaded_editions' OR locktype = 'advisory'"
    )
    with connected(owner) as engine:
        with (
            subprocess.Popen(command, cwd=ROOT, env=environment, stderr=subprocess.DEVNULL) as process,
            engine.connect() as connection,
        ):
            until(lambda: bool(connection.scalar(loading)) or process.poll() is not None)
            assert process.poll() is None, "it ended before it could be killed"
            os.kill(process.pid, signal.SIGKILL)
        assert loaded_editions(engine) == ([], {})
        done = matchwatch(work, "db", "sync", MATCHWATCH_DATABASE=owner)
        assert f"loaded   {made}" in done.stdout, done.stderr
        assert matchwatch(work, "db", "sync", MATCHWATCH_DATABASE=owner).stdout == f"current  {made} (real)\n"
        assert f"* {made}" in matchwatch(work, "db", "status", MATCHWATCH_DATABASE=owner).stdout


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("", "is no address"),
        ("mysql://a:secret@127.0.0.1/x", "is no address of a PostgreSQL database"),
        ("postgresql://a:secret@127.0.0.1:1/x", "127.0.0.1:1/x: connection"),
        ("postgresql://127.0.0.1", "is no address of a PostgreSQL database"),
    ],
)
def test_an_address_that_leads_nowhere_is_told_without_its_password(address: str, told: str) -> None:
    with pytest.raises(DatabaseError) as refused, connected(address):
        pass
    assert told in str(refused.value)
    assert "secret" not in str(refused.value)


def test_a_wrong_password_is_told() -> None:
    wrong = server().address("postgres").replace("only-for-tests", "secret")
    with pytest.raises(DatabaseError, match="password authentication failed") as refused, connected(wrong):
        pass
    assert "secret" not in str(refused.value)
