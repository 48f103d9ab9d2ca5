"""A refresh that is killed, or runs out of disk: the current edition stays whole, and the same command goes on."""

import os
import resource
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlmodel import SQLModel

from pipelines.cli.exit_codes import ExitCode
from pipelines.steps.publish.edition import read_edition, rows_of_edition
from pipelines.steps.publish.pointer import current_edition, current_or_none
from schemas.tables import (
    AssessmentRow,
    DocumentRow,
    FlagRow,
    MeasureRow,
    OutcomeRow,
    PlacementRow,
    StatementRow,
    VisitRow,
)
from schemas.vocabulary import Collection
from tests.conftest import ROOT, Built, command_environment, matchwatch

pytestmark = pytest.mark.crawl
LONG = pytest.mark.skipif(not os.environ.get("MATCHWATCH_LONG"), reason="takes long: make test-long")

READ_ANEW = 120
"""Documents that are read after the kill, the least of them; the others are known from the sample edition."""
LARGEST = 400
"""The file size, in KiB, at which most is written before the disk is full; from there the run is taken up again."""
WITHOUT_THE_WAY: dict[type[SQLModel], tuple[str, ...]] = {
    PlacementRow: (),
    MeasureRow: (),
    StatementRow: (),
    OutcomeRow: (),
    DocumentRow: ("document_id", "sha256", "reading"),
    AssessmentRow: ("school_slug", "criterion_id", "status"),
    FlagRow: ("school_slug", "rule", "flag_subject", "severity"),
    VisitRow: ("school_slug", "address", "outcome"),
}
"""Tables and columns that must be equal; by which links a page was found may differ after a kill. () means all columns."""


def lines(path: Path) -> int:
    return path.read_bytes().count(b"\n") if path.is_file() else 0


def kill_when(work: Path, reached: Callable[[], bool]) -> None:
    """Start a refresh of the sample and kill it, children and all, as soon as it has come so far."""
    command = [sys.executable, "-m", "pipelines.cli", "refresh", "--sample"]
    with subprocess.Popen(
        command, cwd=ROOT, env=command_environment(work), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
        start_new_session=True,
    ) as process:  # fmt: skip
        while not reached():
            assert process.poll() is None, "the refresh ended before it could be killed"
        os.killpg(process.pid, signal.SIGKILL)


@pytest.mark.parametrize("moment", ["while crawling", pytest.param("while reading", marks=LONG)])
def test_a_killed_refresh_goes_on_to_the_same_edition(moment: str, tmp_path: Path, sample_edition: Built) -> None:
    index, read = tmp_path / "sample" / "archive" / "index.jsonl", sample_edition.lend_readings(tmp_path)
    kept = sorted(read.rglob("*.json"), key=lambda path: path.stat().st_size)
    for path in kept[:READ_ANEW]:
        path.unlink()
    reached = {
        "while crawling": lambda: lines(index) >= 40,
        "while reading": lambda: sum(1 for _ in read.rglob("*.json")) >= len(kept) - READ_ANEW + 10,
    }[moment]
    kill_when(tmp_path, reached)
    assert current_or_none(tmp_path / "editions", Collection.sample) is None
    done = matchwatch(tmp_path, "refresh", "--sample")
    assert done.returncode == ExitCode.SOME_SCHOOLS_FAILED, done.stdout + done.stderr
    made = current_edition(tmp_path / "editions", Collection.sample)
    for table, columns in WITHOUT_THE_WAY.items():
        mine, theirs = ([{name: row[name] for name in columns or row} for row in rows_of_edition(folder, table)]
                        for folder in (made, sample_edition.edition))  # fmt: skip
        assert mine == theirs, table.__tablename__
    assert list((tmp_path / "editions").glob(".building-*")) == []


@pytest.mark.parametrize("kibibytes", [4, 64, LARGEST])
def test_a_full_disk_is_told_in_one_line_and_loses_nothing(kibibytes: int, work: Path, sample_edition: Built) -> None:
    """No file may grow past a limit: layers, database and downloads break at different sizes."""
    shutil.rmtree(work / "sample" / "readings")
    for path in (work / "sample" / "assessments").glob("*.json"):
        path.unlink()
    done = subprocess.run(
        [sys.executable, "-m", "pipelines.cli", "refresh", "--sample", "--offline", "--as-of", "2026-11-17"],
        cwd=ROOT,
        env=command_environment(work),
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (kibibytes * 1024, resource.RLIM_INFINITY)),
    )
    assert done.returncode == ExitCode.CANNOT_WRITE, done.stdout + done.stderr
    errors = [line for line in done.stderr.splitlines() if line.startswith("error: ")]
    assert len(errors) == 1, done.stderr
    assert "Traceback" not in done.stderr
    assert current_edition(work / "editions", Collection.sample).name == sample_edition.edition.name
    read_edition(current_edition(work / "editions", Collection.sample))
    assert list((work / "editions").glob(".building-*")) == []
    if kibibytes == LARGEST:
        again = matchwatch(work, "refresh", "--sample", "--offline")
        assert "Nothing new" in again.stdout, again.stdout + again.stderr
