"""Where the weights in pipelines/steps/resolve/institution_belief.py come from.

Belongs here: examples from the reference's own names with parts of them hidden, and a conditional logit with `none of them`
as a further choice. Does not belong here: how right the resolver then is (resolution.py).
Run: python -m benchmarks.resolution_fit   (some minutes; prints weights to be written into institution_belief.py)
"""

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from scipy.optimize import minimize

from pipelines.steps.resolve.institution_belief import WEIGHTS
from pipelines.steps.resolve.institution_block import Floats
from pipelines.steps.resolve.institution_features import pairs_of
from pipelines.steps.resolve.institution_index import ANYWHERE, BRACKETS, InstitutionIndex, printed_names
from pipelines.steps.resolve.institution_query import BlockReader
from pipelines.steps.resolve.institution_words import institution_words, key_of, place_words, telling_key
from pipelines.steps.resolve.institutions import standard_index
from schemas.registry import Institution

PUBLISHED_EACH, OTHERS_EACH, SEED, PENALTY = 3, 2, 5, 0.001
OTHERS_COUNT = 0.3
"""Weight of an example of a name that is not in the NRMP's style: those are mostly compiled, not printed."""
STATE_KNOWN, CITY_KNOWN, MISPRINTED, ALIKE = 0.95, 0.25, 0.1, 0.7
PUBLISHED = re.compile(r"-\s*[A-Z]{2}$")
"""The end of a name as the NRMP prints it."""


class Hiding(StrEnum):
    """Which names the index shall not know."""

    same = "same"
    alike = "alike"
    all_but_one = "all_but_one"
    institution = "institution"


@dataclass(frozen=True, slots=True)
class Example:
    """The figures of the candidates of one string (rows), which of them is meant (None: none), is the state known."""

    rows: Floats
    meant: int | None
    state_known: bool
    counts: float


def examples(index: InstitutionIndex) -> Iterator[Example]:
    """Make examples: each a name that the index no longer holds, as it is or with a letter lost.

    Published names are hidden in every way, two of the others in one way each.
    """
    chance = random.Random(SEED)
    for slug, institution in sorted(index.institutions.items()):
        names = [name for name in dict.fromkeys(printed_names(institution)) if len(institution_words(name).words) > 1]
        published = [name for name in names if PUBLISHED.search(name)][:PUBLISHED_EACH]
        others = [name for name in names if name not in published]
        for name in published:
            for hiding in (Hiding.same, Hiding.all_but_one, Hiding.institution):
                yield from _example(index, slug, name, hiding, chance, counts=1.0)
        for name in chance.sample(others, min(OTHERS_EACH, len(others))):
            hiding = chance.choice((Hiding.same, Hiding.alike, Hiding.institution))
            yield from _example(index, slug, name, hiding, chance, counts=OTHERS_COUNT)


def _example(
    index: InstitutionIndex, slug: str, name: str, hiding: Hiding, chance: random.Random, *, counts: float
) -> Iterator[Example]:
    """One example, or none where the name itself still tells the answer."""
    institution = index.institutions[slug]
    hidden = index.without(slug, None if hiding is Hiding.institution else _hidden(name, institution, hiding))
    words = institution_words(_misprinted(name, chance) if chance.random() < MISPRINTED else name)
    state = (institution.state if chance.random() < STATE_KNOWN else words.state) or ANYWHERE
    city = institution.city if chance.random() < CITY_KNOWN else words.city
    block = hidden.block(state)
    bearers = hidden.bearers_of(words.words)[0]
    if block is None or not words.words or any(not state or state in hidden.profiles[one].states for one in bearers):
        return
    pairs = pairs_of([(block, [BlockReader(block).query(words.words, place_words(city))])])
    slugs = [block.profiles[number].slug for number in pairs.institution]
    rows = np.column_stack([pairs.figures[figure] for figure in WEIGHTS]) if slugs else np.zeros((0, len(WEIGHTS)))
    yield Example(rows, slugs.index(slug) if slug in slugs else None, state != ANYWHERE, counts)


def _hidden(name: str, institution: Institution, hiding: Hiding) -> list[str]:
    """Names of the same words; with them those alike, or all but one published name and the canonical one."""
    names = list(printed_names(institution))
    same = [
        other for other in names if key_of(institution_words(other).words) == key_of(institution_words(name).words)
    ]
    if hiding is Hiding.same:
        return same
    if hiding is Hiding.alike:
        return [*same, *(other for other in names if _likeness(name, other) >= ALIKE)]
    plain = BRACKETS.sub(" ", institution.name).strip()
    kept = [*[other for other in names if PUBLISHED.search(other) and other not in same][:1], institution.name, plain]
    nearer = [other for other in names if _likeness(name, other) >= max(_likeness(other, one) for one in kept)]
    return [*same, *(other for other in nearer if other not in kept)]


def _likeness(one: str, other: str) -> float:
    left, right = (telling_key(institution_words(name).words) for name in (one, other))
    return 2 * len(left & right) / ((len(left) + len(right)) or 1)


def _misprinted(name: str, chance: random.Random) -> str:
    place = chance.randrange(len(name))
    return name[:place] + name[place + 1 :]


def fit(found: Sequence[Example]) -> Floats:
    """Return the weights of the figures, then the worth of `none of them` and what is added where the state is known."""
    width, most = len(WEIGHTS), max(len(example.rows) for example in found)
    figures = np.zeros((len(found), most + 1, width + 2))
    absent = np.zeros((len(found), most + 1))
    meant = np.full(len(found), most)
    for number, example in enumerate(found):
        figures[number, : len(example.rows), :width] = example.rows
        absent[number, len(example.rows) : most] = -1e9
        figures[number, most, width:] = (1.0, float(example.state_known))
        if example.meant is not None:
            meant[number] = example.meant
    rows = np.arange(len(found))
    counts = np.array([example.counts for example in found])

    def loss(weights: Floats) -> tuple[float, Floats]:
        worth = figures @ weights + absent
        powers = np.exp(worth - worth.max(axis=1, keepdims=True))
        shares = powers / powers.sum(axis=1, keepdims=True)
        value = -(counts * np.log(shares[rows, meant] + 1e-12)).sum() / counts.sum() + PENALTY * (weights**2).sum() / 2
        shares[rows, meant] -= 1
        slope = np.einsum("nk,nkd->d", shares * counts[:, None], figures) / counts.sum()
        return float(value), slope + PENALTY * weights

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
