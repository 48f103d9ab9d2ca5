"""Where a class went: home, state, distance, kind of program; what is unknown widens the bounds."""

from typing import Any

import pytest

from schemas.resolution import ResolvedPlacement
from schemas.vocabulary import Position
from tests.unit.derive.builders import HOME, PARENT, derive, only, rows, school

CAMPUS = school(parent_slug=PARENT)
NEIGHBOUR = {"institution_slug": "dartmouth-hitchcock-medical-center", "resolved_state": "NH"}
LEVELS = ("home_institution", "home_state", "adjacent_state", "near_division", "farther")


def at_home(number: int, slug: str = "internal_medicine") -> list[ResolvedPlacement]:
    return rows(slug, number, institution_slug=HOME, resolved_state="VT", position=Position.categorical)


def elsewhere(number: int, state: str | None, institution: str | None = "elsewhere") -> list[ResolvedPlacement]:
    return rows(
        "pediatrics", number, institution_slug=institution, resolved_state=state, position=Position.categorical
    )


def test_five_levels_add_up_to_everybody() -> None:
    listed = [
        *at_home(10),
        *elsewhere(6, "VT"),
        *rows("pediatrics", 7, **NEIGHBOUR, position=Position.categorical),
        *elsewhere(8, "PA"),
        *elsewhere(9, "CA"),
    ]
    outcomes = derive(placements=listed, of=CAMPUS)
    counts = [only(outcomes, f"distance_{level}_share").numerator for level in LEVELS]
    assert counts == [10, 6, 7, 8, 9]
    assert only(outcomes, "in_state_share").numerator == 16
    home = only(outcomes, "home_institution_share")
    assert (home.value, home.numerator, home.denominator) == (25.0, 10, 40)
    assert home.interval_method == "wilson"


def test_unknown_places_widen_the_bounds_and_too_many_leave_no_value() -> None:
    few = derive(placements=[*at_home(10), *elsewhere(18, "CA"), *elsewhere(2, None, None)], of=CAMPUS)
    home = only(few, "home_institution_share")
    assert (home.value, home.lower_bound, home.upper_bound) == (35.71, 33.33, 40.0)
    many = derive(placements=[*at_home(10), *elsewhere(10, "CA"), *elsewhere(10, None, None)], of=CAMPUS)
    home = only(many, "home_institution_share")
    assert (home.value, home.lower_bound, home.upper_bound) == (None, 33.33, 66.67)
    assert "it is known of 20 of 30" in (home.not_computable or "")


def test_another_state_without_a_home_institution_is_not_home_even_if_the_hospital_is_unknown() -> None:
    outcomes = derive(placements=[*at_home(10), *elsewhere(20, "CA", None)], of=CAMPUS)
    assert only(outcomes, "home_institution_share").denominator == 30


def test_a_school_without_an_own_institution_has_no_home_share() -> None:
    home = only(derive(placements=elsewhere(30, "CA")), "home_institution_share")
    assert home.value is None
    assert "not applicable" in (home.not_computable or "")


def test_first_years_do_not_count_as_destinations() -> None:
    listed = [
        *at_home(8, "transitional_year"),
        *elsewhere(20, "CA"),
        *rows("dermatology", 8, institution_slug="elsewhere", resolved_state="CA", position=Position.advanced),
    ]
    listed[:8] = [row.model_copy(update={"resolved_position": Position.transitional}) for row in listed[:8]]
    home = only(derive(placements=listed, of=CAMPUS), "home_institution_share")
    assert (home.numerator, home.denominator) == (0, 28)


@pytest.mark.parametrize(
    ("fields", "kind"),
    [
        ({"institution_slug": HOME}, "academic"),
        ({"institution_slug": "baldwin-health"}, "community"),
        ({"institution_slug": None, "position": Position.military}, "military"),
    ],
)
def test_kinds_of_programs(fields: dict[str, Any], kind: str) -> None:
    listed = [*rows("pediatrics", 10, **fields), *rows("psychiatry", 10, institution_slug=HOME)]
    listed += rows("neurology", 10, institution_slug="baldwin-health")
    share = only(derive(placements=listed, of=CAMPUS), f"{kind}_program_share")
    assert share.numerator == (10 if kind == "military" else 20)


def test_counts_by_specialty_name_no_places() -> None:
    outcomes = derive(placements=[row.model_copy(update={"program": None}) for row in at_home(30)])
    for name in ("home_institution_share", "in_state_share"):
        assert only(outcomes, name).not_computable == "the list names no institutions"


def test_counts_by_institution_name_no_specialties() -> None:
    outcomes = derive(
        placements=[
            row.model_copy(update={"specialty": None, "specialty_slug": None, "position": None}) for row in at_home(30)
        ]
    )
    assert only(outcomes, "primary_care_share").not_computable == "the list names no specialties"
    assert "names no specialties" in (only(outcomes, "persons_listed").not_computable or "")
