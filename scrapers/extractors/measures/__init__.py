"""Measures: published numbers about a class or a cohort, read from prose, lists, tiles and tables."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from schemas.findings import Leftover, Measure
from scrapers.extractors.measures.assembly import measures_from
from scrapers.extractors.measures.drafts import Setting
from scrapers.extractors.measures.home import home_of
from scrapers.extractors.measures.prose import prose_drafts
from scrapers.extractors.measures.timing import document_year
from scrapers.extractors.passages import Passage
from scrapers.extractors.years import DocumentContext

ABSENT = re.compile(
    r"\b(?:page|file|content|resource)\b[^.]{0,30}\b(?:not|cannot|can['’]t|could\s+not)\b[^.]{0,12}\b(?:be\s+)?found\b|\b404\b|\bnot\s+found\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class MeasureReading:
    """The measures of a document, and the figures in scope that were not understood."""

    measures: list[Measure]
    leftovers: list[Leftover]


def measures_of(passages: Sequence[Passage], context: DocumentContext) -> list[Measure]:
    """Return the measures that a document publishes about its school (see read_measures)."""
    return read_measures(passages, context).measures


def read_measures(passages: Sequence[Passage], context: DocumentContext) -> MeasureReading:
    """Read the measures that a document publishes about its school.

    Args:
        passages: the document's blocks with their headings.
        context: what the whole document tells.
    """
    if context.title is not None and ABSENT.search(context.title):
        return MeasureReading([], [])
    home = home_of(passages, context.title, context.address, context.school)
    setting = Setting(context, home, document_year(context, passages))
    measures = measures_from(prose_drafts(passages, setting))
    return MeasureReading(measures, setting.unread)
