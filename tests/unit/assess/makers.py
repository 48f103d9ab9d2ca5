"""Invented cases: a school, its pages and what they say, put together by hand.

Belongs here: one function a kind of record, and whole cases of a few lines. Does not belong here: what a test checks.
"""

from collections.abc import Sequence
from datetime import UTC, date, datetime

from pipelines.steps.assess.case import SchoolAssessment, SchoolCase
from pipelines.steps.assess.criteria import load_criteria
from pipelines.steps.assess.school import assess_school
from schemas.disclosure import Assessment, Flag
from schemas.documents import CrawlRecord, Document, Visit
from schemas.identifiers import identifier
from schemas.registry import School
from schemas.resolution import ResolvedFindings, ResolvedMeasure, ResolvedPlacement, ResolvedStatement
from schemas.vocabulary import (
    Attempt,
    CampusType,
    Degree,
    Denominator,
    DocumentKind,
    Exam,
    MeasureName,
    Position,
    PublishedBy,
    ReadingOutcome,
    Stage,
    StatementKind,
    Topic,
    Unit,
    VisitOutcome,
)

SLUG = "alderbrook"
HOME = "https://www.alderbrook.example/"
AS_OF = date(2026, 11, 16)
SEARCHED = datetime(2026, 11, 15, 8, tzinfo=UTC)
SPECIALTIES = ("Internal Medicine", "Family Medicine", "Pediatrics", "General Surgery", "Psychiatry")
Record = ResolvedPlacement | ResolvedMeasure | ResolvedStatement


def school(degree: Degree = Degree.MD, first: int | None = 1980, **fields: object) -> School:
    values: dict[str, object] = {
        "slug": SLUG,
        "name": "Alderbrook University School of Medicine",
        "short_name": "Alderbrook",
        "degree": degree,
        "city": "Alderbrook Falls",
        "state": "VT",
        "website_domain": "alderbrook.example",
        "first_class_graduated": first,
        "first_class_matriculated": first - 4 if first else None,
        "campus_type": CampusType.main,
    }
    return School.model_validate(values | fields)


def page(name: str = "outcomes", **fields: object) -> Document:
    address = f"{HOME}{name}"
    values: dict[str, object] = {
        "document_id": identifier(name),
        "school_slug": SLUG,
        "kind": DocumentKind.crawled,
        "published_by": PublishedBy.school,
        "address": address,
        "final_address": address,
        "media_type": "text/html",
        "sha256": identifier(name).ljust(64, "0"),
        "reading": ReadingOutcome.read,
        "link_depth": 1,
        "fetched_at": SEARCHED,
    }
    return Document.model_validate(values | fields)


def keys(document: Document, *parts: object) -> dict[str, object]:
    return {
        "finding_id": identifier(document.document_id, *parts),
        "document_id": document.document_id,
        "school_slug": SLUG,
        "quote": " ".join(str(part) for part in parts if part is not None)[:300],
        "element_path": "/html/body/p[1]",
        "rule": "made by hand",
    }


def measure(
    document: Document, name: MeasureName, value: float, period: str | None = "2026", **fields: object
) -> ResolvedMeasure:
    unit = Unit.percent if name.value.endswith(("rate", "share")) else Unit.count
    values = keys(document, name, value, period, *fields.values()) | {
        "measure": name,
        "value": value,
        "period": period,
        "unit": unit,
    }
    return ResolvedMeasure.model_validate(values | fields)


def rate(document: Document, value: float = 94.0, period: str | None = "2026", **fields: object) -> ResolvedMeasure:
    basis: dict[str, object] = {"stage": Stage.before_soap, "denominator": Denominator.participants}
    return measure(document, MeasureName.match_rate, value, period, **(basis | fields))


def bare_rate(
    document: Document, value: float = 98.0, period: str | None = "2026", **fields: object
) -> ResolvedMeasure:
    return measure(document, MeasureName.match_rate, value, period, stage=Stage.unstated, **fields)


def pass_rate(
    document: Document, exam: Exam, period: str | None, value: float = 95.0, **fields: object
) -> ResolvedMeasure:
    basis: dict[str, object] = {"exam": exam, "attempt": Attempt.first, "denominator": Denominator.test_takers}
    return measure(document, MeasureName.exam_pass_rate, value, period, **(basis | fields))


def mean_score(
    document: Document, exam: Exam, period: str | None, value: float = 240.0, **fields: object
) -> ResolvedMeasure:
    basis: dict[str, object] = {"exam": exam, "attempt": Attempt.first, "unit": Unit.score}
    return measure(document, MeasureName.exam_mean_score, value, period, **(basis | fields))


def usmle(document: Document, *, national: float | None = None) -> list[ResolvedMeasure]:
    cycles = {Exam.step_1: ("2025", "2024", "2023"), Exam.step_2_ck: ("2025-2026", "2024-2025", "2023-2024")}
    return [
        pass_rate(document, exam, period, national_value=national)
        for exam, periods in cycles.items()
        for period in periods
    ]


def comlex(document: Document, *, until: int = 2026) -> list[ResolvedMeasure]:
    found = []
    for end in range(until, until - 3, -1):
        found += [pass_rate(document, exam, f"{end - 1}-{end}") for exam in (Exam.comlex_1, Exam.comlex_2_ce)]
        found.append(pass_rate(document, Exam.comlex_3, str(end - 1)))
    return found


def match_list(
    document: Document, year: int | None = 2026, people: int = 40, **fields: object
) -> list[ResolvedPlacement]:
    found = []
    for number in range(people):
        specialty = SPECIALTIES[number % len(SPECIALTIES)]
        values = keys(document, year, number) | {
            "class_year": year,
            "specialty": specialty,
            "program": f"Hospital {number:03}",
            "state": "VT",
        }
        found.append(ResolvedPlacement.model_validate(values | fields))
    return found


def specialty_counts(document: Document, year: int | None = 2026, each: int = 8) -> list[ResolvedPlacement]:
    return [
        ResolvedPlacement.model_validate(
            keys(document, year, specialty) | {"class_year": year, "specialty": specialty, "count": each}
        )
        for specialty in SPECIALTIES
    ]


def marked(rows: list[ResolvedPlacement], *positions: Position) -> list[ResolvedPlacement]:
    """The rows with positions printed on the first of them."""
    changed = [row.model_copy(update={"position": position}) for row, position in zip(rows, positions, strict=False)]
    return [*changed, *rows[len(changed) :]]


def statement(document: Document, kind: StatementKind, topic: Topic, text: str) -> ResolvedStatement:
    return ResolvedStatement.model_validate(
        keys(document, kind, text) | {"kind": kind, "topic": topic, "text": text, "quote": text}
    )


def visit(address: str = HOME, outcome: VisitOutcome = VisitOutcome.fetched, **fields: object) -> Visit:
    values: dict[str, object] = {"school_slug": SLUG, "address": address, "outcome": outcome, "score": 5.0, "depth": 1}
    return Visit.model_validate(values | fields)


def crawl(*visits: Visit, complete: bool = True, reason: str | None = None, **fields: object) -> CrawlRecord:
    values: dict[str, object] = {
        "school_slug": SLUG,
        "started_at": SEARCHED,
        "finished_at": SEARCHED,
        "complete": complete,
        "incomplete_reason": None if complete else reason or "promising link: 1 timed out",
        "fetched": 12,
        "visits": (visit(depth=0, score=10.0), *visits),
    }
    return CrawlRecord.model_validate(values | fields)


def findings(*records: Record) -> ResolvedFindings:
    return ResolvedFindings(
        placements=tuple(one for one in records if isinstance(one, ResolvedPlacement)),
        measures=tuple(one for one in records if isinstance(one, ResolvedMeasure)),
        statements=tuple(one for one in records if isinstance(one, ResolvedStatement)),
    )


def case(
    records: Sequence[Record] = (),
    documents: Sequence[Document] = (),
    *,
    of: School | None = None,
    search: CrawlRecord | None = None,
    never_searched: bool = False,
    earlier: tuple[Sequence[Document], Sequence[Record]] = ((), ()),
    parent: ResolvedFindings | None = None,
    as_of: date = AS_OF,
    known_flags: Sequence[Flag] = (),
) -> SchoolCase:
    return SchoolCase(
        school=of or school(),
        documents=documents or [page()],
        findings=findings(*records),
        outcomes=(),
        crawl=None if never_searched else search or crawl(),
        earlier_documents=earlier[0],
        earlier_findings=findings(*earlier[1]),
        parent_findings=parent,
        as_of=as_of,
        known_flags=known_flags,
    )


def assessed(given: SchoolCase) -> SchoolAssessment:
    return assess_school(given, load_criteria())


def status(given: SchoolCase, criterion: str) -> str:
    return judged(given, criterion).status.value


def judged(given: SchoolCase, criterion: str) -> Assessment:
    return next(one for one in assessed(given).assessments if one.criterion_id == criterion)


def rules(given: SchoolCase) -> list[str]:
    return [flag.rule for flag in assessed(given).flags]


def flag(given: SchoolCase, rule: str) -> Flag:
    return next(one for one in assessed(given).flags if one.rule == rule)


def adverse(given: SchoolCase) -> list[str]:
    return [flag.rule for flag in assessed(given).flags if flag.severity.value != "note"]


def search_record_is_shown(given: Assessment | Flag) -> bool:
    return any("Search record" in (row.note or "") for row in given.evidence)
