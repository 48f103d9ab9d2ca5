"""Comparing: outcomes of a few schools side by side, each pair of figures compared or refused.

Belongs here: which figures meet. Does not belong here: whether two may be compared (rules/comparison.py).
"""

from collections import defaultdict
from collections.abc import Sequence
from itertools import combinations
from typing import Any

import sqlalchemy
from sqlalchemy import Connection, select

from api.companions import add_companions
from api.editions import OpenEdition
from api.parameters.candour import CompareFilters
from api.queries import require_school
from api.resources import OUTCOMES
from api.rows import Item, fetch, plain_columns
from rules.calendar import end_year_of
from rules.comparison import Comparison, best_pairs
from schemas.outcomes import Outcome, OutcomeFields
from schemas.vocabulary import Basis

SUBJECT = ("name", "exam", "specialty_slug", "unit")
"""What figures must share to stand in one comparison at all."""
Figures = dict[str, list[Outcome]]
Class = tuple[str, str | None]
"""A school and one of its classes or cycles."""


def comparisons(edition: OpenEdition, asked: CompareFilters) -> list[Item]:
    """Outcomes of these schools; those that most of the schools have come first.

    Raises:
        ProblemError: 404 for an unknown school.
    """
    with edition.engine.connect() as connection:
        for slug in asked.schools:
            require_school(connection, slug)
        every = _outcomes(connection, asked)
        grouped: dict[tuple[Any, ...], list[Outcome]] = defaultdict(list)
        for one in every:
            if _is_wanted(one, asked):
                grouped[tuple(getattr(one, name) for name in SUBJECT)].append(one)
        found = []
        for outcomes in grouped.values():
            figures = _of_one_period(outcomes, asked)
            if figures:
                found.append(_compared(figures, asked.schools, every))
        _show(connection, found)
    return sorted(found, key=_order)


def _order(item: Item) -> tuple[int, bool, str, str]:
    """What most of the schools have comes first; of that, what a school states itself."""
    stated = any(figure["basis"] == Basis.published for figure in item["figures"])
    return (len(item["missing"]), not stated, item["name"], item["exam"] or "")


def _outcomes(connection: Connection, asked: CompareFilters) -> list[Outcome]:
    """Outcomes of whole classes, in which a common basis may be found, and those of the specialty asked for."""
    table = OUTCOMES.table
    subject = sqlalchemy.or_(table.c.specialty_slug.is_(None), table.c.specialty_slug == asked.specialty_slug)
    wanted = (table.c.school_slug.in_(asked.schools), table.c.institution_slug.is_(None), subject)
    rows = fetch(connection, select(*plain_columns(table)).where(*wanted).order_by(table.c.outcome_id))
    return [Outcome.model_validate({name: value for name, value in row.items() if value is not None}) for row in rows]


def _is_wanted(outcome: Outcome, asked: CompareFilters) -> bool:
    named = not asked.name or outcome.name in asked.name
    timed = asked.period is None or outcome.period == asked.period
    return named and timed and outcome.specialty_slug == asked.specialty_slug


def _of_one_period(outcomes: Sequence[Outcome], asked: CompareFilters) -> Figures:
    """The figures of the newest period that most of the schools have; where no two share one, each school's newest."""
    by_period: dict[str | None, Figures] = defaultdict(lambda: defaultdict(list))
    for one in outcomes:
        by_period[one.period][one.school_slug].append(one)
    most = max(by_period.values(), key=lambda figures: (len(figures), _year(figures)))
    if len(most) > 1:
        return most
    newest: Figures = {}
    for figures in sorted(by_period.values(), key=_year):
        newest |= figures
    return {slug: newest[slug] for slug in asked.schools if slug in newest}


def _year(figures: Figures) -> int:
    return max(end_year_of(one.period) or 0 for several in figures.values() for one in several)


def _compared(figures: Figures, slugs: Sequence[str], every: Sequence[Outcome]) -> Item:
    others: dict[Class, list[Outcome]] = defaultdict(list)
    for one in every:
        others[one.school_slug, one.period].append(one)
    shown = [one for slug in slugs for one in figures.get(slug, ())]
    pairs = [
        _pair(*pair)
        for first, second in combinations([slug for slug in slugs if slug in figures], 2)
        for pair in best_pairs(figures[first], figures[second], others)
    ]
    periods = {one.period for one in shown}
    return {
        "name": shown[0].name,
        "exam": shown[0].exam,
        "specialty_slug": shown[0].specialty_slug,
        "period": periods.pop() if len(periods) == 1 else None,
        "figures": [{name: getattr(one, name) for name in OutcomeFields.model_fields} for one in shown],
        "missing": [slug for slug in slugs if slug not in figures],
        "pairs": pairs,
    }


def _pair(first: Outcome, second: Outcome, found: Comparison) -> Item:
    common = found.common
    return {
        "first_school": first.school_slug,
        "first_outcome_id": first.outcome_id,
        "second_school": second.school_slug,
        "second_outcome_id": second.outcome_id,
        "comparable": found.comparable,
        "reasons": list(found.reasons),
        "difference": found.difference,
        "difference_low": found.interval.low if found.interval else None,
        "difference_high": found.interval.high if found.interval else None,
        "common": {
            "basis": common.basis,
            "first_low": common.first.low,
            "first_high": common.first.high,
            "second_low": common.second.low,
            "second_high": common.second.high,
        }
        if common
        else None,
    }


def _show(connection: Connection, found: Sequence[Item]) -> None:
    """Add to the figures what outcomes carry besides their columns."""
    add_companions(connection, OUTCOMES, [figure for item in found for figure in item["figures"]])
