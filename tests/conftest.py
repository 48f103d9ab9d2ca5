"""Fixtures for every test: the sample edition, built once by a real crawl over loopback.

Belongs here: what tests of several folders share. Does not belong here: what a test checks.
"""

import fcntl
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from api.settings import ApiSettings
from pipelines.settings import Settings
from pipelines.steps.publish.pointer import current_edition
from schemas.vocabulary import Collection

ROOT = Path(__file__).resolve().parent.parent
for setting in (*Settings.model_fields, *ApiSettings.model_fields):
    os.environ.pop(
        f"MATCHWATCH_{setting.upper()}", None
    )  # what a developer serves is no matter of tests, nor safe from them


@dataclass(frozen=True)
class Built:
    """A working folder in which an edition was built; tests may read it and must not write to it."""

    work: Path
    output: str

    @property
    def editions(self) -> Path:
        return self.work / "editions"

    @property
    def edition(self) -> Path:
        return current_edition(self.editions, Collection.sample)

    def lend_readings(self, work: Path) -> Path:
        """Copy what depends on nothing but documents, readings and views, into a new working folder; returns that of readings."""
        for made in ("extractions", "views"):
            shutil.copytree(self.work / "sample" / made, work / "sample" / made)
        return work / "sample" / "extractions"


def matchwatch(work: Path, *arguments: str, **environment: str) -> "subprocess.CompletedProcess[str]":
    """Run the command line as a user does, with its own working folder."""
    return subprocess.run(
        [sys.executable, "-m", "pipelines.cli", *arguments],
        cwd=ROOT,
        env={**command_environment(work), **environment},
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )


def command_environment(work: Path) -> Mapping[str, str]:
    """The environment of a command that keeps to its own working folder."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("MATCHWATCH_", "DAGSTER_"))}
    return {**kept, "MATCHWATCH_WORK": str(work), "COLUMNS": "200", "NO_COLOR": "1"}


@pytest.fixture(scope="session")
def sample_edition(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The edition of the sample web, crawled, read and published for real; once, also where tests run side by side."""
    base = tmp_path_factory.getbasetemp()
    work = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "sample-edition"
    work.mkdir(exist_ok=True)
    with (work / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        told = work / "output.txt"
        if not told.is_file():
            done = matchwatch(work, "refresh", "--sample")
            assert done.returncode == 3, done.stdout + done.stderr
            told.write_text(done.stdout + done.stderr)
    return Built(work, told.read_text())
