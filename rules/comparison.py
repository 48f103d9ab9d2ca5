"""Comparing two outcomes: refused where their bases are unlike, with the reasons, and the common basis if there is one.

Belongs here: whether two figures may stand side by side, and how far apart they are. Does not belong here: national
figures (national.py), changes of one school (trends.py).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from rules.intervals import Interval, difference, down, half_step, rounded, up
from schemas.outcomes import Outcome
from schemas.vocabulary import Attempt, Basis, Denominator, MeasureName, Qualifier, Stage, Unit

RATES = frozenset({MeasureName.match_rate, MeasureName.placement_rate})
HEADS = {Denominator.participants: MeasureName.participants, Denominator.graduating_class: MeasureName.class_size}
"""Bases that one rate can be put on: participants are a part of the class."""
SAME = (
    "period",
    "stage",
    "denominator_kind",
    "exam",
    "attempt",
    "years",
    "specialty_slug",
    "institution_slug",
    "unit",
)
WORDS = {
    "denominator_kind": "base",
    "specialty_slug": "specialty",
    "institution_slug": "institution",
    "years": "years allowed",
}
UNSAID = (Stage.unstated, Attempt.unstated, Denominator.unstated)
FAILED = "cannot be"


@dataclass(frozen=True, slots=True)
class CommonBasis:
    """Both figures on one basis: ranges where what is stated does not fix them."""

    basis: str
    first: Interval
    second: Interval


@dataclass(frozen=True, slots=True)
class Comparison:
    """Either like figures with their difference, or the reasons why they are not compared.

    Attributes:
        reasons: why the two are not compared; empty where they are.
        difference: the second less the first, in the figures' own points.
        interval: where the difference may lie with 95 %, if counts are known.
        common: a basis on which both can be put, offered only where the figures themselves are unlike.
    """

    reasons: tuple[str, ...] = ()
    difference: float | None = None
    interval: Interval | None = None
    common: CommonBasis | None = None

    @property
    def comparable(self) -> bool:
        """Whether the two figures may stand side by side."""
        return not self.reasons


def compare(
    first: Outcome,
    second: Outcome,
    first_others: Sequence[Outcome] = (),
    second_others: Sequence[Outcome] = (),
) -> Comparison:
    """Compare two outcomes of one class or cycle.

    Args:
        first: an outcome of one school.
        second: an outcome of another.
        first_others: further outcomes of the first school, to find a common basis in.
        second_others: further outcomes of the second school.
    """
    reasons = tuple(_reasons(first, second))
    if reasons:
        return Comparison(reasons, common=common_basis(first, second, first_others, second_others))
    interval = None
    counts = (first.numerator, first.denominator, second.numerator, second.denominator)
    if first.unit is Unit.percent and None not in counts:
        interval = difference((counts[0] or 0, counts[1] or 0), (counts[2] or 0, counts[3] or 0))
    return Comparison(difference=rounded((second.value or 0.0) - (first.value or 0.0)), interval=interval)


def best_pairs(
    first: Sequence[Outcome], second: Sequence[Outcome], others: Mapping[tuple[str, str | None], Sequence[Outcome]]
) -> list[tuple[Outcome, Outcome, Comparison]]:
    """Return every like pair of two schools' figures; where there is none, the pair refused for the fewest reasons.

    Args:
        first: at least one figure of one school.
        second: at least one figure of another, for the same measure.
        others: all outcomes by school and period, to find a common basis in.
    """
    compared = [
        (one, two, compare(one, two, others[one.school_slug, one.period], others[two.school_slug, two.period]))
        for one, two in product(first, second)
    ]
    like = [pair for pair in compared if pair[2].comparable]
    return like or [min(compared, key=lambda pair: len(pair[2].reasons))]


def common_basis(
    first: Outcome, second: Outcome, first_others: Sequence[Outcome], second_others: Sequence[Outcome]
) -> CommonBasis | None:
    """Return a basis on which both schools' rates of one class can be put, or None.

    Figures that both state on one basis are taken as they are; else a rate is put on the other's base by the head
    counts that its own school states.
    """
    for one, two in product([first, *first_others], [second, *second_others]):
        like_subject = one.name == first.name and two.name == second.name and one.period == first.period
        if like_subject and not list(_reasons(one, two)):
            return CommonBasis(_basis_words(one), _as_it_is(one), _as_it_is(two))
    if not _convertible(first, second):
        return None
    offered = []
    for base in sorted({kind for kind in (first.denominator_kind, second.denominator_kind) if kind in HEADS}):
        ranges = _on_base(first, base, first_others), _on_base(second, base, second_others)
        if ranges[0] is not None and ranges[1] is not None:
            offered.append(CommonBasis(f"{_stage_words(first.stage)}, share of {_plain(base)}", ranges[0], ranges[1]))
    return min(offered, key=_width, default=None)


def _reasons(first: Outcome, second: Outcome) -> Iterator[str]:
    if first.name != second.name:
        yield f"different measures: {_plain(first.name)} and {_plain(second.name)}"
    if first.basis is not second.basis:
        yield "one is stated by the school, the other computed from a list"
    for name in SAME:
        one, two = _told(first, name), _told(second, name)
        if one != two:
            yield f"different {WORDS.get(name, name)}: {_plain(one)} and {_plain(two)}"
        elif one in UNSAID:
            yield f"neither says its {WORDS.get(name, name)}"
    if first.period is None and second.period is None:
        yield "neither says its year"
    yield from (reason for outcome in (first, second) if (reason := _unfit(outcome)) is not None)


def _told(outcome: Outcome, name: str) -> object:
    """A part of the basis; an exam rate that does not say whom it is a share of is one of those who took the exam."""
    value = getattr(outcome, name)
    if name == "denominator_kind" and outcome.exam is not None and value in (None, Denominator.unstated):
        return Denominator.test_takers
    return value


def _unfit(outcome: Outcome) -> str | None:
    if outcome.value is None:
        return f"{outcome.school_slug} has no value: {outcome.not_computable or 'none is stated'}"
    if outcome.qualifier is not Qualifier.exact:
        return f"the figure of {outcome.school_slug} is not exact"
    if FAILED in (outcome.caution or ""):
        return f"the figure of {outcome.school_slug} failed a check: {outcome.caution}"
    return None


def _convertible(first: Outcome, second: Outcome) -> bool:
    stated = first.basis is Basis.published is second.basis
    same = first.name == second.name and first.period == second.period is not None and first.stage is second.stage
    exact = first.qualifier is Qualifier.exact is second.qualifier
    sound = FAILED not in (first.caution or "") + (second.caution or "")
    return stated and same and exact and sound and first.name in RATES and first.stage not in (None, Stage.unstated)


def _on_base(outcome: Outcome, base: Denominator, others: Sequence[Outcome]) -> Interval | None:
    """Put a rate on another base; a range where head counts are not stated."""
    own = outcome.denominator_kind
    if outcome.value is None or own not in HEADS:
        return None
    if own is base:
        return _as_it_is(outcome)
    low, high = _matched(outcome, others)
    size = _head_count(outcome, base, others)
    if low is not None and high is not None and size:
        return Interval(min(down(100 * low / size), 100.0), min(up(100 * high / size), 100.0))
    step = half_step(outcome.value)
    if base is Denominator.participants:
        return Interval(max(down(outcome.value - step), 0.0), 100.0)
    return Interval(0.0, min(up(outcome.value + step), 100.0))


def _matched(outcome: Outcome, others: Sequence[Outcome]) -> tuple[float | None, float | None]:
    """The people whom a rate counts, from its own base; a range by the rounding of the printed share."""
    if outcome.numerator is not None:
        return outcome.numerator, outcome.numerator
    own = outcome.denominator_kind
    size = outcome.denominator or (_head_count(outcome, own, others) if own is not None else None)
    if size is None or outcome.value is None:
        return None, None
    step = half_step(outcome.value)
    return max(outcome.value - step, 0.0) * size / 100, min(outcome.value + step, 100.0) * size / 100


def _head_count(outcome: Outcome, base: Denominator, others: Sequence[Outcome]) -> int | None:
    """The head count that the same school states for a base, where it states but one."""
    sizes = {
        int(other.value)
        for other in others
        if other.value is not None
        and other.basis is Basis.published
        and other.qualifier is Qualifier.exact
        and other.school_slug == outcome.school_slug
        and other.name == HEADS[base]
        and other.period == outcome.period
    }
    return sizes.pop() if len(sizes) == 1 else None


def _as_it_is(outcome: Outcome) -> Interval:
    value = outcome.value or 0.0
    return Interval(value, value)


def _basis_words(outcome: Outcome) -> str:
    if outcome.exam is not None:
        return f"{_plain(outcome.exam)}, {_plain(outcome.attempt)} attempts, {outcome.period}"
    return f"{_stage_words(outcome.stage)}, share of {_plain(outcome.denominator_kind)}"


def _stage_words(stage: Stage | None) -> str:
    return _plain(stage).replace("soap", "SOAP") if stage else "same measure"


def _plain(value: object) -> str:
    return "none" if value is None else str(value).replace("_", " ")


def _width(offer: CommonBasis) -> float:
    return offer.first.high - offer.first.low + offer.second.high - offer.second.low
