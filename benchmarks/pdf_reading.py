"""How fast the PDF reader is beside pdfplumber's tables and PDFium's bare text, and how its memory grows.

Belongs here: ratios taken in one run, file by file in turns. Does not belong here: whether what is read is right.
Run: python -m benchmarks.pdf_reading [FOLDER]   (default: tests/gold/lists)
"""

import gc
import io
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

import pdfplumber
import pypdfium2
from rich.console import Console
from rich.table import Table

from scrapers.exceptions import ReadingError
from scrapers.readers.pdf.reader import read_pdf

ROUNDS = 3
MOST_PAGES_EACH = 12
"""Pages of one file that pdfplumber is given; it is some ten times slower."""
MEMORY_PAGES = 500
GOALS = {"speed beside pdfplumber tables": ">= 10", "speed beside PDFium text": ">= 0.15", "MB a page": "<= 0.1"}


def shortened(content: bytes) -> bytes | None:
    """Return the first pages of a file as a file of its own; None where it cannot be opened or holds no text."""
    try:
        with pypdfium2.PdfDocument(content) as whole, pypdfium2.PdfDocument.new() as part:
            part.import_pages(whole, range(min(len(whole), MOST_PAGES_EACH)))
            target = io.BytesIO()
            part.save(target)
            if not read_pdf(target.getvalue()).reader.endswith("ocr"):
                return target.getvalue()
    except (pypdfium2.PdfiumError, ReadingError):
        return None
    return None


def read_bare_text(content: bytes) -> None:
    """Take the text of all pages through PDFium."""
    with pypdfium2.PdfDocument(content) as document:
        for page in document:
            text_page = page.get_textpage()
            text_page.get_text_range()
            text_page.close()
            page.close()


def read_plumber_tables(content: bytes) -> None:
    """Take the tables of all pages through pdfplumber, closing each page."""
    with pdfplumber.open(io.BytesIO(content)) as document:
        for page in document.pages:
            page.extract_tables()
            page.close()


def seconds(work: Callable[[bytes], object], content: bytes) -> float:
    """Return the processor time one reading takes: what the work costs on a busy machine too."""
    start = time.process_time()
    work(content)
    return time.process_time() - start


def measure_speed(files: list[bytes]) -> dict[str, float]:
    """Return the median over rounds of the total time of each way."""
    ways: dict[str, Callable[[bytes], object]] = {
        "reader": read_pdf,
        "text": read_bare_text,
        "plumber": read_plumber_tables,
    }
    totals: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(ROUNDS):
        spent = dict.fromkeys(ways, 0.0)
        for content in files:
            for name, work in ways.items():
                spent[name] += seconds(work, content)
        for name, total in spent.items():
            totals[name].append(total)
    return {name: median(values) for name, values in totals.items()}


def measure_memory(content: bytes) -> float:
    """Return by how many MB a page the process grows while it reads files of some hundred pages in turn."""
    read_pdf(content)
    gc.collect()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    pages = 0
    while pages < MEMORY_PAGES:
        pages += read_pdf(content).page_count or 1
    return (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024 / pages


def main(arguments: list[str]) -> int:
    """Print one table of ratios."""
    folder = Path(arguments[0] if arguments else "tests/gold/lists")
    paths = sorted(folder.glob("*.pdf"))
    if not paths:
        print(f"no PDF files in {folder}: name a folder that holds some")
        return 2
    files = [part for path in paths if (part := shortened(path.read_bytes())) is not None]
    gc.collect()
    gc.freeze()  # what the imports left is no reader's work
    pages = sum(len(pypdfium2.PdfDocument(content)) for content in files)
    times = measure_speed(files)
    growth = measure_memory(max(files, key=len))
    results = {
        "speed beside pdfplumber tables": times["plumber"] / times["reader"],
        "speed beside PDFium text": times["text"] / times["reader"],
        "MB a page": growth,
    }
    table = Table("measure", "value", "goal", title=f"{len(files)} files, {pages} pages")
    table.add_row("pages a second", f"{pages / times['reader']:.0f}", "")
    for name, value in results.items():
        table.add_row(name, f"{value:.3g}", GOALS[name])
    Console().print(table)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
