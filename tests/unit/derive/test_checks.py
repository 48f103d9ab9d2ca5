"""A check that fails is written on the figure; the figure stays."""

from typing import Any

import pytest

from schemas.resolution import ResolvedMeasure
from schemas.vocabulary import Attempt, Basis, Denominator, Exam, MeasureName, Qualifier, Unit
from tests.unit.derive.builders import baseline, derive, measure, only, rate, school


def exam(name: MeasureName, value: float, which: Exam, period: str, **fields: Any) -> ResolvedMeasure:
    unit = Unit.score if name is MeasureName.exam_mean_score else Unit.percent
    return measure(name, value, exam=which, period=period, attempt=Attempt.first, unit=unit, **fields)


@pytest.mark.parametrize(
    ("stated", "caution"),
    [
        ([rate(101.0)], "between 0 and 100"),
        ([rate(100.0, numerator_n=84, denominator_n=82)], "84 of 82"),
        ([rate(90.0, numerator_n=80, denominator_n=100)], "80 of 100 is 80.0 %"),
        ([exam(MeasureName.exam_mean_score, 235, Exam.step_1, "2023")], "26 January 2022"),
        ([exam(MeasureName.exam_mean_score, 560, Exam.comlex_1, "2022-2023")], "10 May 2022"),
        ([exam(MeasureName.exam_mean_score, 320, Exam.step_2_ck, "2022-2023")], "between 1 and 300"),
        ([exam(MeasureName.exam_pass_rate, 95, Exam.step_2_cs, "2021-2022")], "Step 2 CS"),
        (
            [measure(MeasureName.matched, 84), measure(MeasureName.participants, 82)],
            "more matched (84) than participants",
        ),
        (
            [measure(MeasureName.home_institution, 90), measure(MeasureName.class_size, 80)],
            "more at home (90) than in the class (80)",
        ),
        ([measure(MeasureName.class_size, 80, period="2010")], "first class graduated in 2015"),
        (
            [
                measure(MeasureName.class_size, 150),
                measure(MeasureName.graduation_rate, 90, period="2020", denominator_n=100, years=4),
            ],
            "100 entered in 2020",
        ),
        ([measure(MeasureName.class_size, 150), measure(MeasureName.class_size, 100, period="2023")], "100 in 2023"),
        ([rate(70.0), rate(95.0, period="2023")], "95 in 2023"),
        (
            [
                measure(MeasureName.primary_care_share, 65, numerator_n=96),
                measure(MeasureName.class_size, 184),
            ],
            "96 of 184 is 52.2 %",
        ),
    ],
)
def test_failed_checks(stated: list[ResolvedMeasure], caution: str) -> None:
    outcomes = derive(measures=stated, of=school(first_class_graduated=2015))
    found = only(outcomes, stated[0].measure, basis=Basis.published, period=stated[0].period)
    assert caution in (found.caution or "")
    assert found.value == stated[0].value


@pytest.mark.parametrize(
    "stated",
    [
        [rate(96.7, numerator_n=116, denominator_n=120)],
        [rate(97.0, numerator_n=116, denominator_n=120)],
        [rate(96.0, numerator_n=116, denominator_n=120)],
        [exam(MeasureName.exam_mean_score, 235, Exam.step_1, "2021")],
        [exam(MeasureName.exam_mean_score, 560, Exam.comlex_1, "2021-2022")],
        [measure(MeasureName.matched, 80), measure(MeasureName.participants, 82)],
        [rate(93.0), rate(95.0, period="2023")],
        [measure(MeasureName.primary_care_share, 52, numerator_n=96), measure(MeasureName.class_size, 184)],
        [measure(MeasureName.states, 20, qualifier=Qualifier.at_least)],
        [rate(95.0), rate(100.0, denominator=Denominator.graduating_class)],
        [
            measure(MeasureName.specialty_share, 14.7, specialty="Internal Medicine"),
            measure(MeasureName.specialty_share, 8.6, specialty="Family Medicine"),
        ],
        [
            exam(MeasureName.exam_mean_score, 550, Exam.comlex_2_ce, "2021-2022"),
            exam(MeasureName.exam_mean_score, 580, Exam.comlex_2_ce, "2022-2023"),
        ],
    ],
)
def test_sound_figures_carry_no_caution(stated: list[ResolvedMeasure]) -> None:
    outcomes = derive(measures=stated, of=school(first_class_graduated=2015))
    assert all(one.caution is None for one in outcomes if one.basis is Basis.published)


def test_failed_figures_are_not_compared() -> None:
    outcomes = derive(measures=[rate(101.0)], baselines=[baseline(93.5)])
    assert only(outcomes, "match_rate", basis=Basis.published).national_value is None


def test_a_rate_far_from_the_nation_is_to_be_checked() -> None:
    outcomes = derive(measures=[rate(72.0)], baselines=[baseline(93.5)])
    assert "15 points from the national" in (only(outcomes, "match_rate", basis=Basis.published).caution or "")
    assert "15 points from the national" in (only(outcomes, "match_rate_distance").caution or "")
