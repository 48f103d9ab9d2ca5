"""All findings of one school, with stable identifiers and what their strings are taken to mean.

Belongs here: giving every finding its identifier and its resolution. Does not belong here: how a string is resolved
(specialties.py, institutions.py), what follows from it (pipelines/steps/derive).
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

from pipelines.steps.resolve.answers import Answer
from pipelines.steps.resolve.institutions import Request
from pipelines.steps.resolve.resolvers import Resolvers, standard_resolvers
from pipelines.steps.resolve.specialty_phrases import PRELIMINARY_OF
from schemas.findings import FindingFields, Measure, Placement, Statement
from schemas.identifiers import identifier
from schemas.reading import DocumentReading
from schemas.registry import Institution, School
from schemas.resolution import ResolvedFindings, ResolvedMeasure, ResolvedPlacement, ResolvedStatement
from schemas.vocabulary import Position

FindingType = TypeVar("FindingType", Placement, Measure, Statement)
NOT_WORDS = frozenset({"rule", "confidence", "quote"})
"""Fields that say how a finding was read, not what stands there: a better reader must not change an identifier."""


def resolve_school(
    school: School, readings: Sequence[DocumentReading], resolvers: Resolvers | None = None
) -> ResolvedFindings:
    """Give all findings of a school their identifiers and their resolution.

    The order of the readings changes nothing. Within a document the findings keep the order in which they were read.

    Args:
        school: the school that the documents are about.
        readings: its documents with their findings.
        resolvers: what resolves strings; by default the reference tables and, where present, the program directory.
    """
    resolvers = resolvers or standard_resolvers()
    home = home_institutions(school, resolvers.institutions.index.institutions)
    placements: list[ResolvedPlacement] = []
    measures: list[ResolvedMeasure] = []
    statements: list[ResolvedStatement] = []
    for reading in sorted(readings, key=lambda one: one.document.document_id):
        keys = {"document_id": reading.document.document_id, "school_slug": school.slug}
        found = reading.extraction
        resolutions = _resolutions(found.placements, resolvers, home)
        identified = _identified(reading, "placement", found.placements)
        for (finding_id, placement), resolution in zip(identified, resolutions, strict=True):
            fields = placement.model_dump() | keys | resolution
            placements.append(ResolvedPlacement.model_validate(fields | {"finding_id": finding_id}))
        for finding_id, measure in _identified(reading, "measure", found.measures):
            specialty = resolvers.specialties.resolve(measure.specialty).slug
            fields = measure.model_dump() | keys | {"specialty_slug": specialty}
            measures.append(ResolvedMeasure.model_validate(fields | {"finding_id": finding_id}))
        for finding_id, statement in _identified(reading, "statement", found.statements):
            fields = statement.model_dump() | keys
            statements.append(ResolvedStatement.model_validate(fields | {"finding_id": finding_id}))
    return ResolvedFindings(placements=tuple(placements), measures=tuple(measures), statements=tuple(statements))


def home_institutions(school: School, institutions: Mapping[str, Institution]) -> frozenset[str]:
    """Return the institutions whose residency programs a school, or the school it is a campus of, calls its own."""
    own = {school.slug, school.parent_slug} - {None}
    return frozenset(
        slug
        for slug, institution in institutions.items()
        if own & set((institution.affiliated_school_slugs or "").split("|"))
    )


def _resolutions(
    placements: Sequence[Placement], resolvers: Resolvers, home: frozenset[str]
) -> Iterator[dict[str, object]]:
    """Resolve the placements of one document; its institutions are compared together."""
    specialties = [resolvers.specialties.resolve(placement.specialty) for placement in placements]
    kinds = [_with_printed_position(one, row.position) for one, row in zip(specialties, placements, strict=True)]
    institutions = resolvers.institutions.resolve_many(
        [
            Request(row.program, row.state, row.city, slug, home)
            for row, (slug, _) in zip(placements, kinds, strict=True)
        ]
    )
    for row, specialty, kind, institution in zip(placements, specialties, kinds, institutions, strict=True):
        yield _resolution(row, specialty, kind, institution, resolvers)


def _resolution(
    placement: Placement,
    specialty: Answer,
    kind: tuple[str | None, Position | None],
    institution: Answer,
    resolvers: Resolvers,
) -> dict[str, object]:
    slug, position = kind
    known = resolvers.institutions.index.institutions.get(institution.slug or "")
    return {
        "specialty_slug": slug,
        "specialty_confidence": specialty.confidence if specialty.method != "empty" else None,
        "specialty_method": specialty.method if specialty.method != "empty" else None,
        "specialty_runner_up": specialty.runner_up,
        "resolved_position": position,
        "institution_slug": institution.slug,
        "institution_confidence": institution.confidence if institution.method != "empty" else None,
        "institution_method": institution.method if institution.method != "empty" else None,
        "institution_runner_up": institution.runner_up,
        "resolved_state": known.state if known is not None else placement.state,
    }


def _with_printed_position(specialty: Answer, printed: Position | None) -> tuple[str | None, Position | None]:
    """What the document says of the position counts before what the specialty's words say."""
    slug = specialty.slug
    if printed is Position.preliminary and slug:
        slug = PRELIMINARY_OF.get(slug, slug)
    if printed is Position.transitional and slug is None and specialty.method == "empty":
        slug = "transitional_year"
    return slug, printed or specialty.position


def _identified(
    reading: DocumentReading, kind: str, findings: Iterable[FindingType]
) -> Iterator[tuple[str, FindingType]]:
    """Yield findings with an identifier from document, place and words; equal rows are counted apart."""
    seen: Counter[tuple[object, ...]] = Counter()
    for finding in findings:
        words = _words(finding)
        yield identifier(reading.document.document_id, kind, *words, seen[words]), finding
        seen[words] += 1


def _words(finding: FindingFields) -> tuple[object, ...]:
    return tuple(value for name, value in finding if name not in NOT_WORDS)
