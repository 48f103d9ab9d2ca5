"""Printed specialties: strings of lists, real strings of the NRMP, and properties that hold for any string."""

import csv
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.steps.resolve.lookups import specialty_decisions
from pipelines.steps.resolve.specialties import THRESHOLD, SpecialtyResolver, standard_specialties
from schemas.vocabulary import Position
from scrapers.reference import specialties as vocabulary

WITH_ANSWERS = Path(__file__).parent / "specialty_strings.csv"
FIRST_YEARS = {Position.preliminary, Position.transitional}


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("row", rows_of(WITH_ANSWERS), ids=lambda row: row["specialty_raw"])
def test_strings_as_schools_print_them(specialties: SpecialtyResolver, row: dict[str, str]) -> None:
    answer = specialties.resolve(row["specialty_raw"])
    assert (answer.slug or "", answer.position or "") == (row["slug"], row["position"])


def test_real_strings_get_the_code_and_kind_that_their_program_codes_carry(
    specialties: SpecialtyResolver, real_nrmp: Path
) -> None:
    codes = {one.slug: one.acgme_nrmp_code for one in vocabulary()}
    rows = rows_of(real_nrmp / "specialty_strings.csv")
    right = 0
    for row in rows:
        answer = specialties.resolve(row["specialty_raw"])
        same_code = codes.get(answer.slug or "") == row["specialty_code"]
        right += same_code and (answer.position in FIRST_YEARS) == (row["track"] == "P")
    assert right / len(rows) >= 0.98


def test_every_alias_of_the_vocabulary_means_its_specialty_in_any_case(specialties: SpecialtyResolver) -> None:
    for one in vocabulary():
        for alias in (one.canonical_name, *one.aliases):
            for written in (alias, alias.upper(), alias.lower()):
                assert specialties.resolve(written).slug == one.slug, written


def test_a_prelim_year_for_another_specialty_stays_a_prelim_year(specialties: SpecialtyResolver) -> None:
    answer = specialties.resolve("Med-Prelim/UAB PM&R")
    assert (answer.slug, answer.position) == ("prelim_medicine", Position.preliminary)


def test_a_row_that_counts_both_kinds_says_so(specialties: SpecialtyResolver) -> None:
    answer = specialties.resolve("Surgery-General/Surgery Preliminary")
    assert (answer.slug, answer.position, answer.method) == ("general_surgery", None, "merged")
    assert answer.runner_up == "prelim_surgery"


def test_two_specialties_without_a_combined_program_stay_open(specialties: SpecialtyResolver) -> None:
    answer = specialties.resolve("Internal Medicine/Family Medicine")
    assert answer.slug is None
    assert answer.runner_up == "internal_medicine"


def test_a_decision_counts_before_everything_else() -> None:
    decision = {"specialty_raw": "General Surgery", "slug": "urology", "position": None, "note": "for this test"}
    resolver = SpecialtyResolver(vocabulary(), [decision])
    answer = resolver.resolve("general surgery")
    assert (answer.slug, answer.confidence, answer.method) == ("urology", 1.0, "decision")


def test_decisions_name_specialties_of_the_vocabulary() -> None:
    known = {one.slug for one in vocabulary()}
    assert {row["slug"] for row in specialty_decisions() if row["slug"]} <= known


@given(st.text(max_size=80))
def test_any_string_gets_an_answer_within_bounds(text: str) -> None:
    answer = standard_specialties().resolve(text)
    assert 0 <= answer.confidence <= 1
    assert answer.slug is None or answer.confidence >= THRESHOLD


@given(st.sampled_from([one.canonical_name for one in vocabulary()]), st.integers(0, 40), st.sampled_from("xqz"))
def test_noise_never_makes_an_answer_surer(name: str, place: int, letter: str) -> None:
    spoiled = name[:place] + letter + name[place:]
    clean = standard_specialties().resolve(name)
    assert standard_specialties().resolve(spoiled).confidence <= clean.confidence


@pytest.mark.parametrize(
    "restyled",
    [
        str.upper,
        str.lower,
        lambda text: text.replace("-", " – "),
        lambda text: text.replace("/", " / "),
        "{} *".format,
    ],
    ids=["capitals", "small", "dashes", "slashes", "mark"],
)
def test_the_style_of_writing_changes_no_specialty(
    specialties: SpecialtyResolver, restyled: Callable[[str], str]
) -> None:
    rows = [row for row in rows_of(WITH_ANSWERS) if row["slug"]]
    same = sum(specialties.resolve(restyled(row["specialty_raw"])).slug == row["slug"] for row in rows)
    assert same / len(rows) >= 0.98


@pytest.mark.parametrize(
    ("text", "slug", "position"),
    [
        ("140C0", "internal_medicine", Position.categorical),
        ("1903140P1", "prelim_medicine", Position.preliminary),
        ("440P0", "prelim_surgery", Position.preliminary),
        ("040A0", "anesthesiology", Position.advanced),
        ("080r0", "dermatology", Position.physician_only),
        ("140M0", "internal_medicine_primary", Position.categorical),
        ("999P0", "transitional_year", Position.transitional),
        ("380A0", "preventive_medicine", Position.advanced),
        ("777C0", None, None),
    ],
)
def test_a_program_code_tells_specialty_and_track(text: str, slug: str | None, position: Position | None) -> None:
    answer = standard_specialties().resolve(text)
    assert (answer.slug, answer.position) == (slug, position)


def test_a_first_year_that_is_called_categorical_is_no_preliminary_one() -> None:
    answer = standard_specialties().resolve("Gen Surg - Categorical (PGY1)")
    assert (answer.slug, answer.position) == ("general_surgery", Position.categorical)
