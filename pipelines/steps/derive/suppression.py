"""Small numbers: cells under five people are withheld, and as many others as keep them from being worked out.

Belongs here: which derived figures may not be shown. Does not belong here: figures that a school prints itself: its own
rows stay as it published them.

Withheld are cells of one to four people, and those that leave one to four out, nobody among so few included. Then, as long as what is still shown adds
up to such a number, one figure that takes part in it: cells of a breakdown first, then second definitions, then main
figures, the smallest first. What adds up is found by linear algebra over all figures at once, so that classes, groups of
specialties and pooled years cannot be subtracted from each other.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from pipelines.steps.derive.records import changed
from pipelines.steps.derive.shares import Figure
from schemas.outcomes import Outcome

LEAST_CELL = 5
WITHHELD = "withheld: fewer than 5 people, or needed to keep such a number from being worked out"
TOLERANCE = 1e-7
Vector = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class _Sums:
    """What is counted, over people told apart by nothing but the figures that count them."""

    sizes: Vector
    counted: Vector
    bases: Vector
    known_bases: Vector
    groups: tuple[str, ...]
    standings: tuple[int, ...]


def show(figures: Sequence[Figure], people: Mapping[str, int]) -> list[Outcome]:
    """Return the outcomes of all figures, those that may not be shown without their numbers.

    Args:
        figures: figures of one school that rest on its lists, by specialty or by place; how the two go together is not
            shown by any figure.
        people: the people in each row, by the identifier of its finding.
    """
    withheld = withheld_figures(figures, people)
    return [
        _without_numbers(figure.outcome) if index in withheld else figure.outcome
        for index, figure in enumerate(figures)
    ]


def withheld_figures(figures: Sequence[Figure], people: Mapping[str, int]) -> set[int]:
    """Return the places of the figures that may not be shown."""
    return {
        places[index]
        for places in _linked(figures)
        for index in _withheld([figures[place] for place in places], people)
    }


def _linked(figures: Sequence[Figure]) -> list[list[int]]:
    """Part the figures into sets that have no people in common: nothing follows from one for another."""
    parts: list[tuple[set[str], list[int]]] = []
    for index, figure in enumerate(figures):
        findings, places = set(figure.base | figure.counted), [index]
        apart = []
        for part in parts:
            if part[0].isdisjoint(findings):
                apart.append(part)
            else:
                findings |= part[0]
                places = [*part[1], *places]
        parts = [*apart, (findings, places)]
    return [places for _, places in parts]


def _withheld(figures: Sequence[Figure], people: Mapping[str, int]) -> set[int]:
    sums = _sums(figures, people)
    totals = sums.counted @ sums.sizes
    left_out = sums.bases @ sums.sizes - totals
    withheld = {
        index
        for index, figure in enumerate(figures)
        if (figure.counted and _small(totals[index]))
        or ((figure.counted or figure.outcome.value is not None) and _small(left_out[index]))
    }
    while helpers := _helpers(sums, totals, withheld, _targets(sums, totals, left_out, withheld)):
        withheld |= helpers
    return withheld


def _small(number: float) -> bool:
    return 0 < round(float(number)) < LEAST_CELL


def _sums(figures: Sequence[Figure], people: Mapping[str, int]) -> _Sums:
    """Join people whom no figure tells apart, and write every figure as a row over them."""
    memberships: dict[str, list[int]] = {}
    for index, figure in enumerate(figures):
        for finding in figure.base | figure.counted:
            memberships.setdefault(finding, []).append(2 * index + (finding in figure.counted))
    atoms: dict[tuple[int, ...], int] = {}
    for finding, members in memberships.items():
        key = tuple(members)
        atoms[key] = atoms.get(key, 0) + people[finding]
    ordered = sorted(atoms)
    counted = np.zeros((len(figures), len(ordered)))
    bases = np.zeros((len(figures), len(ordered)))
    for column, key in enumerate(ordered):
        for member in key:
            bases[member // 2, column] = 1.0
            counted[member // 2, column] = member % 2
    sizes = np.array([atoms[key] for key in ordered], dtype=np.float64)
    groups, standings = zip(*((figure.group, figure.standing) for figure in figures), strict=True)
    return _Sums(sizes, counted, bases, np.unique(bases, axis=0), groups, standings)


def _targets(sums: _Sums, totals: Vector, left_out: Vector, withheld: set[int]) -> list[Vector]:
    """What must not be worked out: small numbers withheld, and small rests of a breakdown."""
    targets = []
    for index in sorted(withheld):
        if _small(totals[index]):
            targets.append(sums.counted[index])
        if _small(left_out[index]) and sums.counted[index].any():
            targets.append(sums.bases[index] - sums.counted[index])
    for group in sorted({name for name in sums.groups if not name.startswith(":")}):
        members = [index for index, name in enumerate(sums.groups) if name == group]
        shown = [index for index in members if index not in withheld]
        rest = sums.bases[members].max(axis=0) - sums.counted[shown].sum(axis=0)
        if shown and _small(float(rest @ sums.sizes)):
            targets.append(rest)
    return targets


def _helpers(sums: _Sums, totals: Vector, withheld: set[int], targets: Sequence[Vector]) -> set[int]:
    """Return shown figures without which no target can be worked out in the way found; empty where none can be."""
    shown = [index for index in range(len(totals)) if index not in withheld and sums.counted[index].any()]
    if not targets or not shown:
        return set()
    known, wanted = np.vstack([sums.counted[shown], sums.known_bases]), np.array(targets)
    weights, *_ = np.linalg.lstsq(known.T, wanted.T, rcond=None)
    rests = np.abs(known.T @ weights - wanted.T).max(axis=0)
    helpers: set[int] = set()
    for column in np.flatnonzero(rests <= TOLERANCE):
        taking_part = {
            index for index, weight in zip(shown, weights[:, column], strict=False) if abs(weight) > TOLERANCE
        }
        if taking_part and not taking_part & helpers:
            helpers.add(min(taking_part, key=lambda index: (sums.standings[index], totals[index], index)))
    return helpers


def _without_numbers(outcome: Outcome) -> Outcome:
    return changed(
        outcome,
        value=None,
        numerator=None,
        interval_low=None,
        interval_high=None,
        interval_method=None,
        lower_bound=None,
        upper_bound=None,
        not_computable=WITHHELD,
        caution=None,
        finding_ids=(),
    )
