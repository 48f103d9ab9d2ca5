"""Dunmarrow State University School of Medicine: withholds its match list and prints a rate without a basis."""

from sample.generator.everyday import everyday_pages
from sample.generator.figures import usmle_tables
from sample.generator.markup import bullets, heading, link, paragraphs
from sample.generator.people import Names
from sample.generator.registry import invented_school
from sample.generator.site import Behaviour, MenuEntry, Site
from schemas.vocabulary import Control

STEP_1 = [("2025", 96, 92), ("2024", 97, 90), ("2023", 95, 89)]
STEP_2 = [("2025-2026", 95, 94), ("2024-2025", 94, 92), ("2023-2024", 96, 95)]


def _frame() -> Site:
    """Return the empty site with its menu."""
    school = invented_school(
        "dunmarrow",
        "Dunmarrow State University School of Medicine",
        "Dunmarrow State",
        ("Eau Claire", "WI"),
        control=Control.public,
        graduated=1979,
    )
    site = Site(school, "www.dunmarrow.example", "field", "indigo", "2 Chippewa Mall", 1975)
    site.behaviour = Behaviour(aliases=["dunmarrow.example"])
    site.menu = [
        MenuEntry("About", "/about/"),
        MenuEntry("Admissions", "/admissions/"),
        MenuEntry("MD Program", "/curriculum/"),
        MenuEntry("Outcomes", "/outcomes/", (
            ("Residency Match", "/outcomes/residency-match/"), ("USMLE", "/outcomes/usmle/"))),
        MenuEntry("News", "/news/"),
    ]  # fmt: skip
    return site


def _outcome_pages(site: Site) -> None:
    site.page(
        "/outcomes/",
        "Outcomes",
        bullets([link("/outcomes/residency-match/", "Residency Match"), link("/outcomes/usmle/", "USMLE")]),
    )
    site.page(
        "/outcomes/residency-match/",
        "Residency Match",
        paragraphs("Match rate, class of 2026: 98%"),
        heading("Match lists"),
        paragraphs(
            "To protect the privacy of our students, the school does not publish match lists or the residency "
            "programs and specialties that graduates enter."
        ),
        heading("Advising"),
        paragraphs("Faculty advisers from every clinical department meet students from the second year on."),
        updated="April 17, 2026",
        trail=(("Outcomes", "/outcomes/"),),
    )
    site.page(
        "/outcomes/usmle/",
        "USMLE",
        paragraphs("First attempts of our students beside those of all students of MD schools."),
        usmle_tables(STEP_1, STEP_2),
        updated="September 1, 2026",
        trail=(("Outcomes", "/outcomes/"),),
    )


def build(names: Names) -> Site:
    """Return the site."""
    site = _frame()
    _outcome_pages(site)
    everyday_pages(site, 1, "the Chippewa valley")
    site.page(
        "/about/dean/",
        "From the Dean",
        paragraphs("Medicine is learned beside the bed. I hope that you will visit us.", f"{names.take()}, MD, Dean"),
    )
    return site
