"""Persons and positions are counted apart, and where a list cannot tell there are bounds with the reason."""

from typing import Any

import pytest

from schemas.resolution import ResolvedPlacement
from schemas.vocabulary import MeasureName, Position
from tests.unit.derive.builders import a_class, derive, measure, only, placement, rows


def test_first_years_are_paired_with_advanced_positions() -> None:
    outcomes = derive(placements=a_class())
    assert only(outcomes, "placement_rows").value == 32
    people = only(outcomes, "persons_listed")
    assert (people.value, people.lower_bound, people.upper_bound) == (30, 30, 32)
    alone = only(outcomes, "preliminary_only")
    assert (alone.value, alone.lower_bound, alone.upper_bound) == (2, 2, 4)


def test_a_stated_head_count_decides_what_the_rows_leave_open() -> None:
    rows_of_class = [
        *rows("internal_medicine", 20, position=Position.categorical),
        *rows("anesthesiology", 5),
        *rows("urology", 2),
        *rows("prelim_medicine", 3, position=Position.preliminary),
    ]
    free = derive(placements=rows_of_class)
    assert only(free, "persons_listed").value == 27
    stated = derive(placements=rows_of_class, measures=[measure(MeasureName.matched, 28)])
    people = only(stated, "persons_listed")
    assert (people.value, people.lower_bound, people.upper_bound) == (28, 27, 30)
    assert only(stated, "preliminary_only").value == 1
    assert only(stated, "persons_accounted_of_matched_share").value == 100


def test_pairs_printed_on_one_row_are_certain() -> None:
    place: dict[str, Any] = {"page": 1, "box": "10,10,200,20", "quote": "Transitional Year X / Dermatology Y"}
    both = [
        placement("transitional_year", program="X", position=Position.transitional, **place),
        placement("dermatology", program="Y", position=Position.advanced, **place),
    ]
    apart = [
        placement("transitional_year", program="X", position=Position.transitional, page=1, box="1,1,2,2", quote="X"),
        placement("dermatology", program="Y", position=Position.advanced, page=1, box="1,3,2,4", quote="Y"),
    ]
    assert only(derive(placements=both), "persons_listed").upper_bound == 1
    assert only(derive(placements=apart), "persons_listed").upper_bound == 2


def test_merged_counts_give_bounds_and_the_reason() -> None:
    counts = [
        placement(
            "general_surgery", number=17, specialty="Surgery-General/Surgery Preliminary", specialty_method="merged"
        ),
        *(placement(slug, number=6) for slug in ("internal_medicine", "family_medicine", "pediatrics", "psychiatry")),
        *(placement(slug, number=6) for slug in ("neurology", "pathology", "obgyn", "urology", "dermatology")),
        placement("transitional_year", number=3, position=Position.transitional),
    ]
    outcomes = derive(placements=counts)
    for name in ("preliminary_only", "persons_listed"):
        found = only(outcomes, name)
        assert found.value is None
        assert "merges preliminary and categorical" in (found.not_computable or "")
    alone = only(outcomes, "preliminary_only")
    assert (alone.lower_bound, alone.upper_bound) == (0, 20)


def test_a_label_that_names_both_kinds_is_merged() -> None:
    counts = [placement("general_surgery", number=9, specialty="General Surgery (categorical and preliminary)")]
    assert only(derive(placements=counts), "preliminary_only").not_computable is not None


def test_a_list_without_labels_cannot_tell() -> None:
    outcomes = derive(placements=[*rows("internal_medicine", 20), *rows("dermatology", 5)])
    alone = only(outcomes, "preliminary_only")
    assert alone.value is None
    assert "marks no preliminary" in (alone.not_computable or "")
    people = only(outcomes, "persons_listed")
    assert (people.value, people.lower_bound, people.upper_bound) == (25, 20, 25)
    assert "does not tell preliminary from categorical" in (people.caution or "")


def test_people_without_a_position_are_no_placements() -> None:
    outcomes = derive(
        placements=[*a_class(), *rows("unmatched", 2), *rows("non_clinical", 1)],
        measures=[measure(MeasureName.class_size, 33), measure(MeasureName.matched, 30)],
    )
    assert only(outcomes, "persons_listed").value == 30
    assert only(outcomes, "persons_accounted_of_class_size_share").value == 100


@pytest.mark.parametrize(("urology", "lower"), [(2, 2), (0, 0)])
def test_first_years_may_belong_to_matches_that_the_list_omits(urology: int, lower: int) -> None:
    listed: list[ResolvedPlacement] = [row for row in a_class() if row.specialty_slug != "urology"]
    outcomes = derive(placements=[*listed, *rows("urology", urology, position=Position.categorical)])
    alone = only(outcomes, "preliminary_only")
    assert alone.lower_bound == lower
    assert ("match elsewhere" in (alone.caution or "")) is (urology == 0)


@pytest.mark.parametrize(
    ("name", "caution"), [(MeasureName.participants, "cannot be"), (MeasureName.matched, "may leave SOAP")]
)
def test_more_people_than_stated_is_written_on_the_figure(name: MeasureName, caution: str) -> None:
    outcomes = derive(placements=a_class(), measures=[measure(name, 25)])
    accounted = only(outcomes, f"persons_accounted_of_{name}_share")
    assert accounted.value == 120
    assert caution in (accounted.caution or "")


def test_a_head_count_of_a_part_is_not_what_a_list_is_held_against() -> None:
    outcomes = derive(placements=a_class(), measures=[measure(MeasureName.placed, 5)])
    assert not [one for one in outcomes if one.name == "persons_accounted_of_placed_share"]
