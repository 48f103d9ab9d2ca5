"""The printed words of many names as numbers, one name after the other.

Belongs here: how words, and the words of a block that each may stand for, are laid out. Does not belong here: what they say
for an institution (institution_features.py).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np

from pipelines.steps.resolve.institution_block import Flags, Floats, Numbers
from pipelines.steps.resolve.institution_query import Query


@dataclass(frozen=True, slots=True)
class PrintedWords:
    """The printed words of all queries one after the other, and the slots: every word of the block that one may stand for.

    A word's slots lie together, the likeliest first; word says whose each is. start and count give each query's slots.
    """

    slot: Numbers
    is_first: Flags
    word: Numbers
    sure: Floats
    weight: Floats
    marks: Numbers
    start: Numbers
    count: Numbers
    word_count: Numbers
    total: Floats
    heaviest: Floats

    def entries(self, query: Numbers) -> "Entries":
        """All slots of these queries, one query after the other."""
        owner, slot = ragged(self.start[query], self.count[query])
        first = np.flatnonzero(self.is_first[slot])
        counts = self.word_count[query]
        return Entries(owner, self.slot[slot], first, owner[first], self.word[slot[first]], np.cumsum(counts) - counts)


@dataclass(frozen=True, slots=True)
class Entries:
    """Slots with their owners, and the words that they stand for.

    first: where each word's slots begin. word_owner, word: owner and number of each word. owner_start: where each owner's
    words begin.
    """

    owner: Numbers
    target: Numbers
    first: Numbers
    word_owner: Numbers
    word: Numbers
    owner_start: Numbers


def printed_words(queries: Sequence[Query], first_word: Numbers) -> PrintedWords:
    """The words of all queries; first_word: where the words of each query's block begin."""
    every = list(chain.from_iterable(query.words for query in queries))
    targets, sure, weights, marks = zip(*every, strict=True)
    widths = np.array(list(map(len, targets)), dtype=np.int64)
    slots = np.array(list(chain.from_iterable(targets)), dtype=np.int64)
    first = np.cumsum(widths) - widths
    is_first = np.zeros(len(slots), dtype=np.bool_)
    is_first[first] = True
    words = np.array([len(query.words) for query in queries], dtype=np.int64)
    begin = np.cumsum(words) - words
    weight = np.array(weights)
    return PrintedWords(
        slot=slots + np.repeat(np.repeat(first_word, words), widths),
        is_first=is_first,
        word=np.repeat(np.arange(len(every)), widths),
        sure=np.array(sure),
        weight=weight,
        marks=np.array(marks, dtype=np.int64),
        start=first[begin],
        count=np.add.reduceat(widths, begin),
        word_count=words,
        total=np.add.reduceat(weight, begin),
        heaviest=np.maximum.reduceat(weight, begin),
    )


def ragged(start: Numbers, count: Numbers) -> tuple[Numbers, Numbers]:
    """Return, for runs of `count` entries from `start`, the run that each entry belongs to, and the entry."""
    owner = np.repeat(np.arange(len(count)), count)
    first = np.cumsum(count) - count
    return owner, np.arange(len(owner)) - np.repeat(first - start, count)
