"""Answer models of the service itself: search, downloads, health, problems.

Belongs here: answers that show no record of a school. Does not belong here: those that do (public.py).
"""

from datetime import date
from enum import StrEnum

from pydantic import Field

from schemas.editions import EditionFields
from schemas.public import Answer, EditionMark, same_as


class SearchKind(StrEnum):
    """Kind of thing that a search finds."""

    institution = "institution"
    school = "school"
    specialty = "specialty"


class SearchHit(Answer):
    """Something whose name is like the words searched for."""

    kind: SearchKind = Field(description="Kind of thing.")
    slug: str = Field(description="Its slug.")
    name: str = Field(description="Its name.")
    detail: str | None = Field(description="City and state, or group of specialties.")
    score: float = Field(ge=0, le=100, description="How alike its name and the words are; 100 is the same.")
    path: str = Field(description="Where the API shows it.")


class SearchListing(Answer):
    """What a search found, best first."""

    edition: EditionMark
    count: int = Field(ge=0, description="Items found, at most as many as limit.")
    items: list[SearchHit] = Field(description="What was found, best first.")


class CitationAnswer(Answer):
    """How an edition is cited."""

    text: str = Field(
        description="The citation in words.", examples=["MatchWatch (2026). What US medical schools ..."]
    )
    edition_id: str = Field(max_length=60, description="Edition.", examples=["real-2026-06-04-667e8e0b"])
    as_of: date = same_as(EditionFields, "as_of")
    license: str = Field(description="Licence of the data.", examples=["ODC-By 1.0"])
    path: str = Field(
        description="Where the data package lies.", examples=["/downloads/real-2026-06-04-667e8e0b/datapackage.json"]
    )


class DownloadAnswer(Answer):
    """A file of an edition."""

    name: str = Field(max_length=100, description="Name.", examples=["measures.csv"])
    media_type: str = Field(max_length=100, description="Media type.", examples=["text/csv"])
    bytes: int = Field(ge=0, description="Size in bytes.", examples=[48_210])
    sha256: str = Field(max_length=64, description="SHA-256 of the file, hexadecimal.", examples=["9f" * 32])
    path: str = Field(description="Where it lies.", examples=["/downloads/real-2026-06-04-667e8e0b/measures.csv"])


class DownloadListing(Answer):
    """The files of an edition, and how it is cited."""

    edition: EditionMark
    citation: CitationAnswer
    count: int = Field(ge=0, description="Files.", examples=[51])
    items: list[DownloadAnswer] = Field(description="Files.")


class Health(Answer):
    """Whether the process answers, and what it serves."""

    status: str = Field(description="ok, or ready.", examples=["ok"])
    editions: dict[str, str | None] = Field(
        default_factory=dict, description="Current edition by collection; null where there is none."
    )


class Fault(Answer):
    """One fault of a request."""

    parameter: str = Field(description="Parameter at fault.", examples=["limit"])
    place: str = Field(description="query or path.", examples=["query"])
    message: str = Field(description="What is wrong.", examples=["Input should be less than or equal to 1000"])
    value: str | None = Field(default=None, description="What was given, cut at 100 characters.", examples=["5000"])


class Problem(Answer):
    """A problem document (RFC 9457); a request with several faults lists them all at once."""

    type: str = Field(description="Kind of problem.", examples=["urn:matchwatch:problem:bad-request"])
    title: str = Field(description="The kind in words.")
    status: int = Field(ge=400, le=599, description="HTTP status.")
    detail: str = Field(description="What happened and what to do.")
    instance: str = Field(description="Path asked for.")
    faults: list[Fault] = Field(default_factory=list, description="Every fault of the request.")
    near: list[str] = Field(default_factory=list, description="Names near to the unknown one.")
