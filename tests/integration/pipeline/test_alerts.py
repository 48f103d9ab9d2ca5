"""Alerts reach a real webhook and a real mail server; one that cannot be sent costs nothing."""

import json
import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest
import time_machine
from aiosmtpd.controller import Controller
from dagster import DagsterInstance, build_run_status_sensor_context, job, op

from pipelines import alerts
from pipelines.alerts import Alert
from pipelines.defs.assembly import build
from pipelines.defs.sensors import unmet
from pipelines.exceptions import HeldBackError
from pipelines.settings import Settings
from pipelines.steps.publish.edition import Publication, read_edition
from pipelines.steps.publish.pointer import current_edition
from schemas.vocabulary import Collection
from tests.conftest import matchwatch
from tests.editions import publish_edition
from tests.unit.pipelines.workshop import PAGE, Workshop, school

Received = list[dict[str, Any]]


@pytest.fixture
def hook() -> Iterator[tuple[str, Received]]:
    """A webhook on loopback: its address, and what it was sent."""
    received: Received = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            received.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"json://127.0.0.1:{server.server_port}/", received
        server.shutdown()
        thread.join()


@pytest.fixture
def mailbox() -> Iterator[tuple[str, list[str]]]:
    """A mail server on loopback: the address of its operator, and the letters it took."""
    letters: list[str] = []

    class Handler:
        async def handle_DATA(  # noqa: N802 - the name by which the server calls it
            self,
            _server: object,
            _session: object,
            envelope: Any,
        ) -> str:
            letters.append(envelope.content.decode())
            return "250 taken"

    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    controller = Controller(Handler(), hostname="127.0.0.1", port=port)
    controller.start()
    yield f"mailto://127.0.0.1:{port}?from=matchwatch@press.example&to=desk@press.example", letters
    controller.stop()


def test_both_outlets_get_the_same_words(hook: tuple[str, Received], mailbox: tuple[str, list[str]]) -> None:
    settings = Settings(alerts=f"{hook[0]} {mailbox[0]}")
    assert alerts.send(settings, Alert("MatchWatch: refresh_real failed", "placements fell from 200 to 140"))
    ((message,), (letter,)) = hook[1], mailbox[1]
    assert message["title"] == "MatchWatch: refresh_real failed"
    assert message["message"] == "placements fell from 200 to 140"
    assert "Subject: MatchWatch: refresh_real failed" in letter
    assert "placements fell from 200 to 140" in letter


@pytest.mark.parametrize("address", ["json://127.0.0.1:9/", "nonsense://x", "not an address"])
def test_an_alert_that_cannot_be_sent_is_logged_and_stops_nothing(
    address: str, hook: tuple[str, Received], caplog: pytest.LogCaptureFixture
) -> None:
    assert not alerts.send(Settings(alerts=f"{address} {hook[0]}"), Alert("title", "body"))
    assert "alert not delivered everywhere: title" in caplog.text
    assert address not in repr(Settings(alerts=address))
    assert len(hook[1]) == 1


def test_without_an_address_nothing_is_sent() -> None:
    assert alerts.send(Settings(alerts=""), Alert("title", "body"))


def test_a_held_edition_is_told_by_webhook_and_mail_and_the_good_one_stays(
    tmp_path: Path, hook: tuple[str, Received], mailbox: tuple[str, list[str]]
) -> None:
    """A refresh over invented schools that would lose almost all placements of the edition before."""
    workshop = Workshop(tmp_path / "made", school("alderbrook"), school("briarholt"), school("cinderford"))
    good = publish_edition(workshop.settings.editions_folder, Collection.real, rows=200)
    workshop.fetch("alderbrook", "/match/", PAGE)
    workshop.searched("alderbrook", "/match/")
    folders = {f"MATCHWATCH_{name.upper()}": str(getattr(workshop.settings, name)) for name in
               ("schools", "transcriptions", "replies")}  # fmt: skip
    done = matchwatch(
        workshop.settings.work, "refresh", "--offline", MATCHWATCH_ALERTS=f"{hook[0]} {mailbox[0]}", **folders
    )
    assert done.returncode == 7, done.stdout + done.stderr
    assert "placements fell from 200 to" in done.stderr
    assert current_edition(workshop.settings.editions_folder, Collection.real).name == good
    ((message,), (letter,)) = hook[1], mailbox[1]
    assert message["title"] == "MatchWatch: refresh_real failed"
    assert "placements fell from 200 to" in message["message"]
    assert "Subject: MatchWatch: refresh_real failed" in letter


def test_the_doctor_sends_a_trial(tmp_path: Path, hook: tuple[str, Received]) -> None:
    done = matchwatch(tmp_path, "doctor", "--alerts", "--port", "0", MATCHWATCH_ALERTS=hook[0])
    assert "taken by every address" in done.stdout
    assert [message["title"] for message in hook[1]] == ["MatchWatch: a trial"]
    assert hook[0] not in done.stdout + done.stderr
    without = matchwatch(tmp_path, "doctor", "--alerts", "--port", "0")
    assert "MATCHWATCH_ALERTS names no address" in without.stdout
    assert without.returncode == 1


def test_lost_disclosures_are_told_once(tmp_path: Path) -> None:
    def published() -> Publication:
        folder = current_edition(tmp_path, Collection.real)
        return Publication(read_edition(folder), folder, is_new=True)

    publish_edition(tmp_path, Collection.real, rows=30)
    assert alerts.lost_disclosures(published()) is None
    publish_edition(tmp_path, Collection.real, rows=31, lost=True)
    told = alerts.lost_disclosures(published())
    assert told is not None
    assert told.title == "MatchWatch: disclosures gone from schools' pages: 1"
    assert "- alderbrook: match.list (all)" in told.body
    publish_edition(tmp_path, Collection.real, rows=32, lost=True)
    assert alerts.lost_disclosures(published()) is None


def test_a_failed_run_is_told_by_the_sensor_with_its_reason(tmp_path: Path, hook: tuple[str, Received]) -> None:
    @op
    def publish() -> None:
        raise HeldBackError("real-2026: is held back")

    @job
    def refresh_real() -> None:
        publish()

    sensor = build(Settings(alerts=hook[0]), [Collection.real]).resolve_sensor_def("failed_runs")
    with DagsterInstance.local_temp(str(tmp_path)) as instance:
        run = refresh_real.execute_in_process(instance=instance, raise_on_error=False)
        context = build_run_status_sensor_context(
            "failed_runs", run.get_run_failure_event(), instance, run.dagster_run
        ).for_run_failure()
        sensor(context)
    (message,) = hook[1]
    assert message["title"] == "MatchWatch: refresh_real failed"
    assert "real-2026: is held back" in message["message"]


def test_unmet_expectations_are_told_by_the_sensor(tmp_path: Path, hook: tuple[str, Received]) -> None:
    """A look at the national figures long after the newest one of the table."""
    defs = build(Settings(alerts=hook[0]), [Collection.real])
    with DagsterInstance.local_temp(str(tmp_path)) as instance, time_machine.travel("2041-01-01", tick=True):
        run = defs.resolve_job_def("check_reference").execute_in_process(instance=instance)
        (line,) = unmet(instance, run.dagster_run.run_id)
        assert line.startswith("baselines_are_current: us_md_senior pgy1_match_rate of 2040 has come out")
        context = build_run_status_sensor_context(
            "failed_expectations", run.get_run_success_event(), instance, run.dagster_run
        )
        defs.resolve_sensor_def("failed_expectations")(context)
    (message,) = hook[1]
    assert message["title"] == "MatchWatch: check_reference found less than is expected"
    assert line in message["message"]
