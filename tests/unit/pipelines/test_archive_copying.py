"""Copies of the archive: in a folder, in memory, on a server that speaks S3; grown, got back, refused, damaged."""

import json
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import fsspec
import pytest
from warcio.archiveiterator import ArchiveIterator

from pipelines.archive_copy import LIST, ArchiveCopy, CopiedArchive, CopiedFile
from pipelines.archive_copy_checking import copy_faults
from pipelines.archive_copying import Copied, pull, push
from pipelines.exceptions import OtherArchiveError, StoreError
from schemas.documents import CrawlRecord
from scrapers.archive import Archive, ArchiveWriter
from scrapers.archive_swapping import Swap, swap_files
from scrapers.crawl_report import read_record, write_record
from scrapers.exceptions import ArchiveError, CrawlError
from scrapers.ledger import Ledger
from scrapers.settlements import ArchiveMark
from scrapers.working_folder import only_one
from tests.s3 import s3_store
from tests.unit.crawl.test_archive import add

ROTATE = 1500


@pytest.fixture(params=["folder", "memory", "s3"])
def address(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """An address with nothing there yet."""
    if request.param == "folder":
        yield str(tmp_path / "store" / "archive")
    elif request.param == "memory":
        yield f"memory://{uuid4().hex}/archive"
    else:
        with s3_store(monkeypatch) as environment:
            yield f"{environment['MATCHWATCH_STORE']}/archive"


@pytest.fixture
def folder(tmp_path: Path) -> str:
    return str(tmp_path / "store" / "archive")


def grow(work: Path, *bodies: str) -> None:
    """Let a crawl add pages to the archive of a working folder and leave its search record."""
    (work / "archive").mkdir(parents=True, exist_ok=True)
    with Ledger(work / "ledger.sqlite") as ledger:
        writer = ArchiveWriter(work / "archive", rotate_bytes=ROTATE)
        for body in bodies:
            add(writer, (body * 400).encode(), f"http://school.example/{body}")
        ledger.set_mark(ArchiveMark(*writer.position))
        writer.close()
    at = datetime(2026, 5, 1, tzinfo=UTC)
    write_record(work / "crawls", CrawlRecord(school_slug="alder", started_at=at, finished_at=at, complete=True,
                                              fetched=len(bodies)))  # fmt: skip


def pages(count: int, start: int = 0) -> list[str]:
    return [f"page {uuid4().hex} {number}" for number in range(start, start + count)]


def state(work: Path) -> dict[str, bytes]:
    """What an archive consists of, its note of swaps aside."""
    return {path.name: path.read_bytes() for path in (work / "archive").iterdir() if path.name != "swap.json"}


def faults(address: str) -> list[str]:
    copy = ArchiveCopy(address)
    listed = copy.listed()
    assert listed is not None
    read: list[int] = []
    found = list(copy_faults(copy, listed, read.append))
    assert sum(read) == listed.total_bytes
    return found


def objects(address: str) -> dict[str, bytes]:
    system, root = fsspec.core.url_to_fs(address)
    system.invalidate_cache()
    return {path.rpartition("/")[2]: system.cat_file(path) for path in system.find(root)}


def put(work: Path, address: str, *, replace: bool = False) -> tuple[Copied, list[str]]:
    told: list[CopiedFile] = []
    copied = push(work, ArchiveCopy(address), told.append, replace=replace)
    assert copied.moved_files == len(told)
    return copied, [file.name for file in told]


def get(work: Path, address: str, *, replace: bool = False) -> tuple[Copied, list[str]]:
    told: list[CopiedFile] = []
    copied = pull(work, ArchiveCopy(address), told.append, replace=replace)
    return copied, [file.name for file in told]


def test_what_was_pushed_is_pulled_byte_for_byte_and_only_what_grew_goes_again(address: str, tmp_path: Path) -> None:
    here, there = tmp_path / "here", tmp_path / "there"
    grow(here, *pages(8))
    first, names = put(here, address)
    warcs = sorted(name for name in state(here) if name.endswith(".warc.gz"))
    assert len(warcs) > 2
    assert names == [*warcs, "index.jsonl", "crawls.jsonl"]
    assert first.captures == 8
    assert put(here, address)[1] == []
    assert faults(address) == []
    get(there, address)
    assert state(there) == state(here)
    assert get(there, address)[1] == []
    before = state(here)
    grow(here, *pages(1))
    changed = [name for name, content in sorted(state(here).items()) if before.get(name) != content]
    assert len(changed) == 2
    assert sorted(put(here, address)[1]) == sorted([*changed, "crawls.jsonl"])
    assert sorted(get(there, address)[1]) == sorted([*changed, "crawls.jsonl"])
    assert state(there) == state(here)
    assert read_record(there / "crawls" / "alder.json") == read_record(here / "crawls" / "alder.json")
    assert list(Archive(there / "archive").verify()) == faults(address) == []


def test_a_copy_is_read_where_it_lies(address: str, tmp_path: Path) -> None:
    here = tmp_path / "here"
    with pytest.raises(StoreError, match="holds no copy"):
        CopiedArchive(ArchiveCopy(address))
    grow(here, *pages(6))
    put(here, address)
    archive, copied = Archive(here / "archive"), CopiedArchive(ArchiveCopy(address))
    captures = list(archive.captures("alder"))
    assert list(copied.captures("alder")) == captures
    assert [copied.content(one) for one in captures] == [archive.content(one) for one in captures]
    exported = tmp_path / "export.warc.gz"
    exported.write_bytes(copied.records_of(captures[2:4]))
    with exported.open("rb") as file:
        kinds = [record.rec_type for record in ArchiveIterator(file, check_digests="raise")]
    assert kinds == ["warcinfo", "response", "request", "response", "request"]
    with pytest.raises(ArchiveError, match="cannot be read"):
        copied.content(captures[0].model_copy(update={"warc_file": "matchwatch-00099.warc.gz"}))


def test_a_reader_with_the_list_before_finds_all_of_its_objects_and_older_ones_are_cleared_away(
    address: str, tmp_path: Path
) -> None:
    here = tmp_path / "here"
    grow(here, *pages(2))
    put(here, address)
    system, root = fsspec.core.url_to_fs(address)
    system.pipe_file(f"{root}/notes-of-somebody.txt", b"kept")
    lists = []
    for _ in range(3):
        before = ArchiveCopy(address).listed()
        grow(here, *pages(1))
        put(here, address)
        assert before is not None
        lists.append(before)
        assert {file.object for file in before.files} <= {*objects(address)}
    gone = {file.object for file in lists[0].files} - {file.object for file in lists[-1].files}
    assert gone
    assert not gone & {*objects(address)}
    assert objects(address)["notes-of-somebody.txt"] == b"kept"


def test_another_archive_or_a_longer_one_is_replaced_only_when_told_to(address: str, tmp_path: Path) -> None:
    here, other, short, larger = (tmp_path / name for name in ("here", "other", "short", "larger"))
    first = pages(3)
    grow(here, *first)
    shutil.copytree(here, short)
    grow(here, *pages(3))
    put(here, address)
    before = objects(address)
    grow(other, *pages(5))
    grow(larger, *pages(20))
    for work in (other, short, larger):
        kept = state(work)
        with pytest.raises(OtherArchiveError, match="--replace"):
            put(work, address)
        assert objects(address) == before
        if work is not short:
            with pytest.raises(OtherArchiveError, match="--replace"):
                get(work, address)
            assert state(work) == kept
    get(short, address)
    assert state(short) == state(here)
    get(other, address, replace=True)
    assert state(other) == state(here)
    grow(other, *pages(1))
    with pytest.raises(OtherArchiveError, match="--replace"):
        get(other, address)
    shutil.rmtree(here)
    grow(here, *pages(1))
    put(here, address, replace=True)
    assert faults(address) == []
    assert not {*before} & {*objects(address)} - {LIST}, "nothing is left of what was there"
    get(other, address, replace=True)
    assert state(other) == state(here)


def test_what_is_not_settled_yet_is_not_copied(folder: str, tmp_path: Path) -> None:
    here, there = tmp_path / "here", tmp_path / "there"
    grow(here, *pages(2))
    settled = state(here)
    writer = ArchiveWriter(here / "archive", rotate_bytes=ROTATE)
    for number in range(4):
        add(writer, b"under way %d" % number * 200, f"http://school.example/under-way/{number}")
    with only_one(here):
        put(here, folder)
    writer.close()
    get(there, folder)
    assert state(there) == settled
    (here / "ledger.sqlite").unlink()
    with (here / "archive" / "index.jsonl").open("ab") as index:
        index.write(b'{"torn')
    assert put(here, folder)[0].captures == 6
    assert faults(folder) == []


def test_an_archive_that_is_swapped_while_it_is_pushed_makes_no_copy(folder: str, tmp_path: Path) -> None:
    here = tmp_path / "here"
    grow(here, *pages(3))
    with pytest.raises(StoreError, match="meanwhile"):
        push(here, ArchiveCopy(folder), lambda _: swap_files(here / "archive", Swap(adds=(), removes=("gone",))))
    assert ArchiveCopy(folder).listed() is None
    put(here, folder)
    assert faults(folder) == []


def test_damage_at_the_address_is_told_and_nothing_here_changes(folder: str, tmp_path: Path) -> None:
    here, there = tmp_path / "here", tmp_path / "there"
    grow(here, *pages(6))
    put(here, folder)
    grow(there, *pages(1))
    kept = state(there)
    warcs = sorted(Path(folder).glob("*.warc.gz"))
    content = bytearray(warcs[1].read_bytes())
    content[200] ^= 0xFF
    warcs[1].write_bytes(bytes(content))
    warcs[0].unlink()
    found = "\n".join(faults(folder))
    assert warcs[0].name in found
    assert f"{warcs[1].name} is damaged" in found
    with pytest.raises(StoreError, match=r"is damaged|cannot be got"):
        get(there, folder, replace=True)
    assert {name: content for name, content in state(there).items() if not name.endswith(".new")} == kept
    assert [*Archive(there / "archive").verify()] == []
    put(here, folder)
    assert faults(folder) != [], "an object of the right size is not put again"
    (Path(folder) / LIST).write_text(json.dumps({"version": 1, "captures": 1, "written_at": "2026-01-01T00:00:00Z",
        "files": [{"name": "../outside", "bytes": 1, "sha256": "0" * 64}]}))  # fmt: skip
    with pytest.raises(StoreError, match="is damaged"):
        get(there, folder)


def test_a_record_that_was_damaged_before_it_was_pushed_is_told(folder: str, tmp_path: Path) -> None:
    here = tmp_path / "here"
    grow(here, *pages(3))
    capture = next(Archive(here / "archive").captures())
    path = here / "archive" / capture.warc_file
    content = bytearray(path.read_bytes())
    content[capture.warc_offset + 200] ^= 0xFF
    path.write_bytes(bytes(content))
    put(here, folder)
    found = faults(folder)
    assert found
    assert all(folder in fault and f"byte {capture.warc_offset}" in fault for fault in found)


def test_what_is_not_there_and_what_may_not_be_done_is_told(folder: str, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="holds no copy"):
        get(tmp_path / "there", folder)
    with pytest.raises(ArchiveError, match="crawl first"):
        put(tmp_path / "nothing", folder)
    grow(tmp_path / "here", *pages(1))
    put(tmp_path / "here", folder)
    (tmp_path / "there").mkdir(exist_ok=True)
    with only_one(tmp_path / "there"), pytest.raises(CrawlError, match="another crawl"):
        get(tmp_path / "there", folder)
    with pytest.raises(StoreError, match="nonsense"):
        ArchiveCopy("nonsense://bucket")


def test_a_crawl_after_a_pull_goes_on_behind_what_was_pulled(folder: str, tmp_path: Path) -> None:
    here, there = tmp_path / "here", tmp_path / "there"
    grow(here, *pages(2))
    shutil.copytree(here, there)
    grow(here, *pages(4))
    put(here, folder)
    get(there, folder)
    with Ledger(there / "ledger.sqlite") as ledger:
        assert ledger.mark() is None
    pulled = state(there)["index.jsonl"]
    grow(there, *pages(1))
    assert state(there)["index.jsonl"].startswith(pulled)
    assert put(there, folder)[0].captures == 7
