"""How much sense the measures of a document make by themselves, without an answer key.

Belongs here: the share of figures understood, fractions against shares, figures told twice. Does not belong here: lists
(self_score), whether what a school printed agrees with itself (pipelines/steps/assess): one slip is the school's, many
are the reading's.
"""

from collections import defaultdict
from collections.abc import Sequence

from schemas.findings import Leftover, Measure
from schemas.vocabulary import Qualifier, Unit
from scrapers.extractors.self_score import Judgement

MEASURES_THRESHOLD = 0.75
"""Score under which a document of measures waits for a person."""
FEWEST_CHECKED = 3
"""Checks from which their failing speaks against the reading and not against the document."""
CELL = "table cell"
"""Rule of measures read from the cells of tables."""
DOUBTFUL = 0.5
ROUNDED = 1.0
"""Percentage points by which a printed share may differ from its printed fraction."""


def judge_measures(measures: Sequence[Measure], leftovers: Sequence[Leftover]) -> Judgement:
    """Score the measures of one reading."""
    shares = {
        "figures that were understood": understood(measures, leftovers),
        "shares that agree with their fractions": agreeing(measures),
        "figures that are told once": told_once(measures),
        "figures whose row and column say what they are": placed(measures),
        "head counts that fit into their class": fitting(measures),
    }
    return Judgement.of(shares)


def understood(measures: Sequence[Measure], leftovers: Sequence[Leftover]) -> float:
    """Return the share of figures in scope that gave a measure; a single one left over says little."""
    left = sum(item.kind in {"measure_cell", "line"} for item in leftovers)
    if left < FEWEST_CHECKED:
        return 1.0
    return len(measures) / (len(measures) + left)


def agreeing(measures: Sequence[Measure]) -> float:
    """Return the share of printed fractions that give the share printed beside them."""
    checked = [
        abs(100 * item.numerator_n / item.denominator_n - item.value) <= ROUNDED
        for item in measures
        if item.unit is Unit.percent and item.numerator_n is not None and item.denominator_n
    ]
    return 1.0 if len(checked) < FEWEST_CHECKED else sum(checked) / len(checked)


def placed(measures: Sequence[Measure]) -> float:
    """Return the share of figures that are surely in their own row and column; a few others say little."""
    doubtful = sum(item.confidence < DOUBTFUL for item in measures)
    return 1.0 if doubtful < FEWEST_CHECKED else 1.0 - doubtful / len(measures)


def told_once(measures: Sequence[Measure]) -> float:
    """Return 1, or less where a table gives the same figure of the same class many values, as where columns were mixed up.

    Running text may: it tells the campuses of a school one by one.
    Rates without a period count too: several values of one rate are those of several classes whose years were lost.
    """
    values: dict[tuple[object, ...], set[float]] = defaultdict(set)
    for item in measures:
        if (
            item.rule != CELL
            or item.qualifier is not Qualifier.exact
            or (item.period is None and item.unit is Unit.count)
        ):
            continue
        key = (item.measure, item.exam, item.period, item.unit, item.stage, item.attempt, item.years, item.specialty)
        values[key].add(item.value)
    several = sum(len(found) - 1 for found in values.values())
    return 1.0 if several < FEWEST_CHECKED else 1.0 - 0.6 * several / sum(len(found) for found in values.values())


def fitting(measures: Sequence[Measure]) -> float:
    """Return the share of classes in which no part is larger than the whole."""
    classes: dict[str, dict[str, float]] = defaultdict(dict)
    for item in measures:
        if item.unit is Unit.count and item.period and item.qualifier is Qualifier.exact:
            classes[item.period].setdefault(item.measure.value, item.value)
    checked = [
        counts[part] <= counts[whole]
        for counts in classes.values()
        for part, whole in (
            ("matched", "participants"),
            ("participants", "class_size"),
            ("unmatched", "matched"),
            ("placed", "class_size"),
        )
        if part in counts and whole in counts
    ]
    return 1.0 if len(checked) < FEWEST_CHECKED else sum(checked) / len(checked)
