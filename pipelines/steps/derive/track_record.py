"""Five classes together: the record of each specialty, and where graduates go year after year.

Belongs here: shares pooled over the classes of a window. Does not belong here: one class (specialties.py).
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Protocol

from pipelines.steps.derive import reference
from pipelines.steps.derive.destinations import is_home
from pipelines.steps.derive.national import SENIORS, Nation
from pipelines.steps.derive.persons import Row
from pipelines.steps.derive.records import joined, plural
from pipelines.steps.derive.shares import ClassBasis, Figure, Judgement, share_of
from pipelines.steps.derive.suppression import LEAST_CELL
from rules.intervals import percent
from schemas.registry import NationalBaseline, School

WINDOW = 5
LEAST_CLASSES = 2
NATIONAL_COUNT = "matched_pgy1"


def window_of(bases: Mapping[int, ClassBasis]) -> tuple[int, list[ClassBasis]]:
    """Return the last year of the window, and its classes whose list may stand for them."""
    usable = {year: basis for year, basis in bases.items() if basis.stands_for_class}
    last = max(usable, default=0)
    return last, [usable[year] for year in sorted(usable) if year > last - WINDOW]


class Programs(Protocol):
    """A directory of residency programs."""

    def runs(self, slug: str, specialty: str) -> bool:
        """Whether an institution runs a program of a specialty."""


def specialty_records(bases: Mapping[int, ClassBasis], nation: Nation, programs: Programs | None) -> Iterator[Figure]:
    """Yield the share of each specialty over the window, with the national base in words where there is one."""
    last, classes = window_of(bases)
    if len(classes) < LEAST_CLASSES:
        return
    school = classes[0].school
    period = _period(last)
    confidence = _confidence(bases, last)
    for slug in sorted({row.specialty for basis in classes for row in basis.final_rows if row.specialty}):
        yield share_of(
            classes,
            period,
            "specialty_share",
            "track_record",
            _in_specialty(slug),
            group="record",
            confidence=confidence,
            specialty_slug=slug,
            note=joined(_classes(classes), _home_program(classes, slug, school, programs)),
            not_compared=national_base(slug, period, school, nation),
        )


def institution_records(bases: Mapping[int, ClassBasis]) -> Iterator[Figure]:
    """Yield the share of each institution over the window that took enough graduates to be named."""
    last, classes = window_of(bases)
    if len(classes) < LEAST_CLASSES:
        return
    confidence = _confidence(bases, last)
    for slug, years in _yearly(classes).items():
        if sum(years.values()) < LEAST_CELL:
            continue
        yield share_of(
            classes,
            _period(last),
            "institution_share",
            "institution_record",
            _at_institution(slug),
            group="institution",
            confidence=confidence,
            institution_slug=slug,
            note=f"{_classes(classes)}; graduates of {len(years)} of them went there",
        )


def national_base(slug: str, period: str, school: School, nation: Nation) -> str:
    """Say what the nation's share of a specialty is, and why it does not stand beside the school's."""
    found = reference.specialty(slug)
    name = found.canonical_name if found else ""
    first, last = period.split("-") if "-" in period else (period, period)
    for year in map(str, range(int(last), int(first) - 1, -1)):
        base = _national_share(name, year, SENIORS[school.degree], nation)
        if base is not None:
            return (
                f"national base on another basis: {base} % of US {school.degree} seniors matched to a first-year position in {year} "
                "before SOAP; the list may hold SOAP, military and second-year positions"
            )
    return "no national figure of these years for this specialty and population is kept"


def _national_share(name: str, year: str, population: str, nation: Nation) -> float | None:
    part = nation.of_specialty(year, NATIONAL_COUNT, population, name)
    whole = nation.whole(year, NATIONAL_COUNT, [population])
    if part is None or not isinstance(whole, NationalBaseline):
        return None
    return percent(int(part.value), int(whole.value))


def _period(last: int) -> str:
    return f"{last - WINDOW + 1}-{last}"


def _confidence(bases: Mapping[int, ClassBasis], last: int) -> float:
    """Each class of the window adds its part; a class without a list adds nothing."""
    return round(
        sum(basis.chosen.confidence for year, basis in bases.items() if last - WINDOW < year <= last) / WINDOW, 3
    )


def _classes(classes: Sequence[ClassBasis]) -> str:
    years = ", ".join(str(basis.class_year) for basis in classes)
    return f"{plural(len(classes), 'class', 'classes')} of {WINDOW} with a usable list: {years}"


def _home_program(classes: Sequence[ClassBasis], slug: str, school: School, programs: Programs | None) -> str:
    """Say whether the school has a program of the specialty: by the directory, else if enough graduates went into it."""
    home = reference.home_institutions(school)
    if not home:
        return "home program: not applicable, the school has no institution of its own in the reference"
    if programs is not None:
        runs = any(programs.runs(institution, slug) for institution in home)
        return f"home program: {'there is one' if runs else 'none'} in the program directory"
    final = (row for basis in classes for row in basis.final_rows if row.specialty == slug)
    if sum(row.count for row in final if is_home(row, home)) >= LEAST_CELL:
        return "home program: there is one, graduates took positions in it"
    return "home program: not known from the lists"


def _in_specialty(slug: str) -> Judgement:
    return lambda row: None if row.specialty is None else row.specialty == slug


def _at_institution(slug: str) -> Judgement:
    def judge(row: Row) -> bool | None:
        found = row.placement.institution_slug
        return None if found is None else found == slug

    return judge


def _yearly(classes: Sequence[ClassBasis]) -> dict[str, dict[int, int]]:
    found: dict[str, dict[int, int]] = {}
    for basis in classes:
        for row in basis.final_rows:
            slug = row.placement.institution_slug
            if slug:
                years = found.setdefault(slug, {})
                years[basis.class_year] = years.get(basis.class_year, 0) + row.count
    return dict(sorted(found.items()))
