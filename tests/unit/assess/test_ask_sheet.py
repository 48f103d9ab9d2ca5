"""Ask sheets, read as a person would read them."""

import re

import pytest
import readability
from hypothesis import given
from hypothesis import strategies as st

from pipelines.steps.assess.ask_sheet import ask_sheet
from pipelines.steps.assess.case import SchoolCase
from schemas.disclosure import AskClaim, AskSheet
from schemas.registry import Specialty
from schemas.vocabulary import (
    AskTopic,
    CriterionStatus,
    Degree,
    Exam,
    MeasureName,
    ReadingOutcome,
    StatementKind,
    Topic,
)
from tests.unit.assess import makers
from tests.unit.assess.test_fairness import SLOW, anything

PAGE, NEWS = makers.page(), makers.page("news")
DERMATOLOGY = Specialty(slug="dermatology", canonical_name="Dermatology")
HIGHEST_GRADE = 9
SUPPORT = [
    makers.statement(PAGE, StatementKind.support, Topic.exam, "Six weeks are kept free before Step 1."),
    makers.statement(PAGE, StatementKind.support, Topic.match, "Each student has a mentor in the field."),
]
CANDID: list[makers.Record] = [
    *SUPPORT,
    *makers.match_list(PAGE),
    *[makers.rate(PAGE, 94, str(year), national_value=93.5) for year in (2026, 2025, 2024)],
    *makers.usmle(PAGE, national=93),
    makers.measure(PAGE, MeasureName.unmatched, 2),
    makers.measure(PAGE, MeasureName.graduation_rate, 93, "2022", years=4),
    makers.measure(PAGE, MeasureName.class_size, 40),
]
BOAST = makers.statement(PAGE, StatementKind.vague_claim, Topic.match, "Our graduates match at the finest programs.")
WITHHELD = makers.statement(
    PAGE, StatementKind.withheld, Topic.match, "To protect privacy we do not publish match lists."
)
PROMISE = makers.statement(PAGE, StatementKind.promised, Topic.match, "The match list will be posted in January 2027.")
PICTURE = makers.page("match-list-2026.png", media_type="image/png", reading=ReadingOutcome.unread)
NEW = makers.school(first=None, first_class_matriculated=2024, expected_first_graduation=2028)
CASES: dict[str, SchoolCase] = {
    "candid": makers.case(CANDID),
    "silent": makers.case(),
    "silent DO": makers.case(of=makers.school(Degree.DO)),
    "boasts": makers.case([BOAST, *makers.usmle(PAGE)]),
    "withholds": makers.case([WITHHELD, makers.bare_rate(PAGE)]),
    "new": makers.case([PROMISE, SUPPORT[0]], of=NEW),
    "young": makers.case([PROMISE, makers.rate(PAGE)], of=makers.school(Degree.DO, 2024)),
    "contradicts itself": makers.case(
        [makers.rate(PAGE, 97), makers.rate(NEWS, 92), *makers.match_list(PAGE)], [PAGE, NEWS]
    ),
    "out of date": makers.case([makers.rate(PAGE, period="2024"), makers.pass_rate(PAGE, Exam.step_1, "2022")]),
    "picture": makers.case(makers.usmle(PAGE), [PAGE, PICTURE]),
    "not searched": makers.case([makers.rate(PAGE, period="2019")], never_searched=True),
    "refused": makers.case(search=makers.crawl(complete=False)),
}
WISHES = {
    "general": {},
    "specialty": {"specialty": DERMATOLOGY},
    "both": {"specialty": DERMATOLOGY, "home_state": "VT"},
}


def sheet(name: str, wish: str = "general") -> AskSheet:
    given_case = CASES[name]
    return ask_sheet(given_case, makers.assessed(given_case), **WISHES[wish])  # type: ignore[arg-type]


def claims(given_sheet: AskSheet) -> list[AskClaim]:
    return [*given_sheet.public, *(claim for question in given_sheet.questions for claim in question.because)]


def sentences(given_sheet: AskSheet) -> list[str]:
    """What the sheet says in its own words; the school's are left out."""
    texts = [
        text
        for one in given_sheet.questions
        for text in (one.question, one.follow_up, one.candid, one.dodge, *(claim.text for claim in one.because))
        if text
    ]
    own = [re.sub(r"“[^”]*”", "this", text) if "school says" in text else text for text in texts]
    return [part for text in own for part in re.split(r"(?<=[.?!])\s+", text)]


def grade(texts: list[str]) -> float:
    lines = [" ".join(re.findall(r"[\w’'-]+|[.?!]", text)) for text in texts]
    return float(readability.getmeasures("\n".join(lines), lang="en")["readability grades"]["Kincaid"])


def holds(given_case: SchoolCase, given_sheet: AskSheet) -> None:
    leads = [one for one in given_sheet.questions if one.lead]
    topics = [one.topic for one in given_sheet.questions]
    public = {
        one.criterion_id
        for one in makers.assessed(given_case).assessments
        if one.status in (CriterionStatus.met, CriterionStatus.partly)
    }
    assert len(leads) == 3
    assert given_sheet.questions[:3] == tuple(leads)
    assert len(given_sheet.questions) <= 6
    assert len(set(topics)) == len(topics)
    assert not {name for one in given_sheet.questions for name in one.asks_for} & public
    assert all(one.candid and one.dodge for one in given_sheet.questions)
    assert all(claim.document_id or claim.assessment_id for claim in claims(given_sheet))


@pytest.mark.parametrize("wish", WISHES)
@pytest.mark.parametrize("name", CASES)
def test_every_sheet_holds_to_the_rules(name: str, wish: str) -> None:
    holds(CASES[name], sheet(name, wish))


@pytest.mark.parametrize("wish", WISHES)
@pytest.mark.parametrize("name", CASES)
def test_every_sheet_can_be_read_by_anybody(name: str, wish: str) -> None:
    words = sentences(sheet(name, wish))
    assert grade(words) <= HIGHEST_GRADE
    assert max(len(text.split()) for text in words) <= 30


@SLOW
@given(st.data())
def test_whatever_a_school_publishes(data: st.DataObject) -> None:
    degree, first = data.draw(st.sampled_from(list(Degree))), data.draw(st.sampled_from([1980, 2024, 2027]))
    given_case = makers.case(data.draw(anything(PAGE)), of=makers.school(degree, first))
    home = data.draw(st.sampled_from([None, "VT", "OR"]))
    specialty = data.draw(st.sampled_from([None, DERMATOLOGY]))
    found = ask_sheet(given_case, makers.assessed(given_case), specialty=specialty, home_state=home)
    holds(given_case, found)


class TestWords:
    """What single sheets say."""

    def test_public_figures_are_cited_with_year_and_basis(self) -> None:
        public = [claim.text for claim in sheet("candid").public]
        assert "95 % passed Step 1 on the first try in 2025 (nation: 93 %)." in public
        assert "94 % of those who took part matched before SOAP, class of 2026 (nation: 93.5 %)." in public
        assert "93 % of the class of 2022 finished in 4 years." in public
        assert all(claim.address for claim in sheet("candid").public)

    def test_a_candid_school_is_asked_for_no_number(self) -> None:
        questions = sheet("candid").questions
        assert [one.topic for one in questions] == [
            AskTopic.exam,
            AskTopic.match,
            AskTopic.destinations,
            AskTopic.positions,
        ]
        assert [one.follow_up for one in questions if one.lead] == [None, None, None]

    def test_a_silent_school_is_asked_for_process_first_and_numbers_last(self) -> None:
        first = sheet("silent").questions[0]
        assert first.question.startswith("How do you help students")
        assert "pass on the first try" in (first.follow_up or "")
        assert any("found no exam results" in claim.text for claim in first.because)

    def test_praise_is_quoted_back(self) -> None:
        (match,) = [one for one in sheet("boasts").questions if one.topic is AskTopic.match]
        assert "finest programs" in match.because[0].text
        assert "No number stands with it" in match.because[0].text

    def test_a_withheld_list_is_not_asked_for_again(self) -> None:
        (where,) = [one for one in sheet("withholds").questions if one.topic is AskTopic.destinations]
        assert "with no names" in where.question
        assert "match.list" not in where.asks_for
        (claim,) = [one for one in where.because if "does not share" in one.text]
        assert claim.address == PAGE.final_address

    @pytest.mark.parametrize("name", ["new", "young"])
    def test_new_schools_are_asked_how_they_follow_their_first_classes(self, name: str) -> None:
        first = sheet(name).questions[0]
        assert first.topic is AskTopic.tracking
        assert "January 2027" in first.because[0].text

    def test_hopes_of_the_reader_are_named(self) -> None:
        both = sheet("silent", "both")
        text = " ".join(one.question for one in both.questions)
        assert "dermatology" in text
        assert "Vermont" in text

    def test_graduates_in_the_readers_field_and_state_are_counted(self) -> None:
        rows = [
            row.model_copy(update={"specialty_slug": "dermatology"}) if number < 3 else row
            for number, row in enumerate(makers.match_list(PAGE))
        ]
        given_case = makers.case([*rows, *makers.usmle(PAGE)])
        found = ask_sheet(given_case, makers.assessed(given_case), specialty=DERMATOLOGY, home_state="VT")
        texts = [claim.text for claim in found.public]
        assert "3 of the class of 2026 went into dermatology." in texts
        assert "40 of the class of 2026 went to Vermont." in texts

    def test_cause_for_the_spares(self) -> None:
        def topics(name: str) -> set[AskTopic]:
            return {one.topic for one in sheet(name).questions if not one.lead}

        assert AskTopic.checking in topics("contradicts itself")
        assert AskTopic.timing in topics("out of date")
        assert AskTopic.access in topics("picture")

    def test_where_the_search_was_incomplete_the_reader_is_told_to_look_first(self) -> None:
        assert any("Look first" in claim.text for claim in claims(sheet("refused")))
