"""Rookhope State University School of Medicine: its outcomes stand where robots.txt lets no crawler go."""

from sample.generator.cohorts import MD_WEIGHTS, draw_class, specialty_counts
from sample.generator.everyday import everyday_pages
from sample.generator.figures import STEP_1_NATIONAL, MatchYear, exam_table
from sample.generator.markup import bullets, heading, link, paragraphs, table
from sample.generator.people import Names
from sample.generator.registry import invented_school
from sample.generator.site import Behaviour, MenuEntry, Site
from schemas.vocabulary import Control

CLASS = MatchYear(2026, not_seeking=2, matched=130, soap=7, unmatched=2)
STEP_1 = [("2025", 141, 133), ("2024", 140, 129)]


def _frame() -> Site:
    """Return the empty site with its menu."""
    school = invented_school(
        "rookhope",
        "Rookhope State University School of Medicine",
        "Rookhope State",
        ("Sioux City", "IA"),
        control=Control.public,
        graduated=1966,
    )
    site = Site(school, "www.rookhope.example", "columns", "indigo", "1400 Prairie Street", 1962)
    site.robots = "User-agent: *\nDisallow: /outcomes/\nDisallow: /search/\n"
    site.behaviour = Behaviour(aliases=["rookhope.example"])
    site.menu = [
        MenuEntry("About", "/about/"),
        MenuEntry("Admissions", "/admissions/"),
        MenuEntry("Curriculum", "/curriculum/"),
        MenuEntry("Student Outcomes", "/outcomes/", (
            ("Match results", "/outcomes/match/"), ("USMLE results", "/outcomes/usmle/"))),
        MenuEntry("News", "/news/"),
    ]  # fmt: skip
    return site


def _outcome_pages(site: Site) -> None:
    site.page(
        "/outcomes/",
        "Student Outcomes",
        bullets([link("/outcomes/match/", "Match results"), link("/outcomes/usmle/", "USMLE results")]),
    )
    rows = draw_class("rookhope 2026", CLASS.placed, MD_WEIGHTS, {"IA": 20, "NE": 10, "SD": 6, "MN": 6})
    site.page(
        "/outcomes/match/",
        "Match Results",
        paragraphs(
            f"Of {CLASS.participants} participants of the class of 2026, {CLASS.matched} ({CLASS.match_rate}) "
            f"matched before SOAP; {CLASS.soap} were placed in SOAP."
        ),
        heading("By specialty"),
        table(["Specialty", "Graduates"], [*specialty_counts(rows), ("Total", CLASS.placed)]),
    )
    site.page(
        "/outcomes/usmle/",
        "USMLE Results",
        exam_table("Calendar year", STEP_1, STEP_1_NATIONAL, "USMLE Step 1, first attempts"),
    )
    site.unlisted |= {"/outcomes/", "/outcomes/match/", "/outcomes/usmle/"}


def build(names: Names) -> Site:
    """Return the site."""
    site = _frame()
    _outcome_pages(site)
    everyday_pages(site, 2, "the Loess Hills")
    site.page("/about/registrar/", "Registrar", paragraphs(f"Registrar: {names.take()}"))
    return site
