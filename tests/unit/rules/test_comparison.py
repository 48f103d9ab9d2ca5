"""Compare says no to unlike bases, names every reason, and offers a common basis where there is one."""

from typing import Any

import pytest

from rules.comparison import compare
from schemas.identifiers import identifier
from schemas.outcomes import Outcome
from schemas.vocabulary import Attempt, Basis, Denominator, Exam, Qualifier, Stage, Unit


def outcome(school: str, value: float | None, **fields: Any) -> Outcome:
    return Outcome.model_validate(
        {
            "outcome_id": identifier(school, value, sorted(fields.items())),
            "school_slug": school,
            "name": "match_rate",
            "period": "2024",
            "stage": Stage.before_soap,
            "denominator_kind": Denominator.participants,
            "value": value,
            "unit": Unit.percent,
            "basis": Basis.published,
            "method": "as_stated",
        }
        | fields
    )


def head(school: str, name: str, value: int) -> Outcome:
    return outcome(school, value, name=name, unit=Unit.count, stage=None, denominator_kind=None)


def test_like_figures_are_compared() -> None:
    found = compare(
        outcome("one", 93.0, numerator=93, denominator=100), outcome("two", 96.0, numerator=96, denominator=100)
    )
    assert found.comparable
    assert found.difference == 3.0
    assert found.interval is not None
    assert found.interval.low < 3.0 < found.interval.high


CHANGES: list[tuple[dict[str, Any], str]] = [
    ({"stage": Stage.after_soap}, "different stage"),
    ({"stage": Stage.unstated}, "different stage"),
    ({"denominator_kind": Denominator.graduating_class}, "different base"),
    ({"denominator_kind": Denominator.unstated}, "different base"),
    ({"period": "2023"}, "different period"),
    ({"name": "placement_rate"}, "different measures"),
    ({"basis": Basis.derived}, "computed from a list"),
    ({"qualifier": Qualifier.at_least}, "not exact"),
    ({"caution": "cannot be: a share lies between 0 and 100"}, "failed a check"),
    ({"value": None, "not_computable": "withheld"}, "has no value"),
]


@pytest.mark.parametrize(("change", "reason"), CHANGES)
def test_changing_any_part_of_the_basis_flips_the_answer(change: dict[str, Any], reason: str) -> None:
    first, second = outcome("one", 93.0), outcome("two", 96.0)
    assert compare(first, second).comparable
    changed = second.model_copy(update=change)
    for found in (compare(first, changed), compare(changed, first)):
        assert not found.comparable
        assert found.difference is None
        assert any(reason in text for text in found.reasons)


@pytest.mark.parametrize("part", ["stage", "denominator_kind"])
def test_unstated_is_like_nothing(part: str) -> None:
    change = {"stage": Stage.unstated} if part == "stage" else {"denominator_kind": Denominator.unstated}
    found = compare(outcome("one", 93.0, **change), outcome("two", 96.0, **change))
    assert not found.comparable
    assert "neither says" in found.reasons[0]


def test_exam_rates_need_exam_attempt_and_cycle() -> None:
    fields = {"name": "exam_pass_rate", "exam": Exam.step_1, "attempt": Attempt.first, "stage": None}
    first = outcome("one", 93.0, **fields, denominator_kind=Denominator.unstated)
    second = outcome("two", 96.0, **fields, denominator_kind=Denominator.test_takers)
    assert compare(first, second).comparable
    assert not compare(first, second.model_copy(update={"exam": Exam.step_2_ck})).comparable
    assert not compare(first, second.model_copy(update={"attempt": Attempt.ultimate})).comparable


def test_a_like_figure_elsewhere_is_the_common_basis() -> None:
    other = outcome("two", 92.0)
    found = compare(outcome("one", 93.0), outcome("two", 99.0, stage=Stage.after_soap), second_others=[other])
    assert found.common is not None
    assert found.common.basis == "before SOAP, share of participants"
    assert (found.common.first.low, found.common.second.high) == (93.0, 92.0)


def test_rates_are_put_on_one_base_by_head_counts() -> None:
    first = outcome("one", 95.0, numerator=95, denominator=100)
    second = outcome("two", 90.0, denominator_kind=Denominator.graduating_class, numerator=90, denominator=100)
    found = compare(first, second, second_others=[head("two", "participants", 96)])
    assert found.common is not None
    assert found.common.basis == "before SOAP, share of participants"
    assert (found.common.second.low, found.common.second.high) == (93.75, 93.75)


def test_a_missing_head_count_leaves_a_range_that_holds_the_truth() -> None:
    first = outcome("one", 95.0)
    second = outcome("two", 90.0, denominator_kind=Denominator.graduating_class)
    found = compare(first, second)
    assert found.common is not None
    assert "participants" in found.common.basis
    assert (found.common.second.low, found.common.second.high) == (89.5, 100.0)


def test_no_common_basis_across_stages_classes_or_exams() -> None:
    first = outcome("one", 95.0)
    assert compare(first, outcome("two", 99.0, stage=Stage.after_soap)).common is None
    assert compare(first, outcome("two", 95.0, period="2023")).common is None
    assert compare(first, outcome("two", 95.0, stage=Stage.unstated)).common is None
