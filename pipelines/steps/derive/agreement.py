"""What the school itself states, put beside what is computed from its list.

Belongs here: the words that tell a reader of both. Does not belong here: a judgement, for the two rarely count the same
people; contradictions between stated figures are in checks.py.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from pipelines.steps.derive.destinations import HOME_SHARE, STATE_SHARE
from pipelines.steps.derive.records import changed, joined
from schemas.outcomes import Outcome
from schemas.vocabulary import Basis, MeasureName, Unit

STATED: Mapping[str, tuple[MeasureName, ...]] = {
    HOME_SHARE: (MeasureName.home_institution_share, MeasureName.home_institution),
    STATE_SHARE: (MeasureName.in_state_share, MeasureName.in_state),
    "primary_care_share": (MeasureName.primary_care_share, MeasureName.primary_care),
    "specialty_share": (MeasureName.specialty_share,),
    "specialty_breadth": (MeasureName.specialties,),
}
MOST_SHOWN = 3


def with_stated(computed: Iterable[Outcome], stated: Sequence[Outcome]) -> Iterator[Outcome]:
    """Yield computed outcomes, with a note of what the school states for the same class."""
    by_subject: dict[tuple[str, str | None, str | None], list[Outcome]] = {}
    for outcome in stated:
        if outcome.basis is Basis.published:
            by_subject.setdefault((outcome.name, outcome.period, outcome.specialty_slug), []).append(outcome)
    for outcome in computed:
        found = [
            one
            for name in STATED.get(outcome.name, ())
            for one in by_subject.get((name, outcome.period, outcome.specialty_slug), ())
        ]
        yield changed(outcome, note=joined(outcome.note, _words(found))) if found else outcome


def _words(stated: Sequence[Outcome]) -> str:
    figures = [f"{one.value:g}{' %' if one.unit is Unit.percent else ''}" for one in stated]
    shown = ", ".join(sorted(dict.fromkeys(figures))[:MOST_SHOWN])
    return f"the school itself states {shown}, perhaps on another definition"
