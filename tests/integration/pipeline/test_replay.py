"""The archive for other tools: its index in CDXJ, and pywb showing pages from it byte for byte."""

import hashlib
import json
import os
import shutil
import socket
import subprocess
import sys
import time
from pathlib import Path

import httpx
import pytest

from pipelines.layers import Layers
from pipelines.settings import Settings
from schemas.vocabulary import Collection
from scrapers.archive import Archive
from tests.conftest import ROOT, Built, command_environment, matchwatch

pytestmark = pytest.mark.crawl


@pytest.fixture(scope="module")
def archive(sample_edition: Built) -> Archive:
    return Layers(Settings(work=sample_edition.work), Collection.sample).archive


def test_every_capture_stands_in_the_index_of_other_tools(
    sample_edition: Built, archive: Archive, tmp_path: Path
) -> None:
    out = tmp_path / "index.cdxj"
    done = matchwatch(sample_edition.work, "archive", "index", str(out), "--sample")
    assert done.returncode == 0, done.stderr
    lines = [line.split(" ", 2) for line in out.read_text().splitlines()]
    assert lines == sorted(lines)
    found = [json.loads(rest) for _, _, rest in lines]
    known = {(one["filename"], int(one["offset"])): one for one in found}
    captures = list(archive.captures())
    assert len(found) >= len(captures) > 100
    for capture in captures:
        entry = known[capture.warc_file, capture.warc_offset]
        assert entry["url"] in (capture.final_address, capture.address)
        assert entry["status"] == "200"


def test_an_archive_that_is_not_there_and_a_missing_program_are_told(tmp_path: Path, sample_edition: Built) -> None:
    empty = matchwatch(tmp_path, "archive", "index", str(tmp_path / "index.cdxj"), "--sample")
    assert (empty.returncode, "holds no WARC file yet" in empty.stderr) == (5, True)
    missing = matchwatch(sample_edition.work, "archive", "replay", "--sample", "--pywb", "/nowhere/wayback")
    assert (missing.returncode, "pip install pywb" in missing.stderr) == (1, True)


def test_pywb_replays_every_kind_of_document_byte_for_byte(work: Path, archive: Archive) -> None:
    program = os.environ.get("MATCHWATCH_PYWB") or shutil.which("wayback")
    if program is None:
        pytest.skip(
            "no pywb on this machine: install it into an environment of its own, and name it in MATCHWATCH_PYWB"
        )
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [
        sys.executable,
        "-m",
        "pipelines.cli",
        "archive",
        "replay",
        "--sample",
        "--port",
        str(port),
        "--pywb",
        program,
    ]
    with subprocess.Popen(command, cwd=ROOT, env=command_environment(work), start_new_session=True) as process:
        try:
            _waits(port)
            kinds = {capture.media_type: capture for capture in archive.captures()}
            assert len(kinds) > 3
            for capture in kinds.values():
                address = (
                    f"http://127.0.0.1:{port}/matchwatch/{capture.fetched_at:%Y%m%d%H%M%S}id_/{capture.final_address}"
                )
                answer = httpx.get(address, timeout=30).raise_for_status()
                assert hashlib.sha256(answer.content).hexdigest() == capture.sha256, address
        finally:
            os.killpg(process.pid, 15)


def _waits(port: int) -> None:
    ends = time.monotonic() + 60
    while time.monotonic() < ends:
        try:
            httpx.get(f"http://127.0.0.1:{port}/", timeout=5)
        except httpx.TransportError:
            continue
        return
    pytest.fail("pywb did not answer within a minute")
