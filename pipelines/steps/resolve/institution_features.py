"""How much a printed name speaks for an institution, in a few figures, and what they are worth together.

Belongs here: comparing one name with one institution, and the weights of the comparison. Does not belong here: which
institutions are compared (institutions.py), how the weights were found (benchmarks/resolution_fit.py).
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from operator import mul

from rapidfuzz import process
from rapidfuzz.distance import OSA

from pipelines.steps.resolve.institution_index import Block, Profile
from pipelines.steps.resolve.institution_words import InstitutionWords, place_words

WEIGHTS: Mapping[str, float] = {
    "name_share": 0.859,
    "place_share": 1.886,
    "context_share": 2.274,
    "swapped_missed": -0.425,
    "known_missed": -2.155,
    "elsewhere_missed": -1.722,
    "name_left": -2.597,
    "same_city": 1.267,
    "other_city": -2.587,
    "unique_word": 1.039,
    "heaviest_word": 0.341,
    "name_share_squared": 0.949,
    "overlap_squared": 2.303,
    "overlap_with_place": 1.137,
    "unique_name_share": 0.599,
}
"""Worth of each figure, in log odds, fitted on the reference's own names with parts of them hidden."""
NONE_OF_THEM, NONE_IN_STATE = 1.996, -0.149
"""Worth of the answer that none of the institutions is meant, and what is added where the state is known."""

SLIP, CUT_OFF, SWAPPED = 0.85, 0.75, 0.9
"""What a word counts that differs by a slip, that is cut off, or that stands for another in sister institutions' names."""
SHORTEST_SLIP, LONG_WORD, SHORTEST_CUT, MOST_CUT = 4, 7, 3, 3
Likes = tuple[tuple[str, ...], float]


@dataclass(frozen=True, slots=True)
class QueryWord:
    """One printed word in one block: the words of the block that it may stand for, how sure, and what it weighs."""

    printed: str
    targets: tuple[str, ...]
    sure: float
    weight: float


@dataclass(slots=True)
class Query:
    """A printed name made ready for comparison with the institutions of one block."""

    folded: str
    city: frozenset[str]
    words: list[QueryWord] = field(default_factory=list)
    total: float = 1.0
    heaviest: float = 0.0


def query_of(words: InstitutionWords, city: str | None, block: Block, likes: dict[str, Likes]) -> Query:
    """Look up the words of a name in a block; misspelled, joined, parted and cut-off words are led to their likes.

    likes keeps what was found for words that the block does not know; one dictionary for each block.
    """
    query = Query(words.folded, place_words(city or words.city))
    names, index = words.words, 0
    while index < len(names):
        word = names[index]
        joined = word + names[index + 1] if index + 1 < len(names) else ""
        if joined in block.weights and (word not in block.weights or names[index + 1] not in block.weights):
            query.words.append(QueryWord(joined, (joined,), 1.0, block.weights[joined]))
            index += 2
            continue
        query.words.append(_query_word(word, block, likes))
        index += 1
    query.total = sum(one.weight for one in query.words) or 1.0
    query.heaviest = max((one.weight for one in query.words), default=0.0)
    return query


def _query_word(word: str, block: Block, likes: dict[str, Likes]) -> QueryWord:
    weight = block.weights.get(word)
    if weight is not None or word in block.swapped:
        targets = (word, *block.swapped.get(word, ()))
        return QueryWord(word, targets, 1.0, block.unknown_weight if weight is None else weight)
    if word not in likes:
        likes[word] = _likes(word, block)
    targets, sure = likes[word]
    return QueryWord(word, targets, sure, max((block.weights[like] for like in targets), default=block.unknown_weight))


def _likes(word: str, block: Block) -> Likes:
    """Words of the block that an unknown word may stand for: its two halves, a slip away, or its beginning."""
    for cut in range(SHORTEST_CUT, len(word) - SHORTEST_CUT + 1):
        if word[:cut] in block.weights and word[cut:] in block.weights:
            return (word[:cut], word[cut:]), 1.0
    same_initial = block.by_initial.get(word[:1], ())
    if len(word) >= SHORTEST_SLIP and not word.isdigit():
        allowed = 1 if len(word) < LONG_WORD else 2
        near = process.extract(word, same_initial, scorer=OSA.distance, score_cutoff=allowed, limit=MOST_CUT)
        near = [found for found in near if len(found[0]) >= SHORTEST_SLIP]
        if near:
            return tuple(found[0] for found in near if found[1] == near[0][1]), SLIP
    if len(word) >= SHORTEST_CUT:
        begun = tuple(other for other in same_initial if other.startswith(word))
        if 0 < len(begun) <= MOST_CUT:
            return begun, CUT_OFF
    return (), 0.0


@dataclass(slots=True)
class _Shares:
    """How the weight of a printed name divides over what is known of an institution; matched: words of its names."""

    name: float = 0.0
    place: float = 0.0
    context: float = 0.0
    swapped: float = 0.0
    elsewhere: float = 0.0
    known: float = 0.0
    unique: bool = False
    heaviest: bool = False
    matched: dict[str, float] = field(default_factory=dict)


def features_of(query: Query, number: int, block: Block) -> tuple[float, ...]:
    """Return the figures for one institution of a block, in the order of WEIGHTS.

    Shares are of the weight of the printed words: found in its names, in its city, in its system or schools; or missed,
    although the word is swapped for others here, names another town, or stands in other institutions' names.
    """
    profile = block.profiles[number]
    shares = _shares(query, profile, block)
    total = query.total
    overlap, left = _best_overlap(query, block.names[number], shares.matched, block.weights)
    same_city = bool(query.city) and profile.place == query.city
    name = shares.name / total
    return (
        name,
        shares.place / total,
        shares.context / total,
        shares.swapped / total,
        shares.known / total,
        shares.elsewhere / total,
        left,
        float(same_city),
        float(bool(query.city) and not same_city),
        float(shares.unique),
        float(shares.heaviest),
        name * name,
        overlap * overlap,
        overlap * shares.place / total,
        name * shares.unique,
    )


def _shares(query: Query, profile: Profile, block: Block) -> _Shares:
    shares = _Shares()
    name_words, place = profile.name_words, profile.place
    for word in query.words:
        hits = [target for target in word.targets if target in name_words]
        if hits:
            is_swapped = word.sure == 1.0 and hits[0] != word.targets[0]
            worth = word.weight * (SWAPPED if is_swapped else word.sure)
            if place.isdisjoint(hits):
                shares.name += worth
                shares.unique = shares.unique or not block.shared_words.issuperset(hits)
            else:
                shares.place += worth
            shares.heaviest = shares.heaviest or word.weight == query.heaviest
            for hit in hits:
                shares.matched[hit] = word.sure * word.weight
        elif not place.isdisjoint(word.targets):
            shares.place += word.sure * word.weight
        elif not profile.context.isdisjoint(word.targets):
            shares.context += word.sure * word.weight
        else:
            _count_missed(shares, word, block)
    return shares


def _count_missed(shares: _Shares, word: QueryWord, block: Block) -> None:
    if word.printed in block.places:
        shares.elsewhere += word.weight
    elif word.printed in block.swapped:
        shares.swapped += word.weight
    elif word.targets and word.sure == 1.0:
        shares.known += word.weight


def _best_overlap(
    query: Query,
    names: Iterable[tuple[frozenset[str], float]],
    matched: Mapping[str, float],
    weights: Mapping[str, float],
) -> tuple[float, float]:
    """The best name's overlap (harmonic mean of both shares), and the share of that name which is not printed."""
    best, left = 0.0, 1.0
    found = matched.keys()
    for name, weight in names:
        own = printed = 0.0
        for word in name & found:
            own += weights[word]
            printed += matched[word]
        if own:
            own, printed = own / weight, min(1.0, printed / query.total)
            overlap = 2 * own * printed / (own + printed)
            if overlap > best:
                best, left = overlap, 1 - own
    return best, left


def shares_of_belief(rows: Sequence[Sequence[float]], *, state_known: bool) -> list[float]:
    """Return for every row of figures how likely it is meant, none of them being the remaining possibility."""
    worths = [sum(map(mul, row, WEIGHTS.values())) for row in rows]
    none = NONE_OF_THEM + NONE_IN_STATE * state_known
    highest = max([none, *worths])
    powers = [math.exp(worth - highest) for worth in worths]
    whole = sum(powers) + math.exp(none - highest)
    return [power / whole for power in powers]
