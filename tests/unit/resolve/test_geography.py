"""States, divisions and the five levels from home."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.steps.resolve.geography import (
    Distance,
    adjacent_divisions,
    adjacent_states,
    census_division,
    distance_scale,
    kilometres_between,
    state_code,
    states,
)

CODES = sorted(states())
LEVELS = list(Distance)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("NC", "NC"), ("nc", "NC"), ("North Carolina", "NC"), ("N.C.", "NC"), ("Washington, D.C.", "DC"), ("Washington", "WA"),
        ("W. Va.", "WV"), ("PR", "PR"), ("Ontario", None), ("", None), (None, None), ("XX", None),
    ],
)  # fmt: skip
def test_states_are_told_by_code_name_and_abbreviation(text: str | None, code: str | None) -> None:
    assert state_code(text) == code


def test_fifty_states_and_the_district_lie_in_nine_divisions() -> None:
    divided = {code for code in CODES if census_division(code)}
    assert len(divided) == 51
    assert len({census_division(code) for code in divided}) == 9


def test_borders_are_mutual_and_join_no_state_to_itself() -> None:
    for code in CODES:
        assert code not in adjacent_states(code)
        assert all(code in adjacent_states(other) for other in adjacent_states(code))


@pytest.mark.parametrize(
    ("home", "place", "level"),
    [
        ("NY", "NY", Distance.home_state),
        ("NY", "PA", Distance.adjacent_state),
        ("IL", "MI", Distance.near_division),
        ("IL", "NY", Distance.near_division),
        ("CA", "FL", Distance.farther),
        ("AZ", "CO", Distance.near_division),
        ("PR", "FL", Distance.farther),
        ("PR", "PR", Distance.home_state),
        ("NY", None, None),
        (None, "NY", None),
        ("NY", "QC", None),
    ],
)
def test_distance_has_five_levels(home: str | None, place: str | None, level: Distance | None) -> None:
    assert distance_scale(home, place) == level


def test_the_home_institution_is_home_wherever_it_lies() -> None:
    assert distance_scale("NY", None, same_institution=True) is Distance.home_institution


@given(st.sampled_from(CODES), st.sampled_from(CODES))
def test_distance_is_the_same_in_both_directions(one: str, other: str) -> None:
    assert distance_scale(one, other) == distance_scale(other, one)


def test_divisions_border_on_each_other_mutually() -> None:
    divisions = {division for code in CODES if (division := census_division(code))}
    for division in divisions:
        assert all(division in adjacent_divisions(other) for other in adjacent_divisions(division))
    assert adjacent_divisions("New England") == {"Middle Atlantic"}


def test_kilometres_follow_the_great_circle() -> None:
    new_york, los_angeles = (40.7128, -74.0060), (34.0522, -118.2437)
    assert math.isclose(kilometres_between(new_york, los_angeles), 3936, rel_tol=0.005)
    assert kilometres_between(new_york, new_york) == 0
