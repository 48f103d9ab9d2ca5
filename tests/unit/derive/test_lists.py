"""Of several lists of one class one is used, by rule; they are never added up."""

import pytest

from schemas.documents import Document
from schemas.vocabulary import DocumentKind, MeasureName, PublishedBy
from tests.unit.derive.builders import a_class, derive, document, measure, only, placement, rows


def test_a_class_in_two_documents_is_counted_once() -> None:
    outcomes = derive(
        placements=[*a_class(name="pdf"), *a_class(name="workbook")], documents=[document("pdf"), document("workbook")]
    )
    listed = only(outcomes, "placement_rows")
    assert listed.value == 32
    assert "the same total" in (listed.note or "")


def test_a_summary_beside_the_list_is_not_added() -> None:
    summary = [placement("internal_medicine", number=10), placement("family_medicine", number=8)]
    by_hospital = [placement(None, specialty_slug=None, program="Hospital", number=32)]
    outcomes = derive(placements=[*a_class(), *summary, *by_hospital])
    listed = only(outcomes, "placement_rows")
    assert listed.value == 32
    assert "same document, specialties (only 18)" in (listed.note or "")


def test_rows_that_lack_a_hospital_belong_to_the_list() -> None:
    assert only(derive(placements=[*a_class(), placement("psychiatry")]), "placement_rows").value == 33


def test_a_sheet_that_repeats_another_is_left_out() -> None:
    sheets = [row.model_copy(update={"sheet": "by specialty"}) for row in a_class()]
    again = [row.model_copy(update={"sheet": "by state"}) for row in a_class()]
    other = [row.model_copy(update={"sheet": "branch"}) for row in rows("psychiatry", 12, program="Elsewhere")]
    assert only(derive(placements=[*sheets, *again]), "placement_rows").value == 32
    assert only(derive(placements=[*sheets, *other]), "placement_rows").value == 44


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        ({}, {"published_by": PublishedBy.news_outlet}),
        ({}, {"kind": DocumentKind.transcribed}),
    ],
)
def test_own_and_fetched_lists_come_first(better: dict[str, object], worse: dict[str, object]) -> None:
    documents: list[Document] = [document("a", **better), document("b", **worse)]
    longer = [*a_class(name="b"), *rows("psychiatry", 3, name="b")]
    outcomes = derive(placements=[*a_class(name="a"), *longer], documents=documents)
    assert only(outcomes, "placement_rows").value == 32


def test_the_list_that_ties_out_comes_first() -> None:
    short = a_class(name="b")[:-9]
    outcomes = derive(
        placements=[*a_class(name="a"), *short],
        measures=[measure(MeasureName.matched, 23, source="page")],
        documents=[document("a"), document("b"), document("page")],
    )
    listed = only(outcomes, "placement_rows")
    assert listed.value == 23
    assert "contradicts with 32" in (listed.note or "")


def test_examples_are_no_class() -> None:
    outcomes = derive(placements=rows("internal_medicine", 5))
    share = only(outcomes, "primary_care_share")
    assert share.value is None
    assert "examples" in (share.not_computable or "")
    assert share.lower_bound is None


def test_excerpts_give_shares_only_where_they_tie_out() -> None:
    typed = [document("list", kind=DocumentKind.transcribed), document("page", kind=DocumentKind.transcribed)]
    loose = derive(placements=a_class(), documents=typed)
    assert "no stated head count shows that it is whole" in (only(loose, "primary_care_share").not_computable or "")
    tied = derive(placements=a_class(), measures=[measure(MeasureName.matched, 32)], documents=typed)
    assert only(tied, "primary_care_share").value is not None
    short = derive(placements=a_class(), measures=[measure(MeasureName.matched, 40)], documents=typed)
    share = only(short, "primary_care_share")
    assert share.value is None
    assert share.lower_bound is not None
    assert share.upper_bound is not None
    assert share.lower_bound < 100 * 18 / 28 < share.upper_bound


def test_unread_rows_widen_the_bounds() -> None:
    whole = only(derive(placements=a_class()), "primary_care_share")
    partly = only(derive(placements=a_class(), documents=[document("list", leftover_count=4)]), "primary_care_share")
    assert (whole.upper_bound or 0) < (partly.upper_bound or 0)
    assert "4 rows of the document could not be read" in (partly.caution or "")


def test_a_list_a_little_short_of_the_class_stands_for_it_with_a_caution() -> None:
    outcomes = derive(placements=a_class(), measures=[measure(MeasureName.class_size, 31)])
    share = only(outcomes, "primary_care_share")
    assert share.value is not None
    few = derive(placements=a_class(), measures=[measure(MeasureName.class_size, 60)])
    assert only(few, "primary_care_share").value is None
