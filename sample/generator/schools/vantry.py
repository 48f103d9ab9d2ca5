"""Vantry University School of Medicine: its match list is a picture, its dashboard a script. Exams are text."""

from functools import partial

from sample.generator.cohorts import MD_WEIGHTS, Row, draw_class
from sample.generator.everyday import everyday_pages
from sample.generator.figures import usmle_tables
from sample.generator.image import poster
from sample.generator.listing import grouped, short_name
from sample.generator.markup import bullets, heading, link, paragraphs, picture
from sample.generator.pdf import full_page_image
from sample.generator.people import Names
from sample.generator.registry import invented_school
from sample.generator.site import Behaviour, MenuEntry, Site

STEP_1 = [("2025", 61, 58), ("2024", 60, 56), ("2023", 62, 58)]
STEP_2 = [("2025-2026", 60, 59), ("2024-2025", 59, 58), ("2023-2024", 61, 60)]
NEAR = {"IA": 20, "IL": 10, "WI": 8, "MN": 8, "NE": 6, "MO": 5}
DASHBOARD = b"""<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>Match Dashboard</title><link rel="stylesheet" href="/assets/site.css"></head>
<body>
<noscript>You need to enable JavaScript to run this app. Vantry University School of Medicine does not exist. It was
invented for MatchWatch\xe2\x80\x99s sample.</noscript>
<div id="root" data-view="match-dashboard"></div>
<script src="/assets/dashboard.js" defer></script>
</body>
</html>
"""
SCRIPT = b"""// Would draw the dashboard from a private service that the sample does not have.
document.getElementById("root").textContent = "Loading";
"""


def class_rows(year: int, people: int) -> list[Row]:
    """Return the positions of one class."""
    return draw_class(f"vantry {year}", people, MD_WEIGHTS, NEAR)


def _poster(year: int, people: int) -> bytes:
    groups = [[f"# {specialty}", *places, ""] for specialty, places in grouped(class_rows(year, people), short_name)]
    third = sum(map(len, groups)) / 3
    columns: list[list[str]] = [[], [], []]
    passed = 0
    for group in groups:
        columns[min(int(passed / third), 2)] += group
        passed += len(group)
    return poster(f"Match Day {year}", columns, "Vantry University School of Medicine, an invented school")


def _frame() -> Site:
    """Return the empty site with its menu."""
    school = invented_school(
        "vantry", "Vantry University School of Medicine", "Vantry", ("Dubuque", "IA"), graduated=2003
    )
    site = Site(school, "www.vantry.example", "columns", "plum", "61 Bluff Street", 1999)
    site.behaviour = Behaviour(aliases=["vantry.example"])
    site.menu = [
        MenuEntry("About", "/about/"),
        MenuEntry("Admissions", "/admissions/"),
        MenuEntry("Academics", "/curriculum/", (("Curriculum", "/curriculum/"), ("USMLE", "/academics/usmle/"))),
        MenuEntry("Match", "/match/", (("Match Day 2026", "/match/2026/"), ("Match dashboard", "/match/dashboard/"))),
        MenuEntry("News", "/news/"),
    ]
    return site


def _outcome_pages(site: Site) -> None:
    related = (("Match Day 2026", "/match/2026/"), ("Match dashboard", "/match/dashboard/"), ("Match", "/match/"))
    site.page(
        "/match/",
        "Match",
        bullets(
            [
                link("/match/2026/", "Match Day 2026"),
                link("/match/dashboard/", "Match dashboard"),
                link("/files/match-list-2025.pdf", "Match list, class of 2025 (PDF)"),
            ]
        ),
        heading("Preparing"),
        paragraphs("Students plan the fourth year with a departmental adviser. Interview practice begins in August."),
        related=related,
    )
    site.page(
        "/match/2026/",
        "Match Day 2026",
        picture("/files/match-list-2026.png", "Match list of the class of 2026", "Where the class of 2026 is going"),
        updated="March 23, 2026",
        trail=(("Match", "/match/"),),
        related=related,
    )
    site.files["match/dashboard/index.html"] = DASHBOARD
    site.page(
        "/academics/usmle/",
        "USMLE",
        usmle_tables(STEP_1, STEP_2),
        updated="September 8, 2026",
    )
    site.files["files/match-list-2026.png"] = _poster(2026, 58)
    site.files["files/match-list-2025.pdf"] = full_page_image("Match list 2025", partial(_poster, 2025, 56))
    site.files["assets/dashboard.js"] = SCRIPT


def build(names: Names) -> Site:
    """Return the site."""
    site = _frame()
    _outcome_pages(site)
    everyday_pages(site, 1, "the Driftless region")
    site.page(
        "/about/president/",
        "From the President",
        paragraphs("The river makes its own bend here, and so do our graduates.", f"{names.take()}, President"),
    )
    return site
