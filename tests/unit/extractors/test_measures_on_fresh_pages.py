"""Measures of wordings and tables that pages nobody had seen before brought up, one case a mechanism."""

from pathlib import Path

import pytest

from tests.unit.extractors.measure_documents import TITLE, measures_in, shown

CASES = [
    tuple(case.split("\n=>\n"))
    for case in (Path(__file__).parent / "measures_on_fresh_pages.txt")
    .read_text(encoding="utf-8")
    .rstrip("\n")
    .split("\n===\n")
]


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[text[:60].replace("\n", " ") for text, _ in CASES])
def test_fresh_page(text: str, expected: str) -> None:
    title, body = text.split("\n", 1) if text.startswith("TITLE ") else (f"TITLE {TITLE}", text)
    found = sorted(shown(measure) for measure in measures_in(body, title.removeprefix("TITLE ")))
    assert found == ([] if expected == "none" else sorted(expected.split("\n")))
