"""No number under five can be worked out from the computed figures: a differencing attack tries to."""

import functools
from collections.abc import Callable
from random import Random

import numpy as np
import pytest
from scipy.optimize import linprog

from pipelines.steps.derive.suppression import LEAST_CELL
from schemas.outcomes import Outcome
from schemas.resolution import ResolvedPlacement
from schemas.vocabulary import Basis, Position
from tests.unit.derive.builders import HOME, PARENT, derive, only, rows, school
from tests.unit.derive.simulation import ADVANCED, CATEGORICAL, EITHER, LONG, PLACES

CAMPUS = school(parent_slug=PARENT)
CARE = {"internal_medicine", "family_medicine", "pediatrics"}
UNIONS = {
    "primary_care_share": CARE,
    "primary_care_with_obgyn_share": CARE | {"obgyn"},
    "competitive_share": {"dermatology", "orthopaedic_surgery", "urology"},
    "competitive_dopen_share": {"dermatology", "orthopaedic_surgery"},
}
"""What an attacker knows of the definitions, which are public."""
FIELDS = (*CATEGORICAL, *EITHER, *ADVANCED, "urology")
Cell = tuple[int, str]


@functools.cache
def attacked(seed: int) -> tuple[list[ResolvedPlacement], tuple[Outcome, ...]]:
    """Return drawn classes and what is shown of them."""
    listed = drawn(seed)
    return listed, derive(placements=listed, of=CAMPUS)


def drawn(seed: int) -> list[ResolvedPlacement]:
    """Draw up to six classes with many small cells."""
    random = Random(seed)
    listed = []
    for year in range(2024 - random.randint(0, 5), 2025):
        for field in FIELDS:
            place, state = random.choice(PLACES)
            number = random.choice((0, 0, 1, 2, 3, 4, 5, 6, 9, 14))
            listed += rows(
                field, number, year=year, institution_slug=place, resolved_state=state, position=Position.categorical
            )
    return listed


def truth_of(listed: list[ResolvedPlacement], name: str) -> dict[Cell, int]:
    cells: dict[Cell, int] = {}
    for row in listed:
        key = (row.class_year or 0, getattr(row, name) or "")
        cells[key] = cells.get(key, 0) + row.count
    return cells


def counts_fields(outcome: Outcome, cell: Cell) -> bool | None:
    """Whether a figure by specialty counts a cell of year and specialty; None if it is no such figure."""
    if outcome.method not in ("specialty_share", "track_record", "primary_care_share", "competitive_share"):
        return None
    return cell[1] in UNIONS.get(outcome.name, {outcome.specialty_slug or ""})


def counts_places(outcome: Outcome, cell: Cell) -> bool | None:
    """Whether a figure by place counts a cell of year and institution; None if it is no such figure."""
    if outcome.name == "institution_share":
        return cell[1] == outcome.institution_slug
    places = {
        "home_institution_share": {HOME},
        "distance_home_institution_share": {HOME},
        "distance_home_state_share": {"elsewhere-in-state"},
        "distance_adjacent_state_share": {"next-door"},
        "distance_near_division_share": set(),
        "distance_farther_share": {"in-the-west"},
        "in_state_share": {HOME, "elsewhere-in-state"},
    }
    return cell[1] in places[outcome.name] if outcome.name in places else None


def known_sums(
    outcomes: tuple[Outcome, ...], cells: list[Cell], counts: Callable[[Outcome, Cell], bool | None]
) -> tuple[list[list[float]], list[float]]:
    """Everything that the shown figures tell about the cells: sums, and totals from denominators."""
    lines, sums = [], []
    for outcome in outcomes:
        if outcome.basis is not Basis.derived or counts(outcome, cells[0]) is None:
            continue
        first, *rest = (int(part) for part in (outcome.period or "").split("-"))
        years = range(first, (rest[0] if rest else first) + 1)
        if outcome.numerator is not None:
            lines.append([float(cell[0] in years and bool(counts(outcome, cell))) for cell in cells])
            sums.append(float(outcome.numerator))
        if outcome.denominator is not None:
            lines.append([float(year in years) for year, _ in cells])
            sums.append(float(outcome.denominator))
    return lines, sums


@pytest.mark.parametrize("seed", range(20 * LONG))
@pytest.mark.parametrize(("name", "counts"), [("specialty_slug", counts_fields), ("institution_slug", counts_places)])
def test_no_small_cell_can_be_worked_out(seed: int, name: str, counts: Callable[[Outcome, Cell], bool | None]) -> None:
    listed, outcomes = attacked(seed)
    truth = truth_of(listed, name)
    cells = sorted(truth)
    lines, sums = known_sums(outcomes, cells, counts)
    matrix, values = np.array(lines), np.array(sums)
    assert np.allclose(matrix @ np.array([truth[cell] for cell in cells]), values), "the attacker knows true sums"
    for index, cell in enumerate(cells):
        if truth[cell] >= LEAST_CELL:
            continue
        aim = np.zeros(len(cells))
        aim[index] = 1.0
        low = linprog(aim, A_eq=matrix, b_eq=values, bounds=(0, None), method="highs")
        high = linprog(-aim, A_eq=matrix, b_eq=values, bounds=(0, None), method="highs")
        assert low.x is not None
        assert high.x is None or high.x[index] - low.x[index] > 0.5, f"{cell} is {truth[cell]} and can be worked out"


@pytest.mark.parametrize("seed", range(20 * LONG))
def test_no_computed_share_shows_a_small_number_or_its_rest(seed: int) -> None:
    for outcome in attacked(seed)[1]:
        if outcome.basis is not Basis.derived or outcome.numerator is None or outcome.name.startswith("persons_"):
            continue
        left_out = (outcome.denominator or 0) - outcome.numerator
        assert not 0 < outcome.numerator < LEAST_CELL, outcome
        assert not 0 < left_out < LEAST_CELL, outcome


def test_withheld_figures_give_nothing_away() -> None:
    outcomes = derive(placements=[*rows("internal_medicine", 27), *rows("neurology", 3)], of=CAMPUS)
    withheld = only(outcomes, "specialty_share", specialty_slug="neurology")
    assert "withheld" in (withheld.not_computable or "")
    numbers = ("value", "numerator", "interval_low", "interval_high", "lower_bound", "upper_bound")
    assert all(getattr(withheld, name) is None for name in numbers)
    assert withheld.finding_ids == ()
    assert "withheld" in (only(outcomes, "specialty_share", specialty_slug="internal_medicine").not_computable or "")


def test_a_year_cannot_be_subtracted_from_the_record() -> None:
    years = [(2022, 6), (2023, 7), (2024, 3)]
    listed = [row for year, number in years for row in rows("neurology", number, year=year)]
    for field, number in (
        ("internal_medicine", 20),
        ("pediatrics", 14),
        ("psychiatry", 9),
        ("obgyn", 2),
        ("pathology", 3),
    ):
        listed += [row for year, _ in years for row in rows(field, number, year=year)]
    outcomes = derive(placements=listed)
    yearly = [only(outcomes, "specialty_share", period=str(year), specialty_slug="neurology") for year, _ in years]
    record = only(outcomes, "specialty_share", period="2020-2024", specialty_slug="neurology")
    assert yearly[2].numerator is None
    assert record.numerator is None or yearly[0].numerator is None or yearly[1].numerator is None


def test_nobody_is_shown_as_nobody() -> None:
    outcomes = derive(placements=[*rows("internal_medicine", 20), *rows("pediatrics", 10)])
    assert only(outcomes, "competitive_share").numerator == 0


def test_few_people_at_home_are_withheld_with_what_would_give_them_away() -> None:
    listed = [
        *rows("internal_medicine", 3, institution_slug=HOME, resolved_state="VT"),
        *rows("pediatrics", 20, institution_slug="elsewhere", resolved_state="VT"),
        *rows("pediatrics", 20, institution_slug="elsewhere", resolved_state="CA"),
    ]
    outcomes = derive(placements=listed, of=CAMPUS)
    shown = {name: only(outcomes, name).numerator for name in ("home_institution_share", "in_state_share")}
    levels = {
        level: only(outcomes, f"distance_{level}_share").numerator
        for level in ("home_institution", "home_state", "farther")
    }
    assert shown["home_institution_share"] is levels["home_institution"] is None
    assert shown["in_state_share"] is None or levels["home_state"] is None
