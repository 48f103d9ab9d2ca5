"""The order of a shortlist: unknown is neither zero nor average, and every place follows from the stated formula."""

from hypothesis import given
from hypothesis import strategies as st

from rules.shortlist import Part, Points, shortlist

ASPECTS = ("specialty", "place", "match")
FIGURES = st.one_of(st.none(), st.integers(0, 8).map(float))
SCHOOLS = st.dictionaries(st.sampled_from("abcdefgh"), st.tuples(FIGURES, FIGURES, FIGURES), min_size=1)
WEIGHTS = st.tuples(st.integers(1, 10), st.integers(1, 10), st.integers(1, 10))


def parts(figures: tuple[float | None, ...], weights: tuple[int, ...] = (1, 1, 1)) -> list[Part]:
    return [Part(*one) for one in zip(ASPECTS, weights, figures, strict=False)]


def test_points_are_the_share_of_other_schools_with_less() -> None:
    placed = shortlist({"a": parts((10.0,)), "b": parts((10.0,)), "c": parts((5.0,)), "d": parts((None,))})
    by_school = {one.school: one for one in placed}
    assert by_school["a"].points == (Points(75.0, 2, 1),)
    assert by_school["c"].points == (Points(0.0, 2, 0),)
    assert by_school["d"].points == (Points(None, 3, 0),)
    assert [(one.school, one.position) for one in placed] == [("a", 1), ("b", 1), ("c", 3), ("d", 4)]


def test_weights_are_the_readers() -> None:
    schools = {"a": (9.0, 1.0), "b": (1.0, 9.0)}
    first = shortlist({name: parts(figures, (3, 1)) for name, figures in schools.items()})
    second = shortlist({name: parts(figures, (1, 3)) for name, figures in schools.items()})
    assert [one.school for one in first] == ["a", "b"]
    assert [one.school for one in second] == ["b", "a"]
    assert first[0].support == 75.0


def test_nothing_known_has_no_support_but_all_bounds() -> None:
    only = shortlist({"a": parts((None, None))})[0]
    assert (only.support, only.support_low, only.support_high, only.known_weight) == (None, 0.0, 100.0, 0.0)


@given(SCHOOLS, WEIGHTS)
def test_support_lies_within_its_bounds_and_orders(
    schools: dict[str, tuple[float | None, ...]], weights: tuple[int, ...]
) -> None:
    placed = shortlist({name: parts(figures, weights) for name, figures in schools.items()})
    assert sorted(one.school for one in placed) == sorted(schools)
    keys = [(-one.known_weight, -(one.support or 0.0)) for one in placed]
    assert keys == sorted(keys)
    for number, one in enumerate(placed):
        assert one.position == 1 + keys.index(keys[number])
        assert (one.support is None) == all(figure is None for figure in schools[one.school])
        if one.support is not None:
            assert one.support_low <= one.support <= one.support_high


@given(SCHOOLS, st.sampled_from("abcdefgh"), st.integers(0, 2))
def test_a_higher_figure_never_harms(schools: dict[str, tuple[float | None, ...]], school: str, which: int) -> None:
    figures = schools.get(school)
    if figures is None or figures[which] is None:
        return
    better = {**schools, school: (*figures[:which], 99.0, *figures[which + 1 :])}
    before, after = (
        next(
            one.position for one in shortlist({name: parts(of) for name, of in every.items()}) if one.school == school
        )
        for every in (schools, better)
    )
    assert after <= before
