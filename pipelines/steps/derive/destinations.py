"""Where a class went: home institution, home state, how far, and to what kind of program.

Belongs here: shares by place of one class. Does not belong here: which institution a string means (resolve).
"""

from collections.abc import Iterator
from collections.abc import Set as AbstractSet

from pipelines.steps.derive import reference
from pipelines.steps.derive.persons import Row
from pipelines.steps.derive.reference import ProgramKind
from pipelines.steps.derive.shares import ClassBasis, Figure, Judgement
from pipelines.steps.resolve.geography import Distance, distance_scale, states
from schemas.outcomes import Outcome
from schemas.registry import School
from schemas.vocabulary import Position

NO_HOME = "not applicable: the reference knows no institution that is this school's own"
NO_PLACES = "the list names no institutions"
HOME_SHARE, STRICT_SHARE, STATE_SHARE = "home_institution_share", "home_institution_strict_share", "in_state_share"
SCALE = {
    Distance.home_institution: "at a home institution",
    Distance.home_state: "in the home state, not at a home institution",
    Distance.adjacent_state: "in a state with a common border",
    Distance.near_division: "in the same census division or one beside it, farther than a bordering state",
    Distance.farther: "beyond the census divisions beside the home division",
}


def destination_figures(basis: ClassBasis) -> Iterator[Figure]:
    """Yield the shares by place of one class."""
    home = reference.home_institutions(basis.school)
    if home:
        yield from _home(basis, home)
    yield basis.share(STATE_SHARE, STATE_SHARE, _in_state(basis.school), note=f"programs in {basis.school.state}")
    if not basis.stands_for_class:
        return
    for level in Distance:
        if level is not Distance.home_institution or home:
            yield basis.share(
                f"distance_{level}_share",
                "distance_share",
                _at_level(basis.school, home, level),
                group="distance",
                note=SCALE[level],
            )
    for kind in ProgramKind:
        yield basis.share(f"{kind}_program_share", "program_kind_share", _of_kind(kind), group="kind")


def places_not_computable(basis: ClassBasis) -> Iterator[Outcome]:
    """Yield the shares by place that a list without institutions cannot give."""
    for name in (HOME_SHARE, STATE_SHARE):
        yield basis.not_computable(name, name, NO_PLACES)


def no_home(basis: ClassBasis) -> Outcome | None:
    """Return the home share of a school without an institution of its own: not applicable, never 0 %."""
    if reference.home_institutions(basis.school):
        return None
    return basis.not_computable(HOME_SHARE, HOME_SHARE, NO_HOME)


def is_home(row: Row, home: AbstractSet[str]) -> bool | None:
    """Whether a row is at one of the home institutions."""
    slug = row.placement.institution_slug
    return None if slug is None else slug in home


def _home(basis: ClassBasis, home: AbstractSet[str]) -> Iterator[Figure]:
    note = "institutions that the school owns or sponsors, or its primary teaching hospitals; ties as of today"
    yield basis.share(HOME_SHARE, HOME_SHARE, lambda row: _home_or_abroad(row, home, basis.school), note=note)
    strict = reference.surely_home(basis.school)
    if strict and strict != home:
        yield basis.share(
            STRICT_SHARE,
            HOME_SHARE,
            lambda row: _home_or_abroad(row, strict, basis.school),
            second=True,
            note="only institutions whose tie to the school is beyond doubt",
        )


def _home_or_abroad(row: Row, home: AbstractSet[str], school: School) -> bool | None:
    """Judge by the institution, else by the state where no home institution lies in it."""
    known = is_home(row, home)
    state = row.placement.resolved_state
    if known is None and state is not None and state not in _states_of(home) and school.state != state:
        return False
    return known


def _states_of(home: AbstractSet[str]) -> set[str | None]:
    return {found.state for slug in home if (found := reference.institution(slug)) is not None}


def _in_state(school: School) -> Judgement:
    def judge(row: Row) -> bool | None:
        state = row.placement.resolved_state
        return None if state is None else state == school.state

    return judge


def _at_level(school: School, home: AbstractSet[str], level: Distance) -> Judgement:
    def judge(row: Row) -> bool | None:
        state = row.placement.resolved_state
        at_home = _home_or_abroad(row, home, school) if home else False
        if at_home is None:
            possible = (Distance.home_institution, distance_scale(school.state, state))
            return None if state is None or level in possible else False
        if not at_home and state is not None and state not in states():
            return level is Distance.farther
        found = distance_scale(school.state, state, same_institution=at_home)
        return None if found is None else found is level

    return judge


def _of_kind(kind: ProgramKind) -> Judgement:
    def judge(row: Row) -> bool | None:
        if row.position is Position.military or row.placement.specialty_slug == reference.MILITARY_SPECIALTY:
            return kind is ProgramKind.military
        found = reference.program_kind(row.placement.institution_slug)
        return None if found is None else found is kind

    return judge
