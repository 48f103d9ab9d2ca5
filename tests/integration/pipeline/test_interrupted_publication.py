"""Publishing, killed at many points: the pointer always leads to a whole edition, and the next publication goes through."""

import multiprocessing
import os
import shutil
import signal
import sys
from multiprocessing.context import ForkServerContext
from pathlib import Path

import pytest

from pipelines.steps.publish.database import read_rows
from pipelines.steps.publish.edition import read_edition
from pipelines.steps.publish.pointer import DATABASE_NAME, current_edition, edition_folders
from schemas.held import HELD_FOLDER
from schemas.tables import DocumentRow, PlacementRow
from schemas.vocabulary import Collection
from tests.editions import publish_edition

POINTS = 20
PUBLISHED_AGAIN = 5
"""After every so many kills the publication is done again."""
WATCHED = {
    "open",
    "os.mkdir",
    "os.rename",
    "os.symlink",
    "os.remove",
    "os.chmod",
    "sqlite3.connect",
    "tempfile.mkdtemp",
}
ROWS_BEFORE, ROWS_AFTER = 30, 31


def publish_until(editions: str, last: int, counted: str) -> None:
    """Publish in this process and kill it, without a word, at the n-th thing it does below the folder; n 0 never comes."""
    seen = 0

    def hook(event: str, arguments: tuple[object, ...]) -> None:
        nonlocal seen
        if event in WATCHED and any(isinstance(one, str | Path) and editions in str(one) for one in arguments):
            seen += 1
            if seen == last:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(hook)
    publish_edition(Path(editions), Collection.real, rows=ROWS_AFTER)
    Path(counted).write_text(str(seen))


@pytest.fixture(scope="module")
def processes() -> ForkServerContext:
    """Fresh processes in which everything is imported already."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([__name__])
    return context


def run(processes: ForkServerContext, editions: Path, last: int, counted: Path) -> int | None:
    process = processes.Process(target=publish_until, args=(str(editions), last, str(counted)))
    process.start()
    process.join(timeout=120)
    return process.exitcode


def assert_whole(editions: Path, before: str) -> str:
    """Every edition that a reader can meet has all its rows; returns the current one."""
    current = current_edition(editions, Collection.real)
    for folder in edition_folders(editions):
        record = read_edition(folder)
        assert record.edition_id == folder.name
        assert sum(1 for _ in read_rows(folder / DATABASE_NAME, PlacementRow)) == record.placement_count
        assert sum(1 for _ in read_rows(folder / DATABASE_NAME, DocumentRow)) == record.document_count
        assert (folder / "datapackage.json").is_file()
    assert read_edition(current).placement_count in (ROWS_BEFORE, ROWS_AFTER)
    assert not (editions / HELD_FOLDER).exists()
    assert current.name == before or read_edition(current).placement_count == ROWS_AFTER
    return current.name


def test_the_pointer_leads_to_a_whole_edition_wherever_publishing_is_killed(
    tmp_path: Path, processes: ForkServerContext
) -> None:
    counted, published, trial = (tmp_path / name for name in ("counted", "published", "trial"))
    published.mkdir()
    before = publish_edition(published, Collection.real, rows=ROWS_BEFORE)
    shutil.copytree(published, trial, symlinks=True)
    assert run(processes, trial, 0, counted) == 0
    total = int(counted.read_text())
    assert total >= POINTS
    stayed = []
    for point in range(POINTS):
        editions = tmp_path / f"at-{point}"
        shutil.copytree(published, editions, symlinks=True)
        last = 1 + point * (total - 1) // (POINTS - 1)
        assert run(processes, editions, last, counted) == -signal.SIGKILL
        stayed.append(assert_whole(editions, before) == before)
        if point % PUBLISHED_AGAIN == 0:
            after = publish_edition(editions, Collection.real, rows=ROWS_AFTER)
            assert assert_whole(editions, before) == after
    assert stayed == sorted(stayed, reverse=True), "the pointer moves once, and not back"
    assert stayed[0], "before anything is written the old edition is current"
