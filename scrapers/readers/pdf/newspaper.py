"""Whether columns of words are those of a newspaper, read one after the other, or those of a table.

Belongs here: the signs for either. Does not belong here: where columns are (columns.py), rows (tables.py).
"""

import re
from itertools import chain, pairwise

from scrapers.readers.pdf.columns import Region, column_lines, split_lines
from scrapers.readers.pdf.emphasis import emphasis
from scrapers.readers.pdf.flow import CONTINUED
from scrapers.readers.pdf.lines import BULLETS, Segment
from scrapers.readers.pdf.page_model import Style

FEWEST_ITEMS = 4
FEWEST_HEADED = 3
"""Columns from which a line that is set apart in all of them is a header."""
FEW = 0.05
"""Share of the lines below a header that may be set apart by an accident, such as a rule under a short cell."""
ITEMS = 0.5
"""Share of the texts after the first column that open with a bullet from which the columns are those of a list."""
PLACE_END = re.compile(r"[\w.)], (?!MD|DO|MS|RN)[A-Z]{2}$")
PLACES = 0.25
"""Share of the texts of every column that end with a state from which the columns are those of a list."""
NUMERIC_SHARE = 0.6
"""Share of the texts after the first column that must be numbers to make columns a table."""
FIGURE = re.compile(r"[-–—−+<>~$(]*\d[\d,.]*\s?[%)*†‡]*|[-–—*†‡.…]+|n/?a", re.IGNORECASE)


def is_newspaper(region: Region, body: tuple[Style, bool]) -> bool:
    """Tell whether columns are read one after the other: headings stand in later columns, or baselines do not match."""
    split = split_lines(region)
    if is_numeric(split) or has_header_only(split, len(region.gutters) + 1, body):
        return False
    if begins_items(split) or end_with_states(split, len(region.gutters) + 1) or has_heads_within(split, body):
        return True
    alone = [pieces[0][0] for pieces in split if len(pieces) == 1 and pieces[0][0] > 0]
    if len(alone) > 0.3 * len(split) and len(set(alone)) == len(region.gutters) < 3:
        return True
    return is_sorted_downwards(region)


def has_heads_within(split: list[list[tuple[int, int, Segment]]], body: tuple[Style, bool]) -> bool:
    """Tell whether headings stand in the later columns and not in all at once, or one says that it is continued."""
    later = first = level = 0
    for position, pieces in enumerate(split):
        strong = {
            column: emphasis(segment, body).strong and not is_figure(segment.text) for column, _, segment in pieces
        }
        if any(CONTINUED.search(segment.text) and column for column, _, segment in pieces if strong[column]):
            return True
        if position < 2 or not any(strong.values()):
            continue
        if not strong.get(0):
            later += 1
        elif not all(strong.values()):
            first += 1
        elif len(pieces) > 1 and position < len(split) - 1:
            level += 1
    heads = later + (level if level > 1 else 0)
    return (heads >= 2 or (heads > 0 and first > 0)) and heads + first < 0.6 * len(split)


def has_header_only(split: list[list[tuple[int, int, Segment]]], width: int, body: tuple[Style, bool]) -> bool:
    """Tell whether the first line is set apart in every column and nothing below it is, as the header of a table."""
    if width < FEWEST_HEADED or len(split) < FEWEST_ITEMS or len({column for column, _, _ in split[0]}) < width:
        return False
    head, *below = [[emphasis(segment, body) for _, _, segment in pieces] for pieces in split]
    least = min(head)
    return least.strong and sum(max(kinds) >= least for kinds in below) <= FEW * len(split)


def begins_items(split: list[list[tuple[int, int, Segment]]]) -> bool:
    """Tell whether the pieces of the later columns open with bullets: a list that goes on in them."""
    later = [segment.text for pieces in split for column, _, segment in pieces if column]
    return len(later) >= FEWEST_ITEMS and sum(text[:1] in BULLETS for text in later) >= ITEMS * len(later)


def end_with_states(split: list[list[tuple[int, int, Segment]]], width: int) -> bool:
    """Tell whether texts of every column end with a state: entries of a list, not columns of a table."""
    texts: list[list[str]] = [[] for _ in range(width)]
    for column, _, segment in chain.from_iterable(split):
        texts[column].append(segment.text)
    return all(
        len(column) >= FEWEST_ITEMS
        and sum(PLACE_END.search(text) is not None for text in column) >= PLACES * len(column)
        for column in texts
    )


def is_numeric(split: list[list[tuple[int, int, Segment]]]) -> bool:
    """Tell whether the columns after the first hold numbers: that is a table, whatever is set in bold."""
    later = [segment.text for pieces in split for column, _, segment in pieces if column]
    return len(later) > 8 and sum(is_figure(text) for text in later) >= NUMERIC_SHARE * len(later)


def is_figure(text: str) -> bool:
    """Tell whether a text is a number, a share, an amount or a dash for none."""
    return bool(FIGURE.fullmatch(text))


def is_sorted_downwards(region: Region) -> bool:
    """Tell whether the texts are in alphabetical order down each column and on into the next, as in a list that was cut."""
    texts = [[line.text.casefold() for line in lines] for lines in column_lines(region)]
    if len(texts) > 4 or min(len(column) for column in texts) < 2:
        return False
    falls = [this > then for this, then in pairwise(chain.from_iterable(texts))]
    joints = all(this[-1] <= then[0] for this, then in pairwise(texts))
    alike = any(this == then for column in texts for this, then in pairwise(column[: len(column) // 2]))
    return joints and not alike and sum(falls) <= max(0.1 * len(falls), len(falls) >= 8)
