"""The case of one school: everything that an assessment may rest on, and what it comes to.

Belongs here: the input and the result of the step. Does not belong here: a rule.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from schemas.disclosure import AskSheet, Assessment, ChangeEvent, Flag
from schemas.documents import CrawlRecord, Document
from schemas.outcomes import Outcome
from schemas.registry import School
from schemas.resolution import ResolvedFindings


@dataclass(frozen=True, slots=True)
class SchoolCase:
    """One school as it stands on a day.

    Attributes:
        school: the school file.
        documents: what stands on the school's pages now (crawled, latest captures), and transcriptions.
        findings: what those documents say.
        outcomes: what was derived from the findings.
        crawl: the search record; None where the site was never searched.
        earlier_documents: captures that were superseded or are gone.
        earlier_findings: what those said.
        parent_findings: findings of the school that a campus belongs to; None for a main seat.
        as_of: day whose due dates count.
        known_flags: flags of the edition before, for the day on which each was first seen.
    """

    school: School
    documents: Sequence[Document]
    findings: ResolvedFindings
    outcomes: Sequence[Outcome]
    crawl: CrawlRecord | None
    earlier_documents: Sequence[Document]
    earlier_findings: ResolvedFindings
    parent_findings: ResolvedFindings | None
    as_of: date
    known_flags: Sequence[Flag]


@dataclass(frozen=True, slots=True)
class SchoolAssessment:
    """What was concluded of a school.

    Attributes:
        assessments: how it stands on every criterion that applies to it, with evidence.
        flags: what a reader should know of, with evidence.
        changes: what appeared, shrank, changed or vanished between captures of its pages.
        sheet: the general ask sheet; None before it was made.
    """

    assessments: tuple[Assessment, ...] = ()
    flags: tuple[Flag, ...] = ()
    changes: tuple[ChangeEvent, ...] = ()
    sheet: AskSheet | None = None
