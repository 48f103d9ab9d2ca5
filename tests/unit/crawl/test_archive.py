"""The archive: what is written can be read back, by us and by others, and torn ends are cut off."""

import hashlib
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from warcio.archiveiterator import ArchiveIterator

from schemas.documents import Capture
from scrapers.archive import INDEX, Archive, ArchiveWriter, Exchange
from scrapers.archive_mending import cut, mend
from scrapers.exceptions import ArchiveError


def add(writer: ArchiveWriter, body: bytes, address: str = "http://school.example/a", slug: str = "alder") -> Capture:
    now = datetime(2026, 5, 1, tzinfo=UTC)
    headers = [("Content-Type", "text/html"), ("Content-Encoding", "gzip"), ("Set-Cookie", "who=you")]
    place = writer.store(Exchange(address, 200, "OK", body, now, headers, [("User-Agent", "MatchWatchBot")]))
    capture = Capture(
        school_slug=slug, address=address, final_address=address, sha256=hashlib.sha256(body).hexdigest(),
        byte_count=len(body), fetched_at=now, warc_file=place[0], warc_offset=place[1],
    )  # fmt: skip
    writer.index(capture)
    return capture


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30)
@given(bodies=st.lists(st.binary(max_size=3000), min_size=1, max_size=5))
def test_bodies_come_back_byte_for_byte(tmp_path_factory: pytest.TempPathFactory, bodies: list[bytes]) -> None:
    folder = tmp_path_factory.mktemp("archive")
    writer = ArchiveWriter(folder)
    captures = [add(writer, body, f"http://school.example/{number}") for number, body in enumerate(bodies)]
    archive = Archive(folder)
    assert list(archive.captures("alder")) == captures
    assert [archive.content(capture) for capture in captures] == bodies
    writer.close()
    assert list(archive.verify()) == []


def test_an_archive_that_is_not_there_is_empty(tmp_path: Path) -> None:
    archive = Archive(tmp_path / "nothing")
    assert not list(archive.captures())
    assert not archive.latest("alder")
    assert not list(archive.verify())


def test_captures_are_told_apart_by_school_and_the_latest_wins(tmp_path: Path) -> None:
    writer = ArchiveWriter(tmp_path)
    add(writer, b"old")
    other = add(writer, b"other", slug="alder-west")
    new = add(writer, b"new")
    writer.close()
    archive = Archive(tmp_path)
    assert archive.latest("alder") == [new]
    assert list(archive.captures("alder-west")) == [other]
    assert len(list(archive.captures())) == 3


def test_the_latest_is_live_and_newest_by_its_time_not_by_its_line(tmp_path: Path) -> None:
    writer = ArchiveWriter(tmp_path)
    new = add(writer, b"new")
    writer.index(new.model_copy(update={"fetched_at": datetime(2025, 5, 1, tzinfo=UTC)}))
    replay = {"replayed_from": "http://archive.example/1", "fetched_at": datetime(2027, 5, 1, tzinfo=UTC)}
    writer.index(new.model_copy(update=replay))
    writer.index(new.model_copy(update=replay | {"final_address": "http://school.example/only-past"}))
    writer.close()
    assert Archive(tmp_path).latest("alder") == [new]


def test_no_header_of_the_transfer_and_no_cookie_is_kept(tmp_path: Path) -> None:
    writer = ArchiveWriter(tmp_path)
    capture = add(writer, b"body")
    writer.close()
    with (tmp_path / capture.warc_file).open("rb") as file:
        response = next(
            record for record in ArchiveIterator(file, check_digests="raise") if record.rec_type == "response"
        )
        names = {name.lower() for name, _ in response.http_headers.headers}
    assert names == {"content-type", "content-length"}


def test_files_are_rotated_by_size_and_writing_goes_on_where_it_ended(tmp_path: Path) -> None:
    for _ in range(2):
        writer = ArchiveWriter(tmp_path, rotate_bytes=2000)
        captures = [add(writer, bytes(range(256)) * 4, f"http://school.example/{number}") for number in range(6)]
        writer.close()
    assert len(list(tmp_path.glob("*.warc.gz"))) > 2
    assert len({capture.warc_file for capture in captures}) > 1
    assert list(Archive(tmp_path).verify()) == []


def test_a_changed_byte_is_noticed(tmp_path: Path) -> None:
    writer = ArchiveWriter(tmp_path)
    first, second = (
        add(writer, b"one" * 50, "http://school.example/1"),
        add(writer, b"two" * 50, "http://school.example/2"),
    )
    writer.close()
    path = tmp_path / first.warc_file
    content = bytearray(path.read_bytes())
    content[first.warc_offset + 200] ^= 0xFF
    path.write_bytes(bytes(content))
    archive = Archive(tmp_path)
    with pytest.raises(ArchiveError, match="byte"):
        archive.content(first)
    assert archive.content(second) == b"two" * 50
    assert len(list(archive.verify())) == 1
    path.unlink()
    assert len(list(archive.verify())) == 2


def test_a_damaged_index_is_named_by_line(tmp_path: Path) -> None:
    writer = ArchiveWriter(tmp_path)
    add(writer, b"one")
    writer.close()
    with (tmp_path / INDEX).open("ab") as file:
        file.write(b"nonsense\n")
    with pytest.raises(ArchiveError, match="line 2"):
        list(Archive(tmp_path).captures())


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25, deadline=None)
@given(share=st.floats(0, 1))
def test_mending_keeps_every_whole_record_wherever_the_file_was_torn(
    tmp_path_factory: pytest.TempPathFactory, share: float
) -> None:
    folder = tmp_path_factory.mktemp("torn")
    writer = ArchiveWriter(folder)
    captures, ends = [], []
    for number in range(3):
        captures.append(add(writer, b"body %d " % number * 20, f"http://school.example/{number}"))
        ends.append(writer.position[1])
    writer.close()
    path = folder / captures[0].warc_file
    size = int(path.stat().st_size * share)
    path.write_bytes(path.read_bytes()[:size])
    mend(folder)
    whole = [capture for capture, end in zip(captures, ends, strict=True) if end <= size]
    kept = list(Archive(folder).captures())
    assert kept[: len(whole)] == whole
    assert list(Archive(folder).verify()) == []
    writer = ArchiveWriter(folder)
    added = add(writer, b"after")
    writer.close()
    assert Archive(folder).content(added) == b"after"


def test_cutting_to_a_mark_removes_what_came_after_it(tmp_path: Path) -> None:
    writer = ArchiveWriter(tmp_path, rotate_bytes=1500)
    kept = [add(writer, bytes(range(256)) * 2, f"http://school.example/{number}") for number in range(2)]
    mark = writer.position
    for number in range(6):
        add(writer, bytes(range(256)) * 4, f"http://school.example/later/{number}")
    writer.close()
    assert cut(tmp_path, *mark)
    assert list(Archive(tmp_path).captures()) == kept
    assert list(Archive(tmp_path).verify()) == []


def test_an_archive_shorter_than_its_mark_is_told(tmp_path: Path) -> None:
    writer = ArchiveWriter(tmp_path)
    add(writer, b"one")
    name, size, index = writer.position
    writer.close()
    assert not cut(tmp_path, name, size + 1, index)
    assert not cut(tmp_path, "matchwatch-00009.warc.gz", 1, 0)
