"""Editions for tests: invented schools with a little of everything, published for real.

Belongs here: a small edition that any test may build. Does not belong here: what a test checks.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

from pipelines.steps.publish.content import ReferenceContent, SchoolContent, edition_tables
from pipelines.steps.publish.edition import publish
from pipelines.steps.publish.release import NO_TOLERANCES, Tolerance
from pipelines.steps.publish.report import write_report
from rules.asking.sheet import ask_sheet_of
from rules.asking.subject import AskSubject
from rules.maturity import judged_on, maturity_on
from rules.published import Published
from schemas.disclosure import Criterion, Reply
from schemas.editions import SchoolState
from schemas.identifiers import identifier
from schemas.registry import Institution, NationalBaseline, Specialty
from schemas.resolution import ResolvedFindings, ResolvedStatement
from schemas.vocabulary import (
    Collection,
    ConfidenceGrade,
    Control,
    CriterionStatus,
    Degree,
    Denominator,
    DocumentKind,
    Maturity,
    Severity,
    StatementKind,
    Topic,
)
from tests import edition_records as records
from tests.edition_records import AS_OF, BUILT, CRITERIA, FETCHED, SPECIALTIES


def publish_edition(
    editions: Path,
    collection: Collection = Collection.sample,
    *,
    rows: int = 12,
    more_schools: int = 0,
    as_of: date = AS_OF,
    replies: Sequence[Reply] = records.REPLIES,
    tolerances: Mapping[str, Tolerance] = NO_TOLERANCES,
    lost: bool = False,
) -> str:
    """Publish an edition of invented schools as the current one of its collection; return its identifier.

    rows: placements of the school `alderbrook`. more_schools: further schools of which nothing is known. lost: alderbrook
    took something from its pages.
    """
    schools = [alderbrook(rows), briarholt(), cinderford()]
    if lost:
        removed = records.flag(
            "alderbrook", "disclosure_removed", Severity.red, "match.list", schools[0].documents[0], None
        )
        schools[0] = replace(schools[0], flags=[*schools[0].flags, removed])
    schools += [_silent(f"school-{number:03}", "VT") for number in range(more_schools)]
    schools = [replace(one, sheet=ask_sheet_of(asked_about(one, as_of))) for one in schools]
    tables = edition_tables(schools, _reference(), replies=replies)
    built_at = datetime.combine(as_of, BUILT.timetz())
    published = publish(
        editions, collection, tables, as_of=as_of, built_at=built_at, tolerances=tolerances, accompany=write_report
    )
    return published.edition.edition_id


def asked_about(content: SchoolContent, as_of: date) -> AskSubject:
    """A school as its general ask sheet is about it."""
    searched = content.crawl.finished_at if content.crawl else None
    return AskSubject(
        school=content.school,
        published=Published.of(content.documents, content.findings),
        assessments=content.assessments,
        flags=content.flags,
        maturity=maturity_on(content.school, judged_on(searched, as_of)),
    )


def alderbrook(rows: int) -> SchoolContent:
    """An established MD school: documents of both kinds, placements, measures, outcomes, flags, statements."""
    slug = "alderbrook"
    page = records.document(slug, "https://www.alderbrook.example/outcomes", DocumentKind.crawled, placements=rows)
    typed = records.document(slug, "https://www.alderbrook.example/old.pdf", DocumentKind.transcribed)
    measures = records.measures(slug, page, typed)
    placements = [records.placement(slug, page, number) for number in range(rows)]
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
    flag = records.flag(slug, "vague_match_claim", Severity.yellow, "match.list", page, statement.finding_id)
    return SchoolContent(
        school=records.school(slug, "Alderbrook University School of Medicine", "Alderbrook", Degree.MD, "VT"),
        state=SchoolState(school_slug=slug, crawl_state="complete", crawled_at=FETCHED),
        documents=[page, typed],
        findings=ResolvedFindings(placements=tuple(placements), measures=tuple(measures), statements=(statement,)),
        outcomes=[
            *records.outcomes(slug, measures[0].finding_id, placements),
            records.finished(slug, 90, 100),
            records.placed(slug, Denominator.participants, 95.0),
        ],
        assessments=[
            records.assessment(slug, "match.list", CriterionStatus.met, page),
            records.assessment(slug, "rate.basis", CriterionStatus.partly, page),
        ],
        flags=[flag],
        changes=records.changes(slug, page),
        crawl=records.crawl(slug, complete=True),
    )


def briarholt() -> SchoolContent:
    """An established DO school that publishes nothing: a red flag that rests on the search record."""
    slug = "briarholt"
    crawl = records.crawl(slug, complete=True)
    flag = records.flag(slug, "no_outcome_disclosure", Severity.red, None, None, None)
    school = records.school(slug, "Briarholt College of Osteopathic Medicine", "Briarholt", Degree.DO, "OR")
    return SchoolContent(
        school=school.model_copy(update={"control": Control.private}),
        state=SchoolState(school_slug=slug, crawl_state="complete", crawled_at=FETCHED),
        assessments=[
            records.assessment(slug, "match.list", CriterionStatus.not_met, None),
            records.assessment(slug, "rate.basis", CriterionStatus.withheld, None),
        ],
        outcomes=[
            *records.unlike_outcomes(slug),
            records.finished(slug, 120, 150),
            records.placed(slug, Denominator.graduating_class, 90.0),
        ],
        flags=[flag],
        crawl=crawl,
    )


def cinderford() -> SchoolContent:
    """A young MD school whose site could not be searched: not assessed, and a note that says why."""
    slug = "cinderford"
    school = records.school(slug, "Cinderford School of Medicine", "Cinderford", Degree.MD, "VT")
    crawl = records.crawl(slug, complete=False)
    return SchoolContent(
        school=school.model_copy(update={"maturity": Maturity.young}),
        state=SchoolState(school_slug=slug, crawl_state="unreachable", crawl_reason="its host answered 503"),
        assessments=[
            records.assessment(slug, "match.list", CriterionStatus.not_assessed, None),
            records.assessment(slug, "rate.basis", CriterionStatus.not_assessed, None),
        ],
        flags=[records.flag(slug, "not_assessed", Severity.note, None, None, None)],
        crawl=crawl,
    )


def _silent(slug: str, state: str) -> SchoolContent:
    return SchoolContent(
        school=records.school(slug, f"The {slug} of medicine", slug, Degree.MD, state),
        state=SchoolState(school_slug=slug, crawl_state="not_crawled"),
        assessments=[
            records.assessment(slug, criterion, CriterionStatus.not_assessed, None) for criterion in CRITERIA
        ],
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
