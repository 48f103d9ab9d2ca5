"""Table audience: whose figure a cell of a table is: the school's, the nation's, a threshold, another profession's.

Belongs here: columns, rows and twin values given to the nation. Does not belong here: what cells measure (tables), words
that tell whose a figure is (audience).
"""

import re
from collections.abc import Sequence

from scrapers.extractors.audience import NATIONAL, Audience, audience_of_words
from scrapers.extractors.measures.sheets import Place, Sheet
from scrapers.extractors.measures.table_words import VALUE_NAMES

PAIR = 2
SCHOOLS_TOPIC = re.compile(r"^\W*(?:school|college|program|degree|division|unit)s?\W*$", re.IGNORECASE)
MEDICINE_ROW = re.compile(
    r"^\W*(?:(?:school|college|doctor)\s+of\s+)?(?:osteopathic\s+)?(?:medicine|m\.?d\.?|d\.?o\.?)(?:\s*\([^)]*\))?\W*$|^\W*(?:medical|m\.?d\.?|d\.?o\.?)\s+(?:school|program|degree)\b",
    re.IGNORECASE,
)
"""The row of the medical school among the schools of a university."""
NATION_IN_BRACKETS = re.compile(
    r"\b(?:national|nation|u\.?s\.?)\b[^.;]{0,60}\b(?:parenthes[ie]s|brackets|parenthetical\w*)"
    r"|\b(?:parenthes[ie]s|brackets|parenthetical\w*)\b[^.;]{0,60}\b(?:national|nation|u\.?s\.?)\b",
    re.IGNORECASE,
)
"""A note that of two figures in a cell the one in brackets is the nation's."""


def settle_audience(place: Place, sheet: Sheet, above: Sequence[str]) -> None:
    """Decide whose figure a cell is, by its column, then by its row."""
    if is_of_other_school(place, sheet):
        place.audience, place.from_row = Audience.other_profession, True
        return
    if settle_twin(place, sheet, above):
        return
    if not place.headers and place.column in national_columns(sheet, above):
        place.audience = Audience.national
        return
    for words, from_row in (
        (" ".join(place.headers), False),
        *((header, False) for header in reversed(place.headers[-2:])),
        (place.label, True),
        (place.section, True),
    ):
        found = audience_of_words(words) if words else Audience.school
        if found in (
            Audience.national,
            Audience.threshold_or_target,
            Audience.other_profession,
            Audience.hospital_fill,
            Audience.other_school,
        ):
            place.audience, place.from_row = found, from_row
            return


def is_of_other_school(place: Place, sheet: Sheet) -> bool:
    """Tell whether a row is of another of the schools or programs that a university's table has a row for each."""
    by_school = any(map(SCHOOLS_TOPIC.match, sheet.topics))
    if not by_school or not any(MEDICINE_ROW.match(other.label) for other in sheet.places):
        return False
    return MEDICINE_ROW.match(place.label) is None


def settle_twin(place: Place, sheet: Sheet, above: Sequence[str]) -> bool:
    """Decide whose figure one of two values in a cell is, where the header or the words above name the nation: "95% (93%)"."""
    twins = [other for other in sheet.places if (other.row, other.column) == (place.row, place.column)]
    if len(twins) != PAIR or len({twin.value.is_percent for twin in twins}) > 1:
        return False
    is_second = twins[1] is place
    words = " ".join(place.headers)
    if nation := NATIONAL.search(words):
        is_school_first = re.search(r"[a-z]", words[: nation.start()], re.IGNORECASE) is not None
        place.audience = Audience.national if is_second is is_school_first else Audience.school
        return True
    if any(NATION_IN_BRACKETS.search(words) for words in (*sheet.corners, *above)):
        place.audience = Audience.national if is_second else Audience.school
        return True
    return False


def national_columns(sheet: Sheet, above: Sequence[str]) -> set[int]:
    """Return the columns of a table without headers that the words above it give to the nation.

    "The college's rate, then the national rate" over two columns of values means the second.
    """
    columns = sheet.columns
    if len(columns) != 2 or any(place.headers for place in sheet.places):
        return set()
    for words in above[:2]:
        nation = NATIONAL.search(words)
        if nation is not None:
            return {columns[1] if VALUE_NAMES.search(words[: nation.start()]) else columns[0]}
    return set()
