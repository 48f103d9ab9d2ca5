"""Snapshots by content: what was put is got back, equal files once, damage and absence are told."""

from pathlib import Path

import pytest

from pipelines.exceptions import StoreError
from pipelines.fleet.sharing import files_of, get_crawl, put_crawl
from pipelines.object_store import ObjectStore
from pipelines.stores import ReadingKey, ReadingStore
from schemas.findings import Extraction
from scrapers.ledger import Ledger
from scrapers.settlements import Found
from tests.s3 import s3_store


@pytest.fixture
def store(tmp_path: Path) -> ObjectStore:
    return ObjectStore((tmp_path / "store").as_uri())


def test_a_server_that_speaks_s3_keeps_what_a_folder_keeps(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    here = filled(tmp_path / "here", readings__a=b"1", readings__b=b"2" * 100_000)
    with s3_store(monkeypatch) as environment:
        address = environment["MATCHWATCH_STORE"]
        name = ObjectStore(address).put_snapshot(files_of(here, "readings"))
        other = ObjectStore(address)
        other.get_snapshot(name, tmp_path / "there", ["readings"])
        assert tree(tmp_path / "there") == tree(here)
        assert other.put_snapshot(files_of(tmp_path / "there", "readings")) == name
        other.write("readings/v1/a.json", b"{}")
        assert ObjectStore(address).read("readings/v1/a.json") == b"{}"
        assert other.read("readings/v1/b.json") is None
        with pytest.raises(StoreError, match="is not there"):
            other.get_snapshot("0" * 64, tmp_path / "there")
    monkeypatch.setenv("AWS_MAX_ATTEMPTS", "1")
    with pytest.raises(StoreError, match="cannot be read"):
        ObjectStore("s3://matchwatch-is-gone/fleet").read("readings/v1/a.json")


def tree(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def filled(folder: Path, **files: bytes) -> Path:
    for name, content in files.items():
        path = folder / name.replace("__", "/")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return folder


def test_a_folder_becomes_that_of_the_snapshot_and_others_stay(store: ObjectStore, tmp_path: Path) -> None:
    here = filled(tmp_path / "here", readings__a=b"1", readings__b=b"2", findings__a=b"1")
    name = store.put_snapshot(files_of(here, "readings", "findings"))
    there = filled(tmp_path / "there", readings__a=b"old", readings__gone=b"3", findings__kept=b"4", crawls__kept=b"5")
    store.get_snapshot(name, there, ["readings"])
    assert tree(there) == {"readings/a": b"1", "readings/b": b"2", "findings/kept": b"4", "crawls/kept": b"5"}
    assert sum(1 for path in (tmp_path / "store" / "objects").rglob("*") if path.is_file()) == 2
    assert store.put_snapshot(files_of(here, "readings", "findings")) == name


def test_a_file_that_changed_in_its_place_is_put_anew(store: ObjectStore, tmp_path: Path) -> None:
    here = filled(tmp_path / "here", readings__a=b"1")
    first = store.put_snapshot(files_of(here, "readings"))
    filled(here, readings__a=b"2222")
    second = store.put_snapshot(files_of(here, "readings"))
    for name, content in ((first, b"1"), (second, b"2222")):
        store.get_snapshot(name, tmp_path / "there", ["readings"])
        assert tree(tmp_path / "there") == {"readings/a": content}


def test_damage_and_absence_are_told(store: ObjectStore, tmp_path: Path) -> None:
    here = filled(tmp_path / "here", readings__a=b"1")
    name = store.put_snapshot(files_of(here, "readings"))
    (found,) = (path for path in (tmp_path / "store" / "objects").rglob("*") if path.is_file())
    found.write_bytes(b"9")
    with pytest.raises(StoreError, match="is damaged"):
        store.get_snapshot(name, tmp_path / "there")
    found.unlink()
    with pytest.raises(StoreError, match="cannot be got"):
        store.get_snapshot(name, tmp_path / "there")
    with pytest.raises(StoreError, match="is not there"):
        store.get_snapshot("0" * 64, tmp_path / "there")
    with pytest.raises(StoreError, match="MATCHWATCH_STORE"):
        ObjectStore("nonsense://bucket")
    assert list((tmp_path / "there").rglob("*.*")) == []


def test_readings_of_other_machines_are_found(store: ObjectStore, tmp_path: Path) -> None:
    key = ReadingKey("a" * 64, "v1", "text/html", "https://school.example/match")
    extraction = Extraction(title="Match list")
    ReadingStore(tmp_path / "here", store).put(key, extraction)
    there = ReadingStore(tmp_path / "there", store)
    assert there.get(key) == extraction
    assert ReadingStore(tmp_path / "there").get(key) == extraction
    assert there.get(ReadingKey("b" * 64, "v1")) is None


def test_a_crawl_goes_on_elsewhere_from_what_was_saved_of_it(store: ObjectStore, tmp_path: Path) -> None:
    here = filled(tmp_path / "here", archive__index=b"", crawls__a=b"{}")
    with Ledger(here / "ledger.sqlite") as ledger:
        ledger.begin("run", ["a"])
        ledger.add([Found("a", "http://www.a.example/", "home")])
        saved = put_crawl(store, here)
        ledger.add([Found("a", "http://www.a.example/later/", "link")])
    there = tmp_path / "there"
    with Ledger(there / "ledger.sqlite") as other:
        other.begin("another", ["b"])
    get_crawl(store, there, saved)
    with Ledger(there / "ledger.sqlite") as ledger:
        assert ledger.unfinished_run() == "run"
        ledger.begin("run", ["a"])
        assert [one.address for one in ledger.waiting(["a"])] == ["http://www.a.example/"]
