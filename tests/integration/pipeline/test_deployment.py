"""The files of the deployment: hardened, agreeing with the rest, and Dagster's instance on a real PostgreSQL."""

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
import yaml
from dagster import DagsterEventType, DagsterInstance, DagsterRunStatus, RunsFilter, job, op
from sqlalchemy import make_url

from schemas.postgresql import READER_ROLE
from tests.conftest import ROOT
from tests.postgresql import Postgresql, binaries, running

DEPLOY = ROOT / "deploy"
OUR_SERVICES = {"first-edition", "api", "webserver", "daemon"}
PLACES = {"storage", "local_artifact_storage", "compute_logs"}


@op
def work() -> None:
    """Do nothing; that it ran is what is told."""


@job
def watched() -> None:
    """A run that leaves events of every kind."""
    work()


@pytest.fixture(scope="module")
def services() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((DEPLOY / "compose.yaml").read_text())["services"]
    return found


@pytest.fixture(scope="module")
def postgresql() -> Iterator[Postgresql]:
    programs = binaries()
    if programs is None:
        pytest.skip("PostgreSQL is not installed (initdb)")
    with (
        tempfile.TemporaryDirectory(prefix="matchwatch-postgresql-") as folder,
        running(Path(folder), programs) as server,
    ):
        yield server


def test_every_container_of_ours_is_hardened(services: dict[str, Any]) -> None:
    assert services.keys() == OUR_SERVICES | {"database", "proxy"}
    for name in OUR_SERVICES | {"proxy"}:
        assert services[name]["read_only"] is True, name
        assert services[name]["cap_drop"] == ["ALL"], name
        assert services[name]["security_opt"] == ["no-new-privileges:true"], name
    assert {services[name]["user"] for name in OUR_SERVICES} == {"10001:10001"}


def test_what_serves_cannot_write_and_nothing_is_open_to_the_world_by_itself(services: dict[str, Any]) -> None:
    assert services["api"]["volumes"] == ["data:/data:ro"]
    published = [port for service in services.values() for port in service.get("ports", ())]
    assert sorted(published) == ["127.0.0.1:3000:3000", "127.0.0.1:8080:8080"]


def test_editions_from_the_database_are_read_by_a_role_that_only_reads(services: dict[str, Any]) -> None:
    added = yaml.safe_load((DEPLOY / "compose.postgresql.yaml").read_text())["services"]
    assert added.keys() <= {*services, "editions-role"}
    role = added.pop("editions-role")
    assert (role["read_only"], role["cap_drop"], role["user"]) == (True, ["ALL"], "10001:10001")
    assert role["command"] == ["db", "init"]
    addresses = {name: service["environment"]["MATCHWATCH_DATABASE"] for name, service in added.items()}
    assert make_url(addresses.pop("api")).username == READER_ROLE
    assert addresses.keys() == {"first-edition", "webserver", "daemon"}
    assert set(addresses.values()) == {role["environment"]["MATCHWATCH_DATABASE"]}
    assert added["first-edition"]["depends_on"] == {"editions-role": {"condition": "service_completed_successfully"}}


def test_the_image_runs_as_no_privileged_user_and_is_watched() -> None:
    lines = (DEPLOY / "Dockerfile").read_text().splitlines()
    assert "USER 10001:10001" in lines
    assert any(line.startswith("HEALTHCHECK") for line in lines)


def test_the_instance_of_the_containers_differs_only_in_where_things_are() -> None:
    own = yaml.safe_load((ROOT / "dagster.yaml").read_text())
    contained = yaml.safe_load((DEPLOY / "dagster.yaml").read_text())
    assert {name: value for name, value in contained.items() if name not in PLACES} == own
    assert contained.keys() == own.keys() | PLACES


def test_dagster_keeps_its_runs_in_postgresql(
    tmp_path: Path, postgresql: Postgresql, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The instance as the containers have it; only folders and port are those of the test."""
    text = (
        (DEPLOY / "dagster.yaml")
        .read_text()
        .replace("/data/dagster", str(tmp_path))
        .replace("5432", str(postgresql.port))
    )
    (tmp_path / "dagster.yaml").write_text(text.replace("db_name: dagster", "db_name: postgres"))
    monkeypatch.setenv("DAGSTER_DATABASE_HOST", "127.0.0.1")
    monkeypatch.setenv("DAGSTER_DATABASE_PASSWORD", postgresql.password)
    with DagsterInstance.from_config(str(tmp_path)) as instance:
        assert watched.execute_in_process(instance=instance, tags={"matchwatch/due": "x"}).success
    with DagsterInstance.from_config(str(tmp_path)) as again:
        (run,) = again.get_runs(RunsFilter(tags={"matchwatch/due": "x"}))
        assert run.status is DagsterRunStatus.SUCCESS
        assert again.all_logs(run.run_id, of_type=DagsterEventType.STEP_SUCCESS)
    with psycopg.connect(
        host="127.0.0.1", port=postgresql.port, user=postgresql.user, password=postgresql.password, dbname="postgres"
    ) as connection:
        assert connection.execute("SELECT run_id FROM runs").fetchall() == [(run.run_id,)]
