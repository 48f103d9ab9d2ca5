"""Numbers in words and digits, what is no quantity, and how exactly a number is meant."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.vocabulary import Qualifier
from scrapers.extractors.numbers import numbers_in, value_of


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Two hundred and twenty-three people", [223]),
        ("one hundred seventy-one seniors", [171]),
        ("Sixty four of them, or forty-two percent", [64, 42]),
        ("1,234 applicants and a dozen couples", [1234, 12]),
        ("116students matched", [116]),
        ("On March 17,65 students matched", [65]),
        ("55 and 45 percent, respectively", [55, 45]),
    ],
)
def test_values(text: str, values: list[float]) -> None:
    assert [number.value for number in numbers_in(text)] == values


@pytest.mark.parametrize(
    "text",
    [
        "in 2019, on March 18 at 9:30 a.m.",
        "Step 1, Level 2-CE and a PGY-1 year",
        "the Class of '24, founded in 1898",
        "call (210) 555-0149 or write to San Antonio, TX 78229",
        "$1.2 million and 500,000 dollars",
        "the 90th percentile, two points above, 2 percent higher",
        "a four-year program of three to seven years, for five consecutive years",
        "see https://example.org/2019/98 or Element 6.12",
    ],
)
def test_no_quantities(text: str) -> None:
    assert numbers_in(text) == []


@pytest.mark.parametrize(
    ("text", "qualifier"),
    [
        ("more than 400 students", Qualifier.at_least),
        ("> 94% matched", Qualifier.at_least),
        ("98%+ match rate", Qualifier.at_least),
        ("80 percent or more", Qualifier.at_least),
        ("slightly more than half", Qualifier.at_least),
        ("fewer than 5 students", Qualifier.at_most),
        ("up to 12 students", Qualifier.at_most),
        ("nearly 100 percent", Qualifier.about),
        ("some 59 percent", Qualifier.about),
        ("four out of ten members", Qualifier.about),
        ("spread out over 24 states", Qualifier.exact),
        ("59 percent", Qualifier.exact),
    ],
)
def test_qualifiers(text: str, qualifier: Qualifier) -> None:
    assert numbers_in(text)[0].qualifier is qualifier


def test_ranges_and_totals() -> None:
    (share,) = numbers_in("97-98% passed")
    assert (share.value, share.upper, share.is_percent) == (97, 98, True)
    (between,) = numbers_in("between 94 and 96 percent")
    assert (between.value, between.upper) == (94, 96)
    (part,) = numbers_in("Sixty-five of the 113 students")
    assert (part.value, part.total) == (65, 113)
    share, part = numbers_in("100.0% (211/211)")
    assert (share.value, part.value, part.total) == (100, 211, 211)


@given(st.integers(min_value=1, max_value=9999))
def test_digits_give_their_value(value: int) -> None:
    assert value_of(f"{value:,}") == value


@given(st.text(max_size=200))
def test_places_lie_in_the_text_and_in_order(text: str) -> None:
    numbers = numbers_in(text)
    assert [number.start for number in numbers] == sorted(number.start for number in numbers)
    assert all(0 <= number.start < number.end <= len(text) for number in numbers)


def test_a_run_of_thousands_of_digits_is_a_finite_number() -> None:
    (number,) = numbers_in("7" * 20_000)
    assert number.is_whole
