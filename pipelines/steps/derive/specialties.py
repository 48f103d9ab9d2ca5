"""Into which specialties a class went: the mix, its breadth, primary care, and the competitive ones.

Belongs here: shares by specialty of one class. Does not belong here: several classes together (track_record.py).
"""

from collections.abc import Iterator
from collections.abc import Set as AbstractSet

from pipelines.steps.derive import reference
from pipelines.steps.derive.persons import Row, RowKind
from pipelines.steps.derive.records import derived, joined
from pipelines.steps.derive.shares import ClassBasis, Figure, Judgement, too_little_known
from schemas.outcomes import Outcome
from schemas.vocabulary import Unit

FEW = 10
"""Numbers below this are shown with a caution; below suppression.LEAST_CELL they are not shown."""
GROUP = "specialty"
NO_SPECIALTIES = "the list names no specialties"


def specialty_figures(basis: ClassBasis) -> Iterator[Figure]:
    """Yield the shares by specialty and by group of specialties of one class."""
    for slug in sorted({row.specialty for row in basis.final_rows if row.specialty and basis.stands_for_class}):
        yield basis.share(
            "specialty_share",
            "specialty_share",
            _within({slug}),
            group=GROUP,
            specialty_slug=slug,
            caution=_few(basis, slug),
        )
    yield basis.share(
        "primary_care_share",
        "primary_care_share",
        _within(reference.primary_care()),
        note="internal medicine, family medicine, pediatrics and their combination, OB-GYN left out; many of them train on in another field",
    )
    yield basis.share(
        "primary_care_with_obgyn_share",
        "primary_care_share",
        _within(reference.primary_care() | {reference.OBGYN}),
        second=True,
        note="internal medicine, family medicine, pediatrics, their combination, and OB-GYN",
    )
    yield basis.share(
        "competitive_share",
        "competitive_share",
        _within(reference.competitive()),
        note=f"specialties to which under 80 % of US MD seniors who preferred them matched, by figures of {reference.competitive_years()}; what was competitive in the class's own year may differ",
    )
    yield basis.share(
        "competitive_dopen_share",
        "competitive_share",
        _within(reference.DOPEN),
        second=True,
        note="the older definition: dermatology, orthopaedic surgery, plastic surgery, otolaryngology, neurosurgery",
    )


def breadth(basis: ClassBasis) -> Outcome:
    """Return how many specialties the class went into; unresolved rows may add to it."""
    first_of = {row.specialty: row.finding_id for row in reversed(basis.final_rows) if row.specialty}
    named = set(first_of)
    unresolved = sum(row.count for row in basis.final_rows if not row.specialty)
    merged = {row.specialty for row in basis.rows if row.kind is RowKind.merged and row.specialty} - named
    missing = basis.coverage.missing
    people = sum(row.count for row in basis.final_rows)
    reason = basis.coverage.not_whole or too_little_known(people - unresolved, people)
    return derived(
        basis.school.slug,
        name="specialty_breadth",
        period=str(basis.class_year),
        unit=Unit.count,
        method="specialty_breadth",
        value=None if reason else float(len(named)),
        not_computable=reason,
        lower_bound=float(len(named)),
        upper_bound=None if missing is None else float(len(named) + len(merged) + unresolved + missing),
        caution=joined(basis.coverage.caution),
        note="specialties in which somebody took a final position",
        confidence=basis.chosen.confidence,
        finding_ids=tuple(sorted(first_of.values())),
    )


def specialties_not_computable(basis: ClassBasis) -> Iterator[Outcome]:
    """Yield the shares by specialty that a list without specialties cannot give."""
    for name, method in (("primary_care_share", "primary_care_share"), ("competitive_share", "competitive_share")):
        yield basis.not_computable(name, method, NO_SPECIALTIES)


def _within(slugs: AbstractSet[str]) -> Judgement:
    def judge(row: Row) -> bool | None:
        return None if row.specialty is None else row.specialty in slugs

    return judge


def _few(basis: ClassBasis, slug: str) -> str | None:
    people = sum(row.count for row in basis.final_rows if row.specialty == slug)
    return f"fewer than {FEW} people" if people < FEW else None
