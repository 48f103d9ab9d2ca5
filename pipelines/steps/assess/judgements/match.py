"""Criteria on the match list: one function each.

Belongs here: match.*. Does not belong here: rates (rate.py).
"""

from collections.abc import Callable, Sequence

from pipelines.steps.assess.judgements.verdicts import Verdict, absent, met, not_due, older, partly
from pipelines.steps.assess.view import SchoolView
from rules.published import (
    FIRST_YEAR_ONLY,
    LEAST_LIST,
    WHOLE,
    ClassRecord,
    people,
    position_of,
    states,
    year_of,
)
from schemas.resolution import ResolvedMeasure, ResolvedPlacement
from schemas.vocabulary import CriterionStatus, MeasureName, Position, Unit

Fault = Callable[[ClassRecord], str | None]
Rows = Callable[[ClassRecord], Sequence[ResolvedPlacement]]

LEAST_SHARE_OF_CLASS = 0.4
"""Share of a class from which rows are its list, not examples from it."""
NEARLY = 0.98
NEEDED_CLASSES = 3
TOLD_APART = FIRST_YEAR_ONLY | {Position.advanced}
LEFT_OUT = (MeasureName.unmatched, MeasureName.not_seeking, MeasureName.deferred)
WIDER_HEADS = (MeasureName.placed, MeasureName.participants, MeasureName.class_size)
PLACE_TOTALS = (
    MeasureName.in_state,
    MeasureName.in_state_share,
    MeasureName.home_institution,
    MeasureName.home_institution_share,
    MeasureName.states,
    MeasureName.institutions,
)


def match_list(view: SchoolView) -> Verdict:
    """A row-level list of the latest class is public."""
    return _newest(view, lists(view), _no_fault, lambda one: one.rows, "List with specialty and institution")


def match_list_complete(view: SchoolView) -> Verdict:
    """The rows of the list account for the class or the participants, or it says what is left out."""
    return _newest(view, lists(view), lambda one: _shortfall(view, one), lambda one: one.rows, "Complete list")


def match_specialties(view: SchoolView) -> Verdict:
    """Counts or shares by specialty cover the whole of the latest class."""
    told = [one for one in view.published.classes if one.tells_specialties]
    verdict = _newest(
        view,
        told,
        lambda one: _part_of_class(view, one, people(one.by_specialty), "specialties"),
        lambda one: one.by_specialty,
        "Counts by specialty",
    )
    shares = _whole_shares(view)
    if shares and verdict.status is not CriterionStatus.met:
        return met("Shares by specialty add up to the whole class.", shares, found=shares[0].period, due=verdict.due)
    return verdict


def match_positions(view: SchoolView) -> Verdict:
    """The list tells preliminary, transitional and advanced positions apart."""

    def unmarked(one: ClassRecord) -> str | None:
        marked = any(position_of(row) in TOLD_APART for row in one.placements)
        return None if marked else "no row is marked as preliminary, transitional or advanced"

    told = [one for one in view.published.classes if one.is_list or one.tells_specialties]
    marked = [one for one in told if unmarked(one) is None]
    if told and not marked:
        due = view.class_due()
        return absent(
            "The newest list does not mark preliminary, transitional or advanced positions.",
            due=due.period if due else None,
            findings=told[0].placements,
        )
    return _newest(view, marked, unmarked, _told_apart_first, "List that tells kinds of position apart")


def match_destinations(view: SchoolView) -> Verdict:
    """States, cities or institutions are given for the whole of the latest class."""
    told = [one for one in view.published.classes if people(one.by_place) >= LEAST_LIST]
    verdict = _newest(
        view,
        told,
        lambda one: _part_of_class(view, one, people(one.by_place), "destinations"),
        lambda one: one.by_place,
        "Destinations",
    )
    if verdict.status is CriterionStatus.not_met:
        totals = view.published.newest_first(view.published.measures_named(*PLACE_TOTALS))
        if totals:
            return partly("Only totals are given, such as how many stay in the state.", totals, due=verdict.due)
    return verdict


def match_history(view: SchoolView) -> Verdict:
    """Lists or specialty counts for at least three of the last five classes."""
    recent = view.recent_classes()
    due = view.class_due()
    records = [one for one in view.published.classes if one.is_list or one.tells_specialties]
    covered = sorted({one.class_year for one in records if one.class_year in recent}, reverse=True)
    findings = [row for one in records if one.class_year in covered for row in one.placements[:1]]
    if due is None and not records:
        return no_class_yet(view)
    needed = min(NEEDED_CLASSES, len(recent))
    period = due.period if due else None
    named = ", ".join(map(str, covered))
    if covered and len(covered) >= needed:
        return met(
            f"Lists or counts by specialty for the classes of {named}.", findings, due=period, found=str(covered[0])
        )
    if records:
        reason = f"Of the last {len(recent)} classes only {named or 'none'} can be seen; {needed} were looked for."
        findings = findings or [row for one in records for row in one.placements[:1]]
        return partly(reason, findings, due=period, found=str(covered[0]) if covered else None)
    return absent("No list and no counts by specialty were found for any class.", due=period)


def lists(view: SchoolView) -> list[ClassRecord]:
    """Row-level lists of whole classes, newest first; rows that show a small part of a class are examples."""
    return [one for one in view.published.classes if one.is_list and not _is_fragment(view, one)]


def targets(view: SchoolView, year: int | None) -> list[int]:
    """Stated numbers of people that a list of a class may be held against."""
    heads = view.published.heads(year) if year is not None else {}
    wider = [heads[name] for name in WIDER_HEADS if name in heads]
    return wider or [heads[name] for name in (MeasureName.matched,) if name in heads]


def no_class_yet(view: SchoolView) -> Verdict:
    """The verdict where no class has graduated, or the first one's figures are not due."""
    first = view.first_graduation
    return not_due(f"The first class graduates in {first}." if first else "No class has graduated yet.")


def _newest(view: SchoolView, records: Sequence[ClassRecord], fault: Fault, rows: Rows, what: str) -> Verdict:
    """The verdict on the newest class told of: whole and of the due class, in part, of an earlier class, or none."""
    due = view.class_due()
    period = due.period if due else None
    if not records:
        return absent(f"{what}: none was found for any class.", due=period) if due else no_class_yet(view)
    dated = [one for one in records if one.class_year is not None]
    if not dated:
        return partly(f"{what}: found without the class it is of.", rows(records[0]), due=period)
    newest = [one for one in dated if one.class_year == dated[0].class_year]
    best = next((one for one in newest if fault(one) is None), newest[0])
    year, flaw = str(best.class_year), fault(best)
    if flaw:
        return partly(f"{what}, class of {year}: {flaw}.", rows(best), due=period, found=year)
    if due and best.class_year is not None and best.class_year < due.end_year:
        return older(what, rows(best), due=period, found=year)
    return met(f"{what}: public for the class of {year}.", rows(best), due=period, found=year)


def _no_fault(_: ClassRecord) -> None:
    """Any list of whole rows will do."""


def _is_fragment(view: SchoolView, one: ClassRecord) -> bool:
    stated = targets(view, one.class_year)
    return bool(stated) and sum(row.count for row in one.rows) < LEAST_SHARE_OF_CLASS * min(stated)


def _shortfall(view: SchoolView, one: ClassRecord) -> str | None:
    """What keeps a list from accounting for its class; None where it does."""
    stated = targets(view, one.class_year)
    if not stated:
        return "no number of graduates or participants is stated to hold the list against"
    listed = sum(row.count for row in one.rows)
    left_out = sum(
        round(row.value)
        for name in LEFT_OUT
        for row in view.published.measures_named(name, unit=Unit.count)[:1]
        if one.class_year is not None and states(row, one.class_year)
    )
    if listed >= NEARLY * min(stated) or listed + left_out >= max(stated):
        return None
    return f"it names {listed} positions where {min(stated)} people are stated, and does not say who is left out"


def _part_of_class(view: SchoolView, one: ClassRecord, told: int, what: str) -> str | None:
    """Whether figures cover only a part of a class, in words; None where they cover it or nothing says otherwise."""
    stated = targets(view, one.class_year)
    whole = min(stated) if stated else people(one.placements)
    return None if told >= WHOLE * whole else f"{what} are given for {told} of {whole} people"


def _whole_shares(view: SchoolView) -> list[ResolvedMeasure]:
    """Shares by specialty of the newest class that has them, where they add up to the class."""
    shares = view.published.newest_first(view.published.measures_named(MeasureName.specialty_share))
    same = [row for row in shares if row.period == shares[0].period and row.document_id == shares[0].document_id]
    due = view.class_due()
    is_recent = bool(same) and (due is None or (year_of(same[0]) or 0) >= due.end_year)
    return same if is_recent and sum(row.value for row in same) >= 100 * WHOLE else []


def _told_apart_first(one: ClassRecord) -> Sequence[ResolvedPlacement]:
    return sorted(one.placements, key=lambda row: position_of(row) not in TOLD_APART)
