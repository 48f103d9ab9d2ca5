"""What the figures of a comparison are worth together: how likely each institution is meant, and how likely none.

Belongs here: the weights and the sum. Does not belong here: the figures (institution_features.py), how the weights were
found (benchmarks/resolution_fit.py), which beliefs count (institutions.py).
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import NamedTuple

import numpy as np

from pipelines.steps.resolve.institution_block import Flags, Floats, Numbers
from pipelines.steps.resolve.institution_features import Group, Pairs, pairs_of
from pipelines.steps.resolve.institution_tables import tables_of

WEIGHTS: Mapping[str, float] = {
    "name_share": 0.578,
    "place_share": 0.562,
    "context_share": 1.686,
    "elsewhere_missed": -0.943,
    "brand_missed": -1.505,
    "words_missed": -0.477,
    "any_missed": -0.592,
    "kind_missed": -1.199,
    "unique_word": 1.684,
    "heaviest_word": 0.538,
    "own_left": -1.985,
    "place_left": -1.512,
    "brand_left": -1.232,
    "kind_left": -1.825,
    "overlap_squared": 1.752,
    "name_left": -1.119,
    "same_telling": 0.420,
    "same_city": 1.014,
    "other_city": -2.666,
    "alone_in_city": 1.041,
    "same_city_place_left": 0.896,
    "same_city_place_share": -0.951,
    "overlap_place_share": 0.478,
    "kind_exchanged": -1.558,
    "only_bearer": 0.404,
    "only_bearer_kind": -0.528,
    "other_bearer": -0.923,
    "whole_city_alone": 0.759,
}
"""Worth of each figure, in log odds, fitted on the reference's own names with parts of them hidden."""
NONE_OF_THEM, NONE_IN_STATE = -0.795, 0.006
"""Worth of the answer that none of the institutions is meant, and what is added where the state is known."""
MOST_BY_NAMES = 3.9
"""The most by which the figures of names can raise an institution above another, by the weights above."""
AT_ONCE = 2048
"""Names compared at once; it bounds memory and changes no answer."""
DECIMALS = 4


class Belief(NamedTuple):
    """The institution that fits best, the next best, how likely the best is meant, and whether its name tells the same."""

    slug: str | None = None
    rival: str | None = None
    share: float = 0.0
    same_telling: bool = False


NO_BELIEF = Belief()


def beliefs_of(groups: Sequence[Group], *, state_known: bool) -> list[Belief]:
    """Return for every name of the groups, in order, what fits best in its block; each answer depends on its name only."""
    found: list[Belief] = []
    for some in _parted(groups):
        found.extend(_beliefs(some, state_known=state_known))
    return found


def _parted(groups: Sequence[Group]) -> Iterator[list[Group]]:
    """Part groups so that AT_ONCE names are compared at once."""
    some: list[Group] = []
    room = AT_ONCE
    for block, queries in groups:
        begin = 0
        while begin < len(queries):
            taken = queries[begin : begin + room]
            some.append((block, taken))
            begin, room = begin + len(taken), room - len(taken)
            if not room:
                yield some
                some, room = [], AT_ONCE
    if some:
        yield some


def _beliefs(groups: Sequence[Group], *, state_known: bool) -> list[Belief]:
    size = sum(len(queries) for _, queries in groups)
    pairs = pairs_of(groups, partial(_worth_a_look, size=size))
    found = [NO_BELIEF] * size
    if not len(pairs.query):
        return found
    worth = _worth(pairs)
    shares = _shares(worth, pairs.query, size, NONE_OF_THEM + NONE_IN_STATE * state_known)
    present = np.unique(pairs.query)
    best = _first_of_best(shares, pairs.query, present)
    rest = shares.copy()
    rest[best] = -1.0
    rival = _first_of_best(rest, pairs.query, present)
    slugs = tables_of(tuple(block for block, _ in groups)).slugs
    columns = (present, pairs.institution[best], pairs.institution[rival], shares[best].round(DECIMALS))
    same_telling = pairs.figures["same_telling"][best] > 0
    for number, one, other, share, same in zip(*(column.tolist() for column in (*columns, same_telling)), strict=True):
        found[number] = Belief(slugs[one], slugs[other] if other != one else None, share, same)
    return found


def _first_of_best(shares: Floats, query: Numbers, present: Numbers) -> Numbers:
    """The pair of each query with the greatest share, the first of equals."""
    start = np.searchsorted(query, present)
    greatest = np.maximum.reduceat(shares, start)
    is_best = np.flatnonzero(shares == np.repeat(greatest, np.diff(np.append(start, len(query)))))
    return is_best[np.searchsorted(query[is_best], present)]


def _worth(pairs: Pairs) -> Floats:
    worth: Floats = np.array([WEIGHTS[name] for name in pairs.figures]) @ np.array(list(pairs.figures.values()))
    return worth


def _worth_a_look(pairs: Pairs, size: int) -> Flags:
    """The pairs that can still win: names cannot make up for more than MOST_BY_NAMES."""
    worth = _worth(pairs)
    start = np.searchsorted(pairs.query, np.arange(size))
    best = np.full(size, -np.inf)
    present = np.unique(pairs.query)
    best[present] = np.maximum.reduceat(worth, start[present])
    return worth >= best[pairs.query] - MOST_BY_NAMES


def _shares(worth: Floats, query: Numbers, size: int, none: float) -> Floats:
    """Divide each name's belief among its institutions and none of them, in proportion to the powers of their worth."""
    powers = np.exp(worth)
    whole = np.bincount(query, weights=powers, minlength=size) + np.exp(none)
    shares: Floats = powers / whole[query]
    return shares
