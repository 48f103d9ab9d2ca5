"""How often the institutions' resolver is right: names hidden in turn, institutions taken away, confidence against truth.

Belongs here: making the cases, running them, counting. Does not belong here: resolving, printing (benchmarks/resolution.py).
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from pipelines.steps.resolve.answers import Answer
from pipelines.steps.resolve.directory import ProgramDirectory
from pipelines.steps.resolve.institution_index import InstitutionIndex, printed_names
from pipelines.steps.resolve.institutions import resolver_over
from scrapers.reference import rows_of

CALIBRATION_EDGES = (0.0, 0.2, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1.0)


@dataclass(frozen=True, slots=True)
class Case:
    """A printed name and the institution that it means."""

    name: str
    state: str | None
    slug: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """A case, what the resolver answered, and its best guess whether it counted or not."""

    case: Case
    answer: Answer

    @property
    def guess(self) -> str | None:
        """The answer, or the best guess below the threshold."""
        return self.answer.slug or self.answer.runner_up

    @property
    def correct(self) -> bool:
        """Whether the answer counted and is right."""
        return self.answer.slug == self.case.slug


@dataclass(frozen=True, slots=True)
class Score:
    """Precision among the answers that count at a threshold, and recall over all cases."""

    threshold: float
    answered: int
    right: int
    cases: int

    @property
    def precision(self) -> float:
        """Share of right answers among those given; 1 where none was given."""
        return self.right / self.answered if self.answered else 1.0

    @property
    def recall(self) -> float:
        """Share of right answers among all cases."""
        return self.right / self.cases if self.cases else 0.0


def cases_of(path: Path, index: InstitutionIndex) -> list[Case]:
    """Read groups of names that mean one institution (group_id, name, state); the reference tells which one it is.

    A group is left out where the reference knows none of its names, or knows them as different institutions.
    """
    bearer = {name: slug for slug, one in index.institutions.items() for name in printed_names(one)}
    groups: dict[str, list[Mapping[str, str | None]]] = defaultdict(list)
    for row in rows_of(path):
        groups[row["group_id"] or ""].append(row)
    cases: list[Case] = []
    for rows in groups.values():
        slugs = {bearer[row["name"] or ""] for row in rows if row["name"] in bearer}
        if len(slugs) == 1:
            slug = slugs.pop()
            cases.extend(Case(row["name"] or "", row["state"], slug) for row in rows)
    return cases


def leave_one_out(
    cases: Iterable[Case], index: InstitutionIndex, directory: ProgramDirectory | None = None
) -> list[Outcome]:
    """Resolve every name against a table from which just that name was removed."""
    return [
        Outcome(case, resolver_over(index.without(case.slug, [case.name]), directory).resolve(case.name, case.state))
        for case in cases
    ]


def without_institution(cases: Iterable[Case], index: InstitutionIndex) -> list[Outcome]:
    """Resolve every name against a table that lacks the institution it means: every answer is wrong."""
    return [Outcome(case, resolver_over(index.without(case.slug)).resolve(case.name, case.state)) for case in cases]


def score_at(outcomes: Sequence[Outcome], threshold: float) -> Score:
    """Count the answers that are at least this confident."""
    given = [one for one in outcomes if one.answer.slug is not None and one.answer.confidence >= threshold]
    return Score(threshold, len(given), sum(one.correct for one in given), len(outcomes))


@dataclass(frozen=True, slots=True)
class CalibrationRow:
    """Names whose best guess has a confidence from low up to high: how many, how sure, how often right."""

    low: float
    high: float
    count: int
    mean_confidence: float
    share_right: float


def calibration(outcomes: Sequence[Outcome], edges: Sequence[float] = CALIBRATION_EDGES) -> list[CalibrationRow]:
    """Set the confidence of the best guess beside the share of right guesses."""
    rows: list[CalibrationRow] = []
    for low, high in pairwise(edges):
        inside = [
            one
            for one in outcomes
            if low <= one.answer.confidence < high or (high == edges[-1] and one.answer.confidence == high)
        ]
        if inside:
            rows.append(
                CalibrationRow(
                    low,
                    high,
                    len(inside),
                    sum(one.answer.confidence for one in inside) / len(inside),
                    sum(one.guess == one.case.slug for one in inside) / len(inside),
                )
            )
    return rows


def calibration_table(hidden: Sequence[Outcome], away: Sequence[Outcome]) -> str:
    """Return the calibration as a table in Markdown: names hidden in turn, and beside them institutions taken away.

    Where the institution itself is missing every answer is wrong; the last column counts those by confidence.
    """
    wrong = {(row.low, row.high): row.count for row in calibration(away)}
    right = {(row.low, row.high): row for row in calibration(hidden)}
    lines = [
        "| confidence | names | mean confidence | share right | guesses where the institution is missing |",
        "|---|---|---|---|---|",
    ]
    for band in pairwise(CALIBRATION_EDGES):
        row = right.get(band)
        told = f"{row.count} | {row.mean_confidence:.2f} | {row.share_right:.2f}" if row else "0 | |"
        lines.append(f"| {band[0]:.2f} to {band[1]:.2f} | {told} | {wrong.get(band, 0)} |")
    return "\n".join(lines)
