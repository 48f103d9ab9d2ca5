"""A share of the people on a list, with what the list leaves open.

Belongs here: value, interval and bounds of one share from how its rows are judged. Does not belong here: how a row is
judged (specialties.py, destinations.py), which cells are too small to show (suppression.py).
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from pipelines.steps.derive.coverage import Coverage
from pipelines.steps.derive.heads import ClassHeads
from pipelines.steps.derive.lists import ChosenList
from pipelines.steps.derive.persons import Row, RowKind
from pipelines.steps.derive.records import derived, joined
from rules.intervals import WILSON, down, percent, up, wilson
from schemas.outcomes import Outcome
from schemas.registry import School
from schemas.vocabulary import Denominator, Unit

LEAST_KNOWN = 0.9
"""Least part of the people whose answer must be known for a value to be given; below it there are bounds only."""
Judgement = Callable[[Row], bool | None]
"""Whether a row belongs to what is counted; None where that is not known."""


@dataclass(frozen=True, slots=True)
class Split:
    """How many people on a list are counted, are not, or may be.

    The share is of people with a final position. hit_or_out, miss_or_out and open come from rows that may be first years
    instead, and from people who are not on the list at all.
    """

    hit: int = 0
    miss: int = 0
    unknown: int = 0
    hit_or_out: int = 0
    miss_or_out: int = 0
    open: int = 0

    @property
    def known(self) -> int:
        """People of whom the answer is known."""
        return self.hit + self.miss

    @property
    def people(self) -> int:
        """All who may have to be counted."""
        return self.known + self.unknown + self.hit_or_out + self.miss_or_out + self.open

    @property
    def certain(self) -> bool:
        """Whether nothing is left open."""
        return self.people == self.known

    @property
    def lower(self) -> float | None:
        """The least share that the list allows, in percent."""
        most = self.known + self.unknown + self.miss_or_out + self.open
        if not most:
            return None
        return percent(self.hit, self.known) if self.certain else down(100 * self.hit / most)

    @property
    def upper(self) -> float | None:
        """The greatest share that the list allows, in percent."""
        counted = self.hit + self.hit_or_out + self.unknown + self.open
        if not counted + self.miss:
            return None
        return percent(self.hit, self.known) if self.certain else up(100 * counted / (counted + self.miss))


POSITIONS = frozenset({RowKind.final, RowKind.merged})
COUNTED = {True: "hit", False: "miss", None: "unknown"}
PERHAPS_COUNTED = {True: "hit_or_out", False: "miss_or_out", None: "open"}


def split_rows(judged: Iterable[tuple[Row, bool | None]], missing: int) -> Split:
    """Count judged rows; first years and people without a position are left out."""
    sums = {"hit": 0, "miss": 0, "unknown": 0, "hit_or_out": 0, "miss_or_out": 0, "open": missing}
    for row, verdict in judged:
        if row.kind is RowKind.final:
            sums[COUNTED[verdict]] += row.count
        elif row.kind is RowKind.merged:
            sums[PERHAPS_COUNTED[verdict]] += row.count
    return Split(**sums)


@dataclass(frozen=True, slots=True)
class Figure:
    """A derived outcome, and the rows that its value counts: what an attacker could work out from it.

    group names the breakdown that it is a cell of: cells of one group never overlap. Where something must be withheld,
    cells of a breakdown go first, then second definitions, then main figures.
    """

    outcome: Outcome
    counted: frozenset[str] = frozenset()
    base: frozenset[str] = frozenset()
    group: str = ""
    second: bool = False

    @property
    def standing(self) -> int:
        """How late it is withheld."""
        return 0 if not self.group.startswith(":") else 1 if self.second else 2


@dataclass(frozen=True, slots=True)
class ClassBasis:
    """One class with the list that is used for it."""

    school: School
    class_year: int
    chosen: ChosenList
    coverage: Coverage
    heads: ClassHeads

    @property
    def rows(self) -> tuple[Row, ...]:
        """Rows of the list."""
        return self.chosen.used.rows

    @property
    def stands_for_class(self) -> bool:
        """Whether shares of the list may be given for the class."""
        return self.coverage.not_whole is None

    @property
    def final_rows(self) -> tuple[Row, ...]:
        """Rows of final positions."""
        return tuple(row for row in self.rows if row.kind is RowKind.final)

    def share(self, name: str, method: str, judgement: Judgement, **more: Any) -> Figure:
        """Return the share of the people with a final position for whom the judgement holds."""
        return share_of([self], str(self.class_year), name, method, judgement, **more)

    def not_computable(self, name: str, method: str, reason: str) -> Outcome:
        """Return a share without a value, and why; there is no figure that documents could support, so no confidence either."""
        return derived(
            self.school.slug,
            name=name,
            period=str(self.class_year),
            denominator_kind=Denominator.matched,
            unit=Unit.percent,
            method=method,
            not_computable=reason,
        )


def share_of(
    bases: Sequence[ClassBasis],
    period: str,
    name: str,
    method: str,
    judgement: Judgement,
    *,
    group: str = "",
    second: bool = False,
    confidence: float | None = None,
    **more: Any,
) -> Figure:
    """Return a share over the lists of one class or several; more are further fields of the outcome."""
    missing = sum(basis.coverage.missing or 0 for basis in bases)
    judged = [(row, judgement(row)) for basis in bases for row in basis.rows if row.kind in POSITIONS]
    split = split_rows(judged, missing)
    final = [(row.finding_id, verdict) for row, verdict in judged if row.kind is RowKind.final]
    counted = frozenset(finding for finding, verdict in final if verdict)
    known = frozenset(finding for finding, verdict in final if verdict is not None)
    reason = joined(*(basis.coverage.not_whole for basis in bases)) or too_little_known(
        split.known, split.people - missing
    )
    bounded = all(basis.coverage.missing is not None for basis in bases)
    caution = joined(*(basis.coverage.caution for basis in bases), more.pop("caution", None))
    fields: dict[str, Any] = {
        "name": name,
        "period": period,
        "denominator_kind": Denominator.matched,
        "unit": Unit.percent,
        "method": method,
        "lower_bound": split.lower if bounded else None,
        "upper_bound": split.upper if bounded else None,
        "caution": caution,
        "confidence": confidence if confidence is not None else min(basis.chosen.confidence for basis in bases),
    }
    fields |= {"not_computable": reason} if reason else valued(split.hit, split.known)
    shown = counted if bounded or not reason else frozenset()
    rests_on = shown or (known if not reason else frozenset())
    outcome = derived(bases[0].school.slug, finding_ids=tuple(sorted(rests_on)), **fields, **more)
    return Figure(outcome, shown, known, f"{group}:{period}", second)


def valued(counted: int, people: int) -> dict[str, object]:
    """Return the fields of a share that has a value."""
    interval = wilson(counted, people)
    return {
        "value": percent(counted, people),
        "numerator": counted,
        "denominator": people,
        "interval_low": interval.low if interval else None,
        "interval_high": interval.high if interval else None,
        "interval_method": WILSON if interval else None,
    }


def too_little_known(known: int, people: int) -> str | None:
    """Return why no value can be given where the answer is known of too few people."""
    if not people:
        return "the list holds nobody with a final position"
    if known < LEAST_KNOWN * people:
        return f"it is known of {known} of {people} people only"
    return None
