"""Tables of the docs that are made from what the code does, so that they cannot fall behind it.

Belongs here: making a table and comparing it with the one that is kept. Does not belong here: what is in the table.
Set MATCHWATCH_UPDATE_DOCS=1 to have a test write the table anew instead of failing.
"""

import os
import re
from collections.abc import Iterable, Sequence
from pathlib import Path

DOCS = Path(__file__).resolve().parent.parent / "docs"


def markdown_table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table in Markdown."""
    lines = [header, ["---"] * len(header), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def assert_kept(name: str, table: str, document: str = "candour.md") -> None:
    """Compare a table with the one between its marks in a document of the docs; write it there if asked to."""
    path = DOCS / document
    text = path.read_text(encoding="utf-8")
    marks = rf"(<!-- table: {name} -->\n).*?(\n<!-- end -->)"
    kept = re.search(marks, text, re.DOTALL)
    assert kept, f"docs/{document} has no marks for the table {name}"
    renewed = text[: kept.end(1)] + table + text[kept.start(2) :]
    if os.environ.get("MATCHWATCH_UPDATE_DOCS"):
        path.write_text(renewed, encoding="utf-8")
        return
    assert renewed == text, (
        f"the table {name} of docs/{document} is out of date: run this test with MATCHWATCH_UPDATE_DOCS=1"
    )
