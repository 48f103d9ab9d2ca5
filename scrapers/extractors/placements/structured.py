"""All placements of tables and lists in lines of one reading of a document.

Belongs here: gathering groups. Does not belong here: sentences and count lines (prose.py), joining them (merging.py).
"""

from collections.abc import Sequence

from schemas.documents import Paragraph, Table
from scrapers.extractors.passages import Passage
from scrapers.extractors.placements.lines import read_lines
from scrapers.extractors.placements.loose_tables import is_laid_out_lines, lines_of
from scrapers.extractors.placements.records import Group, Names
from scrapers.extractors.placements.tables import read_table
from scrapers.extractors.years import DocumentContext


def structured_placements(passages: Sequence[Passage], context: DocumentContext, names: Names) -> list[Group]:
    """Read every table and every run of lines, in the order in which they are printed."""
    groups = []
    lines: list[Passage] = []
    above: str | None = None
    for passage in passages:
        if not isinstance(passage.block, Table):
            lines.append(passage)
        elif is_laid_out_lines(passage.block):
            lines += lines_of(passage, passage.block)
        else:
            lines.append(passage)
            group = read_table(passage, passage.block, context, names, above)
            if group is not None and (group.placements or group.leftovers):
                groups.append(group)
        above = passage.block.text if isinstance(passage.block, Paragraph) else None
    groups += read_lines(lines, context, names)
    return sorted(groups, key=lambda group: min(group.passages, default=len(passages)))
