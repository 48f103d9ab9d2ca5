"""Side by side: cells that belong together: the nation's beside the school's, takers beside a pass rate.

Belongs here: pairing cells of one table. Does not belong here: reading them (tables), figures in sentences (assembly).
"""

import re
from collections.abc import Sequence

from scrapers.extractors.audience import Audience
from scrapers.extractors.measures.drafts import Draft
from scrapers.extractors.measures.sheets import Place
from scrapers.extractors.measures.timing import EXAMS
from scrapers.extractors.measures.unlike import note_unlike

TAKERS = re.compile(
    r"^\W*(?:n|#|no\.?|number|count|takers|tested|examinees|students|first[\s-]time\s+takers|(?:number|no\.?|#)\s+(?:of\s+)?(?:\w+\s+)?(?:students|takers|tested|examinees|candidates|graduates|test[\s-]takers|who\s+tested|taking\s+\w+)(?:\s+tested)?)\W*$",
    re.IGNORECASE,
)
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
    return same_kind and (draft.exam is nation.exam or nation.exam is None)


def fill_takers(places: Sequence[Place]) -> None:
    """Give the exam rates of a row the number of takers printed in it."""
    rows: dict[int, list[Draft]] = {}
    for place in places:
        if place.draft is not None and place.draft.subject in EXAMS:
            rows.setdefault(place.row, []).append(place.draft)
    for taker in places:
        words = (*taker.headers[-1:], taker.label)
        if (
            taker.draft is not None
            or not any(TAKERS.match(text) for text in words)
            or taker.audience is not Audience.school
        ):
            continue
        for draft in rows.get(taker.row, []):
            if draft.denominator_n is None:
                draft.denominator_n = int(taker.value.value)
