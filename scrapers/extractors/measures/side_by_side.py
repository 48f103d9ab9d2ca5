"""Side by side: cells that belong together: the nation's beside the school's, takers beside a pass rate.

Belongs here: pairing cells of one table. Does not belong here: reading them (tables), figures in sentences (assembly).
"""

import re
from collections.abc import Iterator, Sequence

from schemas.vocabulary import Attempt, Denominator, Unit
from scrapers.extractors.audience import Audience
from scrapers.extractors.measures import bases
from scrapers.extractors.measures.basis_reading import fits
from scrapers.extractors.measures.drafts import Draft
from scrapers.extractors.measures.sheets import Place
from scrapers.extractors.measures.subject_words import Subject
from scrapers.extractors.measures.timing import EXAMS
from scrapers.extractors.measures.unlike import AFTER, note_unlike

PERSONS = r"(?:students?|takers?|test[\s-]?takers?|examinees?|candidates?|graduates?|seniors?|people)"
TAKERS = re.compile(
    rf"^\W*(?:n|#|no\.?|number|count|takers|tested|examinees|students|attempts|sat|took|total\s+tested|(?:number|no\.?|#|n|total)?\s*(?:of\s+)?(?:(?:first|repeat)[\s-]*(?:time|attempt)\s+)?(?:\w+\s+)?{PERSONS}(?:\s+(?:tested|sitting|examined|taking\s+\w+))?"
    rf"|(?:number|no\.?|#|n|students|graduates|candidates)\s+(?:of\s+)?(?:{PERSONS}\s+)?(?:who\s+)?(?:tested|taking|took|sat|sitting|examined|attempting|attempted|exams?)(?:\s+(?:the\s+)?(?:exam\w*|test|step|level)(?:\s+\d)?)?)\W*$",
    re.IGNORECASE,
)
PASSED = re.compile(
    rf"^\W*(?:(?:number|no\.?|#|n|total|students)\s+)?(?:of\s+)?(?:{PERSONS}\s+)?(?:who\s+)?pass(?:ed|ing)\W*$",
    re.IGNORECASE,
)
OWN_NAME = re.compile(
    r"^(?:(?i:usmle|comlex(?:-usa)?)\s+)?(?:(?i:step|level)\s+\d(?:\s*-?\s*(?i:ck|cs|ce|pe))?\s+)(?=(?i:number|total|students|candidates|takers|tested|examinees|first[\s-]time|passed|n)\b)|^(?:[A-Z][\w.’'&-]*\s+){1,4}?(?=(?i:number|total|students|candidates|takers|examinees|graduates|first[\s-]time)\b)"
)
"""The school's name before what its row counts: "Estuary number tested"."""
ROUNDS = frozenset({Subject.match, Subject.place})
MOST_BESIDE = 40
"""School cells that one national cell can stand beside."""


def pair_cells(places: Sequence[Place]) -> None:
    """Set national cells beside the school's in the same row, or in the same column where the nation has a row."""
    rows: dict[int, list[Place]] = {}
    columns: dict[int, list[Place]] = {}
    for place in places:
        if place.audience is Audience.school and place.draft is not None:
            rows.setdefault(place.row, []).append(place)
            columns.setdefault(place.column, []).append(place)
    for nation in places:
        if nation.audience is not Audience.national:
            continue
        if nation.draft is None:
            pair_with_row_above(nation, columns.get(nation.column, []))
            pair_with_left(nation, rows.get(nation.row, []))
            continue
        beside = columns.get(nation.column, []) if nation.from_row else rows.get(nation.row, [])
        if nation.from_row and nation.draft.subject in EXAMS and bases.exam_of(nation.label) is None:
            beside = since_last_nation(nation, beside, places) or beside
        if not nation.from_row and nation.draft.subject in EXAMS and not any(map(bases.exam_of, nation.headers)):
            beside = before_nation(nation, beside, places) or beside
        own = [place.draft for place in beside[:MOST_BESIDE] if place.draft is not None]
        note_unlike(own, nation.draft, " ".join(nation.headers) or nation.label)
        alike = of_main_round([draft for draft in own if is_like(draft, nation.draft)])
        same_period = [draft for draft in alike if draft.periods == nation.draft.periods]
        undated = alike if nation.draft.periods == [None] and len(alike) == 1 else []
        for draft in same_period or undated:
            draft.national_value = nation.draft.value if draft.national_value is None else draft.national_value


def since_last_nation(nation: Place, column: Sequence[Place], places: Sequence[Place]) -> list[Place]:
    """Return the school's cells between the row of the nation before and this one, which names no examination itself."""
    earlier = {place.row for place in places if place.audience is Audience.national and place.row < nation.row}
    start = max(earlier, default=-1)
    return [place for place in column if start < place.row < nation.row]


def before_nation(nation: Place, row: Sequence[Place], places: Sequence[Place]) -> list[Place]:
    """Return the school's cells of a row between the national column before and this one, where there are several of both."""
    nations = {place.column for place in places if place.audience is Audience.national and not place.from_row}
    if len(nations) < 2:  # one national column stands beside all
        return []
    start = max((column for column in nations if column < nation.column), default=-1)
    return [place for place in row if start < place.column < nation.column]


def of_main_round(drafts: Sequence[Draft]) -> list[Draft]:
    """Return the rates that a national one stands beside: the nation's is of the main round, where a row prints both rounds."""
    main = [draft for draft in drafts if draft.stage not in AFTER]
    return main or list(drafts)


def pair_with_row_above(nation: Place, column: Sequence[Place]) -> None:
    """Give the cell right above a national one its value, where the row of the nation is named and nothing else is said of it."""
    if not nation.from_row:
        return
    for place in column:
        draft = place.draft
        if place.row == nation.row - 1 and draft is not None and place.value.is_percent == nation.value.is_percent:
            draft.national_value = nation.value.value if draft.national_value is None else draft.national_value


def pair_with_left(nation: Place, row: Sequence[Place]) -> None:
    """Give a rate of its row the value of a national column of which nothing else is said: the nearest one on its left."""
    value = nation.value.value
    prints_share = nation.value.is_percent or (value <= 100 and value != int(value))
    if nation.from_row or not prints_share:
        return
    left = [
        place for place in row if place.column < nation.column and place.draft and place.draft.unit is Unit.percent
    ]
    nearest = max(left, key=lambda place: place.column, default=None)
    if nearest is None or nearest.draft is None:
        return
    rounds = (
        [p.draft for p in left if p.draft and p.draft.subject in ROUNDS] if nearest.draft.subject in ROUNDS else []
    )
    draft = of_main_round(rounds)[-1] if rounds else nearest.draft
    if draft.stage not in AFTER and draft.national_value is None:
        draft.national_value = nation.value.value


def is_like(draft: Draft, nation: Draft) -> bool:
    """Tell whether a national figure measures the same as the school's."""
    same_kind = (draft.subject, draft.unit) == (nation.subject, nation.unit)
    same_attempt = draft.attempt is nation.attempt or Attempt.unstated in (draft.attempt, nation.attempt)
    return same_kind and same_attempt and (draft.exam is nation.exam or nation.exam is None)


def lines_of(places: Sequence[Place]) -> Iterator[list[Place]]:
    """Yield the school's cells that tell of the same people: those of a row, and those of a column within a section."""
    rows: dict[object, list[Place]] = {}
    columns: dict[object, list[Place]] = {}
    for place in places:
        if place.audience is Audience.school:
            rows.setdefault(place.row, []).append(place)
            columns.setdefault((place.column, place.section), []).append(place)
    yield from rows.values()
    yield from (column for column in columns.values() if len(column) <= MOST_BESIDE)


def fill_takers(line: Sequence[Place]) -> None:
    """Give the exam rates of a line the number of takers printed in it, and what its takers are called."""
    rates = [place.draft for place in line if place.draft is not None and place.draft.subject in EXAMS]
    if not rates:
        return
    for place in line:
        if place.draft is not None:
            continue
        named = (OWN_NAME.sub("", text) for text in (*place.headers[-1:], place.label))
        words = [text for text in named if TAKERS.match(text) or PASSED.match(text)]
        if not words or place.value.value != int(place.value.value):
            continue
        number = int(place.value.value)
        if any(PASSED.match(text) for text in words):
            for draft in rates:
                draft.numerator_n = number if draft.numerator_n is None else draft.numerator_n
            continue
        for draft in rates:
            draft.denominator_n = number if draft.denominator_n is None else draft.denominator_n
            if draft.attempt is Attempt.unstated:
                draft.attempt = bases.attempt_of(" ".join(words)) or draft.attempt


def fill_counts(line: Sequence[Place]) -> None:
    """Give the rates of a line the counts of the same line that they are made of, where the arithmetic agrees."""
    wholes = [place for kind in (Subject.participants, Subject.class_size) for place in line if of(place, kind)]
    for rate in (place.draft for place in line if place.draft is not None and place.draft.unit is Unit.percent):
        parts = [place for place in line if of(place, rate.subject)]
        alike = ((part, whole) for part in parts for whole in wholes if same_periods(rate, part, whole))
        made = next(((p, w) for p, w in alike if fits(rate.value, p.value.value, w.value.value)), None)
        if made is not None and rate.denominator_n is None:
            rate.numerator_n, rate.denominator_n = int(made[0].value.value), int(made[1].value.value)
            if rate.denominator is Denominator.unstated:
                named = bases.group_of(" ".join((*made[1].headers, made[1].label)))
                rate.denominator = named or (
                    Denominator.participants if of(made[1], Subject.participants) else rate.denominator
                )


def same_periods(rate: Draft, *counts: Place) -> bool:
    """Tell whether counts belong to the class of a rate."""
    return all(place.draft is not None and place.draft.periods == rate.periods for place in counts)


def of(place: Place, *subjects: Subject) -> bool:
    """Tell whether a cell is a head count of one of some subjects."""
    return place.draft is not None and place.draft.unit is Unit.count and place.draft.subject in subjects
