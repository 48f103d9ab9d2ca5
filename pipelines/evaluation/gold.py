"""Gold documents: pairs of a document and what it says, as transcribed by hand.

Belongs here: finding and loading pairs, the family of a layout. Does not belong here: scores (scoring.py).
"""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from scrapers.exceptions import MatchWatchError

EXPECTED = ".expected.json"
KINDS = {
    "PDF": frozenset({".pdf"}),
    "workbook": frozenset({".xlsx", ".xls", ".ods", ".xlsb", ".csv", ".tsv"}),
    "picture": frozenset({".png", ".jpg", ".jpeg", ".gif", ".webp", ".tif", ".tiff"}),
    "page": frozenset({".html", ".htm", ".txt"}),
}
"""Kinds of documents by the endings of their files."""
SHAPES = (
    ("scans and slides", re.compile(r"\bscan\w*|picture|infographic|slides|useless|poster")),
    (
        "tables",
        re.compile(
            r"\b(?:pseudo-)?tables?\b|thresholds?|ruled|rules\b|zebra|aligned|columns?\b(?! of)|grids?\b|merged|blocks side by side"
        ),
    ),
    ("tiles", re.compile(r"\btiles?\b|flip-book")),
    (
        "lists",
        re.compile(
            r"bullets?|\blists?\b|short lines|accordion|headings?\b|index|combined lines|leaders|counts only|lines\b"
        ),
    ),
    (
        "running text",
        re.compile(
            r"prose|news\w*|release|announcement|paragraphs?|blog|magazine|letter|sentences?|brief|dean's column"
        ),
    ),
)
"""Shapes of layouts by words of their description; the one that is named first counts."""


class GoldError(MatchWatchError):
    """Raised by gold.py for a folder without gold pairs, or a pair that does not hold its form."""


@dataclass(frozen=True, slots=True)
class GoldDocument:
    """One pair: the document's path and what it is expected to say."""

    path: Path
    expected: dict[str, Any]

    @property
    def name(self) -> str:
        """File name of the document."""
        return self.path.name

    @property
    def outcome(self) -> str:
        """What is right: findings, an error, or findings by recognition or a plain 'unreadable'."""
        return str(self.expected.get("document", {}).get("outcome", "findings"))

    @property
    def family(self) -> str:
        """Kind of file and shape of layout."""
        kind = next((name for name, endings in KINDS.items() if self.path.suffix.casefold() in endings), "other")
        if kind in ("workbook", "picture", "other"):
            return kind
        layout = str(self.expected.get("document", {}).get("layout", "")).casefold()
        named = [(match.start(), shape) for shape, pattern in SHAPES if (match := pattern.search(layout))]
        return f"{kind}: {min(named)[1] if named else 'other'}"

    def is_complete(self, section: str) -> bool:
        """Whether the pair lists everything the document says in a section, so that more is wrong."""
        return section in self.expected.get("complete", [])


def gold_documents(folders: Sequence[Path]) -> list[GoldDocument]:
    """Load the pairs of some folders, in order of folder and name.

    Raises:
        GoldError: a folder holds no pair, a pair lacks its document, or its JSON is damaged.
    """
    found: list[GoldDocument] = []
    for folder in folders:
        pairs = sorted(folder.glob(f"*{EXPECTED}"))
        if not pairs:
            raise GoldError(f"{folder}: holds no NAME{EXPECTED}; name a folder of gold documents")
        found += [gold_document(path) for path in pairs]
    return found


def gold_document(expected: Path) -> GoldDocument:
    """Load one pair.

    Raises:
        GoldError: it lacks its document, has several, or its JSON is damaged.
    """
    stem = expected.name.removesuffix(EXPECTED)
    documents = [
        path
        for path in sorted(expected.parent.glob(f"{stem}.*"))
        if path.stem == stem and not path.name.endswith(EXPECTED)
    ]
    if len(documents) != 1:
        raise GoldError(f"{expected}: {len(documents)} documents beside it, one is needed; add or remove some")
    try:
        content = json.loads(expected.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise GoldError(f"{expected}: is no JSON ({error}); correct it") from error
    if not isinstance(content, dict):
        raise GoldError(f"{expected}: is no JSON object; correct it")
    return GoldDocument(documents[0], content)
