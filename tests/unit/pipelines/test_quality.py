"""Every check finds the fault it is there for, and none where all is well."""

from pathlib import Path

import pytest

from pipelines import quality, stages
from pipelines.defs.checks import CHECKS
from pipelines.layers import Failure, SchoolFindings
from pipelines.steps.assess.case import SchoolAssessment
from schemas.disclosure import Flag
from schemas.identifiers import identifier
from schemas.resolution import ResolvedFindings, ResolvedStatement
from schemas.vocabulary import Severity, StatementKind, Topic
from tests.unit.pipelines.workshop import AS_OF, PAGE, Workshop, school


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Workshop:
    made = Workshop(tmp_path_factory.mktemp("built"), school("alder"), school("birch"))
    made.fetch("alder", "/match/", PAGE)
    made.searched("alder", "/match/")
    made.run()
    return made


@pytest.fixture
def workshop(built: Workshop, tmp_path: Path) -> Workshop:
    return built.copied_to(tmp_path / "copy")


def statement(slug: str, text: str, document_id: str) -> ResolvedStatement:
    return ResolvedStatement(
        finding_id=identifier(slug, text), document_id=document_id, school_slug=slug, kind=StatementKind.support,
        topic=Topic.match, text=text, quote=text, element_path="/html/body/p",
    )  # fmt: skip


def put(workshop: Workshop, slug: str, *statements: ResolvedStatement) -> None:
    workshop.layers.findings.write(slug, SchoolFindings(ResolvedFindings(statements=statements)))


def document_of(workshop: Workshop, slug: str) -> str:
    return stages.documents(workshop.layers, slug)[0].document_id


def test_nothing_is_found_where_all_is_well(workshop: Workshop) -> None:
    assert {
        name: list(check(workshop.layers, workshop.slugs)) for _, check, _ in CHECKS for name in [check.__name__]
    } == {check.__name__: [] for _, check, _ in CHECKS}


def test_a_school_file_without_a_parent(workshop: Workshop) -> None:
    workshop.write(school("cedar", parent_slug="no-such-school", campus_type="branch"))
    assert list(quality.school_files_hold(workshop.layers, ["cedar"])) == [
        "cedar.yaml: parent_slug: no-such-school has no file; correct it or add the parent"
    ]
    assert list(quality.school_files_hold(workshop.layers, ["alder"])) == []


def test_a_record_that_is_missing_or_damaged(workshop: Workshop) -> None:
    workshop.layers.outcomes.forget("alder")
    (workshop.layers.folder / "findings" / "birch.json").write_text("[]")
    faults = list(quality.records_hold(workshop.layers, workshop.slugs))
    assert faults[0] == "alder: layer outcomes has no record of it"
    assert "birch.json: is damaged" in faults[1]


def test_two_findings_with_one_identifier(workshop: Workshop) -> None:
    one = statement("alder", "Advising for all.", document_of(workshop, "alder"))
    put(workshop, "alder", one, one)
    assert list(quality.findings_are_unique(workshop.layers, workshop.slugs)) == [
        f"finding {one.finding_id}: 2 have this identifier"
    ]


def test_a_finding_without_document_or_place(workshop: Workshop) -> None:
    nowhere = statement("alder", "Advising for all.", "0" * 16)
    bare = statement("alder", "Advice.", document_of(workshop, "alder")).model_copy(
        update={"quote": None, "element_path": None}
    )
    put(workshop, "alder", nowhere, bare)
    faults = list(quality.findings_have_documents(workshop.layers, ["alder"]))
    assert ["names a document that is not there" in faults[0], "neither place nor words" in faults[1]] == [True, True]


def test_an_outcome_that_rests_on_nothing(workshop: Workshop) -> None:
    assert workshop.layers.outcomes.read("alder")
    put(workshop, "alder")
    assert "rests on a finding that is not there" in next(
        quality.outcomes_rest_on_findings(workshop.layers, ["alder"])
    )


def test_a_criterion_that_is_not_judged_and_a_flag_without_evidence(workshop: Workshop) -> None:
    flag = Flag(
        flag_id="f" * 16, school_slug="alder", rule="stale", rule_version=1, severity=Severity.yellow, explanation="Old.",
        strict=True, lenient=True, first_seen=AS_OF, last_seen=AS_OF,
    )  # fmt: skip
    workshop.layers.assessments.write("alder", SchoolAssessment(flags=(flag,)))
    assert "alder: criterion match.list is not judged" in list(quality.criteria_are_judged(workshop.layers, ["alder"]))
    assert list(quality.flags_have_evidence(workshop.layers, ["alder"])) == [
        "alder: flag stale is adverse and has no evidence"
    ]


def test_a_person_who_is_named_is_found_and_not_repeated(workshop: Workshop) -> None:
    said = "Advising is open to all, said Maribel Quennerstedt, associate dean for student affairs."
    put(workshop, "alder", statement("alder", said, document_of(workshop, "alder")))
    faults = list(quality.no_person_is_named(workshop.layers, ["alder"]))
    assert faults
    assert not any("Maribel" in fault or "Quennerstedt" in fault for fault in faults)


def test_hospitals_named_after_people_are_no_people(workshop: Workshop) -> None:
    named = "Graduates matched at Henry Ford Hospital, Robert Wood Johnson University Hospital and Mayo Clinic."
    put(workshop, "alder", statement("alder", named, document_of(workshop, "alder")))
    assert list(quality.no_person_is_named(workshop.layers, ["alder"])) == []


def test_expectations_of_a_school_file_that_are_not_met(workshop: Workshop) -> None:
    workshop.write(
        school("alder", expectations=[{"class_year": 2026, "minimum_placements": 90}, {"minimum_measures": 1}])
    )
    faults = list(quality.documents_are_there(workshop.layers, ["alder"]))
    assert len(faults) == 1
    assert faults[0].endswith("placements of 2026, its file expects 90")


def test_documents_that_are_lost(workshop: Workshop) -> None:
    stages.publish_edition(workshop.layers, workshop.slugs, AS_OF)
    workshop.layers.readings.forget("alder")
    assert list(quality.documents_are_there(workshop.layers, workshop.slugs)) == [
        "alder: no document is left of 1 in the edition before"
    ]
    assert "no document is left of 1" in next(quality.anything_is_there(workshop.layers, workshop.slugs))


def test_a_stage_that_broke_is_named_and_stops_all_where_it_broke_on_many(workshop: Workshop) -> None:
    workshop.layers.failures.write("alder", Failure("derive", "ZeroDivisionError"))
    assert "alder: derive broke with ZeroDivisionError" in next(
        quality.stages_went_through(workshop.layers, workshop.slugs)
    )
    assert "broke on 1 of 2 schools" in next(quality.most_went_through(workshop.layers, workshop.slugs))
    assert (
        list(quality.most_went_through(workshop.layers, [f"school-{number}" for number in range(20)] + ["alder"]))
        == []
    )
