"""Whether the table of national figures holds what has come out by a day.

Belongs here: which series must go on, and until when. Does not belong here: the figures (reference/national_baselines.csv),
setting a school's figure beside one (steps/derive).
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from rules.calendar import end_year_of, latest_class_due, latest_cycle_due
from schemas.registry import NationalBaseline
from schemas.vocabulary import Exam

EXAM_SERIES: Mapping[Exam, str] = {
    Exam.step_1: "step1_pass",
    Exam.step_2_ck: "step2ck_pass",
    Exam.step_3: "step3_pass",
    Exam.comlex_1: "comlex1_pass",
    Exam.comlex_2_ce: "comlex2ce_pass",
    Exam.comlex_3: "comlex3_pass",
}
MATCH_SERIES = "pgy1_match_rate"
MATCH_POPULATIONS = ("us_md_senior", "us_do_senior")


def missing_baselines(baselines: Iterable[NationalBaseline], as_of: date) -> Iterator[str]:
    """One line for each national figure that has come out, with days of grace, and is not in the table."""
    newest: dict[str, int] = {}
    for row in baselines:
        year = end_year_of(row.year)
        if year is not None and row.specialty is None:
            for series in (row.measure, f"{row.population} {row.measure}"):
                newest[series] = max(year, newest.get(series, 0))
    due_class = latest_class_due(as_of, lenient=True)
    for population in MATCH_POPULATIONS:
        yield from _lacking(newest, f"{population} {MATCH_SERIES}", due_class.period, due_class.end_year)
    for exam, series in EXAM_SERIES.items():
        due = latest_cycle_due(exam, as_of, lenient=True)
        yield from _lacking(newest, series, due.period, due.end_year)


def _lacking(newest: Mapping[str, int], series: str, period: str, year: int) -> Iterator[str]:
    last = newest.get(series, 0)
    if last < year:
        has = f"the newest there is {last}" if last else "there is none at all"
        yield f"{series} of {period} has come out and is not in reference/national_baselines.csv; {has}"
