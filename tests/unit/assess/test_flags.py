"""Flags on form, notes, the identity of flags over editions, and the table of rules."""

from datetime import date

import pytest

from pipelines.steps.assess.flags.raising import load_flag_rules
from schemas.vocabulary import (
    Degree,
    FlagBasis,
    ReadingOutcome,
    Severity,
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
BOAST = makers.statement(PAGE, StatementKind.vague_claim, Topic.match, "Our graduates match at the finest programs.")
WITHHELD = makers.statement(
    PAGE, StatementKind.withheld, Topic.match, "To protect privacy we do not publish match lists."
)


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

    def test_a_page_that_needs_a_browser_may_hold_the_text_unless_it_is_what_the_flag_is_about(self) -> None:
        shell = f"{makers.HOME}match/dashboard"
        search = crawl(makers.visit(shell, VisitOutcome.needs_browser), complete=False)
        given = case(EXAMS, [PAGE, self.picture], search=search)
        assert "unreadable_form" not in rules(given)
        only_pictures = case([], [self.picture], search=search)
        assert makers.status(only_pictures, "form.readable") != "not_met"
        dashboard = page("match/dashboard", title="Match Dashboard", reading=ReadingOutcome.unread)
        assert "unreadable_form" in rules(case(EXAMS, [PAGE, dashboard], search=search))


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
