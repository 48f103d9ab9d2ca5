"""A printed name made ready for a block: which of the block's words each printed word may stand for.

Belongs here: slips, cut-off, joined and parted words. Does not belong here: how well an institution fits
(institution_features.py), the spelling of words anywhere (institution_words.py).
"""

from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import OSA

from pipelines.steps.resolve.institution_block import SHORTEST_SLIP, Block, BlockWord
from pipelines.steps.resolve.institution_words import telling_key

SLIP, CUT_OFF = 0.85, 0.75
"""What a word counts that differs by a slip, and one that is cut off."""
LONG_WORD, SHORTEST_CUT, MOST_CUT = 7, 3, 3
NO_CITY, OTHER_CITY, NO_SUCH_NAME = -2, -1, -1


class Query(NamedTuple):
    """A printed name in one block: its words, the number of its city, the number of its telling words.

    city is NO_CITY where none is printed and OTHER_CITY where the block has none of this name. telling is NO_SUCH_NAME
    where no name of the block has just these telling words. corrected: the words with slips put right, in any case.
    says_little: one telling word at most, and no city.
    """

    words: Sequence[BlockWord]
    city: int
    telling: int
    spelled_right: bool
    corrected: tuple[str, ...]
    says_little: bool


class BlockReader:
    """Reads names against one block; keeps what it found out about words that the block does not know."""

    def __init__(self, block: Block) -> None:
        self.block = block
        self._learned: dict[str, BlockWord] = {}

    def query(self, words: tuple[str, ...], place: frozenset[str]) -> Query:
        """Look up the words of a name and its city (empty: not printed) in the block."""
        readings = self.block.readings
        found: list[BlockWord | None] = [readings.get(word) for word in words]
        spelled_right, corrected = True, words
        if None in found:
            read = self._read(words)
            spelled_right = all(word.sure == 1.0 for word in read)
            corrected = words if spelled_right else self._corrected(words, read)
            found = [*read]
        key = telling_key(corrected)
        telling = self.block.telling_numbers.get(key, NO_SUCH_NAME)
        city = self.block.city_numbers.get(place, OTHER_CITY) if place else NO_CITY
        says_little = len(key) <= 1 and city == NO_CITY
        return Query(found, city, telling, spelled_right, corrected, says_little)  # type: ignore[arg-type]

    def _read(self, words: tuple[str, ...]) -> list[BlockWord]:
        readings, numbers = self.block.readings, self.block.word_numbers
        found: list[BlockWord] = []
        is_joined = False
        for word, following in zip(words, (*words[1:], ""), strict=True):
            if is_joined:
                is_joined = False
                continue
            joined = word + following
            if following and joined in numbers and not (word in numbers and following in numbers):
                word, is_joined = joined, True
            found.append(readings.get(word) or self._learned.get(word) or self._learn(word))
        return found

    def _corrected(self, words: tuple[str, ...], found: Sequence[BlockWord]) -> tuple[str, ...]:
        """The words with slips put right; those that are only cut off or unknown stay as they are."""
        if len(found) != len(words):
            return words
        return tuple(
            self.block.words[read.targets[0]] if read.sure == SLIP and len(read.targets) == 1 else word
            for word, read in zip(words, found, strict=True)
        )

    def _learn(self, word: str) -> BlockWord:
        block = self.block
        targets, sure = _likes(word, block)
        rows = tuple(block.word_numbers[target] for target in targets) or (block.no_word,)
        weight = max((block.weights[like] for like in targets), default=block.unknown_weight)
        self._learned[word] = BlockWord(rows, sure, weight, block.marks_of(word))
        return self._learned[word]


def _likes(word: str, block: Block) -> tuple[tuple[str, ...], float]:
    """Words of the block that an unknown word may stand for: its two halves, a slip away, or its beginning."""
    for cut in range(SHORTEST_CUT, len(word) - SHORTEST_CUT + 1):
        if word[:cut] in block.weights and word[cut:] in block.weights:
            return (word[:cut], word[cut:]), 1.0
    same_initial = block.by_initial.get(word[:1], ())
    if len(word) >= SHORTEST_SLIP and not word.isdigit():
        allowed = 1 if len(word) < LONG_WORD else 2
        alike = block.of_like_length(word[0], len(word), allowed)
        near = process.extract(word, alike, scorer=OSA.distance, score_cutoff=allowed, limit=MOST_CUT)
        if near:
            return tuple(found[0] for found in near if found[1] == near[0][1]), SLIP
    if len(word) >= SHORTEST_CUT:
        begun = _begun(word, same_initial)
        if 0 < len(begun) <= MOST_CUT:
            return begun, CUT_OFF
    return (), 0.0


def _begun(word: str, in_order: Sequence[str]) -> tuple[str, ...]:
    """The words that begin with this one, of words in order; one more than may be at most."""
    first = bisect_left(in_order, word)
    return tuple(other for other in in_order[first : first + MOST_CUT + 1] if other.startswith(word))
