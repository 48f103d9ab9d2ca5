"""Flags on what is not there: no outcomes at all, nothing on the match, no exam result, and the duty of DO schools.

Belongs here: no_outcome_disclosure, no_match_disclosure, no_exam_disclosure, duty_overdue. Does not belong here: the
gate (raising.py), what counts as a completed search (search.py).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from pipelines.steps.assess.evidence import Grounds
from pipelines.steps.assess.flags.raising import Raised
from pipelines.steps.assess.judgements.exam import NAMES
from pipelines.steps.assess.pictures import RECENT_CLASSES, Family, figures_of
from pipelines.steps.assess.view import SchoolView
from rules.calendar import DuePeriod, end_year_of, exam_due, placement_duty
from rules.published import Finding, year_of
from schemas.resolution import ResolvedMeasure
from schemas.vocabulary import Attempt, Degree, Exam, Maturity, MeasureName

WHAT = {Family.match: "match results (a list, specialties or a rate)", Family.exam: "exam results"}
PLACED = (MeasureName.match_rate, MeasureName.placement_rate, MeasureName.placed, MeasureName.matched)


def is_present(view: SchoolView, family: Family, *, lenient: bool) -> bool:
    """Whether anything of a family is published for one of the last three classes or cycles due, or for no stated year."""
    due = view.class_due(lenient=lenient)
    for finding in figures_of(view.published, family):
        year = year_of(finding)
        newest = _due_of(view, finding, due, lenient=lenient)
        if year is None or newest is None or year > newest.end_year - RECENT_CLASSES:
            return True
    return False


def absence_flags(view: SchoolView) -> Iterator[Raised]:
    """What an established school leaves out altogether."""
    if view.maturity is not Maturity.established:
        return
    missing = {
        family: (not is_present(view, family, lenient=False), not is_present(view, family, lenient=True))
        for family in Family
    }
    match, exam = missing[Family.match], missing[Family.exam]
    if any(match) and any(exam):
        yield _absence("no_outcome_disclosure", view, list(Family), _both(match, exam))
    elif any(match):
        yield _absence("no_match_disclosure", view, [Family.match], match)
    elif any(exam):
        yield _absence("no_exam_disclosure", view, [Family.exam], exam)


def duty_flags(view: SchoolView) -> Iterator[Raised]:
    """Figures that an osteopathic college owes and that are missing or out of date."""
    if view.school.degree is not Degree.DO:
        return
    exams = [late for exam in view.exams if (late := _late(view, _exam_owed(view, exam)))]
    if exams:
        yield _overdue("COMLEX first-time pass rates", "COCA element 11.4a", "exam.first", exams)
    placement = _late(view, _placement_owed(view))
    if placement:
        yield _overdue("GME placement rate", "COCA element 11.4b", "rate.published", [placement])


@dataclass(frozen=True, slots=True)
class _Owed:
    """One required figure: what is published of it, what is due strictly and with grace, what followed the newest."""

    name: str
    rows: Sequence[ResolvedMeasure]
    strict: DuePeriod | None
    lenient: DuePeriod | None
    following: DuePeriod | None


@dataclass(frozen=True, slots=True)
class _Late:
    """A required figure that is missing or out of date; days_lenient is None within the days of grace."""

    words: str
    days_strict: int
    days_lenient: int | None
    newest: Sequence[ResolvedMeasure]


def _exam_owed(view: SchoolView, exam: Exam) -> _Owed:
    rates = view.published.measures_named(MeasureName.exam_pass_rate)
    rows = view.published.newest_first(
        row for row in rates if row.exam is exam and row.attempt is not Attempt.ultimate
    )
    newest = end_year_of(rows[0].period) if rows else None
    following = exam_due(exam, newest + 1) if newest else None
    return _Owed(NAMES[exam], rows, view.cycle_due(exam, lenient=False), view.cycle_due(exam), following)


def _placement_owed(view: SchoolView) -> _Owed:
    rows = view.published.newest_first(view.published.measures_named(*PLACED))
    newest = end_year_of(rows[0].period) if rows else None
    following = placement_duty(newest + 1) if newest else None
    return _Owed("GME placement rate", rows, view.placement_due(lenient=False), view.placement_due(), following)


def _late(view: SchoolView, owed: _Owed) -> _Late | None:
    """Lateness, counted from the due day of the oldest figure owed: the one after the newest, or the latest due if none is there."""
    strict, lenient = owed.strict, owed.lenient
    if strict is None:
        return None
    if not owed.rows:
        words = f"{owed.name}: none was found; that of {strict.period} was due on {_day(strict.strict)}"
        days = lenient.days_late(view.day, lenient=True) if lenient else None
        return _Late(words, strict.days_late(view.day, lenient=False), days, ())
    newest, following = end_year_of(owed.rows[0].period), owed.following
    if newest is None or following is None or newest >= strict.end_year:
        return None
    words = f"{owed.name}: the newest is of {owed.rows[0].period}; that of {following.period} was due on {_day(following.strict)}"
    over = lenient is not None and newest < lenient.end_year
    return _Late(
        words,
        following.days_late(view.day, lenient=False),
        following.days_late(view.day, lenient=True) if over else None,
        owed.rows[:2],
    )


def _overdue(subject: str, element: str, criterion: str, late: Sequence[_Late]) -> Raised:
    lenient = [one.days_lenient for one in late if one.days_lenient is not None]
    return Raised(
        rule="duty_overdue",
        subject=subject,
        criterion_id=criterion,
        explanation=f"Colleges of osteopathic medicine must publish this ({element}). {'; '.join(one.words for one in late)}.",
        grounds=Grounds(findings=[row for one in late for row in one.newest]),
        lenient=bool(lenient),
        days_late_strict=max(one.days_strict for one in late),
        days_late_lenient=max(lenient, default=None),
    )


def _absence(rule: str, view: SchoolView, families: Sequence[Family], missing: tuple[bool, bool]) -> Raised:
    due = view.class_due(lenient=not missing[0])
    last = due.end_year if due else view.day.year
    what = " nor ".join(WHAT[family] for family in families)
    older: list[Finding] = [row for family in families for row in figures_of(view.published, family)]
    newest = max((year_of(row) or 0 for row in older), default=0)
    before = f" The newest found is of {newest}." if newest else ""
    neither = "neither " if len(families) > 1 else "no "
    return Raised(
        rule=rule,
        explanation=(
            f"The search of the school's site was completed and found {neither}{what} for the last three classes and "
            f"cycles due, {last - RECENT_CLASSES + 1} to {last}.{before}"
        ),
        grounds=Grounds(findings=older[:2]),
        strict=missing[0],
        lenient=missing[1],
    )


def _both(first: tuple[bool, bool], second: tuple[bool, bool]) -> tuple[bool, bool]:
    return first[0] and second[0], first[1] and second[1]


def _due_of(view: SchoolView, finding: Finding, class_due: DuePeriod | None, *, lenient: bool) -> DuePeriod | None:
    """The newest class or cycle of a finding's own kind that is due."""
    if isinstance(finding, ResolvedMeasure) and finding.exam in view.exams and finding.exam is not None:
        return view.cycle_due(finding.exam, lenient=lenient)
    return class_due


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
