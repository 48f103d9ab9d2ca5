"""What the reference tables say of specialties and institutions, in the form that formulas ask for.

Belongs here: which specialties are primary care, competitive, advanced; which institutions are a school's own, and of
what kind. Does not belong here: counting.
"""

import functools
import re
from collections.abc import Mapping
from enum import StrEnum

from pipelines.steps.resolve.school import home_institutions as own_institutions
from schemas.registry import Institution, School, Specialty
from schemas.vocabulary import ConfidenceGrade
from scrapers.reference import institutions, specialties

DOPEN = frozenset({"dermatology", "orthopaedic_surgery", "plastic_surgery", "otolaryngology", "neurosurgery"})
"""The older definition of competitive, from applicants' own tables; kept because readers know it."""
OBGYN = "obgyn"
UNDISCLOSED = "undisclosed"
NO_POSITION_CATEGORY = "non_gme"
FIRST_YEAR_CATEGORY = "preliminary_transitional"
MAIN_MATCH = "NRMP"
MILITARY_SPECIALTY = "military_gme"
SERVICE_TOUR = "gmo"
ADVANCED_WORDS = re.compile(r"advanced|prelim", re.IGNORECASE)
YEAR = re.compile(r"\b(20\d\d)(?:-\d\d)?\b")


class ProgramKind(StrEnum):
    """Who runs the program, as its institution's kind says; see docs/methods.md for what each takes in."""

    academic = "academic"
    affiliated = "affiliated"
    community = "community"
    military = "military"
    government = "government"


KINDS: Mapping[str, ProgramKind] = {
    "university": ProgramKind.academic,
    "university_affiliated": ProgramKind.affiliated,
    "community": ProgramKind.community,
    "consortium": ProgramKind.community,
    "other": ProgramKind.community,
    "military": ProgramKind.military,
    "va": ProgramKind.government,
    "government": ProgramKind.government,
}
CHILDREN = "children"


@functools.cache
def specialty(slug: str | None) -> Specialty | None:
    """Return a specialty of the reference by its slug."""
    return _specialties().get(slug or "")


@functools.cache
def institution(slug: str | None) -> Institution | None:
    """Return an institution of the reference by its slug."""
    return _institutions().get(slug or "")


@functools.cache
def primary_care() -> frozenset[str]:
    """Return the specialties that count as primary care; OB-GYN is none of them."""
    return frozenset(one.slug for one in specialties() if one.is_primary_care)


@functools.cache
def competitive() -> frozenset[str]:
    """Return the specialties to which under 80 % of the US MD seniors who preferred them matched."""
    return frozenset(one.slug for one in specialties() if one.competitiveness_tier == "high")


@functools.cache
def competitive_years() -> str:
    """Return the years of the figures that the competitive specialties rest on, as 2025 and 2026."""
    texts = (one.competitiveness_basis or "" for one in specialties() if one.slug in competitive())
    years = sorted({year for text in texts for year in YEAR.findall(text)})
    return " and ".join([", ".join(years[:-1]), years[-1]] if len(years) > 1 else years)


def may_be_advanced(slug: str | None) -> bool:
    """Whether positions of a specialty may start in the second year; true where the specialty is not known."""
    found = specialty(slug)
    return found is None or bool(ADVANCED_WORDS.search(found.entry_type or ""))


def category(slug: str | None) -> str | None:
    """Return the group of a specialty."""
    found = specialty(slug)
    return found.category if found else None


def matched_elsewhere(slug: str | None) -> bool:
    """Whether a specialty fills its positions in another match, so that a list of the main match may omit it."""
    found = specialty(slug)
    return found is not None and found.category == "surgical" and found.match_system != MAIN_MATCH


def home_institutions(school: School) -> frozenset[str]:
    """Return the institutions that are a school's own; a campus shares those of the school that it belongs to."""
    return own_institutions(school, _institutions())


def surely_home(school: School) -> frozenset[str]:
    """Return those of a school's own institutions whose tie the compiler of the reference has no doubt of."""
    return frozenset(
        slug
        for slug in home_institutions(school)
        if (found := institution(slug)) is not None and found.confidence is ConfidenceGrade.high
    )


@functools.cache
def program_kind(slug: str | None) -> ProgramKind | None:
    """Return who runs the programs of an institution; None where the reference does not know it."""
    found = institution(slug)
    if found is None or found.kind is None:
        return None
    if found.kind == CHILDREN:
        return ProgramKind.academic if found.affiliated_school_slugs else ProgramKind.community
    return KINDS.get(found.kind)


@functools.cache
def _specialties() -> Mapping[str, Specialty]:
    return {one.slug: one for one in specialties()}


@functools.cache
def _institutions() -> Mapping[str, Institution]:
    return {one.slug: one for one in institutions()}
