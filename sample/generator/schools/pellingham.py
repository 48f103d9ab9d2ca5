"""Pellingham University College of Osteopathic Medicine: COMLEX results that stop in 2024; nothing on placements."""

from sample.generator.everyday import Story, everyday_pages
from sample.generator.figures import LEVEL_1_NATIONAL, LEVEL_2_NATIONAL, percent
from sample.generator.markup import bullets, heading, link, paragraphs, table
from sample.generator.people import Names
from sample.generator.registry import invented_school
from sample.generator.site import Behaviour, MenuEntry, Site
from schemas.vocabulary import Degree

CYCLES = ("2021-2022", "2022-2023", "2023-2024")
LEVEL_1 = {"2021-2022": (128, 140), "2022-2023": (124, 141), "2023-2024": (131, 143)}
LEVEL_2 = {"2021-2022": (131, 137), "2022-2023": (129, 138), "2023-2024": (126, 136)}
LEVEL_3 = {"2021": (122, 129), "2022": (126, 131), "2023": (127, 133)}


def _cell(passed: int, takers: int) -> str:
    return f"{percent(passed, takers)} ({passed}/{takers})"


def _frame() -> Site:
    """Return the empty site with its menu."""
    school = invented_school(
        "pellingham",
        "Pellingham University College of Osteopathic Medicine",
        "Pellingham COM",
        ("St. Joseph", "MO"),
        degree=Degree.DO,
        graduated=1996,
        known=("/com/comlex/",),
    )
    site = Site(school, "www.pellingham.example", "columns", "slate", "40 Mitchell Terrace", 1992)
    site.robots = "User-agent: *\nCrawl-delay: 0.2\nDisallow: /search/\n"
    site.behaviour = Behaviour(aliases=["pellingham.example"], updated="2024-09-02T09:00:00Z")
    site.menu = [
        MenuEntry("About", "/about/"),
        MenuEntry("Admissions", "/admissions/"),
        MenuEntry("Academics", "/curriculum/", (("Curriculum", "/curriculum/"), ("COMLEX-USA", "/com/comlex/"))),
        MenuEntry("Career Services", "/career-services/"),
        MenuEntry("News", "/news/"),
    ]
    return site


def _outcome_pages(site: Site) -> None:
    site.page(
        "/com/comlex/",
        "COMLEX-USA Performance",
        paragraphs("First-time pass rates of students of the college, as reported by the NBOME."),
        heading("Level 1 and Level 2-CE"),
        table(
            ["First-time pass rate", *CYCLES],
            [
                ["Level 1, Pellingham", *(_cell(*LEVEL_1[cycle]) for cycle in CYCLES)],
                ["Level 1, national", *(LEVEL_1_NATIONAL[cycle] for cycle in CYCLES)],
                ["Level 2-CE, Pellingham", *(_cell(*LEVEL_2[cycle]) for cycle in CYCLES)],
                ["Level 2-CE, national", *(LEVEL_2_NATIONAL[cycle] for cycle in CYCLES)],
            ],
            "By testing cycle: percent of first-time takers who passed (passed/takers)",
        ),
        heading("Level 3"),
        table(
            ["First-time pass rate", *LEVEL_3],
            [["Level 3, Pellingham", *(_cell(*pair) for pair in LEVEL_3.values())]],
            "By calendar year: percent of first-time takers who passed (passed/takers)",
        ),
        updated="September 2, 2024",
        trail=(("Academics", "/curriculum/"),),
    )
    site.page(
        "/career-services/",
        "Career Services",
        paragraphs(
            "Career Services keeps a library of residency directories and reviews personal statements. "
            "Appointments are made through the student portal."
        ),
        bullets([link("/career-services/residency-fair/", "Residency fair")]),
    )
    site.page(
        "/career-services/residency-fair/",
        "Residency Fair",
        paragraphs("Hospitals from Missouri, Kansas and Iowa set up tables in the gymnasium each October."),
    )


def build(names: Names) -> Site:
    """Return the site."""
    site = _frame()
    _outcome_pages(site)
    everyday_pages(
        site,
        0,
        "northwest Missouri",
        (
            Story(
                "March 20, 2026",
                "families-fill-the-gymnasium",
                "Families fill the gymnasium",
                (
                    (
                        "On Friday the fourth-year class and its families filled the gymnasium. Envelopes were handed out by "
                        f"{names.take()}, who retires this summer after thirty years in student services."
                    ),
                ),
            ),
        ),
    )
    return site
