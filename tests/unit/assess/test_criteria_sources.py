"""Criteria by where figures come from and how they stand: transcriptions, form, the school's own words."""

from schemas.vocabulary import (
    Degree,
    Exam,
    StatementKind,
    Topic,
    VisitOutcome,
)
from tests.unit.assess import makers
from tests.unit.assess.makers import case, crawl, page, rate, status, visit

PAGE = page()
HOME_OF_RESULTS = f"{makers.HOME}outcomes/match"
WITHHELD = makers.statement(
    PAGE, StatementKind.withheld, Topic.match, "To protect privacy we do not publish match lists."
)


class TestTranscriptions:
    """What was keyed in by hand shows what is public, and never what is not."""

    typed = page("typed", kind="transcribed", fetched_at=None, link_depth=None)

    def test_a_figure_is_met_whatever_its_age(self) -> None:
        given = case([rate(self.typed, period="2019")], [self.typed], never_searched=True)
        found = makers.judged(given, "rate.published")
        assert found.status == "met"
        assert found.found_period == "2019"
        assert "Transcribed" in found.reason

    def test_all_else_is_not_assessed(self) -> None:
        given = case([makers.bare_rate(self.typed, period="2019")], [self.typed], never_searched=True)
        found = {one.criterion_id: one.status.value for one in makers.assessed(given).assessments}
        assert found.pop("rate.published") == "met"
        assert set(found.values()) == {"not_assessed"}
        assert makers.rules(given) == ["not_assessed"]


class TestForm:
    """Where and how figures stand."""

    def test_dated(self) -> None:
        dated = page(stated_date="2026-06-30")
        assert status(case([rate(dated)], [dated]), "form.dated") == "met"
        plain = page("exams")
        assert status(case([rate(dated), *makers.usmle(plain)], [dated, plain]), "form.dated") == "partly"

    def test_far_from_home(self) -> None:
        far = page(link_depth=5)
        assert status(case([rate(far)], [far]), "form.findable") == "not_met"
        near = page("exams", link_depth=2)
        assert status(case([rate(far), *makers.usmle(near)], [far, near]), "form.findable") == "partly"

    def test_at_an_unknown_distance(self) -> None:
        nowhere = page(link_depth=None)
        found = makers.judged(case([rate(nowhere)], [nowhere]), "form.findable")
        assert found.status == "not_assessed"
        assert found.evidence

    def test_behind_a_login(self) -> None:
        login = visit(HOME_OF_RESULTS, VisitOutcome.login_required)
        closed = crawl(login, complete=False, reason="promising link: 1 behind a login")
        assert status(case(makers.usmle(PAGE), search=closed), "form.findable") == "partly"
        found = makers.judged(case(search=closed), "match.list")
        assert found.status == "not_met"
        assert "login" in found.reason
        assert HOME_OF_RESULTS in {row.address for row in found.evidence}

    def test_pictures(self) -> None:
        picture = page("match-list-2026.png", media_type="image/png", by_recognition=True)
        rows = makers.match_list(picture)
        assert status(case(rows, [picture]), "form.readable") == "not_met"
        assert status(case(rows, [picture]), "match.list") == "met"
        assert status(case([*rows, *makers.usmle(PAGE)], [picture, PAGE]), "form.readable") == "partly"


class TestStatements:
    """What a school says instead of a figure."""

    def test_words_do_not_outweigh_a_published_list(self) -> None:
        given = case([*makers.match_list(PAGE), WITHHELD])
        assert status(given, "match.list") == "met"
        assert status(given, "match.positions") == "not_met"

    def test_a_young_school_may_say_that_no_class_has_come_so_far(self) -> None:
        words = makers.statement(PAGE, StatementKind.not_yet_due, Topic.exam, "No student has taken Level 3 yet.")
        young = makers.school(Degree.DO, 2024)
        assert status(case([words], of=young), "exam.third") == "not_yet_due"
        assert status(case([words], of=makers.school(Degree.DO, 1990)), "exam.third") == "not_met"

    def test_the_third_exam_is_asked_of_osteopathic_schools_only(self) -> None:
        levels = [makers.pass_rate(PAGE, Exam.comlex_3, "2025")]
        assert status(case(levels, of=makers.school(Degree.DO)), "exam.third") == "met"
        assert "exam.third" not in {one.criterion_id for one in makers.assessed(case(levels)).assessments}
        assert status(case(of=makers.school(Degree.DO)), "exam.third") == "not_met"
        older = [makers.pass_rate(PAGE, Exam.comlex_3, "2022")]
        assert status(case(older, of=makers.school(Degree.DO)), "exam.third") == "partly"
