"""Classes that are easily misjudged: nobody matched, one student, military and foreign places, first years left out."""

from typing import Any

from schemas.vocabulary import MeasureName, Position
from tests.unit.derive.builders import derive, measure, only, placement, rate, rows

CATEGORICAL = Position.categorical


def test_military_without_a_specialty_is_no_specialty() -> None:
    outcomes = derive(placements=rows("military_gme", 21, position=Position.military))
    primary = only(outcomes, "primary_care_share")
    assert primary.value is None
    assert (primary.lower_bound, primary.upper_bound) == (0, 100)
    assert only(outcomes, "military_program_share").value == 100


def test_a_list_of_advanced_positions_that_leaves_first_years_out_tells_nothing_of_them() -> None:
    listed = [
        *rows("internal_medicine", 15, position=CATEGORICAL),
        *rows("dermatology", 6, position=Position.advanced),
        *rows("urology", 1, position=CATEGORICAL),
    ]
    loose = only(derive(placements=listed), "preliminary_only")
    assert loose.value is None
    assert "leaves first years out" in (loose.not_computable or "")
    assert loose.upper_bound is None
    tied = only(derive(placements=listed, measures=[measure(MeasureName.matched, 22)]), "preliminary_only")
    assert (tied.value, tied.lower_bound, tied.upper_bound) == (0, 0, 0)


def test_nobody_matched_is_a_figure() -> None:
    outcomes = derive(measures=[rate(0.0), measure(MeasureName.matched, 0), measure(MeasureName.participants, 12)])
    assert {(one.name, one.value) for one in outcomes if one.basis == "published"} == {
        ("match_rate", 0.0), ("matched", 0.0), ("participants", 12.0),
    }  # fmt: skip


def test_of_a_single_student_no_share_is_shown_not_even_none() -> None:
    outcomes = derive(
        placements=[placement("internal_medicine", program="Hospital")], measures=[measure(MeasureName.matched, 1)]
    )
    for name in ("primary_care_share", "competitive_share", "competitive_dopen_share"):
        assert only(outcomes, name).value is None
        assert "withheld" in (only(outcomes, name).not_computable or "")


def test_puerto_rico_is_farther_and_an_unknown_country_is_unknown() -> None:
    outcomes = derive(
        placements=[
            *rows("internal_medicine", 12, position=CATEGORICAL, resolved_state="PR"),
            *rows("pediatrics", 9, position=CATEGORICAL, program="A hospital in Montreal"),
            *rows("psychiatry", 9, position=CATEGORICAL, resolved_state="NY"),
        ]
    )
    farther, in_state = only(outcomes, "distance_farther_share"), only(outcomes, "in_state_share")
    assert (farther.value, farther.lower_bound, farther.upper_bound) == (None, 40, 70)
    assert (in_state.value, in_state.lower_bound, in_state.upper_bound) == (None, 0, 30)


def test_equal_rows_are_different_people() -> None:
    assert only(derive(placements=rows("internal_medicine", 25)), "placement_rows").value == 25


def test_merged_counts_whose_pairs_stand_on_one_row_count_those_people_once() -> None:
    same: dict[str, Any] = {"quote": "Radiology, then Medicine", "cell": "A1"}
    outcomes = derive(
        placements=[
            *rows("internal_medicine", 20, position=CATEGORICAL),
            placement(
                "general_surgery", program="Hospital", number=3, specialty="Surgery (categorical and preliminary)"
            ),
            placement("dermatology", program="Hospital", position=Position.advanced, **same),
            placement("transitional_year", program="Hospital", position=Position.transitional, **same),
        ],
        measures=[measure(MeasureName.matched, 24)],
    )
    people = only(outcomes, "persons_listed")
    assert people.value == 24
    assert only(outcomes, "persons_accounted_of_matched_share").value == 100


def test_a_stage_of_its_own_keeps_its_own_record() -> None:
    outcomes = derive(measures=[rate(93.2, "before_soap"), rate(99.0, "after_soap"), rate(99.4, "overall")])  # type: ignore[arg-type]
    assert sorted(one.value or 0 for one in outcomes if one.name == "match_rate") == [93.2, 99.0, 99.4]
