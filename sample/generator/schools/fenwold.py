"""Fenwold University School of Medicine: its first class graduates in 2028, so nothing is due yet."""

from sample.generator.everyday import everyday_pages
from sample.generator.markup import bullets, heading, link, paragraphs
from sample.generator.people import Names
from sample.generator.registry import invented_school
from sample.generator.site import Behaviour, MenuEntry, Site


def build(names: Names) -> Site:
    """Return the site."""
    school = invented_school(
        "fenwold", "Fenwold University School of Medicine", "Fenwold", ("Bellingham", "WA"), expected=2028
    )
    site = Site(school, "www.fenwold.example", "landmark", "teal", "1 Chuckanut Parkway", 2022)
    site.behaviour = Behaviour(aliases=["fenwold.example"])
    site.menu = [
        MenuEntry("About", "/about/"),
        MenuEntry("Admissions", "/admissions/"),
        MenuEntry("Curriculum", "/curriculum/"),
        MenuEntry("Outcomes", "/outcomes/"),
        MenuEntry("News", "/news/"),
    ]
    site.page(
        "/outcomes/",
        "Outcomes",
        paragraphs(
            "Our first class entered in 2024 and will graduate in 2028. No class has taken part in the "
            "residency match or taken USMLE Step 2 CK yet, so there are no results to report.",
            "Match results of the first class will be published on this page in spring 2028.",
        ),
        heading("How we prepare students"),
        bullets(
            [
                "Eight weeks without classes before Step 1, and a question bank for every student",
                "A career adviser from the first semester, and specialty mentors at our partner hospitals",
            ]
        ),
        paragraphs(link("/admissions/", "Admissions")),
        updated="August 3, 2026",
    )
    everyday_pages(site, 1, "the northern Sound")
    site.page("/about/founding-dean/", "Founding Dean", paragraphs(f"{names.take()}, MD, arrived in 2021."))
    return site
