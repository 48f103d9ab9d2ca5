"""Flags on what is not there, on duties, on words and on form: raised where they should be, and not near to it."""

from datetime import UTC, date, datetime

import pytest

from pipelines.steps.assess.flags.claims import missing_parts
from pipelines.steps.assess.pictures import Family
from schemas.disclosure import Flag
from schemas.vocabulary import (
    Degree,
    Exam,
    MeasureName,
    Severity,
    StatementKind,
    Topic,
)
from tests.unit.assess import makers
from tests.unit.assess.makers import case, crawl, flag, page, rate, rules

PAGE = page()
OTHER = page("news")
DO = makers.school(Degree.DO)
YOUNG = makers.school(first=2024)
EXAMS = makers.usmle(PAGE)
COMLEX = makers.comlex(PAGE)
BOAST = makers.statement(PAGE, StatementKind.vague_claim, Topic.match, "Our graduates match at the finest programs.")
EXAM_BOAST = makers.statement(
    PAGE, StatementKind.vague_claim, Topic.exam, "Pass rates are above the national average."
)
WITHHELD = makers.statement(
    PAGE, StatementKind.withheld, Topic.match, "To protect privacy we do not publish match lists."
)


class TestAbsence:
    """Nothing at all, nothing on the match, no exam result."""

    def test_silence_of_an_established_school(self) -> None:
        raised = flag(case(), "no_outcome_disclosure")
        assert raised.severity is Severity.red
        assert raised.strict
        assert raised.lenient
        assert makers.search_record_is_shown(raised)
        assert rules(case()) == ["no_outcome_disclosure"]

    def test_figures_before_the_last_three_classes_do_not_break_it(self) -> None:
        raised = flag(case([rate(PAGE, period="2019")]), "no_outcome_disclosure")
        assert "2019" in raised.explanation
        assert rules(case([rate(PAGE, period="2019")])) == ["no_outcome_disclosure"]

    @pytest.mark.parametrize(
        "record",
        [
            rate(PAGE),
            rate(PAGE, period="2024"),
            makers.bare_rate(PAGE, period=None),
            makers.measure(PAGE, MeasureName.primary_care_share, 41),
            makers.specialty_counts(PAGE)[0].model_copy(update={"count": 40}),
        ],
    )
    def test_any_match_figure_breaks_it(self, record: makers.Record) -> None:
        found = rules(case([record] if isinstance(record, type(rate(PAGE))) else makers.specialty_counts(PAGE)))
        assert "no_outcome_disclosure" not in found
        assert "no_exam_disclosure" in found

    def test_one_half_missing_weighs_more_at_an_osteopathic_school(self) -> None:
        assert flag(case(EXAMS), "no_match_disclosure").severity is Severity.yellow
        assert flag(case(COMLEX, of=DO), "no_match_disclosure").severity is Severity.red
        assert flag(case([rate(PAGE)]), "no_exam_disclosure").severity is Severity.yellow
        assert flag(case([rate(PAGE)], of=DO), "no_exam_disclosure").severity is Severity.red

    def test_both_halves(self) -> None:
        assert makers.adverse(case([rate(PAGE), *EXAMS])) == []

    def test_a_young_school_is_not_blamed_for_silence(self) -> None:
        assert makers.adverse(case(of=YOUNG)) == []

    def test_within_the_days_of_grace_the_strict_reading_alone_stands(self) -> None:
        window = case([rate(PAGE, period="2023")], of=makers.school(first=1980), as_of=date(2026, 4, 10))
        raised = flag(window, "no_outcome_disclosure")
        assert (raised.strict, raised.lenient) == (True, False)

    def test_a_search_before_the_due_day_cannot_miss_what_came_after(self) -> None:
        before = crawl(finished_at=datetime(2026, 3, 1, tzinfo=UTC))
        assert makers.adverse(case([rate(PAGE, period="2025"), *makers.usmle(PAGE)], search=before)) == []


class TestDuty:
    """What osteopathic colleges owe."""

    def test_met(self) -> None:
        assert makers.adverse(case([*COMLEX, rate(PAGE)], of=DO)) == []

    def test_missing(self) -> None:
        flags = [one for one in makers.assessed(case([rate(PAGE)], of=DO)).flags if one.rule == "duty_overdue"]
        assert [one.flag_subject for one in flags] == ["COMLEX first-time pass rates"]
        assert flags[0].severity is Severity.red
        assert flags[0].days_late_strict == (makers.SEARCHED.date() - date(2026, 8, 30)).days
        assert flags[0].days_late_lenient == (makers.SEARCHED.date() - date(2026, 9, 29)).days
        assert "Level 3" in flags[0].explanation

    def test_out_of_date(self) -> None:
        old = case([*makers.comlex(PAGE, until=2024), rate(PAGE)], of=DO)
        raised = flag(old, "duty_overdue")
        assert raised.days_late_strict == (makers.SEARCHED.date() - date(2025, 8, 30)).days
        assert "2023-2024" in raised.explanation
        assert PAGE.document_id in {row.document_id for row in raised.evidence}

    def test_the_edge_of_the_duty_and_of_grace(self) -> None:
        records = [*makers.comlex(PAGE, until=2025), rate(PAGE)]

        def on(day: date) -> Flag | None:
            search = crawl(finished_at=datetime(day.year, day.month, day.day, tzinfo=UTC))
            found = makers.assessed(case(records, of=DO, as_of=day, search=search)).flags
            return next((one for one in found if one.rule == "duty_overdue"), None)

        assert on(date(2026, 8, 29)) is None
        strict = on(date(2026, 9, 10))
        assert strict is not None
        assert (strict.lenient, strict.days_late_strict, strict.days_late_lenient) == (False, 11, None)
        lenient = on(date(2026, 10, 1))
        assert lenient is not None
        assert (lenient.lenient, lenient.days_late_strict, lenient.days_late_lenient) == (True, 32, 2)

    def test_placement(self) -> None:
        raised = [one for one in makers.assessed(case(COMLEX, of=DO)).flags if one.rule == "duty_overdue"]
        assert [one.flag_subject for one in raised] == ["GME placement rate"]
        assert raised[0].criterion_id == "rate.published"

    def test_no_such_duty_was_found_for_md_schools(self) -> None:
        assert "duty_overdue" not in rules(case())

    def test_a_young_college_owes_only_what_its_classes_have_reached(self) -> None:
        young = makers.school(Degree.DO, 2026, first_class_matriculated=2022)
        records = [one for one in COMLEX if one.exam is not Exam.comlex_3]
        assert makers.adverse(case([*records, rate(PAGE)], of=young)) == []


class TestClaims:
    """Praise, and results withheld."""

    def test_praise_without_any_figure(self) -> None:
        raised = flag(case([BOAST, *EXAMS]), "vague_match_claim")
        assert "finest programs" in raised.explanation
        assert "a number" in raised.explanation
        assert "made by hand" in raised.explanation
        assert raised.evidence[0].quote == BOAST.text
        assert "vague_exam_claim" in rules(case([EXAM_BOAST, rate(PAGE)]))

    @pytest.mark.parametrize(
        "figure", [rate(OTHER), rate(OTHER, period="2015"), makers.measure(OTHER, MeasureName.matched, 38, None)]
    )
    def test_a_figure_anywhere_backs_the_claim(self, figure: makers.Record) -> None:
        assert "vague_match_claim" not in rules(case([BOAST, figure], [PAGE, OTHER]))

    def test_a_claim_on_exams_is_not_backed_by_the_match(self) -> None:
        assert "vague_exam_claim" in rules(case([EXAM_BOAST, rate(PAGE)]))
        assert "vague_exam_claim" not in rules(case([EXAM_BOAST, rate(PAGE), *EXAMS]))

    def test_praise_in_other_peoples_words_is_not_the_schools(self) -> None:
        outlet = page("story", published_by="news_outlet")
        claim = makers.statement(outlet, StatementKind.vague_claim, Topic.match, "A stellar match.")
        assert "vague_match_claim" not in rules(case([claim, *EXAMS], [outlet, PAGE]))

    @pytest.mark.parametrize(
        ("text", "missing"),
        [
            ("Our students match well.", ["a number", "who is counted", "a class or year", "before or after SOAP"]),
            ("98 percent matched in 2026.", ["who is counted", "before or after SOAP"]),
            ("78 of 80 matched before SOAP in 2026.", []),
        ],
    )
    def test_what_a_claim_leaves_out(self, text: str, missing: list[str]) -> None:
        assert missing_parts(text, Family.match) == missing

    def test_withheld(self) -> None:
        raised = flag(case([WITHHELD, makers.bare_rate(PAGE), *EXAMS]), "withheld")
        assert raised.severity is Severity.yellow
        assert "protect privacy" in raised.explanation
        assert "withheld" not in rules(case([WITHHELD, *makers.match_list(PAGE), *EXAMS]))
