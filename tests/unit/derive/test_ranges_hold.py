"""Ranges from printed, rounded figures hold the truth: SOAP shares, and rates put on another base."""

from hypothesis import given, settings
from hypothesis import strategies as st

from rules.comparison import compare
from schemas.vocabulary import Basis, Denominator, MeasureName, Stage
from tests.unit.derive.builders import derive, measure, only, rate
from tests.unit.derive.simulation import LONG

CLASSES = st.integers(5, 300).flatmap(
    lambda size: st.integers(3, size).flatmap(
        lambda people: st.integers(1, people).flatmap(
            lambda matched: st.tuples(st.just(size), st.just(people), st.just(matched), st.integers(matched, people))
        )
    )
)
"""Class, participants, matched before SOAP, placed after it."""
stable = settings(max_examples=200 * LONG, deadline=None, derandomize=True)


@stable
@given(CLASSES, st.integers(0, 2))
def test_soap_shares(numbers: tuple[int, int, int, int], digits: int) -> None:
    _, people, matched, placed = numbers
    truth = 100 * (placed - matched) / people
    before, after = (round(100 * part / people, digits) for part in (matched, placed))
    both = only(derive(measures=[rate(before), rate(after, Stage.after_soap)]), "soap_share")
    assert both.lower_bound is not None
    assert both.upper_bound is not None
    assert both.lower_bound - 0.01 <= truth <= both.upper_bound + 0.01
    alone = only(derive(measures=[rate(before)]), "soap_share")
    assert truth <= (alone.upper_bound or 0) + 0.01


@stable
@given(CLASSES, st.integers(0, 2), st.booleans(), st.booleans())
def test_rates_on_another_base(
    numbers: tuple[int, int, int, int], digits: int, class_stated: bool, people_stated: bool
) -> None:
    size, people, matched, _ = numbers
    counts = [
        measure(name, value)
        for name, value, stated in (
            (MeasureName.class_size, size, class_stated),
            (MeasureName.participants, people, people_stated),
        )
        if stated
    ]
    of_class = rate(round(100 * matched / size, digits), denominator=Denominator.graduating_class)
    outcomes = derive(measures=[of_class, *counts])
    stated = only(outcomes, "match_rate", basis=Basis.published)
    other = only(derive(measures=[rate(90.0)]), "match_rate", basis=Basis.published).model_copy(
        update={"school_slug": "another"}
    )
    found = compare(other, stated, second_others=outcomes)
    assert not found.comparable
    assert found.common is not None
    if "participants" in found.common.basis:
        truth = 100 * matched / people
        assert found.common.second.low - 0.01 <= truth <= found.common.second.high + 0.01
