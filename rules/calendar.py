"""The year of residency matches and licensing exams: what falls due when, strictly and with days of grace.

Belongs here: dates that follow from a year. Does not belong here: what a school has published, what being late means.
Dates that bodies set anew each year (yearly reports) are taken at the end of the span in which they came so far, so that
nothing counts as late before it can have been had. docs/candour.md gives the sources.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from schemas.vocabulary import Degree, DueRule, Exam

GRACE_AFTER_MATCH_DAY = timedelta(days=90)
GRACE_AFTER_EXAM_REPORT = timedelta(days=60)
POSTING_DUTY = timedelta(days=30)
"""COCA element 11.4a: the website is brought up to date within 30 days of the yearly report of first-time rates."""
POSITIONS_BEGIN = (7, 1)
"""Residencies begin: the day on which graduates count as placed or unplaced."""
COMLEX_REPORT = (7, 31)
"""Yearly reports to colleges of osteopathic medicine came between April and July."""
USMLE_REPORT = (6, 1)
"""National USMLE figures of a year of testing are on the web in the spring that follows."""
STEP_1_WITHOUT_SCORES = date(2022, 1, 26)
"""First test day of Step 1 as pass or fail: no mean score exists for later tests."""
COMLEX_1_WITHOUT_SCORES = date(2022, 5, 10)
"""First test day of COMLEX Level 1 as pass or fail."""
YEARS_LOOKED_BACK = 12


@dataclass(frozen=True, slots=True)
class DuePeriod:
    """A class or a testing cycle, the day on which its figures fall due, and the end of the days of grace."""

    period: str
    end_year: int
    strict: date
    lenient: date

    def days_late(self, as_of: date, *, lenient: bool) -> int:
        """Days past the due day, or past the days of grace; 0 where it is not late."""
        return max(0, (as_of - (self.lenient if lenient else self.strict)).days)


def match_day(year: int) -> date:
    """Match Day: the third Friday of March."""
    first = date(year, 3, 1)
    return first + timedelta(days=(4 - first.weekday()) % 7 + 14)


def class_due(year: int) -> DuePeriod:
    """Lists and rates of a class: due on Match Day."""
    day = match_day(year)
    return DuePeriod(str(year), year, day, day + GRACE_AFTER_MATCH_DAY)


def placement_duty(year: int) -> DuePeriod:
    """Placement rate that an osteopathic college owes for a class: due when residencies begin, with the same grace."""
    day = date(year, *POSITIONS_BEGIN)
    return DuePeriod(str(year), year, day, day + GRACE_AFTER_MATCH_DAY)


def exam_due(exam: Exam, end_year: int) -> DuePeriod:
    """Results of the testing cycle that ends in a year, with the period as schools print it.

    Step 1, Step 3 and Level 3 are counted by calendar years, Step 2 CK from July to June, Level 1 from May to April and
    Level 2-CE from June to May.
    """
    if exam in (Exam.step_1, Exam.step_3):
        report = date(end_year + 1, *USMLE_REPORT)
        return DuePeriod(str(end_year), end_year, report, report + GRACE_AFTER_EXAM_REPORT)
    if exam is Exam.step_2_ck:
        report = date(end_year + 1, *USMLE_REPORT)
        return DuePeriod(_cycle(end_year), end_year, report, report + GRACE_AFTER_EXAM_REPORT)
    if exam is Exam.comlex_3:
        report = date(end_year + 1, *COMLEX_REPORT)
        return DuePeriod(str(end_year), end_year, report + POSTING_DUTY, report + GRACE_AFTER_EXAM_REPORT)
    report = date(end_year, *COMLEX_REPORT)
    return DuePeriod(_cycle(end_year), end_year, report + POSTING_DUTY, report + GRACE_AFTER_EXAM_REPORT)


def first_exam(degree: Degree) -> Exam:
    """The exam taken before the clinical years."""
    return Exam.step_1 if degree is Degree.MD else Exam.comlex_1


def second_exam(degree: Degree) -> Exam:
    """The exam of clinical knowledge, taken before graduation."""
    return Exam.step_2_ck if degree is Degree.MD else Exam.comlex_2_ce


def exam_of(rule: DueRule) -> Exam | None:
    """The exam whose clock a rule names; None for the clock of classes and for several exams."""
    return Exam(rule.value) if rule.value in Exam.__members__ else None


def latest_class_due(as_of: date, *, lenient: bool) -> DuePeriod:
    """The newest class whose lists and rates are due on a day."""
    return _latest((class_due(year) for year in _years_back(as_of)), as_of, lenient=lenient)


def latest_placement_duty(as_of: date, *, lenient: bool) -> DuePeriod:
    """The newest class whose placement rate an osteopathic college owes on a day."""
    return _latest((placement_duty(year) for year in _years_back(as_of)), as_of, lenient=lenient)


def latest_cycle_due(exam: Exam, as_of: date, *, lenient: bool) -> DuePeriod:
    """The newest testing cycle of an exam whose results are due on a day."""
    return _latest((exam_due(exam, year) for year in _years_back(as_of)), as_of, lenient=lenient)


def first_cycle_of(exam: Exam, first_class_entered: int | None, first_class_graduated: int) -> int:
    """Year in which the first cycle ends that a school's first class can fill.

    The first exam follows the second year of study, the second the year of graduation, the third the first year of
    residency.
    """
    if exam in (Exam.step_1, Exam.comlex_1):
        entered = first_class_graduated - 4 if first_class_entered is None else first_class_entered
        return min(entered + 2, first_class_graduated)
    return first_class_graduated if exam in (Exam.step_2_ck, Exam.comlex_2_ce) else first_class_graduated + 1


def refresh_days(year: int) -> tuple[tuple[str, date], ...]:
    """Days of a year on which new figures can be expected, about a week after each event, in order."""
    day = match_day(year)
    events = {
        "urology and ophthalmology matches": date(year, 2, 10),
        "Match Week": day,
        "a week after Match Day": day + timedelta(days=7),
        "NRMP results and data": date(year, 6, 8),
        "USMLE performance data": date(year, *USMLE_REPORT) + timedelta(days=7),
        "end of grace after Match Day": day + GRACE_AFTER_MATCH_DAY + timedelta(days=1),
        "COMLEX results posted": date(year, *COMLEX_REPORT) + POSTING_DUTY + timedelta(days=7),
        "autumn sweep": date(year, 10, 15),
        "military match": date(year, 12, 22),
    }
    return tuple(sorted(events.items(), key=lambda event: event[1]))


def reference_days(year: int) -> tuple[tuple[str, date], ...]:
    """Days of a year on which national figures or schools' status may have changed, in order.

    About a week after the end of the span in which each came out so far. Nothing is to be had when registration or
    ranking opens, so these have no day here.
    """
    decisions = "accreditors' decisions"
    events = [
        (decisions, date(year, 1, 7)),
        (decisions, date(year, 3, 7)),
        (decisions, date(year, 5, 7)),
        ("AACOM placement report", date(year, 5, 22)),
        (decisions, date(year, 7, 7)),
        ("USMLE score guidelines", date(year, 8, 24)),
        (decisions, date(year, 9, 7)),
        ("Charting Outcomes and survey of program directors", date(year, 10, 7)),
        (decisions, date(year, 11, 7)),
        ("AAMC tables of applicants and enrolment", date(year, 12, 15)),
    ]
    return tuple(events)


def end_year_of(period: str | None) -> int | None:
    """The year in which a printed period ends: 2023 for "2023" and for "2022-2023"; None where none is printed."""
    digits = (period or "")[-4:]
    return int(digits) if digits.isdigit() and len(digits) == 4 else None


def _cycle(end_year: int) -> str:
    return f"{end_year - 1}-{end_year}"


def _years_back(as_of: date) -> Iterator[int]:
    return iter(range(as_of.year + 1, as_of.year - YEARS_LOOKED_BACK, -1))


def _latest(newest_first: Iterator[DuePeriod], as_of: date, *, lenient: bool) -> DuePeriod:
    return next(due for due in newest_first if (due.lenient if lenient else due.strict) <= as_of)
