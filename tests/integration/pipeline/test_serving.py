"""`matchwatch up`: builds what is missing, serves both editions, ends in order."""

import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from schemas.editions import SAMPLE_NOTICE
from tests.conftest import ROOT, command_environment

pytestmark = pytest.mark.crawl


@contextmanager
def started(
    work: Path, *arguments: str, **environment: str
) -> Iterator[tuple[str, list[str], "subprocess.Popen[str]"]]:
    """Start a command that serves; yield its address, what it told so far, and the process."""
    with subprocess.Popen(
        [sys.executable, "-m", "pipelines.cli", *arguments, "--port", "0"], cwd=ROOT, stderr=subprocess.PIPE, text=True,
        env={**command_environment(work), **environment},
    ) as process:  # fmt: skip
        told: list[str] = []
        try:
            for line in process.stderr or ():
                told.append(line)
                found = re.search(r"Serving on (http://\S+)", line)
                if found:
                    yield found[1], told, process
                    return
            pytest.fail("".join(told))
        finally:
            process.kill()


def test_up_builds_what_is_missing_and_serves_both(work: Path, tmp_path: Path) -> None:
    schools = tmp_path / "schools"
    shutil.copytree(ROOT / "sample" / "schools", schools)
    with (
        started(work, "up", MATCHWATCH_SCHOOLS=str(schools)) as (address, told, process),
        httpx.Client(base_url=address, timeout=30) as client,
    ):
        assert any("Building the edition of real schools" in line for line in told)
        assert not any("Building the edition of the sample web" in line for line in told), "that one is up to date"
        assert client.get("/healthz").status_code == 200
        real = client.get("/v1/schools", params={"edition": "real"}).json()
        sample = client.get("/v1/schools", params={"edition": "sample"}).json()
        assert (real["edition"]["invented"], sample["edition"]["invented"]) == (False, True)
        assert sample["edition"]["notice"] == SAMPLE_NOTICE
        assert client.get("/report", params={"edition": "sample"}, timeout=60).status_code == 200
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=30) == 0


def test_serve_goes_on_while_an_edition_is_gone(work: Path) -> None:
    with started(work, "serve") as (address, told, process):
        assert any("no edition was published yet" in line for line in told)
        assert httpx.get(f"{address}/v1/schools", params={"edition": "real"}, timeout=60).status_code == 503
        assert httpx.get(f"{address}/v1/schools", params={"edition": "sample"}, timeout=60).status_code == 200
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=30)
