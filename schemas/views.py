"""Views: what a reader may see of an archived document, names of people removed.

Belongs here: the records of a view. Does not belong here: the file of an edition that holds them (view_tables.py), how a view
is made (scrapers/views), when (pipelines/views.py), how it is shown (api).
"""

from typing import NamedTuple

from pydantic import BaseModel, ConfigDict, Field

from schemas.documents import Located


class Wanted(NamedTuple):
    """One place in a document that a reader may ask for, and the words that were kept of it."""

    place: Located
    quote: str | None


class PageView(BaseModel):
    """A picture of one page. width and height are in points, as the boxes of findings are."""

    model_config = ConfigDict(frozen=True, extra="forbid", val_json_bytes="base64", ser_json_bytes="base64")

    page: int = Field(ge=1)
    width: float
    height: float
    names: int = Field(ge=0, description="Words or cells blacked out.")
    partly: bool = Field(
        description="Whether it was blurred or parts of it covered, since names there cannot be told."
    )
    picture: bytes


class LineView(BaseModel):
    """One line, paragraph, list item or table row of a document without pages; number is its place in reading order."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    number: int = Field(ge=0)
    kind: str
    text: str


class DocumentView(BaseModel):
    """What may be seen of a document: pictures of pages, or lines with the places that they stand for."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    pages: tuple[PageView, ...] = ()
    lines: tuple[LineView, ...] = ()
    places: dict[str, int] = Field(default_factory=dict, description="Number of the line of each place.")
    unseen: str | None = Field(default=None, description="Why there is nothing to be seen, or why it is not all.")


def place_key(place: Located) -> str:
    """A place as one string: equal for equal places."""
    return "|".join(str(part) for part in (place.page, place.sheet, place.cell, place.element_path) if part)
