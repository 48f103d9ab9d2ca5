"""All placements of tables and lists in lines of one reading of a document.

Belongs here: gathering groups. Does not belong here: sentences and count lines (prose.py), joining them (merging.py).
"""

import re
from collections.abc import Sequence

from schemas.documents import Paragraph, Table
from scrapers.extractors.passages import Passage, text_of
from scrapers.extractors.placements.columns import like_specialty
from scrapers.extractors.placements.lines import read_lines
from scrapers.extractors.placements.loose_tables import is_laid_out_lines, lines_of
from scrapers.extractors.placements.records import Group, Names
from scrapers.extractors.placements.scope import Scope, scope_of
from scrapers.extractors.placements.tables import read_table
from scrapers.extractors.years import DocumentContext

FIRST_LINES = 8
OPENING = 300


def structured_placements(passages: Sequence[Passage], context: DocumentContext, names: Names) -> list[Group]:
    """Read every table and every run of lines, in the order in which they are printed."""
    groups = []
    lines: list[Passage] = []
    above: str | None = None
    for passage in passages:
        if not isinstance(passage.block, Table):
            lines.append(passage)
        elif is_laid_out_lines(passage.block, names):
            lines += lines_of(passage, passage.block, names)
        else:
            lines.append(passage)
            group = read_table(passage, passage.block, context, names, above)
            if group is not None and (group.placements or group.leftovers):
                groups.append(group)
        above = passage.block.text if isinstance(passage.block, Paragraph) else None
    groups += read_lines(lines, context, names)
    by_index = {passage.index: passage for passage in passages}
    opening = opening_words(passages, context)
    for group in groups:
        first = by_index.get(min(group.passages, default=-1))
        group.scope = scope_of([*words_over(first), opening]) if first is not None else Scope.unknown
    kept = [group for group in groups if group.scope is not Scope.other]
    return sorted(kept, key=lambda group: min(group.passages, default=len(passages)))


def words_over(passage: Passage) -> list[list[str]]:
    """Return the words over a list in circles: caption, column headers and the nearest heading, then the others."""
    block = passage.block
    near: list[str] = []
    if isinstance(block, Table):
        near = [block.caption or "", *(cell.text for cell in block.cells if cell.row == 0)]
    above = [words for words in passage.heading_texts if not like_specialty(words)]
    return [[*near, *above[:1]], above[1:]]


def opening_words(passages: Sequence[Passage], context: DocumentContext) -> list[str]:
    """Return title, address and first lines of a document."""
    lines = [text_of(p.block)[:OPENING] for p in passages[:FIRST_LINES] if not isinstance(p.block, Table)]
    return [context.title or "", re.sub(r"[-_/.]", " ", context.address or ""), *lines]
