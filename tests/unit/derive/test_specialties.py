"""Primary care, competitive specialties, the record of several classes, and changes between them."""

import pytest

from pipelines.steps.derive.school import derive_outcomes
from schemas.resolution import ResolvedFindings, ResolvedMeasure, ResolvedPlacement
from schemas.vocabulary import Attempt, Basis, Denominator, Exam, MeasureName, Position, Stage
from tests.unit.derive.builders import HOME, PARENT, baseline, derive, document, measure, only, rate, rows, school

FIVE = range(2020, 2025)


def year_of(year: int, **numbers: int) -> list[ResolvedPlacement]:
    listed = []
    for slug, number in numbers.items():
        listed += rows(
            slug, number, year=year, institution_slug=HOME, resolved_state="VT", position=Position.categorical
        )
    return listed


def test_primary_care_with_and_without_obgyn() -> None:
    outcomes = derive(placements=year_of(2024, internal_medicine=10, family_medicine=5, obgyn=6, neurology=9))
    assert only(outcomes, "primary_care_share").value == 50
    assert only(outcomes, "primary_care_with_obgyn_share").value == 70
    assert only(outcomes, "specialty_breadth").value == 4


def test_two_definitions_of_competitive() -> None:
    outcomes = derive(placements=year_of(2024, dermatology=6, urology=5, internal_medicine=19))
    assert only(outcomes, "competitive_share").numerator == 11
    assert only(outcomes, "competitive_dopen_share").numerator == 6
    assert "2026" in (only(outcomes, "competitive_share").note or "")


def test_five_classes_make_a_record() -> None:
    listed = [row for year in FIVE for row in year_of(year, internal_medicine=15, dermatology=5, neurology=10)]
    nation = [
        baseline(4000, "matched_pgy1", unit="count", specialty="Internal Medicine"),
        baseline(20000, "matched_pgy1", unit="count"),
    ]
    outcomes = derive(placements=listed, baselines=nation, of=school(parent_slug=PARENT))
    record = only(outcomes, "specialty_share", period="2020-2024", specialty_slug="internal_medicine")
    assert (record.numerator, record.denominator, record.value) == (75, 150, 50)
    assert record.national_value is None
    assert "20.0 % of US MD seniors" in (record.not_compared or "")
    assert "home program: there is one" in (record.note or "")
    place = only(outcomes, "institution_share", institution_slug=HOME)
    assert place.value == 100
    assert "graduates of 5 of them" in (place.note or "")


class OnePsychiatryProgram:
    def runs(self, slug: str, specialty: str) -> bool:
        return slug == HOME and specialty == "psychiatry"


def test_a_program_directory_tells_of_home_programs() -> None:
    listed = [row for year in FIVE for row in year_of(year, psychiatry=15, dermatology=15)]
    outcomes = derive_outcomes(
        school(parent_slug=PARENT),
        ResolvedFindings(placements=tuple(listed)),
        [document("list")],
        [],
        OnePsychiatryProgram(),
    )
    notes = {one.specialty_slug: one.note or "" for one in outcomes if one.method == "track_record"}
    assert "there is one in the program directory" in notes["psychiatry"]
    assert "none in the program directory" in notes["dermatology"]


def test_what_the_school_states_stands_beside_what_is_computed() -> None:
    outcomes = derive(
        placements=year_of(2024, internal_medicine=10, neurology=20),
        measures=[measure(MeasureName.primary_care_share, 35.0)],
    )
    computed = only(outcomes, "primary_care_share")
    assert computed.value == 33.33
    assert "the school itself states 35 %" in (computed.note or "")
    assert only(outcomes, "primary_care_share", basis=Basis.published).value == 35


def test_one_class_is_no_record() -> None:
    outcomes = derive(placements=year_of(2024, internal_medicine=30))
    assert not [one for one in outcomes if one.method in ("track_record", "institution_record")]


def test_changes_need_the_same_basis_and_the_year_before() -> None:
    stated = [
        rate(94.0, period="2022", numerator_n=94, denominator_n=100),
        rate(97.0, period="2023", numerator_n=97, denominator_n=100),
        rate(96.0, period="2025"),
        rate(99.0, Stage.after_soap, period="2024"),
        rate(98.0, Stage.unstated, period="2021"),
    ]
    found = [one for one in derive(measures=stated) if one.name == "match_rate_change"]
    assert [(one.period, one.value) for one in found] == [("2023", 3.0)]
    assert found[0].interval_low is not None
    assert found[0].interval_low < 3.0 < (found[0].interval_high or 0)


def test_changes_of_exam_cycles() -> None:
    fields = {"exam": Exam.comlex_1, "attempt": Attempt.first, "denominator": Denominator.test_takers}
    stated = [
        measure(MeasureName.exam_pass_rate, 92.0, period="2021-2022", **fields),
        measure(MeasureName.exam_pass_rate, 90.0, period="2022-2023", **fields),
    ]
    change = only(derive(measures=stated), "exam_pass_rate_change")
    assert (change.period, change.value) == ("2022-2023", -2.0)
    assert "for want of counts" in (change.note or "")


@pytest.mark.parametrize(
    ("stated", "value", "bounds", "why"),
    [
        (
            [
                rate(93.0, numerator_n=93, denominator_n=100),
                rate(99.0, Stage.after_soap, numerator_n=99, denominator_n=100),
            ],
            6.0,
            (None, None),
            None,
        ),
        ([rate(93.2), rate(98.5, Stage.after_soap)], 5.3, (5.2, 5.4), None),
        (
            [rate(93.0, denominator=Denominator.graduating_class), rate(100.0, Stage.after_soap)],
            None,
            (0.0, 7.5),
            "unlike",
        ),
        ([rate(93.0)], None, (0.0, 7.5), "no rate after SOAP"),
        (
            [rate(93.0, denominator=None), rate(99.0, Stage.after_soap, denominator=None)],
            None,
            (0.0, 7.5),
            "not said",
        ),
        ([rate(99.0), rate(98.0, Stage.after_soap)], None, (None, None), "cannot be"),
        ([rate(93.0), rate(94.0), rate(99.0, Stage.after_soap)], None, (None, None), "several"),
    ],
)
def test_soap_from_rates(
    stated: list[ResolvedMeasure], value: float | None, bounds: tuple[float | None, float | None], why: str | None
) -> None:
    found = only(derive(measures=stated), "soap_share")
    assert (found.value, (found.lower_bound, found.upper_bound)) == (value, bounds)
    assert (why or "") in (found.not_computable or "")


def test_the_complement_of_a_rate_keeps_its_basis() -> None:
    outcomes = derive(measures=[rate(96.7, numerator_n=116, denominator_n=120)])
    without = only(outcomes, "without_match")
    assert (without.value, without.stage, without.denominator_kind) == (4, Stage.before_soap, Denominator.participants)
    assert only(outcomes, "match_rate", basis=Basis.published).numerator == 116
