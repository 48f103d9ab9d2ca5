"""What the server does when it fails itself, and how much it keeps in memory."""

import asyncio
import logging
from pathlib import Path

import httpx
import pytest

from api import caching
from api.caching import AnswerStore, StoredAnswer, is_unchanged
from api.coding import Coding
from api.edition_files import EditionFiles
from api.editions import OpenEdition
from api.main import create_app
from api.settings import ApiSettings
from schemas.public_service import Problem
from tests.editions import publish_edition


def test_failure_of_ours_is_a_problem_and_is_logged(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    app = create_app(ApiSettings(editions=tmp_path))

    @app.get("/v1/broken")
    def broken() -> None:
        raise RuntimeError("a secret of the server")

    async def ask() -> list[httpx.Response]:
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://test") as client:
            return [await client.get("/v1/broken"), await client.get("/healthz")]

    with caplog.at_level(logging.ERROR):
        answer, after = asyncio.run(ask())
    assert answer.status_code == 500
    assert Problem.model_validate_json(answer.content).type == "urn:matchwatch:problem:internal"
    assert "secret" not in answer.text
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "/v1/broken" in caplog.text
    assert after.status_code == 200


@pytest.fixture
def edition(tmp_path: Path) -> OpenEdition:
    publish_edition(tmp_path)
    return EditionFiles(tmp_path, 2).choose("sample")


def test_store_forgets_the_least_asked_for(edition: OpenEdition) -> None:
    store = AnswerStore(1000)
    for number in range(5):
        store.put((str(number), b"", Coding.none), StoredAnswer(200, (), b"x" * 240, edition))
        assert store.get(("0", b"", Coding.none)) is not None
    kept = [number for number in range(5) if store.get((str(number), b"", Coding.none))]
    assert kept == [0, 2, 3, 4]


def test_store_refuses_what_is_too_large(edition: OpenEdition) -> None:
    store = AnswerStore(1000)
    store.put(("big", b"", Coding.none), StoredAnswer(200, (), b"x" * 251, edition))
    assert store.get(("big", b"", Coding.none)) is None


def test_store_forgets_what_came_from_a_file_that_is_gone(
    edition: OpenEdition, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(caching, "SECONDS_BETWEEN_LOOKS", 0)
    store = AnswerStore(10_000)
    store.put(("page", b"", Coding.none), StoredAnswer(200, (), b"x", edition))
    assert store.get(("page", b"", Coding.none)) is not None
    (edition.folder / "matchwatch.sqlite").unlink()
    assert store.get(("page", b"", Coding.none)) is None


def test_store_tells_compressed_from_plain(edition: OpenEdition) -> None:
    store = AnswerStore(10_000)
    store.put(("page", b"", Coding.gzip), StoredAnswer(200, (), b"small", edition))
    assert store.get(("page", b"", Coding.none)) is None


@pytest.mark.parametrize(
    ("etag", "modified", "if_none_match", "if_modified_since", "expected"),
    [
        ('W/"a"', None, 'W/"a"', None, True),
        ('W/"a"', None, '"a"', None, True),
        ('W/"a"', None, '"b"', None, False),
        (None, None, "*", None, False),
        (None, None, None, "Thu, 04 Jun 2026 12:00:00 GMT", False),
        ('"a"', "Thu, 04 Jun 2026 12:00:00 GMT", None, "Thu, 04 Jun 2026 12:00:00 GMT", True),
        ('"a"', "Thu, 04 Jun 2026 12:00:00 GMT", None, "Thu, 04 Jun 2026 11:59:59 GMT", False),
        ('"a"', "Thu, 04 Jun 2026 12:00:00 GMT", '"b"', "Thu, 04 Jun 2026 12:00:00 GMT", False),
        ('"a"', "Thu, 04 Jun 2026 12:00:00 GMT", None, "yesterday", False),
    ],
)
def test_conditions(
    etag: str | None, modified: str | None, if_none_match: str | None, if_modified_since: str | None, expected: bool
) -> None:
    assert is_unchanged(etag, modified, if_none_match, if_modified_since) is expected
