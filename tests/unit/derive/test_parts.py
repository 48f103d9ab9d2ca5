"""A class's list that is spread over several documents."""

from collections.abc import Sequence

import pytest

from schemas.outcomes import Outcome
from schemas.resolution import ResolvedPlacement
from schemas.vocabulary import MeasureName, PublishedBy
from tests.unit.derive.builders import derive, document, measure, only, placement, rows


def people(
    name: str, *specialties: str, count: int = 5, first: int = 0, state: str | None = None
) -> list[ResolvedPlacement]:
    """So many graduates of each specialty, each at a hospital of her own."""
    return [
        placement(slug, name=name, program=f"Hospital {first + number}", institution_slug=f"hospital-{first + number}", resolved_state=state)
        for slug in specialties
        for number in range(count)
    ]  # fmt: skip


def listed(
    placements: Sequence[ResolvedPlacement], *documents: dict[str, object], **more: object
) -> tuple[Outcome, ...]:
    named = [document(name, **fields) for name, fields in zip("abc", documents, strict=False)]
    return derive(placements=placements, documents=[*named, document("page")], **more)  # type: ignore[arg-type]


FIELDS = ("internal_medicine", "pediatrics", "psychiatry", "family_medicine")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"title": "Match list 2024, A-M"}, {"title": "Match list 2024, N-Z"}),
        ({"address": "https://school.example/match/a-to-k.pdf"}, {"address": "https://school.example/match/l-to-z.pdf"}),
        ({"title": "Match list, part 1 of 2"}, {"title": "Match list, part 2 of 2"}),
    ],
)  # fmt: skip
def test_parts_that_say_so_are_put_together(one: dict[str, object], other: dict[str, object]) -> None:
    outcomes = listed([*people("a", *FIELDS), *people("b", *FIELDS, first=50)], one, other)
    whole = only(outcomes, "placement_rows")
    assert whole.value == 40
    assert "put together as parts of one list" in (whole.note or "")
    assert only(outcomes, "primary_care_share").value == 75.0


def test_parts_that_make_up_the_stated_people_are_put_together() -> None:
    placements = [*people("a", *FIELDS), *people("b", *FIELDS, first=50)]
    outcomes = listed(placements, {}, {}, measures=[measure(MeasureName.matched, 40)])
    assert only(outcomes, "placement_rows").value == 40
    assert only(outcomes, "primary_care_share").value == 75.0


def test_parts_by_specialty_and_by_state_are_put_together() -> None:
    by_field = listed([*people("a", *FIELDS[:2], count=12), *people("b", *FIELDS[2:], count=9, first=50)], {}, {})
    assert only(by_field, "placement_rows").value == 42
    north = [*people("a", *FIELDS, state="VT"), *people("a", *FIELDS, first=9, state="NY")]
    south = [*people("b", *FIELDS, first=20, state="FL"), *people("b", *FIELDS, first=30, state="GA")]
    assert only(listed([*north, *south], {}, {}), "placement_rows").value == 80


def test_a_list_told_twice_is_no_part() -> None:
    twice = [*people("a", *FIELDS), *people("b", *FIELDS)]
    outcomes = listed(twice, {"title": "A-M"}, {"title": "N-Z"}, measures=[measure(MeasureName.matched, 40)])
    assert only(outcomes, "placement_rows").value == 20


def test_a_part_that_is_missing_leaves_the_others_apart() -> None:
    outcomes = listed([*people("a", *FIELDS), *people("b", *FIELDS, first=50)], {"title": "A-H"}, {"title": "P-Z"})
    assert only(outcomes, "placement_rows").value == 20


def test_where_nobody_knows_bounds_are_given_with_the_reason() -> None:
    outcomes = listed([*people("a", *FIELDS), *people("b", *FIELDS, first=50)], {}, {})
    assert only(outcomes, "placement_rows").value == 20
    share = only(outcomes, "primary_care_share")
    assert share.value is None
    assert "whether both are parts of one list is not told" in (share.not_computable or "")
    assert (share.lower_bound or 0) <= 75.0 <= (share.upper_bound or 0)
    assert (share.lower_bound, share.upper_bound) == (37.5, 87.5)


def test_lists_of_others_are_no_parts() -> None:
    elsewhere: dict[str, object] = {"title": "N-Z", "published_by": PublishedBy.news_outlet}
    outcomes = listed([*people("a", *FIELDS), *people("b", *FIELDS, first=50)], {"title": "A-M"}, elsewhere)
    assert only(outcomes, "placement_rows").value == 20


def test_three_parts_of_which_two_tie_out_are_not_overrun() -> None:
    placements = [*people("a", *FIELDS), *people("b", *FIELDS, first=50), *rows("urology", 3, name="c")]
    outcomes = listed(placements, {}, {}, {}, measures=[measure(MeasureName.matched, 40)])
    assert only(outcomes, "placement_rows").value == 40
