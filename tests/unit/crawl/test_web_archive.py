"""The index of a web archive: both forms are read, rubbish is a typed error, one state a year is chosen."""

import json
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrapers.exceptions import WebArchiveError
from scrapers.web_archive import WebArchive, one_a_year, read_index

PAGE = "http://www.alder.example/match"
ROW = {"timestamp": "20230601000000", "url": PAGE, "mime": "text/html", "status": "200", "digest": "X"}


def test_revisits_count_and_refusals_and_broken_rows_are_passed_over() -> None:
    rows = [
        ROW | {"mime": "warc/revisit", "status": "-", "timestamp": "20240601000000"},
        ROW | {"status": "404"},
        ROW | {"timestamp": "20231301000000"},
        ROW | {"url": "file:///etc/passwd"},
        ROW | {"timestamp": None},
    ]
    assert [one.stamp for one in read_index("\n".join(map(json.dumps, rows)))] == ["20240601000000"]
    assert list(read_index("")) == list(read_index("[]")) == []


@pytest.mark.parametrize("text", ["<html>", "[1, 2]", '{"a": 1}\n[1]\nx', "[" * 100_000, "3"])
def test_what_is_no_index_is_told(text: str) -> None:
    with pytest.raises(WebArchiveError, match="CDX interface"):
        list(read_index(text))


@given(st.text(max_size=200))
def test_no_text_breaks_the_reading(text: str) -> None:
    with suppress(WebArchiveError):
        list(read_index(text))


def test_the_nearest_to_june_is_chosen_and_addresses_go_there_and_back() -> None:
    stamps = ["20230101000000", "20230701000000", "20230520000000", "20240101000000", "20250101000000"]
    held = list(read_index("\n".join(json.dumps(ROW | {"timestamp": stamp}) for stamp in stamps)))
    chosen = one_a_year(held, (2023, 2024))
    assert [one.stamp for one in chosen] == ["20230701000000", "20240101000000"]
    source = WebArchive("http://archive.example/cdx", "http://archive.example/web/")
    assert source.replayed(source.address_of(chosen[0])) == (chosen[0].captured_at, PAGE)
    assert source.replayed("http://127.0.0.1/20230701000000id_/x") is None
