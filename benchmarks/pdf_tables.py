"""How right the PDF reader's tables are beside camelot and plain pdfplumber, cell by cell.

Belongs here: comparison on files of others whose tables are known. Does not belong here: speed (pdf_reading.py).
Run: MATCHWATCH_SHARED=FOLDER python -m benchmarks.pdf_tables
FOLDER/real/pdf_tables holds NAME.pdf beside NAME.csv (tabula's form) or NAME-str.xml (ICDAR 2013 structure files).
"""

import csv
import logging
import os
import re
import sys
import unicodedata
import warnings
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from pathlib import Path
from typing import TypeVar

import pdfplumber
from lxml import etree
from rich.console import Console
from rich.table import Table as Printed

from schemas.documents import Table
from scrapers.readers.pdf.reader import read_pdf

Grid = Sequence[Sequence[str]]
Neighbours = Counter[tuple[str, str]]
Key = TypeVar("Key", str, tuple[str, str])
SPACE = re.compile(r"\s+")


def plain(text: str | None) -> str:
    """Return a cell's words for comparison: compatibility forms folded, white space dropped."""
    return SPACE.sub("", unicodedata.normalize("NFKC", text or "")).casefold()


def cells_in(grids: Iterable[Grid]) -> Counter[str]:
    """Return the filled cells of tables."""
    return Counter(text for grid in grids for row in grid for cell in row if (text := plain(cell)))


def neighbours_in(grids: Iterable[Grid]) -> Neighbours:
    """Return the pairs of filled cells that follow each other in a row, which tell whether cells stand where they belong."""
    found: Neighbours = Counter()
    for grid in grids:
        for row in grid:
            texts = [text for cell in row if (text := plain(cell))]
            found.update(pairwise(texts))
    return found


def truth_of(pdf: Path) -> list[Grid] | None:
    """Return the known tables of a file, None where they are not known."""
    answers = pdf.with_suffix(".csv")
    if answers.exists():
        with answers.open(encoding="utf-8", newline="") as file:
            return [list(csv.reader(file))]
    structure = pdf.with_name(f"{pdf.stem}-str.xml")
    return [grid_of(table) for table in etree.parse(structure).iter("table")] if structure.exists() else None


def grid_of(table: etree._Element) -> Grid:
    """Return a table of an ICDAR structure file as rows; a spanning cell stands once."""
    placed: dict[tuple[int, int], str] = {}
    height = 0
    for region in table.iter("region"):
        shift = height if region.get("row-increment", "0") != "0" else 0
        for cell in region.iter("cell"):
            row, column = int(cell.get("start-row", "0")) + shift, int(cell.get("start-col", "0"))
            placed[row, column] = cell.findtext("content") or ""
        height = max((row + 1 for row, _ in placed), default=0)
    rows = sorted({row for row, _ in placed})
    return [
        [text for (_, _), text in sorted((place, text) for place, text in placed.items() if place[0] == row)]
        for row in rows
    ]


def by_reader(pdf: Path) -> list[Grid]:
    """Return the tables that the project's reader finds; a spanning cell stands once."""
    grids: list[Grid] = []
    for block in read_pdf(pdf.read_bytes()).blocks:
        if isinstance(block, Table):
            rows: dict[int, dict[int, str]] = {}
            for cell in block.cells:
                rows.setdefault(cell.row, {})[cell.column] = cell.text
            grids.append([[cells[column] for column in sorted(cells)] for _, cells in sorted(rows.items())])
    return grids


def by_plumber(pdf: Path) -> list[Grid]:
    """Return the tables that pdfplumber finds by itself."""
    with pdfplumber.open(pdf) as document:
        return [
            [[cell or "" for cell in row] for row in table]
            for page in document.pages
            for table in page.extract_tables()
        ]


def by_camelot(pdf: Path, flavor: str) -> list[Grid]:
    """Return the tables that camelot finds in one of its ways."""
    from camelot.io import read_pdf as read_tables

    return [table.df.values.tolist() for table in read_tables(str(pdf), pages="all", flavor=flavor)]


def related(grids: list[Grid], truth: Counter[str]) -> list[Grid]:
    """Return the found tables that are about a known one: most of their cells are its cells."""
    return [grid for grid in grids if sum((cells_in([grid]) & truth).values()) >= cells_in([grid]).total() / 2]


READERS: dict[str, Callable[[Path], list[Grid]]] = {
    "this reader": by_reader,
    "pdfplumber": by_plumber,
    "camelot lattice": lambda pdf: by_camelot(pdf, "lattice"),
    "camelot stream": lambda pdf: by_camelot(pdf, "stream"),
}


def f1(expected: Counter[Key], found: Counter[Key]) -> float:
    """Return the harmonic mean of precision and recall."""
    total = expected.total() + found.total()
    hit = sum(min(count, found[key]) for key, count in expected.items())
    return 2 * hit / total if total else 1.0


def main() -> int:
    """Print cell-level F1 of every reader for every file whose tables are known, and whether the others end without error."""
    shared = os.environ.get("MATCHWATCH_SHARED")
    folder = Path(shared or ".") / "real" / "pdf_tables"
    if not shared or not folder.is_dir():
        Console(stderr=True).print(
            f"{folder}: no such folder; set MATCHWATCH_SHARED to the one that holds real/pdf_tables"
        )
        return 1
    warnings.simplefilter("ignore")
    logging.disable(logging.ERROR)
    report = Printed("file", *READERS, title="F1 of cells / of neighbours in a row")
    for pdf in sorted(folder.glob("*.pdf")):
        truth = truth_of(pdf)
        if truth is None:
            tables = len(by_reader(pdf))
            report.add_row(pdf.stem, f"read, {tables} tables", *["" for _ in range(len(READERS) - 1)])
            continue
        cells, pairs = cells_in(truth), neighbours_in(truth)
        scores = []
        for read in READERS.values():
            try:
                grids = related(read(pdf), cells)
                scores.append(f"{f1(cells, cells_in(grids)):.3f} / {f1(pairs, neighbours_in(grids)):.3f}")
            except Exception as error:  # noqa: BLE001  # a baseline that fails is part of the answer
                scores.append(type(error).__name__)
        report.add_row(pdf.stem, *scores)
    Console(width=140).print(report)
    return 0


if __name__ == "__main__":
    sys.exit(main())
