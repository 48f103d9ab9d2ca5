"""Passages: the blocks of a document, each with the headings it stands under.

Belongs here: the outline of a document, the only view of its structure that extractors share. Does not belong here:
what any of the words mean.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from schemas.documents import Block, Heading, ListItem, Paragraph, Table, Tile


@dataclass(frozen=True, slots=True)
class Passage:
    """One block with its place in the outline.

    headings are those it stands under, outermost first (a heading does not stand under itself); index is its place in
    reading order, from 0.
    """

    index: int
    block: Block
    headings: tuple[Heading, ...]

    @property
    def heading_texts(self) -> tuple[str, ...]:
        """Words of the headings it stands under, innermost first."""
        return tuple(heading.text for heading in reversed(self.headings))


def passages_of(blocks: Iterable[Block]) -> list[Passage]:
    """Give every block the headings it stands under."""
    stack: list[Heading] = []
    passages: list[Passage] = []
    for index, block in enumerate(blocks):
        if isinstance(block, Heading):
            while stack and stack[-1].level >= block.level:
                stack.pop()
            passages.append(Passage(index, block, tuple(stack)))
            stack.append(block)
        else:
            passages.append(Passage(index, block, tuple(stack)))
    return passages


def text_of(block: Block) -> str:
    """The words of a block on one line, as a person would read them out."""
    match block:
        case Heading() | Paragraph() | ListItem():
            return block.text
        case Tile():
            return f"{block.value} {block.label}"
        case Table():
            return " ".join(cell.text for cell in block.cells)
