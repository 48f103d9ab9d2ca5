"""The journal of runs: a report after every stage, the end of the run in it, old reports gone, faults of its own never in the way."""

import platform
from datetime import UTC, datetime, timedelta
from importlib import metadata
from pathlib import Path

import pytest
import time_machine
from dagster import DagsterInstance

from pipelines.defs.assembly import build
from pipelines.defs.jobs import CHECK_REFERENCE, COLLECTION_TAG
from pipelines.exceptions import HeldBackError
from pipelines.journal import KEPT, Journal
from pipelines.settings import Settings
from schemas.runs import RUNS_FOLDER, RunOutcome, RunReport, read_runs
from schemas.vocabulary import Collection
from tests.conftest import matchwatch


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(work=tmp_path)


def reports(settings: Settings) -> list[RunReport]:
    return read_runs(settings.editions_folder, Collection.sample)


def test_a_run_is_told_stage_by_stage_and_by_its_end(settings: Settings) -> None:
    journal = Journal(settings, Collection.sample, "first")
    with journal.stage("readings", 17) as counts:
        counts.update({"documents": 55, "read_now": 3})
    (report,) = reports(settings)
    assert (report.outcome, report.ended_at) == (RunOutcome.running, None)
    journal.found("documents_are_there", ["larkmere: gone"], blocking=False)
    journal.published("sample-2026-11-16-00000000", is_new=True)
    (report,) = reports(settings)
    assert report.outcome is RunOutcome.published
    assert report.edition_id == "sample-2026-11-16-00000000"
    assert [(stage.stage, stage.schools, stage.counts) for stage in report.stages] == [
        ("readings", 17, {"documents": 55, "read_now": 3})
    ]
    assert [(check.check, check.faults, check.first) for check in report.checks] == [
        ("documents_are_there", 1, ["larkmere: gone"])
    ]
    assert report.ended_at is not None
    assert report.started_at <= report.ended_at
    assert report.versions["python"] == platform.python_version()
    assert report.versions["pypdfium2"] == metadata.version("pypdfium2")


@pytest.mark.parametrize(
    ("error", "outcome"),
    [(HeldBackError("much is lost"), RunOutcome.held_back), (RuntimeError("broken"), RunOutcome.failed)],
)
def test_a_run_that_breaks_says_where_and_why(settings: Settings, error: Exception, outcome: RunOutcome) -> None:
    with pytest.raises(type(error)), Journal(settings, Collection.sample, "broken").stage("edition", 17):
        raise error
    (report,) = reports(settings)
    assert (report.outcome, report.stages[-1].stage) == (outcome, "edition")
    assert report.error == f"{type(error).__name__}: {error}"


def test_a_check_that_blocks_holds_the_run_back(settings: Settings) -> None:
    Journal(settings, Collection.sample, "held").found("anything_is_there", ["nothing is there"], blocking=True)
    (report,) = reports(settings)
    assert (report.outcome, report.error) == (RunOutcome.held_back, "anything_is_there: nothing is there")


def test_only_the_newest_reports_are_kept_and_each_collection_has_its_own(settings: Settings) -> None:
    Journal(settings, Collection.real, "kept").published("real-2026-01-01-00000000", is_new=False)
    folder = settings.editions_folder / RUNS_FOLDER
    now = datetime.now(UTC)
    for number in range(KEPT + 5):
        report = RunReport(
            run_id=f"run-{number}", collection=Collection.sample, started_at=now - timedelta(days=number),
            outcome=RunOutcome.unchanged, reader_version="1", schema_version=1,
        )  # fmt: skip
        (folder / f"sample-run-{number}.json").write_text(report.model_dump_json())
    Journal(settings, Collection.sample, "newest").published("sample-2026-01-01-00000000", is_new=False)
    kept = read_runs(settings.editions_folder, Collection.sample, most=1000)
    assert [report.run_id for report in kept] == ["newest", *(f"run-{number}" for number in range(KEPT - 1))]
    assert [report.run_id for report in read_runs(settings.editions_folder, Collection.real)] == ["kept"]


def test_a_damaged_report_is_left_out_and_a_folder_that_cannot_be_written_stops_no_run(settings: Settings) -> None:
    folder = settings.editions_folder / RUNS_FOLDER
    folder.parent.mkdir(parents=True)
    folder.write_text("a file where the folder should be")
    with Journal(settings, Collection.sample, "run").stage("readings", 1):
        pass
    folder.unlink()
    folder.mkdir()
    (folder / "sample-run.json").write_bytes(b"\x00{")
    assert reports(settings) == []
    with Journal(settings, Collection.sample, "run").stage("readings", 1):
        pass
    assert (folder / "sample-run.json").read_bytes() == b"\x00{"


def test_a_server_of_another_user_may_read_reports(settings: Settings) -> None:
    Journal(settings, Collection.sample, "run").published("sample-2026-11-16-00000000", is_new=True)
    assert (settings.editions_folder / RUNS_FOLDER / "sample-run.json").stat().st_mode & 0o777 == 0o644


def test_the_command_lists_runs_and_shows_one(settings: Settings) -> None:
    journal = Journal(settings, Collection.sample, "abcdef012345")
    with journal.stage("readings", 17) as counts:
        counts["documents"] = 55
    journal.found("documents_are_there", ["larkmere: gone"], blocking=False)
    journal.published("sample-2026-11-16-00000000", is_new=True)
    listed = matchwatch(settings.work, "runs", "--sample")
    assert listed.returncode == 0
    assert "abcdef01" in listed.stdout
    assert "published" in listed.stdout
    shown = matchwatch(settings.work, "runs", "abcd", "--sample").stdout
    assert "documents 55" in shown
    assert "larkmere: gone" in shown
    assert "No real refresh is on record" in matchwatch(settings.work, "runs").stdout
    unknown = matchwatch(settings.work, "runs", "nothing", "--sample")
    assert unknown.returncode == 1
    assert "no sample refresh begins with it" in unknown.stderr


def test_national_figures_that_are_missing_stand_in_the_report_of_a_refresh(
    tmp_path: Path, settings: Settings
) -> None:
    job = build(settings, [Collection.real]).resolve_job_def(CHECK_REFERENCE)
    with DagsterInstance.local_temp(str(tmp_path)) as instance, time_machine.travel("2041-01-01", tick=True):
        job.execute_in_process(instance=instance)
        assert read_runs(settings.editions_folder) == [], "a mere look at the figures is no refresh"
        job.execute_in_process(instance=instance, tags={COLLECTION_TAG: Collection.real.value})
    (report,) = read_runs(settings.editions_folder)
    assert [check.check for check in report.checks] == ["baselines_are_current"]
    assert report.outcome is RunOutcome.running
