"""Other readings of a document, made only when they are asked for.

Belongs here: which readings there are and in what order they are worth trying. Does not belong here: judging them.
"""

from collections.abc import Sequence
from typing import overload

from schemas.documents import Block
from scrapers.readers.pdf.layout import Choices, Layout

OTHER_CHOICES = (
    Choices(flip_columns=True),
    Choices(by_indent=True),
    Choices(ignore_rules=True),
    Choices(ignore_columns=True),
)
"""Further readings in the order in which they are worth trying."""


class Alternatives(Sequence[tuple[Block, ...]]):
    """Other readings of one document, each made when it is asked for and then kept."""

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self.made: dict[int, tuple[Block, ...]] = {}

    def __len__(self) -> int:
        return len(OTHER_CHOICES)

    @overload
    def __getitem__(self, index: int) -> tuple[Block, ...]: ...
    @overload
    def __getitem__(self, index: slice) -> list[tuple[Block, ...]]: ...
    def __getitem__(self, index: int | slice) -> tuple[Block, ...] | list[tuple[Block, ...]]:
        if isinstance(index, slice):
            return [self[position] for position in range(len(self))[index]]
        place = range(len(self))[index]
        if place not in self.made:
            self.made[place] = self.layout.blocks(OTHER_CHOICES[place])
        return self.made[place]
