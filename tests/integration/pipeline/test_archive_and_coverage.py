"""`archive` and `coverage` over what a real crawl of the sample web left behind."""

import hashlib
import json
import shutil
from pathlib import Path

import pytest
from warcio.archiveiterator import ArchiveIterator

from pipelines.layers import Layers
from pipelines.settings import Settings
from schemas.vocabulary import Collection
from scrapers.archive import Archive
from tests.conftest import Built, matchwatch

pytestmark = pytest.mark.crawl


@pytest.fixture(scope="module")
def archive(sample_edition: Built) -> Archive:
    return Layers(Settings(work=sample_edition.work), Collection.sample).archive


def test_a_whole_archive_is_told_whole(sample_edition: Built, archive: Archive) -> None:
    done = matchwatch(sample_edition.work, "archive", "verify", "--sample")
    assert done.returncode == 0, done.stdout
    assert f"{sum(1 for _ in archive.captures()):,} captures, every one read back" in done.stdout


def test_a_damaged_record_is_named(sample_edition: Built, archive: Archive, tmp_path: Path) -> None:
    shutil.copytree(archive.folder, tmp_path / "sample" / "archive")
    capture = list(archive.captures())[5]
    path = tmp_path / "sample" / "archive" / capture.warc_file
    content = bytearray(path.read_bytes())
    content[capture.warc_offset + 40] ^= 0xFF
    path.write_bytes(bytes(content))
    done = matchwatch(tmp_path, "archive", "verify", "--sample")
    assert done.returncode == 1
    assert f"record at byte {capture.warc_offset}" in done.stdout


def test_a_damaged_record_that_no_capture_names_is_named(archive: Archive, tmp_path: Path) -> None:
    shutil.copytree(archive.folder, tmp_path / "sample" / "archive")
    named = {(capture.warc_file, capture.warc_offset) for capture in archive.captures()}
    name = next(iter(archive.captures())).warc_file
    path = tmp_path / "sample" / "archive" / name
    with path.open("rb") as file:
        records = ArchiveIterator(file)
        offset = next(
            records.get_record_offset()
            for record in records
            if record.rec_type == "response" and (name, records.get_record_offset()) not in named
        )
    content = bytearray(path.read_bytes())
    content[offset + 150] ^= 0xFF
    path.write_bytes(bytes(content))
    done = matchwatch(tmp_path, "archive", "verify", "--sample")
    assert (done.returncode, done.stderr) == (1, "")
    assert f"record at byte {offset} " in done.stdout


def test_every_damaged_line_of_the_index_is_named_and_the_rest_read(
    sample_edition: Built, archive: Archive, tmp_path: Path
) -> None:
    folder = tmp_path / "sample" / "archive"
    shutil.copytree(archive.folder, folder)
    lines = (folder / "index.jsonl").read_bytes().splitlines(keepends=True)
    lines[3] = lines[7] = b"{rubbish}\n"
    (folder / "index.jsonl").write_bytes(b"".join(lines))
    done = matchwatch(tmp_path, "archive", "verify", "--sample")
    assert (done.returncode, done.stderr) == (1, "")
    assert "line 4 is damaged" in done.stdout
    assert "line 8 is damaged" in done.stdout
    assert "Traceback" not in done.stderr


def test_a_school_is_taken_out_as_a_warc_file_that_other_tools_read(
    sample_edition: Built, archive: Archive, tmp_path: Path
) -> None:
    slug = next(archive.captures()).school_slug
    out = tmp_path / "export.warc.gz"
    done = matchwatch(sample_edition.work, "archive", "export", slug, str(out), "--sample")
    assert done.returncode == 0, done.stderr
    with out.open("rb") as file:
        records = ArchiveIterator(file, check_digests="raise")
        bodies = [
            hashlib.sha256(one.content_stream().read()).hexdigest() for one in records if one.rec_type == "response"
        ]
    assert bodies == [capture.sha256 for capture in archive.captures(slug)]


def test_a_document_is_written_byte_for_byte(sample_edition: Built, archive: Archive, tmp_path: Path) -> None:
    capture = next(one for one in archive.captures() if one.media_type == "application/pdf")
    out = tmp_path / "document.pdf"
    for name in (capture.sha256, str(capture.final_address)):
        assert matchwatch(sample_edition.work, "archive", "show", name, "--out", str(out), "--sample").returncode == 0
        assert hashlib.sha256(out.read_bytes()).hexdigest() == capture.sha256
    unknown = matchwatch(sample_edition.work, "archive", "show", "http://no.example/", "--out", str(out), "--sample")
    assert unknown.stderr.startswith("error: http://no.example/: is not in ")


def test_captures_are_listed_and_an_empty_archive_says_so(
    sample_edition: Built, archive: Archive, tmp_path: Path
) -> None:
    slug = next(archive.captures()).school_slug
    listed = matchwatch(sample_edition.work, "archive", "list", slug, "--sample", "--json").stdout.splitlines()
    assert [json.loads(line)["sha256"] for line in listed] == [one.sha256 for one in archive.captures(slug)]
    assert "holds no capture yet" in matchwatch(tmp_path, "archive", "list").stdout


def test_coverage_tells_each_school_and_the_sum(sample_edition: Built, tmp_path: Path) -> None:
    layers = Layers(Settings(work=sample_edition.work), Collection.sample)
    told = matchwatch(sample_edition.work, "coverage", "--sample", "--json").stdout.splitlines()
    *schools, whole = map(json.loads, told)
    assert [one["school_slug"] for one in schools] == sorted(layers.schools)
    for one in schools:
        record = layers.crawl_record(one["school_slug"])
        assert record is not None
        assert one["addresses"] == len(record.visits) == sum(one["outcomes"].values())
        assert (one["state"] == "complete") is record.complete
        assert one["reason"] == record.incomplete_reason
    assert whole["addresses"] == sum(one["addresses"] for one in schools)
    assert whole["documents"] == sum(one["documents"] for one in schools) > 0
    assert sum(whole["states"].values()) == whole["schools"] == len(schools)
    shown = matchwatch(sample_edition.work, "coverage", "--sample").stdout
    assert f"{len(schools)} schools: " in shown
    assert "No site was searched yet" in matchwatch(tmp_path, "coverage").stdout
