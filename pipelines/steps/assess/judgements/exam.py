"""Criteria on licensing exams: one function each.

Belongs here: exam.*. Does not belong here: the duty of osteopathic colleges (flags/duty.py).
"""

from collections import defaultdict
from collections.abc import Sequence

from pipelines.steps.assess.judgements.verdicts import Verdict, absent, met, not_due, older, partly
from pipelines.steps.assess.view import SchoolView
from rules.calendar import end_year_of, first_exam, second_exam
from rules.published import is_pooled
from schemas.resolution import ResolvedMeasure
from schemas.vocabulary import Attempt, Exam, MeasureName, Qualifier

NEEDED_CYCLES = 3
SOME_CYCLES = 2
NAMES = {
    Exam.step_1: "USMLE Step 1",
    Exam.step_2_ck: "USMLE Step 2 CK",
    Exam.step_2_cs: "USMLE Step 2 CS",
    Exam.step_3: "USMLE Step 3",
    Exam.comlex_1: "COMLEX Level 1",
    Exam.comlex_2_ce: "COMLEX Level 2-CE",
    Exam.comlex_2_pe: "COMLEX Level 2-PE",
    Exam.comlex_3: "COMLEX Level 3",
}


def exam_first(view: SchoolView) -> Verdict:
    """The first-attempt pass rate of the first exam."""
    return _result(view, first_exam(view.school.degree), with_mean=False)


def exam_second(view: SchoolView) -> Verdict:
    """The first-attempt pass rate of the second exam, or a mean score."""
    return _result(view, second_exam(view.school.degree), with_mean=True)


def exam_third(view: SchoolView) -> Verdict:
    """The first-attempt pass rate of COMLEX Level 3."""
    return _result(view, Exam.comlex_3, with_mean=False)


def exam_basis(view: SchoolView) -> Verdict:
    """The newest result of each exam says its attempt and its cycle."""
    newest = _newest_of_each(view)
    if not newest:
        return _none_at_all(view)
    lacking = {
        exam
        for exam, rows in newest.items()
        if not any(row.period and row.attempt not in (None, Attempt.unstated) for row in rows)
    }
    findings = [row for rows in newest.values() for row in rows]
    if not lacking:
        return met("The newest result of each exam says its attempt and its cycle.", findings, found=_newest(findings))
    names = ", ".join(sorted(NAMES[exam] for exam in lacking))
    says_some = len(lacking) < len(newest) or any(
        row.period or row.attempt not in (None, Attempt.unstated) for row in findings
    )
    reason = f"Attempt or cycle is not stated for {names}."
    return partly(reason, findings, found=_newest(findings)) if says_some else absent(reason, findings=findings)


def exam_national(view: SchoolView) -> Verdict:
    """The national figure of the same cycle stands beside the newest results of the first and the second exam."""
    newest = _newest_of_each(view)
    asked = [exam for exam in (first_exam(view.school.degree), second_exam(view.school.degree)) if exam in newest]
    if not asked:
        return _none_at_all(view)
    beside = {exam: [row for row in newest[exam] if row.national_value is not None] for exam in asked}
    having = [exam for exam in asked if beside[exam]]
    findings = [row for exam in having for row in beside[exam]]
    if len(having) == len(asked):
        return met(
            "The national figure stands beside the newest result of each exam.", findings, found=_newest(findings)
        )
    ever = [row for row in view.published.exam_results if row.national_value is not None]
    lacking = ", ".join(NAMES[exam] for exam in asked if exam not in having)
    reason = f"No national figure stands beside the newest result of {lacking}."
    if ever:
        return partly(reason, findings or ever, found=_newest(findings or ever))
    return absent(reason, findings=[row for exam in asked for row in newest[exam]])


def exam_history(view: SchoolView) -> Verdict:
    """The same result of at least one exam for at least three cycles."""
    series: dict[tuple[object, ...], dict[str, ResolvedMeasure]] = defaultdict(dict)
    for row in view.published.exam_results:
        if row.period and not is_pooled(row.period):
            series[row.measure, row.exam, row.attempt].setdefault(row.period, row)
    longest = list(max(series.values(), key=len, default={}).values())
    if longest and len(longest) >= min(NEEDED_CYCLES, view.cycles_so_far(first_exam(view.school.degree))):
        exam = NAMES[longest[0].exam] if longest[0].exam else "An exam"
        return met(f"{exam} is given for {len(longest)} cycles.", longest, found=longest[0].period)
    if len(longest) == SOME_CYCLES:
        return partly("The same exam result is given for two cycles.", longest, found=longest[0].period)
    if not view.published.exam_results:
        return _none_at_all(view)
    return absent("No exam result is given for more than one cycle.", findings=view.published.exam_results)


def is_first_attempt(row: ResolvedMeasure) -> bool:
    """Whether an exam result counts first attempts."""
    return row.attempt is Attempt.first


def _result(view: SchoolView, exam: Exam, *, with_mean: bool) -> Verdict:
    due = view.cycle_due(exam)
    name = NAMES[exam]
    period = due.period if due else None
    results = [row for row in view.published.exam_results if row.exam is exam and not is_pooled(row.period)]
    full = [row for row in results if _is_full(row, with_mean=with_mean)]
    if full:
        year = end_year_of(full[0].period)
        newest = [row for row in full if end_year_of(row.period) == year]
        if year is None:
            return partly(f"{name}: found without its cycle.", newest, due=period)
        if due and year < due.end_year:
            return older(name, newest, due=period, found=full[0].period)
        return met(f"{name}: public for {full[0].period}.", newest, due=period, found=full[0].period)
    rates = [
        row for row in results if row.measure is MeasureName.exam_pass_rate and row.attempt is not Attempt.ultimate
    ]
    if rates:
        reason = f"{name}: only rounded, or without saying which attempt."
        return partly(reason, rates, due=period, found=rates[0].period)
    if due is None and not results:
        return not_due(f"{name}: no class of this school has come to it so far.")
    other = " A figure of another kind was found." if results else ""
    return absent(f"{name}: no first-attempt pass rate was found.{other}", due=period, findings=results)


def _is_full(row: ResolvedMeasure, *, with_mean: bool) -> bool:
    if row.measure is MeasureName.exam_mean_score:
        return with_mean
    return row.qualifier is Qualifier.exact and is_first_attempt(row)


def _newest_of_each(view: SchoolView) -> dict[Exam, list[ResolvedMeasure]]:
    """Results of each exam for its newest cycle."""
    found: dict[Exam, list[ResolvedMeasure]] = defaultdict(list)
    for row in view.published.exam_results:
        if row.exam and (not found[row.exam] or found[row.exam][0].period == row.period):
            found[row.exam].append(row)
    return {exam: rows for exam, rows in found.items() if rows}


def _none_at_all(view: SchoolView) -> Verdict:
    exam = first_exam(view.school.degree)
    due = view.cycle_due(exam)
    if due is None:
        return not_due("No class of this school has come to a licensing exam whose results are due.")
    return absent("No licensing exam result was found.", due=due.period)


def _newest(rows: Sequence[ResolvedMeasure]) -> str | None:
    dated = [row for row in rows if row.period]
    return max(dated, key=lambda row: end_year_of(row.period) or 0).period if dated else None
