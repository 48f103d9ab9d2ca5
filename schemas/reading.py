"""A document with what was found in it: the unit that the reading layer hands to the steps.

Belongs here: the pair of document and extraction, per school. Does not belong here: how it is read or stored.
"""

from pydantic import BaseModel, ConfigDict

from schemas.documents import CrawlRecord, Document
from schemas.findings import Extraction


class DocumentReading(BaseModel):
    """One document and everything found in it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    document: Document
    extraction: Extraction


class SchoolReadings(BaseModel):
    """All documents of one school, and the crawl they come from; crawl is None where no crawl was ever made.

    readings are what stands on the school's pages now, earlier what was superseded there or is gone.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    school_slug: str
    readings: tuple[DocumentReading, ...] = ()
    earlier: tuple[DocumentReading, ...] = ()
    crawl: CrawlRecord | None = None
