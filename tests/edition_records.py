"""Invented records that the test editions are made of.

Belongs here: one function a kind of record. Does not belong here: which school has which (editions.py).
Longer than other files: makers of every record side by side.
"""

from datetime import UTC, date, datetime

from schemas.disclosure import Assessment, ChangeEvent, Flag, Reply, ReplyStep
from schemas.documents import CrawlRecord, Document, Visit
from schemas.identifiers import identifier
from schemas.outcomes import Evidence, Outcome
from schemas.registry import School
from schemas.resolution import ResolvedMeasure, ResolvedPlacement
from schemas.vocabulary import (
    Attempt,
    Basis,
    ChangeKind,
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
    ReplyState,
    Severity,
    Stage,
    Theme,
    Unit,
    VisitOutcome,
)

FETCHED = datetime(2026, 6, 3, 8, 30, tzinfo=UTC)
BUILT = datetime(2026, 6, 4, 12, 0, tzinfo=UTC)
AS_OF = date(2026, 6, 4)
HOSTILE_PROGRAM = '<script>alert("x")</script> & <b>Sons</b> Hospital'
FORMULAS = ('=HYPERLINK("https://evil.example","x")', "+1+1", "-2+3", "@SUM(1)", "\t=1", "\r=1", "'=1", "＝1")
"""Programs that a spreadsheet could take for a formula."""
CRITERIA = {
    "match.list": Theme.match,
    "rate.basis": Theme.rate,
    **{f"{theme}.further-{number}": theme for theme in Theme for number in range(4)},
}
"""Criteria of the test editions: two that schools differ in, and as many more as the real table has."""
HOSTILE_PROGRAMS = dict(enumerate((HOSTILE_PROGRAM, *FORMULAS)))
SPECIALTIES = ("internal-medicine", "family-medicine", "general-surgery", "pediatrics", "anesthesiology")


def school(slug: str, name: str, short_name: str, degree: Degree, state: str) -> School:
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


def document(slug: str, address: str, kind: DocumentKind, placements: int = 0) -> Document:
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


def measures(slug: str, page: Document, typed: Document) -> list[ResolvedMeasure]:
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


def placement(slug: str, page: Document, number: int) -> ResolvedPlacement:
    specialty = SPECIALTIES[number % len(SPECIALTIES)]
    return ResolvedPlacement(
        finding_id=identifier(slug, "placement", number),
        document_id=page.document_id,
        school_slug=slug,
        class_year=2026 - number % 3 if number % 7 else None,
        specialty=specialty.replace("-", " ").title(),
        program=HOSTILE_PROGRAMS.get(number, f"Hospital {number:05}"),
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


def outcomes(slug: str, rate: str, placements: list[ResolvedPlacement]) -> list[Outcome]:
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


def finished(slug: str, numerator: int, denominator: int) -> Outcome:
    """A graduation rate with its counts: one that can be compared with another's."""
    return Outcome(
        outcome_id=identifier(slug, "graduation_rate", "2026"),
        school_slug=slug,
        name="graduation_rate",
        period="2026",
        denominator_kind=Denominator.entering_class,
        years=4,
        value=100 * numerator / denominator,
        unit=Unit.percent,
        numerator=numerator,
        denominator=denominator,
        basis=Basis.published,
        method="as_stated",
    )


def placed(slug: str, base: Denominator, value: float) -> Outcome:
    """A placement rate: two on different bases can both be put on one of them, as a range."""
    return Outcome(
        outcome_id=identifier(slug, "placement_rate", "2026"),
        school_slug=slug,
        name="placement_rate",
        period="2026",
        stage=Stage.after_soap,
        denominator_kind=base,
        value=value,
        unit=Unit.percent,
        basis=Basis.published,
        method="as_stated",
    )


def unlike_outcomes(slug: str) -> list[Outcome]:
    """A rate of the same class that counts the graduating class after SOAP, and one of the same basis a year before."""
    after = Outcome(
        outcome_id=identifier(slug, "match_rate", "2026"),
        school_slug=slug,
        name="match_rate",
        period="2026",
        stage=Stage.after_soap,
        denominator_kind=Denominator.graduating_class,
        value=98.0,
        unit=Unit.percent,
        basis=Basis.published,
        method="as_stated",
    )
    update = {
        "outcome_id": identifier(slug, "match_rate", "2025"),
        "period": "2025",
        "stage": Stage.before_soap,
        "denominator_kind": Denominator.participants,
        "value": 91.0,
    }
    return [after, after.model_copy(update=update)]


def changes(slug: str, page: Document) -> list[ChangeEvent]:
    """A list that became shorter, and a rate that stood on a page that is gone."""
    return [
        ChangeEvent(
            event_id=identifier(slug, "shrank"),
            school_slug=slug,
            kind=ChangeKind.shrank,
            subject="match list 2026",
            address=page.address,
            before="60 people in 48 rows",
            after="41 people in 30 rows",
            before_document_id=page.document_id,
            after_document_id=page.document_id,
            last_seen_on=date(2026, 4, 2),
            noticed_on=date(2026, 5, 9),
        ),
        ChangeEvent(
            event_id=identifier(slug, "vanished"),
            school_slug=slug,
            kind=ChangeKind.vanished,
            subject="match_rate before_soap 2025",
            address=f"https://www.{slug}.example/older",
            before="91 %",
            before_document_id=page.document_id,
            last_seen_on=date(2026, 5, 9),
            noticed_on=date(2026, 6, 20),
        ),
    ]


def _reply(slug: str, number: int, matter: dict[str, str], steps: list[tuple[ReplyState, date]]) -> Reply:
    return Reply(
        reply_id=f"{slug}-2026-{number}",
        school_slug=slug,
        disputed="The flag is said to be out of date.",
        statement=f"Our numbers are on the <b>new</b> page of {slug}.",
        spoken_by="Office of Student Affairs",
        decision="The page says so now." if steps[-1][0] is ReplyState.amended else None,
        steps=tuple(ReplyStep(state=state, on=day) for state, day in steps),
        **matter,
    )


RECEIVED = (ReplyState.received, date(2026, 5, 4))
REPLIES = (
    _reply(
        "alderbrook",
        1,
        {"rule": "vague_match_claim"},
        [RECEIVED, (ReplyState.under_review, date(2026, 5, 6)), (ReplyState.amended, date(2026, 5, 14))],
    ),
    _reply("briarholt", 1, {"criterion_id": "match.list"}, [RECEIVED]),
)
"""A reply that was decided within ten days, and an open one."""


def assessment(slug: str, criterion: str, status: CriterionStatus, document: Document | None) -> Assessment:
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
        evidence=(evidence(slug, EvidenceSubject.assessment, key, document, None),),
    )


def flag(
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
        evidence=(evidence(slug, EvidenceSubject.flag, key, document, finding),),
    )


def evidence(
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


def crawl(slug: str, *, complete: bool) -> CrawlRecord:
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
