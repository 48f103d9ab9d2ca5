"""Pruning: what stays is byte for byte as it was, what goes is nowhere, and whoever held the old index still finds what stays."""

import resource
from collections.abc import Collection
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from warcio.archiveiterator import ArchiveIterator

from schemas.documents import Capture
from scrapers.archive import INDEX, Archive, ArchiveWriter, Exchange, warc_files
from scrapers.archive_checking import record_faults
from scrapers.archive_mending import cut, settled_sizes, whole_sizes
from scrapers.archive_pruning import Place, Stored, prune, stored_exchanges
from scrapers.archive_swapping import NOTE, Swap, finish_swap, is_swapping, staged, swap_files
from scrapers.exceptions import ArchiveError
from scrapers.settlements import ArchiveMark
from tests.unit.crawl.test_archive import add

ROTATE = 2000


def filled(folder: Path, count: int) -> tuple[list[Capture], ArchiveMark]:
    """An archive of several files: every third answer is a refusal, which no capture names."""
    writer = ArchiveWriter(folder, rotate_bytes=ROTATE)
    captures = []
    for number in range(count):
        body = bytes((number * 7 + place * place) % 251 for place in range(600))
        if number % 3 == 2:
            at = datetime(2020, 1, 1, tzinfo=UTC)
            writer.store(Exchange(f"http://school.example/no/{number}", 403, "Forbidden", body, at))
        else:
            captures.append(add(writer, body, f"http://school.example/{number}"))
    mark = ArchiveMark(*writer.position)
    writer.close()
    return captures, mark


def pruned(folder: Path, mark: ArchiveMark | None, gone: Collection[Place]) -> ArchiveMark:
    sizes = settled_sizes(folder, mark)
    kept = [one for one in stored_exchanges(folder, sizes) if one.place not in gone]
    before = (mark.warc_file, mark.warc_bytes, mark.index_bytes) if mark else None
    after = prune(folder, sizes, kept, gone, before, rotate_bytes=ROTATE)
    assert after is not None
    return ArchiveMark(*after)


def places(folder: Path) -> list[Stored]:
    return list(stored_exchanges(folder, whole_sizes(folder)))


def addresses(folder: Path) -> list[tuple[str, str]]:
    """Type and address of every record, in the order of the files."""
    found = []
    for name in warc_files(folder):
        with (folder / name).open("rb") as file:
            for record in ArchiveIterator(file, check_digests="raise"):
                record.content_stream().read()
                found.append((record.rec_type, record.rec_headers.get_header("WARC-Target-URI")))
    return [one for one in found if one[1]]


def identity(captures: Collection[Capture]) -> list[tuple[str | None, str]]:
    return [(one.final_address, one.sha256) for one in captures]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30, deadline=None)
@given(chosen=st.sets(st.integers(0, 13), min_size=1, max_size=13))
def test_what_stays_is_as_it_was_and_what_goes_is_nowhere(
    tmp_path_factory: pytest.TempPathFactory, chosen: set[int]
) -> None:
    folder = tmp_path_factory.mktemp("archive")
    captures, mark = filled(folder, 14)
    every = places(folder)
    assert len(every) == 14
    bodies = {capture.sha256: Archive(folder).content(capture) for capture in captures}
    gone = {one.place for number, one in enumerate(every) if number in chosen}
    whole = {
        name: (folder / name).read_bytes() for name in warc_files(folder) if name not in {name for name, _ in gone}
    }
    after = pruned(folder, mark, gone)
    stay = [capture for capture in captures if (capture.warc_file, capture.warc_offset) not in gone]
    archive = Archive(folder)
    assert identity(list(archive.captures())) == identity(stay)
    assert {capture.sha256: archive.content(capture) for capture in archive.captures()} == {
        capture.sha256: bodies[capture.sha256] for capture in stay
    }
    assert not [*archive.verify(), *record_faults(folder, lambda _: None)]
    assert len(places(folder)) == 14 - len(chosen)
    pairs = addresses(folder)
    assert [kind for kind, _ in pairs] == ["response", "request"] * (14 - len(chosen))
    assert all((folder / name).read_bytes() == content for name, content in whole.items())
    assert not list(folder.glob("*.new"))
    for capture in captures:
        if capture in stay:
            assert archive.content(capture) == bodies[capture.sha256], "by the index of before"
        else:
            with pytest.raises(ArchiveError):
                archive.content(capture)
    writer = ArchiveWriter(folder, rotate_bytes=ROTATE)
    assert writer.position == (after.warc_file, after.warc_bytes, after.index_bytes)
    new = add(writer, b"later", "http://school.example/later")
    writer.close()
    assert identity(list(archive.captures())) == [*identity(stay), *identity([new])]
    assert not list(archive.verify())


def test_the_mark_of_before_stands_for_the_one_after(tmp_path: Path) -> None:
    captures, mark = filled(tmp_path, 12)
    gone = {(captures[0].warc_file, captures[0].warc_offset), places(tmp_path)[-1].place}
    after = pruned(tmp_path, mark, gone)
    state = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    for one in (mark, after):
        assert cut(tmp_path, one.warc_file, one.warc_bytes, one.index_bytes), (
            "the archive is not taken for an older one"
        )
        assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == state
        assert settled_sizes(tmp_path, one)[after.warc_file] == after.warc_bytes
    writer = ArchiveWriter(tmp_path, rotate_bytes=ROTATE)
    add(writer, b"not settled", "http://school.example/later")
    writer.close()
    assert cut(tmp_path, mark.warc_file, mark.warc_bytes, mark.index_bytes)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == state


def test_pruning_again_and_again_keeps_the_order_of_captures(tmp_path: Path) -> None:
    captures, mark = filled(tmp_path, 14)
    stay = captures
    for _ in range(4):
        stay = stay[:1] + stay[3:]
        kept = {capture.sha256 for capture in stay}
        gone = {(one.warc_file, one.warc_offset) for one in Archive(tmp_path).captures() if one.sha256 not in kept}
        mark = pruned(tmp_path, mark, gone) if gone else mark
        assert identity(list(Archive(tmp_path).captures())) == identity(stay)
        assert not list(Archive(tmp_path).verify())
    assert len(stay) == len(captures) - 8


def test_a_damaged_archive_is_not_pruned(tmp_path: Path) -> None:
    captures, _ = filled(tmp_path, 6)
    path = tmp_path / captures[1].warc_file
    content = bytearray(path.read_bytes())
    content[captures[1].warc_offset + 3] ^= 0xFF
    path.write_bytes(bytes(content))
    with pytest.raises(ArchiveError, match="archive verify"):
        places(tmp_path)


def test_a_full_disk_leaves_the_archive_as_it_was(tmp_path: Path) -> None:
    captures, mark = filled(tmp_path, 9)
    state = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    for most in (100, 1000, 1500):
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, hard))
        try:
            with pytest.raises(ArchiveError, match="free space"):
                pruned(tmp_path, mark, {(captures[0].warc_file, captures[0].warc_offset)})
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == state


def test_a_swap_is_carried_on_from_wherever_it_was_cut_off(tmp_path: Path) -> None:
    for done in range(4):
        folder = tmp_path / str(done)
        folder.mkdir()
        (folder / "old").write_bytes(b"old")
        (folder / INDEX).write_bytes(b"before")
        for name in ("new", INDEX):
            staged(folder, name).write_bytes(b"after")
        swap = Swap(adds=("new", INDEX), removes=("old",))
        (folder / NOTE).write_text(swap.model_dump_json())
        if done > 0:
            staged(folder, "new").replace(folder / "new")
        if done > 1:
            staged(folder, INDEX).replace(folder / INDEX)
        if done > 2:
            (folder / "old").unlink()
        assert is_swapping(folder)
        for _ in range(2):
            finish_swap(folder)
            assert {path.name for path in folder.iterdir()} == {"new", INDEX, NOTE}
            assert (folder / "new").read_bytes() == (folder / INDEX).read_bytes() == b"after"
            assert not is_swapping(folder)


def test_a_swap_of_files_that_are_not_there_changes_nothing_and_a_damaged_note_is_told(tmp_path: Path) -> None:
    with pytest.raises(ArchiveError, match="cannot be written"):
        swap_files(tmp_path, Swap(adds=("gone",), removes=()))
    assert not list(tmp_path.iterdir())
    (tmp_path / NOTE).write_text("rubbish")
    with pytest.raises(ArchiveError, match="is damaged"):
        finish_swap(tmp_path)
