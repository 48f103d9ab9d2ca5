"""Answer models of the evidence viewer: a figure in its document.

Belongs here: what a view answers. Does not belong here: how a view is made (scrapers/views) or kept (view_tables.py).
"""

from pydantic import Field

from schemas.documents import LocatorFields
from schemas.outcomes import EvidenceFields
from schemas.public import (
    Answer,
    DocumentAnswer,
    MeasureAnswer,
    PlacementAnswer,
    StatementAnswer,
    same_as,
)


class PageViewAnswer(Answer):
    """A page of a document as a picture, names of people blacked out."""

    page: int = Field(ge=1, description="Page, counted from 1.")
    width: float = Field(description="Width in points: the scale of the box.")
    height: float = Field(description="Height in points.")
    names: int = Field(ge=0, description="Words or cells blacked out.")
    partly: bool = Field(description="Whether it was blurred or parts of it covered, for names there cannot be told.")
    picture: str = Field(description="Path of the picture.")


class LineAnswer(Answer):
    """A line of a document without pages, names of people replaced by a mark."""

    number: int = Field(ge=0, description="Its place in reading order; a gap means that lines between are left out.")
    kind: str = Field(description="heading, text, item, tile, first row (of a table) or row; cells are parted by |.")
    text: str = Field(description="The words.")
    is_place: bool = Field(description="Whether the record stands in it.")


class EvidenceViewAnswer(LocatorFields, Answer):
    """A finding or a piece of evidence, its document, and what may be seen of it there."""

    key: str = Field(description="Identifier of the record.")
    kind: str = Field(description="measure, placement, statement or evidence.")
    school_slug: str = same_as(EvidenceFields, "school_slug")
    quote: str | None = same_as(EvidenceFields, "quote")
    note: str | None = Field(description="Who is counted, or what it shows, in our words.")
    rule: str | None = Field(description="The reading rule that produced the finding.")
    confidence: float | None = Field(description="How sure the reading is, 0 to 1.")
    finding: MeasureAnswer | PlacementAnswer | StatementAnswer | None = Field(
        description="The finding; null without one."
    )
    document: DocumentAnswer | None = Field(description="Its document; null where evidence is a visit.")
    page_view: PageViewAnswer | None = Field(description="Its page; null for documents without pages.")
    lines: list[LineAnswer] = Field(description="Lines around it; empty for documents of pages.")
    unseen: str | None = Field(description="Why nothing can be seen; null where something can.")
