"""Dagster's own commands: definitions are clean and complete, and its job gives the same edition as ours."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from dagster import AssetKey

from pipelines.defs.assembly import build
from pipelines.defs.checks import CHECKS
from pipelines.settings import Settings
from pipelines.steps.publish.dictionary import sql_table
from pipelines.steps.publish.edition import rows_of_edition
from pipelines.steps.publish.pointer import current_edition
from schemas.runs import RunOutcome, read_runs
from schemas.tables import TABLES, EditionRow
from schemas.vocabulary import Collection
from tests.conftest import ROOT, Built, command_environment

LAYERS = (
    "school_files",
    "captures",
    "readings",
    "transcriptions",
    "resolved_findings",
    "outcomes",
    "assessments",
    "edition",
)


def dagster(work: Path, *command: str) -> "subprocess.CompletedProcess[str]":
    home = work / "dagster"
    home.mkdir(exist_ok=True)
    shutil.copy(ROOT / "dagster.yaml", home)
    environment = {**command_environment(work), "DAGSTER_HOME": str(home)}
    return subprocess.run(
        [sys.executable, "-m", *command],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )


def test_every_layer_is_an_asset_of_either_collection() -> None:
    graph = build(Settings()).resolve_asset_graph()
    keys = {key.to_user_string() for key in graph.get_all_asset_keys()}
    assert keys == {f"{collection}/{layer}" for collection in Collection for layer in LAYERS} | {"national_baselines"}
    assert len(graph.asset_check_keys) == 2 * (len(CHECKS) + 1) + 1


def test_layers_are_partitioned_by_school_and_taken_in_one_run() -> None:
    graph = build(Settings(), [Collection.sample]).resolve_asset_graph()
    for layer in LAYERS[:-1]:
        node = graph.get(AssetKey([Collection.sample.value, layer]))
        assert node.partitions_def is not None
        assert len(node.partitions_def.get_partition_keys()) == 17
        assert node.backfill_policy is not None
        assert node.backfill_policy.max_partitions_per_run is None


def test_definitions_are_clean(tmp_path: Path) -> None:
    done = dagster(tmp_path, "dagster", "definitions", "validate", "-m", "pipelines.definitions")
    assert done.returncode == 0, done.stderr


@pytest.mark.crawl
def test_the_job_gives_the_same_edition_table_by_table(tmp_path: Path, sample_edition: Built) -> None:
    sample_edition.lend_readings(tmp_path)
    done = dagster(tmp_path, "dagster", "job", "execute", "-m", "pipelines.definitions", "-j", "refresh_sample")
    assert done.returncode == 0, done.stderr[-3000:]
    made = current_edition(tmp_path / "editions", Collection.sample)
    assert made.name == sample_edition.edition.name
    for table in TABLES:
        if table is not EditionRow:
            mine, theirs = ([{**row, **dict.fromkeys(TIMES & set(row))} for row in rows_of_edition(folder, table)]
                            for folder in (made, sample_edition.edition))  # fmt: skip
            assert mine == theirs, sql_table(table).name
    (report,) = read_runs(tmp_path / "editions")
    assert (report.outcome, report.edition_id) == (RunOutcome.published, made.name)
    assert {stage.stage for stage in report.stages} == set(LAYERS)
    assert all(stage.schools == 17 for stage in report.stages)


TIMES = {"fetched_at", "visited_at", "started_at", "finished_at", "crawled_at"}
"""Times of day, in which two crawls differ."""
