"""Sablewood College of Osteopathic Medicine: three classes old, meets its duty, promises its match list."""

from collections.abc import Callable

from sample.generator.cohorts import DO_WEIGHTS, draw_class, specialty_counts
from sample.generator.everyday import everyday_pages
from sample.generator.figures import MatchYear, comlex_tables
from sample.generator.markup import bullets, heading, link, paragraphs, record_table
from sample.generator.pdf import prose
from sample.generator.people import Names
from sample.generator.registry import invented_school
from sample.generator.site import Behaviour, MenuEntry, Site
from schemas.vocabulary import Degree

CLASSES = [
    MatchYear(2026, not_seeking=0, matched=66, soap=5, unmatched=1),
    MatchYear(2025, not_seeking=1, matched=63, soap=6, unmatched=1),
    MatchYear(2024, not_seeking=0, matched=58, soap=8, unmatched=2),
]
COLUMNS: dict[str, Callable[[MatchYear], object]] = {
    "Class": lambda year: year.year,
    "Graduates": lambda year: year.graduates,
    "Not seeking": lambda year: year.not_seeking,
    "Seeking": lambda year: year.participants,
    "Placed after SOAP": lambda year: year.placed,
    "Placement rate after SOAP": lambda year: year.placement_rate,
    "Unplaced": lambda year: year.unmatched,
}
LEVEL_1 = [("2025-2026", 78, 74), ("2024-2025", 77, 71), ("2023-2024", 76, 68)]
LEVEL_2 = [("2025-2026", 73, 69), ("2024-2025", 71, 66), ("2023-2024", 70, 63)]
LEVEL_3 = [("2025", 62, 60)]
NEAR = {"NM": 18, "AZ": 10, "TX": 8, "CO": 8, "OK": 4}


def _frame() -> Site:
    """Return the empty site with its menu."""
    school = invented_school(
        "sablewood",
        "Sablewood College of Osteopathic Medicine",
        "Sablewood COM",
        ("Santa Fe", "NM"),
        degree=Degree.DO,
        graduated=2024,
    )
    site = Site(school, "www.sablewood.example", "entry", "ochre", "77 Acequia Road", 2018)
    site.behaviour = Behaviour(aliases=["sablewood.example"])
    site.menu = [
        MenuEntry("About", "/about/"),
        MenuEntry("Admissions", "/admissions/"),
        MenuEntry("Curriculum", "/curriculum/"),
        MenuEntry("Student Achievement", "/student-achievement/"),
        MenuEntry("News", "/news/"),
    ]
    return site


def _outcome_pages(site: Site) -> None:
    rows = draw_class("sablewood 2026", CLASSES[0].placed, DO_WEIGHTS, NEAR)
    site.page(
        "/student-achievement/",
        "Student Achievement",
        heading("COMLEX-USA first-time pass rates"),
        comlex_tables(LEVEL_1, LEVEL_2, LEVEL_3),
        heading("GME placement"),
        record_table(COLUMNS, CLASSES, "Placement of graduates who sought a residency"),
        paragraphs(
            "The list of residency programs that our graduates entered will be published on this page in January 2027."
        ),
        heading("Class of 2026 by specialty"),
        bullets(f"{name}: {count}" for name, count in specialty_counts(rows)),
        paragraphs(link("/wp-content/uploads/class-profile-2026.pdf", "Class profile 2026 (PDF)")),
        updated="July 31, 2026",
    )
    site.files["wp-content/uploads/class-profile-2026.pdf"] = _class_profile()


def _class_profile() -> bytes:
    return prose(
        "Class Profile 2026",
        [
            ("The graduates", [f"The class of 2026 had {CLASSES[0].graduates} graduates. It entered in August 2022."]),
            (
                "Where they come from",
                [
                    (
                        "Students came from small towns and large ones, and a third of them speak Spanish "
                        "with their patients."
                    )
                ],
            ),
            (
                "Support",
                [
                    (
                        "Students have five weeks of dedicated study time before Level 1 and meet a learning "
                        "specialist after every practice examination. Physician mentors guide applications to "
                        "residency."
                    )
                ],
            ),
        ],
        "Sablewood College of Osteopathic Medicine (an invented school)",
    )


def build(names: Names) -> Site:
    """Return the site."""
    site = _frame()
    _outcome_pages(site)
    everyday_pages(site, 0, "the upper Rio Grande")
    site.page("/about/dean/", "Dean", paragraphs(f"{names.take()}, DO, has led the college since its first class."))
    return site
