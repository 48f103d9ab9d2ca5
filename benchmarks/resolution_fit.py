"""Where the weights in pipelines/steps/resolve/institution_features.py come from.

Belongs here: examples from the reference's own names with parts of them hidden, and a conditional logit with `none of them`
as a further choice. Does not belong here: how right the resolver then is (resolution.py).
Run: python -m benchmarks.resolution_fit   (some minutes; prints weights to be written into institution_features.py)
"""

import random
from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize

from pipelines.steps.resolve.institution_features import WEIGHTS, features_of, query_of
from pipelines.steps.resolve.institution_index import ANYWHERE, InstitutionIndex, printed_names
from pipelines.steps.resolve.institution_words import institution_words
from pipelines.steps.resolve.institutions import MOST_CANDIDATES, candidates_of, standard_index
from schemas.registry import Institution

Floats = npt.NDArray[np.float64]
NAMES_EACH, SEED, PENALTY = 5, 7, 0.002
GONE, STATE_KNOWN, CITY_KNOWN, MISPRINTED = 0.2, 0.85, 0.35, 0.12
"""Shares of the examples: institution taken away, state given, city given, a letter lost."""
ALIKE = 0.7
"""Names that share more of their words than this with the hidden one are hidden with it, in a third of the examples."""


class Example:
    """The figures of the candidates of one string, which of them is meant (None: none), and whether the state is known."""

    def __init__(self, rows: Sequence[Sequence[float]], meant: int | None, *, state_known: bool) -> None:
        self.rows, self.meant, self.state_known = rows, meant, state_known


def examples(index: InstitutionIndex) -> Iterator[Example]:
    """Make examples: each a name that the index no longer holds, as it is or with a letter lost."""
    chance = random.Random(SEED)
    for slug, institution in sorted(index.institutions.items()):
        names = [name for name in dict.fromkeys(printed_names(institution)) if len(institution_words(name).words) > 1]
        for name in chance.sample(names, min(NAMES_EACH, len(names))):
            example = _example(index, slug, institution, name, chance)
            if example is not None:
                yield example


def _example(
    index: InstitutionIndex, slug: str, institution: Institution, name: str, chance: random.Random
) -> Example | None:
    gone = chance.random() < GONE
    hidden = index.without(slug, None if gone else _hidden(name, institution, chance))
    words = institution_words(_misprinted(name, chance) if chance.random() < MISPRINTED else name)
    state = (institution.state if chance.random() < STATE_KNOWN else words.state) or ANYWHERE
    city = institution.city if chance.random() < CITY_KNOWN else None
    block = hidden.block(state)
    if block is None:
        return None
    query = query_of(words, city, block, {})
    numbers = candidates_of(query, block)
    meant = next((place for place, number in enumerate(numbers) if block.profiles[number].slug == slug), None)
    return Example([features_of(query, number, block) for number in numbers], meant, state_known=state != ANYWHERE)


def _hidden(name: str, institution: Institution, chance: random.Random) -> list[str]:
    """The name alone, every name that folds to the same, or every name alike."""
    words = set(institution_words(name).words)
    least = chance.choice((2.0, 1.0, ALIKE))
    others = [
        other
        for other in printed_names(institution)
        if 2 * len(words & (own := set(institution_words(other).words))) / (len(words) + len(own) or 1) >= least
    ]
    return [name, *others]


def _misprinted(name: str, chance: random.Random) -> str:
    place = chance.randrange(len(name))
    return name[:place] + name[place + 1 :]


def fit(found: Sequence[Example]) -> Floats:
    """Return the weights of the figures, then the worth of `none of them` and what is added where the state is known."""
    width = len(WEIGHTS)
    figures = np.zeros((len(found), MOST_CANDIDATES + 1, width + 2))
    absent = np.zeros((len(found), MOST_CANDIDATES + 1))
    meant = np.full(len(found), MOST_CANDIDATES)
    for number, example in enumerate(found):
        for place, row in enumerate(example.rows):
            figures[number, place, :width] = row
        absent[number, len(example.rows) : MOST_CANDIDATES] = -1e9
        figures[number, MOST_CANDIDATES, width:] = (1.0, float(example.state_known))
        if example.meant is not None:
            meant[number] = example.meant
    rows = np.arange(len(found))

    def loss(weights: Floats) -> tuple[float, Floats]:
        worth = figures @ weights + absent
        powers = np.exp(worth - worth.max(axis=1, keepdims=True))
        shares = powers / powers.sum(axis=1, keepdims=True)
        value = -np.log(shares[rows, meant] + 1e-12).mean() + PENALTY * (weights**2).sum() / 2
        shares[rows, meant] -= 1
        return float(value), np.einsum("nk,nkd->d", shares, figures) / len(found) + PENALTY * weights

    return np.asarray(minimize(loss, np.zeros(width + 2), jac=True, method="L-BFGS-B").x)


def main() -> None:
    """Print the weights in the form in which the module holds them."""
    found = list(examples(standard_index()))
    weights = fit(found)
    print(f"{len(found)} examples")
    for name, weight in zip(WEIGHTS, weights, strict=False):
        print(f'    "{name}": {weight:.3f},')
    print(f"NONE_OF_THEM, NONE_IN_STATE = {weights[-2]:.3f}, {weights[-1]:.3f}")


if __name__ == "__main__":
    main()
