"""Editions for tests: invented schools with a little of everything, published for real.

Belongs here: a small edition that any test may build. Does not belong here: what a test checks.
"""

from datetime import UTC, date, datetime
from pathlib import Path

from pipelines.steps.publish.content import ReferenceContent, SchoolContent, edition_tables
from pipelines.steps.publish.edition import publish
from schemas.disclosure import Assessment, Criterion, Flag
from schemas.documents import CrawlRecord, Document, Visit
from schemas.editions import SchoolState
from schemas.identifiers import identifier
from schemas.outcomes import Evidence, Outcome
from schemas.registry import Institution, NationalBaseline, School, Specialty
from schemas.resolution import ResolvedFindings, ResolvedMeasure, ResolvedPlacement, ResolvedStatement
from schemas.vocabulary import (
    Attempt,
    Basis,
    Collection,
    ConfidenceGrade,
    Control,
    CriterionStatus,
    Degree,
    Denominator,
    DocumentKind,
    EvidenceSubject,
    Exam,
    Maturity,
    MeasureName,
    Position,
    PublishedBy,
    ReadingOutcome,
    Severity,
    Stage,
    StatementKind,
    Theme,
    Topic,
    Unit,
    VisitOutcome,
)

FETCHED = datetime(2026, 6, 3, 8, 30, tzinfo=UTC)
BUILT = datetime(2026, 6, 4, 12, 0, tzinfo=UTC)
AS_OF = date(2026, 6, 4)
HOSTILE_PROGRAM = '<script>alert("x")</script> & <b>Sons</b> Hospital'
CRITERIA = {
    "match.list": Theme.match,
    "rate.basis": Theme.rate,
    **{f"{theme}.further-{number}": theme for theme in Theme for number in range(4)},
}
"""Criteria of the test editions: two that schools differ in, and as many more as the real table has."""
SPECIALTIES = ("internal-medicine", "family-medicine", "general-surgery", "pediatrics", "anesthesiology")


def publish_edition(
    editions: Path,
    collection: Collection = Collection.sample,
    *,
    rows: int = 12,
    more_schools: int = 0,
    as_of: date = AS_OF,
) -> str:
    """Publish an edition of invented schools as the current one of its collection; return its identifier.

    rows: placements of the school `alderbrook`. more_schools: further schools of which nothing is known.
    """
    schools = [alderbrook(rows), briarholt(), cinderford()]
    schools += [_silent(f"school-{number:03}", "VT") for number in range(more_schools)]
    tables = edition_tables(schools, _reference())
    published = publish(editions, collection, tables, as_of=as_of, built_at=datetime.combine(as_of, BUILT.timetz()))
    return published.edition.edition_id


def alderbrook(rows: int) -> SchoolContent:
    """An established MD school: documents of both kinds, placements, measures, outcomes, flags, statements."""
    slug = "alderbrook"
    page = _document(slug, "https://www.alderbrook.example/outcomes", DocumentKind.crawled, placements=rows)
    typed = _document(slug, "https://www.alderbrook.example/old.pdf", DocumentKind.transcribed)
    measures = _measures(slug, page, typed)
    placements = [_placement(slug, page, number) for number in range(rows)]
    statement = ResolvedStatement(
        finding_id=identifier(slug, "statement"),
        document_id=page.document_id,
        school_slug=slug,
        kind=StatementKind.vague_claim,
        topic=Topic.match,
        text="Our graduates match at the finest programs.",
        quote="Our graduates match at the finest programs.",
        element_path="/html/body/p[2]",
    )
    flag = _flag(slug, "vague_match_claim", Severity.yellow, "match.list", page, statement.finding_id)
    return SchoolContent(
        school=_school(slug, "Alderbrook University School of Medicine", "Alderbrook", Degree.MD, "VT"),
        state=SchoolState(school_slug=slug, crawl_state="complete", crawled_at=FETCHED),
        documents=[page, typed],
        findings=ResolvedFindings(placements=tuple(placements), measures=tuple(measures), statements=(statement,)),
        outcomes=_outcomes(slug, measures[0].finding_id, placements),
        assessments=[
            _assessment(slug, "match.list", CriterionStatus.met, page),
            _assessment(slug, "rate.basis", CriterionStatus.partly, page),
        ],
        flags=[flag],
        crawl=_crawl(slug, complete=True),
    )


def briarholt() -> SchoolContent:
    """An established DO school that publishes nothing: a red flag that rests on the search record."""
    slug = "briarholt"
    crawl = _crawl(slug, complete=True)
    flag = _flag(slug, "no_outcome_disclosure", Severity.red, None, None, None)
    school = _school(slug, "Briarholt College of Osteopathic Medicine", "Briarholt", Degree.DO, "OR")
    return SchoolContent(
        school=school.model_copy(update={"control": Control.private}),
        state=SchoolState(school_slug=slug, crawl_state="complete", crawled_at=FETCHED),
        assessments=[
            _assessment(slug, "match.list", CriterionStatus.not_met, None),
            _assessment(slug, "rate.basis", CriterionStatus.withheld, None),
        ],
        flags=[flag],
        crawl=crawl,
    )


def cinderford() -> SchoolContent:
    """A young MD school whose site could not be searched: not assessed, and a note that says why."""
    slug = "cinderford"
    school = _school(slug, "Cinderford School of Medicine", "Cinderford", Degree.MD, "VT")
    crawl = _crawl(slug, complete=False)
    return SchoolContent(
        school=school.model_copy(update={"maturity": Maturity.young}),
        state=SchoolState(school_slug=slug, crawl_state="unreachable", crawl_reason="its host answered 503"),
        assessments=[
            _assessment(slug, "match.list", CriterionStatus.not_assessed, None),
            _assessment(slug, "rate.basis", CriterionStatus.not_assessed, None),
        ],
        flags=[_flag(slug, "not_assessed", Severity.note, None, None, None)],
        crawl=crawl,
    )


def _silent(slug: str, state: str) -> SchoolContent:
    return SchoolContent(
        school=_school(slug, f"The {slug} of medicine", slug, Degree.MD, state),
        state=SchoolState(school_slug=slug, crawl_state="not_crawled"),
        assessments=[_assessment(slug, criterion, CriterionStatus.not_assessed, None) for criterion in CRITERIA],
    )


def _school(slug: str, name: str, short_name: str, degree: Degree, state: str) -> School:
    return School(
        slug=slug,
        name=name,
        short_name=short_name,
        degree=degree,
        city=f"{short_name} Falls",
        state=state,
        control=Control.public,
        website_domain=f"{slug}.example",
        maturity=Maturity.established,
        maturity_year=2026,
        notes="Invented.",
    )


def _document(slug: str, address: str, kind: DocumentKind, placements: int = 0) -> Document:
    crawled = kind is DocumentKind.crawled
    return Document(
        document_id=identifier(slug, address),
        school_slug=slug,
        kind=kind,
        published_by=PublishedBy.school,
        address=address,
        final_address=address,
        http_status=200 if crawled else None,
        media_type="text/html" if crawled else "application/pdf",
        byte_count=5120,
        sha256=identifier(address).ljust(64, "0"),
        fetched_at=FETCHED if crawled else None,
        title="Outcomes of our graduates",
        reading=ReadingOutcome.read,
        page_count=None if crawled else 3,
        placement_count=placements,
        measure_count=1,
        link_depth=1,
    )


def _measures(slug: str, page: Document, typed: Document) -> list[ResolvedMeasure]:
    rate = ResolvedMeasure(
        finding_id=identifier(slug, "rate"),
        document_id=page.document_id,
        school_slug=slug,
        measure=MeasureName.match_rate,
        period="2026",
        value=93.2,
        unit=Unit.percent,
        stage=Stage.before_soap,
        denominator=Denominator.participants,
        numerator_n=82,
        denominator_n=88,
        national_value=93.5,
        quote="82 of 88 participants (93.2%) matched before SOAP",
        element_path="/html/body/p[1]",
        rule="rate_in_sentence",
        confidence=0.9,
    )
    exam = ResolvedMeasure(
        finding_id=identifier(slug, "exam"),
        document_id=typed.document_id,
        school_slug=slug,
        measure=MeasureName.exam_pass_rate,
        value=97.0,
        unit=Unit.percent,
        exam=Exam.step_2_ck,
        attempt=Attempt.first,
        denominator=Denominator.test_takers,
        quote="",
        page=2,
        box="72,100,300,112",
    )
    return [rate, exam]


def _placement(slug: str, page: Document, number: int) -> ResolvedPlacement:
    specialty = SPECIALTIES[number % len(SPECIALTIES)]
    return ResolvedPlacement(
        finding_id=identifier(slug, "placement", number),
        document_id=page.document_id,
        school_slug=slug,
        class_year=2026 - number % 3 if number % 7 else None,
        specialty=specialty.replace("-", " ").title(),
        program=HOSTILE_PROGRAM if number == 0 else f"Hospital {number:05}",
        city="Alderbrook Falls",
        state="VT",
        element_path=f"/html/body/table/tr[{number + 1}]",
        quote=f"{specialty} at Hospital {number:05}",
        specialty_slug=specialty,
        specialty_confidence=0.97,
        specialty_method="exact",
        resolved_position=Position.categorical,
        institution_slug="hospital-00000" if number % 2 else None,
        resolved_state="VT",
    )


def _outcomes(slug: str, rate: str, placements: list[ResolvedPlacement]) -> list[Outcome]:
    compared = Outcome(
        outcome_id=identifier(slug, "match_rate", "2026"),
        school_slug=slug,
        name="match_rate",
        period="2026",
        stage=Stage.before_soap,
        denominator_kind=Denominator.participants,
        value=93.2,
        unit=Unit.percent,
        numerator=82,
        denominator=88,
        interval_low=85.9,
        interval_high=96.8,
        interval_method="wilson",
        basis=Basis.published,
        method="as_stated",
        national_value=93.5,
        national_year="2026",
        national_population="us_md_seniors",
        national_source="https://national.example/2026",
        finding_ids=(rate,),
    )
    missing = Outcome(
        outcome_id=identifier(slug, "home_institution_share", "2026"),
        school_slug=slug,
        name="home_institution_share",
        period="2026",
        unit=Unit.percent,
        basis=Basis.derived,
        method="home_share",
        not_computable="the list names no institutions",
        not_compared="no national figure is known",
        finding_ids=tuple(placement.finding_id for placement in placements[:3]),
    )
    return [compared, missing]


def _assessment(slug: str, criterion: str, status: CriterionStatus, document: Document | None) -> Assessment:
    key = identifier(slug, criterion)
    return Assessment(
        assessment_id=key,
        school_slug=slug,
        criterion_id=criterion,
        criterion_version=1,
        status=status,
        reason=f"The school is {status} here.",
        due_period="2026",
        found_period="2026" if document else None,
        search_complete=status is not CriterionStatus.not_assessed,
        evidence=(_evidence(slug, EvidenceSubject.assessment, key, document, None),),
    )


def _flag(
    slug: str, rule: str, severity: Severity, criterion: str | None, document: Document | None, finding: str | None
) -> Flag:
    key = identifier(slug, rule)
    return Flag(
        flag_id=key,
        school_slug=slug,
        rule=rule,
        rule_version=1,
        severity=severity,
        criterion_id=criterion,
        explanation=f"Raised by {rule}.",
        strict=True,
        lenient=severity is Severity.red,
        days_late_strict=76 if severity is Severity.red else None,
        first_seen=AS_OF,
        last_seen=AS_OF,
        evidence=(_evidence(slug, EvidenceSubject.flag, key, document, finding),),
    )


def _evidence(
    slug: str, subject: EvidenceSubject, key: str, document: Document | None, finding: str | None
) -> Evidence:
    return Evidence(
        evidence_id=identifier(subject, key),
        subject=subject,
        subject_id=key,
        school_slug=slug,
        document_id=document.document_id if document else None,
        finding_id=finding,
        address=document.address if document else f"https://www.{slug}.example/",
        quote="Our graduates match at the finest programs." if document else None,
        note=None if document else "searched, nothing found",
        element_path="/html/body/p[2]" if document else None,
    )


def _crawl(slug: str, *, complete: bool) -> CrawlRecord:
    visits = (
        Visit(
            school_slug=slug,
            address=f"https://www.{slug}.example/",
            outcome=VisitOutcome.fetched if complete else VisitOutcome.server_error,
            detail=None if complete else "answered 503",
            http_status=200 if complete else 503,
            score=2.5,
            visited_at=FETCHED,
        ),
        Visit(
            school_slug=slug,
            address=f"https://www.{slug}.example/private",
            outcome=VisitOutcome.refused_by_robots,
            score=1.0,
            depth=1,
            visited_at=FETCHED,
        ),
    )
    return CrawlRecord(
        school_slug=slug,
        started_at=FETCHED,
        finished_at=FETCHED,
        complete=complete,
        incomplete_reason=None if complete else "its host answered 503",
        fetched=1 if complete else 0,
        failed=0 if complete else 1,
        refused=1,
        visits=visits,
    )


def _reference() -> ReferenceContent:
    criteria = [
        Criterion(
            criterion_id=criterion,
            version=1,
            theme=theme,
            title=f"What is asked under {criterion}",
            question="Is there a list that names specialty and institution, row by row?",
            met_when="A row-level list is public.",
            applies_to="both",
        )
        for criterion, theme in CRITERIA.items()
    ]
    baseline = NationalBaseline(
        year="2026",
        population="us_md_seniors",
        measure="match_rate",
        value=93.5,
        unit="percent",
        source_url="https://national.example/2026",
        confidence=ConfidenceGrade.high,
    )
    return ReferenceContent(
        criteria=criteria,
        national_baselines=[baseline, baseline.model_copy(update={"year": None, "value": 93.0})],
        specialties=[Specialty(slug=slug, canonical_name=slug.replace("-", " ").title()) for slug in SPECIALTIES],
        institutions=[Institution(slug="hospital-00000", name="Hospital 00000", state="VT")],
    )
