"""Dagster's own pages in a browser after a refresh of the sample: assets, checks, partitions, schedules, the run.

Takes three minutes, so it runs only when asked to: MATCHWATCH_UPDATE_DOCS=1 pytest tests/browser/test_dagster.py; it then makes
the screenshots of docs/operations.md anew.
"""

import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Browser

from tests.browser.test_screenshots import DAGSTER_SHOTS, FOLDER, save
from tests.conftest import ROOT, Built, command_environment

STARTING = 9
"""Times that a server which does not listen yet is asked again, after pauses that double."""
SECONDS_A_PAGE = 60
MODULE = ("-m", "pipelines.definitions")
PAGES = {
    "dagster-assets": ("/assets", ("national_baselines", "real", "sample")),
    "dagster-edition-checks": ("/assets/sample/edition?view=checks", ("edition_is_whole", "Succeeded")),
    "dagster-partitions": (
        "/assets/sample/readings?view=partitions",
        ("Materialized (17)", "Missing (0)", "larkmere"),
    ),
    "dagster-schedules": ("/automation", ("a_week_after_match_day", "aacom_placement_report", "in March")),
    "dagster-runs": ("/runs", ("matchwatch/collection: sample", "Success")),
}
"""File of the screenshot: page, words that it must show."""


@contextmanager
def dagster_dev(environment: dict[str, str]) -> Iterator[str]:
    """The address of Dagster's web server and daemon as an operator starts them."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "dagster", "dev", *MODULE, "--port", str(port)]
    started = subprocess.Popen(
        command,
        cwd=ROOT,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        os.killpg(started.pid, 15)
        started.wait(timeout=60)


@pytest.mark.browser
@pytest.mark.crawl
@pytest.mark.skipif("MATCHWATCH_UPDATE_DOCS" not in os.environ, reason="opens Dagster only when asked to")
def test_an_operator_sees_assets_checks_partitions_schedules_and_the_run(
    tmp_path: Path, sample_edition: Built, browser: Browser
) -> None:
    sample_edition.lend_readings(tmp_path)
    home = tmp_path / "dagster"
    home.mkdir()
    shutil.copy(ROOT / "dagster.yaml", home)
    environment = {**command_environment(tmp_path), "DAGSTER_HOME": str(home)}
    job = [sys.executable, "-m", "dagster", "job", "execute", *MODULE, "-j", "refresh_sample"]
    subprocess.run(job, cwd=ROOT, env=environment, check=True, capture_output=True, timeout=600)
    width, height = DAGSTER_SHOTS
    context = browser.new_context(viewport={"width": width, "height": height})
    page = context.new_page()
    page.set_default_timeout(SECONDS_A_PAGE * 1000)
    with dagster_dev(environment) as address:
        with httpx.Client(transport=httpx.HTTPTransport(retries=STARTING)) as client:
            client.get(f"{address}/server_info").raise_for_status()
        for name, (path, told) in PAGES.items():
            page.goto(address + path)
            for words in told:
                page.get_by_text(words).first.wait_for(state="visible")
            for words in ("Loading", "fetching statuses"):
                page.get_by_text(words).first.wait_for(state="hidden")
            save(page.screenshot(), FOLDER / f"{name}.webp")
    context.close()
