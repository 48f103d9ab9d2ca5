"""All placements of tables and lists in lines of one reading of a document.

Belongs here: gathering groups. Does not belong here: sentences and count lines (prose.py), joining them (merging.py).
"""

from collections.abc import Sequence

from schemas.documents import Table
from scrapers.extractors.passages import Passage
from scrapers.extractors.placements.lines import read_lines
from scrapers.extractors.placements.records import Group, Names
from scrapers.extractors.placements.tables import read_table
from scrapers.extractors.years import DocumentContext


def structured_placements(passages: Sequence[Passage], context: DocumentContext, names: Names) -> list[Group]:
    """Read every table and every run of lines, in the order in which they are printed."""
    groups = []
    for passage in passages:
        if isinstance(passage.block, Table):
            group = read_table(passage, passage.block, context, names)
            if group is not None and (group.placements or group.leftovers):
                groups.append(group)
    groups += read_lines(passages, context, names)
    return sorted(groups, key=lambda group: min(group.passages, default=len(passages)))
