"""The tables of several blocks side by side, so that names of many states are compared at once.

Belongs here: how rows, institutions and names of the blocks are numbered through. Does not belong here: what one block
holds (institution_block.py), what is read from the tables (institution_features.py).
"""

import functools
from collections.abc import Callable, Sequence
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from pipelines.steps.resolve.institution_block import Block, Bytes, Flags, Floats, Numbers

MOST_KEPT = 4
Scalar = TypeVar("Scalar", bound=np.generic)


class Tables:
    """Blocks one after the other: words, institutions, names, cities and telling words are numbered through.

    first_word, first_institution, first_city, first_telling: where each block's numbers begin. A table of words and
    institutions (or names) is one row of cells; word_cells (name_cells) plus the number of the institution (name) is the
    place of a word's cell.
    """

    def __init__(self, blocks: Sequence[Block]) -> None:
        self.blocks = tuple(blocks)
        self.first_word = _begins([len(block.word_weight) for block in blocks])
        self.first_institution = _begins([len(block.profiles) for block in blocks])
        self.first_city = _begins([len(block.city_numbers) for block in blocks])
        self.first_telling = _begins([len(block.telling_numbers) for block in blocks])
        first_name = _begins([len(block.name_weight) for block in blocks])
        self.word_cells = _cells([block.flags for block in blocks], self.first_institution)
        self.name_cells = _cells([block.name_has for block in blocks], first_name)
        self.flags: Bytes = _joined(blocks, lambda block: block.flags.ravel())
        self.share_of_names: Bytes = _joined(blocks, lambda block: block.share_of_names.ravel())
        self.name_has: Flags = _joined(blocks, lambda block: block.name_has.ravel())
        self.word_weight: Floats = _joined(blocks, lambda block: block.word_weight)
        self.word_is_kind: Flags = _joined(blocks, lambda block: block.word_is_kind)
        self.name_weight: Floats = _joined(blocks, lambda block: block.name_weight)
        self.class_weight: Floats = np.concatenate([block.class_weight for block in blocks], axis=1)
        self.city_words: Numbers = _joined(blocks, lambda block: block.city_words)
        self.city_size: Numbers = _joined(blocks, lambda block: block.city_size)
        self.city: Numbers = _numbered([block.city for block in blocks], self.first_city)
        self.telling: Numbers = _numbered([block.telling for block in blocks], self.first_telling)
        self.name_start: Numbers = _numbered([block.name_start[:-1] for block in blocks], first_name)
        self.name_count: Numbers = _joined(blocks, lambda block: np.diff(block.name_start))
        self.slugs = [slug for block in blocks for slug in block.slugs]


@functools.lru_cache(maxsize=MOST_KEPT)
def tables_of(blocks: tuple[Block, ...]) -> Tables:
    """Return the tables of these blocks, made once."""
    return Tables(blocks)


def _joined(blocks: Sequence[Block], part: Callable[[Block], npt.NDArray[Scalar]]) -> npt.NDArray[Scalar]:
    """One part of all blocks; that of a single block is not copied."""
    return part(blocks[0]) if len(blocks) == 1 else np.concatenate([part(block) for block in blocks])


def _begins(counts: Sequence[int]) -> Numbers:
    return np.cumsum([0, *counts[:-1]])


def _numbered(parts: Sequence[Numbers], first: Numbers) -> Numbers:
    """Numbers of each block, numbered through; those below zero mean none and stay."""
    return np.concatenate([np.where(part < 0, part, part + begin) for part, begin in zip(parts, first, strict=True)])


def _cells(tables: Sequence[npt.NDArray[np.generic]], first_column: Numbers) -> Numbers:
    """Place of the cell of each row in column 0, as if the block's columns began there."""
    begins = _begins([table.size for table in tables])
    return np.concatenate(
        [
            begin + np.arange(table.shape[0]) * table.shape[1] - column
            for table, begin, column in zip(tables, begins, first_column, strict=True)
        ]
    )
