"""The process as people and Dagster see it: help, the sample web, messages."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from dagster_pipes import encode_param

from sample.server import SITES, SampleServer
from schemas.vocabulary import VisitOutcome
from scrapers.archive import Archive
from scrapers.arguments import ExitCode, build_parser
from scrapers.crawl_report import read_record
from tests.integration.crawl.conftest import ROOT, Crawler
from tests.integration.crawl.site import HOST, Web, html

pytestmark = pytest.mark.crawl
DOCUMENTS = (".pdf", ".xlsx", ".csv", ".docx")


def test_help_names_every_exit_code_and_what_is_written() -> None:
    text = build_parser().format_help()
    for code in ExitCode:
        assert f"{int(code)} " in text
    for name in ("ledger.sqlite", "index.jsonl", "crawls/<slug>.json", "MATCHWATCH_CONTACT"):
        assert name in text


def test_the_sample_web_is_searched_as_its_schools_allow(tmp_path: Path) -> None:
    hosts = tmp_path / "hosts.json"
    with SampleServer() as server:
        server.write_hosts_map(hosts)
        command = [sys.executable, "-m", "scrapers.run", "--schools", str(ROOT / "sample" / "schools"), "--work", str(tmp_path),
                   "--hosts-map", str(hosts), "--delay", "0"]  # fmt: skip
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == ExitCode.SOME_SCHOOLS_FAILED, done.stderr
    records = {path.stem: read_record(path) for path in (tmp_path / "crawls").glob("*.json")}
    incomplete = {slug for slug, record in records.items() if not record.complete}
    assert {"rookhope", "umberlake", "wexcombe"} <= incomplete
    assert VisitOutcome.robots_unavailable in {visit.outcome for visit in records["umberlake"].visits}
    archive = Archive(tmp_path / "archive")
    assert list(archive.verify()) == []
    captured = {capture.final_address for capture in archive.captures()}
    published = {
        f"http://{path.relative_to(SITES).as_posix()}" for path in SITES.rglob("*") if path.suffix in DOCUMENTS
    }
    assert published
    assert published <= captured


def test_dagster_is_told_how_the_crawl_ended(web: Web, crawler: Crawler, tmp_path: Path) -> None:
    web.hosts[HOST]["/"] = html("Alderholt", "Nothing.")
    messages = tmp_path / "messages"
    context: dict[str, object] = {
        "asset_keys": ["captures"], "code_version_by_asset_key": {}, "provenance_by_asset_key": {}, "partition_key": None,
        "partition_key_range": None, "partition_time_window": None, "run_id": "r", "job_name": "j", "retry_number": 0,
        "extras": {},
    }  # fmt: skip
    environment = {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "DAGSTER_PIPES_CONTEXT": encode_param({"data": context}),
        "DAGSTER_PIPES_MESSAGES": encode_param({"path": str(messages)}),
    }
    subprocess.run(crawler.command(), env=environment, capture_output=True, check=True, timeout=120)
    told = [json.loads(line) for line in messages.read_text().splitlines()]
    payload = next(one["params"]["payload"] for one in told if one["method"] == "report_custom_message")
    assert payload["event"] == "finished"
    assert payload["fetched"] == 1
