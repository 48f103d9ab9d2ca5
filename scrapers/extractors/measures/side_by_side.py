"""Side by side: cells that belong together: the nation's beside the school's, takers beside a pass rate.

Belongs here: pairing cells of one table. Does not belong here: reading them (tables), figures in sentences (assembly).
"""

import re
from collections.abc import Sequence

from schemas.vocabulary import Attempt, Denominator, Unit
from scrapers.extractors.audience import Audience
from scrapers.extractors.measures import bases
from scrapers.extractors.measures.basis_reading import fits
from scrapers.extractors.measures.drafts import Draft
from scrapers.extractors.measures.sheets import Place
from scrapers.extractors.measures.subject_words import Subject
from scrapers.extractors.measures.timing import EXAMS
from scrapers.extractors.measures.unlike import note_unlike

TAKERS = re.compile(
    r"^\W*(?:n|#|no\.?|number|count|takers|tested|examinees|students|first[\s-]time\s+takers|(?:number|no\.?|#)\s+(?:of\s+)?(?:\w+\s+)?(?:students|takers|tested|examinees|candidates|graduates|test[\s-]takers|who\s+tested|taking\s+\w+)(?:\s+tested)?)\W*$",
    re.IGNORECASE,
)
PASSED = re.compile(r"^\W*(?:number\s+(?:of\s+)?(?:students\s+)?)?pass(?:ed|ing)\W*$", re.IGNORECASE)
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
        if nation.audience is not Audience.national or nation.draft is None:
            continue
        beside = columns.get(nation.column, []) if nation.from_row else rows.get(nation.row, [])
        own = [place.draft for place in beside[:MOST_BESIDE] if place.draft is not None]
        note_unlike(own, nation.draft, " ".join(nation.headers) or nation.label)
        alike = [draft for draft in own if is_like(draft, nation.draft)]
        same_period = [draft for draft in alike if draft.periods == nation.draft.periods]
        undated = alike if nation.draft.periods == [None] and len(alike) == 1 else []
        for draft in same_period or undated:
            draft.national_value = nation.draft.value if draft.national_value is None else draft.national_value


def is_like(draft: Draft, nation: Draft) -> bool:
    """Tell whether a national figure measures the same as the school's."""
    same_kind = (draft.subject, draft.unit) == (nation.subject, nation.unit)
    same_attempt = draft.attempt is nation.attempt or Attempt.unstated in (draft.attempt, nation.attempt)
    return same_kind and same_attempt and (draft.exam is nation.exam or nation.exam is None)


def fill_takers(places: Sequence[Place]) -> None:
    """Give the exam rates of a row the number of takers printed in it."""
    rows: dict[int, list[Draft]] = {}
    for place in places:
        if place.draft is not None and place.draft.subject in EXAMS:
            rows.setdefault(place.row, []).append(place.draft)
    for taker in places:
        words = (*taker.headers[-1:], taker.label)
        if taker.draft is None and any(PASSED.match(text) for text in words):
            for draft in rows.get(taker.row, []):
                draft.numerator_n = int(taker.value.value) if draft.numerator_n is None else draft.numerator_n
        if (
            taker.draft is not None
            or not any(TAKERS.match(text) for text in words)
            or taker.audience is not Audience.school
        ):
            continue
        for draft in rows.get(taker.row, []):
            if draft.denominator_n is None:
                draft.denominator_n = int(taker.value.value)


def fill_counts(places: Sequence[Place]) -> None:
    """Give the rates of a row the counts of the same row that they are made of, where the arithmetic agrees."""
    rows: dict[int, list[Place]] = {}
    for place in places:
        if place.draft is not None and place.audience is Audience.school:
            rows.setdefault(place.row, []).append(place)
    for row in rows.values():
        wholes = [place for kind in (Subject.participants, Subject.class_size) for place in row if of(place, kind)]
        for rate in (place.draft for place in row if place.draft is not None and place.draft.unit is Unit.percent):
            parts = [place for place in row if of(place, rate.subject)]
            made = next(
                ((p, w) for p in parts for w in wholes if fits(rate.value, p.value.value, w.value.value)), None
            )
            if made is not None and rate.denominator_n is None:
                rate.numerator_n, rate.denominator_n = int(made[0].value.value), int(made[1].value.value)
                if rate.denominator is Denominator.unstated:
                    rate.denominator = bases.group_of(" ".join(made[1].headers)) or rate.denominator


def of(place: Place, *subjects: Subject) -> bool:
    """Tell whether a cell is a head count of one of some subjects."""
    return place.draft is not None and place.draft.unit is Unit.count and place.draft.subject in subjects
