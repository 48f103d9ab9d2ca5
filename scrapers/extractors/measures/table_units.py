"""Units of cells: whether a cell of a results table prints a share, a score or a number of people.

Belongs here: signs, headers, rows and words above that tell it. Does not belong here: forms of single cells (cells), what
cells measure (table_subjects).
"""

from collections.abc import Sequence

from schemas.vocabulary import Unit
from scrapers.extractors.measures import bases
from scrapers.extractors.measures.sheets import Place, Sheet
from scrapers.extractors.measures.subject_words import MEAN
from scrapers.extractors.measures.table_words import COUNT_WORDS, SHARE_WORDS, counts_people, is_class_label

WHOLE = 100
"""The greatest share."""


def unit_of(place: Place, near: Sequence[str], sheet: Sheet, above: Sequence[str], *, in_exam: bool) -> Unit:
    """Decide the unit of a cell by its sign, its header, its row, then the words above.

    Args:
        place: the cell.
        near: its headers, its label and its section, the nearest first.
        sheet: its table.
        above: the words over the table, the nearest first.
        in_exam: whether it is told of an examination.
    """
    value = place.value
    if value.is_percent is not None:
        return Unit.percent if value.is_percent else Unit.count
    if in_exam and value.value > WHOLE:
        return unit_of_result(near, sheet, above)
    if value.value <= WHOLE and (value.value != int(value.value) or prints_decimals(place, sheet)):
        return Unit.percent
    if told := told_unit(near, value.value):
        return told
    prints_signs = any(other.value.is_percent for other in sheet.places)
    is_share = not prints_signs and any(SHARE_WORDS.search(words) for words in above[:2])
    return Unit.percent if in_exam or (is_share and value.value <= WHOLE) else Unit.count


def told_unit(near: Sequence[str], value: float) -> Unit | None:
    """Return the unit that the nearest words name, if any does."""
    for words in near:
        if SHARE_WORDS.search(words):
            return Unit.percent if value <= WHOLE else Unit.count
        if counts_people(words) or (COUNT_WORDS.search(words) and not bases.is_exam(words)):
            return Unit.count
    return None


def unit_of_result(near: Sequence[str], sheet: Sheet, above: Sequence[str]) -> Unit:
    """Return the unit of a number in a table of an examination that is no share: a mean only where some word says so."""
    if any(MEAN.search(words) for words in near):
        return Unit.score
    if told_unit(near, WHOLE + 1) is not None:
        return Unit.count
    return Unit.score if any(MEAN.search(words) for words in (*sheet.topics, *above)) else Unit.count


def prints_decimals(place: Place, sheet: Sheet) -> bool:
    """Tell whether a row of one measure over years prints decimals: such values up to 100 are shares, not people."""
    if not place.headers or not all(map(is_class_label, place.headers)):
        return False
    values = [other.value.value for other in sheet.places if other.row == place.row]
    return any(value != int(value) for value in values) and max(values) <= WHOLE
