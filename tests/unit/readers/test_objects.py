"""JSON as headings, tables and lines, whatever its names are."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.documents import Heading, Paragraph, Table
from scrapers.exceptions import LimitExceededError, ReadingError
from scrapers.readers.dispatch import read
from scrapers.readers.limits import Limits
from scrapers.readers.objects import read_objects

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=25,
)


def blocks(value: object) -> list[object]:
    return list(read_objects(json.dumps(value).encode()).blocks)


def test_a_list_of_objects_is_a_table_under_its_name() -> None:
    heading, table = blocks(
        {"examResults": [{"pass_rate": 93.2, "cycle": "2025"}, {"cycle": "2024", "first_time_takers": 40}]}
    )
    assert isinstance(heading, Heading)
    assert heading.text == "Exam Results"
    assert isinstance(table, Table)
    assert table.grid() == [
        ["Pass rate", "Cycle", "First time takers"],
        ["93.2", "2025", ""],
        ["", "2024", "40"],
    ]
    assert table.cells[-1].locator.element_path == "examResults[1].first_time_takers"


def test_single_values_are_lines_of_name_and_value() -> None:
    found = blocks({"as_of": "2026-09-30", "public": True, "none": None, "exam": "step_2_ck"})
    assert [one.text for one in found if isinstance(one, Paragraph)] == [
        "As of: 2026-09-30",
        "Public: yes",
        "Exam: step 2 ck",
    ]


def test_a_table_need_not_have_a_name() -> None:
    (table,) = blocks([{"a": 1}, {"a": 2}])
    assert isinstance(table, Table)


@pytest.mark.parametrize("declared", ["application/json", "text/plain", None])
def test_it_is_known_by_its_type_or_its_ending(declared: str | None) -> None:
    document = read(b'{"rows": [{"a": 1}]}', declared_type=declared, address="https://school.example/results.json")
    assert document.reader == "objects"


def test_damaged_and_oversized_files_are_typed_errors() -> None:
    with pytest.raises(ReadingError, match="damaged JSON"):
        read_objects(b'{"a": ')
    with pytest.raises(ReadingError, match="damaged JSON"):
        read_objects(b"[" * 100_000)
    with pytest.raises(LimitExceededError):
        read_objects(b"[1]", limits=Limits(bytes_per_document=2))
    cut = read_objects(json.dumps([{"a": number} for number in range(50)]).encode(), limits=Limits(cells=20))
    assert cut.warnings


@given(JSON)
def test_any_json_is_read(value: object) -> None:
    content = json.dumps(value).encode("utf-8", "replace")
    try:
        document = read_objects(content)
    except ReadingError:
        return
    for block in document.blocks:
        assert block.locator.element_path is not None
