"""Records for the tests of derive.

Belongs here: one function a kind of record. Does not belong here: a formula, a figure of a real school.
"""

from collections.abc import Sequence
from datetime import UTC, datetime
from itertools import count
from typing import Any

from pipelines.steps.derive.school import derive_outcomes
from schemas.documents import Document
from schemas.identifiers import identifier
from schemas.outcomes import Outcome
from schemas.registry import NationalBaseline, School
from schemas.resolution import ResolvedFindings, ResolvedMeasure, ResolvedPlacement
from schemas.vocabulary import (
    Basis,
    ConfidenceGrade,
    Degree,
    Denominator,
    DocumentKind,
    MeasureName,
    Position,
    PublishedBy,
    ReadingOutcome,
    Stage,
    Unit,
)

SCHOOL = "alderbrook"
HOME = "university-of-vermont-medical-center"
"""A real institution, and below the school that the reference gives it to: the invented school is a campus of that."""
PARENT = "vermont-larner"
_numbers = count()


def school(degree: Degree = Degree.MD, **fields: Any) -> School:
    return School.model_validate(
        {
            "slug": SCHOOL,
            "name": "Alderbrook College of Medicine",
            "short_name": "Alderbrook",
            "degree": degree,
            "city": "Alderbrook",
            "state": "VT",
        }
        | fields
    )


def document(name: str = "list", **fields: Any) -> Document:
    return Document.model_validate(
        {
            "document_id": identifier(SCHOOL, name),
            "school_slug": SCHOOL,
            "kind": DocumentKind.crawled,
            "published_by": PublishedBy.school,
            "sha256": identifier(name).ljust(64, "0"),
            "reading": ReadingOutcome.read,
            "reading_confidence": 0.9,
            "fetched_at": datetime(2026, 6, 1, tzinfo=UTC),
        }
        | fields
    )


def placement(
    slug: str | None, /, *, name: str = "list", year: int = 2024, number: int = 1, **fields: Any
) -> ResolvedPlacement:
    return ResolvedPlacement.model_validate(
        {
            "finding_id": identifier("placement", next(_numbers)),
            "document_id": identifier(SCHOOL, name),
            "school_slug": SCHOOL,
            "class_year": year,
            "specialty": slug,
            "specialty_slug": slug,
            "count": number,
        }
        | fields
    )


def rows(slug: str, count_of_rows: int, program: str = "Hospital", **fields: Any) -> list[ResolvedPlacement]:
    return [placement(slug, program=program, **fields) for _ in range(count_of_rows)]


def measure(name: MeasureName, value: float, *, source: str = "page", **fields: Any) -> ResolvedMeasure:
    unit = Unit.percent if name.endswith(("_rate", "_share")) else Unit.count
    return ResolvedMeasure.model_validate(
        {
            "finding_id": identifier("measure", next(_numbers)),
            "document_id": identifier(SCHOOL, source),
            "school_slug": SCHOOL,
            "measure": name,
            "value": value,
            "unit": unit,
            "period": "2024",
        }
        | fields
    )


def rate(value: float, stage: Stage = Stage.before_soap, **fields: Any) -> ResolvedMeasure:
    return measure(MeasureName.match_rate, value, **{"stage": stage, "denominator": Denominator.participants} | fields)


def baseline(value: float, measure: str = "pgy1_match_rate", **fields: Any) -> NationalBaseline:
    return NationalBaseline.model_validate(
        {
            "year": "2024",
            "population": "us_md_senior",
            "measure": measure,
            "value": value,
            "unit": "percent",
            "source_url": "https://national.example/2024",
            "confidence": ConfidenceGrade.high,
        }
        | fields
    )


def derive(
    *,
    placements: Sequence[ResolvedPlacement] = (),
    measures: Sequence[ResolvedMeasure] = (),
    documents: Sequence[Document] = (),
    baselines: Sequence[NationalBaseline] = (),
    of: School | None = None,
) -> tuple[Outcome, ...]:
    return derive_outcomes(
        of or school(),
        ResolvedFindings(placements=tuple(placements), measures=tuple(measures)),
        documents or (document("list"), document("page")),
        baselines,
    )


def only(outcomes: Sequence[Outcome], name: str, *, basis: Basis = Basis.derived, **fields: Any) -> Outcome:
    found = [
        one
        for one in outcomes
        if one.name == name and one.basis is basis and all(getattr(one, key) == value for key, value in fields.items())
    ]
    assert len(found) == 1, [one.name for one in outcomes]
    return found[0]


def a_class(year: int = 2024, name: str = "list") -> list[ResolvedPlacement]:
    """Thirty people: 28 with a final position, of which two advanced with their first years, and two with a first year only."""
    return [
        *rows("internal_medicine", 10, year=year, name=name, position=Position.categorical),
        *rows("family_medicine", 8, year=year, name=name, position=Position.categorical),
        *rows("orthopaedic_surgery", 6, year=year, name=name, position=Position.categorical),
        *rows("urology", 2, year=year, name=name, position=Position.categorical),
        *rows("dermatology", 2, year=year, name=name, position=Position.advanced),
        *rows("transitional_year", 4, year=year, name=name, position=Position.transitional),
    ]
