"""Drafts: a figure with everything that could be read about it, before it becomes a measure.

Belongs here: the record that prose and tables fill in, and the school and document it is read in. Does not belong here: how it is
filled, how national figures are paired and repeats dropped (assembly).
"""

from dataclasses import dataclass, field
from typing import Literal

from schemas.documents import Locator
from schemas.findings import Leftover
from schemas.vocabulary import Attempt, Denominator, Exam, Qualifier, Stage, Unit
from scrapers.extractors.audience import Audience
from scrapers.extractors.measures.home import HomeSchool
from scrapers.extractors.measures.subject_words import Subject
from scrapers.extractors.years import DocumentContext

HEADLINE = "headline"
"""Rule of figures read in headings: they repeat what the text says, or stand alone."""


@dataclass(slots=True)
class Draft:
    """One figure as read; periods lists every class that shares it, None standing for no printed period."""

    subject: Subject
    unit: Unit
    value: float
    locator: Locator
    quote: str
    rule: str
    block: int
    sentence: int = 0
    qualifier: Qualifier = Qualifier.exact
    upper: float | None = None
    audience: Audience = Audience.school
    exam: Exam | None = None
    attempt: Attempt | None = None
    stage: Stage | None = None
    denominator: Denominator | None = None
    numerator_n: int | None = None
    denominator_n: int | None = None
    periods: list[str | None] = field(default_factory=lambda: [None])
    sizes: dict[str, int] = field(default_factory=dict)
    years: int | None = None
    specialty: str | None = None
    national_value: float | None = None
    unlike_national: str | None = None
    confidence: float = 0.9
    place: int = 0
    is_dated: bool = False


@dataclass(frozen=True, slots=True)
class Setting:
    """What every reading of a document shares."""

    context: DocumentContext
    home: HomeSchool
    document_year: int | None
    unread: list[Leftover] = field(default_factory=list, compare=False)
    """Figures in scope whose meaning no word told; filled while reading."""

    def miss(self, locator: Locator, kind: Literal["measure_cell", "line"], reason: str) -> None:
        """Count a figure that was not understood; its words are not kept."""
        self.unread.append(Leftover(**locator._asdict(), kind=kind, reason=reason))
