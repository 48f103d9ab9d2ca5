"""Every rule: raised where it should be, and not raised where something near to it stands."""

from datetime import UTC, date, datetime

import pytest

from pipelines.steps.assess.flags.claims import missing_parts
from pipelines.steps.assess.flags.raising import load_flag_rules
from pipelines.steps.assess.pictures import Family
from schemas.disclosure import Flag
from schemas.vocabulary import (
    Degree,
    Denominator,
    Exam,
    FlagBasis,
    MeasureName,
    ReadingOutcome,
    Severity,
    Stage,
    StatementKind,
    Topic,
    VisitOutcome,
)
from scrapers.exceptions import ReferenceTableError
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
        assert "rate_without_basis" in rules(case([makers.bare_rate(PAGE), *EXAMS]))
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


class TestForm:
    """Results as pictures only."""

    picture = page(
        "files/match-list-2026.png", media_type="image/png", reading=ReadingOutcome.unread, reading_note="no OCR"
    )

    def test_a_list_that_nobody_can_read_as_text(self) -> None:
        given = case(EXAMS, [PAGE, self.picture])
        assert rules(given) == ["unreadable_form"]
        assert makers.status(given, "match.list") == "not_assessed"
        assert makers.status(given, "form.readable") == "partly"

    def test_recognised_or_not_it_is_a_picture(self) -> None:
        read = self.picture.model_copy(update={"reading": ReadingOutcome.read, "by_recognition": True})
        given = case([*EXAMS, *makers.match_list(read)], [PAGE, read])
        assert rules(given) == ["unreadable_form"]
        assert makers.status(given, "match.list") == "met"

    def test_with_the_same_results_as_text(self) -> None:
        assert "unreadable_form" not in rules(case([*EXAMS, rate(PAGE)], [PAGE, self.picture]))

    @pytest.mark.parametrize("name", ["photos/match-day-2026.jpg", "files/campus-map.pdf", "files/students.png"])
    def test_photographs_are_no_figures(self, name: str) -> None:
        photo = page(name, media_type="image/jpeg", reading=ReadingOutcome.unread)
        assert makers.adverse(case(EXAMS, [PAGE, photo])) == []

    def test_a_page_that_needs_its_scripts(self) -> None:
        dashboard = page("match/dashboard", title="Match Dashboard", reading=ReadingOutcome.unread)
        assert rules(case(EXAMS, [PAGE, dashboard])) == ["unreadable_form"]

    def test_what_else_was_not_understood_may_hold_the_text(self) -> None:
        held = page("class-of-2026.pdf", media_type="application/pdf", reading=ReadingOutcome.held_back)
        assert makers.adverse(case(EXAMS, [PAGE, self.picture, held])) == []
        timed_out = crawl(makers.visit(f"{makers.HOME}more", VisitOutcome.timed_out), complete=False)
        assert makers.adverse(case(EXAMS, [PAGE, self.picture], search=timed_out)) == []


class TestNotes:
    """Context, never adverse."""

    def test_new_and_young_schools(self) -> None:
        new = makers.school(first=None, expected_first_graduation=2028)
        assert rules(case(of=new)) == ["no_graduates_yet"]
        assert "2028" in flag(case(of=new), "no_graduates_yet").explanation
        assert rules(case(of=YOUNG)) == ["young_school"]
        assert flag(case(of=YOUNG), "young_school").severity is Severity.note

    def test_an_incomplete_search_says_why(self) -> None:
        closed = crawl(complete=False, reason="promising links: 3 refused by robots rules")
        assert rules(case(search=closed)) == ["not_assessed"]
        assert "robots" in flag(case(search=closed), "not_assessed").explanation

    def test_a_campus_carries_no_note_on_its_age(self) -> None:
        campus = makers.school(first=2024, campus_type="branch", parent_slug="main-seat")
        assert rules(case(of=campus)) == []


class TestIdentity:
    """Flags over editions."""

    def test_first_seen_is_kept(self) -> None:
        before = flag(case(as_of=date(2026, 10, 1)), "no_outcome_disclosure")
        again = flag(case(known_flags=[before]), "no_outcome_disclosure")
        assert again.flag_id == before.flag_id
        assert (again.first_seen, again.last_seen) == (date(2026, 10, 1), makers.AS_OF)

    def test_a_figure_that_changes_keeps_its_flag(self) -> None:
        first = flag(case([rate(PAGE, 97.6), rate(OTHER, 92.9), *EXAMS], [PAGE, OTHER]), "inconsistent_figures")
        second = flag(case([rate(PAGE, 97.6), rate(OTHER, 92.1), *EXAMS], [PAGE, OTHER]), "inconsistent_figures")
        assert first.flag_id == second.flag_id

    def test_evidence_names_its_flag(self) -> None:
        for raised in makers.assessed(case([BOAST, WITHHELD, makers.bare_rate(PAGE)], of=DO)).flags:
            assert {row.subject_id for row in raised.evidence} == {raised.flag_id}
            assert len({row.evidence_id for row in raised.evidence}) == len(raised.evidence)


class TestRules:
    """The table of rules."""

    def test_severities_of_the_contract(self) -> None:
        found = load_flag_rules()
        red = {name for name, rule in found.items() if rule.severity_md is Severity.red}
        assert red == {"no_outcome_disclosure", "duty_overdue", "impossible_claim"}
        turned_red = {name for name, rule in found.items() if rule.severity_do is Severity.red} - red
        assert turned_red == {"no_match_disclosure", "no_exam_disclosure"}
        assert all(
            (rule.rests_on is FlagBasis.context) == (rule.severity_md is Severity.note) for rule in found.values()
        )

    def test_a_fault_in_the_table_is_named(self, tmp_path_factory: pytest.TempPathFactory) -> None:
        path = tmp_path_factory.mktemp("rules") / "flag_rules.toml"
        path.write_text('[[rules]]\nrule = "one"\nversion = 0\n', encoding="utf-8")
        with pytest.raises(ReferenceTableError, match="rule 1: version"):
            load_flag_rules(path)
