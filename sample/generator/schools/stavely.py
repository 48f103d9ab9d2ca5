"""Stavely State University School of Medicine: a placement rate beside a match rate, and a year left out."""

from sample.generator.cohorts import MD_WEIGHTS, draw_class, specialty_counts
from sample.generator.everyday import everyday_pages
from sample.generator.figures import NRMP_MD_SENIORS, percent, usmle_tables
from sample.generator.markup import bullets, heading, link, paragraphs, table, tiles
from sample.generator.people import Names
from sample.generator.registry import invented_school
from sample.generator.site import Behaviour, MenuEntry, Site
from schemas.vocabulary import Control

CLASSES = [(2026, 103, 102), (2025, 101, 100), (2023, 99, 98), (2022, 98, 98)]
STEP_1 = [("2025", 105, 99), ("2024", 104, 96), ("2023", 102, 95)]
STEP_2 = [("2025-2026", 103, 101), ("2024-2025", 102, 101), ("2023-2024", 101, 99)]
NEAR = {"AZ": 26, "NM": 8, "NV": 6, "CO": 6, "UT": 4, "CA": 2}
TRAIL = (("By the Numbers", "/by-the-numbers/"),)


def _frame() -> Site:
    """Return the empty site with its menu."""
    school = invented_school(
        "stavely",
        "Stavely State University School of Medicine",
        "Stavely State",
        ("Flagstaff", "AZ"),
        control=Control.public,
        graduated=2012,
    )
    site = Site(school, "www.stavely.example", "landmark", "brick", "700 Ponderosa Street", 2006)
    site.behaviour = Behaviour(aliases=["stavely.example"], soft_404="/not-found/")
    site.menu = [
        MenuEntry("About", "/about/"),
        MenuEntry("Admissions", "/admissions/"),
        MenuEntry("Curriculum", "/curriculum/"),
        MenuEntry("By the Numbers", "/by-the-numbers/", (
            ("Residency placement", "/by-the-numbers/residency-placement/"),
            ("USMLE", "/by-the-numbers/usmle/"))),
        MenuEntry("News", "/news/"),
    ]  # fmt: skip
    return site


def _outcome_pages(site: Site) -> None:
    rows = draw_class("stavely 2026", 102, MD_WEIGHTS, NEAR)
    site.page(
        "/by-the-numbers/",
        "By the Numbers",
        tiles(
            [
                ("103", "graduates sought a residency, class of 2026"),
                ("102", "graduates placed, class of 2026"),
                ("105", "graduates, class of 2026"),
                ("10", "students for each clinical teacher"),
            ]
        ),
        bullets(
            [
                link("/by-the-numbers/residency-placement/", "Residency placement"),
                link("/by-the-numbers/usmle/", "USMLE results"),
                link("/by-the-numbers/match-2019/", "Match results of 2019"),
            ]
        ),
        updated="June 30, 2026",
    )
    site.page(
        "/by-the-numbers/residency-placement/",
        "Residency Placement",
        paragraphs(
            "The placement rate counts graduates who held a residency position by July 1, through the Match, "
            "SOAP or later, among those who sought one. How we compare:"
        ),
        table(
            [
                "Class",
                "Sought a residency",
                "Placed by July 1",
                "Placement rate (Match, SOAP or later)",
                "National match rate, MD seniors, before SOAP",
            ],
            [
                [year, sought, placed, percent(placed, sought), NRMP_MD_SENIORS[year]]
                for year, sought, placed in CLASSES
            ],
            "Placement of graduates and the national match rate",
        ),
        heading("Class of 2026 by specialty"),
        bullets(f"{name} ({count})" for name, count in specialty_counts(rows)),
        updated="June 30, 2026",
        trail=TRAIL,
    )


def _other_pages(site: Site) -> None:
    site.page(
        "/by-the-numbers/usmle/",
        "USMLE",
        usmle_tables(STEP_1, STEP_2),
        updated="August 31, 2026",
        trail=TRAIL,
    )
    site.page(
        "/not-found/",
        "Page Not Found",
        paragraphs("Sorry, the page you asked for cannot be found. It may have moved when the site was rebuilt."),
        bullets([link("/by-the-numbers/", "By the Numbers"), link("/news/", "News"), link("/", "Home page")]),
    )
    site.unlisted.add("/not-found/")


def build(names: Names) -> Site:
    """Return the site."""
    site = _frame()
    _outcome_pages(site)
    _other_pages(site)
    everyday_pages(site, 0, "the Colorado Plateau")
    site.page(
        "/about/chair/",
        "A Word from the Chair",
        paragraphs(
            "We live at seven thousand feet, and we teach as we hike: one foot after the other.", f"{names.take()}, MD"
        ),
    )
    return site
