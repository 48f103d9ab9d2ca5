"""Lines that read like entries of a list of positions and gave none: a sign that a list was not understood.

Belongs here: counting them, and how many are too many. Does not belong here: reading them (placements).
"""

import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from schemas.documents import ListItem, Paragraph, Table
from scrapers.extractors.passages import Passage
from scrapers.extractors.placements.columns import like_institution
from scrapers.extractors.placements.line_kinds import is_place
from scrapers.extractors.placements.tables import is_about_others, tells_fill
from scrapers.extractors.years import mentions_in

SHORTEST, LONGEST = 2, 14
"""Words of such a line."""
FEW = 6
SHARE = 0.12
"""Unread lines beside each placement that are usual: titles, running feet, names of the school."""
SENTENCE = re.compile(r"[.!?”\"]$|\d\s*%|\b(?:is|are|was|were|will|has|have|our|we|you)\b")


def too_many(passages: Sequence[Passage], used: AbstractSet[int], listed: int, told: int) -> int:
    """Return how many lines read like institutions and gave nothing, where they are too many; else 0.

    Args:
        passages: the document's passages.
        used: indexes of those that gave placements or belong to a table.
        listed: placements of tables and lists.
        told: placements of other lines and sentences; each may account for a line.
    """
    left = [passage for passage in passages if passage.index not in used]
    unread = sum(map(reads_like_entry, left)) + sum(map(rows_like_entries, left)) - told
    return unread if unread > max(FEW, SHARE * (listed + told)) else 0


def rows_like_entries(passage: Passage) -> int:
    """Return how many rows of a table hold the name of an institution; none where the table is about somebody else."""
    table = passage.block
    if not isinstance(table, Table) or is_about_others(passage, table) or tells_fill(table):
        return 0
    return len(
        {cell.row for cell in table.cells if len(cell.text.split()) >= SHORTEST and like_institution(cell.text)}
    )


def reads_like_entry(passage: Passage) -> bool:
    """Tell whether a passage is a short line with the name of an institution, and no sentence, place or title."""
    block = passage.block
    if not isinstance(block, Paragraph | ListItem) or not SHORTEST <= len(block.text.split()) <= LONGEST:
        return False
    text = block.text
    if SENTENCE.search(text) or mentions_in(text) or is_place(text):
        return False
    return like_institution(text)
