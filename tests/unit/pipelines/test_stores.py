"""Files between the stages: put in place in one step, read back, or refused with one line."""

import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipelines.exceptions import StoreError
from pipelines.stores import Layer, ReadingKey, ReadingStore, write_at_once
from schemas.findings import Extraction, Statement
from schemas.reading import SchoolReadings
from schemas.vocabulary import StatementKind, Topic
from tests.conftest import ROOT

EXTRACTION = Extraction(
    statements=[
        Statement(kind=StatementKind.withheld, topic=Topic.match, text="We do not publish.", quote="We do not")
    ]
)


def test_what_was_put_is_got_back(tmp_path: Path) -> None:
    store, key = ReadingStore(tmp_path), ReadingKey("a" * 64, "v1", "text/html", "https://school.example/match")
    assert store.get(key) is None
    store.put(key, EXTRACTION)
    assert store.get(key) == EXTRACTION


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(
    one=st.builds(ReadingKey, st.sampled_from(["a" * 64, "b" * 64]), st.sampled_from(["v1", "v2"]),
                  st.sampled_from([None, "text/html"]), st.sampled_from([None, "x", "y"])),
    other=st.builds(ReadingKey, st.sampled_from(["a" * 64, "b" * 64]), st.sampled_from(["v1", "v2"]),
                    st.sampled_from([None, "text/html"]), st.sampled_from([None, "x", "y"])),
)  # fmt: skip
def test_a_reading_is_found_by_its_own_key_only(tmp_path: Path, one: ReadingKey, other: ReadingKey) -> None:
    store = ReadingStore(tmp_path / os.urandom(8).hex())
    store.put(one, EXTRACTION)
    assert (store.get(other) is not None) == (one == other)


def test_a_damaged_reading_is_read_again(tmp_path: Path) -> None:
    store, key = ReadingStore(tmp_path), ReadingKey("a" * 64, "v1")
    store.put(key, EXTRACTION)
    next(tmp_path.rglob("*.json")).write_text('{"placements": [')
    assert store.get(key) is None


def test_a_layer_keeps_one_record_a_school(tmp_path: Path) -> None:
    layer = Layer(tmp_path / "readings", SchoolReadings)
    assert layer.read("yale") is None
    assert layer.write("yale", SchoolReadings(school_slug="yale"))
    assert not layer.write("yale", SchoolReadings(school_slug="yale")), "unchanged records are left alone"
    assert layer.read("yale") == SchoolReadings(school_slug="yale")
    assert list(layer.slugs()) == ["yale"]
    layer.forget("yale")
    assert list(layer.slugs()) == []


def test_a_damaged_layer_file_is_named_with_the_remedy(tmp_path: Path) -> None:
    layer = Layer(tmp_path, SchoolReadings)
    (tmp_path / "yale.json").write_text("{}")
    with pytest.raises(StoreError, match=r"yale\.json: is damaged .* matchwatch refresh --offline"):
        layer.read("yale")


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError, match="MATCHWATCH_WORK"):
        write_at_once(tmp_path / "file" / "below" / "x.json", b"x")


def test_a_full_disk_leaves_the_file_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "record.json"
    path.write_bytes(b"old")
    script = f"""
import resource
from pathlib import Path
from pipelines.exceptions import StoreError
from pipelines.stores import write_at_once
resource.setrlimit(resource.RLIMIT_FSIZE, (1000, resource.RLIM_INFINITY))
try:
    write_at_once(Path({str(path)!r}), b"n" * 5000)
except StoreError as error:
    print(error)
"""
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    assert "cannot be written" in done.stdout
    assert "free space" in done.stdout
    assert path.read_bytes() == b"old"
    assert [one.name for one in tmp_path.iterdir()] == ["record.json"]
    assert resource.getrlimit(resource.RLIMIT_FSIZE)[0] != 1000
