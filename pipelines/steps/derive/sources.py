"""The documents that findings rest on: which may be used, and how far each supports a figure.

Belongs here: what follows from a document's kind, publisher and reading. Does not belong here: what its findings say.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from schemas.documents import Document
from schemas.findings import FindingFields
from schemas.vocabulary import OWN_RELEASE, DocumentKind, ReadingOutcome

USED = frozenset({ReadingOutcome.read})
"""Readings whose findings may be used: what was held back waits for a person."""
SUPPORT_OF_SECONDARY = 0.6
SUPPORT_OF_TRANSCRIPTION = 0.9
YEAR_DIGITS = 4


@dataclass(frozen=True, slots=True)
class Sources:
    """The documents of one school that may be used, by identifier."""

    documents: Mapping[str, Document]

    @classmethod
    def of(cls, school_slug: str, documents: Iterable[Document]) -> "Sources":
        """Keep the school's documents that were read and not held back."""
        return cls(
            {
                document.document_id: document
                for document in documents
                if document.school_slug == school_slug and document.reading in USED
            }
        )

    def __contains__(self, document_id: str) -> bool:
        return document_id in self.documents

    def __getitem__(self, document_id: str) -> Document:
        return self.documents[document_id]

    def own(self, document_id: str) -> bool:
        """Whether a document carries the school's own release."""
        return self[document_id].published_by in OWN_RELEASE

    def excerpt(self, document_id: str) -> bool:
        """Whether only a part of the page was seen, as with all transcriptions."""
        return self[document_id].kind is DocumentKind.transcribed

    def support(self, document_id: str, finding: FindingFields) -> float:
        """How far a document supports one figure read from it: the reading's confidence, less for lesser sources."""
        document = self[document_id]
        support = finding.confidence * (1.0 if document.reading_confidence is None else document.reading_confidence)
        if self.excerpt(document_id):
            support *= SUPPORT_OF_TRANSCRIPTION
        return support if self.own(document_id) else support * SUPPORT_OF_SECONDARY


def class_year(period: str | None) -> int | None:
    """Return the year that a period names alone; None for cycles, pools and no period."""
    return int(period) if period and len(period) == YEAR_DIGITS and period.isdigit() else None


def span(period: str | None) -> tuple[int, int] | None:
    """Return first and last year of a period; None where it holds no years."""
    parts = (period or "").split("-")
    if not all(part.isdigit() and len(part) == YEAR_DIGITS for part in parts) or len(parts) > 2:
        return None
    return int(parts[0]), int(parts[-1])
