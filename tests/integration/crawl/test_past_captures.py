"""Past captures, fetched by the real process from a server that speaks both forms of a CDX interface, and from a real pywb."""

import json
import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from scrapers.archive import Archive, ArchiveWriter, Exchange
from scrapers.registry import school_yaml
from scrapers.replaying import lay_out, replay_command
from tests.integration.crawl.conftest import ROOT, school
from tests.integration.crawl.site import HOST, Reply, Web, html

pytestmark = pytest.mark.crawl
needs_pywb = pytest.mark.skipif(
    "MATCHWATCH_PYWB" not in os.environ, reason="needs MATCHWATCH_PYWB: pywb's program `wayback`"
)
PAGE = f"http://{HOST}/match"
REPLAY = "archive.example"
STATES = [("20210110000000", "a"), ("20210601000000", "b"), ("20220701000000", "b"), ("20230601000000", "c"),
          ("20240601000000", "d"), ("20250601000000", "e"), ("20260601000000", "f")]  # fmt: skip


def fetch(
    folder: Path, hosts: Path, collection: str = "", cdx: str = "/cdx", first: int = 2021
) -> tuple[int, dict[str, Any], str]:
    """Run the process for the years to 2025."""
    schools = folder / "schools"
    schools.mkdir(exist_ok=True)
    known = school(known_addresses=[{"address": PAGE}, {"address": f"http://{HOST}/other"}])
    (schools / "alderholt.yaml").write_text(school_yaml(known))
    base = f"http://{REPLAY}{collection}"
    command = [sys.executable, "-m", "scrapers.past", "--schools", str(schools), "--work", str(folder / "work"),
               "--school", "alderholt", "--cdx", f"{base}{cdx}", "--replay", base, "--first-year", str(first), "--last-year", "2025",
               "--delay", "0", "--hosts-map", str(hosts)]  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, cwd=ROOT, check=False)
    assert "Traceback" not in done.stderr, done.stderr
    return done.returncode, json.loads(done.stdout.splitlines()[-1]), done.stderr


def as_lines(rows: Sequence[tuple[str, str]]) -> bytes:
    return b"".join(
        json.dumps({"timestamp": stamp, "url": PAGE, "mime": "text/html", "status": "200", "digest": digest}).encode()
        + b"\n"
        for stamp, digest in rows
    )


def as_array(rows: Sequence[tuple[str, str]]) -> bytes:
    names = ["urlkey", "timestamp", "original", "mimetype", "statuscode", "digest", "length"]
    body = [["example,alderholt)/match", stamp, PAGE, "text/html", "200", digest, "9"] for stamp, digest in rows]
    return json.dumps([names, *body]).encode()


def serve(web: Web, index: bytes, **other: Reply) -> None:
    """An archive that holds the states of one page; other: answers by time instead of the good ones."""
    years = "output=json&from=2021&to=2025"
    held = web.hosts.setdefault(REPLAY, {})
    held[f"/cdx?url={quote(PAGE, safe='')}&{years}"] = Reply(index)
    held[f"/cdx?url={quote(f'http://{HOST}/other', safe='')}&{years}"] = Reply(b"[]")
    for stamp, words in STATES:
        held[f"/{stamp}id_/{PAGE}"] = other.get(f"at_{stamp}", html("Match", f"Class of {words}"))


@pytest.mark.parametrize("form", [as_lines, as_array])
def test_one_state_a_year_nearest_to_june_is_kept_and_a_second_run_fetches_none(
    web: Web, tmp_path: Path, form: Any
) -> None:
    serve(web, form(STATES))
    hosts = web.write_hosts_map(tmp_path / "hosts.json")
    code, told, log = fetch(tmp_path, hosts)
    assert (code, told["fetched"], told["failures"]) == (0, 5, []), log
    archive = Archive(tmp_path / "work" / "archive")
    kept = list(archive.captures("alderholt"))
    stamps = sorted(f"{one.fetched_at:%Y%m%d%H%M%S}" for one in kept)
    assert stamps == [stamp for stamp, _ in STATES[1:6]]
    assert all(not one.is_live and one.replayed_at for one in kept)
    assert archive.latest("alderholt") == []
    assert not list(archive.verify())
    if form is as_lines:
        return
    before = len(web.asked)
    assert fetch(tmp_path, hosts)[1]["fetched"] == 0
    assert not [one for one in web.asked[before:] if "id_/" in one.path]


def test_bad_answers_are_told_and_the_rest_is_kept(web: Web, tmp_path: Path) -> None:
    serve(
        web,
        as_lines(STATES),
        at_20210601000000=Reply(b"busy", 503, {"Retry-After": "0"}),
        at_20230601000000=Reply(b"", 302, {"Location": "http://127.0.0.1:1/20230601000000id_/x"}),
        at_20240601000000=Reply(b"\x00\x01", headers={"Content-Type": "video/mp4"}),
    )
    code, told, _ = fetch(tmp_path, web.write_hosts_map(tmp_path / "hosts.json"))
    assert (code, told["fetched"], len(told["failures"])) == (3, 1, 3)
    assert "503 3 times" in " ".join(told["failures"])


@needs_pywb
def test_five_years_come_from_a_real_pywb(tmp_path: Path) -> None:
    writer = ArchiveWriter(tmp_path / "held")
    for stamp, words in STATES:
        moment = datetime.strptime(stamp, "%Y%m%d%H%M%S").replace(tzinfo=UTC)
        body = html("Match", f"Class of {words}").body
        writer.store(Exchange(PAGE, 200, "OK", body, moment, [("Content-Type", "text/html")]))
    writer.close()
    with replaying(tmp_path) as hosts:
        first = fetch(tmp_path, hosts, "/matchwatch")
        second = fetch(tmp_path, hosts, "/matchwatch")
    assert (first[0], first[1]["fetched"], first[1]["failures"]) == (0, 5, []), first[2]
    assert (second[0], second[1]["fetched"]) == (0, 0)
    archive = Archive(tmp_path / "work" / "archive")
    assert {f"{one.fetched_at:%Y}" for one in archive.captures()} == {"2021", "2022", "2023", "2024", "2025"}
    assert not list(archive.verify())


@contextmanager
def replaying(folder: Path) -> Iterator[Path]:
    """A real pywb that replays the WARC files below `held`, while the context lasts; yields the map of hosts by which it is reached."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    lay_out(folder / "held", folder / "pywb")
    command = replay_command(os.environ["MATCHWATCH_PYWB"], folder / "pywb", port)
    hosts = folder / "hosts.json"
    hosts.write_text(json.dumps({REPLAY: f"127.0.0.1:{port}"}))
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=folder) as server:
        try:
            _until_it_answers(f"http://127.0.0.1:{port}/")
            yield hosts
        finally:
            server.terminate()


def _until_it_answers(address: str) -> None:
    for _ in range(300):
        try:
            urllib.request.urlopen(address, timeout=2).close()  # noqa: S310 - loopback
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise AssertionError(f"{address} does not answer")
