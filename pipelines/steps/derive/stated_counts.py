"""What follows from the rates that a school states: who went without a match, and who came in through SOAP.

Belongs here: arithmetic on stated figures of one class on one basis. Does not belong here: lists.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from pipelines.steps.derive.records import derived, joined
from pipelines.steps.derive.shares import valued
from pipelines.steps.derive.sources import class_year
from rules.intervals import down, half_step, rounded, up
from schemas.outcomes import Outcome
from schemas.vocabulary import Denominator, MeasureName, Qualifier, Stage, Unit

RATES = frozenset({MeasureName.match_rate, MeasureName.placement_rate})
NO_BEFORE = "no rate before SOAP is stated"
NO_AFTER = "no rate after SOAP on the same base is stated"
UNSAID = "it is not said whom the rate before SOAP is a share of"


@dataclass(frozen=True, slots=True)
class StatedRate:
    """A stated rate that can be reckoned with: exact, within what a share can be, on a stated basis."""

    outcome: Outcome
    value: float

    @property
    def base(self) -> Denominator | None:
        """Whom it is a share of."""
        return self.outcome.denominator_kind


def unmatched(outcomes: Iterable[Outcome]) -> Iterator[Outcome]:
    """Yield the people outside a match or placement rate whose two counts are printed."""
    for outcome in outcomes:
        counted, people = outcome.numerator, outcome.denominator
        if outcome.name not in RATES or counted is None or people is None or not 0 <= counted <= people:
            continue
        yield derived(
            outcome.school_slug,
            outcome.outcome_id,
            name="without_match" if outcome.name == MeasureName.match_rate else "without_placement",
            period=outcome.period,
            stage=outcome.stage,
            denominator_kind=outcome.denominator_kind,
            value=float(people - counted),
            unit=Unit.count,
            numerator=people - counted,
            denominator=people,
            method="complement_of_rate",
            caution=outcome.caution,
            note=f"{people} less {counted} of the stated rate",
            confidence=outcome.confidence,
            finding_ids=outcome.finding_ids,
        )


def soap_shares(school_slug: str, outcomes: Sequence[Outcome], years_with_lists: Iterable[int]) -> Iterator[Outcome]:
    """Yield the share that came in through SOAP for every class with a rate before it, or with a list."""
    rates = [
        StatedRate(one, one.value)
        for one in outcomes
        if one.name in RATES
        and one.value is not None
        and 0 <= one.value <= 100
        and one.qualifier is Qualifier.exact
        and class_year(one.period) is not None
    ]
    before = {int(rate.outcome.period or "0") for rate in rates if rate.outcome.stage is Stage.before_soap}
    for year in sorted({*before, *years_with_lists}):
        of_year = [rate for rate in rates if rate.outcome.period == str(year)]
        yield _soap_share(
            school_slug,
            str(year),
            [rate for rate in of_year if rate.outcome.stage is Stage.before_soap],
            [rate for rate in of_year if rate.outcome.stage is Stage.after_soap],
        )


def _soap_share(school_slug: str, period: str, before: list[StatedRate], after: list[StatedRate]) -> Outcome:
    if not before:
        return _soap(school_slug, period, [], not_computable=NO_BEFORE)
    pairs = [(one, two) for one in before for two in after if one.base is two.base is not Denominator.unstated]
    support = max(
        (min(one.outcome.confidence or 0.0, two.outcome.confidence or 0.0) for one, two in pairs), default=None
    )
    values = {(one.value, two.value) for one, two in pairs}
    if len(values) == 1:
        return _difference(school_slug, period, *pairs[0], support)
    if len(values) > 1:
        return _soap(
            school_slug, period, before, not_computable="several rates on one base are stated", confidence=support
        )
    return _soap(school_slug, period, before, not_computable=_unlike(before, after), **_most(before))


def _difference(
    school_slug: str, period: str, before: StatedRate, after: StatedRate, support: float | None
) -> Outcome:
    one, two = before.outcome, after.outcome
    slack = half_step(before.value) + half_step(after.value)
    most = min(after.value - before.value + slack, 100 - before.value + half_step(before.value))
    fields: dict[str, object] = {
        "value": rounded(after.value - before.value),
        "lower_bound": down(max(0.0, after.value - before.value - slack)),
        "upper_bound": up(most),
        "note": f"{after.value:g} % after SOAP less {before.value:g} % before it, on the same base",
        "caution": joined(one.caution, two.caution),
    }
    same = one.denominator == two.denominator
    if same and one.denominator and one.numerator is not None and two.numerator is not None:
        counted = two.numerator - one.numerator
        if counted >= 0:
            fields |= valued(counted, one.denominator) | {"lower_bound": None, "upper_bound": None}
    if after.value < before.value:
        fields = {"not_computable": "cannot be: the rate after SOAP is below the rate before it"}
    return _soap(school_slug, period, [before, after], denominator_kind=before.base, confidence=support, **fields)


def _unlike(before: Sequence[StatedRate], after: Sequence[StatedRate]) -> str:
    if not after:
        return NO_AFTER
    if any(rate.base is Denominator.unstated for rate in before):
        return UNSAID
    bases = (sorted({str(rate.base).replace("_", " ") for rate in rates}) for rates in (before, after))
    first, second = (" and ".join(names) for names in bases)
    return f"unlike bases: before SOAP a share of {first}, after SOAP a share of {second}"


def _most(before: Sequence[StatedRate]) -> dict[str, object]:
    """The most that SOAP can have added: all who were not matched before it."""
    bases = {rate.base for rate in before}
    if len(bases) > 1 or len({rate.value for rate in before}) > 1:
        return {}
    rate = before[0]
    most = up(100 - rate.value + half_step(rate.value))
    return {"lower_bound": 0.0, "upper_bound": min(most, 100.0), "denominator_kind": rate.base}


def _soap(school_slug: str, period: str, rates: Sequence[StatedRate], **fields: object) -> Outcome:
    outcomes = [rate.outcome for rate in rates]
    return derived(
        school_slug,
        "soap",
        **{"denominator_kind": Denominator.unstated}
        | {
            "name": MeasureName.soap_share.value,
            "period": period,
            "unit": Unit.percent,
            "method": "soap_from_rates",
            "finding_ids": tuple(sorted({finding for one in outcomes for finding in one.finding_ids})),
        }
        | fields,
    )
