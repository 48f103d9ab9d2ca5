"""Real documents of others, kept outside the repository: read where MATCHWATCH_SHARED names their folder."""

import csv
import os
import re
from pathlib import Path

import pytest

from schemas.documents import ReadDocument, Table
from scrapers.exceptions import ReadingError
from scrapers.extractors.extraction import extract
from scrapers.readers.limits import Limits
from scrapers.readers.pdf.reader import read_pdf

SHARED = os.environ.get("MATCHWATCH_SHARED")
pytestmark = pytest.mark.skipif(not SHARED, reason="MATCHWATCH_SHARED names no folder of real documents")
REAL = Path(SHARED or ".") / "real"
CODE = re.compile(r"\d{7}[A-Z]\d")
LIMITS = Limits(seconds=600)


@pytest.fixture(scope="module")
def program_results() -> ReadDocument:
    return read_pdf((REAL / "nrmp" / "Program-Results_2016_2020.pdf").read_bytes(), limits=LIMITS)


def test_every_program_is_read_with_its_numbers(program_results: ReadDocument) -> None:
    found: dict[str, list[str]] = {}
    for block in program_results.blocks:
        for row in block.grid() if isinstance(block, Table) else []:
            if code := next((cell for cell in row if CODE.fullmatch(cell)), None):
                found[code] = [re.sub(r"\D", "", cell) for cell in row[2:]]
    with (REAL / "nrmp" / "program_results_2016_2020.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    names = [f"{kind}_{year}" for year in range(2020, 2015, -1) for kind in ("quota", "matched")]
    expected = {row["nrmp_code"]: [re.sub(r"\D", "", row[name]) for name in names] for row in rows}
    assert found == expected
    assert sum(int(numbers[0] or 0) for numbers in found.values()) == 37_256
    assert sum(int(numbers[1] or 0) for numbers in found.values()) == 35_258


def test_filled_positions_of_programs_are_no_findings_of_a_school(program_results: ReadDocument) -> None:
    extraction = extract(program_results)
    assert extraction.placements == []
    assert extraction.measures == []


def test_every_file_of_tables_ends(tmp_path: Path) -> None:
    for path in sorted((REAL / "pdf_tables").glob("*.pdf")):
        try:
            document = read_pdf(path.read_bytes(), limits=LIMITS)
        except ReadingError:
            continue
        assert document.blocks or document.unread or document.warnings
