"""Printed hospitals: names in every style, place before name, hidden aliases, institutions that are not there."""

import os
import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.steps.resolve.evaluation import (
    Case,
    Outcome,
    calibration,
    calibration_table,
    cases_of,
    leave_one_out,
    score_at,
    without_institution,
)
from pipelines.steps.resolve.institution_index import InstitutionIndex, printed_names
from pipelines.steps.resolve.institution_words import institution_words
from pipelines.steps.resolve.institutions import (
    SURE,
    THRESHOLD,
    InstitutionResolver,
    Request,
    resolver_over,
    standard_index,
)
from pipelines.steps.resolve.lookups import institution_decisions

ALIASES = Path(__file__).resolve().parents[2] / "gold" / "institution_aliases_dev.csv"
METHODS = Path(__file__).resolve().parents[3] / "docs" / "methods.md"
RESOLVER = resolver_over(standard_index())
NAMES = sorted({name for one in standard_index().institutions.values() for name in printed_names(one)})


@pytest.mark.parametrize(
    ("name", "state", "city", "slug"),
    [
        ("Strong Memorial Hospital", "NY", None, "university-of-rochester-strong"),
        ("DENVER HEALTH MED CTR-CO", None, None, "denver-health-medical-center"),
        ("Denver Helath Medical Center", "CO", None, "denver-health-medical-center"),
        ("Tripler Army Medical Center, Honolulu, HI", None, None, "tripler-army-medical-center"),
        ("Stamford Hosp / Columbia", "CT", None, "stamford-hospital"),
        ("Columbia/Stamford Hospital", "Connecticut", "Stamford", "stamford-hospital"),
        ("Howard Univ Hosp", "DC", "Washington", "howard-university-hospital"),
        ("Butler Hospital, Brown Univ", "RI", None, "butler-hospital"),
    ],
)
def test_names_in_the_styles_that_lists_use(
    institutions: InstitutionResolver, name: str, state: str | None, city: str | None, slug: str
) -> None:
    answer = institutions.resolve(name, state, city)
    assert answer.slug == slug


def test_a_likeness_in_another_state_is_no_likeness(institutions: InstitutionResolver) -> None:
    answer = institutions.resolve("Denver Health Medical Center", "SC")
    assert answer.slug is None


def test_the_state_tells_namesakes_apart(institutions: InstitutionResolver) -> None:
    assert institutions.resolve("Mayo Clinic", "AZ").slug == "mayo-clinic-arizona"
    assert institutions.resolve("Mayo Clinic", "FL").slug == "mayo-clinic-florida"


def test_a_name_of_many_without_a_place_stays_open(institutions: InstitutionResolver) -> None:
    answer = institutions.resolve("University Hospital")
    assert answer.slug is None
    assert institutions.resolve("Memorial Hospital").slug is None


@pytest.mark.parametrize("nothing", [None, "", "   "])
def test_nothing_printed_gives_no_answer_and_nothing_to_review(
    institutions: InstitutionResolver, nothing: str | None
) -> None:
    assert institutions.resolve(nothing).method == "empty"
    assert not institutions.resolve(nothing).to_review


def test_the_suffix_is_a_state_only_behind_a_name() -> None:
    assert institution_words("Duke Univ Med Ctr-NC").state == "NC"
    assert institution_words("Rowan University SOM- NJ").state == "NJ"
    assert institution_words("UCLA-VA").state is None


def test_a_decision_counts_before_everything_else(index: InstitutionIndex) -> None:
    decision = {
        "name": "The Big House",
        "state": None,
        "slug": "denver-health-medical-center",
        "note": "for this test",
    }
    answer = InstitutionResolver(index, decisions=[decision]).resolve("the big house", "CO")
    assert (answer.slug, answer.method) == ("denver-health-medical-center", "decision")


def test_decisions_name_institutions_of_the_reference(index: InstitutionIndex) -> None:
    assert {row["slug"] for row in institution_decisions() if row["slug"]} <= index.institutions.keys()


@pytest.fixture(scope="module")
def hidden(index: InstitutionIndex) -> list[Outcome]:
    """Every alias of the test groups, resolved against a table that lacks just this alias."""
    return leave_one_out(cases_of(ALIASES, index), index)


@pytest.fixture(scope="module")
def away(index: InstitutionIndex) -> list[Outcome]:
    """Every alias of the test groups, resolved against a table that lacks its institution."""
    return without_institution(cases_of(ALIASES, index), index)


def test_aliases_hidden_in_turn_are_still_resolved(hidden: list[Outcome]) -> None:
    assert len(hidden) == 273
    for threshold in (THRESHOLD, SURE):
        score = score_at(hidden, threshold)
        assert score.precision >= 0.99
        assert score.recall >= 0.92


def test_the_calibration_that_the_methods_print_is_the_one_measured(
    hidden: list[Outcome], away: list[Outcome]
) -> None:
    table = calibration_table(hidden, away)
    text = METHODS.read_text(encoding="utf-8")
    head, begin, rest = text.partition("<!-- calibration -->\n")
    _, end, tail = rest.partition("<!-- end of calibration -->")
    assert end
    if os.environ.get("MATCHWATCH_UPDATE_DOCS"):
        METHODS.write_text(head + begin + table + "\n" + end + tail, encoding="utf-8")
    assert table in METHODS.read_text(encoding="utf-8")


def test_confidence_is_borne_out(index: InstitutionIndex) -> None:
    chance = random.Random(11)
    cases = [
        Case(chance.choice(one.aliases), one.state, slug)
        for slug, one in sorted(index.institutions.items())
        if one.aliases and chance.random() < 0.12
    ]
    for row in calibration(leave_one_out(cases, index), (0.0, 0.35, THRESHOLD, SURE, 1.0)):
        if row.low >= THRESHOLD:
            assert row.share_right >= row.mean_confidence - 0.15


def test_an_institution_that_is_not_there_is_hardly_ever_answered(away: list[Outcome]) -> None:
    assert score_at(away, THRESHOLD).answered / len(away) <= 0.035
    assert score_at(away, SURE).answered / len(away) <= 0.02


@pytest.mark.parametrize(
    ("name", "state", "another"),
    [
        ("Zzyzx Childrens Hospital", "OH", "nationwide-childrens-hospital"),
        ("North Shore Medical Center", "SC", "north-shore-university-hospital"),
        ("St Bartholomew Hospital", "MI", "trinity-health-ann-arbor-hospital"),
    ],
)
def test_telling_words_that_nothing_explains_leave_a_name_open(
    institutions: InstitutionResolver, name: str, state: str, another: str
) -> None:
    answer = institutions.resolve(name, state)
    assert another in institutions.index.institutions
    assert answer.slug is None


def test_the_order_of_the_tables_changes_nothing(index: InstitutionIndex) -> None:
    turned = InstitutionIndex(list(index.institutions.values())[::-1])
    one, other = resolver_over(index), resolver_over(turned)
    for name in random.Random(4).sample(NAMES, 150):
        words = institution_words(name).words
        assert set(turned.bearers_of(words)[0]) == set(index.bearers_of(words)[0])
        assert one.resolve(name + " Annex") == other.resolve(name + " Annex")


def a_list_of_names(count: int, seed: int) -> list[Request]:
    """Names as lists print them: as they are, misspelled, shortened, with and without state and city."""
    chance = random.Random(seed)
    known = sorted(standard_index().institutions.values(), key=lambda one: one.slug)
    found = []
    for one in chance.choices(known, k=count):
        name = chance.choice([*printed_names(one)])
        place = chance.randrange(len(name))
        spoiled = chance.choice([name, name[:place] + name[place + 1 :], " ".join(name.split()[1:]), name.upper()])
        state, city = chance.choice([(one.state, None), (one.state, one.city), (None, None)])
        found.append(Request(spoiled, state, city))
    return found


def test_many_at_once_get_the_answers_of_each_alone(index: InstitutionIndex) -> None:
    requests = a_list_of_names(400, seed=9)
    many = resolver_over(index).resolve_many(requests)
    alone = resolver_over(index)
    assert [alone.resolve(one.name, one.state, one.city) for one in requests] == many
    turned = resolver_over(index).resolve_many(requests[::-1])
    assert turned[::-1] == many


@given(st.lists(st.text(max_size=40), max_size=12))
@settings(deadline=None)
def test_any_strings_at_once_get_the_answers_of_each_alone(texts: list[str]) -> None:
    alone = resolver_over(RESOLVER.index)
    assert RESOLVER.resolve_many([Request(text, "NY") for text in texts]) == [alone.resolve(t, "NY") for t in texts]


@given(st.sampled_from(NAMES), st.integers(0, 60), st.sampled_from("xqz"))
@settings(deadline=None)
def test_noise_never_makes_an_answer_surer(name: str, place: int, letter: str) -> None:
    clean = RESOLVER.resolve(name)
    if clean.method == "alias":
        assert RESOLVER.resolve(name[:place] + letter + name[place:]).confidence <= clean.confidence


@given(st.text(max_size=120), st.sampled_from(["NC", "NY", "", None, "nowhere"]))
@settings(deadline=None)
def test_any_string_gets_an_answer_within_bounds(text: str, state: str | None) -> None:
    answer = RESOLVER.resolve(text, state)
    assert 0 <= answer.confidence <= 1
    assert answer.slug is None or answer.confidence >= THRESHOLD
