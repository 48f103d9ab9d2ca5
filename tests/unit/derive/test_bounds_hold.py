"""Bounds always hold the truth: thousands of simulated classes, printed with every kind of gap.

What is assumed, and written in docs/methods.md: a list leaves people out as a whole; it says preliminary where it means it;
a stated head count counts everybody with a position.
"""

from collections.abc import Callable, Iterator
from random import Random

import pytest

from pipelines.steps.derive.coverage import coverage_of
from pipelines.steps.derive.heads import class_heads
from pipelines.steps.derive.lists import Purpose, choose, class_lists
from pipelines.steps.derive.persons import Row
from pipelines.steps.derive.placed import placed_outcomes
from pipelines.steps.derive.shares import ClassBasis
from pipelines.steps.derive.sources import Sources
from schemas.outcomes import Outcome
from schemas.vocabulary import Basis, MeasureName
from tests.unit.derive.builders import HOME, PARENT, derive, document, measure, school
from tests.unit.derive.simulation import LONG, Person, draw_class, draw_printing, printed

CAMPUS = school(parent_slug=PARENT)
SOURCES = Sources.of(CAMPUS.slug, [document("list"), document("page")])
CLASSES = 2500 * LONG
WHOLE_RUNS = 300 * LONG
ROUNDING = 0.0051
Truth = Callable[[Person], bool]
PRIMARY = {"internal_medicine", "family_medicine", "pediatrics"}
SHARES: dict[str, Truth] = {
    "primary_care_share": lambda person: person.final in PRIMARY,
    "primary_care_with_obgyn_share": lambda person: person.final in PRIMARY | {"obgyn"},
    "competitive_share": lambda person: person.final in {"dermatology", "orthopaedic_surgery", "urology"},
    "competitive_dopen_share": lambda person: person.final in {"dermatology", "orthopaedic_surgery"},
    "home_institution_share": lambda person: person.place[0] == HOME,
    "in_state_share": lambda person: person.place[1] == "VT",
    "distance_adjacent_state_share": lambda person: person.place[1] == "NH",
    "distance_farther_share": lambda person: person.place[1] == "CA",
}


def simulated(classes: int) -> Iterator[tuple[list[Person], ClassBasis]]:
    """Yield people and the basis that their printed list makes, beside a stated head count."""
    for seed in range(classes):
        random = Random(seed)
        people = draw_class(random)
        rows = printed(people, draw_printing(random), random)
        heads = class_heads([measure(MeasureName.matched, len(people))])
        chosen = choose(class_lists(rows, heads, SOURCES)[2024], Purpose.destination, SOURCES)
        assert chosen is not None
        coverage = coverage_of(chosen.used, heads[2024], SOURCES)
        yield people, ClassBasis(CAMPUS, 2024, chosen, coverage, heads[2024])


def holds(outcome: Outcome, truth: float) -> None:
    assert outcome.lower_bound is not None
    assert outcome.upper_bound is not None
    assert outcome.lower_bound - ROUNDING <= truth <= outcome.upper_bound + ROUNDING, outcome
    if outcome.value is not None:
        assert outcome.lower_bound - ROUNDING <= outcome.value <= outcome.upper_bound + ROUNDING, outcome


def share(people: list[Person], truth: Truth) -> float:
    final = [person for person in people if person.final]
    return 100 * sum(map(truth, final)) / len(final)


def obgyn(row: Row) -> bool | None:
    return None if row.specialty is None else row.specialty == "obgyn"


def in_vermont(row: Row) -> bool | None:
    return None if row.placement.resolved_state is None else row.placement.resolved_state == "VT"


def test_bounds_of_counts_and_shares_hold_on_thousands_of_classes() -> None:
    narrow = 0
    for people, basis in simulated(CLASSES):
        counts = {one.name: one for one in placed_outcomes(basis)}
        holds(counts["preliminary_only"], sum(person.final is None for person in people))
        by_field = basis.share("obgyn", "test", obgyn).outcome
        holds(by_field, share(people, lambda person: person.final == "obgyn"))
        by_place = basis.share("in_vermont", "test", in_vermont).outcome
        holds(by_place, share(people, lambda person: person.place[1] == "VT"))
        narrow += (by_field.upper_bound or 100) - (by_field.lower_bound or 0) < 10
    assert narrow > CLASSES // 3, "bounds that allow everything hold everything"


@pytest.fixture(scope="module")
def whole_runs() -> list[tuple[list[Person], dict[str, Outcome]]]:
    found = []
    for seed in range(WHOLE_RUNS):
        random = Random(seed)
        people = draw_class(random)
        rows = printed(people, draw_printing(random), random)
        outcomes = derive(placements=rows, measures=[measure(MeasureName.matched, len(people))], of=CAMPUS)
        computed = [one for one in outcomes if one.basis is Basis.derived and one.specialty_slug is None]
        found.append((people, {one.name: one for one in computed}))
    return found


@pytest.mark.parametrize("name", SHARES)
def test_every_share_of_a_whole_run_holds(
    name: str, whole_runs: list[tuple[list[Person], dict[str, Outcome]]]
) -> None:
    shown = 0
    for people, outcomes in whole_runs:
        outcome = outcomes.get(name)
        if outcome is not None and outcome.lower_bound is not None:
            shown += 1
            holds(outcome, share(people, SHARES[name]))
    assert shown > WHOLE_RUNS // 8


def test_what_a_list_accounts_for_lies_within_its_bounds(
    whole_runs: list[tuple[list[Person], dict[str, Outcome]]],
) -> None:
    for people, outcomes in whole_runs:
        accounted = outcomes["persons_accounted_of_matched_share"]
        assert accounted.denominator == len(people)
        if accounted.value is not None:
            holds(accounted, accounted.value)
