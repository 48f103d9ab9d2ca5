"""Stated figures keep their basis, and national figures stand only beside like ones."""

from typing import Any

import pytest

from pipelines.steps.derive.national import UNLABELLED_LIMIT
from schemas.outcomes import Outcome
from schemas.resolution import ResolvedMeasure
from schemas.vocabulary import (
    Attempt,
    Basis,
    ConfidenceGrade,
    Degree,
    Denominator,
    DocumentKind,
    Exam,
    MeasureName,
    PublishedBy,
    Qualifier,
    ReadingOutcome,
    Stage,
    Unit,
)
from scrapers.reference import national_baselines
from tests.unit.derive.builders import baseline, derive, document, measure, only, rate, school
from tests.unit.derive.real_figures import real_outcomes, registry


@pytest.fixture(scope="module")
def real() -> dict[str, tuple[Outcome, ...]]:
    return real_outcomes()


def test_three_rates_of_one_class_stay_three(real: dict[str, tuple[Outcome, ...]]) -> None:
    rates = [
        one
        for one in real["vcu"]
        if one.name == "match_rate" and one.period == "2023" and one.basis is Basis.published
    ]
    assert {(one.stage, one.denominator_kind, one.value) for one in rates} == {
        (Stage.before_soap, Denominator.graduating_class, 93.2),
        (Stage.after_soap, Denominator.participants, 100.0),
        (Stage.overall, Denominator.graduating_class, 99.0),
    }
    assert all(one.national_value is None and one.not_compared for one in rates)


def test_unlabelled_high_rates_are_never_set_beside_the_nation(real: dict[str, tuple[Outcome, ...]]) -> None:
    high = [
        one
        for outcomes in real.values()
        for one in outcomes
        if one.name in ("match_rate", "placement_rate")
        and one.stage is Stage.unstated
        and one.value is not None
        and one.value >= UNLABELLED_LIMIT
    ]
    assert len(high) > 50
    assert all(one.national_value is None and one.not_compared for one in high)


def test_every_national_figure_is_of_the_same_year_population_and_basis(real: dict[str, tuple[Outcome, ...]]) -> None:
    degrees = {slug: one.degree for slug, one in registry().items()}
    compared = [one for outcomes in real.values() for one in outcomes if one.national_value is not None]
    assert compared
    for one in compared:
        assert one.national_year == one.period
        wanted = "do" if degrees[one.school_slug] is Degree.DO else "md"
        assert wanted in (one.national_population or "").split("_")
        if one.exam is None:
            assert (one.stage, one.denominator_kind) == (Stage.before_soap, Denominator.participants)
        else:
            assert one.attempt is Attempt.first
        known = {(row.year, row.population, row.value) for row in national_baselines()}
        assert (one.national_year, one.national_population, one.national_value) in known


def test_every_figure_has_basis_and_denominator(real: dict[str, tuple[Outcome, ...]]) -> None:
    for one in (one for outcomes in real.values() for one in outcomes):
        if one.unit is not Unit.count:
            assert one.denominator_kind is not None
        if one.basis is Basis.derived and one.unit is Unit.percent and one.numerator is not None:
            assert one.denominator
        assert one.value is not None or one.not_computable
        assert one.unit is Unit.count or (one.national_value is None) is (one.not_compared is not None)


def test_a_rate_before_soap_of_participants_is_compared() -> None:
    outcomes = derive(measures=[rate(95.3, denominator_n=171)], baselines=[baseline(93.5)])
    stated = only(outcomes, "match_rate", basis=Basis.published)
    assert (stated.national_value, stated.national_population, stated.not_compared) == (93.5, "us_md_senior", None)
    assert stated.numerator is None
    assert stated.interval_low is not None
    assert stated.interval_low < 95.3 < (stated.interval_high or 0)
    distance = only(outcomes, "match_rate_distance")
    assert distance.value == pytest.approx(1.8)
    assert distance.interval_low == pytest.approx(stated.interval_low - 93.5, abs=0.011)


@pytest.mark.parametrize(
    ("stated", "why"),
    [
        (rate(99.0, Stage.unstated), "NRMP-definition"),
        (rate(93.0, Stage.unstated), "whether SOAP"),
        (rate(99.0, Stage.overall), "early, military"),
        (rate(95.0, denominator=Denominator.graduating_class), "share of graduating class"),
        (rate(95.0, denominator=None), "whom it is a share of"),
        (rate(95.0, period=None), "no year"),
        (rate(95.0, period="2020-2024"), "pooled"),
        (rate(95.0, period="2023"), "no national figure of 2023"),
        (rate(101.0), "cannot be"),
        (rate(97.9, Stage.after_soap), "no national figure"),
    ],
)
def test_unlike_rates_are_not_compared(stated: ResolvedMeasure, why: str) -> None:
    outcomes = derive(measures=[stated], baselines=[baseline(93.5)])
    found = only(outcomes, "match_rate", basis=Basis.published)
    assert found.national_value is None
    assert why in (found.not_compared or "")


@pytest.mark.parametrize(
    ("fields", "degree", "compared"),
    [
        ({"attempt": Attempt.first}, Degree.MD, True),
        ({"attempt": Attempt.first, "denominator": Denominator.test_takers}, Degree.MD, True),
        ({"attempt": Attempt.unstated}, Degree.MD, False),
        ({"attempt": Attempt.ultimate}, Degree.MD, False),
        ({"attempt": Attempt.first, "denominator": Denominator.graduating_class}, Degree.MD, False),
        ({"attempt": Attempt.first, "note": "class of 2024"}, Degree.MD, False),
        ({"attempt": Attempt.first}, Degree.DO, False),
        ({"attempt": Attempt.first, "exam": Exam.step_2_ck}, Degree.MD, False),
    ],
)
def test_exam_results_are_compared_by_exam_attempt_cycle_and_population(
    fields: dict[str, Any], degree: Degree, compared: bool
) -> None:
    stated = measure(MeasureName.exam_pass_rate, 95.0, **{"exam": Exam.step_1} | fields)
    nation = [baseline(91.0, "step1_pass", population="us_canadian_md_first_taker")]
    found = only(
        derive(measures=[stated], baselines=nation, of=school(degree)), "exam_pass_rate", basis=Basis.published
    )
    assert (found.national_value is not None) is compared
    assert (found.not_compared is None) is compared


def test_a_mean_is_put_in_national_standard_deviations() -> None:
    stated = measure(
        MeasureName.exam_mean_score,
        256,
        exam=Exam.step_2_ck,
        attempt=Attempt.first,
        unit=Unit.score,
        period="2023-2024",
    )
    population = "us_canadian_md_first_taker"
    nation = [
        baseline(249, "step2ck_mean", population=population, year="2023-2024"),
        baseline(15, "step2ck_sd", population=population, year="2023-2024"),
    ]
    distance = only(derive(measures=[stated], baselines=nation), "exam_mean_score_distance")
    assert distance.value == 7.0
    assert "+0.47 national standard deviations" in (distance.note or "")


def test_uncertain_and_contradicting_national_figures_are_not_used() -> None:
    doubtful = derive(measures=[rate(95.0)], baselines=[baseline(93.5, confidence=ConfidenceGrade.low)])
    assert "too uncertain" in (only(doubtful, "match_rate", basis=Basis.published).not_compared or "")
    two = derive(measures=[rate(95.0)], baselines=[baseline(93.5), baseline(93.9)])
    assert "disagree" in (only(two, "match_rate", basis=Basis.published).not_compared or "")


def test_one_figure_in_two_documents_is_one_record_and_two_values_are_two() -> None:
    sources = [document("page"), document("news", published_by=PublishedBy.news_outlet)]
    same = derive(measures=[rate(95.0), rate(95.0, source="news")], documents=sources)
    found = only(same, "match_rate", basis=Basis.published)
    assert len(found.finding_ids) == 2
    assert found.method == "as_stated"
    assert "printed in 2 documents" in (found.note or "")
    other = derive(measures=[rate(95.0), rate(94.0, source="news")], documents=sources)
    values = {one.value: one for one in other if one.name == "match_rate"}
    assert set(values) == {94.0, 95.0}
    assert values[94.0].method == "as_reported_by_others"
    assert (values[94.0].confidence or 0) < (values[95.0].confidence or 0)
    assert all("also stated as" in (one.caution or "") for one in values.values())


def test_transcribed_figures_say_so_and_held_back_ones_do_not_count() -> None:
    typed = derive(measures=[rate(95.0)], documents=[document("page", kind=DocumentKind.transcribed)])
    assert only(typed, "match_rate", basis=Basis.published).method == "as_transcribed"
    held = derive(measures=[rate(95.0)], documents=[document("page", reading=ReadingOutcome.held_back)])
    assert held == ()
    assert derive(measures=[rate(95.0)], documents=[document("another")]) == ()


def test_implied_numerators_are_used_only_where_one_fits() -> None:
    loose = derive(measures=[rate(95.0, denominator_n=1000)])
    assert only(loose, "match_rate", basis=Basis.published).interval_low is None
    about = derive(measures=[rate(95.3, denominator_n=171, qualifier=Qualifier.about)])
    assert only(about, "match_rate", basis=Basis.published).interval_low is None


def test_recalled_national_figures_say_so() -> None:
    outcomes = derive(measures=[rate(95.0)], baselines=[baseline(93.5, source_url="recalled, unverified")])
    assert "recalled by the compiler" in (only(outcomes, "match_rate", basis=Basis.published).caution or "")
