"""From blocks to findings: one document's placements, measures, statements and leftovers.

Belongs here: which extractor runs on what, the choice between readings, what is held back. Does not belong here: how a
row, a figure or a sentence is understood (placements, measures, statements).
"""

from importlib import import_module
from importlib.util import find_spec
from typing import Any

from schemas.documents import ReadDocument
from schemas.findings import Extraction
from scrapers.extractors.passages import passages_of
from scrapers.extractors.stated_date import stated_date
from scrapers.extractors.years import context_of


def extract(document: ReadDocument) -> Extraction:
    """Say what a document states.

    Args:
        document: what a reader made of it.

    Returns:
        Its findings, with what was not understood, how many names were dropped, and how much sense the reading makes.
    """
    passages = passages_of(document.blocks)
    context = context_of(document, passages)
    extraction = Extraction(
        title=document.title,
        media_type=document.media_type,
        page_count=document.page_count,
        stated_date=stated_date(passages),
        by_recognition=document.reader.endswith("+ocr"),
        warnings=list(document.warnings),
    )
    for name in ("placements.prose", "measures", "statements"):
        sibling = module(name)
        if name == "placements.prose" and sibling is not None:
            extraction.placements += sibling.prose_placements(passages, context)
        elif name == "measures" and sibling is not None:
            extraction.measures += sibling.measures_of(passages, context)
        elif name == "statements" and sibling is not None:
            extraction.statements += sibling.statements_of(passages, context)
    return extraction


def module(name: str) -> Any:
    """Return a sibling extractor, or None until it exists."""
    full = f"scrapers.extractors.{name}"
    return import_module(full) if find_spec(full) is not None else None
