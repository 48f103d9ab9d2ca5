"""Backup, wipe, restore, serve, as docs/operations.md says: every answer carries the tag that it had before."""

import shutil
import subprocess
from pathlib import Path

import httpx
import pytest

from tests.integration.pipeline.test_serving import started

pytestmark = pytest.mark.crawl

KEPT = ("editions", "sample/archive", "sample/ledger.sqlite", "sample/crawls")
PATHS = ("/", "/v1/schools", "/v1/flags?limit=5", "/schools/larkmere", "/report", "/v1/editions")


def tags(work: Path) -> dict[str, str | None]:
    """The tag of every path, as served from a working folder."""
    with started(work, "serve") as (address, _, process), httpx.Client(base_url=address, timeout=60) as client:
        found = {}
        for path in PATHS:
            answer = client.get(path, params={"edition": "sample"} if path != "/v1/editions" else {})
            found[path] = answer.raise_for_status().headers.get("etag")
        process.terminate()
        return found


def test_what_is_restored_answers_with_the_same_tags(work: Path, tmp_path: Path) -> None:
    before, backup = tags(work), tmp_path / "backup.tar"
    subprocess.run(["tar", "-C", work, "-cf", backup, *KEPT], check=True)
    shutil.rmtree(work)
    restored = tmp_path / "restored"
    restored.mkdir()
    subprocess.run(["tar", "-C", restored, "-xf", backup], check=True)
    assert tags(restored) == before
    assert all(before[path] for path in PATHS if path != "/v1/editions")
