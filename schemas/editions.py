"""Editions: one immutable publication of the whole data set.

Belongs here: what an edition says about itself. Does not belong here: how it is written or served.
"""

from datetime import date, datetime

from pydantic import BaseModel, ConfigDict, Field

from schemas.vocabulary import Collection

SCHEMA_VERSION = 3
"""Version of the tables; an API refuses an edition of another version."""

SAMPLE_NOTICE = (
    "Invented data: every school, figure and web page of this edition was made up for demonstration and tests."
)


class EditionFields(BaseModel):
    """One edition."""

    edition_id: str = Field(max_length=60, description="Identifier, from collection, date and content.")
    collection: Collection = Field(description="Real schools, or the invented sample.")
    invented: bool = Field(description="True for the sample: nothing in it is about a real institution.")
    notice: str | None = Field(default=None, max_length=300, description="What a reader must know before using it.")
    built_at: datetime = Field(description="When it was built (UTC).")
    as_of: date = Field(description="Day whose due dates it is assessed by.")
    schema_version: int = Field(ge=1, description="Version of the tables.")
    content_sha256: str = Field(
        min_length=64, max_length=64, description="SHA-256 over the content of all tables; equal content, equal value."
    )
    previous_edition_id: str | None = Field(default=None, max_length=60, description="Edition it replaced.")
    crawled: bool = Field(description="Whether school sites were crawled for it; else only transcriptions are in it.")
    school_count: int = Field(ge=0, description="Schools.")
    document_count: int = Field(ge=0, description="Documents.")
    placement_count: int = Field(ge=0, description="Placement rows.")
    measure_count: int = Field(ge=0, description="Measures.")
    flag_count: int = Field(ge=0, description="Flags.")


class Edition(EditionFields):
    """An edition record."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class SchoolStateFields(BaseModel):
    """How fresh what an edition holds of a school is."""

    school_slug: str = Field(max_length=80, description="School.")
    crawl_state: str = Field(
        max_length=40, description="complete, incomplete, unreachable, not_crawled, or kept (from the edition before)."
    )
    crawl_reason: str | None = Field(default=None, max_length=1000, description="Why it is not complete.")
    crawled_at: datetime | None = Field(default=None, description="Time of the crawl its findings come from (UTC).")
    kept_from_edition: str | None = Field(
        default=None, max_length=60, description="Edition its findings were kept from, when this crawl gave nothing."
    )


class SchoolState(SchoolStateFields):
    """A school's state as the steps pass it on."""

    model_config = ConfigDict(frozen=True, extra="forbid")
