"""All findings of one school, with stable identifiers and what their strings are taken to mean.

Belongs here: giving every finding its identifier and its resolution. Does not belong here: how a string is resolved
(specialties.py, institutions.py), what follows from it (pipelines/steps/derive).
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

from schemas.findings import FindingFields, Measure, Placement, Statement
from schemas.identifiers import identifier
from schemas.reading import DocumentReading
from schemas.registry import School
from schemas.resolution import ResolvedFindings, ResolvedMeasure, ResolvedPlacement, ResolvedStatement

FindingType = TypeVar("FindingType", Placement, Measure, Statement)
NOT_WORDS = frozenset({"rule", "confidence", "quote"})
"""Fields that say how a finding was read, not what stands there: a better reader must not change an identifier."""


def resolve_school(school: School, readings: Sequence[DocumentReading]) -> ResolvedFindings:
    """Give all findings of a school their identifiers and their resolution.

    The order of the readings changes nothing. Within a document the findings keep the order in which they were read.
    """
    placements: list[ResolvedPlacement] = []
    measures: list[ResolvedMeasure] = []
    statements: list[ResolvedStatement] = []
    for reading in sorted(readings, key=lambda one: one.document.document_id):
        document_id, found = reading.document.document_id, reading.extraction
        for finding_id, placement in _identified(document_id, "placement", found.placements):
            placements.append(
                ResolvedPlacement(
                    **placement.model_dump(), finding_id=finding_id, document_id=document_id, school_slug=school.slug
                )
            )
        for finding_id, measure in _identified(document_id, "measure", found.measures):
            measures.append(
                ResolvedMeasure(
                    **measure.model_dump(), finding_id=finding_id, document_id=document_id, school_slug=school.slug
                )
            )
        for finding_id, statement in _identified(document_id, "statement", found.statements):
            statements.append(
                ResolvedStatement(
                    **statement.model_dump(), finding_id=finding_id, document_id=document_id, school_slug=school.slug
                )
            )
    return ResolvedFindings(placements=tuple(placements), measures=tuple(measures), statements=tuple(statements))


def _identified(document_id: str, kind: str, findings: Iterable[FindingType]) -> Iterator[tuple[str, FindingType]]:
    """Yield findings with an identifier from document, place and words; equal rows are counted apart."""
    seen: Counter[tuple[object, ...]] = Counter()
    for finding in findings:
        words = _words(finding)
        yield identifier(document_id, kind, *words, seen[words]), finding
        seen[words] += 1


def _words(finding: FindingFields) -> tuple[object, ...]:
    return tuple(value for name, value in finding if name not in NOT_WORDS)
