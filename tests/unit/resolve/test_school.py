"""A school's findings: identifiers that last, resolution with positions, places and reviews."""

import random

from pipelines.steps.resolve.resolvers import Resolvers
from pipelines.steps.resolve.review import review_of
from pipelines.steps.resolve.school import home_institutions, resolve_school
from schemas.documents import Document
from schemas.findings import Extraction, Measure, Placement, Statement
from schemas.reading import DocumentReading
from schemas.registry import School
from schemas.vocabulary import (
    Degree,
    DocumentKind,
    MeasureName,
    Position,
    PublishedBy,
    ReadingOutcome,
    StatementKind,
    Topic,
    Unit,
)

SCHOOL = School(slug="howard", name="Howard", short_name="Howard", degree=Degree.MD, city="Washington", state="DC")


def reading(key: str, *placements: Placement, measures: list[Measure] | None = None) -> DocumentReading:
    document = Document(
        document_id=key,
        school_slug="howard",
        kind=DocumentKind.crawled,
        published_by=PublishedBy.school,
        sha256="0" * 64,
        reading=ReadingOutcome.read,
    )
    statement = Statement(kind=StatementKind.support, topic=Topic.match, text="advisors for every student")
    return DocumentReading(
        document=document,
        extraction=Extraction(placements=list(placements), measures=measures or [], statements=[statement]),
    )


def row(specialty: str | None, program: str | None = None, **fields: object) -> Placement:
    return Placement.model_validate(
        {"specialty": specialty, "program": program, "class_year": 2024, "page": 1, **fields}
    )


def test_equal_rows_get_identifiers_of_their_own(resolvers: Resolvers) -> None:
    twins = [row("Neurology", "Howard Univ Hosp-DC")] * 3
    found = resolve_school(SCHOOL, [reading("d1", *twins)], resolvers)
    assert len({one.finding_id for one in found.placements}) == 3


def test_a_better_reader_does_not_change_identifiers(resolvers: Resolvers) -> None:
    before = resolve_school(SCHOOL, [reading("d1", row("Neurology", rule="old", confidence=0.5))], resolvers)
    after = resolve_school(SCHOOL, [reading("d1", row("Neurology", rule="new", confidence=0.9))], resolvers)
    assert [one.finding_id for one in before.placements] == [one.finding_id for one in after.placements]


def test_the_order_of_documents_and_rows_changes_no_finding(resolvers: Resolvers) -> None:
    rows = [row(name, "Howard Univ Hosp-DC") for name in ("Neurology", "Neurology", "Surgery-Prelim", "Peds")]
    documents = [reading("d1", *rows), reading("d2", *rows[:2])]
    expected = resolve_school(SCHOOL, documents, resolvers)
    assert resolve_school(SCHOOL, documents[::-1], resolvers) == expected
    random.Random(1).shuffle(rows)
    turned = resolve_school(SCHOOL, [reading("d1", *rows), reading("d2", *rows[:0])], resolvers)
    first = {one.finding_id: one for one in expected.placements if one.document_id == "d1"}
    assert {one.finding_id: one for one in turned.placements} == first


def test_what_the_document_says_of_the_position_counts_first(resolvers: Resolvers) -> None:
    found = resolve_school(
        SCHOOL,
        [
            reading(
                "d1", row("General Surgery", position=Position.preliminary), row("Medicine-Preliminary"), row("Peds")
            )
        ],
        resolvers,
    )
    told = [(one.specialty_slug, one.resolved_position) for one in found.placements]
    assert told == [
        ("prelim_surgery", Position.preliminary),
        ("prelim_medicine", Position.preliminary),
        ("pediatrics", None),
    ]


def test_institution_and_state_are_resolved_and_the_printed_state_stays_without_one(resolvers: Resolvers) -> None:
    found = resolve_school(
        SCHOOL,
        [reading("d1", row("Peds", "Howard Univ Hosp-DC"), row("Peds", "Zzyzx Clinic", state="CA"), row("Peds"))],
        resolvers,
    )
    assert [(one.institution_slug, one.resolved_state) for one in found.placements] == [
        ("howard-university-hospital", "DC"),
        (None, "CA"),
        (None, None),
    ]
    assert found.placements[2].institution_method is None


def test_measures_get_their_specialty(resolvers: Resolvers) -> None:
    share = Measure(measure=MeasureName.specialty_share, value=12, unit=Unit.percent, specialty="Ob/Gyn")
    found = resolve_school(SCHOOL, [reading("d1", measures=[share])], resolvers)
    assert found.measures[0].specialty_slug == "obgyn"
    assert len(found.statements) == 1


def test_a_campus_borrows_the_home_of_its_parent(resolvers: Resolvers) -> None:
    campus = SCHOOL.model_copy(update={"slug": "howard-branch", "parent_slug": "howard"})
    known = resolvers.institutions.index.institutions
    assert home_institutions(campus, known) == home_institutions(SCHOOL, known) != frozenset()


def test_strings_not_resolved_are_listed_for_review(resolvers: Resolvers) -> None:
    rows = [row("Basket Weaving", "Zzyzx Clinic", state="CA")] * 2 + [row("Neurology", "Howard Univ Hosp-DC")]
    lines = review_of([resolve_school(SCHOOL, [reading("d1", *rows)], resolvers)])
    assert [(line.kind, line.text, line.count) for line in lines] == [
        ("institution_strings", "Zzyzx Clinic", 2),
        ("specialty_strings", "Basket Weaving", 2),
    ]
    assert lines[0].as_lookup()[:2] == ("Zzyzx Clinic", "CA")
    assert (lines[0].schools, lines[0].documents) == ((SCHOOL.slug,), ("d1",))
