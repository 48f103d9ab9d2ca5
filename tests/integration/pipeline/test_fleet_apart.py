"""A fleet whose machines have no folder in common: a work table and an object store are all that they share."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path

import pytest

from pipelines.cli.exit_codes import ExitCode
from pipelines.fleet.tasks import Stage
from pipelines.object_store import ObjectStore
from pipelines.steps.publish.pointer import current_edition
from schemas.vocabulary import Collection
from tests.conftest import ROOT, Built, command_environment
from tests.fleet import LEASE_SECONDS, TIMES, WAY, Moment, differences, run_fleet
from tests.postgresql import new_database, server
from tests.s3 import s3_store

pytestmark = [
    pytest.mark.crawl,
    pytest.mark.skipif(not os.environ.get("MATCHWATCH_LONG"), reason="takes minutes: make test-long"),
]
MACHINES, READ_ANEW = 3, 60


@pytest.fixture(params=["folder", "s3"])
def store(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Mapping[str, str]]:
    """The address of an empty store, and what a process needs to reach it."""
    if request.param == "folder":
        yield {"MATCHWATCH_STORE": (tmp_path / "store").as_uri()}
        return
    with s3_store(monkeypatch) as environment:
        yield environment


def lend_readings(sample_edition: Built, address: str, folder: Path) -> None:
    """Put most readings of the sample into the store, as machines did that are gone by now."""
    shared, read = ObjectStore(address), sample_edition.lend_readings(folder / "lent")
    found = sorted(read.rglob("*.json"), key=lambda path: (path.stat().st_size, path))
    for path in found[READ_ANEW:]:
        shared.write(f"readings/{path.relative_to(read).as_posix()}", path.read_bytes())


def test_machines_without_a_common_folder_make_the_edition_of_one_process(
    store: Mapping[str, str], tmp_path: Path, sample_edition: Built
) -> None:
    """The machine that crawls is lost with its files, so is one that reads; the run itself never does any work."""
    address = new_database(server())
    lead = tmp_path / "lead"
    lead.mkdir()
    lend_readings(sample_edition, store["MATCHWATCH_STORE"], tmp_path)
    with ExitStack() as held:
        workers = []
        for number in range(MACHINES):
            work = tmp_path / f"machine-{number}"
            work.mkdir()
            told = {**command_environment(work), **store, "MATCHWATCH_FLEET": address,
                    "MATCHWATCH_LEASE_SECONDS": str(LEASE_SECONDS)}  # fmt: skip
            log = held.enter_context((work / "worker.txt").open("w"))
            workers.append(
                subprocess.Popen([sys.executable, "-m", "pipelines.cli", "worker"], cwd=ROOT, env=told, stderr=log)
            )
        try:
            moments = [Moment(Stage.crawl), Moment(Stage.read, 3)]
            done = run_fleet(lead, ["--sample"], moments, address, **store)
        finally:
            for one in workers:
                one.send_signal(signal.SIGTERM)
            codes = [one.wait(60) for one in workers]
    assert done.code == ExitCode.SOME_SCHOOLS_FAILED, done.output
    assert sorted(codes) == [-signal.SIGKILL] * 2 + [0]
    made = current_edition(lead / "editions", Collection.sample)
    assert differences(made, sample_edition.edition, but=TIMES | WAY) == []
