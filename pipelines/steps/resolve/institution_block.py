"""The institutions of one state, or all of them, as tables of numbers: where each word occurs and what it weighs.

Belongs here: making those tables. Does not belong here: what is known of one institution (institution_index.py), how a
printed name is held against the tables (institution_query.py, institution_features.py).
"""

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import numpy.typing as npt

from pipelines.steps.resolve.institution_words import KIND_WORDS, SHORTEST_TELLING, NameKey, telling_key

if TYPE_CHECKING:
    from pipelines.steps.resolve.institution_index import Profile

IN_NAME, IN_PLACE, IN_CONTEXT, ALONE = 1, 2, 4, 8
"""Bits of the table of words and institutions: in a name, in the city, in system or schools; in no other institution."""
OWN, PLACE, BRAND, KIND = range(4)
"""Classes of the words that stand in an institution's names: its own, its city's, its owner's, its kind's."""
KIND_WEIGHT = 0.4
"""Weight of words that say what kind of house it is; they tell houses apart only where nothing else does."""
LEAST_SWAPS = 2
"""Institutions of one state whose names swap one word for another before the two are taken for one owner's names."""
COMMON_WORD, SMALL_BLOCK = 0.25, 30
"""A word that stands in more than this share of a block's institutions brings up no candidates; small blocks take all."""

MOST_TARGETS = 4
SHORTEST_SLIP = 4
"""Letters that a word needs at least before a slip in it is put right."""
ELSEWHERE, BRAND_WORD, KIND_WORD = 1, 2, 4
"""What is known of a printed word, as bits: it names a town of the block, an owner, a kind of house."""

Bytes = npt.NDArray[np.uint8]
Flags = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]
Singles = npt.NDArray[np.float32]
Numbers = npt.NDArray[np.int64]


class BlockWord(NamedTuple):
    """A printed word in one block: rows of the words that it may stand for, how sure, what it weighs, what is known."""

    targets: tuple[int, ...]
    sure: float
    weight: float
    marks: int


class Block:
    """The tables of one block. Rows are words (the last row is no word at all), columns institutions or their names."""

    def __init__(
        self, profiles: Sequence["Profile"], everywhere: Mapping[str, int], total: int, brands: frozenset[str]
    ) -> None:
        """everywhere: in how many of all (total) institutions each word stands. brands: words of all owners and schools."""
        self.profiles = tuple(profiles)
        self.slugs = tuple(profile.slug for profile in profiles)
        postings, swaps = _postings(profiles)
        self.words = tuple(sorted(postings))
        self.word_numbers = {word: number for number, word in enumerate(self.words)}
        self.no_word = len(self.words)
        self.unknown_weight = _weight(1, len(profiles), 1, total)
        self.weights = {
            word: KIND_WEIGHT
            if word in KIND_WORDS
            else _weight(len(postings[word]), len(profiles), max(1, everywhere.get(word, 1)), total)
            for word in self.words
        }
        self.by_initial: dict[str, list[str]] = defaultdict(list)
        self._by_length: dict[tuple[str, int], list[str]] = defaultdict(list)
        for word in self.words:
            self.by_initial[word[0]].append(word)
            self._by_length[word[0], len(word)].append(word)
        self._of_like_length: dict[tuple[str, int], list[str]] = {}
        self.places = frozenset().union(*(profile.place for profile in profiles)) - KIND_WORDS
        self.brands = brands - self.places
        self.swapped: dict[str, list[str]] = defaultdict(list)
        for (one, other), count in sorted(swaps.items()):
            if count >= LEAST_SWAPS:
                self.swapped[one].append(other)
                self.swapped[other].append(one)
        self.readings = {word: self._reading(word) for word in (*self.words, *self.swapped)}
        self.city_numbers: dict[frozenset[str], int] = {}
        for profile in profiles:
            self.city_numbers.setdefault(profile.place, len(self.city_numbers))
        self.city: Numbers = np.array([self.city_numbers[profile.place] for profile in profiles], dtype=np.int64)
        self.city_words: Numbers = np.array([len(profile.place) for profile in profiles], dtype=np.int64)
        self.city_size: Numbers = np.bincount(self.city)[self.city]
        self._tabulate_words(postings)
        self._tabulate_names()

    def of_like_length(self, initial: str, length: int, allowed: int) -> list[str]:
        """Return the words of an initial that are at most so many letters longer or shorter, and long enough to hold a slip."""
        if (initial, length) not in self._of_like_length:
            self._of_like_length[initial, length] = [
                word
                for like in range(max(SHORTEST_SLIP, length - allowed), length + allowed + 1)
                for word in self._by_length.get((initial, like), ())
            ]
        return self._of_like_length[initial, length]

    def marks_of(self, word: str) -> int:
        """Return what is known of a printed word, as bits."""
        return (
            (ELSEWHERE if word in self.places else 0)
            | (BRAND_WORD if word in self.brands else 0)
            | (KIND_WORD if word in KIND_WORDS else 0)
        )

    def _reading(self, word: str) -> BlockWord:
        """A word of the block, or one that its names swap for others."""
        targets = (word, *self.swapped.get(word, ()))[:MOST_TARGETS]
        rows = tuple(self.word_numbers.get(target, self.no_word) for target in targets)
        return BlockWord(rows, 1.0, self.weights.get(word, self.unknown_weight), self.marks_of(word))

    def _tabulate_words(self, postings: Mapping[str, Sequence[int]]) -> None:
        rows, width = len(self.words) + 1, len(self.profiles)
        self.word_weight: Floats = np.array([*(self.weights[word] for word in self.words), 0.0])
        self.word_is_kind: Flags = np.array([*(word in KIND_WORDS for word in self.words), False])
        self.flags: Bytes = np.zeros((rows, width), dtype=np.uint8)
        self.share_of_names: Bytes = np.zeros((rows, width), dtype=np.uint8)
        self.brings_up: Singles = np.zeros((rows, width), dtype=np.float32)
        self.class_weight: Floats = np.zeros((4, width))
        most = max(SMALL_BLOCK, COMMON_WORD * width)
        for row, word in enumerate(self.words):
            found = postings[word]
            if len(found) == 1:
                self.flags[row, found] = ALONE
            self.brings_up[row, found] = len(found) <= most
        for column, profile in enumerate(self.profiles):
            for bit, own in ((IN_NAME, profile.name_words), (IN_PLACE, profile.place), (IN_CONTEXT, profile.context)):
                self.flags[[self.word_numbers[word] for word in own], column] |= bit
            for word, share in profile.shares_of_names.items():
                row, rounded = self.word_numbers[word], round(255 * share)
                self.share_of_names[row, column] = rounded
                self.class_weight[_class_of(word, profile), column] += rounded / 255 * self.weights[word]

    def _tabulate_names(self) -> None:
        halves = _halves_of_one(self.profiles)
        known = [[*profile.name_sets, *halves[column]] for column, profile in enumerate(self.profiles)]
        names = [name for own in known for name in own]
        self.name_start: Numbers = np.concatenate(([0], np.cumsum([len(own) for own in known]))).astype(np.int64)
        self.name_has: Flags = np.zeros((len(self.words) + 1, len(names)), dtype=np.bool_)
        self.name_weight: Floats = np.array([sum(self.weights[word] for word in sorted(name)) for name in names])
        self.telling_numbers: dict[NameKey, int] = {}
        self.telling: Numbers = np.zeros(len(names), dtype=np.int64)
        for number, name in enumerate(names):
            self.name_has[[self.word_numbers[word] for word in name], number] = True
            key = telling_key(name)
            tells = len(" ".join(key)) >= SHORTEST_TELLING
            self.telling[number] = self.telling_numbers.setdefault(key, len(self.telling_numbers)) if tells else -2


def _halves_of_one(profiles: Sequence["Profile"]) -> list[list[frozenset[str]]]:
    """The halves of names that speak for one institution only, for each of them."""
    owners: dict[NameKey, set[str]] = defaultdict(set)
    for profile in profiles:
        for name in (*profile.name_sets, *profile.halves):
            owners[telling_key(name)].add(profile.slug)
    return [
        sorted((half for half in profile.halves if len(owners[telling_key(half)]) == 1), key=sorted)
        for profile in profiles
    ]


def _postings(profiles: Sequence["Profile"]) -> tuple[dict[str, list[int]], Counter[tuple[str, str]]]:
    postings: dict[str, list[int]] = defaultdict(list)
    swaps: Counter[tuple[str, str]] = Counter()
    for number, profile in enumerate(profiles):
        for word in profile.words:
            postings[word].append(number)
        swaps.update(profile.swaps)
    return postings, swaps


def _class_of(word: str, profile: "Profile") -> int:
    if word in KIND_WORDS:
        return KIND
    if word in profile.place:
        return PLACE
    return BRAND if word in profile.context else OWN


def _weight(here: int, count: int, everywhere: int, total: int) -> float:
    """Weight of a word: half by how rare it is in the block, half by how rare it is in the whole country."""
    return 0.5 * math.log((count + 1) / here) + 0.5 * math.log((total + 1) / everywhere)
