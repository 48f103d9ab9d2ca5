"""Two workers share one refresh; one is killed: the edition is that of a single process."""

import shutil
from pathlib import Path

import pytest

from pipelines.cli.exit_codes import ExitCode
from pipelines.fleet.tasks import Stage
from pipelines.steps.publish.pointer import current_edition
from schemas.vocabulary import Collection
from tests.conftest import Built, matchwatch
from tests.fleet import Moment, differences, run_fleet

READ_ANEW = 8
"""Documents that the workers read, the least of them; the others are known from the sample edition."""


@pytest.fixture
def crawled(work: Path) -> Path:
    """The working folder of the sample edition as it was after its crawl, most documents read."""
    for made in ("readings", "findings", "outcomes", "assessments", "transcriptions"):
        shutil.rmtree(work / "sample" / made)
    shutil.rmtree(work / "editions")
    extractions = sorted(
        (work / "sample" / "extractions").rglob("*.json"), key=lambda path: (path.stat().st_size, path)
    )
    for path in extractions[:READ_ANEW]:
        path.unlink()
    return work


def test_two_workers_of_which_one_is_killed_make_the_edition_of_one_process(
    crawled: Path, sample_edition: Built
) -> None:
    done = run_fleet(crawled, ["--sample", "--offline", "--workers", "2"], [Moment(Stage.read)])
    assert done.code == ExitCode.OK, done.output
    assert len(done.killed) == 1
    log = (crawled / "workers.log").read_text()
    takers = {line.split(": ")[0] for line in log.splitlines() if ": read of" in line}
    assert len(takers) == 2, log
    made = current_edition(crawled / "editions", Collection.sample)
    assert differences(made, sample_edition.edition) == []
    assert not (crawled / "sample" / "fleet").exists()


def test_a_worker_without_a_work_table_says_what_to_do(tmp_path: Path) -> None:
    done = matchwatch(tmp_path, "worker")
    assert done.returncode == ExitCode.FAILED
    assert done.stderr == "error: MATCHWATCH_FLEET is not set; on one machine use: matchwatch refresh --workers 2\n"
