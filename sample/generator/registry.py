"""The school file of an invented school, in the form of the registry.

Belongs here: filling the fields that every invented school shares. Does not belong here: the form itself
(schemas/registry.py), reading and writing school files (scrapers/registry.py).
"""

from schemas.registry import CrawlRules, Expectation, KnownAddress, School
from schemas.vocabulary import AccreditationStatus, CampusType, ConfidenceGrade, Control, Degree, Maturity

SOURCE = "invented for the sample"
ESTABLISHED_SINCE = 2021


def invented_school(
    slug: str,
    name: str,
    short_name: str,
    place: tuple[str, str],
    *,
    degree: Degree = Degree.MD,
    control: Control = Control.private,
    graduated: int | None = None,
    expected: int | None = None,
    parent: str | None = None,
    known: tuple[str, ...] = (),
    expectations: tuple[Expectation, ...] = (),
    notes: str | None = None,
) -> School:
    """Return the school file; the host is www.<slug>.example, graduated the year of the first class."""
    maturity = Maturity.no_graduates_yet
    if graduated is not None:
        maturity = Maturity.established if graduated <= ESTABLISHED_SINCE else Maturity.young
    first_year = (graduated or expected or 0) - 4
    return School(
        slug=slug,
        name=name,
        short_name=short_name,
        degree=degree,
        city=place[0],
        state=place[1],
        control=control,
        campus_type=CampusType.branch if parent else CampusType.main,
        parent_slug=parent,
        website_domain=f"{slug}.example",
        first_class_matriculated=first_year,
        first_class_graduated=graduated,
        expected_first_graduation=expected,
        class_year_source=SOURCE,
        class_year_confidence=ConfidenceGrade.high,
        accreditation_status=AccreditationStatus.full if graduated else AccreditationStatus.preliminary,
        status_source=SOURCE,
        status_confidence=ConfidenceGrade.high,
        listing_confidence=ConfidenceGrade.high,
        confidence=ConfidenceGrade.high,
        maturity=maturity,
        maturity_year=2026,
        notes=notes,
        known_addresses=[KnownAddress(address=f"http://www.{slug}.example{path}") for path in known],
        crawl=CrawlRules(start_addresses=[f"http://www.{slug}.example/"]),
        expectations=list(expectations),
    )
