"""Harrowick University School of Medicine: careless with figures. Some cannot be, others contradict each other."""

from sample.generator.cohorts import MD_WEIGHTS, draw_class, final_rows, specialty_counts
from sample.generator.everyday import Story, everyday_pages
from sample.generator.figures import percent
from sample.generator.listing import name_and_place, specialty_with_position
from sample.generator.markup import accordion, bullets, heading, link, paragraphs, table
from sample.generator.people import Names
from sample.generator.registry import invented_school
from sample.generator.site import Behaviour, MenuEntry, Site

PLACED = 84
NEAR = {"NC": 18, "SC": 8, "TN": 6, "VA": 6, "GA": 5}


def _match_page(site: Site) -> None:
    rows = draw_class("harrowick 2026", PLACED, MD_WEIGHTS, NEAR)
    counts = specialty_counts(rows)
    misprinted = [(name, count + 3 if name == "Internal Medicine" else count) for name, count in counts]
    site.page(
        "/outcomes/match-2026/",
        "Match Results, Class of 2026",
        paragraphs(
            "Of 82 participants in the Match, 80 matched before SOAP, a match rate of 97.6%. Four more took "
            "positions in SOAP, which brings the number placed to 84."
        ),
        heading("By specialty"),
        table(["Specialty", "Graduates"], [*misprinted, ("Total", PLACED)], "Class of 2026, graduates by specialty"),
        heading("By program"),
        table(
            ["Specialty", "Program"],
            [(specialty_with_position(row), name_and_place(row)) for row in final_rows(rows)],
            "Class of 2026, residency programs",
        ),
        updated="May 12, 2026",
        trail=(("Outcomes", "/outcomes/"),),
    )


def _frame() -> Site:
    """Return the empty site with its menu."""
    school = invented_school(
        "harrowick", "Harrowick University School of Medicine", "Harrowick", ("Asheville", "NC"), graduated=1988
    )
    site = Site(school, "www.harrowick.example", "entry", "pine", "31 College Terrace", 1984)
    site.behaviour = Behaviour(aliases=["harrowick.example"])
    site.menu = [
        MenuEntry("About", "/about/"),
        MenuEntry("Admissions", "/admissions/"),
        MenuEntry("Curriculum", "/curriculum/"),
        MenuEntry("Outcomes", "/outcomes/", (
            ("Match 2026", "/outcomes/match-2026/"), ("Board scores", "/outcomes/board-scores/"))),
        MenuEntry("News", "/news/"),
    ]  # fmt: skip
    return site


def _outcome_pages(site: Site) -> None:
    site.page(
        "/outcomes/",
        "Outcomes",
        bullets(
            [
                link("/outcomes/match-2026/", "Match results, class of 2026"),
                link("/outcomes/board-scores/", "Board scores"),
            ]
        ),
        heading("Questions"),
        accordion(
            [
                (
                    "Who took part in the Match of 2026?",
                    paragraphs(
                        f"Of the 85 graduates of the class of 2026 who took part, 79 ({percent(79, 85)}) matched before "
                        "SOAP."
                    ),
                ),
                ("How is advising organized?", paragraphs("Each student chooses a mentor in the chosen specialty.")),
            ]
        ),
    )
    _match_page(site)
    site.page(
        "/outcomes/board-scores/",
        "Board Scores",
        table(
            ["Calendar year", "Step 1 mean score", "Step 1 first-attempt pass rate"],
            [("2025", "238", "95%"), ("2024", "236", "94%"), ("2023", "235", "93%")],
            "USMLE Step 1, first attempts",
        ),
        table(
            ["Academic year", "Step 2 CK first-attempt pass rate"],
            [("2025-2026", "98%"), ("2024-2025", "101%"), ("2023-2024", "97%")],
            "USMLE Step 2 CK, first attempts",
        ),
        updated="September 3, 2026",
        trail=(("Outcomes", "/outcomes/"),),
    )


def build(names: Names) -> Site:
    """Return the site."""
    site = _frame()
    _outcome_pages(site)
    everyday_pages(
        site,
        2,
        "the Blue Ridge",
        (
            Story(
                "March 20, 2026",
                "match-day-on-the-terrace",
                "Match Day on the terrace",
                (
                    (
                        "Of 82 seniors in the Match of 2026, 78 matched before SOAP, a match rate of 95.1%, said "
                        f"{names.take()}, associate dean for student affairs."
                    ),
                ),
            ),
        ),
    )
    return site
