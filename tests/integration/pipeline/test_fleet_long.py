"""Whole refreshes by two workers, killed at several moments: minutes each, run by `make test-long`."""

import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest

from pipelines.cli.exit_codes import ExitCode
from pipelines.fleet.tasks import Stage
from pipelines.steps.publish.pointer import current_edition
from schemas.vocabulary import Collection
from tests.conftest import ROOT, Built, command_environment, matchwatch
from tests.fleet import LEASE_SECONDS, TIMES, WAY, Moment, differences, run_fleet
from tests.many_schools import many_schools
from tests.postgresql import new_database, server

pytestmark = [
    pytest.mark.crawl,
    pytest.mark.skipif(not os.environ.get("MATCHWATCH_LONG"), reason="takes minutes: make test-long"),
]
MOMENTS = (Moment(Stage.crawl), Moment(Stage.read, 3), Moment(Stage.resolve), Moment(Stage.assess, 4))
STOPPED = (Moment(Stage.crawl, 0, signal.SIGSTOP), Moment(Stage.read, 2, signal.SIGSTOP))
SCHOOLS = 238


def _named(moments: tuple[Moment, ...]) -> str:
    return ", ".join(f"{one.sends.name} while {one.stage}, {one.done} done" for one in moments)


@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
@pytest.mark.parametrize(
    "moment", [*((moment,) for moment in (*MOMENTS, *STOPPED)), (MOMENTS[0], MOMENTS[1], MOMENTS[3])], ids=_named
)
def test_the_sample_is_crawled_and_read_whoever_is_killed(
    database: str, moment: tuple[Moment, ...], tmp_path: Path, sample_edition: Built
) -> None:
    sample_edition.lend_readings(tmp_path)
    address = new_database(server()) if database == "postgresql" else ""
    done = run_fleet(tmp_path, ["--sample", "--workers", str(len(moment) + 1)], moment, address)
    assert done.code == ExitCode.SOME_SCHOOLS_FAILED, done.output
    assert len(done.killed) == len(moment)
    made = current_edition(tmp_path / "editions", Collection.sample)
    assert (
        differences(made, sample_edition.edition, but=TIMES | (WAY if moment[0].stage is Stage.crawl else set())) == []
    )


@pytest.mark.parametrize("captures", [20, 60])
def test_a_refresh_that_is_killed_leaves_no_worker_and_goes_on(
    captures: int, tmp_path: Path, sample_edition: Built
) -> None:
    sample_edition.lend_readings(tmp_path)
    index = tmp_path / "sample" / "archive" / "index.jsonl"
    lease = {"MATCHWATCH_LEASE_SECONDS": str(LEASE_SECONDS)}
    command = [sys.executable, "-m", "pipelines.cli", "refresh", "--sample", "--workers", "2"]
    with subprocess.Popen(
        command, cwd=ROOT, env={**command_environment(tmp_path), **lease}, stderr=subprocess.DEVNULL
    ) as process:
        while not index.is_file() or index.read_bytes().count(b"\n") < captures:
            assert process.poll() is None, "the refresh ended before it could be killed"
            time.sleep(0.01)  # between two looks at the archive
        process.kill()
    again = matchwatch(tmp_path, "refresh", "--sample", "--workers", "2", **lease)
    assert again.returncode == ExitCode.SOME_SCHOOLS_FAILED, again.stdout + again.stderr
    made = current_edition(tmp_path / "editions", Collection.sample)
    assert differences(made, sample_edition.edition, but=TIMES | WAY) == []
    assert not _alive(tmp_path)


def _alive(work: Path) -> list[str]:
    """Processes whose environment names this working folder."""
    found = []
    for place in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            if f"MATCHWATCH_WORK={work}\0".encode() in (place / "environ").read_bytes() + b"\0":
                found.append((place / "cmdline").read_text().replace("\0", " "))
    return found


def test_a_web_of_238_schools_is_shared_by_workers_that_know_nothing_of_each_other(tmp_path: Path) -> None:
    """Two workers started by hand and a run that has none of its own, at one PostgreSQL; one worker is killed thrice anew."""
    alone, shared = tmp_path / "alone", tmp_path / "shared"
    address = new_database(server())
    with many_schools(SCHOOLS, tmp_path) as web:
        environment = {
            "MATCHWATCH_SCHOOLS": str(tmp_path / "schools"),
            "MATCHWATCH_HOSTS_MAP": str(tmp_path / "hosts.json"),
            "MATCHWATCH_REPLIES": str(tmp_path / "none"),
        }
        (tmp_path / "none").mkdir()
        for folder in (alone, shared):
            folder.mkdir()
        single = matchwatch(alone, "refresh", "--as-of", "2026-11-16", **environment)
        assert single.returncode == ExitCode.OK, single.stdout + single.stderr
        asked = len(web.asked)
        told = {**command_environment(shared), **environment, "MATCHWATCH_FLEET": address,
                "MATCHWATCH_LEASE_SECONDS": str(LEASE_SECONDS)}  # fmt: skip
        worker = [sys.executable, "-m", "pipelines.cli", "worker"]
        with (shared / "workers.txt").open("w") as log:
            workers = [subprocess.Popen(worker, cwd=ROOT, env=told, stdout=log, stderr=log) for _ in range(4)]
            try:
                moments = [Moment(Stage.crawl), Moment(Stage.read, 60), Moment(Stage.assess, 30)]
                done = run_fleet(shared, ["--as-of", "2026-11-16"], moments, address, **environment)
            finally:
                for one in workers:
                    one.send_signal(signal.SIGTERM)
                codes = [one.wait(60) for one in workers]
    assert done.code == ExitCode.OK, done.output
    assert sorted(codes) == [-signal.SIGKILL] * 3 + [0]
    assert len(web.asked) - asked <= asked * 1.05, "addresses that were settled are not asked for again"
    editions = [current_edition(folder / "editions", Collection.real) for folder in (shared, alone)]
    assert differences(*editions, but=TIMES | WAY) == []
