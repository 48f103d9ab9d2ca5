"""Every record of the archive is checked, also refusals, which no capture names."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scrapers.archive import Archive, ArchiveWriter, Exchange
from scrapers.archive_checking import archive_bytes, record_faults

RECORDS = 5


def refusals(folder: Path) -> list[tuple[str, int]]:
    """An archive of refusals alone: its index names none of them."""
    writer = ArchiveWriter(folder, rotate_bytes=2000)
    at = datetime(2026, 5, 1, tzinfo=UTC)
    places = [
        writer.store(Exchange(f"http://school.example/{number}", 403, "Forbidden", bytes(range(256)) * 3, at))
        for number in range(RECORDS)
    ]
    writer.close()
    return places


def test_whole_records_have_no_fault_and_every_byte_is_told(tmp_path: Path) -> None:
    refusals(tmp_path)
    told: list[int] = []
    assert list(record_faults(tmp_path, told.append)) == []
    assert sum(told) == archive_bytes(tmp_path) > 0


def test_an_archive_that_is_not_there_has_no_fault(tmp_path: Path) -> None:
    assert list(record_faults(tmp_path / "nothing", lambda _: None)) == []


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40, deadline=None)
@given(number=st.integers(0, RECORDS - 1), inside=st.integers(150, 400), flip=st.integers(1, 255))
def test_a_changed_byte_of_a_refusal_is_named_and_the_rest_read(
    tmp_path_factory: pytest.TempPathFactory, number: int, inside: int, flip: int
) -> None:
    folder = tmp_path_factory.mktemp("damaged")
    name, offset = refusals(folder)[number]
    content = bytearray((folder / name).read_bytes())
    content[offset + inside] ^= flip
    (folder / name).write_bytes(bytes(content))
    told: list[int] = []
    faults = list(record_faults(folder, told.append))
    assert any(f"{name}: record at byte {offset} " in fault for fault in faults)
    assert sum(told) == archive_bytes(folder)
    assert not list(Archive(folder).verify()), "the index names no refusal"


def test_faults_in_several_files_are_all_named(tmp_path: Path) -> None:
    places = refusals(tmp_path)
    for name, offset in (places[0], places[-1]):
        content = bytearray((tmp_path / name).read_bytes())
        content[offset + 3] ^= 0xFF
        content[offset + 200] ^= 0xFF
        (tmp_path / name).write_bytes(bytes(content))
    faults = "\n".join(record_faults(tmp_path, lambda _: None))
    for name, offset in (places[0], places[-1]):
        assert f"{name}: record at byte {offset} " in faults
