"""The national figure of the same year, population, measure and basis, or the reason why none stands beside a figure.

Belongs here: which baseline is like which stated figure. Does not belong here: what the difference comes to (exams.py).
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from pipelines.steps.derive.sources import span
from schemas.outcomes import Outcome
from schemas.registry import NationalBaseline
from schemas.vocabulary import Attempt, ConfidenceGrade, Degree, Denominator, Exam, MeasureName, Stage, Unit

UNLABELLED_LIMIT = 98.0
"""NRMP-definition rule: an unlabelled rate from here on is most likely one after SOAP or of placement."""
EXAM_KEYS: Mapping[Exam, str] = {
    Exam.step_1: "step1",
    Exam.step_2_ck: "step2ck",
    Exam.step_3: "step3",
    Exam.comlex_1: "comlex1",
    Exam.comlex_2_ce: "comlex2ce",
    Exam.comlex_2_pe: "comlex2pe",
    Exam.comlex_3: "comlex3",
}
FIRST_TAKERS = {
    Degree.MD: ("us_md_first_taker", "us_canadian_md_first_taker"),
    Degree.DO: ("do_first_taker",),
}
"""The USMLE group lost the Canadian schools in 2025; a year has one of the two, never both."""
SENIORS = {Degree.MD: "us_md_senior", Degree.DO: "us_do_senior"}
BY_CLASS = re.compile(r"\bclass(?:es)?\b|\bcohort\b|\bgraduates\b", re.IGNORECASE)
RATES = frozenset({MeasureName.match_rate, MeasureName.placement_rate})
EXAM_RESULTS = {MeasureName.exam_pass_rate: "pass", MeasureName.exam_mean_score: "mean"}
NEVER_READ = "recalled"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a national figure must be about to stand beside a stated one; or the reason why none can."""

    measure: str = ""
    populations: tuple[str, ...] = ()
    reason: str | None = None


class Nation:
    """The national figures, found by year, measure and population."""

    def __init__(self, baselines: Iterable[NationalBaseline]) -> None:
        self._whole: dict[tuple[str, str, str], list[NationalBaseline]] = {}
        self._by_specialty: dict[tuple[str, str, str], dict[str, NationalBaseline]] = {}
        for one in sorted(baselines, key=lambda row: (row.year or "", row.measure, row.population, row.value)):
            key = (one.year or "", one.measure, one.population)
            if one.specialty is None:
                self._whole.setdefault(key, []).append(one)
            else:
                self._by_specialty.setdefault(key, {})[one.specialty] = one

    def whole(self, year: str, measure: str, populations: Sequence[str]) -> NationalBaseline | str:
        """Return the one figure over all specialties, or the reason why there is none to use."""
        found = [one for population in populations for one in self._whole.get((year, measure, population), ())]
        if not found:
            return f"no national figure of {year} for the same measure and population is kept"
        if len({one.value for one in found}) > 1:
            return f"the national figures kept for {year} disagree with each other"
        if found[0].confidence is ConfidenceGrade.low:
            return f"the only national figure of {year} is too uncertain to stand beside it"
        return found[0]

    def of_specialty(self, year: str, measure: str, population: str, specialty: str) -> NationalBaseline | None:
        """Return the figure of one specialty, by the name in the reference."""
        return self._by_specialty.get((year, measure, population), {}).get(specialty)


def beside(outcome: Outcome, degree: Degree, nation: Nation) -> dict[str, object]:
    """Return the national fields of a stated figure: the like-for-like figure, or why there is none."""
    if outcome.unit is Unit.count:
        return {}
    wanted = _wanted(outcome, degree)
    if wanted.reason is not None:
        return {"not_compared": wanted.reason}
    found = nation.whole(outcome.period or "", wanted.measure, wanted.populations)
    if isinstance(found, str):
        return {"not_compared": found}
    return {
        "national_value": found.value,
        "national_year": found.year,
        "national_population": found.population,
        "national_source": found.source_url,
    }


def recalled(outcome: Outcome) -> str | None:
    """Return a caution where the national figure was not read from a source."""
    if outcome.national_source and outcome.national_source.startswith(NEVER_READ):
        return "the national figure was recalled by the compiler, not read from a source"
    return None


def _wanted(outcome: Outcome, degree: Degree) -> Wanted:
    years = span(outcome.period)
    if years is None:
        return Wanted(reason="no year or cycle is printed with it")
    if years[1] - years[0] > 1:
        return Wanted(reason="it is pooled over several years; national figures are of one year each")
    if outcome.value is not None and not 0 <= outcome.value <= 100 and outcome.unit is Unit.percent:
        return Wanted(reason="the figure cannot be: a share lies between 0 and 100")
    if outcome.name in RATES:
        return _wanted_rate(outcome, degree)
    if outcome.name in EXAM_RESULTS:
        return _wanted_exam(outcome, degree)
    return Wanted(reason="no national figure of this measure on the same definition is kept")


def _wanted_rate(outcome: Outcome, degree: Degree) -> Wanted:
    if outcome.stage in (None, Stage.unstated):
        return Wanted(reason=_unlabelled(outcome.value))
    if outcome.stage is Stage.before_soap and outcome.name == MeasureName.match_rate:
        measure, denominator = "pgy1_match_rate", Denominator.participants
    elif outcome.stage is Stage.after_soap:
        measure, denominator = "placement_rate_rol_certified", Denominator.participants
    elif outcome.name == MeasureName.placement_rate and degree is Degree.DO:
        measure, denominator = "final_placement_rate", Denominator.seeking
    else:
        return Wanted(reason="no national rate counts early, military or later places in the same way")
    if outcome.denominator_kind is not denominator:
        return Wanted(reason=_other_base(outcome.denominator_kind, denominator))
    return Wanted(measure, (SENIORS[degree],))


def _unlabelled(value: float | None) -> str:
    if value is not None and value >= UNLABELLED_LIMIT:
        return (
            "NRMP-definition rule: a rate of 98 or more that does not say whether SOAP is counted is never set beside "
            "the national match rate, which leaves SOAP out"
        )
    return "it does not say whether SOAP is counted; the national match rate leaves SOAP out"


def _other_base(stated: Denominator | None, national: Denominator) -> str:
    theirs = national.value.replace("_", " ")
    if stated in (None, Denominator.unstated):
        return f"it does not say whom it is a share of; the national rate is a share of {theirs}"
    return f"it is a share of {str(stated).replace('_', ' ')}; the national rate is a share of {theirs}"


def _wanted_exam(outcome: Outcome, degree: Degree) -> Wanted:
    if outcome.exam is None or outcome.exam not in EXAM_KEYS:
        return Wanted(reason="no national figure of this exam is kept")
    if outcome.attempt is not Attempt.first:
        return Wanted(reason=_attempt(outcome.attempt))
    if outcome.denominator_kind not in (None, Denominator.test_takers, Denominator.unstated):
        return Wanted(reason=_other_base(outcome.denominator_kind, Denominator.test_takers))
    if BY_CLASS.search(outcome.note or ""):
        return Wanted(reason="it is of a class; the national figure is of all who tested in a cycle")
    key = f"{EXAM_KEYS[outcome.exam]}_{EXAM_RESULTS[MeasureName(outcome.name)]}"
    return Wanted(key, FIRST_TAKERS[degree])


def _attempt(attempt: Attempt | None) -> str:
    if attempt is Attempt.ultimate:
        return "it counts all attempts; the national figure counts first attempts"
    return "it does not say which attempt it counts; the national figure counts first attempts"
