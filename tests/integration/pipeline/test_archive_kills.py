"""`archive prune`, `push` and `pull` killed before their changes: always an archive that is whole, old or new.

Before every third change; MATCHWATCH_LONG above 10 in the environment makes it every one.
"""

import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path

import httpx
import pytest

from pipelines.archive_copy import ArchiveCopy
from pipelines.archive_copy_checking import copy_faults
from pipelines.archive_pruning import let_go
from pipelines.archive_work import mark_of
from pipelines.layers import Layers
from pipelines.settings import Settings
from schemas.documents import Capture
from schemas.vocabulary import Collection
from scrapers.archive import Archive, ArchiveWriter, Exchange
from scrapers.archive_checking import record_faults
from scrapers.ledger import Ledger
from scrapers.run import restore_archive
from scrapers.settlements import ArchiveMark
from scrapers.working_folder import only_one
from tests.conftest import ROOT, command_environment, matchwatch
from tests.integration.crawl.test_kill import assert_valid_for_warcio
from tests.integration.crawl.test_past_captures import REPLAY, needs_pywb, replaying
from tests.kills import killed_before_change
from tests.s3 import s3_store

pytestmark = [
    pytest.mark.crawl,
    pytest.mark.skipif(not os.environ.get("MATCHWATCH_LONG"), reason="takes minutes: make test-long"),
]
OLD, STATES, PAGES = datetime(2019, 6, 1, tzinfo=UTC), 3, 5
SLUG = "alderholt"


def grow(work: Path, at: datetime, rotate_bytes: int = 1500) -> None:
    """Let a crawl find every page changed, and be refused elsewhere."""
    (work / "archive").mkdir(parents=True, exist_ok=True)
    with Ledger(work / "ledger.sqlite") as ledger:
        writer = ArchiveWriter(work / "archive", rotate_bytes=rotate_bytes)
        for number in range(PAGES):
            address = f"http://www.alderholt.example/{number}"
            body = f"{at} {number} ".encode() * 9 + sha256(f"{at}{number}".encode()).digest() * 6
            place = writer.store(Exchange(address, 200, "OK", body, at, [("Content-Type", "text/html")]))
            writer.index(Capture(
                school_slug=SLUG, address=address, final_address=address, sha256=sha256(body).hexdigest(),
                byte_count=len(body), fetched_at=at, warc_file=place[0], warc_offset=place[1],
            ))  # fmt: skip
        writer.store(Exchange("http://www.alderholt.example/private", 403, "Forbidden", b"no", at))
        ledger.set_mark(ArchiveMark(*writer.position))
        writer.close()


@pytest.fixture
def work(tmp_path: Path) -> Path:
    """A working folder whose archive holds three states of every page, two of them superseded."""
    for number in range(STATES):
        grow(tmp_path / "work" / "sample", OLD + timedelta(days=number))
    return tmp_path / "work"


def listed(work: Path) -> list[tuple[str | None, str]]:
    return [(one.final_address, one.sha256) for one in Archive(work / "sample" / "archive").captures()]


def sound(work: Path) -> None:
    folder = work / "sample" / "archive"
    assert not [*Archive(folder).verify(), *record_faults(folder, lambda _: None)]
    assert_valid_for_warcio(folder)


def kills(work: Path, folder: Path, below: Callable[[Path], Path], *command: str) -> Iterator[tuple[Path, bool]]:
    """A copy of a working folder for each kill, one change later each time, until the command comes to its end."""
    number, killed = 0, True
    while killed:
        copy = Path(shutil.copytree(work, folder / str(number)))
        killed = killed_before_change(number, below(copy), copy, *(part.format(work=copy) for part in command))
        yield copy, killed
        number += 1 if int(os.environ.get("MATCHWATCH_LONG", "1")) > 10 else 3
    assert number > 5


def test_a_killed_pruning_leaves_the_archive_of_before_or_after(work: Path, tmp_path: Path) -> None:
    old = listed(work)
    new, seen = old[-PAGES:], set()
    command = ("archive", "prune", "--sample", "--yes")
    for one, _ in kills(work, tmp_path / "killed", lambda copy: copy / "sample", *command):
        found = listed(one)
        assert found in (old, new)
        seen.add(len(found))
        sound(one)
        folder = one / "sample" / "archive"
        with Ledger(one / "sample" / "ledger.sqlite") as ledger:
            restore_archive(folder, ledger)
            assert ledger.mark() is not None, "the next crawl takes the archive for its own"
            assert listed(one) in (found, new)
            writer = ArchiveWriter(folder)
            ledger.set_mark(ArchiveMark(*writer.position))
            writer.close()
        let_go(Layers(Settings(work=one), Collection.sample), 3, lambda _: None)
        assert listed(one) == new
        sound(one)
        mark = mark_of(one / "sample")
        assert mark is not None
        assert mark.index_bytes == (folder / "index.jsonl").stat().st_size
        assert {path.suffix for path in folder.iterdir()} == {".gz", ".jsonl", ".json"}, "nothing is left aside"
    assert seen == {len(old), len(new)}


def test_what_was_pruned_is_offered_by_no_command(work: Path, tmp_path: Path) -> None:
    old = [one.sha256 for one in Archive(work / "sample" / "archive").captures()]
    with only_one(work / "sample"):
        refused = matchwatch(work, "archive", "prune", "--sample", "--yes")
        assert (refused.returncode, "another crawl is at work" in refused.stderr) == (1, True)
    assert matchwatch(work, "archive", "prune", "--sample", "--yes").returncode == 0
    done = matchwatch(work, "archive", "verify", "--sample")
    assert (done.returncode, f"{PAGES} captures" in done.stdout) == (0, True)
    kept = matchwatch(work, "archive", "list", "--sample", "--json").stdout
    assert [digest in kept for digest in old] == [False] * (len(old) - PAGES) + [True] * PAGES
    assert matchwatch(work, "archive", "export", SLUG, str(tmp_path / "out.warc.gz"), "--sample").returncode == 0
    assert_valid_for_warcio(tmp_path)
    assert matchwatch(work, "archive", "index", str(tmp_path / "index.cdxj"), "--sample").returncode == 0
    assert len((tmp_path / "index.cdxj").read_text().splitlines()) == PAGES
    shown = matchwatch(work, "archive", "show", old[0], "--out", str(tmp_path / "x"), "--sample")
    assert (shown.returncode, "is not in" in shown.stderr) == (5, True)


@needs_pywb
def test_pywb_replays_what_stayed_and_nothing_that_was_pruned(work: Path, tmp_path: Path) -> None:
    old = list(Archive(work / "sample" / "archive").captures())
    let_go(Layers(Settings(work=work), Collection.sample), 3, lambda _: None)
    kept = {one.sha256 for one in Archive(work / "sample" / "archive").captures()}
    assert len(kept) == PAGES
    (tmp_path / "held").symlink_to(work / "sample" / "archive")
    with replaying(tmp_path) as hosts:
        place = json.loads(hosts.read_text())[REPLAY]
        for one in old:
            address = f"http://{place}/matchwatch/{one.fetched_at:%Y%m%d%H%M%S}id_/{one.final_address}"
            answer = httpx.get(address, timeout=60, follow_redirects=True)
            assert (sha256(answer.content).hexdigest() == one.sha256) is (one.sha256 in kept), address


def faults(address: str) -> list[str]:
    copy = ArchiveCopy(address)
    found = copy.listed()
    return ["there is none"] if found is None else list(copy_faults(copy, found, lambda _: None))


def test_a_killed_push_leaves_the_copy_of_before_or_after(work: Path, tmp_path: Path) -> None:
    assert matchwatch(work, "archive", "push", str(work / "store"), "--sample").returncode == 0
    old = len(listed(work))
    grow(work / "sample", datetime(2026, 5, 1, tzinfo=UTC))
    seen = set()
    command = ("archive", "push", "{work}/store", "--sample")
    for one, killed in kills(work, tmp_path / "killed", lambda copy: copy / "store", *command):
        store = str(one / "store")
        assert faults(store) == []
        assert_valid_for_warcio(Path(store))
        before = ArchiveCopy(store).listed()
        assert before is not None
        seen.add(before.captures)
        assert killed or before.captures == old + PAGES
    assert seen == {old, old + PAGES}
    last = tmp_path / "killed" / "3"
    assert matchwatch(last, "archive", "push", str(last / "store"), "--sample").returncode == 0
    done = matchwatch(last, "archive", "verify", str(last / "store"))
    assert (done.returncode, f"{old + PAGES} captures" in done.stdout) == (0, True), done.stdout


def test_a_killed_pull_leaves_the_archive_of_before_or_after(work: Path, tmp_path: Path) -> None:
    here = Path(shutil.copytree(work, tmp_path / "here"))
    old = listed(work)
    grow(work / "sample", datetime(2026, 5, 1, tzinfo=UTC))
    store = str(tmp_path / "store")
    assert matchwatch(work, "archive", "push", store, "--sample").returncode == 0
    new, seen = listed(work), set()
    for one, killed in kills(
        here, tmp_path / "killed", lambda copy: copy / "sample", "archive", "pull", store, "--sample"
    ):
        found = listed(one)
        assert found in (old, new)
        seen.add(len(found))
        sound(one)
        with Ledger(one / "sample" / "ledger.sqlite") as ledger:
            restore_archive(one / "sample" / "archive", ledger)
        assert listed(one) in (found, new)
        sound(one)
        assert killed or found == new
    assert seen == {len(old), len(new)}


def test_a_push_to_a_server_that_speaks_s3_killed_after_each_file_goes_on(
    work: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with s3_store(monkeypatch) as environment:
        address = f"{environment['MATCHWATCH_STORE']}/archive"
        put: list[str] = []
        for _ in range(2):
            with subprocess.Popen(
                [sys.executable, "-m", "pipelines.cli", "archive", "push", address, "--sample"], cwd=ROOT, text=True,
                env={**command_environment(work), **environment}, stderr=subprocess.PIPE,
            ) as process:  # fmt: skip
                assert process.stderr is not None
                put.append(process.stderr.readline())
                process.send_signal(signal.SIGKILL)
            assert ArchiveCopy(address).listed() is None, "no copy before all of it is there"
        assert put[0] != put[1], "what is there is not put again"
        done = matchwatch(work, "archive", "push", address, "--sample", **environment)
        assert done.returncode == 0, done.stderr
        told = matchwatch(work, "archive", "verify", address, **environment)
        assert (told.returncode, f"{PAGES * STATES} captures" in told.stdout) == (0, True), told.stdout
        found = matchwatch(tmp_path, "archive", "list", SLUG, "--at", address, "--json", **environment).stdout
        assert [json.loads(line)["sha256"] for line in found.splitlines()] == [digest for _, digest in listed(work)]
        there = tmp_path / "there"
        assert matchwatch(there, "archive", "pull", address, "--sample", **environment).returncode == 0
        assert listed(there) == listed(work)
        sound(there)
