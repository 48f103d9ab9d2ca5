"""What the figures of a comparison are worth together: how likely each institution is meant, and how likely none.

Belongs here: the weights and the sum. Does not belong here: the figures (institution_features.py), how the weights were
found (benchmarks/resolution_fit.py), which beliefs count (institutions.py).
"""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import NamedTuple

import numpy as np

from pipelines.steps.resolve.institution_block import Block, Flags, Floats, Numbers
from pipelines.steps.resolve.institution_features import Pairs, pairs_of
from pipelines.steps.resolve.institution_query import Query

WEIGHTS: Mapping[str, float] = {
    "name_share": 0.430,
    "place_share": 0.799,
    "context_share": 1.426,
    "elsewhere_missed": -1.380,
    "brand_missed": -1.792,
    "words_missed": -0.609,
    "any_missed": -0.843,
    "kind_missed": -1.445,
    "unique_word": 1.911,
    "heaviest_word": 0.500,
    "own_left": -1.963,
    "place_left": -1.376,
    "brand_left": -1.266,
    "kind_left": -1.830,
    "overlap_squared": 1.891,
    "name_left": -0.932,
    "same_telling": 0.402,
    "same_city": 0.991,
    "other_city": -2.605,
    "alone_in_city": 1.108,
    "same_city_place_left": 0.762,
    "same_city_place_share": -1.320,
    "overlap_place_share": 0.647,
    "kind_exchanged": -1.591,
}
"""Worth of each figure, in log odds, fitted on the reference's own names with parts of them hidden."""
NONE_OF_THEM, NONE_IN_STATE = -0.769, -0.215
"""Worth of the answer that none of the institutions is meant, and what is added where the state is known."""
MOST_BY_NAMES = 3.9
"""The most by which the figures of names can raise an institution above another, by the weights above."""
AT_ONCE = 512
"""Names compared at once; it bounds memory and changes no answer."""
DECIMALS = 4


class Belief(NamedTuple):
    """The institution that fits best, the next best, how likely the best is meant, and whether its name tells the same."""

    slug: str | None = None
    rival: str | None = None
    share: float = 0.0
    same_telling: bool = False


NO_BELIEF = Belief()


def beliefs_of(queries: Sequence[Query], block: Block, *, state_known: bool) -> list[Belief]:
    """Return for every name what fits best in the block; each answer depends on its own name only."""
    found: list[Belief] = []
    for begin in range(0, len(queries), AT_ONCE):
        found.extend(_beliefs(queries[begin : begin + AT_ONCE], block, state_known=state_known))
    return found


def _beliefs(queries: Sequence[Query], block: Block, *, state_known: bool) -> list[Belief]:
    pairs = pairs_of(queries, block, partial(_worth_a_look, size=len(queries)))
    found = [NO_BELIEF] * len(queries)
    if not len(pairs.query):
        return found
    worth = _worth(pairs)
    shares = _shares(worth, pairs.query, len(queries), NONE_OF_THEM + NONE_IN_STATE * state_known)
    present = np.unique(pairs.query)
    best = _first_of_best(shares, pairs.query, present)
    rest = shares.copy()
    rest[best] = -1.0
    rival = _first_of_best(rest, pairs.query, present)
    slugs = [profile.slug for profile in block.profiles]
    for number, one, other in zip(present.tolist(), best.tolist(), rival.tolist(), strict=True):
        found[number] = Belief(
            slugs[pairs.institution[one]],
            slugs[pairs.institution[other]] if other != one else None,
            round(float(shares[one]), DECIMALS),
            bool(pairs.figures["same_telling"][one]),
        )
    return found


def _first_of_best(shares: Floats, query: Numbers, present: Numbers) -> Numbers:
    """The pair of each query with the greatest share, the first of equals."""
    start = np.searchsorted(query, present)
    greatest = np.maximum.reduceat(shares, start)
    is_best = np.flatnonzero(shares == np.repeat(greatest, np.diff(np.append(start, len(query)))))
    return is_best[np.searchsorted(query[is_best], present)]


def _worth(pairs: Pairs) -> Floats:
    worth = np.zeros(len(pairs.query))
    for name, weight in WEIGHTS.items():
        if name in pairs.figures:
            worth += weight * pairs.figures[name]
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
