"""How fast the HTML reader is beside pandas.read_html on the same pages with tables.

Belongs here: the ratio, taken in one run, page by page in turns. Does not belong here: whether what is read is right.
The reader does more than its baseline (outline, lists, tiles, running text, encodings); pandas only reads tables.
Run: python -m benchmarks.html_reading [--rounds N] [FOLDER ...]   (default: tests/gold/html tests/gold/edge)
"""

import argparse
import gc
import io
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import geometric_mean

from rich.console import Console
from rich.table import Table

from scrapers.readers.html.reader import read_html

FOLDERS = (Path("tests/gold/html"), Path("tests/gold/edge"))
GOAL = 3.0
MILLISECONDS = 1000


def read_with_pandas(content: bytes) -> None:
    """Read the tables of a page as pandas does: every cell a string."""
    import pandas as pd

    pd.read_html(io.BytesIO(content), flavor="lxml", converters={})


def read_with_reader(content: bytes) -> None:
    """Read the whole page into blocks."""
    read_html(content, declared_type="text/html")


def is_table_page(content: bytes) -> bool:
    """Tell whether pandas finds a table in a page: pages without one have no baseline."""
    try:
        read_with_pandas(content)
    except (ValueError, ImportError, UnicodeDecodeError):
        return False
    return True


def fastest(work: Callable[[bytes], None], content: bytes, rounds: int) -> float:
    """Return the shortest of several times in seconds of processor time: what the work costs on a busy machine too."""
    times = []
    for _ in range(rounds):
        start = time.process_time()
        work(content)
        times.append(time.process_time() - start)
    return min(times)


def settle() -> None:
    """Take what the imports left out of the garbage collector's sight: it is neither reader's work."""
    gc.collect()
    gc.freeze()


def measure(pages: list[Path], rounds: int) -> list[tuple[Path, float, float]]:
    """Time both readers on every page with a table, in turns; both have read every page before."""
    contents = [(page, content) for page in pages if is_table_page(content := page.read_bytes())]
    for _, content in contents:
        read_with_reader(content)
    settle()
    return [
        (page, fastest(read_with_reader, content, rounds), fastest(read_with_pandas, content, rounds))
        for page, content in contents
    ]


def show(results: list[tuple[Path, float, float]]) -> float:
    """Print the times and return how many times as fast the reader is over all pages."""
    table = Table("page", "reader ms", "pandas ms", "times as fast", title="HTML pages with tables")
    for page, ours, theirs in sorted(results, key=lambda result: result[2] / result[1]):
        table.add_row(page.name, f"{ours * MILLISECONDS:.2f}", f"{theirs * MILLISECONDS:.2f}", f"{theirs / ours:.1f}")
    ours, theirs = sum(result[1] for result in results), sum(result[2] for result in results)
    table.add_row("all together", f"{ours * MILLISECONDS:.1f}", f"{theirs * MILLISECONDS:.1f}", f"{theirs / ours:.1f}")
    console = Console()
    console.print(table)
    middle = geometric_mean(result[2] / result[1] for result in results)
    console.print(f"Geometric mean of the pages: {middle:.1f} times as fast. Goal for all together: {GOAL:g} times.")
    return theirs / ours


def main() -> int:
    """Run the benchmark; exit status 1 where the goal is missed, 2 where there is nothing to time."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.html_reading",
        description="Time the HTML reader beside pandas.read_html on the same pages with tables.",
    )
    parser.add_argument(
        "folders", nargs="*", type=Path, default=FOLDERS, metavar="FOLDER", help="folders of .html files"
    )
    parser.add_argument(
        "--rounds", type=int, default=5, help="times each page is read by each reader; the fastest counts (default 5)"
    )
    options = parser.parse_args()
    pages = sorted(page for folder in options.folders for page in folder.glob("*.html"))
    results = measure(pages, max(1, options.rounds))
    if not results:
        sys.stderr.write("no page with a table found: name a folder of .html files, and install the extra 'bench'\n")
        return 2
    return 0 if show(results) >= GOAL else 1


if __name__ == "__main__":
    sys.exit(main())
