"""The registry of schools: the form of a school file, and of the reference tables kept beside it.

Belongs here: what a maintainer states about a school before anything is fetched. Does not belong here: findings.
"""

from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from schemas.vocabulary import (
    OWN_RELEASE,
    AccreditationStatus,
    CampusType,
    ConfidenceGrade,
    Control,
    Degree,
    Maturity,
    PublishedBy,
)

Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)]
HttpAddress = Annotated[str, StringConstraints(pattern=r"^https?://[^\s]+$", max_length=4096)]


class SchoolFields(BaseModel):
    """A school as listed by its accreditor, with the confidence and the source of every dated fact."""

    slug: Slug = Field(description="Stable key of the school.")
    name: str = Field(max_length=300, description="Full name.")
    short_name: str = Field(max_length=120, description="Name as people say it.")
    degree: Degree = Field(description="MD or DO.")
    city: str = Field(max_length=120, description="City of the seat.")
    state: str = Field(min_length=2, max_length=2, description="Two-letter state or territory code of the seat.")
    control: Control | None = Field(default=None, description="Public or private; empty if unknown.")
    campus_type: CampusType = Field(default=CampusType.main, description="Main seat, additional campus or branch.")
    parent_slug: Slug | None = Field(
        default=None, description="School that an additional campus or branch belongs to."
    )
    website_domain: str | None = Field(default=None, max_length=253, description="Domain of the school's site.")
    first_class_matriculated: int | None = Field(
        default=None, ge=1700, le=2100, description="Calendar year in which the first class entered."
    )
    first_class_graduated: int | None = Field(
        default=None, ge=1700, le=2100, description="Calendar year in which the first class graduated."
    )
    expected_first_graduation: int | None = Field(
        default=None, ge=2000, le=2100, description="Calendar year in which the first class is to graduate."
    )
    class_year_source: str | None = Field(default=None, max_length=300, description="Where the class years come from.")
    class_year_confidence: ConfidenceGrade | None = Field(default=None, description="Confidence in the class years.")
    accreditation_status: AccreditationStatus | None = Field(default=None, description="Accreditation as listed.")
    lcme_initial_accreditation_year: str | None = Field(
        default=None,
        pattern=r"^(<=)?\d{4}$",
        description="Year of first LCME accreditation (MD); <=1942 means by then.",
    )
    status_source: str | None = Field(default=None, max_length=300, description="Where the status comes from.")
    status_confidence: ConfidenceGrade | None = Field(default=None, description="Confidence in the status.")
    listing_source: str | None = Field(default=None, max_length=2000, description="Addresses that list the school.")
    listing_confidence: ConfidenceGrade | None = Field(default=None, description="Confidence in the listing.")
    confidence: ConfidenceGrade | None = Field(default=None, description="Lowest of the three confidences.")
    maturity: Maturity = Field(
        default=Maturity.unknown, description="Graduated classes as compiled for maturity_year."
    )
    maturity_year: int | None = Field(default=None, ge=2000, le=2100, description="Year the maturity speaks of.")
    notes: str | None = Field(default=None, max_length=2000, description="A maintainer's notes.")


class KnownAddressFields(BaseModel):
    """An address known to carry, or to have carried, a school's outcomes."""

    address: HttpAddress = Field(description="The address.")
    published_by: PublishedBy | None = Field(
        default=PublishedBy.school, description="Who publishes there; empty means somebody else, not known who."
    )
    note: str | None = Field(default=None, max_length=400, description="A maintainer's note.")


class KnownAddress(KnownAddressFields):
    """A known address in a school file."""

    model_config = ConfigDict(extra="forbid")

    @property
    def is_own_release(self) -> bool:
        """Whether the school's own words stand there; only such addresses are crawled, others are for maintainers."""
        return self.published_by in OWN_RELEASE


class Expectation(BaseModel):
    """A minimum that a refresh must find for a school, else the run reports it."""

    model_config = ConfigDict(extra="forbid")

    class_year: int | None = Field(default=None, ge=1900, le=2100, description="Class year; empty means any.")
    minimum_placements: int = Field(default=0, ge=0, description="Least number of placement rows.")
    minimum_measures: int = Field(default=0, ge=0, description="Least number of measures.")


class CrawlRules(BaseModel):
    """What the crawler may do on one school's site beyond the defaults."""

    model_config = ConfigDict(extra="forbid")

    start_addresses: list[HttpAddress] = Field(
        default_factory=list,
        description="Pages to start from besides the known addresses; default: the domain's home page.",
    )
    allowed_hosts: list[str] = Field(
        default_factory=list,
        description="Further hosts that belong to the school; subdomains of the domain always do.",
    )
    forbidden_paths: list[str] = Field(
        default_factory=list,
        description="Path prefixes that are never fetched, and left out of editions if they were.",
    )
    page_budget: int | None = Field(default=None, ge=1, le=5000, description="Most requests per crawl.")
    site_search: HttpAddress | None = Field(
        default=None,
        pattern=r"\{words\}",
        description="Address of the site's own search, {words} where the words go; without it no search page is asked for.",
    )


class School(SchoolFields):
    """One school file: everything a maintainer states about a school."""

    model_config = ConfigDict(extra="forbid")

    known_addresses: list[KnownAddress] = Field(default_factory=list)
    crawl: CrawlRules = Field(default_factory=CrawlRules)
    expectations: list[Expectation] = Field(default_factory=list)

    @model_validator(mode="after")
    def campus_has_parent(self) -> Self:
        """A branch without a parent cannot be reported with it."""
        if self.parent_slug == self.slug:
            raise ValueError("parent_slug names the school itself")
        return self


class SpecialtyFields(BaseModel):
    """A specialty or a non-residency outcome."""

    slug: str = Field(max_length=80, description="Stable key of the specialty.")
    canonical_name: str = Field(max_length=200, description="Name used throughout the project.")
    acgme_nrmp_name: str | None = Field(default=None, max_length=200, description="Name in NRMP and ACGME lists.")
    acgme_nrmp_code: str | None = Field(default=None, max_length=10, description="Code, leading zeros kept.")
    category: str | None = Field(default=None, max_length=80, description="Group of specialties.")
    match_system: str | None = Field(default=None, max_length=200, description="Match that fills its positions.")
    entry_type: str | None = Field(default=None, max_length=300, description="Tracks by which it is entered.")
    is_primary_care: bool = Field(default=False, description="Counted as primary care; OB-GYN is not.")
    competitiveness_tier: str | None = Field(
        default=None,
        max_length=20,
        description="high under 80 % of US MD seniors matched, moderate under 90 %, low above.",
    )
    competitiveness_basis: str | None = Field(default=None, max_length=600, description="Figure behind the tier.")
    source_url: str | None = Field(default=None, max_length=600, description="Source read.")
    confidence: ConfidenceGrade | None = Field(default=None, description="Compiler's confidence.")


class Specialty(SpecialtyFields):
    """A specialty with the strings that mean it."""

    model_config = ConfigDict(extra="forbid")

    aliases: tuple[str, ...] = ()


class InstitutionFields(BaseModel):
    """A sponsoring institution that takes residents."""

    slug: str = Field(max_length=120, description="Stable key of the institution.")
    name: str = Field(max_length=300, description="Name.")
    city: str | None = Field(default=None, max_length=120, description="City.")
    state: str | None = Field(default=None, max_length=2, description="Two-letter state or territory code.")
    latitude: float | None = Field(default=None, ge=-90, le=90, description="Degrees north.")
    longitude: float | None = Field(default=None, ge=-180, le=180, description="Degrees east.")
    kind: str | None = Field(default=None, max_length=60, description="Academic, community, military and so on.")
    affiliated_school_slugs: str | None = Field(
        default=None, max_length=600, description="Schools whose own residency programs it hosts, | between them."
    )
    health_system: str | None = Field(default=None, max_length=200, description="Health system.")
    source: str | None = Field(default=None, max_length=300, description="Sources read, | between them.")
    confidence: ConfidenceGrade | None = Field(default=None, description="Compiler's confidence.")


class Institution(InstitutionFields):
    """An institution with the strings that mean it."""

    model_config = ConfigDict(extra="forbid")

    aliases: tuple[str, ...] = ()


class NationalBaselineFields(BaseModel):
    """A national figure that a school's figure of the same year, population and basis may be set beside."""

    year: str | None = Field(
        default=None, max_length=20, description="Year, cycle (2021-2022) or span of averaged years."
    )
    population: str = Field(max_length=80, description="Whom the figure is about.")
    measure: str = Field(max_length=80, description="What is measured; NRMP match rates exclude SOAP.")
    specialty: str | None = Field(default=None, max_length=200, description="Specialty; empty means all.")
    value: float = Field(description="The figure.")
    unit: str = Field(max_length=20, description="percent, count, score or ratio.")
    source_url: str = Field(max_length=600, description="Source read, or 'recalled, unverified'.")
    confidence: ConfidenceGrade = Field(description="Compiler's confidence.")
    notes: str | None = Field(default=None, max_length=1000, description="Notes on the figure.")


class NationalBaseline(NationalBaselineFields):
    """A row of the national baselines."""

    model_config = ConfigDict(frozen=True, extra="forbid")
