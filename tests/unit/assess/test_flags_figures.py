"""Flags on figures and on time: raised where they should be, and not raised near to it."""

from datetime import date

import pytest

from schemas.vocabulary import (
    Degree,
    Denominator,
    Exam,
    MeasureName,
    Severity,
    Stage,
)
from tests.unit.assess import makers
from tests.unit.assess.makers import case, crawl, flag, page, rate, rules

PAGE = page()
OTHER = page("news")
DO = makers.school(Degree.DO)
EXAMS = makers.usmle(PAGE)


class TestFigures:
    """Figures that cannot be, that disagree, that lack a basis."""

    @pytest.mark.parametrize(
        "record",
        [
            makers.mean_score(PAGE, Exam.step_1, "2025"),
            makers.mean_score(PAGE, Exam.step_1, "2023-2024"),
            makers.mean_score(PAGE, Exam.comlex_1, "2024-2025"),
            makers.pass_rate(PAGE, Exam.step_2_ck, "2025-2026", 101.0),
            rate(PAGE, 97.0, numerator_n=84, denominator_n=82),
        ],
    )
    def test_impossible(self, record: makers.Record) -> None:
        raised = flag(case([record]), "impossible_claim")
        assert raised.severity is Severity.red
        assert raised.evidence[0].finding_id == record.finding_id

    def test_more_matched_than_took_part(self) -> None:
        counts = [makers.measure(PAGE, MeasureName.matched, 84), makers.measure(PAGE, MeasureName.participants, 82)]
        assert "impossible_claim" in rules(case(counts))

    @pytest.mark.parametrize(
        "record",
        [
            makers.mean_score(PAGE, Exam.step_1, "2021"),
            makers.mean_score(PAGE, Exam.step_1, "2024"),
            makers.mean_score(PAGE, Exam.step_1, None),
            makers.mean_score(PAGE, Exam.step_2_ck, "2025-2026"),
            makers.pass_rate(PAGE, Exam.step_2_ck, "2025-2026", 100.0),
            rate(PAGE, 9330.0),
            makers.measure(PAGE, MeasureName.placed, 94),
        ],
    )
    def test_possible_or_more_likely_misread(self, record: makers.Record) -> None:
        took_part = makers.measure(PAGE, MeasureName.participants, 92)
        assert "impossible_claim" not in rules(case([record, took_part]))

    @pytest.mark.parametrize(
        "records",
        [
            [rate(PAGE, 97.6), rate(OTHER, 92.9)],
            [rate(PAGE, 97.6, numerator_n=70, denominator_n=82, quote="70 of 82 (97.6%) matched")],
            [rate(PAGE, 97.0), rate(PAGE, 93.0, stage=Stage.after_soap)],
            [makers.measure(PAGE, MeasureName.participants, 82), makers.measure(OTHER, MeasureName.participants, 85)],
            [*makers.specialty_counts(PAGE), makers.measure(PAGE, MeasureName.class_size, 30)],
            [makers.pass_rate(PAGE, Exam.step_1, "2025", 95), makers.pass_rate(OTHER, Exam.step_1, "2025", 91)],
        ],
    )
    def test_inconsistent(self, records: list[makers.Record]) -> None:
        raised = flag(case(records, [PAGE, OTHER]), "inconsistent_figures")
        assert raised.severity is Severity.yellow
        assert raised.flag_subject

    @pytest.mark.parametrize(
        "records",
        [
            [rate(PAGE, 97.6), rate(OTHER, 98.0)],
            [rate(PAGE, 97.6), rate(OTHER, 97.56)],
            [rate(PAGE, 97.6), rate(OTHER, 99.1, stage=Stage.after_soap)],
            [rate(PAGE, 97.6), rate(OTHER, 92.9, denominator=Denominator.graduating_class)],
            [rate(PAGE, 97.6), rate(OTHER, 92.9, period="2025")],
            [makers.bare_rate(PAGE, 97.6), makers.bare_rate(OTHER, 92.9)],
            [rate(PAGE, 97.6), rate(PAGE, 92.9)],
            [rate(PAGE, 97.6, numerator_n=80, denominator_n=82)],
            [rate(PAGE, 97, numerator_n=80, denominator_n=82, quote="80 of 82 (97%) matched")],
            [rate(PAGE, 97.6, numerator_n=70, denominator_n=82, quote="82 took part, 97.6% matched")],
            [
                makers.measure(
                    PAGE, MeasureName.in_state_share, 48.4, numerator_n=78, denominator_n=164, quote="78 of 164"
                )
            ],
            [*makers.specialty_counts(PAGE), makers.measure(PAGE, MeasureName.class_size, 40)],
            [*makers.specialty_counts(PAGE), makers.measure(PAGE, MeasureName.participants, 30)],
            [
                makers.pass_rate(PAGE, Exam.step_1, "2025", 95),
                makers.pass_rate(OTHER, Exam.step_1, "2025", 99, attempt="ultimate"),
            ],
        ],
    )
    def test_figures_that_only_look_different(self, records: list[makers.Record]) -> None:
        assert "inconsistent_figures" not in rules(case(records, [PAGE, OTHER]))

    def test_a_transcription_is_not_held_against_a_page(self) -> None:
        typed = page("typed", kind="transcribed")
        assert "inconsistent_figures" not in rules(case([rate(PAGE, 97.6), rate(typed, 92.9)], [PAGE, typed]))

    def test_a_rate_without_basis(self) -> None:
        found = case([makers.bare_rate(PAGE), *EXAMS])
        (flag,) = [one for one in makers.assessed(found).flags if one.rule == "rate_without_basis"]
        assert makers.search_record_is_shown(flag), "that no page gives a basis rests on the search"
        assert "rate_without_basis" not in rules(case([makers.bare_rate(PAGE), rate(OTHER), *EXAMS], [PAGE, OTHER]))
        assert "rate_without_basis" not in rules(case([makers.bare_rate(PAGE, period="2020"), rate(PAGE), *EXAMS]))
        stage_only = makers.bare_rate(PAGE).model_copy(update={"stage": Stage.after_soap})
        assert "rate_without_basis" not in rules(case([stage_only, *EXAMS]))

    def test_an_unlike_comparison(self) -> None:
        beside = "93.5 %, national match rate before SOAP"
        row = makers.measure(PAGE, MeasureName.placement_rate, 99, stage=Stage.after_soap, unlike_national=beside)
        raised = flag(case([row, *EXAMS]), "unlike_comparison")
        assert beside in raised.explanation
        assert "unlike_comparison" not in rules(case([rate(PAGE, national_value=93.5), *EXAMS]))


class TestSeries:
    """Gaps, age, removal."""

    @pytest.mark.parametrize("years", [(2026, 2025, 2023, 2022), (2026, 2024, 2023)])
    def test_a_gap_in_a_table(self, years: tuple[int, ...]) -> None:
        raised = flag(case([*[rate(PAGE, period=str(year)) for year in years], *EXAMS]), "selective_years")
        assert str(({2025, 2024} - set(years)).pop()) in raised.explanation

    @pytest.mark.parametrize(
        "records",
        [
            [rate(PAGE, period=str(year)) for year in (2026, 2025, 2024)],
            [rate(PAGE, period=str(year)) for year in (2026, 2024)],
            [
                *[rate(PAGE, period=str(year)) for year in (2026, 2024, 2023)],
                rate(OTHER, 98, "2025", stage=Stage.overall),
            ],
            [*[rate(PAGE, period=str(year)) for year in (2026, 2024, 2023)], rate(OTHER, 98, "2023-2026")],
            [rate(PAGE, period="2026"), rate(OTHER, period="2024"), rate(page("third"), period="2022")],
        ],
    )
    def test_no_gap(self, records: list[makers.Record]) -> None:
        assert "selective_years" not in rules(case([*records, *EXAMS], [PAGE, OTHER, page("third")]))

    def test_a_gap_among_lists(self) -> None:
        documents = [page(f"list-{year}") for year in (2026, 2024, 2023)]
        rows = [
            row
            for one, year in zip(documents, (2026, 2024, 2023), strict=True)
            for row in makers.match_list(one, year)
        ]
        assert "selective_years" in rules(case([*rows, *EXAMS], [*documents, PAGE]))
        counts = makers.specialty_counts(PAGE, 2025)
        assert "selective_years" not in rules(case([*rows, *counts, *EXAMS], [*documents, PAGE]))

    def test_stale(self) -> None:
        raised = flag(case([rate(PAGE, period="2025"), *EXAMS]), "stale")
        assert raised.flag_subject == "match results"
        assert raised.days_late_strict == (makers.SEARCHED.date() - date(2026, 3, 20)).days
        old_exams = makers.pass_rate(PAGE, Exam.step_1, "2023")
        assert flag(case([rate(PAGE), old_exams]), "stale").flag_subject == "exam results"

    @pytest.mark.parametrize(
        "records",
        [
            [rate(PAGE), *EXAMS],
            [
                rate(PAGE),
                makers.pass_rate(PAGE, Exam.step_1, "2025"),
                makers.mean_score(PAGE, Exam.step_2_ck, "2020-2021"),
            ],
            [rate(PAGE, period=None), rate(PAGE, period="2024"), *EXAMS],
        ],
    )
    def test_not_stale(self, records: list[makers.Record]) -> None:
        assert "stale" not in rules(case(records))

    def test_stale_in_the_strict_reading_only(self) -> None:
        spring = case([rate(PAGE, period="2025"), *makers.usmle(PAGE)], as_of=date(2026, 4, 1))
        raised = flag(spring, "stale")
        assert (raised.strict, raised.lenient, raised.days_late_lenient) == (True, False, None)

    def test_removed(self) -> None:
        before = page("match-list")
        earlier = ([before], makers.match_list(before))
        raised = flag(case([rate(PAGE), *EXAMS], earlier=earlier), "disclosure_removed")
        assert raised.flag_subject == "match list"
        assert {row.document_id for row in raised.evidence if row.document_id} == {before.document_id}
        assert all(row.finding_id is None for row in raised.evidence)

    def test_a_page_that_was_not_understood_is_not_taken_for_removed(self) -> None:
        before, now = page("match-list"), page("match-list", leftover_count=30, document_id="now")
        given = case([rate(PAGE), *EXAMS], [PAGE, now], earlier=([before], makers.match_list(before)))
        assert "disclosure_removed" not in rules(given)

    def test_moved_renewed_or_not_searched_for(self) -> None:
        before = page("match-list")
        earlier = ([before], makers.match_list(before))
        moved = case([*makers.match_list(PAGE), *EXAMS], earlier=earlier)
        renewed = case([*makers.match_list(PAGE, 2026), *EXAMS], earlier=([before], makers.match_list(before, 2025)))
        unsearched = case([rate(PAGE), *EXAMS], earlier=earlier, search=crawl(complete=False))
        assert [
            one for given in (moved, renewed, unsearched) for one in rules(given) if one == "disclosure_removed"
        ] == []
