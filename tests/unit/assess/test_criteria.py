"""Every criterion, every status that it can have."""

from collections.abc import Sequence

import pytest

from pipelines.steps.assess.criteria import load_criteria
from pipelines.steps.assess.judgements.table import JUDGES
from pipelines.steps.assess.view import SchoolView
from schemas.vocabulary import (
    Degree,
    Denominator,
    DueRule,
    Exam,
    MeasureName,
    Position,
    Qualifier,
    Stage,
    StatementKind,
    Topic,
    VisitOutcome,
)
from tests.unit.assess import makers
from tests.unit.assess.makers import case, crawl, page, rate, status, visit

PAGE = page()
OTHER = page("news")
HOME_OF_RESULTS = f"{makers.HOME}outcomes/match"
WITHHELD = makers.statement(
    PAGE, StatementKind.withheld, Topic.match, "To protect privacy we do not publish match lists."
)
NO_RATES = makers.statement(PAGE, StatementKind.withheld, Topic.match, "We do not publish match rates or lists.")
NO_EXAMS = makers.statement(PAGE, StatementKind.withheld, Topic.exam, "Step results are confidential.")
PROMISE = makers.statement(PAGE, StatementKind.promised, Topic.match, "The match list will be posted in January 2027.")
RATE_PROMISE = makers.statement(
    PAGE, StatementKind.promised, Topic.match, "Match rates will be posted in January 2027."
)
OLD_PROMISE = makers.statement(PAGE, StatementKind.promised, Topic.match, "The match list will be posted in May 2025.")
COUNT = MeasureName.participants


def sizes(*years: int) -> list[makers.Record]:
    return [makers.measure(PAGE, MeasureName.class_size, 40, str(year)) for year in years]


LISTS = [row for year in (2026, 2025, 2024) for row in makers.match_list(PAGE, year)]
RATES = [rate(PAGE, 93.0 + year % 3, str(year)) for year in (2026, 2025, 2024)]
EXAMS = makers.usmle(PAGE, national=94.0)

FOUND: list[tuple[str, Sequence[makers.Record], str]] = [
    ("match.list", makers.match_list(PAGE), "met"),
    ("match.list", makers.match_list(PAGE, 2024), "partly"),
    ("match.list", makers.match_list(PAGE, None), "partly"),
    ("match.list", makers.match_list(PAGE, people=4), "not_met"),
    ("match.list", [*makers.match_list(PAGE, people=9), *sizes(2026)], "not_met"),
    ("match.list", makers.specialty_counts(PAGE), "not_met"),
    ("match.list", [WITHHELD], "withheld"),
    ("match.list", [PROMISE], "promised"),
    ("match.list", [OLD_PROMISE], "not_met"),
    ("match.list_complete", [*makers.match_list(PAGE), *sizes(2026)], "met"),
    ("match.list_complete", makers.match_list(PAGE), "partly"),
    ("match.list_complete", [*makers.match_list(PAGE, people=30), *sizes(2026)], "partly"),
    (
        "match.list_complete",
        [*makers.match_list(PAGE, people=37), *sizes(2026), makers.measure(PAGE, MeasureName.unmatched, 3)],
        "met",
    ),
    ("match.list_complete", [], "not_met"),
    ("match.specialties", makers.specialty_counts(PAGE), "met"),
    ("match.specialties", makers.match_list(PAGE), "met"),
    ("match.specialties", [*makers.specialty_counts(PAGE, each=4), *sizes(2026)], "partly"),
    ("match.specialties", makers.specialty_counts(PAGE, 2023), "partly"),
    (
        "match.specialties",
        [makers.measure(PAGE, MeasureName.specialty_share, 25, specialty=name) for name in makers.SPECIALTIES[:4]],
        "met",
    ),
    ("match.specialties", [WITHHELD], "withheld"),
    ("match.specialties", [], "not_met"),
    ("match.positions", makers.marked(makers.match_list(PAGE), Position.advanced, Position.preliminary), "met"),
    ("match.positions", makers.marked(makers.match_list(PAGE, 2024), Position.transitional), "partly"),
    ("match.positions", makers.match_list(PAGE), "not_met"),
    ("match.positions", [], "not_met"),
    ("match.destinations", makers.match_list(PAGE), "met"),
    ("match.destinations", makers.match_list(PAGE, 2022), "partly"),
    ("match.destinations", [makers.measure(PAGE, MeasureName.in_state, 12)], "partly"),
    ("match.destinations", makers.specialty_counts(PAGE), "not_met"),
    ("match.history", LISTS, "met"),
    ("match.history", makers.match_list(PAGE), "partly"),
    ("match.history", [], "not_met"),
    ("rate.published", [rate(PAGE)], "met"),
    ("rate.published", [rate(PAGE, period="2024")], "partly"),
    ("rate.published", [rate(PAGE, period=None)], "partly"),
    ("rate.published", [rate(PAGE, qualifier=Qualifier.at_least)], "partly"),
    ("rate.published", [rate(PAGE, period="2021-2026")], "partly"),
    ("rate.published", [makers.measure(PAGE, MeasureName.matched, 38), makers.measure(PAGE, COUNT, 40)], "partly"),
    ("rate.published", [WITHHELD], "not_met"),
    ("rate.published", [NO_RATES], "withheld"),
    ("rate.published", [RATE_PROMISE], "promised"),
    ("rate.basis", [rate(PAGE)], "met"),
    ("rate.basis", [makers.bare_rate(PAGE, denominator_n=40, numerator_n=39)], "met"),
    ("rate.basis", [makers.bare_rate(PAGE), rate(PAGE, period="2025")], "partly"),
    ("rate.basis", [makers.bare_rate(PAGE)], "not_met"),
    ("rate.basis", [rate(PAGE, period="2024")], "partly"),
    ("rate.stage", [rate(PAGE)], "met"),
    ("rate.stage", [makers.bare_rate(PAGE), rate(PAGE, period="2025")], "partly"),
    ("rate.stage", [makers.bare_rate(PAGE)], "not_met"),
    ("rate.unmatched", [makers.measure(PAGE, MeasureName.unmatched, 2)], "met"),
    ("rate.unmatched", [makers.measure(PAGE, MeasureName.soap_share, 4.0)], "met"),
    ("rate.unmatched", [rate(PAGE, 94), rate(PAGE, 99, stage=Stage.after_soap)], "met"),
    ("rate.unmatched", [rate(PAGE, numerator_n=38, denominator_n=40)], "met"),
    ("rate.unmatched", [rate(PAGE, 100)], "met"),
    ("rate.unmatched", [makers.measure(PAGE, MeasureName.unmatched, 2, "2024")], "partly"),
    ("rate.unmatched", [rate(PAGE)], "not_met"),
    ("rate.history", RATES, "met"),
    ("rate.history", [rate(PAGE), rate(PAGE, period="2025", stage=Stage.after_soap)], "partly"),
    ("rate.history", [], "not_met"),
    ("rate.national", [rate(PAGE, national_value=93.5)], "met"),
    ("rate.national", [rate(PAGE), rate(PAGE, period="2025", national_value=93.5)], "partly"),
    ("rate.national", [rate(PAGE)], "not_met"),
    ("exam.first", [makers.pass_rate(PAGE, Exam.step_1, "2025")], "met"),
    ("exam.first", [makers.pass_rate(PAGE, Exam.step_1, "2023")], "partly"),
    ("exam.first", [makers.pass_rate(PAGE, Exam.step_1, "2025", attempt="unstated")], "partly"),
    ("exam.first", [makers.pass_rate(PAGE, Exam.step_1, "2025", qualifier=Qualifier.at_least)], "partly"),
    ("exam.first", [makers.pass_rate(PAGE, Exam.step_1, "2025", attempt="ultimate")], "not_met"),
    ("exam.first", [makers.mean_score(PAGE, Exam.step_1, "2019")], "not_met"),
    ("exam.first", [NO_EXAMS], "withheld"),
    ("exam.first", [], "not_met"),
    ("exam.second", [makers.pass_rate(PAGE, Exam.step_2_ck, "2024-2025")], "met"),
    ("exam.second", [makers.mean_score(PAGE, Exam.step_2_ck, "2025-2026")], "met"),
    ("exam.second", [makers.pass_rate(PAGE, Exam.step_2_ck, "2020-2021")], "partly"),
    ("exam.second", [], "not_met"),
    ("exam.basis", EXAMS, "met"),
    ("exam.basis", [makers.pass_rate(PAGE, Exam.step_1, None)], "partly"),
    ("exam.basis", [makers.pass_rate(PAGE, Exam.step_1, None, attempt="unstated")], "not_met"),
    ("exam.basis", [], "not_met"),
    ("exam.national", EXAMS, "met"),
    (
        "exam.national",
        [makers.pass_rate(PAGE, Exam.step_1, "2025", national_value=93), makers.pass_rate(PAGE, Exam.step_2_ck, "2025-2026")],
        "partly",
    ),
    ("exam.national", makers.usmle(PAGE), "not_met"),
    ("exam.national", [], "not_met"),
    ("exam.history", EXAMS, "met"),
    ("exam.history", [makers.pass_rate(PAGE, Exam.step_1, year) for year in ("2025", "2024")], "partly"),
    ("exam.history", [makers.pass_rate(PAGE, Exam.step_1, "2025")], "not_met"),
    ("progress.graduation", [makers.measure(PAGE, MeasureName.graduation_rate, 92, "2022", years=4)], "met"),
    ("progress.graduation", [makers.measure(PAGE, MeasureName.attrition_rate, 2, None)], "partly"),
    ("progress.graduation", [makers.measure(PAGE, MeasureName.graduation_rate, 92, "2010")], "partly"),
    ("progress.graduation", [], "not_met"),
    ("progress.class_size", sizes(2026), "met"),
    ("progress.class_size", sizes(2020), "partly"),
    ("progress.class_size", [makers.measure(PAGE, COUNT, 40)], "partly"),
    ("progress.class_size", [], "not_met"),
    ("form.readable", RATES, "met"),
    ("form.readable", [], "not_met"),
    ("form.consistent", RATES, "met"),
    ("form.consistent", [rate(PAGE, 94.0), rate(OTHER, 98.0)], "not_met"),
    ("form.consistent", [], "not_met"),
    ("form.findable", [*RATES, *EXAMS], "met"),
    ("form.findable", [], "not_met"),
    ("form.dated", [], "not_met"),
    ("form.dated", RATES, "not_met"),
    ("support.exam", [makers.statement(PAGE, StatementKind.support, Topic.exam, "Six weeks are kept free.")], "met"),
    ("support.exam", [makers.statement(PAGE, StatementKind.support, Topic.match, "Each has a mentor.")], "not_met"),
    ("support.match", [makers.statement(PAGE, StatementKind.support, Topic.match, "Each has a mentor.")], "met"),
    ("support.match", [], "not_met"),
]  # fmt: skip
PARTS = {name: records for name, records, expected in FOUND if expected == "partly"}
MATURE = [criterion.criterion_id for criterion in load_criteria() if criterion.applies_to == "both"]


@pytest.mark.parametrize(("criterion", "records", "expected"), FOUND)
def test_what_is_found_decides(criterion: str, records: Sequence[makers.Record], expected: str) -> None:
    given = case(records, [PAGE, OTHER])
    assert status(given, criterion) == expected
    shown = makers.judged(given, criterion)
    assert shown.reason.endswith((".", ":")), shown.reason
    assert shown.evidence, "an assessment without evidence"
    if expected == "not_met" and criterion != "form.consistent":
        assert makers.search_record_is_shown(shown)


@pytest.mark.parametrize("criterion", MATURE)
def test_without_a_complete_search_nothing_is_missing(criterion: str) -> None:
    incomplete = crawl(visit(HOME_OF_RESULTS, VisitOutcome.timed_out), complete=False)
    found = makers.judged(case(search=incomplete), criterion)
    assert found.status == "not_assessed"
    assert "timed out" in found.reason
    assert not found.search_complete


@pytest.mark.parametrize("criterion", sorted(PARTS))
def test_a_part_that_was_found_is_no_judgement_while_the_search_is_incomplete(criterion: str) -> None:
    incomplete = crawl(complete=False)
    found = makers.judged(case(PARTS[criterion], search=incomplete), criterion)
    assert found.status == "not_assessed"
    assert "Found so far" in found.reason


@pytest.mark.parametrize("criterion", MATURE)
def test_a_new_school_owes_nothing_yet(criterion: str) -> None:
    new = makers.school(first=None, first_class_matriculated=2024, expected_first_graduation=2028)
    found = status(case(of=new), criterion)
    assert found == ("not_met" if criterion.startswith("support") else "not_yet_due")


@pytest.mark.parametrize("criterion", MATURE)
def test_a_campus_may_report_with_its_parent(criterion: str) -> None:
    campus = makers.school(campus_type="branch", parent_slug="main-seat")
    found = makers.judged(case(of=campus, parent=makers.findings(*LISTS, *RATES)), criterion)
    assert found.status == "reported_with_parent"
    assert "main-seat" in found.reason
    assert ("publishes" in found.reason) == criterion.startswith(("match", "rate", "form"))


@pytest.mark.parametrize("criterion", MATURE)
def test_with_an_unknown_number_of_classes_nothing_is_known_to_be_due(criterion: str) -> None:
    unknown = makers.school(first=None)
    expected = "not_met" if criterion.startswith(("form", "support")) else "not_assessed"
    assert status(case(of=unknown), criterion) == expected


def test_a_campus_that_reports_by_itself_is_taken_at_its_word() -> None:
    campus = makers.school(campus_type="branch", parent_slug="main-seat")
    assert status(case(RATES, of=campus), "rate.published") == "met"


def test_secondary_sources_do_not_meet_a_criterion() -> None:
    outlet = page("story", published_by="news_outlet")
    assert status(case([rate(outlet)], [outlet]), "rate.published") == "not_met"


def test_a_young_school_is_held_against_the_classes_it_has() -> None:
    young = makers.school(first=2025)
    rows = [*makers.match_list(PAGE, 2026), *makers.match_list(PAGE, 2025)]
    assert status(case(rows, of=young), "match.history") == "met"
    assert status(case([rate(PAGE), rate(PAGE, period="2025")], of=young), "rate.history") == "met"


def test_advanced_positions_do_not_count_a_person_twice() -> None:
    rows = makers.marked(makers.match_list(PAGE, people=41), Position.advanced, Position.preliminary)
    size = makers.measure(PAGE, MeasureName.class_size, 41)
    assert status(case([*rows, size]), "match.list_complete") == "met"


@pytest.mark.parametrize("degree", list(Degree))
@pytest.mark.parametrize("records", [(), LISTS, RATES, EXAMS])
def test_what_is_due_follows_from_the_clock_in_the_table(degree: Degree, records: Sequence[makers.Record]) -> None:
    view = SchoolView(case(records, of=makers.school(degree)))
    for criterion in load_criteria():
        rule = criterion.due_md if degree is Degree.MD else criterion.due_do
        if criterion.applies_to in ("both", degree) and rule is not DueRule.licensing_exams:
            due = JUDGES[criterion.criterion_id](view).due
            assert due in (None, view.period_due(criterion)), criterion.criterion_id


def test_every_criterion_has_a_judge_and_identifiers_stay() -> None:
    assert set(JUDGES) == {criterion.criterion_id for criterion in load_criteria()}
    first, second = (makers.assessed(case(RATES)).assessments for _ in range(2))
    assert [one.assessment_id for one in first] == [one.assessment_id for one in second]
    assert len({one.assessment_id for one in first}) == len(first)
    assert Denominator.participants.value in {row.denominator for row in RATES}
