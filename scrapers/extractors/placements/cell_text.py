"""Sentences that stand in the cells of tables: tables that only lay out a page.

Belongs here: turning such cells into passages, the cell before them in their row as a heading. Does not belong here:
tables of data (tables), what the sentences say (sentences).
"""

from collections.abc import Iterator, Sequence

from schemas.documents import Cell, Heading, ListItem, Paragraph, Table
from scrapers.extractors.audience import SCHOOL_NAME
from scrapers.extractors.passages import Passage
from scrapers.extractors.placements.loose_tables import is_count_grid
from scrapers.extractors.placements.other_schools import OwnSchool

SENTENCE_WORDS = 7
"""Words from which a cell holds a sentence rather than a label or a figure."""
DEEPEST = 9


def with_cell_text(passages: Sequence[Passage], own: OwnSchool) -> list[Passage]:
    """Put the sentences of a table's cells in the place of the table."""
    found: list[Passage] = []
    for passage in passages:
        found.append(passage)
        if isinstance(passage.block, Table):
            found += cell_passages(passage, passage.block, own)
    return found


def cell_passages(passage: Passage, table: Table, own: OwnSchool) -> Iterator[Passage]:
    """Yield the sentences of a table's cells; in a table of schools only those of the document's own."""
    if is_count_grid(table):
        yield from (
            Passage(passage.index, ListItem(" ".join(cell.text.split()), 1, cell.locator), passage.headings)
            for cell in table.cells
            if cell.text.strip()
        )
        return
    heads = row_heads(table)
    schools = [head.text for head in heads.values() if SCHOOL_NAME.match(head.text)]
    for cell in table.cells:
        if len(cell.text.split()) < SENTENCE_WORDS:
            continue
        head = heads.get(cell.row) or heads.get(cell.row - 1)
        if head is not None and head.text in schools[1:] and (own.is_another(head.text) or not own.words):
            continue
        if head is not None and head.text in schools[:1] and own.is_another(head.text):
            continue
        above = (
            (*passage.headings, Heading(head.text, DEEPEST, head.locator)) if head is not None else passage.headings
        )
        yield Passage(passage.index, Paragraph(cell.text, cell.locator), above)


def row_heads(table: Table) -> dict[int, Cell]:
    """Return the first short cell of each row."""
    heads: dict[int, Cell] = {}
    for cell in table.cells:
        if cell.text.strip() and len(cell.text.split()) < SENTENCE_WORDS:
            heads.setdefault(cell.row, cell)
    return heads
